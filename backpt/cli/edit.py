"""``backpt edit``: the user's own file in their editor, checked after, with a way back."""

from __future__ import annotations

import os

from backpt.authoring.own_file import own_is_there, own_path, schema_line, shipped_library
from backpt.cli.options import epilog
from backpt.errors import BackptError, UsageError
from backpt.files import keep_copy, last_copy, one_writer, replace_file
from backpt.language import own_file as words
from backpt.library import read_library
from backpt.library.problem import Problem
from backpt.library.source import read_bytes
from backpt.run.place import here
from backpt.terminal.editor import find_editor, run_editor
from backpt.terminal.layout import say, say_whole
from backpt.terminal.questions import ask_until, asks

_KEYS = ("", "e", "edit", "k", "keep", "b", "back")


@epilog(
    """The editor is $VISUAL or $EDITOR. A copy of the file is kept beside it.

\b
Examples:
  backpt edit
"""
)
def edit() -> int:
    """Open the user's file, check it after, and offer to go back; return the exit code.

    2 where mistakes are left in it. What was saved since the last copy, by an editor that
    stayed open, is checked first.
    """
    path = own_path()
    editor = find_editor(path)
    if not own_is_there():
        with one_writer(path):
            replace_file(path, (schema_line() + words.STARTER).encode(), None)
        say(words.MADE)
        say_whole(f"  {path}")
    elif (code := _saved_since(path)) is not None:
        return code
    was = _read(path)
    before = last_copy(os.path.realpath(path))
    kept = _kept(path, was)
    while True:
        opened = _read(path)
        has_window = run_editor(editor, path, here().clock) and _read(path) == opened
        if has_window:
            _wait_for_window()
        if _read(path) == was:
            if has_window:
                say(words.NOTHING_CHANGED_YET)
                return _done(kept, 0)
            if kept != before:
                _drop(kept)
            say(words.NOTHING_CHANGED)
            return 0
        wrong = _check(path)
        if not wrong or not asks():
            return _done(kept, 2 if wrong else 0)
        match _asked():
            case "e" | "edit":
                continue
            case "b" | "back":
                return _go_back(path, was)
            case _:
                return _done(kept, 2)


def _saved_since(path: str) -> int | None:
    """Check what was saved since the last copy; return the exit code where that ends it."""
    copy = last_copy(os.path.realpath(path))
    if copy is None or not asks() or not _is_wrong(_problems(path)):
        return None
    say(words.MISTAKES_SINCE)
    _check(path)
    match _asked():
        case "b" | "back":
            return _go_back(path, _read(copy))
        case "k" | "keep" | "":
            return _done(copy, 2)
        case _:
            return None


def _asked() -> str:
    return ask_until(words.WHAT_NOW, lambda said: said in _KEYS)


def _wait_for_window() -> None:
    """Wait for somebody whose editor has a window of its own and does not keep us waiting."""
    say(words.HAS_A_WINDOW)
    if asks():
        ask_until(words.SAVE_THERE, lambda _: True)


def _read(path: str) -> bytes:
    """Return what stands in the file now; nothing where the editor took it away."""
    try:
        return read_bytes(path)
    except UsageError:
        if os.path.lexists(path):
            raise
        return b""


def _kept(path: str, was: bytes) -> str:
    try:
        return keep_copy(os.path.realpath(path), was)
    except OSError as error:
        why = error.strerror or str(error)
        raise BackptError(words.not_kept(path, why)) from None


def _drop(kept: str) -> None:
    try:
        os.unlink(kept)
    except OSError:
        return


def _check(path: str) -> bool:
    """Print what is wrong with the file and return whether a session refuses it."""
    found = _problems(path)
    if isinstance(found, UsageError):
        say(f"{found}.")
        return True
    for one in found:
        say_whole(str(one))
    if not found:
        say(words.NO_PROBLEMS)
    return _is_wrong(found)


def _problems(path: str) -> tuple[Problem, ...] | UsageError:
    """Return what is wrong with the file, or why it cannot be read at all."""
    try:
        return read_library(path, base=shipped_library(), lint=True)[1]
    except UsageError as error:
        return error


def _is_wrong(found: tuple[Problem, ...] | UsageError) -> bool:
    return isinstance(found, UsageError) or any(one.level == "error" for one in found)


def _done(kept: str, code: int) -> int:
    say(words.AS_BEFORE)
    say_whole(f"  {kept}")
    return code


def _go_back(path: str, was: bytes) -> int:
    """Put back what stood there; what was typed is kept beside it."""
    with one_writer(path):
        now = _read(path) if os.path.exists(path) else None
        typed = replace_file(path, was, now)
    say(words.AS_IT_IS)
    if typed is not None:
        say(words.CHANGES_KEPT)
        say_whole(f"  {typed}")
    return 0
