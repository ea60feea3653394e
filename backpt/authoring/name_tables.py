"""The tables of names that sheets use: the text files of ``names_on_sheets``, a language each.

Knows how the files are written, and refuses to know how a name is compared. A sheet may be in
any of the languages, so all of them are one table.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from backpt.prescription.model import Position
from backpt.values import NamedTuple

FOLDER = Path(__file__).with_name("names_on_sheets")
LYING = "lying"
"""A position that leaves open on which side of the body: most often on the back."""


class NameTables(NamedTuple):
    """What the files say, as it is written there."""

    words: tuple[tuple[str, str], ...]
    """What is written -> the one word, or words, that it is compared as."""
    positions: tuple[tuple[str, str], ...]
    """What is written -> a position, or ``LYING``."""
    left_out: tuple[str, ...]
    trimmings: tuple[str, ...]
    names: tuple[tuple[str, str], ...]
    """What is written -> the id of an exercise."""
    may_be: tuple[tuple[str, tuple[str, ...]], ...]
    """What is written -> ids, the likeliest first."""


@cache
def name_tables() -> NameTables:
    """Return the tables of all languages. Raises ``ValueError`` for a file that is none."""
    found: dict[str, list[tuple[str, str]]] = {name: [] for name in _SECTIONS}
    for path in sorted(FOLDER.glob("*.txt")):
        for section, head, said in _rows(path, _SECTIONS):
            found[section].append((head, said))
    places = {*(one.value for one in Position), LYING}
    if strange := {head for head, _ in found["positions"]} - places:
        raise ValueError(sorted(strange))
    return NameTables(
        words=tuple(_one_by_one(found["words"])),
        positions=tuple(_one_by_one(found["positions"])),
        left_out=tuple(said for said, _ in _one_by_one(found["fillers"])),
        trimmings=tuple(said for said, _ in _one_by_one(found["trimmings"])),
        names=tuple(_one_by_one(found["names"])),
        may_be=tuple((head, tuple(_split(said))) for head, said in found["asked"]),
    )


PARTS = FOLDER / "parts.tbl"


@cache
def part_words() -> dict[str, dict[str, str]]:
    """Return what stands on a sheet beside exercises: a section -> what is written -> what it
    means there. Raises ``ValueError`` for a file that is none."""
    found: dict[str, dict[str, str]] = {}
    for section, head, said in _rows(PARTS, _PARTS):
        found.setdefault(section, {}).update(dict.fromkeys(_split(said), head))
    return found


_PARTS = ("columns", "labels", "kept", "headings", "address", "everything", "joins")
_SECTIONS = ("words", "positions", "fillers", "trimmings", "names", "asked")
_BARE = ("fillers", "trimmings")
"""Sections whose lines are words alone."""


def _rows(path: Path, sections: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Yield the section of each line, its head, and what stands behind the colon."""
    section = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        if text.startswith("["):
            section = text.strip("[]")
            continue
        head, colon, said = text.partition(":")
        if section in _BARE:
            yield section, "", text
        elif section in sections and colon and said.strip():
            yield section, head.strip(), said
        else:
            raise ValueError(f"{path.name}:{number}")


def _split(said: str) -> list[str]:
    return [part for one in said.split(",") if (part := one.strip())]


def _one_by_one(rows: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield each thing that is written, with the head of its row."""
    for head, said in rows:
        for one in _split(said):
            yield one, head
