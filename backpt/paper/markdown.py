"""Document -> Markdown (GitHub's kind) and the figure files that stand beside it.

All words come out as words: what would be markup is escaped.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never
from urllib.parse import quote

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
from backpt.paper.look import SheetLook
from backpt.paper.pictures import draw_panels
from backpt.values import NamedTuple

BOX = "\u2610"
RULED = "\\_" * 60
""" "_" is markup in itself."""
_MARKUP = re.compile(r"([\\`*_\[\]<>|&~$#])")
_LINE_START = re.compile(r"^(\d+)([.)])|^([-+=:])")


class Markdown(NamedTuple):
    text: str
    files: tuple[tuple[str, str], ...]
    """Names and contents of SVG files, in the folder that the text names."""


def markdown(document: Document, look: SheetLook, folder: str) -> Markdown:
    """Return the document as Markdown whose pictures are files in ``folder``, a plain name."""
    files: list[tuple[str, str]] = []
    paragraphs: list[str] = [f"# {escaped(document.title)}"]
    if document.who:
        paragraphs.append(escaped(document.who))
    if document.phone:
        paragraphs.append(f"{sheet.QUESTIONS_CALL} **{escaped(document.phone)}**")
    number = 0
    for block in document.blocks:
        if isinstance(block, SheetCard) and block.picture:
            number += 1
            drawn, more = _picture(block.picture, look, folder, number)
            files += more
        elif isinstance(block, SheetChart):
            number += 1
            name = f"{number}-1.svg"
            drawn = _image(block.alt, folder, name)
            files.append((name, block.svg))
        else:
            drawn = ""
        paragraphs += filter(None, _block(block, drawn))
    paragraphs += ["---", escaped(document.footer)]
    return Markdown("\n\n".join(paragraphs) + "\n", tuple(files))


def escaped(text: str) -> str:
    """Return ``text`` so that Markdown shows it as it is, in one line."""
    line = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    return _LINE_START.sub(
        lambda at: f"{at[1]}\\{at[2]}" if at[1] else f"\\{at[3]}", line, count=1
    )


def _block(block: Block, drawn: str) -> Iterator[str]:
    match block:
        case Urgent():
            lines = [f"**{escaped(block.title)}**", *_bullets(block.items)]
            lines += [f"**{escaped(line)}**" for line in block.lines]
            yield "\n>\n".join(f"> {line}" for line in lines)
        case Notes():
            yield f"## {escaped(block.title)}"
            yield "\n".join(_bullets(block.lines))
        case Facts():
            yield _labelled(block.rows)
        case SheetCard():
            yield from _card(block, drawn)
        case Pause():
            yield f"*{escaped(block.text)}*"
        case Grid():
            yield f"## {escaped(block.title)}"
            rows = ((row.label, *(BOX * many for many in row.cells)) for row in block.rows)
            yield _table((block.corner, *block.heads), rows)
        case SheetTable():
            yield f"## {escaped(block.title)}"
            yield _table(block.heads, block.rows)
        case SheetChart():
            yield f"## {escaped(block.title)}"
            yield drawn
        case RuledLines():
            yield f"## {escaped(block.title)}"
            for prompt in block.prompts or ("",):
                yield escaped(prompt)
                yield from [RULED] * block.lines
        case _:
            assert_never(block)


def _card(card: SheetCard, drawn: str) -> Iterator[str]:
    yield f"## {escaped(card.heading)}"
    yield drawn
    yield f"**{escaped(card.dose)}**"
    yield _labelled(card.facts)
    yield "\n".join(f"{n}. {escaped(step)}" for n, step in enumerate(card.steps, 1))
    yield escaped(card.cue)
    yield _labelled((*card.safety, *card.notes))


def _picture(
    picture: SheetPicture, look: SheetLook, folder: str, number: int
) -> tuple[str, list[tuple[str, str]]]:
    """Return a table of the panels over their captions; the first tells the whole picture."""
    drawn = draw_panels(picture, look.theme)
    names = [f"{number}-{place}.svg" for place in range(1, len(drawn) + 1)]
    said = [picture.alt, *(panel.says for panel in drawn[1:])]
    images = [_image(alt, folder, name) for alt, name in zip(said, names, strict=True)]
    captions = [escaped(panel.says) for panel in drawn]
    rows = (images, ["---"] * len(images), captions)
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return table, [(name, panel.svg) for name, panel in zip(names, drawn, strict=True)]


def _image(alt: str, folder: str, name: str) -> str:
    # A name of a file need not be text; nothing of it may end the link, or be a part of one.
    place = quote(folder, safe="", errors="surrogateescape")
    return f"![{escaped(alt)}]({place}/{name})"


def _bullets(lines: Iterable[str]) -> list[str]:
    return [f"- {escaped(line)}" for line in lines]


def _labelled(rows: Sequence[Labelled]) -> str:
    return "\n".join(f"- **{escaped(label)}:** {escaped(said)}" for label, said in rows)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [map(escaped, heads), ["---"] * len(heads), *(map(escaped, row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
