"""A file of the user's replaced whole or not at all, with what stood there kept beside it.

Knows files and nothing of what is in them. A symbolic link stays one: its target is replaced.
"""

from __future__ import annotations

import os

from backpt.errors import BackptError


def replace_file(path: str, new: bytes, was: bytes | None) -> str | None:
    """Put ``new`` into the file ``path`` and return the path of the backup of ``was``.

    ``was`` is what stood there when it was read, ``None`` for no file, which needs no backup.
    Raises ``BackptError``, with the file as it was, where it has changed since, and where the
    folder, the file or the disk does not let it be written.
    """
    real = os.path.realpath(path)
    part = f"{real}.{os.getpid()}.part"
    try:
        if _content(real) != was:
            raise BackptError(f"{path} was changed by another program; try again.")
        os.makedirs(os.path.dirname(real), exist_ok=True)
        if was is not None and not _may_write(real):
            raise BackptError(_refused(path, "it may only be read"))
        kept = None if was is None else keep_copy(real, was)
        try:
            _write(part, new, real if was is not None else None)
            os.replace(part, real)
        finally:
            _forget(part)
        _sync_folder(real)
    except OSError as error:
        raise BackptError(_refused(path, error.strerror or str(error))) from None
    return kept


def keep_copy(path: str, content: bytes) -> str:
    """Keep ``content`` beside ``path`` under the next free number, and return that name.

    Nothing is ever overwritten; what is kept already under the last number is not kept again.
    Raises ``OSError``.
    """
    number = _next_number(path)
    last = f"{path}.backup-{number - 1}"
    if number > 1 and _content(last) == content:
        return last
    name = f"{path}.backup-{number}"
    _write(name, content, path)
    return name


def last_copy(path: str) -> str | None:
    """Return the latest backup of ``path``, or ``None``."""
    number = _next_number(path)
    return f"{path}.backup-{number - 1}" if number > 1 else None


def _next_number(path: str) -> int:
    """Return the number behind the highest: a gap that somebody made is not filled."""
    folder, name = os.path.split(path)
    start = f"{name}.backup-"
    numbers = [
        int(one[len(start) :])
        for one in os.listdir(folder or ".")
        if one.startswith(start) and one[len(start) :].isdecimal()
    ]
    return max(numbers, default=0) + 1


def _may_write(path: str) -> bool:
    """A new file would take the place of one that is meant to stay as it is."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _content(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def _write(path: str, content: bytes, like: str | None) -> None:
    """Write a new file and wait for the disk; on failure nothing of it stays."""
    handle = os.open(
        path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666
    )
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if like is not None and os.path.exists(like):
            os.chmod(path, os.stat(like).st_mode & 0o777)
    except BaseException:
        _forget(path)
        raise


def _forget(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return


def _sync_folder(path: str) -> None:
    """Make the new name last through a power cut, where folders can be synced."""
    try:
        folder = os.open(os.path.dirname(path), os.O_RDONLY)
    except OSError:  # Windows
        return
    try:
        os.fsync(folder)
    except OSError:  # some network disks: the content is safe, the name nearly
        return
    finally:
        os.close(folder)


def _refused(path: str, why: str) -> str:
    return f"{path} cannot be written ({why}); nothing there was changed."
