"""The session's end of the sound process: started, written to, read from, ended. Never waits.

On POSIX with ``posix_spawn`` and pipes that do not block, because importing ``subprocess``
takes 14 ms; on Windows, whose pipes always block, with a thread for each direction.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

COMMAND = (
    "import sys; sys.path.append({folder!r}); "
    "from backpt.sound.process.worker import main; main()"
)
"""Not ``-m``, which would let a file in the user's folder take the place of a module (-P),
and with our own folder on the path, wherever we were loaded from."""

AWAKE, ASLEEP = "awake", "asleep"
"""Its second argument: whether the output is fed noise in place of silence."""
LAST_S = 0.1
LAST_LOOKS = 6
"""A process that was told to quit is looked at this often, for so long each, then killed."""


def worker_command() -> tuple[str, ...]:
    """Return what starts the sound process, without its arguments."""
    folder = os.path.abspath(__file__)
    for _ in range(4):
        folder = os.path.dirname(folder)
    return (sys.executable, "-P", "-c", COMMAND.format(folder=folder))


def _environment() -> dict[str, str]:
    """Return ours, with the allocator that simpleaudio needs."""
    return {**os.environ, "PYTHONMALLOC": "malloc"}


if sys.platform == "win32":

    class Child:
        """A process and its two pipes, each served by a thread."""

        def __init__(self, command: tuple[str, ...]) -> None:
            import subprocess
            from queue import SimpleQueue
            from threading import Thread

            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                bufsize=0,
                creationflags=subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP,
            )
            self._in: SimpleQueue[bytes] = SimpleQueue()
            self._out: SimpleQueue[bytes] = SimpleQueue()
            self._ended = False
            Thread(target=self._read, daemon=True).start()
            Thread(target=self._write, daemon=True).start()

        def _read(self) -> None:
            assert self._process.stdout is not None
            while more := self._process.stdout.read(1 << 16):
                self._in.put(more)
            self._in.put(b"")

        def _write(self) -> None:
            assert self._process.stdin is not None
            try:
                while more := self._out.get():
                    self._process.stdin.write(more)
            except OSError:
                pass  # it ended: its other pipe tells

        @property
        def pid(self) -> int:
            return self._process.pid

        def send(self, data: bytes) -> None:
            self._out.put(data)

        def receive(self) -> bytes | None:
            """Return what it has said since, ``None`` once it has ended."""
            said = b""
            while not self._in.empty():
                more = self._in.get()
                self._ended = self._ended or not more
                said += more
            return None if self._ended and not said else said

        def kill(self) -> None:
            """End it, whatever it does."""
            self._process.kill()
            self._out.put(b"")

        def reaped(self) -> bool:
            """Whether nothing is left of it."""
            return self._process.poll() is not None

        def close(self, last: bytes) -> None:
            """Send ``last``, give it half a second to end, then kill it."""
            import subprocess

            self.send(last)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(LAST_S * LAST_LOOKS)
            self.kill()

else:

    class Child:
        """A process, leader of its own group, and two pipes that do not block."""

        def __init__(self, command: tuple[str, ...]) -> None:
            """Start it. Raises ``OSError``."""
            theirs_in, self._to = os.pipe()
            self._from, theirs_out = os.pipe()
            os.set_blocking(self._to, False)
            os.set_blocking(self._from, False)
            self._unsent = b""
            self._ended = False
            try:
                # A group of its own: Ctrl-C is the session's, and its players end with it.
                self.pid = os.posix_spawn(
                    command[0],
                    command,
                    _environment(),
                    file_actions=(
                        (os.POSIX_SPAWN_DUP2, theirs_in, 0),
                        (os.POSIX_SPAWN_DUP2, theirs_out, 1),
                        (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
                    ),
                    setpgroup=0,
                )
            except OSError:
                os.close(self._to)
                os.close(self._from)
                raise
            finally:
                os.close(theirs_in)
                os.close(theirs_out)

        def send(self, data: bytes) -> None:
            """Write what fits into the pipe; the rest goes with the next call."""
            self._unsent += data
            try:
                while self._unsent:
                    self._unsent = self._unsent[os.write(self._to, self._unsent) :]
            except BlockingIOError:
                pass
            except OSError:
                self._unsent = b""  # it ended: the other pipe tells

        def receive(self) -> bytes | None:
            """Return what it has said since, ``None`` once it has ended."""
            self.send(b"")
            said = b""
            while not self._ended:
                try:
                    more = os.read(self._from, 1 << 16)
                except BlockingIOError:
                    return said
                self._ended = not more
                said += more
            return said or None

        def kill(self) -> None:
            """End it, whatever it does, and the players it started."""
            import signal

            with suppress(ProcessLookupError, PermissionError):  # gone before
                os.killpg(self.pid, signal.SIGKILL)
            os.close(self._to)
            os.close(self._from)

        def reaped(self) -> bool:
            """Whether nothing is left of it."""
            try:
                pid, _ = os.waitpid(self.pid, os.WNOHANG)
            except ChildProcessError:
                return True
            return pid != 0

        def close(self, last: bytes) -> None:
            """Send ``last``, give it half a second to end, then kill it."""
            import select

            self.send(last)
            for _ in range(LAST_LOOKS):
                select.select([self._from], [], [], LAST_S)
                if self.receive() is None:
                    break
            self.kill()
