"""Today's questions in the whole program: before going on, in a small window, and what a day
that was refused leaves behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from backpt.clock import Clock
from tests.homes import answers_file, environment
from tests.journal.test_before import keep, week_said
from tests.played import Played
from tests.test_safety_runs import (
    asked,
    kill_with_the_pack_on,
    leave,
    on_terminal,
    run,
    sessions,
)


def stopped_in_the_first(home: Path, pain: str = "2", more: str = "") -> None:
    """Leave a session of home-basics in the first rep of its first exercise."""
    terminal = asked(home, f"{pain}nn{more}")
    terminal.until("Get into place")
    terminal.press(" ")
    terminal.until("rep 1 of")
    leave(terminal)


def resumed(home: Path, keys: str, *arguments: str) -> Played:
    terminal = on_terminal(home, "session", "--resume", *arguments)
    terminal.until("Before you start")
    terminal.press(keys)
    return terminal


def said(terminal: Played) -> str:
    """Everything that was sent, as one line: the last words are wrapped by the terminal."""
    return " ".join(terminal.sent.decode().split())


# --- before going on -------------------------------------------------------------------


def test_going_on_does_not_step_over_a_stop_of_today(tmp_path: Path) -> None:
    stopped_in_the_first(tmp_path)
    terminal = resumed(tmp_path, "8nn")
    terminal.until("Is one of these true?")
    terminal.press("n")
    assert terminal.end() == 4
    assert "Not today." in said(terminal)
    assert b"Get into place" not in terminal.sent
    again = run(tmp_path, "session", "--resume", "--plain")
    assert again.returncode == 2
    assert "Nothing is unfinished" in again.stderr


def test_after_not_today_what_was_stopped_before_is_not_gone_on_with(tmp_path: Path) -> None:
    stopped_in_the_first(tmp_path)
    fresh = on_terminal(tmp_path, "session", "home-basics")
    fresh.until("Go on?")
    fresh.press("n")
    fresh.until("Pain now")
    fresh.press("8nn")
    fresh.until("Is one of these true?")
    fresh.press("n")
    assert fresh.end() == 4
    again = run(tmp_path, "session", "--resume", "--plain")
    assert again.returncode == 2
    assert "Nothing is unfinished" in again.stderr
    assert "backpt session --resume" not in run(tmp_path).stdout


def test_a_yes_to_going_on_is_asked_about_today_too(tmp_path: Path) -> None:
    stopped_in_the_first(tmp_path)
    terminal = on_terminal(tmp_path, "session", "home-basics")
    terminal.until("Go on?")
    terminal.press("y")
    terminal.until("Pain now")
    terminal.press("6nn")
    assert terminal.end() == 4
    assert "only the flare-up routine today." in said(terminal)
    assert "To start it: backpt session flare-up-day" in said(terminal)


def test_further_down_the_leg_refuses_the_rest_and_says_what_to_start(tmp_path: Path) -> None:
    stopped_in_the_first(tmp_path)
    terminal = resumed(tmp_path, "2nf")
    assert terminal.end() == 4
    assert "rest positions and walking today. To start them: backpt session" in said(terminal)
    assert "talk to a physical therapist" not in said(terminal)


def test_a_new_sign_before_going_on_stops_everything(tmp_path: Path) -> None:
    stopped_in_the_first(tmp_path)
    terminal = resumed(tmp_path, "2yn")
    terminal.until("Is it one of these?")
    terminal.press("1y")
    assert terminal.end() == 4
    assert "emergency: 1" in answers_file(tmp_path).read_text()


def test_going_on_with_pain_of_5_lightens_what_comes_after_the_exercise_that_was_begun(
    tmp_path: Path,
) -> None:
    stopped_in_the_first(tmp_path)
    terminal = resumed(tmp_path, "ns", "--pain", "5")
    terminal.until("Less today")
    assert "half of the reps today" in terminal.words
    assert "Knee tilts goes on as it was; less from the next one on." in terminal.words
    terminal.press("y")
    terminal.until("away")
    terminal.press(" ")
    terminal.until("rep 1 of 5")
    terminal.press("x")
    terminal.until(lambda text: "Heel slide" in text and "2 of 4" in text)
    terminal.press(" ")
    terminal.until("rep 1 of 4")  # of 8
    leave(terminal)
    assert sessions(tmp_path, "pain_before, leg") == [(2, "same")]


def test_less_is_declined_before_going_on_as_before_any_session(tmp_path: Path) -> None:
    stopped_in_the_first(tmp_path)
    terminal = resumed(tmp_path, "5ns")
    terminal.until("Less today")
    terminal.press("w")
    terminal.until("away")
    terminal.press(" ")
    terminal.until("rep 1 of 5")
    leave(terminal)


def test_what_is_as_light_as_today_allows_goes_on_without_asking_again(tmp_path: Path) -> None:
    stopped_in_the_first(tmp_path, "5", more="y")
    terminal = resumed(tmp_path, "5nn")
    terminal.until("away")
    terminal.press(" ")
    terminal.until("rep 1 of 3")
    leave(terminal)


def test_the_flare_up_routine_itself_goes_on_at_pain_of_6(tmp_path: Path) -> None:
    terminal = on_terminal(tmp_path, "session", "flare-up-day")
    terminal.until("Pain now")
    terminal.press("6nny")
    leave(terminal)
    again = resumed(tmp_path, "7nny")
    leave(again)
    assert sessions(tmp_path, "pain_before, routine") == [(6, "flare-up-day")]


def test_a_pack_that_is_on_is_not_kept_waiting_and_pain_that_was_said_ends_the_exercise(
    tmp_path: Path,
) -> None:
    killed = on_terminal(tmp_path, "session", "home-basics", "--heat-before", "15m")
    killed.until("Pain now")
    killed.press("2nn")
    kill_with_the_pack_on(killed)
    again = on_terminal(tmp_path, "session", "--resume", "--pain", "9")
    again.until("TAKE THE PACK OFF")
    again.press(" ")
    again.until("Finished. Well done.")
    again.press("q")
    assert again.end() == 0
    assert "Pain 9. Not today." in said(again)
    assert b"Knee tilts" not in again.sent.rpartition(b"TAKE THE PACK OFF")[2]


# --- a day that was refused ------------------------------------------------------------


def test_a_refused_day_is_kept_with_its_pain_and_nothing_done(tmp_path: Path) -> None:
    terminal = asked(tmp_path, "9nf")
    terminal.until("Is one of these true?")
    terminal.press("n")
    assert terminal.end() == 4
    assert sessions(tmp_path, "pain_before, leg, ending, active_s, note") == [
        (9, "further", "pain", 0.0, "Not today: pain 9.")
    ]
    logged = run(tmp_path, "log").stdout
    assert "pain 9 before" in logged
    assert "not today, pain 9 before" in logged
    assert "Note: Not today: pain 9." in logged
    assert '"note": "Not today: pain 9."' in run(tmp_path, "log", "--json").stdout
    assert "Last:" not in run(tmp_path).stdout


def test_a_day_refused_without_a_keyboard_is_kept_too(tmp_path: Path) -> None:
    assert run(tmp_path, "session", "--plain", "--pain", "9", about="none").returncode == 4
    assert sessions(tmp_path, "pain_before, ending") == [(9, "pain")]


def test_a_sign_is_kept_as_the_reason_for_a_refused_day(tmp_path: Path) -> None:
    terminal = asked(tmp_path, "3yn")
    terminal.until("Is it one of these?")
    terminal.press("1y")
    assert terminal.end() == 4
    assert sessions(tmp_path, "ending, something_new, note") == [
        ("emergency", 1, "Not today: a warning sign, pain 3.")
    ]


def test_a_rehearsal_that_is_refused_is_not_kept(tmp_path: Path) -> None:
    environment(tmp_path)
    refused = run(tmp_path, "session", "--plain", "--pain", "9", "--speed", "100", about="none")
    assert refused.returncode == 4
    assert not (tmp_path / ".local/share/backpt/journal.db").exists()


def test_a_journal_that_cannot_be_written_does_not_hide_the_stop(tmp_path: Path) -> None:
    environment(tmp_path)
    (tmp_path / ".local/share/backpt/journal.db").write_bytes(b"no journal at all")
    refused = run(tmp_path, "session", "--plain", "--pain", "9", about="none")
    assert refused.returncode == 4
    assert "Pain 9. Not today." in refused.stderr
    assert "is no journal of backpt" in refused.stdout
    assert "backpt log --import" in refused.stdout


# --- seven steady days at 6 ------------------------------------------------------------


def test_a_usual_pain_of_6_opens_no_full_routine(tmp_path: Path) -> None:
    environment(tmp_path)
    for ago in range(7, 0, -1):
        keep(tmp_path / ".local/share/backpt/journal.db", ago, pain=6, now=Clock().wall())
    week_said(tmp_path / ".local/share/backpt/journal.db", Clock().wall())
    terminal = asked(tmp_path, "7nn")
    terminal.until("Less today")
    terminal.press("wy")
    terminal.until("Get into place")
    terminal.press(" ")
    terminal.until("rep 1 of 3")
    leave(terminal)


# --- a yes that was left in doubt ------------------------------------------------------


@pytest.mark.parametrize("keys", ["2y", "2yn", "2yn1"])
def test_a_yes_to_something_new_is_not_forgotten_by_leaving(tmp_path: Path, keys: str) -> None:
    terminal = asked(tmp_path, keys)
    at = {"2y": "in a leg", "2yn": "Is it one of these?", "2yn1": "Is this true of you?"}[keys]
    terminal.until(lambda text: at in text and "worst?" not in text.splitlines()[-1])
    terminal.until({"2y": "f further"}.get(keys, at))
    terminal.press("\x03")
    assert terminal.end() == 130
    kept = answers_file(tmp_path).read_text()
    assert "emergency: none" in kept
    assert "ask-again: yes" in kept
    assert run(tmp_path, "session", "--plain").returncode == 4
    again = on_terminal(tmp_path, "session", "home-basics")
    again.until("card 1 of 3")
    again.press("q")
    assert again.end() == 0


def test_a_sign_that_was_pressed_on_a_card_is_asked_about_again(tmp_path: Path) -> None:
    environment(tmp_path)
    terminal = on_terminal(tmp_path, "safety")
    terminal.until("card 1 of 3")
    terminal.press("1")
    terminal.until("Is this true of you?")
    terminal.press("\x03")
    assert terminal.end() == 130
    assert "ask-again: yes" in answers_file(tmp_path).read_text()


def test_none_of_these_ends_the_doubt(tmp_path: Path) -> None:
    terminal = asked(tmp_path, "2yn")
    terminal.until("Is it one of these?")
    terminal.press("1")
    terminal.until("Is this true of you?")
    terminal.press("n")
    terminal.until("Is it one of these?")
    terminal.press("n")
    terminal.until("Less today")
    terminal.press("y")
    leave(terminal)
    assert "ask-again" not in answers_file(tmp_path).read_text()


# --- small windows ---------------------------------------------------------------------

CAREFUL = "bones, balance, wrist, kneeling"


def small(home: Path, columns: int, lines: int, about: str = "none") -> Played:
    env = environment(home, about=about)
    return Played(["session", "home-basics"], env, columns=columns, lines=lines)


def test_where_notes_leave_no_room_the_questions_come_first(tmp_path: Path) -> None:
    terminal = small(tmp_path, 40, 12, CAREFUL)
    terminal.until("0-9 that much")
    for asks in ("Pain now", "Anything NEW", "in a leg"):
        assert asks in terminal.words
    assert "Careful" not in terminal.words
    terminal.press("2nn")
    seen = ""
    while "Get into place" not in terminal.text:
        terminal.until(lambda text: "space go on" in text or "Get into place" in text)
        seen += terminal.words
        assert "make the window larger" not in terminal.words
        terminal.press(" ")
        terminal.until(lambda text: bool(text.strip()))
    assert "Pelvic tilt instead of Knee tilts." in seen
    assert "Careful with Posture hold" in seen
    terminal.press("\x03")
    assert terminal.end() == 130


def test_answers_to_questions_that_could_not_be_read_are_not_taken(tmp_path: Path) -> None:
    terminal = small(tmp_path, 20, 6)
    terminal.until("Before you start")
    terminal.press("2nn")
    terminal.until("The window is too")
    terminal.resize(80, 24)
    terminal.press("y")
    terminal.until("Pain now, 0 none to 10 worst?\n")
    terminal.press("3ns")
    leave(terminal)
    assert sessions(tmp_path, "pain_before, leg") == [(3, "same")]


# --- a journal that is moved while a session runs --------------------------------------


def test_a_session_whose_journal_was_removed_says_so_and_can_go_on(tmp_path: Path) -> None:
    terminal = asked(tmp_path, "2nn")
    terminal.until("Get into place")
    journal = tmp_path / ".local/share/backpt/journal.db"
    journal.unlink()
    terminal.press(" ")
    terminal.until("rep 1 of")
    leave(terminal)
    assert f"{journal} was moved or removed while the session ran" in said(terminal)
    assert "is saved" not in said(terminal)
    assert "To go on: backpt session --resume" in said(terminal)
    again = resumed(tmp_path, "2nn")
    again.until("away")
    leave(again)
    assert sessions(tmp_path, "routine, ending") == [("home-basics", "stopped")]
    assert list(journal.parent.glob("backpt-session-*.added"))
