"""exercises.yaml <-> the core's values: the strict reader, the overlay, the checks, the cache.

What the commands use is here; the modules behind it are loaded when they are needed, because
a session that finds the library compiled needs none of them.
"""

from __future__ import annotations

from backpt.library.load import load, open_library, read_library, with_own

TYPE_CHECKING = False
if TYPE_CHECKING:
    from backpt.library.names import Found, find, find_exercise, find_routine
    from backpt.library.overlay import lay_over
    from backpt.library.problem import Problem

__all__ = [
    "Found",
    "Problem",
    "find",
    "find_exercise",
    "find_routine",
    "lay_over",
    "load",
    "open_library",
    "read_library",
    "with_own",
]

_HOMES = {
    **dict.fromkeys(("Found", "find", "find_exercise", "find_routine"), "names"),
    "lay_over": "overlay",
    "Problem": "problem",
}


def __getattr__(name: str) -> object:
    """Load the module that has ``name`` when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
