"""Files written whole or not at all, and read in bounds: the one place that does either.

Knows files and nothing of what is in them. A file is written beside its place under a name of
its own and renamed. While it is being written it is locked; the system lets the lock go with
its process, so the next writer in that folder knows what a killed one left, and removes it.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager, suppress

from backpt.errors import BackptError, UsageError
from backpt.language import disk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO

if sys.platform != "win32":
    import fcntl

PRIVATE = 0o600
"""Nobody else reads or writes it, whatever the umask."""
_ANEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_LOOK = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
_BEGIN, _PART, _OLD = ".backpt-", ".part", ".old"
_DIGITS = 8
"""Of the number in a name between ``_BEGIN`` and ``_PART``."""
_OTHERS_WRITE, _OTHERS = 0o022, 0o077
_PATIENCE_S, _AGAIN_S = 10.0, 0.02


# --- reading ---------------------------------------------------------------------------


def open_regular(path: str, more: int = 0) -> int:
    """Open an ordinary file for reading; ``more`` are further flags of ``os.open``.

    Never waits: a pipe, a device or a folder raises ``OSError``.
    """
    import stat

    file = os.open(path, _LOOK | more)
    try:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            raise OSError(errno.EINVAL, disk.NOT_ORDINARY, path)
    except BaseException:
        os.close(file)
        raise
    return file


def read_regular(path: str, most: int) -> bytes:
    """Return the first ``most`` bytes of an ordinary file. Raises ``OSError``, and
    ``ValueError`` for a name that cannot be one."""
    with os.fdopen(open_regular(path), "rb", buffering=0) as file:
        return file.read(most) or b""


def is_own(file: int | str) -> bool:
    """Tell whether nobody but this user can have written a file, by its number or path."""
    if sys.platform == "win32":
        return True  # the folders it is in are the user's own there
    found = os.stat(file)
    return found.st_uid == os.geteuid() and not found.st_mode & _OTHERS_WRITE


# --- told to end -----------------------------------------------------------------------


class ToldToEnd(SystemExit):
    """The program was told to end from outside."""

    def __init__(self, exit_code: int) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Have a closed terminal and ``kill`` end the block as Ctrl-C does, with their own exit
    code: what was begun is removed, what was typed is kept. One that is ignored stays so
    (``nohup``), and one that is heeded already, as in a session. Only the main thread hears
    signals, so that nothing changes in another."""
    import signal
    from threading import current_thread, main_thread

    def end(number: int, frame: object) -> None:
        del frame
        raise ToldToEnd(128 + number)

    hears = current_thread() is main_thread()
    named = (getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP") if hears)
    heeded = [one for one in named if one and signal.getsignal(one) is signal.SIG_DFL]
    for number in heeded:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in heeded:
            signal.signal(number, signal.SIG_DFL)


# --- writing ---------------------------------------------------------------------------


def private_folder(path: str) -> None:
    """Make a folder, and those above it that are missing, for this user alone.

    One that is there stays as it is. Raises ``OSError``.
    """
    above = os.path.dirname(os.path.abspath(path))
    if above != path and not os.path.isdir(above):
        private_folder(above)
    try:
        os.mkdir(path, 0o700)
    except OSError:
        if not os.path.isdir(path):
            raise


def keep_private(*paths: str) -> None:
    """Take from others what they may do with files or folders of this user, which an earlier
    version, a copy or a strange umask gave them. Costs a look at each; never raises."""
    if sys.platform == "win32":
        return  # the folders they are in are the user's own there
    for path in paths:
        with suppress(OSError, ValueError):
            found = os.stat(path)
            if found.st_mode & _OTHERS and found.st_uid == os.geteuid():
                os.chmod(path, found.st_mode & 0o700)


def keep_all_private(folder: str) -> None:
    """Do the same to ``folder`` and all that is in it; what a link points to is not touched."""
    for inside, _, names in os.walk(folder):
        paths = (os.path.join(inside, name) for name in names)
        keep_private(inside, *(path for path in paths if not os.path.islink(path)))


def write_whole(
    path: str, data: bytes, *, mode: int | None = None, lasting: bool = True
) -> None:
    """Write ``data`` to ``path``: all of it, or the file is as it was before.

    ``mode``: who may read and write it; ``None``: as the umask has it. With ``lasting`` it
    waits for the disk. Raises ``OSError`` with ``path`` as its file name.
    """
    write_all(((path, data),), mode=mode, lasting=lasting)
    if lasting:
        _sync_folder(path)


def write_all(
    files: Sequence[tuple[str, bytes]], *, mode: int | None = None, lasting: bool = True
) -> None:
    """Write one file or more, into folders that are there: all of them, or all is as before.

    Which names there are tells how far it came, whatever stopped it and wherever. Otherwise
    as ``write_whole``.
    """
    moves: list[_Move] = []
    try:
        for folder in dict.fromkeys(os.path.dirname(os.path.abspath(one)) for one, _ in files):
            _sweep(folder)
        for path, data in files:
            moves.append(_written_beside(path, data, mode, lasting=lasting))
        _put_in_place(moves)
    finally:  # Ctrl-C, too, leaves no half of a file
        for move in moves:
            remove(move.part)
            os.close(move.file)


@contextmanager
def written_by_pieces(path: str) -> Iterator[BinaryIO]:
    """Give a file to write to, for what is too large to be held: at the end of the block it is
    at ``path``, for this user alone; where it ends by an exception, all is as before.

    Raises ``BackptError`` with a sentence where the system refuses it.
    """
    try:
        with writing_whole(path) as out:
            yield out
    except OSError as error:
        raise _why_not(path, error) from None


@contextmanager
def writing_whole(path: str) -> Iterator[BinaryIO]:
    """Give a file to be written, and read again, beside ``path``; it is put there, on the
    disk, for this user alone, when the block ends. Where that raises, or the program is told
    to end, all is as it was before.

    Raises ``OSError`` with ``path`` as its file name.
    """
    folder = os.path.dirname(os.path.abspath(path))
    _sweep(folder)
    try:
        part, file = _new_part(folder, PRIVATE)
    except (OSError, ValueError) as error:
        raise _at(path, error) from None
    move = _Move(path, part, file)
    try:
        with ended_by_signals(), os.fdopen(file, "w+b", closefd=False) as out:
            yield out
            out.flush()
            os.fsync(file)
        _put_in_place((move,))
    except OSError as error:
        raise _at(path, error) from None
    finally:
        remove(part)
        os.close(file)
    _sync_folder(path)


def for_user(path: str, flags: int) -> int:
    """Open a file that is written as time passes; a new one is for this user alone.
    It opens files for ``open``."""
    return os.open(path, flags, PRIVATE)


def remove(path: str) -> None:
    """Remove a file, or a folder if it is empty; where that is refused, it stays."""
    with suppress(OSError):
        if os.path.isdir(path) and not os.path.islink(path):
            os.rmdir(path)
        else:
            os.unlink(path)


def save_all(made: Sequence[tuple[str, bytes]], *, mode: int | None = PRIVATE) -> None:
    """Write files that somebody asked for, into folders that are there: all or none.

    ``mode`` as ``write_whole`` has it. What is about a person (a precaution, a plan, a name)
    is nobody else's to read; what stands in the library is everybody's.

    Raises ``BackptError`` with a sentence where the system refuses one of them.
    """
    try:
        write_all(made, mode=mode)
    except OSError as error:
        raise _why_not(error.filename, error) from None


def make_folder(path: str) -> None:
    try:
        os.makedirs(path, exist_ok=True)
    except FileExistsError:
        raise UsageError(disk.is_a_file(path)) from None
    except (OSError, ValueError) as error:
        raise _why_not(path, error) from None


def already_there(paths: Iterable[str]) -> list[str]:
    """Return which of ``paths`` are files that would be written over.

    Raises ``UsageError`` for one that is something else, and so cannot be.
    """
    there = [path for path in paths if os.path.lexists(path)]
    folders = [path for path in there if os.path.isdir(path)]
    if folders:
        raise UsageError(disk.is_a_folder(folders[0]))
    strange = [path for path in there if not os.path.isfile(path)]
    if strange:  # a device, a pipe: a file would stand in its place, and it would be gone
        raise UsageError(disk.is_strange(strange[0]))
    return there


def _why_not(path: str, error: OSError | ValueError) -> BackptError:
    """Return the sentence for a file that cannot be written; others may have been."""
    match getattr(error, "errno", None):
        case errno.ENOSPC | errno.EDQUOT:
            return BackptError(disk.no_space(path))
        case errno.ENOENT:
            folder = os.path.dirname(path) or "."
            return UsageError(disk.no_folder(folder))
        case errno.ENOTDIR | errno.EEXIST:
            return UsageError(disk.through_no_folder(path))
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return UsageError(disk.no_write(path))
        case _:
            why = getattr(error, "strerror", None) or error
            return UsageError(disk.cannot_be_written(path, why))


class _Move:
    """A file that is written, all of it, beside the place where it belongs, and locked."""

    __slots__ = ("file", "old", "part", "path")

    def __init__(self, path: str, part: str, file: int) -> None:
        self.path = path
        self.part = part
        self.file = file
        self.old = part.removesuffix(_PART) + _OLD
        """A second name of what is at the place now, until all the others are at theirs."""


def _written_beside(path: str, data: bytes, mode: int | None, *, lasting: bool) -> _Move:
    move = None
    try:
        move = _Move(path, *_new_part(os.path.dirname(os.path.abspath(path)), mode))
        whole = memoryview(data)
        while whole:
            whole = whole[os.write(move.file, whole) :]
        if lasting:
            os.fsync(move.file)
    except BaseException as error:
        if move is not None:
            remove(move.part)
            os.close(move.file)
        if isinstance(error, OSError | ValueError):
            raise _at(path, error) from None
        raise
    return move


def _new_part(folder: str, mode: int | None) -> tuple[str, int]:
    """Return a new file and its number, locked; a sweeper may have taken the one before."""
    while True:
        name = f"{_BEGIN}{os.urandom(_DIGITS // 2).hex()}{_PART}"
        part = os.path.join(folder, name)
        file = os.open(part, _ANEW, 0o666 if mode is None else mode)
        if _lock(file) and os.fstat(file).st_nlink:
            _allow(file, mode)
            return part, file
        os.close(file)


def _allow(file: int, mode: int | None) -> None:
    if mode is not None and sys.platform != "win32":
        os.fchmod(file, mode)


def _put_in_place(moves: Sequence[_Move]) -> None:
    """Rename every part to what it is called; the last one decides, in a single step."""
    *others, last = moves
    at = last
    try:
        for at in others:
            if os.path.lexists(at.path):
                _set_aside(at)
            os.replace(at.part, at.path)
        at = last
        os.replace(last.part, last.path)
    except (OSError, ValueError) as error:
        raise _at(at.path, error) from None
    finally:
        is_done = not os.path.lexists(last.part)
        for move in others:
            if is_done:
                remove(move.old)
            else:
                _bring_back(move)


def _set_aside(move: _Move) -> None:
    """Give what is at the place a second name: a kill between two steps loses nothing."""
    try:
        os.link(move.path, move.old, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a disk without links
        os.replace(move.path, move.old)


def _bring_back(move: _Move) -> None:
    with suppress(OSError):  # the others are brought back all the same
        if os.path.lexists(move.old):
            os.replace(move.old, move.path)
            remove(move.old)  # two names of one file: renaming did nothing
        elif not os.path.lexists(move.part):  # it is in a place where nothing was
            os.unlink(move.path)


def _sweep(folder: str) -> None:
    """Remove the parts in ``folder`` that a killed program of this user left."""
    with suppress(OSError, ValueError):
        for name in os.listdir(folder):
            number = name.removeprefix(_BEGIN).removesuffix(_PART)
            if name == f"{_BEGIN}{number}{_PART}" and len(number) == _DIGITS:
                _sweep_one(os.path.join(folder, name))


def _sweep_one(part: str) -> None:
    if sys.platform == "win32":  # there a file that is open cannot be removed
        remove(part)
        return
    with suppress(OSError):
        file = open_regular(part, os.O_NOFOLLOW)
        try:
            if os.fstat(file).st_uid == os.geteuid() and _lock(file, must=True):
                os.unlink(part)
        finally:
            os.close(file)


def _sync_folder(path: str) -> None:
    """Make the new name last through a power cut, where folders can be synced."""
    with suppress(OSError):  # Windows; some network disks: the content is safe all the same
        folder = os.open(os.path.dirname(os.path.abspath(path)), os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _at(path: str, error: OSError | ValueError) -> OSError:
    """Return ``error`` as one of ``path``: which name was tried beside it is no use."""
    if isinstance(error, OSError):
        return OSError(error.errno, error.strerror or str(error), path)
    return OSError(errno.EINVAL, str(error), path)  # a NUL in the name


# --- a file of the user's --------------------------------------------------------------


class Changed(BackptError):
    """Another program wrote the file since it was read."""


def replace_file(
    path: str, new: bytes, was: bytes | None, *, mode: int | None = PRIVATE
) -> str | None:
    """Put ``new`` into the file ``path`` and return the path of the backup of ``was``.

    ``was`` is what stood there when it was read, ``None`` for no file, which needs no backup.
    A symbolic link stays one: its target is replaced. Folders that are missing are made; a
    new file has ``mode``, as ``write_whole`` takes it, an old one keeps who may read it.
    Raises ``Changed`` where it has changed since, and ``BackptError`` where the folder, the
    file or the disk does not let it be written; the file is as it was then.
    """
    real = os.path.realpath(path)
    try:
        if _content(real) != was:
            raise Changed(disk.was_changed(path))
        private_folder(os.path.dirname(real))
        if was is not None and not _may_write(real):
            raise BackptError(_refused(path, disk.READ_ONLY))
        kept = None if was is None else keep_copy(real, was)
        write_whole(real, new, mode=mode if was is None else _mode_of(real))
    except OSError as error:
        raise BackptError(_refused(path, error.strerror or str(error))) from None
    return kept


def _refused(path: str, why: str) -> str:
    return disk.not_replaced(path, why)


def keep_copy(path: str, content: bytes, called: str = "backup") -> str:
    """Keep ``content`` beside ``path`` under the next free number, and return that name.

    Nothing is ever overwritten; what is kept already under the last number is not kept again.
    Raises ``OSError``.
    """
    number = _next_number(path, called)
    last = f"{path}.{called}-{number - 1}"
    if number > 1 and _content(last) == content:
        return last
    name = f"{path}.{called}-{number}"
    write_new(name, content, mode=_mode_of(path))
    return name


def moved_aside(paths: Sequence[str], called: str) -> tuple[str, ...]:
    """Give those of ``paths`` that are there another name, all with the next free number, the
    last of them last; return the new names. Raises ``OSError``."""
    number = max(_next_number(path, called) for path in paths)
    there = [path for path in paths if os.path.lexists(path)]
    for path in there:
        os.replace(path, f"{path}.{called}-{number}")
    return tuple(f"{path}.{called}-{number}" for path in there)


def last_copy(path: str, called: str = "backup") -> str | None:
    """Return the latest backup of ``path``, or ``None``. Raises ``OSError``."""
    number = _next_number(path, called)
    return f"{path}.{called}-{number - 1}" if number > 1 else None


def write_new(path: str, content: bytes, *, mode: int = PRIVATE) -> None:
    """Write a file that must not be there yet and wait for the disk; on failure nothing of it
    stays. Raises ``OSError``."""
    file = os.open(path, _ANEW, mode)
    try:
        with os.fdopen(file, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        if os.name == "posix":
            os.chmod(path, mode)
    except BaseException:
        remove(path)
        raise


def _next_number(path: str, called: str = "backup") -> int:
    """Return the number behind the highest: a gap that somebody made is not filled."""
    folder, name = os.path.split(path)
    start = f"{name}.{called}-"
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
        with os.fdopen(open_regular(path), "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def _mode_of(path: str) -> int:
    try:
        return os.stat(path).st_mode & 0o777
    except FileNotFoundError:
        return PRIVATE


# --- one writer at a time --------------------------------------------------------------


@contextmanager
def one_writer(path: str) -> Iterator[None]:
    """Keep other runs of backpt from writing the file ``path`` as long as this lasts.

    An OS lock on a file beside it, which ends with its process; waits ten seconds for it.
    Where the disk or the folder does not let anything be locked, nothing is. Raises
    ``BackptError`` where another run does not let go.
    """
    real = os.path.realpath(path)
    folder, name = os.path.split(real)
    lock = os.path.join(folder, f".{name}.lock")
    try:
        private_folder(folder)
        file = os.open(lock, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), PRIVATE)
    except OSError:
        yield
        return
    try:
        _wait_for(file, path)
        yield
    finally:
        os.close(file)


def _wait_for(file: int, path: str) -> None:
    from backpt.clock import Clock

    clock = Clock()
    until = clock.awake() + _PATIENCE_S
    while not _lock(file):
        if clock.awake() > until:
            raise BackptError(_refused(path, disk.IS_BEING_WRITTEN))
        clock.sleep(_AGAIN_S)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int, *, must: bool = False) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        except OSError:
            return not must
        return True

else:

    def _lock(file: int, *, must: bool = False) -> bool:
        """Return whether the lock on ``file`` is ours now, or, unless it ``must`` be, that
        there are none on this disk."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return not must
        return True
