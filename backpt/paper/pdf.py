"""Document -> PDF, by typst and the page described in ``handout.typ``.

Tagged to PDF/UA-1, fonts embedded, and the same bytes for the same document: no clock and no
font of the machine comes in, unless the sheet has a character that no font of ours can draw.
Then another font stands in, or a question mark, and it is said which characters those are.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, assert_never

from backpt.language import sheet
from backpt.paper import fonts
from backpt.paper.document import (
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
    SheetPicture,
    SheetTable,
    Urgent,
    parts,
    texts,
)
from backpt.paper.look import Paper, SheetLook
from backpt.paper.pictures import draw_panels
from backpt.values import NamedTuple

if TYPE_CHECKING:
    import typst

TEMPLATE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "handout.typ")
PAPERS = {Paper.A4: "a4", Paper.LETTER: "us-letter"}
STANDARD: Final = "ua-1"
LONGEST_WORD = 24
"""A longer word may be broken anywhere, or it would run off the page."""
MOST_STRANGERS = 20
"""Times that characters without any font are taken out as typst names them; then all are."""

_BREAK = "\u200b"
_HYPHENS = str.maketrans({"\u2011": "-", "\u00ad": ""})
"""What the font lacks and a reader does not miss."""
_UNSEEN = dict.fromkeys(map(ord, fonts.INVISIBLE - {_BREAK, "\n"}))
"""What joins or chooses pictures of characters that are all gone."""
_VIEW_BOX = re.compile(r'viewBox="\S+ \S+ (\S+) (\S+)"')
_UNDISPLAYED = re.compile(r"the text `(.+)` could not be displayed", re.DOTALL)


class Printed(NamedTuple):
    data: bytes
    stand_in: str = ""
    """Characters that another font drew."""
    lost: str = ""
    """Characters that no font has: there is a question mark in their place."""


def is_available() -> bool:
    """Whether typst is installed: it has no build for some machines."""
    from importlib.util import find_spec

    return find_spec("typst") is not None


def pdf(document: Document, look: SheetLook) -> Printed:
    """Return the document as a PDF, and which characters the usual font could not draw."""
    stand_in = fonts.lacking("".join(texts(document)).translate(_HYPHENS))
    content = content_of(document, look)
    if not stand_in:
        return Printed(_compile(compiler(False), content))
    import typst

    try:
        return Printed(_compile(compiler(False), content), stand_in)
    except typst.TypstError as error:
        if not _undisplayed(error):
            raise
    lost, left = "", stand_in
    for _ in range(MOST_STRANGERS):
        try:
            return Printed(_compile(compiler(True), content), left, lost)
        except typst.TypstError as error:
            named = _undisplayed(error)
            strangers = "".join(one for one in left if one in named)
            if not strangers:  # a mark on a character that was taken out: it names that one
                break
            lost, left = lost + strangers, "".join(one for one in left if one not in named)
            content = _replaced(content, {ord(one): "?" for one in strangers})
    plain = _replaced(content, {**dict.fromkeys(map(ord, left), "?"), **_UNSEEN})
    return Printed(_compile(compiler(False), plain), "", lost + left)


def _undisplayed(error: Exception) -> str:
    """Return the text that typst says no font can draw."""
    import ast

    found = _UNDISPLAYED.search(str(error))
    if found is None:
        return ""
    said = re.sub(r"\\u\{([0-9a-fA-F]+)\}", lambda code: chr(int(code[1], 16)), found[1])
    try:
        return str(ast.literal_eval(said))
    except (SyntaxError, ValueError):
        return said


def _replaced(value: Any, table: Mapping[int, str | None]) -> Any:
    match value:
        case str():
            return value.translate(table)
        case list():
            return [_replaced(one, table) for one in value]
        case dict():
            return {key: _replaced(one, table) for key, one in value.items()}
        case _:
            return value


# --- typst -----------------------------------------------------------------------------


@lru_cache(maxsize=2)
def compiler(system_fonts: bool) -> typst.Compiler:
    """Return typst with the template read and the fonts found, for any number of handouts."""
    import typst

    found = typst.Fonts(include_system_fonts=system_fonts, font_paths=[fonts.folder()])
    return typst.Compiler(TEMPLATE, font_paths=found)


def _compile(compiler: typst.Compiler, content: dict[str, Any]) -> bytes:
    import json

    data = compiler.compile(
        format="pdf",
        sys_inputs={"data": json.dumps(content)},
        pdf_standards=[STANDARD],
        timestamp=0,
    )
    assert isinstance(data, bytes)
    return data


# --- the document as typst reads it ----------------------------------------------------


def content_of(document: Document, look: SheetLook) -> dict[str, Any]:
    """Return all that the template reads, for JSON."""
    return {
        "title": _text(document.title),
        "who": _text(document.who),
        "phone": _text(document.phone),
        "footer": document.footer,
        "language": sheet.CODE,
        "call": sheet.QUESTIONS_CALL,
        "page": sheet.PAGE,
        "numbers": sheet.PAGE_NUMBERS,
        "beside": {sheet.TAKES: sheet.HOW_OFTEN, sheet.HARDER: sheet.EASIER},
        "brief": document.brief,
        "dense": document.dense,
        "paper": PAPERS[look.paper],
        "large": look.large,
        "mono": look.mono,
        "blocks": [_part(part, look) for part in parts(document)],
    }


def _part(part: Part, look: SheetLook) -> dict[str, Any]:
    match part:
        case Urgent(title, items, lines):
            texts_ = {"items": _all(items), "lines": _all(lines)}
            return {"kind": "urgent", "title": title, **texts_}
        case Notes():
            return _notes(part)
        case Beside(notes):
            return {"kind": "beside", "notes": [_notes(one) for one in notes]}
        case SheetTable():
            return _table(part)
        case SheetChart(title, svg, alt):
            drawn = {"svg": svg, "alt": _text(alt), "shape": _shape(svg)}
            return {"kind": "chart", "title": _text(title), **drawn}
        case RuledLines(title, prompts, many):
            asked = {"prompts": _all(prompts), "lines": many}
            return {"kind": "ruled", "title": _text(title), **asked}
        case Facts(rows):
            return {"kind": "facts", "rows": [_all(row) for row in rows]}
        case Pause(text):
            return {"kind": "pause", "text": _text(text)}
        case Grid():
            return _grid(part)
        case Cards(cards):
            return {"kind": "cards", "cards": [_card(card, look) for card in cards]}
        case _:
            assert_never(part)


def _notes(notes: Notes) -> dict[str, Any]:
    of_notes = {"lines": _all(notes.lines), "weight": notes.weight.value}
    return {"kind": "notes", "title": _text(notes.title), **of_notes}


def _table(table: SheetTable) -> dict[str, Any]:
    return {
        "kind": "table",
        "title": _text(table.title),
        "heads": _all(table.heads),
        "rows": [_all(row) for row in table.rows],
        "shares": list(table.shares),
    }


def _grid(grid: Grid) -> dict[str, Any]:
    return {
        "kind": "grid",
        "title": _text(grid.title),
        "corner": grid.corner,
        "heads": _all(grid.heads),
        "rows": [{"label": _text(row.label), "cells": list(row.cells)} for row in grid.rows],
    }


def _card(card: SheetCard, look: SheetLook) -> dict[str, Any]:
    return {
        "heading": _text(card.heading),
        "pack": not card.number,
        "dose": _text(card.dose),
        "cue": _text(card.cue),
        "picture": _picture(card.picture, look) if card.picture else None,
        "facts": [_all(row) for row in card.facts],
        "steps": _all(card.steps),
        "safety": [_all(row) for row in card.safety],
        "notes": [_all(row) for row in card.notes],
    }


def _picture(picture: SheetPicture, look: SheetLook) -> dict[str, Any]:
    drawn = draw_panels(picture, look.theme)
    return {
        "alt": _text(picture.alt),
        "panels": [
            {"svg": panel.svg, "says": _text(panel.says), "shape": _shape(panel.svg)}
            for panel in drawn
        ],
    }


def _shape(svg: str) -> float:
    """Return how much wider than high a drawing is."""
    found = _VIEW_BOX.search(svg)
    return float(found[1]) / float(found[2]) if found else 1.0


def _all(lines: tuple[str, ...]) -> list[str]:
    return [_text(line) for line in lines]


def _text(text: str) -> str:
    """Return ``text`` with the breaks that keep a long word on the page."""
    text = text.translate(_HYPHENS)
    if len(text) <= LONGEST_WORD:
        return text
    return " ".join(map(_broken, text.split(" ")))


def _broken(word: str) -> str:
    if len(word) <= LONGEST_WORD:
        return word
    half = LONGEST_WORD // 2
    return _BREAK.join(word[at : at + half] for at in range(0, len(word), half))
