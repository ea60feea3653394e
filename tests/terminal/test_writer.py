from __future__ import annotations

import os
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.clock import Clock
from backpt.session.views import Caption, View
from backpt.terminal.picture_rows import Look
from backpt.terminal.screen import draw_view
from backpt.terminal.writer import Writer, can_draw, detect_look, open_terminal
from tests.examples import cases

from .glass import ALARM, CAPTION, Glass
from .test_screen import views

COLUMNS, LINES = 60, 20


@pytest.fixture
def glass() -> Iterator[Glass]:
    with Glass(80, 24) as glass:
        glass.writer.begin()
        yield glass


def shown(glass: Glass, view: View) -> bool:
    return glass.writer.show(draw_view(view, glass.columns, glass.lines, Look()))


def shown_whole(glass: Glass, view: View) -> None:
    while not shown(glass, view):
        glass.read()
    glass.read()


@cases(60)
@given(st.lists(views, min_size=2, max_size=4))
def test_what_is_sent_as_changes_looks_like_what_is_sent_whole(seen: list[View]) -> None:
    with Glass(COLUMNS, LINES) as changed, Glass(COLUMNS, LINES) as whole:
        for view in seen:
            shown_whole(changed, view)
        shown_whole(whole, seen[-1])
        assert changed.cells() == whole.cells()


def test_a_changed_digit_costs_few_bytes(glass: Glass) -> None:
    shown_whole(glass, CAPTION)
    shown(glass, CAPTION._replace(digits="5:41"))
    assert len(glass.read()) < 140


def test_nothing_is_sent_when_nothing_changed(glass: Glass) -> None:
    shown_whole(glass, CAPTION)
    assert shown(glass, CAPTION)
    assert glass.read() == b""


def test_a_picture_is_one_synchronised_update(glass: Glass) -> None:
    shown_whole(glass, CAPTION)
    shown(glass, ALARM)
    sent = glass.read()
    assert sent.startswith(b"\x1b[?2026h")
    assert sent.endswith(b"\x1b[?2026l")
    assert sent.count(b"\x1b[?2026h") == 1


def test_a_repaint_sends_everything_again(glass: Glass) -> None:
    shown_whole(glass, CAPTION)
    before = glass.cells()
    glass.screen.reset()
    glass.writer.repaint()
    shown_whole(glass, CAPTION)
    assert glass.cells() == before


def stalled(glass: Glass) -> None:
    """Draw until the terminal takes no more."""
    for view in (CAPTION, ALARM) * 200:
        glass.writer.repaint()
        if not shown(glass, view) and not shown(glass, view) and glass.is_full:
            return
    pytest.fail("the terminal took everything")


def never_taken(glass: Glass) -> tuple[float, int]:
    """Show 10,000 pictures that a stalled terminal does not take; return how many seconds that
    took, and the most memory that was in use for it."""
    pictures = [
        draw_view(CAPTION._replace(digits=f"0:{second:02}", part=second / 60), 80, 24, Look())
        for second in range(4)
    ]
    stalled(glass)
    for shape in pictures:  # what is remembered for speed is not what is counted here
        glass.writer.show(shape)
    tracemalloc.start()
    start = Clock().awake()
    for number in range(10_000):
        assert not glass.writer.show(pictures[number % 4])
    took, most = Clock().awake() - start, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return took, most


ALONE = """\
from tests.terminal.test_writer import Glass, never_taken
with Glass(80, 24) as glass:
    glass.writer.begin()
    print(*never_taken(glass))
"""


@pytest.mark.slow
def test_a_terminal_that_nobody_reads_costs_no_time_and_no_memory() -> None:
    """In a process of its own: other threads of the tests would be counted, too."""
    root = Path(__file__).parents[2]
    said = subprocess.run(
        [sys.executable, "-c", ALONE], cwd=root, capture_output=True, text=True, check=False
    )
    took, most = said.stdout.split()
    assert float(took) < 20
    assert int(most) < 100_000


def test_a_terminal_that_nobody_read_is_whole_afterwards(glass: Glass) -> None:
    stalled(glass)
    shown_whole(glass, ALARM)
    with Glass(80, 24) as fresh:
        shown_whole(fresh, ALARM)
        assert glass.cells() == fresh.cells()


