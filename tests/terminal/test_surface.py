from __future__ import annotations

import fcntl
import os
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from backpt.clock import Clock
from backpt.intake import today_card
from backpt.language.en.keys import option, prompt
from backpt.session.keymap import Means
from backpt.session.views import Page, View
from backpt.terminal.plain import PlainLines
from backpt.terminal.surface import Plain, Screen, Surface, open_surface

from .glass import ALARM, CAPTION, SAFETY, Glass

XTERM = {"TERM": "xterm"}


def open_on(glass: Glass, environ: dict[str, str], plain: bool = False) -> Screen | Plain:
    return open_surface(environ, "utf-8", Clock(), plain=plain, fd=glass.slave)


def test_a_terminal_that_can_draw_gets_the_screen_of_its_size() -> None:
    with Glass(100, 30) as glass, open_on(glass, XTERM) as surface:
        assert isinstance(surface, Screen)
        assert surface.size == (100, 30)


def test_lines_are_used_where_they_are_asked_for_or_nothing_else_is_possible() -> None:
    with Glass(80, 24) as glass:
        assert isinstance(open_on(glass, XTERM, plain=True), Plain)
        assert isinstance(open_on(glass, {"TERM": "dumb"}), Plain)
    reader, writer = os.pipe()
    assert isinstance(open_surface(XTERM, "utf-8", Clock(), fd=writer), Plain)
    os.close(reader)
    os.close(writer)


def test_a_moment_is_drawn_and_the_terminal_given_back() -> None:
    with Glass(80, 24) as glass:
        with open_on(glass, XTERM) as surface:
            surface.draw(CAPTION)
            assert b"\x1b[?1049h" in glass.read()
            assert "Leg lifts" in "".join(glass.screen.display)
        assert b"\x1b[?1049l" in glass.read()


def fail_while_drawn(glass: Glass) -> None:
    with open_on(glass, XTERM) as surface:
        surface.draw(CAPTION)
        raise ZeroDivisionError


def test_the_terminal_is_given_back_after_an_exception() -> None:
    with Glass(80, 24) as glass:
        with pytest.raises(ZeroDivisionError):
            fail_while_drawn(glass)
        assert glass.read().endswith(b"\x1b[?7h\x1b[?25h\x1b[?1049l")


def test_a_resize_draws_the_last_view_in_the_new_size() -> None:
    with Glass(80, 24) as glass, open_on(glass, XTERM) as surface:
        surface.draw(CAPTION)
        glass.read()
        glass.columns, glass.lines = 40, 10
        fcntl.ioctl(glass.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 10, 40, 0, 0))
        glass.screen.resize(10, 40)
        surface.resized()
        glass.read()
        assert surface.size == (40, 10)
        assert glass.screen.display[0].startswith(" Leg lifts")


class Stopped:
    """Stands where a keyboard stops the process; remembers what the terminal had got."""

    def __init__(self, glass: Glass) -> None:
        self.glass = glass
        self.sent = b""

    def suspend(self) -> None:
        self.sent = self.glass.read()


def test_the_terminal_is_given_back_while_stopped_and_taken_again_whole() -> None:
    with Glass(80, 24) as glass, open_on(glass, XTERM) as surface:
        surface.draw(CAPTION)
        glass.read()
        stopped = Stopped(glass)
        surface.leave("The pack is still on.")
        stopped.suspend()
        surface.come_back()
        surface.draw(CAPTION)
        given_back = b"\x1b[?7h\x1b[?25h\x1b[?1049l"
        before, said, _ = stopped.sent.partition(b"The pack is still on.")
        assert said
        assert before.rstrip().endswith(given_back)
        again = glass.read()
        assert b"\x1b[?1049h" in again
        assert b"Leg lifts" in again


def test_while_the_terminal_is_the_shells_nothing_is_drawn_but_alarms_ring() -> None:
    with Glass(80, 24) as glass:
        with open_on(glass, XTERM) as surface:
            surface.draw(CAPTION)
            surface.leave("")
            glass.read()
            surface.draw(ALARM)
            surface.resized()
            assert glass.read() == b""
            for _ in range(3):
                surface.bell()
                surface.alert("Take the pack off.")
            sent = glass.read()
            assert sent.count(b"\a") == 3
            assert sent.count(b"Take the pack off.") == 1
            assert b"\x1b[?1049h" not in sent
            surface.come_back()
            surface.draw(ALARM)
            assert b"\x1b[?1049h" in glass.read()
            surface.leave("")
            glass.read()
        assert glass.read() == b""


