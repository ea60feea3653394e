"""What the shell offers after Tab: commands and options by typer, names by the library.

Whatever goes wrong here, nothing is said: a message in the middle of somebody's command line
helps nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from backpt.core.model import Exercise, RoutineEntry

KINDS = ("exercises", "routines")


def names(incomplete: str) -> list[str]:
    """Return the routines and exercises whose id or alias begins with ``incomplete``.

    Aliases are offered once there is a letter to go by. Blanks in them become hyphens, which
    mean the same and need no quotes.
    """
    try:
        return list(dict.fromkeys(_names(incomplete)))
    except Exception:  # noqa: BLE001  # a broken library is for `check` to explain
        return []


def kinds(incomplete: str) -> list[str]:
    return [kind for kind in KINDS if kind.startswith(incomplete)]


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
    from backpt.cli.catalogue import open_library

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
