"""Pain over the days in the whole program: after a session, the day after, and when it stays.

What follows from what is in ``test_days.py``, as a table; here it is asked, said and kept.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from backpt.clock import Clock
from tests.homes import answers_file, environment
from tests.journal.test_before import keep, week_said
from tests.played import Played
from tests.test_going_on import said
from tests.test_safety_runs import asked, leave, on_terminal, run, sessions


def before(home: Path, days_ago: float, **what: object) -> None:
    """Keep a session of so many days ago."""
    environment(home)
    journal = home / ".local/share/backpt/journal.db"
    keep(journal, days_ago, now=Clock().wall(), **what)  # type: ignore[arg-type]
    week_said(journal, Clock().wall())


def refused(home: Path, days_ago: float, pain: int) -> None:
    before(home, days_ago, pain=pain, active_s=0.0, ending="pain")


def stopped(home: Path, keys: str, after: str) -> Played:
    """Answer with ``keys``, stop in the first exercise, and say the pain ``after``."""
    terminal = asked(home, keys)
    terminal.until("Get into place")
    terminal.press("q")
    terminal.until("Before you leave")
    terminal.press(after)
    return terminal


def test_nine_after_a_session_asks_card_1_and_ends_the_day(tmp_path: Path) -> None:
    terminal = stopped(tmp_path, "2nn", "9")
    terminal.until("No more today")
    assert "Is one of these true?" in terminal.words
    terminal.press("n")
    assert terminal.end() == 0
    assert "Pain 2 before, 9 after. No more today." in said(terminal)
    assert "--resume" not in said(terminal)
    assert sessions(tmp_path, "pain_before, pain_after") == [(2, 9)]
    for more in (["session", "home-basics"], ["session", "--resume"]):
        again = on_terminal(tmp_path, *more)
        assert again.end() == 4
        assert "Pain 9 after the session earlier today: no more today." in said(again)
        assert "Pain now" not in said(again)
    assert "no more today" in run(tmp_path).stdout.splitlines()[0]
    assert len(sessions(tmp_path, "id")) == 1


def test_a_sign_after_a_session_stops_everything(tmp_path: Path) -> None:
    terminal = stopped(tmp_path, "2nn", "8")
    terminal.until("No more today")
    terminal.press("1")
    terminal.until("Is this true of you?")
    terminal.press("y")
    assert terminal.end() == 4
    assert "emergency: 1" in answers_file(tmp_path).read_text()
    assert sessions(tmp_path, "pain_after, ending") == [(8, "stopped")]


def test_two_above_is_said_with_its_numbers_and_asked_about_the_next_day(
    tmp_path: Path,
) -> None:
    terminal = stopped(tmp_path, "3nn", "5")
    assert terminal.end() == 0
    assert "Pain 3 before, 5 after: higher than before." in said(terminal)
    assert "it should be back to 3 by tomorrow. I will ask. Next time a quarter less." in (
        said(terminal)
    )
    assert "--resume" not in said(terminal)  # rest easy, and going on, are not both said
    assert "--resume" not in run(tmp_path).stdout
    later = tmp_path / "later"
    later.mkdir()
    before(later, 1, pain=3, after=5)
    next_day = asked(later, "3nn")
    next_day.until("u unsure")
    assert "Yesterday: pain 3 before, 5 after. Was it back to 3 by the next day?" in (
        next_day.words
    )
    next_day.press("n")
    next_day.until("Less today")
    assert (
        "Yesterday, pain 3 before, 5 after: three quarters of the reps today" in next_day.words
    )
    assert "w the whole" not in next_day.words
    next_day.press("y")
    leave(next_day)
    assert sessions(later, "settled") == [(None,), ("no",)]


def test_after_a_flare_up_day_in_the_place_of_what_was_asked_no_quarter_less_is_promised(
    tmp_path: Path,
) -> None:
    terminal = asked(tmp_path, "6nn")
    terminal.until("Only this today")
    terminal.press("y")
    terminal.until("Ready?")
    terminal.press(" ")
    terminal.until("Get into place")
    terminal.press("q")
    terminal.until("Before you leave")
    terminal.press("7")
    assert terminal.end() == 0
    assert "it should be back to 6 by tomorrow. I will ask." in said(terminal)
    assert "quarter less." not in said(terminal)


def test_after_pain_as_before_nothing_is_added(tmp_path: Path) -> None:
    terminal = stopped(tmp_path, "3nn", "4")
    assert terminal.end() == 0
    assert "higher than before" not in said(terminal)
    assert "backpt session --resume" in said(terminal)


def test_less_is_one_key_on_a_good_day(tmp_path: Path) -> None:
    terminal = asked(tmp_path, "2")
    terminal.until("A quarter less today? no")
    terminal.press("-")
    terminal.until("A quarter less today? yes")
    terminal.press("nn")
    terminal.until(lambda shown: "As you wish: three" in " ".join(shown.split()))
    terminal.until("Get into place")
    terminal.press(" ")
    terminal.until("rep 1 of 3")
    leave(terminal)
    assert "Heel slide instead of Leg lifts today." in said(terminal)


def test_the_second_day_of_nine_asks_whether_it_drops_and_a_no_is_for_a_doctor(
    tmp_path: Path,
) -> None:
    refused(tmp_path, 1, 9)
    terminal = asked(tmp_path, "9nn")
    terminal.until("Is one of these true?")
    assert "Pain was 7 or more on 2 of the last 3 days." in terminal.words
    terminal.press("n")
    terminal.until("Does it drop when you rest?")
    terminal.press("n")
    terminal.until("Is this true of you?")
    terminal.press("y")
    assert terminal.end() == 4
    assert "Please get medical advice today." in said(terminal)
    assert "urgent: 23" in answers_file(tmp_path).read_text()
    assert "advice today" in run(tmp_path).stdout.splitlines()[0]
    assert len(sessions(tmp_path, "id")) == 2


def test_pain_that_drops_with_rest_is_time_to_talk_and_blocks_nothing(tmp_path: Path) -> None:
    refused(tmp_path, 1, 9)
    terminal = asked(tmp_path, "9nn")
    terminal.until("Is one of these true?")
    terminal.press("n")
    terminal.until("Does it drop when you rest?")
    terminal.press("n")
    terminal.until("Is this true of you?")
    terminal.press("n")
    terminal.until("Does it drop when you rest?")
    terminal.press("y")
    assert terminal.end() == 4
    assert "Time to talk to a physical therapist or doctor." in said(terminal)
    kept = answers_file(tmp_path).read_text()
    assert "urgent: none" in kept
    assert "ask-again" not in kept


def test_time_to_talk_is_on_every_start_until_the_user_has_talked(tmp_path: Path) -> None:
    refused(tmp_path, 4, 8)
    refused(tmp_path, 3, 8)
    first = asked(tmp_path, "2nn")
    first.until("Time to talk")
    assert "Pain was 7 or more on 2 days, the last 3 days ago." in first.words
    first.press("y")  # going on is no answer to it
    first.press(" ")
    first.until("It has been a hard week")
    first.press("y")
    leave(first)
    assert sessions(tmp_path, "has_talked") == [(0,), (0,), (0,)]
    assert "Time to talk" in run(tmp_path).stdout
    other = tmp_path / "talked"
    other.mkdir()
    refused(other, 4, 8)
    refused(other, 3, 8)
    second = asked(other, "2nn")
    second.until("Time to talk")
    second.press("d")
    second.until("Less today")
    second.press("y")
    leave(second)
    assert sessions(other, "has_talked") == [(0,), (0,), (1,)]
    assert "Time to talk" not in run(other).stdout


def test_the_same_as_further_down_is_rest_and_walk_on_the_next_day_too(tmp_path: Path) -> None:
    before(tmp_path, 1, pain=3, leg="further")
    terminal = asked(tmp_path, "3ns")
    terminal.until("Time to talk")
    terminal.press(" ")
    terminal.until("Only this today")
    assert "until it is closer to the back or gone" in terminal.words
    terminal.press("y")
    terminal.until("Rest and walk")
    leave(terminal)


def test_with_no_keyboard_a_refused_day_says_what_to_do_too(tmp_path: Path) -> None:
    refused(tmp_path, 1, 9)
    ran = run(tmp_path, "session", "home-basics", "--plain", "--pain", "9")
    assert ran.returncode == 4
    assert "Time to talk to a physical therapist or doctor." in ran.stderr
    assert "If it does not drop when you rest, get medical advice today." in ran.stderr
    again = run(tmp_path, "session", "home-basics", "--plain", "--pain", "9", "--speed", "9000")
    assert "Time to talk" not in again.stderr  # a rehearsal knows no days before


def test_further_down_that_is_left_at_once_is_remembered_the_next_day(tmp_path: Path) -> None:
    terminal = asked(tmp_path, "3nf")
    terminal.until("Only this today")
    terminal.press("q")
    terminal.end()
    assert sessions(tmp_path, "leg, ending, note") == [
        ("further", "pain", "Not today: pain 3, pain further down the leg.")
    ]
    home = run(tmp_path).stdout
    assert home.startswith("Pain still further down the leg: only rest positions")
    assert "Not today" not in home
    later = tmp_path / "later"
    later.mkdir()
    before(later, 1, pain=3, leg="further", active_s=0.0, ending="pain")
    next_day = asked(later, "3ns")
    next_day.until("Time to talk")
    next_day.press(" ")
    next_day.until("Only this today")
    next_day.press("y")
    next_day.until("Rest and walk")
    leave(next_day)


@pytest.mark.parametrize(
    ("keys", "said_then", "kept"),
    [
        ("3nf", "only rest positions and walking today", (3, "further", 0)),
        ("7nn", "only the flare-up routine today", (7, "none", 0)),
    ],
)
def test_what_stops_going_on_is_remembered(
    tmp_path: Path, keys: str, said_then: str, kept: tuple[object, ...]
) -> None:
    first = stopped(tmp_path, "3nn", "3")
    assert first.end() == 0
    again = on_terminal(tmp_path, "session", "--resume")
    again.until("Pain now")
    again.press(keys)
    assert again.end() == 4
    assert said_then in said(again)
    assert sessions(tmp_path, "pain_before, leg, something_new")[-1] == kept
    assert "--resume" not in run(tmp_path).stdout


def test_something_new_that_is_left_at_once_is_asked_about_again(tmp_path: Path) -> None:
    terminal = asked(tmp_path, "2y")
    terminal.until("in a leg")
    terminal.press("n")
    terminal.until("Is it one of these?")
    terminal.press("n")
    terminal.until("Less today")
    terminal.press("q")
    terminal.end()
    assert sessions(tmp_path, "something_new, ending") == [(1, "pain")]


def test_a_good_day_that_is_left_keeps_nothing(tmp_path: Path) -> None:
    terminal = asked(tmp_path, "4nn")
    terminal.until("Less today")
    terminal.press("q")
    terminal.end()
    assert "No sessions yet." in run(tmp_path).stdout