def test_plain_lines_go_on_where_they_were_when_the_terminal_comes_back(
    tmp_path: Path,
) -> None:
    file = tmp_path / "out"
    with file.open("wb") as out:
        plain = Plain(PlainLines(out.fileno(), "utf-8", Clock()), rings=True)
        plain.line("Hold.")
        plain.leave("")
        plain.line("Rest.")
        plain.line("Paused.")
        assert file.read_text() == "Hold.\n"
        plain.come_back()
        plain.line("Go.")
    assert file.read_text() == "Hold.\nPaused.\nGo.\n"


def plain_output(tmp_path: Path, *drawn: View) -> str:
    file = tmp_path / "out"
    with (
        file.open("wb") as out,
        Plain(PlainLines(out.fileno(), "utf-8", Clock()), rings=True) as plain,
    ):
        surface: Surface = plain
        for view in drawn:
            surface.draw(view)
    return file.read_text(encoding="utf-8")


def test_plain_says_a_page_once_while_it_stands(tmp_path: Path) -> None:
    text = plain_output(tmp_path, SAFETY, SAFETY, SAFETY)
    assert text.splitlines() == [SAFETY.title, *SAFETY.lines, prompt(SAFETY.options)]


def test_plain_says_a_page_again_when_it_comes_again(tmp_path: Path) -> None:
    assert plain_output(tmp_path, SAFETY, CAPTION, SAFETY).count(SAFETY.title) == 2


def test_plain_says_only_what_changed_on_a_page_that_stays(tmp_path: Path) -> None:
    none, done = option(Means.NO, "none"), option(Means.DONE)
    first = Page("Tick", ("1) Pregnant", "2) Falls"), (none,))
    ticked = Page("Tick", ("1) YES Pregnant", "2) Falls"), (done,))
    other = Page("Next", ("2) Falls",), (done,))
    said = plain_output(tmp_path, first, ticked, other).splitlines()
    assert said == [
        "Tick",
        "1) Pregnant",
        "2) Falls",
        "Press n for none.",
        "1) YES Pregnant",
        "Press d for done.",
        "Next",
        "2) Falls",
        "Press d for done.",
    ]


def test_plain_asks_each_question_in_its_turn_with_its_options(tmp_path: Path) -> None:
    card, said = today_card.today_card(None, ("Wall slides: less deep.",)), []
    for key in ("", "3", "n", "s"):
        card = card.pressed(key) if key else card
        said.append(card.shown())
    pain, new, leg, _ = (prompt(page.options) for page in said)
    assert plain_output(tmp_path, *said).splitlines() == [
        "Before you start",
        "Wall slides: less deep.",
        "",
        "1) Pain now, 0 none to 10 worst?",
        pain,
        "1) Pain now, 0 none to 10 worst? 3",
        "2) Anything NEW: numbness, weakness or toilet trouble (not what you had before)?",
        new,
        "2) Anything NEW: numbness, weakness or toilet trouble (not what you had before)? no",
        "3) Leg pain, compared with last time?",
        leg,
        "3) Leg pain, compared with last time? same",
    ]


def test_plain_says_a_wish_when_it_changes_and_not_before_the_first_question(
    tmp_path: Path,
) -> None:
    card, said = today_card.today_card(None), []
    for key in ("", "-", "-"):
        card = card.pressed(key) if key else card
        said.append(card.shown())
    asked = ["1) Pain now, 0 none to 10 worst?", prompt(said[0].options)]
    assert plain_output(tmp_path, *said).splitlines() == [
        "Before you start",
        *asked,
        "-) A quarter less today? yes",
        *asked,
        "-) A quarter less today? no",
        *asked,
    ]


def test_plain_asks_again_when_an_answer_is_taken_back(tmp_path: Path) -> None:
    card = today_card.today_card(None)
    pages = [card.shown(), card.pressed("3").shown(), card.pressed("3").pressed("b").shown()]
    said = plain_output(tmp_path, *pages).splitlines()
    assert said[-2:] == ["1) Pain now, 0 none to 10 worst?", prompt(pages[0].options)]


def test_a_title_that_was_just_said_is_not_said_again(tmp_path: Path) -> None:
    with (tmp_path / "out").open("wb") as out:
        plain = Plain(PlainLines(out.fileno(), "utf-8", Clock()), rings=False)
        plain.line("Finished. Well done.")
        plain.draw(today_card.pain_after_page())
    said = (tmp_path / "out").read_text(encoding="utf-8").splitlines()
    assert said[:2] == ["Finished. Well done.", "Pain now, 0 none to 10 worst?"]


