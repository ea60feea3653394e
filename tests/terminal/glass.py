"""A terminal for tests: a real pty, read through an emulator only when a test says so."""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import struct
import termios

import pyte

from backpt.clock import Clock
from backpt.language.en.keys import option
from backpt.session.keymap import Means
from backpt.session.views import Caption, Page
from backpt.terminal.writer import Writer, open_terminal

CAPTION = Caption(
    title="Home basics",
    heading="Leg lifts",
    where="exercise 2 of 4",
    side="Left leg",
    counting="set 1 of 2, rep 3 of 6",
    action="Hold",
    digits="0:42",
    note="Right knee bent, left leg straight. Lift no higher than the other knee.",
    coming="Next: Wall slides, 8 times",
    keys=(
        ("space", "pause"),
        ("h", "it hurts"),
        ("n", "next"),
        ("b", "back"),
        ("r", "redo the set"),
        ("+", "10 s more"),
        ("-", "10 s less"),
        ("q", "stop"),
        ("?", "keys"),
    ),
    progress=0.37,
    left="6:10 left",
    part=0.6,
)
ALARM = CAPTION._replace(
    heading="Cold pack",
    where="period 1 of 2",
    side="",
    counting="",
    action="Take the pack off",
    digits="+0:15",
    note="Press space when it is off.",
    coming="Next: 15 minutes without the pack",
    keys=(("space", "the pack is off"), ("q", "stop")),
    part=None,
    urgent=True,
)
SAFETY = Page(
    title="Before you start",
    lines=(
        "backpt leads you through exercises. It is not a clinician.",
        "",
        "Stop and get medical help at once if you have:",
        "numbness between the legs or around the bottom,",
        "new trouble passing water or holding it,",
        "weakness in a leg that is new or getting worse,",
        "back pain after a fall or an accident,",
        "fever, or weight loss you cannot explain.",
        "",
        "Pain that goes further down the leg means: stop that exercise.",
        "A little soreness the next day is usual; sharp pain is not.",
        "Ask your physiotherapist before you change a dose.",
    ),
    options=(option(Means.YES, "yes, I read this"), option(Means.LEAVE)),
)


class Glass:
    """One pty with a writer on the near side; nothing is read until ``read``."""

    def __init__(self, columns: int, lines: int) -> None:
        self.master, self.slave = os.openpty()
        size = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, size)
        self.columns, self.lines = columns, lines
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self.writer = Writer(open_terminal(self.slave), Clock())

    def read(self) -> bytes:
        """Take everything that lies there, into the emulator; return it."""
        data = b""
        while select.select([self.master], [], [], 0)[0]:
            data += os.read(self.master, 65536)
        self._stream.feed(data)
        return data

    def stall(self) -> None:
        """Fill the terminal to the brim, through a descriptor of our own that never blocks.

        The kernel moves what it took on to the reader's side a little later, and then has
        room again: full is what takes nothing for a tenth of a second.
        """
        filler = open_terminal(self.slave)
        room = True
        while room:
            with contextlib.suppress(BlockingIOError):
                while os.write(filler, b"." * 4096):
                    pass
            room = bool(select.select([], [filler], [], 0.1)[1])
        os.close(filler)

    @property
    def is_full(self) -> bool:
        """Whether it takes nothing for a tenth of a second."""
        looked_at = open_terminal(self.slave)
        room = bool(select.select([], [looked_at], [], 0.1)[1])
        os.close(looked_at)
        return not room

    def text(self) -> str:
        """Return the screen as text, and below it where it is bold, reverse, coloured."""
        frame = "+" + "-" * self.columns + "+\n"
        rows = "".join(f"|{row}|\n" for row in self.screen.display)
        return frame + rows + frame + "".join(self._styles())

    def _styles(self) -> list[str]:
        found = []
        for line in range(self.lines):
            runs: list[tuple[str, int, int]] = []
            for column in range(self.columns):
                style = _style(self.screen.buffer[line][column])
                if runs and runs[-1][0] == style and runs[-1][2] == column:
                    runs[-1] = (style, runs[-1][1], column + 1)
                elif style:
                    runs.append((style, column, column + 1))
            shown = ", ".join(f"{a + 1}-{b} {style}" for style, a, b in runs)
            if shown:
                found.append(f"line {line + 1}: {shown}\n")
        return found

    def cells(self) -> list[list[object]]:
        """Return every cell with its style, to compare two glasses."""
        return [
            [self.screen.buffer[line][column] for column in range(self.columns)]
            for line in range(self.lines)
        ]

    def close(self) -> None:
        """Close both sides."""
        self.writer.close()
        os.close(self.master)
        os.close(self.slave)

    def __enter__(self) -> Glass:
        return self

    def __exit__(self, *ended: object) -> None:
        self.close()


def _style(cell: pyte.screens.Char) -> str:
    colour = "" if cell.fg == "default" else cell.fg
    words = ("bold" if cell.bold else "", "reverse" if cell.reverse else "", colour)
    return " ".join(filter(None, words))
