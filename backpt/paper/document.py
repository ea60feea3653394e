"""What stands on a handout, whatever it is printed on. Knows no exercise, no paper, no markup.

Every text here is plain text: a back end escapes it for its own format. The order of the
blocks is the order on the page.
"""

from collections.abc import Iterable, Iterator
from typing import assert_never

from backpt.values import NamedTuple, StrEnum

Labelled = tuple[str, str]
"""A label and what it says: ("Stop if", "your back hurts")."""


BLANK = "_" * 12
"""Room to write something in."""


class SheetPicture(NamedTuple):
    """A drawn exercise: all that a back end needs to draw it, or to say it instead."""

    figure: str
    """As it stands in ``Exercise.figure``; ``pictures`` draws it."""
    alt: str
    """The whole picture in words."""
    captions: tuple[str, ...]
    """One under each panel."""
    stays: bool = False
    """Whether the held pose is one to stay in."""


class Urgent(NamedTuple):
    """What must be seen first."""

    title: str
    items: tuple[str, ...]
    lines: tuple[str, ...] = ()
    """Sentences under the items."""


class Weight(StrEnum):
    """How much notes are to be noticed."""

    IMPORTANT = "important"
    NORMAL = "normal"
    FINE = "fine"
    """Small print: for whoever looks for it."""


class Notes(NamedTuple):
    """A heading and short sentences under it."""

    title: str
    lines: tuple[str, ...]
    weight: Weight = Weight.NORMAL


class Facts(NamedTuple):
    """Labels with what they say, without a heading."""

    rows: tuple[Labelled, ...]


class SheetCard(NamedTuple):
    """An exercise, or a pack."""

    name: str
    dose: str
    number: int = 0
    """From 1 in the order of the routine; 0 for a pack."""
    cue: str = ""
    picture: SheetPicture | None = None
    facts: tuple[Labelled, ...] = ()
    steps: tuple[str, ...] = ()
    safety: tuple[Labelled, ...] = ()
    notes: tuple[Labelled, ...] = ()
    """What may stand after everything else: how it grows, what else there is to know."""
    title: str = ""
    """What stands over it instead of number and name; empty where those do."""

    @property
    def heading(self) -> str:
        if self.title:
            return self.title
        return f"{self.number}. {self.name}" if self.number else self.name


class Pause(NamedTuple):
    """A rest between two exercises."""

    text: str


NOT_PLANNED = -1
"""A cell of a day on which nothing is planned."""


class GridRow(NamedTuple):
    label: str
    cells: tuple[int, ...]
    """Boxes to tick in each column; 0 is room to write in, ``NOT_PLANNED`` neither."""


class Grid(NamedTuple):
    """A table to fill in."""

    title: str
    corner: str
    """The heading of the column of labels."""
    heads: tuple[str, ...]
    rows: tuple[GridRow, ...]

    @property
    def boxes(self) -> int:
        """How many boxes there are to tick."""
        return sum(max(0, many) for row in self.rows for many in row.cells)


class SheetTable(NamedTuple):
    """A table of what is known: texts in columns, the first of each row names it."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    """How wide each column is, in shares of what is left; 0: no wider than its words."""


class SheetChart(NamedTuple):
    """A drawing of figures, black on white, and the same in words."""

    title: str
    svg: str
    alt: str


class RuledLines(NamedTuple):
    """Room to write by hand."""

    title: str
    prompts: tuple[str, ...]
    """What is to be written of; none: only lines."""
    lines: int
    """Under each prompt, or in all."""


class Cards(NamedTuple):
    """Cards that are laid out together."""

    cards: tuple[SheetCard, ...]


class Beside(NamedTuple):
    """Notes that stand side by side, in two columns that are read one after the other."""

    notes: tuple[Notes, ...]


Figures = SheetTable | SheetChart | RuledLines
"""What only a page of figures has."""
Block = Urgent | Notes | Facts | SheetCard | Pause | Grid | Figures
Part = Urgent | Notes | Facts | Cards | Pause | Grid | Figures | Beside


class Document(NamedTuple):
    id: str
    """The routine's: names files."""
    title: str
    who: str
    """For whom, by whom and when, only as far as that was asked for."""
    blocks: tuple[Block, ...]
    phone: str
    """Whom to call with questions; ``BLANK`` where that is to be written in, empty where the
    page asks for none."""
    footer: str
    brief: bool
    """Meant for one side: the cards are small and stand side by side."""
    dense: bool = False
    """A page of figures: small print, on one side, notes beside each other."""

    @property
    def cards(self) -> tuple[SheetCard, ...]:
        return tuple(block for block in self.blocks if isinstance(block, SheetCard))


def parts(document: Document) -> Iterator[Part]:
    """Yield the blocks in order, the cards in groups: in a brief document neighbouring ones
    stand together, else each by itself."""
    if document.dense:
        yield from _dense_parts(document.blocks)
        return
    cards: list[SheetCard] = []
    for block in document.blocks:
        if isinstance(block, SheetCard):
            if cards and not document.brief:
                yield Cards(tuple(cards))
                cards = []
            cards.append(block)
            continue
        if cards:
            yield Cards(tuple(cards))
            cards = []
        yield block
    if cards:
        yield Cards(tuple(cards))


def _dense_parts(blocks: Iterable[Block]) -> Iterator[Part]:
    """Yield the blocks in order, neighbouring notes together; there are no cards."""
    notes: list[Notes] = []
    for block in blocks:
        if isinstance(block, Notes):
            notes.append(block)
            continue
        if notes:
            yield Beside(tuple(notes))
            notes = []
        assert not isinstance(block, SheetCard)
        yield block
    if notes:
        yield Beside(tuple(notes))


def texts(document: Document) -> Iterator[str]:
    """Yield every text of the document, alternative texts included, in reading order."""
    yield from filter(None, (document.title, document.who))
    for block in document.blocks:
        yield from filter(None, _block_texts(block))
    yield from filter(None, (document.phone, document.footer))


def _block_texts(block: Block) -> Iterator[str]:
    match block:
        case Urgent():
            yield from (block.title, *block.items, *block.lines)
        case Notes():
            yield from (block.title, *block.lines)
        case Facts():
            yield from (part for row in block.rows for part in row)
        case SheetCard():
            yield from (block.name, block.dose, block.cue, *block.steps)
            yield from (
                part for row in (*block.facts, *block.safety, *block.notes) for part in row
            )
            if block.picture:
                yield from (*block.picture.captions, block.picture.alt)
        case Pause():
            yield block.text
        case Grid():
            yield from (block.title, block.corner, *block.heads)
            yield from (row.label for row in block.rows)
        case SheetTable():
            yield from (block.title, *block.heads)
            yield from (cell for row in block.rows for cell in row)
        case SheetChart():
            yield from (block.title, block.alt)
        case RuledLines():
            yield from (block.title, *block.prompts)
        case _:
            assert_never(block)
