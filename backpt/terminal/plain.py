"""Lines of text, one an event, never redrawn: for screen readers, pipes and files.

Knows bytes and descriptors, not sessions. On a terminal it never waits; into a pipe or a file
it writes as everybody does. Nothing that happens to the output ends a session.
"""

from __future__ import annotations

import os

from backpt.clock import Clock
from backpt.language import evening
from backpt.terminal.text import ascii_for, clean

_ROOM = 64 * 1024
"""Bytes kept for a terminal that does not take them: an evening's worth of lines."""
_RETRY_S = 0.01


class PlainLines:
    """Lines for one descriptor; ``fd`` may be non-blocking (a terminal) or not (the rest).

    An event is one line however long it is: a screen reader reads it in one go, a program finds
    it in one place, and a terminal breaks it by itself, anew when it is resized.
    """

    __slots__ = ("_clock", "_encoding", "_fd", "_left_out", "_queue", "closed")

    def __init__(self, fd: int, encoding: str, clock: Clock) -> None:
        self._fd = fd
        self._encoding = encoding
        self._clock = clock
        self._queue = b""
        self._left_out = 0
        self.closed = False
        """Nobody reads any more: further lines are dropped."""

    def say(self, text: str) -> None:
        """Write ``text`` as one line, at once or when the terminal takes it again."""
        self._flush()
        line = self._encoded(clean(text) + "\n")
        if len(self._queue) + len(line) > _ROOM:
            self._left_out += 1
            return
        self._queue += self._left_out_note() + line
        self._flush()

    def bell(self) -> None:
        """Ring, unless the terminal is behind."""
        self._flush()
        if not self._queue:
            self._queue = b"\a"
            self._flush()
            self._queue = self._queue.removesuffix(b"\a")

    def finish(self, wait_s: float = 0.5) -> None:
        """Give a terminal that is behind ``wait_s`` to take the rest."""
        until = self._clock.awake() + wait_s
        self._queue += self._left_out_note()
        self._flush()
        while self._queue and self._clock.awake() < until:
            self._clock.sleep(_RETRY_S)
            self._flush()

    def close(self) -> None:
        """Give the rest the usual time, and close the descriptor."""
        self.finish()
        self.closed = True
        os.close(self._fd)

    def _left_out_note(self) -> bytes:
        if not self._left_out:
            return b""
        note = evening.lines_left_out(self._left_out)
        self._left_out = 0
        return self._encoded(f"{note}\n")

    def _flush(self) -> None:
        while self._queue and not self.closed:
            try:
                self._queue = self._queue[os.write(self._fd, self._queue) :]
            except BlockingIOError:
                return
            except OSError:  # a closed pipe, a full disk, a terminal that is gone
                self.closed = True
        if self.closed:
            self._queue = b""

    def _encoded(self, text: str) -> bytes:
        try:
            return text.encode(self._encoding)
        except LookupError:
            self._encoding = "ascii"
        except UnicodeEncodeError:
            pass
        return "".join(map(self._possible, text)).encode(self._encoding, "replace")

    def _possible(self, character: str) -> str:
        """Return the character, or the nearest ASCII where the encoding has no such one."""
        try:
            character.encode(self._encoding)
        except UnicodeEncodeError:
            return ascii_for(character)
        return character


def open_lines(encoding: str, clock: Clock, fd: int = 1) -> PlainLines | None:
    """Return lines for the terminal behind ``fd`` that wait for nobody; ``None`` where it is
    no terminal, or none that may be opened by its name."""
    from backpt.terminal.writer import open_terminal

    if not os.isatty(fd):
        return None
    try:
        terminal = open_terminal(fd)
    except OSError:
        return None
    return PlainLines(terminal, encoding, clock)
