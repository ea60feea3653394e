"""Tables on sheets: which columns there are, and what a row says as a line.

Rows are split at ``|``, tabs, semicolons or commas; a row that names the columns comes first.
"""

import csv
import re

from backpt.authoring.name_tables import part_words
from backpt.authoring.name_words import folded_words
from backpt.values import NamedTuple

MARKS = ("|", "\t", ";", ",")


class SheetColumns(NamedTuple):
    mark: str
    """What splits the rows."""
    columns: tuple[str, ...]
    """What each column is, as ``parts.tbl`` says; empty for one that is nothing here."""


def read_header(row: str) -> SheetColumns | None:
    """Return the columns that a row names, of exercises and of doses; else ``None``."""
    for mark in MARKS:
        cells = split_row(row, mark)
        if len(cells) < 2:
            continue
        known = part_words()["columns"]
        columns = tuple(known.get(" ".join(folded_words(cell)), "") for cell in cells)
        if "name" in columns and any(one not in ("", "name", "none") for one in columns):
            return SheetColumns(mark, columns)
    return None


def split_row(row: str, mark: str) -> list[str]:
    """Return the cells of a row, without blanks around them; one where nothing splits it."""
    if mark not in row:
        return [row.strip()]
    if mark == "|":
        inner = row.strip().removeprefix("|").removesuffix("|")
        return [cell.strip() for cell in inner.split("|")]
    try:
        (cells,) = csv.reader([row.strip("\r\n")], delimiter=mark)
    except (csv.Error, ValueError):
        cells = row.split(mark)
    return [cell.strip() for cell in cells]


_NUMBER = re.compile(r"\d{1,4}(?:\s*(?:-|\u2013|to)\s*\d{1,4})?")
_NOTHING = frozenset(("", "-", "\u2013", "\u2014", "n/a", "na", "none", "0", "0s", "/", "x"))
_EACH = frozenset(("both", "each", "b/l", "bl", "l/r", "r/l", "both sides", "yes", "bilateral"))
_AS_SAID = {
    "sets": "{} sets",
    "reps": "{} reps",
    "hold": "hold {}s",
    "time s": "{}s",
    "time min": "{} min",
    "rest": "rest {}s",
    "daily": "{} times a day",
    "weekly": "{} times a week",
}
"""A column with a bare number -> what that means."""
_AS_WRITTEN = {"hold": "hold {}", "rest": "rest {}"}
_ORDER = (
    "sets", "reps", "hold", "time s", "time min", "time", "side", "rest", "weight", "note",
    "frequency", "daily", "weekly",
)  # fmt: skip


def row_as_line(cells: list[str], header: SheetColumns) -> str:
    """Return a row as a line of a sheet; empty where it has no exercise."""
    said: dict[str, str] = {}
    others: list[str] = []
    for column, cell in zip(header.columns, cells, strict=False):
        if column == "none" or cell.casefold() in _NOTHING:
            continue
        if not column or column in said:
            others.append(cell)  # what it means, its words say
        else:
            said[column] = cell
    name = said.get("name", "")
    if not any(one.isalpha() for one in name):
        return ""
    known = (_cell(one, said[one]) for one in _ORDER if one in said)
    return ", ".join((name, *others, *known))


def _cell(column: str, cell: str) -> str:
    if column == "side":
        return "each side" if cell.casefold() in _EACH else cell
    if _NUMBER.fullmatch(cell) and column in _AS_SAID:
        return _AS_SAID[column].format(cell)
    if column in _AS_WRITTEN and column not in cell.casefold():
        return _AS_WRITTEN[column].format(cell)
    return cell
