"""Handouts for tests: routines of every size, and what can be read back from what was made."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from io import BytesIO
from typing import Any, NamedTuple, TypeVar

from backpt.language.en.clearance import left_out_packs
from backpt.paper.document import Document, Grid
from backpt.paper.handout import Subject, Wish, compose_handout
from backpt.prescription.model import (
    Exercise,
    Frequency,
    Library,
    Mode,
    Rest,
    Routine,
    ThermalPlan,
    Work,
    prescribe,
)
from backpt.safety.answers import Answers, Profile
from backpt.safety.clearance import allowed_routine, as_kept
from tests.builders import shipped

T = TypeVar("T")
FIGURE = json.dumps(
    {
        "view": "side",
        "props": ["floor"],
        "anchor": "shoulders",
        "plant": ["feet"],
        "active": ["torso"],
        "poses": {
            "start": {
                "base": "hook-lying",
                "shoulders": "0",
                "says": "On your back, knees bent, arms by your sides",
            },
            "up": {"lean": "-26", "neck": "26", "says": "Hips up, one line to the knees"},
        },
    }
)
"""Of an exercise that has no picture of its own yet."""

HOSTILE = (
    "<script>alert(1)</script>",
    "</style><b onclick='x'>\"quotes\" & 'more'",
    '#import "x": * #pagebreak()',
    "$math$ x^2_3 @ref <label>",
    "back\\slash \\u{41} \\n \\",
    "*bold* _it_ `code` ~~no~~ [link](http://x.example) ![i](y)",
    "| pipe | table |",
    "{{ 7 * 7 }} {% raw %} {# no #}",
    "&amp; &lt; &#65;",
    "1. first",
    "- dash",
    "= heading",
    "word" * 75,
    "ten letters " * 25,
)
"""What would be markup somewhere; the last two have 300 characters."""
FOREIGN = ("שלום עולם", "Привет, мир", "→ ☐")
"""What another font must draw."""


@lru_cache(maxsize=1)
def library() -> Library:
    return shipped()


def routine_ids() -> tuple[str, ...]:
    return tuple(library().routines)


def exercises_in(id_: str) -> int:
    return sum(bool(item.exercise) for item in library().routines[id_].items)


def pictured(routine: Routine) -> Routine:
    """Return the routine with a picture for every exercise that has none yet."""
    return routine._replace(
        items=tuple(
            item._replace(exercise=with_figure(item.exercise))
            if isinstance(item, Work)
            else item
            for item in routine.items
        )
    )


def with_figure(exercise: Exercise) -> Exercise:
    return exercise if exercise.figure else exercise._replace(figure=FIGURE)


def routine(id_: str) -> Routine:
    return pictured(prescribe(library(), id_))


def crowded(exercises: int, *, packs: bool = True) -> Routine:
    """Return a routine of so many exercises with names as long as there can be."""
    names = ("Contralateral hamstring-strengthening quadruped reach", "Pneumono" * 6)
    items = [
        Work(with_figure(one)._replace(name=names[number % 2]), one.dose)
        for number, one in zip(range(exercises), library().exercises.values(), strict=False)
    ]
    extra = (
        Rest(60.0),
        ThermalPlan(Mode.HEAT, 900.0, 900.0, 2, "the lower back"),
        ThermalPlan(Mode.COLD, 600.0, 0.0, 1),
    )
    name = "Everything at once, and then some more of it"
    return Routine(
        "crowded",
        name,
        (*items, *(extra if packs else ())),
        "A goal.",
        1,
        Frequency(7, 7, 2, 2),
    )


def subject(
    made: Routine, profile: Profile = Profile(), *, allowed: tuple[str, ...] = ()
) -> Subject:
    """Return ``made`` for a user of whom a clinician ``allowed`` packs of these modes."""
    answers = Answers(packs=tuple(sorted(profile.flags)), allowed=allowed)
    fitted = as_kept(made, library(), answers)
    adapted = allowed_routine(made, library(), profile, fitted.packs.never)
    return Subject(adapted, library(), profile, 480.0, left_out_packs(fitted))


def sheet(
    made: Routine, profile: Profile = Profile(), *, allowed: tuple[str, ...] = (), **wish: Any
) -> Document:
    """Return the document of a routine; ``wish`` has fields of ``Wish``."""
    return compose_handout(subject(made, profile, allowed=allowed), Wish(**wish))


def grid(document: Document) -> Grid:
    (found,) = (block for block in document.blocks if isinstance(block, Grid))
    return found


def squeezed(text: str) -> str:
    """Return ``text`` without blanks and without breaks inside words, to be searched."""
    return re.sub(r"[\s\u200b\u00ad]+", "", unicodedata.normalize("NFKC", text))


def missing(texts: Iterator[str], whole: str) -> list[str]:
    """Return which of ``texts`` do not occur in ``whole``, however that is broken."""
    searched = squeezed(whole)
    return [text for text in texts if squeezed(text) not in searched]


# --- a PDF read back -------------------------------------------------------------------


class Page(NamedTuple):
    faults: tuple[str, ...]
    """Words that lie outside the margins, over others or over a line of a table."""
    filled: float
    """How much of the page's height has words on it, 0-1, without the footer."""