def test_one_picture_is_at_most_one_write(
    glass: Glass, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []
    write = os.write

    def counted(fd: int, data: bytes) -> int:
        written.append(len(data))
        return write(fd, data)

    monkeypatch.setattr(os, "write", counted)
    for number in range(50):
        glass.writer.repaint()
        shown(glass, CAPTION._replace(digits=str(number)))
        assert len(written) == number + 1


@cases(30)
@given(st.lists(st.tuples(views, st.integers(1, 400)), min_size=3, max_size=6))
def test_writes_taken_in_part_add_up_to_the_last_picture(
    drawn: list[tuple[View, int]],
) -> None:
    with Glass(COLUMNS, LINES) as glass, Glass(COLUMNS, LINES) as whole:
        write = os.write
        for view, taken in drawn:
            with pytest.MonkeyPatch.context() as patched:
                patched.setattr(os, "write", lambda fd, data, n=taken: write(fd, data[:n]))
                shown(glass, view)
            glass.read()
        shown_whole(glass, drawn[-1][0])
        shown_whole(whole, drawn[-1][0])
        assert glass.cells() == whole.cells()


def test_the_shared_descriptor_stays_blocking() -> None:
    with Glass(80, 24) as glass:
        assert os.get_blocking(glass.slave)


def test_the_terminal_is_given_back_as_it_was(glass: Glass) -> None:
    shown_whole(glass, CAPTION)
    assert glass.writer.restore()
    sent = glass.read()
    for mode in (b"\x1b[0m", b"\x1b[?7h", b"\x1b[?25h", b"\x1b[?1049l"):
        assert mode in sent


def test_a_screen_that_was_never_taken_is_not_given_back() -> None:
    with Glass(80, 24) as glass:
        glass.writer.begin()
        assert glass.writer.restore()
        assert glass.read() == b""


class StillClock(Clock):
    """Real time, but sleeping costs none of it."""

    __slots__ = ("slept",)

    def __init__(self) -> None:
        super().__init__()
        self.slept = 0.0

    def awake(self) -> float:
        return self.slept

    def sleep(self, seconds: float) -> None:
        self.slept += seconds


def test_a_terminal_that_stays_stalled_gets_half_a_second_at_the_end(glass: Glass) -> None:
    clock = StillClock()
    writer = Writer(open_terminal(glass.slave), clock)
    writer.begin()
    writer.show(draw_view(CAPTION, 80, 24, Look()))
    stalled(glass)
    assert not writer.restore(0.5)
    assert 0.5 <= clock.slept < 0.6
    writer.close()


def test_the_bell_rings_but_not_into_a_stalled_terminal(glass: Glass) -> None:
    shown_whole(glass, CAPTION)
    assert glass.writer.bell()
    assert glass.read() == b"\a"
    stalled(glass)
    assert not glass.writer.bell()


def test_a_terminal_that_is_gone_ends_nothing() -> None:
    glass = Glass(80, 24)
    os.close(glass.master)
    glass.writer.begin()
    assert not shown(glass, CAPTION)
    assert not glass.writer.bell()
    assert glass.writer.gone
    glass.writer.close()
    os.close(glass.slave)


@pytest.mark.parametrize(
    ("environ", "isatty", "drawn"),
    [
        ({"TERM": "xterm-256color"}, True, True),
        ({"TERM": "xterm"}, False, False),
        ({"TERM": "dumb"}, True, False),
        ({}, True, False),
    ],
)
def test_pictures_need_a_terminal_that_can_place_its_cursor(
    environ: dict[str, str], isatty: bool, drawn: bool
) -> None:
    assert can_draw(environ, isatty) is drawn


MANY = {"TERM": "xterm-256color"}


@pytest.mark.parametrize(
    ("environ", "encoding", "look"),
    [
        (MANY, "UTF-8", Look(True, True)),
        (MANY, "utf8", Look(True, True)),
        ({"COLORTERM": "truecolor"}, "utf-8", Look(True, True)),
        ({"TERM": "xterm"}, "utf-8", Look(True, False)),
        ({**MANY, "NO_COLOR": "1"}, "utf-8", Look(True, False)),
        ({**MANY, "NO_COLOR": ""}, "utf-8", Look(True, True)),
        (MANY, "iso8859-1", Look(False, True)),
        (MANY, "no such encoding", Look(False, True)),
        ({"TERM": "linux"}, "utf-8", Look(True, False, braille=False)),
        ({"TERM": "vt220"}, "utf-8", Look(True, False, braille=False)),
    ],
)
def test_the_look_follows_the_environment(
    environ: dict[str, str], encoding: str, look: Look
) -> None:
    assert detect_look(environ, encoding) == look


def test_a_caption_of_another_size_is_painted_whole(glass: Glass) -> None:
    view: Caption = CAPTION
    shown_whole(glass, view)
    glass.writer.show(draw_view(view, 40, 10, Look()))
    assert b"\x1b[2J" in glass.read()
