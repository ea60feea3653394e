"""One session at a time: an OS lock on a file beside the journal.

The system lets the lock go when its process ends, however it ends, so that none is ever
stale. What the file says is for the sentence only; the file itself stays.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from backpt.errors import BackptError
from backpt.files import private_folder
from backpt.language import trouble

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

NAME = "session.lock"
_BEYOND = 1 << 20
"""Windows locks bytes, and locked ones cannot be read: one far behind what is written."""


class SessionRunningError(BackptError):
    """Another session holds the lock."""


class Lock:
    """The right to run a session, until it is let go or the process ends."""

    __slots__ = ("_file",)

    def __init__(self, file: int | None) -> None:
        self._file = file

    @property
    def is_held(self) -> bool:
        """False where the file system cannot lock or the folder cannot be written: such a
        session keeps nothing there that another one could spoil."""
        return self._file is not None

    def release(self) -> None:
        """Let another session run; nothing happens the second time."""
        if self._file is not None:
            with suppress(OSError):
                os.ftruncate(self._file, 0)  # whoever looks later need not try the lock
            os.close(self._file)
            self._file = None


def take_lock(journal_path: str, *, now_wall: float) -> Lock:
    """Take the lock for a session that starts at ``now_wall``; never waits.

    Raises ``SessionRunningError`` with the process and the start of the one that runs.
    Rehearsals and readers do not ask.
    """
    folder = os.path.dirname(os.path.abspath(journal_path))
    try:
        private_folder(folder)
        file = os.open(os.path.join(folder, NAME), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return Lock(None)
    try:
        _lock(file)
    except (BlockingIOError, PermissionError):
        running = _running(file)
        os.close(file)
        raise SessionRunningError(running) from None
    except OSError:
        os.close(file)
        return Lock(None)
    _say(file, now_wall)
    return Lock(file)


def running(journal_path: str) -> str:
    """Return who runs a session now: "process 123, since 18:02"; empty where nobody does, and
    where nobody can tell. Makes no file."""
    path = os.path.join(os.path.dirname(os.path.abspath(journal_path)), NAME)
    try:
        file = os.open(path, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)
    except OSError:
        return ""
    try:
        who = _who(file)
        if not (who and _is_alive(file)):
            return ""  # without a try, which a session that begins now might meet
        _lock(file, shared=True)
    except (BlockingIOError, PermissionError):
        return who
    except OSError:
        return ""
    finally:
        os.close(file)
    return ""


if sys.platform == "win32":

    def _lock(file: int, *, shared: bool = False) -> None:
        del shared
        os.lseek(file, _BEYOND, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:

    def _lock(file: int, *, shared: bool = False) -> None:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


def _say(file: int, now_wall: float) -> None:
    try:
        os.ftruncate(file, 0)
        os.lseek(file, 0, os.SEEK_SET)
        os.write(file, f"{os.getpid()} {now_wall:.0f}\n".encode())
    except OSError:
        pass  # a full disk: the lock holds all the same


def _running(file: int) -> str:
    who = _who(file)
    return trouble.session_runs(who)


def _is_alive(file: int) -> bool:
    """Tell whether the process that ``file`` names may be alive."""
    if sys.platform == "win32":
        return True  # to ask there is to end it
    try:
        os.lseek(file, 0, os.SEEK_SET)
        os.kill(int(os.read(file, 100).split()[0]), 0)
    except PermissionError:
        return True
    except (OSError, ValueError, OverflowError, IndexError):
        return False
    return True


def _who(file: int) -> str:
    from backpt.journal.local_days import local_time

    try:
        os.lseek(file, 0, os.SEEK_SET)
        process, since = os.read(file, 100).split()
        return trouble.runs_since(int(process), local_time(int(since))[-5:])
    except (OSError, ValueError, OverflowError):
        return ""