class Pdf:
    """What can be read back from a PDF, each part when it is asked for, and once."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @cached_property
    def text(self) -> str:
        return "\n".join(self._drawn(_text))

    @cached_property
    def alts(self) -> tuple[str, ...]:
        import pypdf

        root: Any = pypdf.PdfReader(BytesIO(self._data)).trailer["/Root"]
        return tuple(str(one["/Alt"]) for one in _figures(root["/StructTreeRoot"]))

    @cached_property
    def pictures(self) -> tuple[tuple[float, float], ...]:
        """How wide and high each picture is, all its panels together."""
        import pypdf

        root: Any = pypdf.PdfReader(BytesIO(self._data)).trailer["/Root"]
        found = _figures(root["/StructTreeRoot"])
        boxes = (tuple(map(float, one["/A"][0]["/BBox"])) for one in found)
        return tuple((box[2] - box[0], box[3] - box[1]) for box in boxes)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        return self._drawn(_page)

    @cached_property
    def boxes(self) -> tuple[int, ...]:
        """Boxes to tick on every page, counted in a picture of it."""
        return self._drawn(_boxes)

    def _drawn(self, read: Callable[[Any], T]) -> tuple[T, ...]:
        import pypdfium2

        drawn = pypdfium2.PdfDocument(self._data)
        try:
            return tuple(map(read, drawn))
        finally:
            drawn.close()


def _figures(node: object) -> Iterator[Any]:
    """Yield what has an alternative text in the tree of tags."""
    found = getattr(node, "get_object", lambda: node)()
    if isinstance(found, list):
        for one in found:
            yield from _figures(one)
    elif isinstance(found, dict):
        if "/Alt" in found:
            yield found
        if "/K" in found:
            yield from _figures(found["/K"])


_SCALE = 3.0
"""Dots to a point: a line of a box is three dots wide."""
_BOX_PT = (7.0, 18.0)
"""How wide a box is inside, from the smallest print to the largest."""
_MARGIN_PT = 30.0
_FOOTER_PT = 48.0


def _text(page: Any) -> str:
    text = str(page.get_textpage().get_text_range())
    return text.replace("\ufffe", "-")  # so it says that a line ends with one


def _page(page: Any) -> Page:
    textpage = page.get_textpage()
    rects = [textpage.get_rect(number) for number in range(textpage.count_rects())]
    wide, high = page.get_size()
    body = [rect for rect in rects if rect[1] > _FOOTER_PT]
    filled = (high - min((rect[1] for rect in body), default=high)) / high
    faults = (*_faults(rects, wide, high), *_crossed(page, rects))
    return Page(faults, filled)


def _faults(rects: list[tuple[float, ...]], wide: float, high: float) -> Iterator[str]:
    for number, (left, bottom, right, top) in enumerate(rects):
        if left < _MARGIN_PT or right > wide - _MARGIN_PT or bottom < 12 or top > high - 20:
            yield f"out of the page: {left:.0f} {bottom:.0f} {right:.0f} {top:.0f}"
        for other in rects[number + 1 :]:
            across = min(right, other[2]) - max(left, other[0])
            along = min(top, other[3]) - max(bottom, other[1])
            if across > 1.5 and along > 0.45 * min(top - bottom, other[3] - other[1]):
                yield f"overlap at {max(left, other[0]):.0f} {max(bottom, other[1]):.0f}"


def _crossed(page: Any, rects: list[tuple[float, ...]]) -> Iterator[str]:
    """Yield where an upright line of a table runs through words."""
    import pypdfium2

    drawn = (one.get_bounds() for one in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_PATH]))
    lines = [b for b in drawn if b[2] - b[0] < 1.5 and b[3] - b[1] > 20]
    for left, bottom, right, top in rects:
        for line in lines:
            along = min(top, line[3]) - max(bottom, line[1])
            if left + 0.5 < line[0] and line[2] < right - 0.5 and along > 1:
                yield f"crossed at {line[0]:.0f} {bottom:.0f}"


def words_on(data: bytes, *, large: bool) -> tuple[tuple[float, str], ...]:
    """Return of every page how much of the room between its margins has words, 0-1, and the
    words, without the footer."""
    import pypdfium2

    top, bottom = 34.0, 57.0 if large else 43.0
    drawn = pypdfium2.PdfDocument(data)
    pages = []
    for page in drawn:
        textpage = page.get_textpage()
        wide, high = page.get_size()
        rects = (textpage.get_rect(number) for number in range(textpage.count_rects()))
        lowest = min((rect[1] for rect in rects if rect[1] > bottom - 6), default=high)
        text = textpage.get_text_bounded(0, bottom - 6, wide, high)
        pages.append(((high - top - lowest) / (high - top - bottom), text))
    drawn.close()
    return tuple(pages)


def _boxes(page: Any) -> int:
    """Count squares of a line around nothing: white runs of one width, stacked as high."""
    bitmap = page.render(scale=_SCALE, grayscale=True)
    ink = bytes(0 if level < 150 else 1 for level in range(256))
    low, high = (round(side * _SCALE) for side in _BOX_PT)
    run = re.compile(b"(?<=\x00)\x01{%d,%d}(?=\x00)" % (low, high))
    data, stride = bytes(bitmap.buffer).translate(ink), bitmap.stride
    rows = [data[row * stride : row * stride + bitmap.width] for row in range(bitmap.height)]
    begun: dict[tuple[int, int], int] = {}
    found = 0
    known: dict[bytes, set[tuple[int, int]]] = {}  # most rows are as the one above or are white
    for number, row in enumerate(rows):
        if row not in known:
            known[row] = {(at.start(), at.end()) for at in run.finditer(row)}
        seen = known[row]
        for ends in begun.keys() - seen:
            found += _is_box(rows, ends, begun.pop(ends), number)
        for ends in seen:
            begun.setdefault(ends, number)
    return found


def _is_box(rows: list[bytes], ends: tuple[int, int], first: int, after: int) -> bool:
    """Whether the white between two upright lines is about square and closed at both ends."""
    wide = ends[1] - ends[0]
    if abs(after - first - wide) > 0.3 * wide:  # as most are: letters, and pictures
        return False
    middle = slice(ends[0] + wide // 4, ends[1] - wide // 4)
    round_corner = round(2.5 * _SCALE)
    above = rows[first - round_corner : first]
    below = rows[after : after + round_corner]
    return all(any(not any(row[middle]) for row in some) for some in (above, below))
