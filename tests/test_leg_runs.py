"""Down the leg, trials and levels in the whole program, on a terminal."""

from __future__ import annotations

from pathlib import Path

from tests.homes import answer, environment
from tests.played import Played
from tests.test_safety_runs import sessions


def on_terminal(home: Path, *arguments: str, about: str = "none") -> Played:
    env = environment(home)
    answer(home, about)
    return Played(list(arguments), env)


def test_pain_further_down_the_leg_ends_the_session_and_the_day_is_for_rest(
    tmp_path: Path,
) -> None:
    first = on_terminal(tmp_path, "session", "home-basics", "--pain", "2", "--sound", "off")
    first.say_all_is_well()
    first.until("Get into place")
    first.press("h")
    first.until("How much does it hurt")
    first.press("l")
    first.until("Rest for ten minutes")
    first.press("1")
    first.until("Lie on your back, calves on a chair.")
    first.press(" ")
    first.until("Is your leg back to where it was?")
    first.press("n")
    first.until("Pain now")
    first.press("3")
    assert first.end() == 0
    assert "Nothing more today that loads the leg or bends the back." in first.words
    assert sessions(tmp_path, "ending") == [("leg",)]
    second = on_terminal(tmp_path, "session", "home-basics", "--pain", "2", "--sound", "off")
    second.say_all_is_well()
    second.until("Only this today")
    assert "only rest positions and walking" in second.words
    second.press("q")
    assert second.end() == 0


def test_who_stops_after_pain_down_the_leg_is_not_told_to_go_on(tmp_path: Path) -> None:
    first = on_terminal(tmp_path, "session", "home-basics", "--pain", "2", "--sound", "off")
    first.say_all_is_well()
    first.until("Get into place")
    first.press("h")
    first.until("How much does it hurt")
    first.press("l")
    first.until("Rest for ten minutes")
    assert "go on as usual" not in first.words
    assert "Leg lifts" not in first.words
    first.press("q")
    first.until("Pain now")
    first.press("3")
    assert first.end() == 0
    assert "To go on" not in first.words
    home = on_terminal(tmp_path)
    assert home.end() == 0
    assert "Not finished" not in home.words


def test_a_trial_is_refused_to_who_gets_worse_by_bending_back(tmp_path: Path) -> None:
    terminal = on_terminal(tmp_path, "session", "leg-symptom-trial", about="bend-back")
    assert terminal.end() != 0
    said = " ".join(terminal.sent.decode().split())
    assert "Bending back makes symptoms worse" in said
    assert "Ask a therapist first." in said


def test_a_trial_asks_for_a_therapist_and_offers_rest_instead(tmp_path: Path) -> None:
    terminal = on_terminal(tmp_path, "session", "leg-symptom-trial", "--sound", "off")
    terminal.until("Has a therapist told you bending back is for you?")
    assert "press h, then l" in terminal.words
    terminal.press("n")
    terminal.until("Rest and walk instead?")
    terminal.press("y")
    terminal.until("Pain now")
    terminal.press("2nn")
    terminal.until("Put within reach")
    terminal.press("q")
    terminal.until("Pain now")
    terminal.press("q")
    assert terminal.end() == 0
    assert sessions(tmp_path, "routine, asked") == [("rest-positions", "leg-symptom-trial")]


def test_a_trial_that_a_therapist_advised_says_its_stop_rule_first(tmp_path: Path) -> None:
    terminal = on_terminal(tmp_path, "session", "leg-symptom-trial", "--sound", "off")
    terminal.until("Has a therapist told you")
    terminal.press("y")
    terminal.until("Pain now")
    terminal.press("2nn")
    terminal.until("Get into place")
    terminal.until(lambda shown: "If pain or tingling moves" in " ".join(shown.split()))
    terminal.press("q")
    terminal.until("Pain now")
    terminal.press("q")
    assert terminal.end() == 0


def test_a_routine_for_later_is_one_question_with_the_one_below_offered(tmp_path: Path) -> None:
    terminal = on_terminal(tmp_path, "session", "big-three", "--pain", "2", "--sound", "off")
    terminal.say_all_is_well()
    terminal.until("Before you go on")
    assert "Big three is for later. First: five sessions of phase 1, none so far" in (
        terminal.words
    )
    terminal.press("i")
    terminal.until("Home basics")
    terminal.until(" left\n")
    terminal.press("q")
    terminal.until("Pain now")
    terminal.press("q")
    assert terminal.end() == 0
    assert sessions(tmp_path, "routine, asked") == [("home-basics", "big-three")]


def test_a_routine_for_later_may_be_done_all_the_same(tmp_path: Path) -> None:
    terminal = on_terminal(tmp_path, "session", "big-three", "--pain", "2", "--sound", "off")
    terminal.say_all_is_well()
    terminal.until("Before you go on")
    terminal.press("\r ")  # neither agrees
    terminal.press("y")
    terminal.until("Cat-cow")
    terminal.press("q")
    terminal.until("Pain now")
    terminal.press("q")
    assert terminal.end() == 0
    assert sessions(tmp_path, "routine, asked") == [("big-three", "")]
