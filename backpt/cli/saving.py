"""Files that are made for the user: whole or not at all, and never over another unasked.

Knows nothing of what is in them.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Sequence

from backpt import files
from backpt.errors import BackptError, UsageError
from backpt.terminal.questions import ask_until, asks

remove = files.remove


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
    if not asked(f"{what} {be} there already. Overwrite?"):
        raise UsageError(
            f"{what} {be} there already. Nothing was written. Add --force to overwrite {it},"
            " or name another with -o."
        )


def asked(question: str) -> bool:
    """Ask for yes or no on a terminal; no where there is none, and Enter is no."""
    if not asks():
        return False
    return ask_until(f"{question} [y/N] ", lambda _: True) in ("y", "yes")


def write_whole(path: str, data: bytes) -> None:
    """Write ``data`` to ``path``: all of it, or the file is as it was before.

    Raises ``BackptError`` with a sentence where the system refuses.
    """
    write_all(((path, data),))


def write_all(made: Sequence[tuple[str, bytes]]) -> None:
    """Write one file or more, into folders that are there: all of them, or all is as before.

    Raises ``BackptError`` with a sentence where the system refuses one of them.
    """
    try:
        files.write_all(made)
    except OSError as error:
        raise _refused(error.filename, error) from None


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
