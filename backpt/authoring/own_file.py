"""The user's own file: which one it is, and writing to it. Nothing is lost on the way."""

from __future__ import annotations

import os
from collections.abc import Sequence

from backpt.errors import LibraryError, UsageError
from backpt.files import Changed, one_writer, replace_file, write_new
from backpt.language import disk, typed_lines
from backpt.library import load, with_own
from backpt.library.insert import Additions, with_added
from backpt.library.load import read_content
from backpt.library.problem import Problem, Refused
from backpt.library.source import read_bytes
from backpt.paths import builtin_library, user_paths
from backpt.prescription.model import Library
from backpt.terminal.layout import say, say_whole

_TRIES = 5
"""Where another program writes at the same time."""


def own_path() -> str:
    """Return the file that is the user's own, whether it is there or not."""
    named = os.environ.get("BACKPT_LIBRARY")
    return os.path.expanduser(named) if named else user_paths(os.environ).own_library


def own_is_there() -> bool:
    """Tell whether the user has a file. Raises ``UsageError`` for a link that points nowhere:
    what is meant to be theirs is neither made anew nor passed over."""
    path = own_path()
    if os.path.islink(path) and not os.path.exists(path):
        raise UsageError(disk.points_nowhere(path))
    return os.path.exists(path)


def whole_library() -> Library:
    """Return the library in use. Raises ``LibraryError`` with all mistakes of the own file."""
    own = own_path() if own_is_there() else None
    return with_own(own)


def shipped_library() -> Library:
    return load(None, builtin_library(), None)


def schema_line() -> str:
    """Return the first line of a new file: editors find there what may be written."""
    from pathlib import Path

    from backpt.paths import schema_path

    return f"# yaml-language-server: $schema={Path(schema_path()).as_uri()}\n"


def add_to_own(additions: Additions) -> None:
    """Add entries to the user's file and say where; what was there is kept beside it.

    The file is read anew, so what another program wrote since the entries were made stays.
    Raises ``LibraryError`` where they do not fit into it any more, and ``BackptError`` where
    it cannot be written.
    """
    path = own_path()
    with one_writer(path):
        for tries_left in reversed(range(_TRIES)):
            try:
                kept = _added(path, additions)
                break
            except Changed:
                if not tries_left:
                    raise
    say(typed_lines.WRITTEN_TO)
    say_whole(f"  {path}")
    if kept is not None:
        say(typed_lines.BEFORE)
        say_whole(f"  {kept}")


def _added(path: str, additions: Additions) -> str | None:
    """Write the file with ``additions`` and return where the old one is kept."""
    was = read_bytes(path) if own_is_there() else None
    before = schema_line().encode() if was is None else was
    try:
        new = with_added(before, additions)
    except Refused as refused:
        raise LibraryError((Problem(path, refused.line, refused.message),)) from None
    _, found = read_content(path, new, shipped_library())
    if any(one.level == "error" for one in found):
        raise LibraryError(found)
    return replace_file(path, new, was)


def keep_typed(name: str, lines: Sequence[str]) -> str:
    """Keep what was typed in a file of its own and return its path; nothing is overwritten.

    Beside the user's exercises, else in their home, else among the temporary files. Raises
    ``OSError`` where none of these takes it.
    """
    import tempfile

    content = "".join(f"{line}\n" for line in lines).encode()
    folders = (os.path.dirname(own_path()), os.path.expanduser("~"), tempfile.gettempdir())
    for number in range(1, _TRIES * 100):
        for folder in folders:
            path = os.path.join(folder, f"{name}-{number}.txt" if number > 1 else f"{name}.txt")
            try:
                write_new(path, content)
            except FileExistsError:
                break
            except OSError:
                continue
            return path
    raise OSError(typed_lines.NO_PLACE)
