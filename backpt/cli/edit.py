"""``backpt edit``: the user's own file in their editor, checked after, with a way back."""

from __future__ import annotations

import os
import sys

from backpt.authoring.own_file import own_is_there, own_path, schema_line, shipped_library
from backpt.cli.options import epilog
from backpt.errors import BackptError, UsageError
from backpt.files import keep_copy, last_copy, one_writer, replace_file
from backpt.language import own_file as words
from backpt.library import read_library
from backpt.library.problem import Problem
from backpt.library.source import read_bytes
from backpt.terminal.layout import say, say_whole
from backpt.terminal.questions import ask_until, asks

USUAL_EDITORS = ("nano", "micro", "vim", "vi", "emacs")
"""Where neither VISUAL nor EDITOR says which; the one that explains its keys comes first."""

AT_ONCE_S = 2.0
"""Nobody opens an editor, looks and leaves it in less [D]; ``code`` takes 0.1 to 1 s."""
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
    editor = _editor(path)
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
        has_window = _run(editor, path) and _read(path) == opened
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


def _editor(path: str) -> list[str]:
    """Return the command of the editor. Raises ``UsageError`` where there is none."""
    import shutil

    for variable in ("VISUAL", "EDITOR"):
        if named := os.environ.get(variable, "").strip():
            return _command(variable, named, path)
    usual = ("notepad",) if os.name == "nt" else USUAL_EDITORS
    for name in usual:
        if shutil.which(name):
            return [name]
    raise UsageError(words.no_editor(path))


def _command(variable: str, named: str, path: str) -> list[str]:
    """Return what ``variable`` says as a program and its arguments.

    As a shell would read it; where that names no program, the longest beginning that is one:
    a path with blanks need not be quoted.
    """
    import shutil

    typed = _words(named)
    if typed and shutil.which(typed[0]):
        return typed
    ends = [at for at, one in enumerate(named) if one.isspace()]
    for end in (len(named), *reversed(ends)):
        program, rest = named[:end].rstrip(), _words(named[end:])
        if rest is not None and shutil.which(program):
            return [program, *rest]
    if typed is None:
        raise UsageError(words.no_command(variable, named))
    raise UsageError(words.not_there(variable, typed[0], path))


def _words(text: str) -> list[str] | None:
    """Return a command line as words; ``None`` where a quote is not closed."""
    import shlex

    try:
        typed = shlex.split(text, posix=os.name != "nt")
    except ValueError:
        return None
    return [word.strip('"') for word in typed] if os.name == "nt" else typed


def _run(editor: list[str], path: str) -> bool:
    """Run the editor and return whether it came back at once, as one does that hands the file
    to a window."""
    import subprocess

    from backpt.run.place import here

    sys.stdout.flush()
    clock = here().clock
    began = clock.awake()
    try:
        code = subprocess.run([*editor, path], check=False).returncode
    except OSError as error:
        raise UsageError(words.cannot_start(editor[0], error.strerror)) from None
    if code:
        say(words.ended_with(editor[0], code))
    return not code and clock.awake() - began < AT_ONCE_S


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
