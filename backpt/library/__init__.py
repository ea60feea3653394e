"""exercises.yaml <-> the core's values: the strict reader, the overlay, the checks, the cache.

What the commands use is here; the modules behind it are loaded when they are needed.
"""

from __future__ import annotations

from backpt.library.load import load, read_library
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
    "read_library",
]
