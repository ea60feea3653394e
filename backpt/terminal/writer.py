"""Sends pictures to a terminal: only what changed, in one write, never waiting for it.

Knows escape sequences and what is on the glass; knows nothing of what the picture means, and
never asks the terminal anything. The terminal is opened a second time, by its own name, so
that ``O_NONBLOCK`` is ours alone: a duplicated descriptor shares that flag with stdin and
with the shell.

A terminal that does not take what it is given (Ctrl-S, copy mode, a slow line) never stops
the session. The rest of a write that was taken in part goes out first the next time, because
half an escape sequence would spoil everything after it; whole later pictures are dropped, and
the model of the glass does not move on for them, so that the next difference is a true one.
"""

import os
import sys
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import compress, count
from operator import ne, or_

from backpt.clock import Clock
from backpt.terminal.picture_rows import Look, Picture, Row
from backpt.terminal.text import cells, clean, sure
from backpt.values import NamedTuple

_ENTER = b"\x1b[?1049h\x1b[?25l\x1b[?7l"
"""Alternate screen, no cursor, no wrapping: a character wider than we think must not scroll."""
_LEAVE = b"\x1b[?2026l\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l"
_BEGIN, _END = "\x1b[?2026h", "\x1b[0m\x1b[?2026l"
"""Synchronised update: the terminal shows all of it at once; unknown ones ignore it."""
_CLEAR = "\x1b[?25l\x1b[?7l\x1b[0m\x1b[2J"
"""The modes again: a shell may have changed them while we were stopped."""
_NEAR = 5
"""Cells that are sent again rather than jumped over: a jump costs about as many bytes."""
_RETRY_S = 0.01
_NO_BRAILLE = ("linux", "vt")
"""The fonts of the Linux console and of old terminals have block characters, but no dots."""
_NO_CURSOR = frozenset({"", "dumb", "unknown", "network", "printer"})


class _Cells(NamedTuple):
    """The cells of a row, texts and styles apart: pairs take eight times the room."""

    texts: str | tuple[str, ...]
    """What each shows; "" right of a wide character."""
    styles: tuple[str, ...]
    are_plain: bool
    """Every one is surely one column wide, and ``texts`` is one text."""


def can_draw(environ: Mapping[str, str], stdout_isatty: bool) -> bool:
    """Whether pictures can be drawn; if not, plain lines are what to use."""
    term = environ.get("TERM", "")
    if sys.platform == "win32":
        return stdout_isatty and term != "dumb"
    return stdout_isatty and term not in _NO_CURSOR


def detect_look(environ: Mapping[str, str], encoding: str) -> Look:
    """Return what a terminal with this environment and output encoding can show."""
    import codecs

    try:
        unicode = codecs.lookup(encoding).name == "utf-8"
    except LookupError:
        unicode = False
    braille = not environ.get("TERM", "").startswith(_NO_BRAILLE)
    many = "256color" in environ.get("TERM", "") or bool(environ.get("COLORTERM"))
    return Look(unicode, colour=many and not environ.get("NO_COLOR"), braille=braille)


if sys.platform == "win32":

    def open_terminal(fd: int) -> int:
        """Return a descriptor of the console behind ``fd`` that understands escapes."""
        import ctypes
        import errno
        import msvcrt

        kernel, mode = ctypes.windll.kernel32, ctypes.c_uint32()
        handle = msvcrt.get_osfhandle(fd)
        if not kernel.GetConsoleMode(handle, ctypes.byref(mode)):
            raise OSError(errno.ENOTTY, os.strerror(errno.ENOTTY))
        kernel.SetConsoleMode(handle, mode.value | 4)  # ENABLE_VIRTUAL_TERMINAL_PROCESSING
        kernel.SetConsoleOutputCP(65001)
        return os.dup(fd)

else:

    def open_terminal(fd: int) -> int:
        """Return a new, non-blocking descriptor of the terminal behind ``fd``.

        Raises ``OSError`` where it has no name or may not be opened (after ``su``).
        """
        return os.open(os.ttyname(fd), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)


