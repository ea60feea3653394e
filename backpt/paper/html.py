"""Document -> one self-contained HTML file, by Jinja2 and the template ``handout.html.j2``.

Everything is escaped but the drawings, which escape their own words. The file loads nothing:
fonts and figures are inside, there is no script, and a content security policy says so.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, assert_never

from backpt.language import sheet
from backpt.paper import fonts
from backpt.paper.document import (
    BLANK,
    Beside,
    Cards,
    Document,
    Facts,
    Grid,
    Notes,
    Part,
    Pause,
    RuledLines,
    SheetCard,
    SheetChart,
    SheetTable,
    Urgent,
    parts,
)
from backpt.paper.look import Paper, SheetLook
from backpt.paper.pictures import draw_panels
from backpt.values import NamedTuple

if TYPE_CHECKING:
    import jinja2

    from backpt.figure.svg import Panel

TEMPLATE = "handout.html.j2"
PAPERS = {Paper.A4: "A4", Paper.LETTER: "letter"}
_PAPER_MM = {Paper.A4: 297, Paper.LETTER: 279}
_WIDE_MM = 178
"""What is between the margins of the narrowest paper, A4 in large print."""
_USUAL_PT, _LARGE_PT, _MM_A_PT = 10, 15, 25.4 / 72
"""Sizes of print in a table."""
_LETTER_EM, _PADDING_EM = 0.56, 0.8
"""How wide a bold letter is at most, and what is around the word."""
_WORDS = re.compile(r"[^\s-]+-?")
_FEW = 3
"""So many cards of a brief document stand one under the other."""


class DrawnCard(NamedTuple):
    """A card with its drawings: SVG text, which is put in as it is."""

    card: SheetCard
    still: tuple[Panel, ...] = ()
    turning: tuple[str, ...] = ()
    """Start and end once more, for a picture that turns from one into the other and back."""


class Shape(NamedTuple):
    """A part of the document and the name that the template knows its kind by."""

    kind: str
    part: Part
    cards: tuple[DrawnCard, ...] = ()


def html(document: Document, look: SheetLook) -> str:
    """Return the document as a page that reads well on a screen and prints as it should."""
    shapes = tuple(_shapes(document, look))
    return _template().render(
        d=document,
        look=look,
        paper=PAPERS[look.paper],
        shapes=shapes,
        moving=any(card.turning for shape in shapes for card in shape.cards),
        wide=len(document.cards) <= _FEW or look.large,
        fit=_fit(document, look),
        faces=_faces(),
        blank=BLANK,
        said=sheet,
        short=(sheet.HOW_OFTEN, sheet.TAKES, sheet.EASIER, sheet.HARDER),
        upright=any(_upright(part, look) for part in parts(document) if isinstance(part, Grid)),
        footer=_css_text(document.footer),
    )


def _shapes(document: Document, look: SheetLook) -> Iterator[Shape]:
    number = 0
    for part in parts(document):
        match part:
            case Urgent():
                yield Shape("urgent", part)
            case Notes():
                yield Shape("notes", part)
            case Facts():
                yield Shape("facts", part)
            case Pause():
                yield Shape("pause", part)
            case Grid():
                yield Shape("grid", part)
            case Beside():
                yield Shape("beside", part)
            case SheetTable():
                yield Shape("table", part)
            case SheetChart():
                yield Shape("chart", part)
            case RuledLines():
                yield Shape("ruled", part)
            case Cards(cards):
                first, number = number + 1, number + len(cards)
                shown = (_shown(card, place, look) for place, card in enumerate(cards, first))
                yield Shape("small" if document.brief else "card", part, tuple(shown))
            case _:
                assert_never(part)


def _shown(card: SheetCard, number: int, look: SheetLook) -> DrawnCard:
    if card.picture is None:
        return DrawnCard(card)
    still = draw_panels(card.picture, look.theme, f"c{number}")
    if len(still) < 2:
        return DrawnCard(card, still)
    again = draw_panels(card.picture, look.theme, f"m{number}")
    return DrawnCard(card, still, (again[0].svg, again[1].svg))


def _upright(grid: Grid, look: SheetLook) -> bool:
    """Whether the heads of a table stand upright: a column is as wide as the longest word of
    its head, and paper cannot be scrolled to what would stand beside it."""
    heads = [max(map(len, _WORDS.findall(head)), default=0) for head in grid.heads]
    label = max(len(row.label) for row in grid.rows)
    ems = sum(letters * _LETTER_EM + _PADDING_EM for letters in (label, *heads))
    return ems * (_LARGE_PT if look.large else _USUAL_PT) * _MM_A_PT > _WIDE_MM


class Fit(NamedTuple):
    """How a brief document is printed to be on one side, if that can be had."""

    picture_mm: float
    """The most that a picture may be high."""
    print_pt: float


def _fit(document: Document, look: SheetLook) -> Fit:
    """Return sizes by how much there is; heights are those of the template's own print CSS."""
    exercises = sum(bool(card.number) for card in document.cards)
    packs = len(document.cards) - exercises
    rows = exercises if exercises <= _FEW else -(-exercises // 2)
    weeks = sum(len(block.rows) for block in document.blocks if isinstance(block, Grid))
    notes = sum(len(block.lines) for block in document.blocks if isinstance(block, Notes))
    pt = 10.0 if rows <= _FEW and not packs else 8.8
    words = 62 + 6.5 * weeks + 9 * notes + 30 * packs + 27 * rows
    room = _PAPER_MM[look.paper] - 27 - 16 - words * pt / 10
    return Fit(max(12.0, min(46.0, room / max(1, rows))), pt)


@lru_cache(maxsize=1)
def _template() -> jinja2.Template:
    import jinja2

    here = os.path.dirname(os.path.abspath(__file__))
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(here, encoding="utf-8"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(TEMPLATE)


def _css_text(text: str) -> str:
    """Return ``text`` as a string of CSS that cannot end before its end."""
    safe = (one if one.isalnum() or one in " .," else f"\\{ord(one):x} " for one in text)
    return f'"{"".join(safe)}"'


@lru_cache(maxsize=1)
def _faces() -> tuple[tuple[int, str], ...]:
    """Return the weights of the font and their files, to be put inside the page."""
    from base64 import b64encode

    files = ((400, fonts.REGULAR), (700, fonts.BOLD))
    return tuple((weight, b64encode(fonts.read(name)).decode()) for weight, name in files)
