"""Where the doses on a sheet come from, each line with the exercises that it stands for.

Knows ids, titles and addresses of sources. Refuses to judge them: what is weak or missing is
said as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backpt.prescription.model import Exercise, Library

GENERAL = "GK"
"""The id under which the library says that a dose has no source."""
GENERAL_WORDS = "From general knowledge; no source text was seen"
MISSING = "No source is named"


def source_lines(exercises: Iterable[Exercise], library: Library) -> Iterator[str]:
    """Yield a line for every source, in the order of the exercises, then what has none.

    The numbers are those of the sheet, from 1; where there is only one exercise they are left
    out.
    """
    used: dict[str, list[int]] = {}
    missing: list[int] = []
    number = 0
    for number, exercise in enumerate(exercises, 1):
        for id_ in dict.fromkeys(exercise.sources):
            used.setdefault(id_, []).append(number)
        if not exercise.sources:
            missing.append(number)
    general = used.pop(GENERAL, [])
    only = number == 1
    for id_, numbers in used.items():
        said = _named(id_, library)
        yield said if only else f"{_exercises(numbers)}: {said}"
    for said, numbers in ((GENERAL_WORDS, general), (MISSING, missing)):
        if numbers:
            yield f"{said}." if only else f"{said}: {_exercises(numbers).lower()}."


def _exercises(numbers: list[int]) -> str:
    return f"Exercise{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"


def _named(id_: str, library: Library) -> str:
    known = library.sources.get(id_)
    title = known.title if known else id_
    return f"{title} ({known.address})" if known and known.address else title
