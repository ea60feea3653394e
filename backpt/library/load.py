"""Files -> Library: one file with its problems, or the built-in one with the user's over it.

Knows the order of things and loads the parser only when a file must be read anew.
"""

from __future__ import annotations

import os
from functools import lru_cache

from backpt.errors import LibraryError
from backpt.language import own_file
from backpt.library import cache
from backpt.library.source import read_bytes
from backpt.paths import builtin_library, own_library, user_paths
from backpt.prescription.model import Library

TYPE_CHECKING = False
if TYPE_CHECKING:
    from backpt.library.problem import Problem


def read_library(
    path: str, *, base: Library | None = None, lint: bool = False
) -> tuple[Library, tuple[Problem, ...]]:
    """Return what one file says, and everything that is wrong with it.

    Without ``base`` the file is held to be the built-in library; with it, a user's own,
    whose names may be those of ``base``. ``base`` is not part of what is returned. A library
    that comes with an error is for looking at, never for a session. With ``lint`` a file
    without errors is told where it could be better. Raises ``UsageError`` for a folder and
    for a missing, unreadable or too big file.
    """
    return read_content(path, read_bytes(path), base, lint=lint)


def open_library(named: str | None = None) -> Library:
    """Return the shipped library with the user's over it; ``named`` is ``--library``."""
    return with_own(own_library(os.environ, user_paths(os.environ), named))


def with_own(own: str | None) -> Library:
    """Return the shipped library with the file ``own`` over it.

    Raises ``LibraryError`` with every mistake, and with the way back where a copy of the file
    is kept: an editor may have saved it after ``backpt edit`` looked.
    """
    try:
        return load(own, builtin_library(), user_paths(os.environ).library_cache)
    except LibraryError as error:
        if own is not None and (copy := _copy_of(own)) is not None:
            error.lines += (own_file.kept_in(copy), own_file.TO_GO_BACK)
        raise


def _copy_of(own: str) -> str | None:
    from backpt.files import last_copy

    try:
        return last_copy(os.path.realpath(own))
    except OSError:
        return None


def load(own_path: str | None, builtin_path: str, cache_path: str | None) -> Library:
    """Return the built-in library with the user's own file laid over it.

    ``cache_path`` names the one file that keeps the result compiled; ``None`` for none.
    Raises ``LibraryError`` with all problems of a file that has an error, and ``UsageError``
    as ``read_library`` does.
    """
    builtin_data = read_bytes(builtin_path)
    own_data = None if own_path is None else read_bytes(own_path)
    key = cache.cache_key(builtin_data, own_data)
    if cache_path is not None and (kept := cache.restore(cache_path, key)) is not None:
        return kept
    library = _builtin(builtin_path, builtin_data)
    if own_path is not None and own_data is not None:
        from backpt.library.overlay import lay_over

        library = lay_over(library, _sound(own_path, own_data, library))
    if cache_path is not None:
        cache.store(cache_path, key, library)
    return library


@lru_cache(maxsize=1)
def _builtin(path: str, data: bytes) -> Library:
    """Return the built-in library, read once: what writes needs it again and again."""
    return _sound(path, data, None)


def _sound(path: str, data: bytes, base: Library | None) -> Library:
    library, problems = read_content(path, data, base)
    if any(problem.level == "error" for problem in problems):
        raise LibraryError(problems)
    return library


def read_content(
    path: str, data: bytes, base: Library | None, *, lint: bool = False
) -> tuple[Library, tuple[Problem, ...]]:
    """Return what ``read_library`` does, of content that was read before; ``path`` names it."""
    from backpt.library.check import check_library
    from backpt.library.entries import EMPTY, read_exercise_file
    from backpt.library.problem import Problem, Refused, Report
    from backpt.library.tree import Map, parse

    report = Report(path, builtin=base is None)
    import gc

    collects = gc.isenabled()
    gc.disable()  # what is read has no cycles, and looking for some takes a tenth of the time
    try:
        root = parse(data)
        library = read_exercise_file(root, report)
    except Refused as refused:
        return EMPTY, (Problem(path, refused.line, refused.message),)
    finally:
        if collects:
            gc.enable()
    if isinstance(root, Map):
        library = check_library(library, base, root, report, lint=lint)
    return library, report.problems()
