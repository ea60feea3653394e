"""Document -> lines for a terminal or a pipe. Knows what is told in which order and how it is
indented; refuses to know how wide a terminal is, what it can show, and how it is paged.
"""

from collections.abc import Iterator, Sequence
from typing import assert_never

from backpt.language import sheet
from backpt.paper.document import (
    Block,
    Document,
    Facts,
    Grid,
    Labelled,
    Notes,
    Pause,
    RuledLines,
    SheetCard,
    SheetChart,
    SheetPicture,
    SheetTable,
    Urgent,
)
from backpt.values import NamedTuple, StrEnum

MARK, INDENT = "  - ", "  "
BOX, ASCII_BOX = "\u2610", "[]"
RULED = "_" * 40


class Tone(StrEnum):
    """How a line is to be seen; said by nothing but the words where there is no colour."""

    PLAIN = ""
    BOLD = "bold"
    URGENT = "bold reverse"
    SOFT = "italic"


class TextLine(NamedTuple):
    """A paragraph: ``first`` stands before its first line, ``then`` before the others."""

    text: str = ""
    first: str = ""
    then: str = ""
    tone: Tone = Tone.PLAIN


class Drawn(NamedTuple):
    """Room for a small picture; its alternative text is told where none can be drawn."""

    picture: SheetPicture


class Table(NamedTuple):
    """Cells in columns: ``heads`` in full and, for a narrow terminal, as short as they go."""

    heads: tuple[str, ...]
    short: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Told = TextLine | Drawn | Table


def lay_out(document: Document, *, box: str = BOX) -> Iterator[Told]:
    """Yield the document from top to bottom; an empty line between its blocks."""
    yield TextLine(document.title, tone=Tone.BOLD)
    if document.who:
        yield TextLine(document.who)
    if document.phone:
        yield TextLine(f"{sheet.QUESTIONS_CALL} {document.phone}")
    for block in document.blocks:
        yield TextLine()
        yield from _block(block, box)
    yield TextLine()
    yield TextLine(document.footer, tone=Tone.SOFT)


def _block(block: Block, box: str) -> Iterator[Told]:
    match block:
        case Urgent():
            yield TextLine(block.title, tone=Tone.URGENT)
            yield from _listed(block.items)
            yield from (TextLine(line) for line in block.lines)
        case Notes():
            yield TextLine(block.title, tone=Tone.BOLD)
            yield from _listed(block.lines)
        case Facts():
            yield from _labelled(block.rows, "")
        case SheetCard():
            yield from _card(block)
        case Pause():
            yield TextLine(block.text, INDENT, INDENT)
        case Grid():
            yield TextLine(block.title, tone=Tone.BOLD)
            yield _table(block, box)
        case SheetTable():
            yield TextLine(block.title, tone=Tone.BOLD)
            yield from (_row(block.heads, row) for row in block.rows)
        case SheetChart():
            yield TextLine(block.title, tone=Tone.BOLD)
            yield TextLine(block.alt, INDENT, INDENT)
        case RuledLines():
            yield TextLine(block.title, tone=Tone.BOLD)
            yield from _listed(block.prompts)
            if not block.prompts:
                yield from [TextLine(RULED)] * block.lines
        case _:
            assert_never(block)


def _card(card: SheetCard) -> Iterator[Told]:
    yield TextLine(card.heading, tone=Tone.BOLD)
    if card.picture:
        yield Drawn(card.picture)
    yield TextLine(card.dose, INDENT, INDENT, Tone.BOLD)
    yield from _labelled(card.facts, INDENT)
    for number, step in enumerate(card.steps, 1):
        mark = f"{INDENT}{number}. "
        yield TextLine(step, mark, " " * len(mark))
    if card.cue:
        yield TextLine(card.cue, INDENT, INDENT)
    yield from _labelled((*card.safety, *card.notes), INDENT)


def _listed(lines: Sequence[str]) -> Iterator[TextLine]:
    return (TextLine(line, MARK, " " * len(MARK)) for line in lines)


def _labelled(rows: Sequence[Labelled], indent: str) -> Iterator[TextLine]:
    return (TextLine(said, f"{indent}{label}: ", f"{indent}{INDENT}") for label, said in rows)


def _row(heads: Sequence[str], row: Sequence[str]) -> TextLine:
    """Return a row as it is read aloud: each cell after its head, those that say nothing left
    out."""
    name, *cells = row
    told = [
        f"{head.lower()}: {cell}"
        for head, cell in zip(heads[1:], cells, strict=True)
        if cell != sheet.NOTHING
    ]
    return TextLine("; ".join(told), f"{MARK}{name}: ", " " * len(MARK))


def _table(grid: Grid, box: str) -> Table:
    rows = tuple(
        (row.label, *("____" if many == 0 else box * many for many in row.cells))
        for row in grid.rows
    )
    heads = (grid.corner, *grid.heads)
    return Table(heads, (grid.corner, *map(_short, grid.heads)), rows)


def _short(head: str) -> str:
    """Return "1" for "1. Knee tilts", and the first word of any other."""
    number, dot, _ = head.partition(". ")
    return number if dot and number.isdigit() else head.partition(" ")[0]
