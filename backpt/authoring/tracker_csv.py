"""The log of a workout app as CSV -> its last workout, as lines of a sheet.

Knows the columns of Strong, Hevy and FitNotes. A log has a row a set, for years; what is to be
done now is what was done last.
"""

import csv
import re
from collections.abc import Iterator
from datetime import UTC, datetime

from backpt.values import NamedTuple

_COLUMNS = {
    "exercise": ("exercise name", "exercise_title", "exercise"),
    "when": ("date", "start_time"),
    "reps": ("reps",),
    "seconds": ("seconds", "duration_seconds", "time"),
    "weight": (
        "weight",
        "weight_kg",
        "weight_lbs",
        "weight (kgs)",
        "weight (kg)",
        "weight (lbs)",
    ),
    "unit": ("weight unit",),
    "set": ("set order", "set_index", "weight", "weight_kg", "weight (kgs)", "weight (lbs)"),
}
_NEEDED = ("exercise", "when", "reps", "set")
_DATES = (
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%d", "%d %b %Y, %H:%M", "%d %B %Y, %H:%M", "%b %d, %Y, %H:%M",
    "%Y-%m-%d %I:%M:%S %p", "%b %d, %Y, %I:%M %p", "%d/%m/%Y",
)  # fmt: skip
MARKS = (",", ";", "\t")
MOST_ROWS = 50_000
LONGEST_LIST = 10
"""Sets with different reps; a dose has no more."""


class TrackerLog(NamedTuple):
    when: str
    """Of the last workout, as the app writes it."""
    lines: tuple[str, ...]
    rows: int
    """How many the whole log has."""


class _Set(NamedTuple):
    exercise: str
    when: str
    reps: int
    seconds: int
    weight: str


def read_tracker(text: str) -> TrackerLog | None:
    """Return the last workout of a log; ``None`` for a text that is none."""
    first = text.lstrip("\r\n").partition("\n")[0]
    for mark in MARKS:
        columns = _columns(_cells(first, mark))
        if columns is None:
            continue
        sets = list(_sets(text, mark, columns))
        if not sets:
            return TrackerLog("", (), 0)
        when = _last(sets)
        done = [one for one in sets if one.when == when]
        by_name: dict[str, list[_Set]] = {one.exercise: [] for one in done}
        for one in done:
            by_name[one.exercise].append(one)
        lines = tuple(_line(name, each) for name, each in by_name.items())
        return TrackerLog(when, lines, len(sets))
    return None


def _cells(row: str, mark: str) -> list[str]:
    try:
        (cells,) = csv.reader([row.strip("\r\n")], delimiter=mark)
    except (csv.Error, ValueError):
        return []
    return [cell.strip().casefold() for cell in cells]


def _columns(header: list[str]) -> dict[str, int] | None:
    found: dict[str, int] = {}
    for what, names in _COLUMNS.items():
        at = [header.index(name) for name in names if name in header]
        if at:
            found[what] = at[0]
    return found if all(what in found for what in _NEEDED) else None


def _sets(text: str, mark: str, columns: dict[str, int]) -> Iterator[_Set]:
    """Yield the sets that were done; a row that is no set, like a rest, is passed over."""
    rows = csv.reader(text.lstrip("\r\n").splitlines(keepends=True), delimiter=mark)
    for number in range(MOST_ROWS):
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            continue
        if number == 0:
            continue

        def cell(what: str, row: list[str] = row) -> str:
            at = columns.get(what, len(row))
            return row[at].strip() if at < len(row) else ""

        reps, seconds = _whole(cell("reps")), _seconds(cell("seconds"))
        if cell("exercise") and (reps or seconds):
            weight, unit = cell("weight"), cell("unit")
            is_light = not _whole(weight)
            yield _Set(
                " ".join(cell("exercise").split()), cell("when"), reps, seconds,
                "" if is_light else f"{weight} {unit}".strip(),
            )  # fmt: skip


def _whole(said: str) -> int:
    found = re.match(r"\d{1,6}", said)
    return int(found[0]) if found else 0


def _seconds(said: str) -> int:
    """Return a length that is written as seconds or with colons."""
    parts = re.fullmatch(r"(?:(?:(\d{1,2}):)?(\d{1,2}):)?(\d{1,5})(?:\.\d+)?", said)
    if parts is None:
        return 0
    hours, minutes, seconds = (int(one or 0) for one in parts.groups())
    return hours * 3600 + minutes * 60 + seconds


def _last(sets: list[_Set]) -> str:
    """Return the latest day; the last row's where a day is written in another way."""
    days = {one.when: _day(one.when) for one in sets}
    known = [(day, when) for when, day in days.items() if day is not None]
    return max(known)[1] if len(known) == len(days) else sets[-1].when


def _day(said: str) -> datetime | None:
    for form in _DATES:
        try:
            return datetime.strptime(said.replace("\u202f", " "), form).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None


def _line(name: str, sets: list[_Set]) -> str:
    many = len(sets)
    if all(one.seconds and not one.reps for one in sets):
        return f"{name}, {many} x {sets[0].seconds}s"
    reps = [one.reps for one in sets if one.reps]
    if len({*reps}) == 1 or not 2 < len(reps) <= LONGEST_LIST:
        return f"{name}, {len(reps)} sets of {min(reps)} reps"
    return f"{name}, {'-'.join(map(str, reps))} reps"
