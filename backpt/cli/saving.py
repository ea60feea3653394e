"""Files that are made for the user: whole or not at all, and never over another unasked.

Knows nothing of what is in them.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from backpt.errors import BackptError, UsageError

_ANEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def may_write(paths: Iterable[str], *, force: bool) -> None:
    """Return if ``paths`` may be written: they are new, or the user says so.

    Raises ``UsageError`` where one is there and nobody can be asked or the answer is no.
    """
    there = [path for path in paths if os.path.lexists(path)]
    folders = [path for path in there if os.path.isdir(path)]
    if folders:
        raise UsageError(f"{folders[0]} is a folder; name a file with -o FILE.")
    strange = [path for path in there if not os.path.isfile(path)]
    if strange:  # a device, a pipe: a file would stand in its place, and it would be gone
        raise UsageError(f"{strange[0]} is no ordinary file; name another with -o FILE.")
    if not there or force:
        return
    what = there[0] if len(there) == 1 else f"{there[0]} and {len(there) - 1} more"
    be, it = ("is", "it") if len(there) == 1 else ("are", "them")
    if not asked(f"{what} {be} there already. Write over?"):
        raise UsageError(
            f"{what} {be} there already, and nothing was written; add --force to write over"
            f" {it}, or name another with -o."
        )


def asked(question: str) -> bool:
    """Ask for yes or no on a terminal; no where there is none, and Enter is no."""
    if not is_conversation():
        return False
    try:
        return input(f"{question} [y/N] ").strip().casefold() in ("y", "yes")
    except EOFError:
        print()
        return False


def is_conversation() -> bool:
    """Whether somebody is there to read and to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def write_whole(path: str, data: bytes) -> None:
    """Write ``data`` to ``path``: all of it, or the file is as it was before.

    Raises ``BackptError`` with a sentence where the system refuses.
    """
    write_all(((path, data),))


def write_all(files: Sequence[tuple[str, bytes]]) -> None:
    """Write one file or more, into folders that are there: all of them, or all is as before.

    Raises ``BackptError`` with a sentence where the system refuses one of them.
    """
    moves: list[_Move] = []
    try:
        for path, data in files:
            moves.append(_written_beside(path, data))
        _put_in_place(moves)
    finally:  # Ctrl-C, too, leaves no half of a file
        for move in moves:
            remove(move.part)


def remove(path: str) -> None:
    """Remove a file, or a folder if it is empty; where that is refused, it stays."""
    with contextlib.suppress(OSError):
        if os.path.isdir(path):
            os.rmdir(path)
        else:
            os.unlink(path)


class _Move(NamedTuple):
    """A file that is written, all of it, beside the place where it belongs."""

    path: str
    part: str
    old: str
    """Where that which is at the place now waits until all the others are at theirs."""


def _written_beside(path: str, data: bytes) -> _Move:
    folder = os.path.dirname(os.path.abspath(path))
    beside = os.path.join(folder, f".backpt-{os.urandom(4).hex()}")
    move = _Move(path, f"{beside}.part", f"{beside}.old")
    made = False
    try:
        handle = os.open(move.part, _ANEW, 0o666)
        made = True
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException as error:
        if made:
            remove(move.part)
        if isinstance(error, OSError | ValueError):
            raise _refused(path, error) from None
        raise
    return move


def _put_in_place(moves: Sequence[_Move]) -> None:
    """Rename every part to what it is called; the last one decides, in a single step.

    Which names there are tells how far it came, whatever stopped it and wherever.
    """
    *others, last = moves
    at = last
    try:
        for at in others:
            if os.path.lexists(at.path):
                os.replace(at.path, at.old)
            os.replace(at.part, at.path)
        at = last
        os.replace(last.part, last.path)
    except (OSError, ValueError) as error:
        raise _refused(at.path, error) from None
    finally:
        is_done = not os.path.lexists(last.part)
        for move in others:
            if is_done:
                remove(move.old)
            else:
                _bring_back(move)


def _bring_back(move: _Move) -> None:
    with contextlib.suppress(OSError):  # the others are brought back all the same
        if os.path.lexists(move.old):
            os.replace(move.old, move.path)
        elif not os.path.lexists(move.part):  # it is in a place where nothing was
            os.unlink(move.path)


def make_folder(path: str) -> None:
    try:
        os.makedirs(path, exist_ok=True)
    except FileExistsError:
        raise UsageError(f"{path} is a file; name a folder with -o FOLDER.") from None
    except (OSError, ValueError) as error:
        raise _refused(path, error) from None


def _refused(path: str, error: OSError | ValueError) -> BackptError:
    """Return the sentence for a file that cannot be written; others may have been."""
    match getattr(error, "errno", None):
        case errno.ENOSPC | errno.EDQUOT:
            return BackptError(
                f"There is no space left for {path}: it was not written. Make room, or name"
                " another place with -o."
            )
        case errno.ENOENT:
            folder = os.path.dirname(path) or "."
            return UsageError(f"There is no folder {folder}; make it, or name another with -o.")
        case errno.ENOTDIR | errno.EEXIST:
            return UsageError(f"{path} goes through something that is no folder; name another.")
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return UsageError(f"{path} may not be written; name another place with -o.")
        case _:
            why = getattr(error, "strerror", None) or error
            return UsageError(f"{path} cannot be written ({why}); name another with -o.")