class Writer:
    """The glass of one terminal. ``fd`` should not block; it is closed by ``close``."""

    __slots__ = ("_begun", "_clock", "_fd", "_glass", "_open", "_pending", "_wide", "gone")

    def __init__(self, fd: int, clock: Clock, *, wide: bool = False) -> None:
        """``wide``: ambiguous characters take two cells."""
        self._wide = wide
        self._fd = fd
        self._clock = clock
        self._glass: Picture = ()
        self._pending = b""
        self._begun = False
        self._open = False
        """The screen was taken, at least in part."""
        self.gone = False
        """The terminal was closed: everything is dropped from then on."""

    def begin(self) -> None:
        """Take the screen, with the next picture."""
        if not self._open:
            self._pending += _ENTER
        self._begun = True
        self.repaint()

    def repaint(self) -> None:
        """Send the next picture whole: after a resize, or when others wrote on the screen."""
        self._glass = ()

    def show(self, picture: Picture) -> bool:
        """Send what changed; return whether ``picture`` is now on the glass, whole.

        At most one write; if the terminal does not take it, the picture is dropped.
        """
        changes = _changes(self._glass, picture, self._wide).encode()
        first = len(self._pending)
        if not first and not changes:
            return not self.gone
        sent = self._send(self._pending + changes)
        if sent > first or not changes:
            self._pending = (self._pending + changes)[sent:]
            self._glass = picture
        else:
            self._pending = self._pending[sent:]
            return False
        return not self._pending and not self.gone

    def bell(self) -> bool:
        """Ring; return whether the terminal took it. A bell that is not taken is dropped."""
        return self.signal(b"\a")

    def signal(self, sequence: bytes) -> bool:
        """Send what draws nothing; return whether it was taken. If not at all, it is dropped.

        What was taken in part goes out whole: the rest of it comes before the next picture.
        """
        first = len(self._pending)
        data = self._pending + sequence
        sent = self._send(data)
        taken = sent > first
        self._pending = data[sent:] if taken else self._pending[sent:]
        return taken

    def say(self, words: str) -> None:
        """Write a line on the screen that was given back; dropped if it is not taken."""
        if words:
            self._send(f"\r\n{clean(words)}\r\n".encode())

    def restore(self, wait_s: float = 0.5, *, farewell: bytes = b"") -> bool:
        """Give the screen back as it was; return whether the terminal took that.

        ``farewell`` goes out before, if anything was ever sent. Waits at most ``wait_s``: a
        terminal that is stalled for longer keeps our last picture.
        """
        self._begun = False
        if not self._open:
            self._pending = b""
            return True
        self._pending += farewell + _LEAVE
        until = self._clock.awake() + wait_s
        while True:
            self._pending = self._pending[self._send(self._pending) :]
            if not self._pending or self.gone or self._clock.awake() >= until:
                break
            self._clock.sleep(_RETRY_S)
        self._open = False
        return not self._pending and not self.gone

    def close(self) -> None:
        """Close our own descriptor of the terminal."""
        self.gone = True
        os.close(self._fd)

    def _send(self, data: bytes) -> int:
        """Return how many bytes the terminal took, at once."""
        if self.gone:
            return 0
        try:
            sent = os.write(self._fd, data)
        except BlockingIOError:
            return 0
        except OSError:
            self.gone = True
            return 0
        self._open = self._open or (self._begun and sent > 0)
        return sent


# --- what changed -------------------------------------------------------------------------


def _changes(old: Picture, new: Picture, wide: bool) -> str:
    """Return the bytes, as text, that turn the picture ``old`` into ``new``; "" for none."""
    if old == new:
        return ""
    whole = len(old) != len(new) or _columns(old, wide) != _columns(new, wide)
    parts = [_BEGIN]
    if whole:
        parts.append(_CLEAR)
    style = ""
    for line, row in enumerate(new):
        before = None if whole else old[line]
        if before is row or before == row:
            continue
        now = _cells(row, wide)
        then = _cells(before, wide) if before else _blank(len(now.texts))
        if now.are_plain and then.are_plain:
            runs = _runs(then, now)
        else:  # rare characters, whose width terminals disagree about: from an empty row
            parts.append(f"\x1b[0m\x1b[{line + 1};1H\x1b[2K")
            style = ""
            runs = _single_runs(now, wide)
        for start, end in runs:
            parts.append(f"\x1b[{line + 1};{start + 1}H")
            style = _append_run(parts, now, start, end, style)
    parts.append(_END)
    return "".join(parts)


@lru_cache(maxsize=64)
def _cells(row: Row, wide: bool) -> _Cells:
    styles: list[str] = []
    if all(sure(text, wide) for text, _ in row):
        for text, style in row:
            styles += [style] * len(text)
        return _Cells("".join(text for text, _ in row), tuple(styles), are_plain=True)
    texts: list[str] = []
    for text, style in row:
        texts += cells(text, wide)
        styles += [style] * (len(texts) - len(styles))
    return _Cells(tuple(texts), tuple(styles), are_plain=False)


@lru_cache(maxsize=4)
def _blank(columns: int) -> _Cells:
    return _Cells(" " * columns, ("",) * columns, are_plain=True)


def _columns(picture: Picture, wide: bool) -> int:
    return len(_cells(picture[0], wide).texts) if picture else 0


def _runs(then: _Cells, now: _Cells) -> list[tuple[int, int]]:
    """Return the stretches (start, end) that differ, near ones joined."""
    # Compared without a loop of ours: most cells are as they were.
    differ: Iterable[bool] = map(ne, then.texts, now.texts)
    if then.styles != now.styles:
        differ = map(or_, differ, map(ne, then.styles, now.styles))
    runs: list[tuple[int, int]] = []
    for place in compress(count(), differ):
        if runs and place - runs[-1][1] <= _NEAR:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return runs


def _single_runs(now: _Cells, wide: bool) -> list[tuple[int, int]]:
    """Return stretches that each end with a character that may be wider than we think."""
    runs: list[tuple[int, int]] = []
    start = 0
    for place, text in enumerate(now.texts):
        if len(text) != 1 or not sure(text, wide):
            runs.append((start, place + 1))
            start = place + 1
    runs.append((start, len(now.texts)))
    shown = [text != " " or style != "" for text, style in zip(*now[:2], strict=True)]
    return [(start, end) for start, end in runs if any(shown[start:end])]


def _append_run(parts: list[str], now: _Cells, start: int, end: int, style: str) -> str:
    """Add the cells from ``start`` to ``end``; return the style that is set after them."""
    while start < end:
        wanted, upto = now.styles[start], start + 1
        while upto < end and now.styles[upto] == wanted:
            upto += 1
        if wanted != style:
            parts.append(f"\x1b[0;{wanted}m" if wanted else "\x1b[0m")
            style = wanted
        parts.append("".join(now.texts[start:upto]))
        start = upto
    return style
