"""What the shell offers after Tab: commands and options by typer, names by the library.

Whatever goes wrong here, nothing is said: a message in the middle of somebody's command line
helps nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from backpt.prescription.model import Exercise, Library, RoutineEntry


def names(incomplete: str) -> list[str]:
    """Return the routines and exercises whose id or alias begins with ``incomplete``.

    Aliases are offered once there is a letter to go by. Blanks in them become hyphens, which
    mean the same and need no quotes.
    """
    try:
        return list(dict.fromkeys(_names(incomplete)))
    except Exception:  # noqa: BLE001  # a broken library is for `check` to explain
        return []


def sought(incomplete: str) -> list[str]:
    """Return words that ``list`` understands."""
    return _of_library(incomplete, _words_of)


def areas(incomplete: str) -> list[str]:
    return _of_library(
        incomplete,
        lambda library: (area for one in library.exercises.values() for area in one.area),
    )


def equipment_names(incomplete: str) -> list[str]:
    return _of_library(incomplete, _equipment_of)


def categories(incomplete: str) -> list[str]:
    from backpt.prescription.model import Category

    return _beginning(incomplete, Category)


def positions(incomplete: str) -> list[str]:
    from backpt.prescription.model import Position

    return _beginning(incomplete, Position)


def phases(incomplete: str) -> list[str]:
    return _beginning(incomplete, ("1", "2", "3"))


def _beginning(incomplete: str, offered: Iterable[str]) -> list[str]:
    """Return what begins so, each once; a shell takes it as it is."""
    begins = (str(one) for one in offered if one.startswith(incomplete))
    return [one for one in dict.fromkeys(begins) if _is_plain(one)]


def _of_library(incomplete: str, offered: Callable[[Library], Iterable[str]]) -> list[str]:
    from backpt.library import open_library

    try:
        return _beginning(incomplete, offered(open_library()))
    except Exception:  # noqa: BLE001  # a broken library is for `check` to explain
        return []


def _words_of(library: Library) -> Iterator[str]:
    from backpt.library.search import EXERCISES, ROUTINES, offered

    yield from (EXERCISES, ROUTINES, *offered(library))
    for exercise in library.exercises.values():
        yield from (exercise.category, *exercise.area)


def _equipment_of(library: Library) -> tuple[str, ...]:
    from backpt.library.search import NOTHING, equipment_of

    return (NOTHING, *equipment_of(library))


def answer(complete: Callable[[], object]) -> int:
    """Return the exit code of ``complete``, which prints what to offer and exits."""
    try:
        complete()
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else 1
    except Exception:  # noqa: BLE001  # as above
        return 1
    return 0


def _names(incomplete: str) -> Iterator[str]:
    from backpt.library import open_library

    library = open_library()
    entries: list[RoutineEntry | Exercise] = [*library.routines.values()]
    entries += library.exercises.values()
    yield from (entry.id for entry in entries if entry.id.startswith(incomplete))
    if incomplete:
        for entry in entries:
            for alias in entry.aliases:
                name = "-".join(alias.split())
                if name.startswith(incomplete) and _is_plain(name):
                    yield name


def _is_plain(name: str) -> bool:
    """Whether a shell takes the name as it is."""
    return name.replace("-", "").replace("_", "").isalnum()