def test_plain_says_once_which_keys_there_are_to_who_pressed_another(tmp_path: Path) -> None:
    page = Page("Sure?", ("Text",), (option(Means.YES), option(Means.NO)))
    hinted = page._replace(hint="Press y, or n.")
    said = plain_output(tmp_path, page, hinted, hinted, page, page).splitlines()
    assert said == ["Sure?", "Text", "Press y for yes, n for no.", "Press y, or n."]


def test_plain_leaves_moments_to_the_events(tmp_path: Path) -> None:
    assert plain_output(tmp_path, CAPTION) == ""


def test_an_urgent_page_is_urgent_in_plain_words_too(tmp_path: Path) -> None:
    text = plain_output(tmp_path, SAFETY._replace(urgent=True))
    assert text.startswith(f"!! {SAFETY.title}\n")


def test_a_line_is_said_where_there_are_lines(tmp_path: Path) -> None:
    with (tmp_path / "out").open("wb") as out:
        Plain(PlainLines(out.fileno(), "utf-8", Clock()), rings=False).line("Hold.")
    assert (tmp_path / "out").read_text(encoding="utf-8") == "Hold.\n"


HEAVY = (
    "rich", "typer", "yaml", "pyte", "json", "pathlib", "subprocess", "dataclasses", "shutil",
    "locale", "inspect", "logging", "asyncio", "threading", "unicodedata", "curses", "tty",
)  # fmt: skip


def test_the_terminal_costs_no_heavy_import() -> None:
    code = "import sys, backpt.terminal.surface; print(*sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-S", "-c", code],
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert not set(HEAVY) & set(answer.stdout.split())


WEZTERM = {"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}


def test_an_alert_reaches_the_desktop_once_and_only_where_the_terminal_is_known() -> None:
    with Glass(80, 24) as glass, open_on(glass, WEZTERM) as surface:
        surface.draw(CAPTION)
        glass.read()
        surface.alert("Take the pack off.")
        assert glass.read() == b"\x1b]9;Take the pack off.\a"
        surface.draw(CAPTION)
        assert glass.read() == b""
    with Glass(80, 24) as glass, open_on(glass, XTERM) as surface:
        surface.alert("Take the pack off.")
        assert glass.read() == b""


def test_plain_lines_send_no_alert() -> None:
    with Glass(80, 24) as glass, open_on(glass, WEZTERM, plain=True) as surface:
        surface.alert("Take the pack off.")
        surface.draw(CAPTION)
        assert glass.read() == b""


def test_the_window_is_marked_when_the_percent_changes_and_unmarked_at_the_end() -> None:
    with Glass(80, 24) as glass:
        with open_on(glass, WEZTERM) as surface:
            surface.draw(CAPTION)
            assert b"\x1b]9;4;1;37\a" in glass.read()
            surface.draw(CAPTION._replace(progress=0.374, digits="0:41"))
            assert b"\x1b]9;4" not in glass.read()
            surface.draw(CAPTION._replace(progress=0.38))
            assert b"\x1b]9;4;1;38\a" in glass.read()
        sent = glass.read()
        assert sent.index(b"\x1b]9;4;0\a") < sent.index(b"\x1b[?1049l")


def test_a_terminal_without_marks_gets_none() -> None:
    with Glass(80, 24) as glass:
        with open_on(glass, XTERM) as surface:
            surface.draw(CAPTION)
        assert b"\x1b]" not in glass.read()


def test_the_mark_is_taken_away_while_stopped_and_set_again() -> None:
    with Glass(80, 24) as glass, open_on(glass, WEZTERM) as surface:
        surface.draw(CAPTION)
        glass.read()
        stopped = Stopped(glass)
        surface.leave("")
        stopped.suspend()
        surface.come_back()
        surface.draw(CAPTION)
        assert b"\x1b]9;4;0\a" in stopped.sent
        assert b"\x1b]9;4;1;37\a" in glass.read()


def test_a_stalled_terminal_loses_an_alert_and_keeps_picture_and_mark_true() -> None:
    with Glass(80, 24) as glass, open_on(glass, WEZTERM) as surface:
        surface.draw(CAPTION)
        glass.read()
        glass.stall()
        later = CAPTION._replace(progress=0.5, digits="0:30", left="5:00 left")
        surface.alert("Take the pack off.")
        surface.draw(later)
        sent = b""
        while more := glass.read():
            sent += more
        surface.resized()
        surface.draw(later)
        sent += glass.read()
        assert sent.count(b"\x1b]9;4;1;50\a") == 1
        assert b"Take the pack off." not in sent
        assert "Leg lifts" in "".join(glass.screen.display)
