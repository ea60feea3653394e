"""Pain around a pack, in the whole program: said with "the pack is on", and once at the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.homes import environment
from tests.played import Played
from tests.test_safety_runs import sessions

PACK = ("icepack", "--on", "5m", "--off", "5m", "--cycles", "1")


def to_the_gate(home: Path, *more: str) -> Played:
    run = Played([*PACK, *more], environment(home))
    if "--plain" not in more:
        run.until("Get into place")
        run.press(" ")
    run.until("Press space when the pack is on.")
    return run


def to_the_end(run: Played) -> None:
    run.until("TAKE THE PACK OFF")
    run.press(" ")


@pytest.mark.parametrize(("key", "before"), [("6", 6), ("t", 10), ("0", 0)])
def test_pain_said_with_the_pack_starts_it_and_is_asked_again_after_it(
    tmp_path: Path, key: str, before: int
) -> None:
    run = to_the_gate(tmp_path)
    assert "0-9 ready, and my pain now" in run.words
    run.press(key)
    to_the_end(run)
    run.until("Pain now, after the pack?")
    run.press("3")
    assert run.end() == 0
    assert sessions(tmp_path, "pain_before, pain_after, pain_high") == [(before, 3, None)]
    assert f"Pain {before} before the pack, 3 after it: " in run.words


def test_a_pack_that_space_began_asks_nothing_more(tmp_path: Path) -> None:
    run = to_the_gate(tmp_path)
    run.press(" ")
    to_the_end(run)
    assert run.end() == 0
    assert "after the pack" not in run.words
    assert sessions(tmp_path, "pain_before, pain_after") == [(None, None)]


@pytest.mark.slow
def test_leaving_the_question_after_a_pack_keeps_what_was_said_before_it(
    tmp_path: Path,
) -> None:
    run = to_the_gate(tmp_path)
    run.press("5")
    to_the_end(run)
    run.until("Pain now, after the pack?")
    run.press("q")
    assert run.end() == 0
    assert sessions(tmp_path, "pain_before, pain_after") == [(5, None)]


def test_a_pack_that_was_killed_keeps_the_pain_said_with_it_once_it_is_closed(
    tmp_path: Path,
) -> None:
    run = to_the_gate(tmp_path)
    run.press("7")
    run.until("the pack is off")
    run.kill()
    again = Played(["session"], environment(tmp_path))
    again.until("TAKE THE PACK OFF")
    again.press(" ")
    again.until("Pain now")
    again.press("q")
    again.end()
    run = Played(["session"], environment(tmp_path))
    run.until("Pain now")
    for key in "2nn":
        run.press(key)
    run.until("Get into place")
    run.press("q")
    run.until("Before you leave")
    run.press("q")
    run.end()
    assert sessions(tmp_path, "kind, pain_before")[0] == ("icepack", 7)


def test_plain_lines_say_how_pain_is_said_with_the_pack(tmp_path: Path) -> None:
    run = to_the_gate(tmp_path, "--plain")
    assert run.words.count("Or press your pain") == 1
    run.press("4")
    run.until("Cold pack on")
    run.press("q")
    run.end()
    assert sessions(tmp_path, "pain_before") == [(4,)]


def test_a_digit_means_nothing_at_a_pack_of_a_session_whose_pain_was_asked(
    tmp_path: Path,
) -> None:
    run = Played(["session", "home-basics", "--heat-before", "5m"], environment(tmp_path))
    run.until("Pain now")
    for key in "2nn":
        run.press(key)
    run.until("Get into place")
    run.press(" ")
    run.until("Press space when the pack is on.")
    run.press("6")
    assert "Heat on" not in run.words
    run.press("q")
    run.end()


@pytest.mark.slow
def test_that_a_pack_is_short_relief_is_said_once_a_week_at_most(tmp_path: Path) -> None:
    said = list[bool]()
    for _ in range(2):
        run = to_the_gate(tmp_path, "--heat") if said else to_the_gate(tmp_path)
        run.press("6")
        to_the_end(run)
        run.until("Pain now, after the pack?")
        run.press("3")
        run.end()
        said.append("the exercises do the lasting work" in run.words)
    assert said == [True, False]
