"""A figure that moves below what was printed, until a key; on a terminal that can draw.

Unlike the session's screen it leaves everything above in its place. Time is asked for at every
picture, so that it keeps the pace however slow the terminal is.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable

from backpt.clock import Clock
from backpt.figure.cells import picture
from backpt.figure.motion import in_rep, in_time
from backpt.figure.parts import Figure
from backpt.language import keys as words
from backpt.prescription.model import Dose, Sides
from backpt.terminal.keys import Keyboard, NoKeyboard
from backpt.terminal.picture_rows import Look, Row
from backpt.terminal.session_figure import LEAST, MOST, WIDE, styled
from backpt.terminal.writer import can_draw, detect_look

PICTURE_S = 0.25
"""As often as the session's screen is looked at."""
_GOES_ON = ("resize", "continue", "suspend")
WORDS_LINES = 8
"""Of what was printed above so many lines stay in sight, where the window allows it."""


def play(
    figure: Figure,
    dose: Dose,
    open_keys: Callable[[], Keyboard | NoKeyboard],
    clock: Clock,
    *,
    ascii: bool = False,
) -> bool:
    """Show the movement at its pace until a key, or tell that it cannot be shown here.

    Sides that are worked by turns, or one after the other, are shown by turns. ``ascii``: in
    no character beyond 126, whatever the terminal has.
    """
    if not can_draw(os.environ, stdout_isatty=sys.stdout.isatty()) or _room() is None:
        return False
    look = detect_look(os.environ, getattr(sys.stdout, "encoding", None) or "utf-8")
    with open_keys() as keys:
        if not isinstance(keys, Keyboard) or keys.away:
            return False
        key: str | None = "resize"
        while key in _GOES_ON and (room := _room()) is not None:
            shown = _Shown(figure, dose, *room, look._replace(braille=False) if ascii else look)
            key = _play(shown, clock, keys)
            if key == "suspend" and not keys.suspend():
                break  # after bg nobody looks at it
    if key == "interrupt":  # Ctrl-C ends the program as it does elsewhere
        raise KeyboardInterrupt
    return True


def _room() -> tuple[int, int] | None:
    """Return columns and rows for the figure, or ``None`` where it would say nothing."""
    size = shutil.get_terminal_size()
    rows = min(max(size.lines - WORDS_LINES, LEAST[1]), size.lines - 2, MOST[1])
    columns = min(size.columns - 1, rows * WIDE, MOST[0])
    return (columns, rows) if columns >= LEAST[0] and rows >= LEAST[1] else None


class _Shown:
    """The rows of a moment."""

    def __init__(self, figure: Figure, dose: Dose, columns: int, rows: int, look: Look) -> None:
        self._figure = figure
        self._dose = dose
        self._size = (columns, rows)
        self._look = look

    def rows(self, elapsed_s: float) -> list[str]:
        rep_s = self._dose.pace.rep_s
        timed = self._dose.time_s is not None or not rep_s
        if timed:
            at = in_time(self._figure, elapsed_s, repeats=None if self._dose.time_s else True)
        else:
            at = in_rep(self._figure, self._dose.pace, elapsed_s % rep_s)
        one_sided = self._dose.sides is not Sides.BOTH
        drawn = picture(
            self._figure,
            at,
            columns=self._size[0],
            rows=self._size[1],
            mirrored=one_sided and not timed and int(elapsed_s / rep_s) % 2 == 1,
            ascii=not self._look.dots,
        )
        return [_line(styled(row)) for row in drawn]


def _play(shown: _Shown, clock: Clock, keys: Keyboard) -> str:
    """Draw until a key, and return it; ``resize`` is one."""
    began = clock.awake()
    out = sys.stdout
    out.write("\x1b[?25l\n")
    try:
        rows = shown.rows(0.0)
        out.write("\n".join(rows) + f"\n  {words.ANY_ENDS}")
        out.flush()
        while (key := keys.read(PICTURE_S, exact=False)) is None:
            now = shown.rows(clock.awake() - began)
            if now == rows:
                continue
            out.write(f"\r\x1b[{len(rows)}A")
            for before, after in zip(rows, now, strict=True):
                out.write("\n" if before == after else f"{after}\x1b[K\n")
            out.write(f"  {words.ANY_ENDS}")
            out.flush()
            rows = now
        return key
    finally:
        out.write("\r\x1b[K\x1b[?25h")
        out.flush()


def _line(row: Row) -> str:
    """Blanks at the end would be wrapped when the window becomes narrower."""
    shown = "".join(f"\x1b[{style}m{text}\x1b[0m" if style else text for text, style in row)
    return shown.rstrip(" ")
