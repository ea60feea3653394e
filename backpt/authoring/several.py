"""A line with several exercises -> a line for each: "bridge, clamshell x10 each".

Only where each of them is the library's, and it is clear which dose is whose; else it is asked.
"""

import re

from backpt.authoring.recognition import exercise_meant
from backpt.authoring.sheet import read_sheet
from backpt.prescription.model import Library
from backpt.values import NamedTuple

_BETWEEN = re.compile(
    r"\s*[,;+&]\s*(?:(?:and|then|und|y|et)\s+)?|\s+(?:and|then|und|y|et|/)\s+", re.IGNORECASE
)
_DOSE = re.compile(
    r"(?:^|(?<=[\s(:]))(?:x\s*\d|[\d\u00bd]|(?:one|two|three|four|five|six|eight|ten|twelve|"
    r"fifteen|twenty|thirty|once|twice|hold|repeat|for|each|ea|daily|reps?|sets?)\b).*$",
    re.IGNORECASE | re.DOTALL,
)
_FIRST_COUNT = re.compile(r"^\s*\d{1,3}\s*x?\s+(?=[^\W\d])", re.IGNORECASE)
_FOR_EACH = re.compile(
    r"\s*(?:\bof\s+)?\b(?:each|ea|apiece|every one|jeweils|cada uno|chacun)\b\.?"
    r"(?!\s*(?:side|leg|arm|way|direction|foot|knee|hip|set|rep|time|day|week|hour))",
    re.IGNORECASE,
)


class _Part(NamedTuple):
    name: str
    dose: str
    id: str | None


def split_exercises(line: str, library: Library) -> tuple[str, ...]:
    """Return a line for each exercise of ``line``: itself where it has one, and none where it
    has several and it is not clear what dose each has."""
    if not _BETWEEN.search(line):
        return (line,)
    parts = _parts(line, library)
    if len({part.id for part in parts if part.id}) < 2:  # exercises
        return (line,)
    if _id(library, " ".join(part.name for part in parts)) is not None:
        return (line,)  # the name of one: "opposite arm and leg lift"
    if not all(part.id for part in parts):
        return ()
    if all(part.dose for part in parts):
        return _each_its_own(parts)
    *others, last = parts
    if last.dose and not any(part.dose for part in others) and _FOR_EACH.search(last.dose):
        dose = " ".join(_FOR_EACH.sub(" ", last.dose).split())
        return tuple(f"{part.name} {dose}" for part in parts)
    return ()


def _id(library: Library, name: str) -> str | None:
    found = exercise_meant(library, name)
    return None if found is None else found.id


def _parts(line: str, library: Library) -> list[_Part]:
    """Return the names on a line, each with what stands behind it; a piece without a name
    belongs to the one before."""
    parts: list[_Part] = []
    for piece in _BETWEEN.split(line):
        counted = _FIRST_COUNT.match(piece)
        rest = piece[counted.end() :] if counted else piece
        found = _DOSE.search(rest)
        name = (rest[: found.start()] if found else rest).strip(" (:-.")
        dose = " ".join(filter(None, (counted and counted[0].strip(), found and found[0])))
        if not name:
            if parts:
                before = parts[-1]
                parts[-1] = before._replace(dose=f"{before.dose}, {dose}".strip(" ,"))
            continue
        parts.append(_Part(name, dose, _id(library, name)))
    return parts


def _each_its_own(parts: list[_Part]) -> tuple[str, ...]:
    """Return a line for each; how often stands behind the last one, for all."""
    lines = [f"{part.name} {part.dose}" for part in parts]
    often = [read_sheet(line).frequency for line in lines]
    if often[-1] and not any(often[:-1]):
        lines[:-1] = [f"{line}, {often[-1]}" for line in lines[:-1]]
    return tuple(lines)
