"""``backpt edit``: the user's own file in their editor, checked after, with a way back."""

from __future__ import annotations

import os
import sys

from backpt.cli.asking import ask_until, asks
from backpt.cli.own_file import own_is_there, own_path, schema_line, shipped_library
from backpt.cli.tables import say, say_whole
from backpt.errors import BackptError, UsageError
from backpt.files import keep_copy, last_copy, replace_file
from backpt.library import Problem, read_library
from backpt.library.source import read_bytes

USUAL_EDITORS = ("nano", "micro", "vim", "vi", "emacs")
"""Where neither VISUAL nor EDITOR says which; the one that explains its keys comes first."""

_KEYS = ("", "e", "edit", "k", "keep", "b", "back")

STARTER = """\
# Your own exercises and routines. They come before those of the built-in library.
# Lines that begin with # are notes. Times carry units: 5s, 1m30s, 15 min.
# To check this file: backpt check. To add a sheet line by line: backpt new
version: 1

# Take the # away to begin:
#
# exercises:
#   towel-squeeze:
#     name: Towel squeeze
#     position: supine
#     dose: {sets: 2, reps: 8, out: 2s, hold: 5s, back: 2s, relax: 1s, rest: 30s}
#
# routines:
#   mine:
#     name: Mine
#     exercises:
#       - knee-tilts
#       - towel-squeeze: {reps: 6}
#       - rest: 60s
#       - heat: 15 min
"""


def edit_own() -> int:
    """Open the user's file, check it after, and offer to go back; return the exit code.

    2 where mistakes are left in it.
    """
    path = own_path()
    editor = _editor(path)
    if not own_is_there():
        replace_file(path, (schema_line() + STARTER).encode(), None)
        say("A file to begin with was made:")
        say_whole(f"  {path}")
    was = _read(path)
    before = last_copy(os.path.realpath(path))
    kept = _kept(path, was)
    is_new = kept != before
    while True:
        _run(editor, path)
        if _read(path) == was:
            if is_new:
                _drop(kept)
            say("Nothing was changed.")
            return 0
        wrong = _check(path)
        if not wrong or not asks():
            return _done(kept, 2 if wrong else 0)
        question = "e edit again, k keep it as it is, b go back to what it was: "
        match ask_until(question, lambda said: said in _KEYS):
            case "e" | "edit":
                continue
            case "b" | "back":
                return _go_back(path, was)
            case _:
                return _done(kept, 2)


def _editor(path: str) -> list[str]:
    """Return the command of the editor. Raises ``UsageError`` where there is none."""
    import shlex
    import shutil

    for variable in ("VISUAL", "EDITOR"):
        if named := os.environ.get(variable, "").strip():
            try:
                command = shlex.split(named, posix=os.name != "nt")
            except ValueError:
                raise UsageError(f"{variable} is not a command: {named}") from None
            if shutil.which(command[0]) is None:
                raise UsageError(
                    f"{variable} names {command[0]}, which is not there; set {variable} to an "
                    f"editor, or open the file yourself: {path}"
                )
            return command
    usual = ("notepad",) if os.name == "nt" else USUAL_EDITORS
    for name in usual:
        if shutil.which(name):
            return [name]
    raise UsageError(f"No editor was found; set EDITOR, or open the file yourself: {path}")


def _run(editor: list[str], path: str) -> None:
    import subprocess

    sys.stdout.flush()
    try:
        code = subprocess.run([*editor, path], check=False).returncode
    except OSError as error:
        raise UsageError(f"{editor[0]} cannot be started ({error.strerror}).") from None
    if code:
        say(f"{editor[0]} ended with code {code}.")


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
        raise BackptError(
            f"{path} cannot be kept beside itself ({why}); nothing was opened."
        ) from None


def _drop(kept: str) -> None:
    try:
        os.unlink(kept)
    except OSError:
        return


def _check(path: str) -> bool:
    """Print what is wrong with the file and return whether a session refuses it."""
    found: tuple[Problem, ...]
    try:
        _, found = read_library(path, base=shipped_library(), lint=True)
    except UsageError as error:
        say(f"{error}.")
        return True
    for one in found:
        say_whole(str(one))
    if not found:
        say("No problems.")
    return any(one.level == "error" for one in found)


def _done(kept: str, code: int) -> int:
    say("The file as it was before:")
    say_whole(f"  {kept}")
    return code


def _go_back(path: str, was: bytes) -> int:
    """Put back what stood there; what was typed is kept beside it."""
    now = _read(path) if os.path.exists(path) else None
    typed = replace_file(path, was, now)
    say("The file is as it was.")
    if typed is not None:
        say("Your changes are kept in:")
        say_whole(f"  {typed}")
    return 0
