"""The safety screen of the whole program: at a keyboard, through a pipe, and what it stops."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
from datetime import date
from pathlib import Path

import pytest

from backpt.clock import Clock
from backpt.journal.local_days import local_day
from tests.homes import answer, answers_file, environment
from tests.journal.test_before import keep, week_said
from tests.journal.values import columns_of_session
from tests.played import Played, piped
from tests.pty_run import Terminal

FAST = ("session", "home-basics", "--plain", "--speed", "9000")


def day(ago: int = 0) -> str:
    return date.fromordinal(local_day(Clock().wall()) - ago).isoformat()


def run(
    home: Path, *arguments: str, about: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run without a keyboard, with the answers as they are, or as ``about`` says."""
    kept = answers_file(home)
    before = kept.read_bytes() if kept.exists() else None
    env = environment(home, about=about or "none")
    if about is None:
        kept.unlink() if before is None else kept.write_bytes(before)
    return piped(list(arguments), env)


def on_terminal(home: Path, *arguments: str, fresh: bool = False) -> Played:
    kept = answers_file(home)
    before = kept.read_bytes() if kept.exists() else None
    env = environment(home)
    if fresh:
        kept.unlink()
    elif before is not None:
        kept.write_bytes(before)
    return Played(list(arguments), env)


def sessions(home: Path, columns: str) -> list[tuple[object, ...]]:
    db = sqlite3.connect(home / ".local/share/backpt/journal.db")
    query = f"SELECT {columns_of_session(columns)} FROM session ORDER BY id"
    return db.execute(query).fetchall()


# --- backpt safety ---------------------------------------------------------------------


def test_all_cards_are_answered_with_a_key_each(tmp_path: Path) -> None:
    terminal = on_terminal(tmp_path, "safety", fresh=True)
    terminal.until("card 1 of 3")
    terminal.press("nn" + "nnnn")
    terminal.until("Before your first heat or cold pack")
    terminal.press("nn")
    assert terminal.end() == 0
    assert terminal.is_given_back
    assert answers_file(tmp_path).read_text().splitlines()[2:] == [
        f"answered: {day()}",
        "emergency: none",
        "urgent: none",
        "about: none",
        "packs: none",
    ]


def test_who_leaves_at_the_card_about_packs_has_answered_the_others(tmp_path: Path) -> None:
    terminal = on_terminal(tmp_path, "safety", fresh=True)
    terminal.until("card 1 of 3")
    terminal.press("nn" + "nnnn")
    terminal.until("Before your first heat or cold pack")
    terminal.press("q")
    assert terminal.end() == 0
    assert "Heat: more is asked before the first pack." in terminal.words
    kept = answers_file(tmp_path).read_text()
    assert "about: none" in kept
    assert "packs" not in kept


def test_a_key_held_down_passes_one_card_and_says_so(tmp_path: Path) -> None:
    terminal = on_terminal(tmp_path, "safety", fresh=True)
    terminal.until("card 1 of 3")
    terminal.press("n")
    terminal.send("n" * 60)
    terminal.until("Too soon: read first")
    assert "card 2 of 3" in terminal.words
    terminal.press("q")
    assert terminal.end() == 0
    assert not answers_file(tmp_path).exists()


def test_a_wrong_key_is_told_the_right_ones(tmp_path: Path) -> None:
    terminal = on_terminal(tmp_path, "safety", fresh=True)
    terminal.until("card 1 of 3")
    terminal.press("\r")
    terminal.until("Press n, 1 to 5, or q.")
    terminal.press("й")  # q of the Russian layout
    assert terminal.end() == 0


def test_of_a_damaged_file_the_legible_ticks_are_shown_and_k_keeps_them(
    tmp_path: Path,
) -> None:
    kept = answers_file(tmp_path_with_home(tmp_path))
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text("answered: 2026-11-22\nemergency: none\nurgent: none\nabout: 11, zz\n")
    terminal = on_terminal(tmp_path, "safety")
    terminal.until("'zz' is no answer")
    terminal.press("nn")
    terminal.until("YES Osteoporosis")
    assert "Not all of your ticks could be read." in terminal.words
    terminal.press("k")
    terminal.until("Before your first heat or cold pack")
    terminal.press("q")
    assert terminal.end() == 0
    assert "about: bones\n" in kept.read_text()


def test_taking_a_tick_away_is_named_and_asked_and_no_keeps_it(tmp_path: Path) -> None:
    answer(tmp_path_with_home(tmp_path), "bones, wrist")
    terminal = on_terminal(tmp_path, "safety")
    terminal.until("card 1 of 3")
    terminal.press("nn")
    terminal.until("YES Osteoporosis")
    terminal.press("11d")
    terminal.until("1) Bones and joints: YES Trouble with: wrists.")
    terminal.press("k")
    terminal.until("No longer true: Osteoporosis")
    terminal.press("n")
    terminal.until("YES Osteoporosis")
    terminal.press("q")
    assert terminal.end() == 0
    assert "about: bones, wrist" in answers_file(tmp_path).read_text()
    again = on_terminal(tmp_path, "safety")
    again.until("card 1 of 3")
    again.press("nn")
    again.until("YES Osteoporosis")
    again.press("11dky")
    again.until("What this means")
    again.press("y")
    again.until("Before your first heat or cold pack")
    again.press("k")
    assert again.end() == 0
    assert "about: wrist\n" in answers_file(tmp_path).read_text()


def test_card_3_is_ticked_and_what_follows_is_said(tmp_path: Path) -> None:
    terminal = on_terminal(tmp_path, "safety", fresh=True)
    terminal.until("card 1 of 3")
    terminal.press("nn")
    terminal.until("Bones and joints (1 of 4): tick what applies")
    terminal.press("1")
    terminal.until("YES Osteoporosis")
    terminal.press("533d")
    terminal.press("nnn")
    terminal.until("What this means for you")
    assert "bend or twist your back far" in terminal.words
    terminal.press("y")
    terminal.until("Before your first heat or cold pack")
    terminal.press("nn")
    assert terminal.end() == 0
    assert "about: bones, wrist" in answers_file(tmp_path).read_text()


def test_plain_lines_say_a_card_once_and_then_only_what_changes(tmp_path: Path) -> None:
    terminal = on_terminal(tmp_path, "safety", "--plain", fresh=True)
    terminal.until("card 1 of 3")
    terminal.press("nn")
    terminal.until("(1 of 4)")
    terminal.press("n")
    terminal.until("(2 of 4)")
    terminal.press("1")
    terminal.until("YES Pregnant")
    terminal.press("d")
    terminal.until("(3 of 4)")
    terminal.press("n")
    terminal.until("(4 of 4)")
    terminal.press("n")
    terminal.until("What this means")
    terminal.press("y")
    terminal.until("(1 of 2)")
    terminal.press("n")
    terminal.until("(2 of 2)")
    terminal.press("n")
    assert terminal.end() == 0
    assert terminal.sent.count(b"Latex allergy") == 1


def test_leaving_changes_nothing(tmp_path: Path) -> None:
    answer(tmp_path_with_home(tmp_path), "wrist")
    terminal = on_terminal(tmp_path, "safety")
    terminal.until("card 1 of 3")
    terminal.press("nnq")
    assert terminal.end() == 0
    assert "about: wrist" in answers_file(tmp_path).read_text()


def tmp_path_with_home(home: Path) -> Path:
    environment(home)
    return home


def test_an_emergency_answer_stops_everything_until_it_was_seen(tmp_path: Path) -> None:
    terminal = on_terminal(tmp_path, "session", fresh=True)
    terminal.until("card 1 of 3")
    terminal.press("2")
    terminal.until("Is this true of you?")
    terminal.press("n")  # a slip of the finger
    terminal.until("card 1 of 3")
    terminal.press("2y")
    assert terminal.end() == 4
    assert "Call your emergency number" in terminal.words
    assert terminal.is_given_back
    for command in (FAST, ("icepack", "--plain"), ("session", "home-basics", "--plan")):
        stopped = run(tmp_path, *command)
        assert stopped.returncode == 4
        assert "Call your emergency number" in stopped.stderr
        assert "backpt safety --seen today" in stopped.stderr
        assert "Knee tilts" not in stopped.stdout
    assert run(tmp_path, "safety").returncode == 4
    assert run(tmp_path, "safety", "--seen", "today").returncode == 0
    again = on_terminal(tmp_path, "session", "home-basics")
    again.until("card 2 of 3")  # card 1 was answered, and what it said was seen
    again.press("n" + "nnnn")
    again.until("Pain now")
    again.press("q")
    assert again.end() == 0
    assert run(tmp_path, *FAST).returncode == 0


def test_an_urgent_answer_asks_for_advice_today(tmp_path: Path) -> None:
    terminal = on_terminal(tmp_path, "session", fresh=True)
    terminal.until("card 1 of 3")
    terminal.press("nty")
    assert terminal.end() == 4
    assert b"Please get medical advice today." in terminal.sent
    assert "urgent: 10" in answers_file(tmp_path).read_text()


def test_ctrl_c_at_a_card_gives_the_terminal_back(tmp_path: Path) -> None:
    terminal = on_terminal(tmp_path, "safety", fresh=True)
    terminal.until("card 1 of 3")
    terminal.press("nn")
    terminal.until("card 3 of 3")
    terminal.press("1\x03")
    assert terminal.end() == 130
    assert terminal.is_given_back
    assert not answers_file(tmp_path).exists()


def test_the_cards_come_again_after_ninety_days(tmp_path: Path) -> None:
    environment(tmp_path)
    answer(tmp_path, "wrist", day(90))
    terminal = on_terminal(tmp_path, "session", "home-basics")
    terminal.until("card 1 of 3")
    assert "a while ago" in terminal.words
    terminal.press("nn")
    terminal.until("YES Trouble with: wrists")
    terminal.press("k")
    terminal.until("Pain now")
    terminal.press("q")
    assert terminal.end() == 0
    kept = answers_file(tmp_path).read_text()
    assert f"answered: {day()}" in kept
    assert "about: wrist" in kept


def test_with_no_keyboard_the_cards_are_shown_and_nothing_is_kept(tmp_path: Path) -> None:
    ran = run(tmp_path, *FAST)
    assert ran.returncode == 0
    for number in (1, 2, 3):
        assert f"card {number} of 3" in ran.stdout
    assert "Wall slides: done." in ran.stdout
    assert not answers_file(tmp_path).exists()


def test_with_no_keyboard_old_answers_go_on_to_act(tmp_path: Path) -> None:
    environment(tmp_path)
    answer(tmp_path, "bones", day(400))
    ran = run(tmp_path, *FAST)
    assert "card 1 of 3" in ran.stdout
    assert "Pelvic tilt instead of Knee tilts." in ran.stdout
    assert "Pelvic tilt: done." in ran.stdout


# --- precautions -----------------------------------------------------------------------


def test_precautions_act_and_are_said_through_a_pipe(tmp_path: Path) -> None:
    ran = run(tmp_path, *FAST, about="bones, balance")
    assert ran.returncode == 0
    assert "Pelvic tilt instead of Knee tilts. Osteoporosis" in ran.stdout
    assert "Careful with Posture hold" in ran.stdout
    assert "Pelvic tilt: done." in ran.stdout
    assert "Knee tilts: done" not in ran.stdout


def test_precautions_are_read_on_the_screen_before_the_session(tmp_path: Path) -> None:
    environment(tmp_path)
    answer(tmp_path, "bones")
    terminal = on_terminal(tmp_path, "session", "home-basics")
    terminal.until("Pain now")
    assert "Pelvic tilt instead of Knee tilts." in terminal.words
    terminal.press("2nn")
    terminal.until("Get into place")
    assert "Pelvic tilt" in terminal.words
    terminal.press("q")
    terminal.until("Pain now")
    terminal.press("q")
    assert terminal.end() == 0


def test_asked_for_by_itself_a_blocked_exercise_is_refused(tmp_path: Path) -> None:
    ran = run(tmp_path, "session", "knee-tilts", "--plain", "--speed", "9000", about="bones")
    assert ran.returncode == 4
    assert "Knee tilts is not for you now." in ran.stderr
    assert "backpt session pelvic-tilt" in ran.stderr


def test_cleared_in_the_users_file_it_is_done_and_that_is_said(tmp_path: Path) -> None:
    environment(tmp_path)
    own = tmp_path / ".config/backpt/exercises.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(
        "version: 1\nexercises:\n  knee-tilts:\n    name: Knee tilts\n    position: supine\n"
        "    dose: {reps: 2, out: 2s, back: 2s, relax: 1s}\n"
        "    cleared: {by: Dr. Who, date: 2026-11-01}\n"
    )
    command = ("session", "knee-tilts", "--plain", "--speed", "9000", "--sound", "tones")
    ran = run(tmp_path, *command, about="bones")
    assert ran.returncode == 0
    assert "Kept for you: Knee tilts, allowed by Dr. Who (2026-11-01)." in ran.stdout
    assert "Knee tilts: done." in ran.stdout


def test_after_surgery_nothing_starts_until_cleared(tmp_path: Path) -> None:
    stopped = run(tmp_path, *FAST, about="surgery")
    assert stopped.returncode == 4
    assert "Nothing of Home basics is left for you now." in stopped.stderr
    assert run(tmp_path, "safety", "--cleared", "today").returncode == 0
    assert run(tmp_path, *FAST).returncode == 0


def test_the_plan_is_that_of_the_user_and_says_why(tmp_path: Path) -> None:
    ran = run(tmp_path, "session", "home-basics", "--plan", about="bones")
    assert ran.stdout.startswith("Pelvic tilt instead of Knee tilts. Osteoporosis")
    assert "Pelvic tilt" in ran.stdout.splitlines()[4]
    assert "  Knee tilts  " not in ran.stdout


def test_a_plan_of_what_is_not_for_the_user_says_only_that(tmp_path: Path) -> None:
    ran = run(tmp_path, "session", "knee-tilts", "--plan", about="hip")
    assert ran.returncode == 4
    assert "Knee tilts is not for you now." in ran.stderr
    assert ran.stdout == ""


def test_the_plan_of_a_pack_stops_for_a_sign_and_for_what_forbids_it(tmp_path: Path) -> None:
    forbidden = run(tmp_path, "icepack", "--plan", about="raynaud")
    assert forbidden.returncode == 4
    assert "No cold pack for you now: Raynaud's" in forbidden.stderr
    assert forbidden.stdout == ""
    careful = run(tmp_path, "icepack", "--heat", "--plan", about="raynaud")
    assert careful.returncode == 0
    assert careful.stdout.startswith("Raynaud's, Buerger's or a like disease of the vessels: ")
    assert run(tmp_path, "safety", "--answers", "2;none;none").returncode == 4
    unseen = run(tmp_path, "icepack", "--heat", "--plan")
    assert unseen.returncode == 4
    assert "Call your emergency number" in unseen.stderr
    assert unseen.stdout == ""


def test_show_says_what_a_precaution_does(tmp_path: Path) -> None:
    shown = run(tmp_path, "show", "knee-tilts", about="bones").stdout
    assert "Pelvic tilt instead of Knee tilts." in " ".join(shown.split())
    routine = run(tmp_path, "show", "home-basics", about="bones").stdout
    assert "Pelvic tilt instead of Knee tilts." in " ".join(routine.split())


# --- heat and cold ---------------------------------------------------------------------


def test_a_pack_that_is_not_for_this_user_does_not_start(tmp_path: Path) -> None:
    ran = run(tmp_path, "icepack", "--plain", "--speed", "9000", about="raynaud")
    assert ran.returncode == 4
    assert "Raynaud's" in ran.stderr
    assert "before you use cold" in ran.stderr
    heat = run(tmp_path, "icepack", "--heat", "--plain", "--speed", "9000", about="raynaud")
    assert heat.returncode == 0
    assert "heat only with care" in heat.stdout


def test_what_a_clinician_allowed_is_still_used_with_care(tmp_path: Path) -> None:
    environment(tmp_path)
    answer(tmp_path, "diabetes, raynaud")
    kept = answers_file(tmp_path)
    kept.write_text(kept.read_text().replace("packs: none", "packs: nerve, over-65"))
    terminal = on_terminal(tmp_path, "icepack", "--heat", "--plain")
    terminal.until("Ask first about heat")
    terminal.press("y")
    terminal.until("Not after alcohol")
    terminal.press("q")
    assert terminal.end() == 0
    said = " ".join(terminal.sent.decode().split())
    assert "A nerve there that is regrowing: heat only with care." in said
    assert "Over 65 years old: take extra care with heat." in said
    shown = run(tmp_path, "safety", "--show").stdout
    assert "Heat: a clinician allowed it, as you said. Over 65 years old: take extra" in shown
    assert "regrowing: heat only with care." in shown
    plan = run(tmp_path, "icepack", "--heat", "--plan").stdout
    assert "Over 65 years old: take extra care with heat." in plan
    assert "Not for you without advice" not in plan


def test_no_pack_goes_on_where_nobody_can_answer_what_is_asked_before_it(
    tmp_path: Path,
) -> None:
    environment(tmp_path)
    kept = answers_file(tmp_path)
    kept.write_text(kept.read_text().replace("packs: none\n", ""))
    for mode in ((), ("--heat",), ("--alternate",)):
        refused = run(tmp_path, "icepack", "--plain", *mode)
        assert refused.returncode == 4
        assert "answer them first (backpt safety)" in refused.stderr
        assert "Cold pack on" not in refused.stdout
    rehearsed = run(tmp_path, "icepack", "--plain", "--speed", "9000")
    assert rehearsed.returncode == 0
    assert "Before your first cold pack" in rehearsed.stdout
    assert "Cold pack on." in rehearsed.stdout


def test_a_routine_of_packs_that_are_not_for_the_user_does_not_start(tmp_path: Path) -> None:
    environment(tmp_path)
    own = tmp_path / ".config/backpt/exercises.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(
        "version: 1\nroutines:\n  cooling:\n    name: Cooling\n    exercises:\n"
        "      - cold: 15 min\n"
    )
    ran = run(tmp_path, "session", "cooling", "--plain", about="raynaud")
    assert ran.returncode == 4
    assert "before you use cold. Nothing was started." in ran.stderr


def test_in_a_session_the_pack_is_left_out_and_the_exercises_stay(tmp_path: Path) -> None:
    ran = run(tmp_path, *FAST, "--ice-after", "10m", about="raynaud")
    assert ran.returncode == 0
    assert "No cold pack for you now: Raynaud's" in ran.stdout
    assert "Wall slides: done." in ran.stdout
    assert "pack off" not in ran.stdout


def test_the_card_before_the_first_pack_is_ticked_and_kept(tmp_path: Path) -> None:
    environment(tmp_path)
    kept = answers_file(tmp_path)
    kept.write_text(kept.read_text().replace("packs: none\n", ""))
    terminal = on_terminal(tmp_path, "icepack", "--heat")
    terminal.until("Before your first heat pack")
    terminal.press("3")
    terminal.until("YES A bleeding disorder")
    terminal.press("d")
    terminal.until("(2 of 2)")
    terminal.press("n")
    assert terminal.end() == 4
    said = " ".join(terminal.sent.decode().split())
    assert "A bleeding disorder, or bleeding now. Not for you without advice" in said
    assert "packs: bleeding" in kept.read_text()
    cold = on_terminal(tmp_path, "icepack")
    cold.until("Ask first about cold")
    cold.press("y")
    cold.until("Get into place")
    cold.press("q")
    assert cold.end() == 0
    assert "allowed: cold" in kept.read_text()


def test_what_passes_in_a_few_days_stops_todays_pack_and_is_asked_again(
    tmp_path: Path,
) -> None:
    environment(tmp_path)
    kept = answers_file(tmp_path)
    kept.write_text(kept.read_text().replace("packs: none\n", ""))
    for _ in range(2):
        terminal = on_terminal(tmp_path, "icepack")
        terminal.until("Before your first cold pack")
        terminal.press("n")
        terminal.until("(2 of 2)")
        terminal.press("5d")
        assert terminal.end() == 4
        assert "packs" not in kept.read_text()


# --- before each session ---------------------------------------------------------------


def asked(home: Path, keys: str, *arguments: str) -> Played:
    terminal = on_terminal(home, "session", "home-basics", *arguments)
    terminal.until("Pain now")
    terminal.press(keys)
    return terminal


def until_the_pack_is_on(terminal: Played | Terminal) -> None:
    terminal.until("Get into place")
    terminal.press(" ")
    terminal.until("when the pack is on")
    terminal.press(" ")
    terminal.until("Stay awake")


def kill_with_the_pack_on(terminal: Played) -> None:
    until_the_pack_is_on(terminal)
    terminal.signal(signal.SIGKILL)
    terminal.end()


def leave(terminal: Played) -> None:
    terminal.until(" left\n")  # the session's own screen
    terminal.press("q")
    terminal.until("Pain now")
    terminal.press("q")
    assert terminal.end() == 0


def test_pain_of_8_is_not_today_after_card_1(tmp_path: Path) -> None:
    terminal = asked(tmp_path, "8nn")
    terminal.until("Is one of these true?")
    assert "Not today. Rest as is easiest" in terminal.words
    terminal.press("n")
    assert terminal.end() == 4
    assert "Not today" in terminal.words


def test_pain_of_5_is_half(tmp_path: Path) -> None:
    terminal = asked(tmp_path, "5ns")
    terminal.until("Less today")
    assert "half of the reps today, and no harder versions." in terminal.words
    terminal.press("y")
    terminal.until("Get into place")
    assert "rep 1 of 3" in rep_shown(terminal)
    leave(terminal)
    assert sessions(tmp_path, "pain_before, leg") == [(5, "same")]


def rep_shown(terminal: Played) -> str:
    terminal.press(" ")
    terminal.until("rep 1 of")
    return terminal.words


def test_the_user_may_say_no_to_less(tmp_path: Path) -> None:
    terminal = asked(tmp_path, "5ns")
    terminal.until("Less today")
    terminal.press("w")
    terminal.until("Get into place")
    assert "rep 1 of 5" in rep_shown(terminal)
    leave(terminal)


def test_pain_of_6_leaves_the_flare_up_routine_and_remembers_what_was_asked(
    tmp_path: Path,
) -> None:
    terminal = asked(tmp_path, "6nn")
    terminal.until("Only this today")
    assert "the whole" not in terminal.words
    terminal.press("wy")
    terminal.until("Flare-up day")
    leave(terminal)
    assert sessions(tmp_path, "routine, asked") == [("flare-up-day", "home-basics")]
    again = on_terminal(tmp_path, "session", "home-basics")
    again.until("Go on?")
    again.press("q")
    assert again.end() == 0


def test_leg_pain_further_down_twice_running_says_whom_to_talk_to(tmp_path: Path) -> None:
    first = asked(tmp_path, "2nf")
    first.until("Only this today")
    assert "only rest positions and walking" in first.words
    assert "talk to a physical therapist" not in first.words
    first.press("y")
    first.until("Rest and walk")
    leave(first)
    second = on_terminal(tmp_path, "session", "home-basics")
    second.until("Go on?")
    second.press("n")
    second.until("Pain now")
    second.press("2nf")
    second.until("Time to talk")
    assert "talk to a physical therapist or doctor" in second.words
    assert "down the leg twice running" in second.words
    second.press(" ")
    second.until("Only this today")
    second.press("y")
    leave(second)


def test_something_new_asks_the_signs_and_a_yes_stops(tmp_path: Path) -> None:
    terminal = asked(tmp_path, "2yn")
    terminal.until("Is it one of these?")
    terminal.press("9y")
    assert terminal.end() == 4
    assert b"Please get medical advice today." in terminal.sent
    assert "urgent: 9" in answers_file(tmp_path).read_text()


def test_something_new_that_is_none_of_the_signs_is_half_and_is_asked_about_again(
    tmp_path: Path,
) -> None:
    terminal = asked(tmp_path, "2yn")
    terminal.until("Is it one of these?")
    terminal.press("n")
    terminal.until("Less today")
    assert "Something new: half of the reps today" in terminal.words
    assert "Tell your therapist; I will ask again next time." in terminal.words
    terminal.press("y")
    leave(terminal)
    assert sessions(tmp_path, "something_new") == [(1,)]
    again = on_terminal(tmp_path, "session", "home-basics")
    again.until("Go on?")
    again.press("n")
    again.until("Last time you felt something new")
    again.press("q")
    assert again.end() == 0


def test_an_answer_can_be_taken_back(tmp_path: Path) -> None:
    terminal = asked(tmp_path, "9b2nn")
    leave(terminal)
    assert sessions(tmp_path, "pain_before") == [(2,)]


def test_what_is_new_in_a_session_makes_the_cards_due(tmp_path: Path) -> None:
    terminal = asked(tmp_path, "2nn")
    terminal.until("Get into place")
    terminal.press("he2")
    terminal.until("Is this true of you?")
    terminal.press("y")
    assert terminal.end() == 4
    assert "hours matter" in terminal.words
    assert "Chest pain" not in terminal.words
    assert "ask-again: yes" in answers_file(tmp_path).read_text()
    stopped = run(tmp_path, *FAST)
    assert stopped.returncode == 4
    assert "you felt something new" in stopped.stderr
    again = on_terminal(tmp_path, "session", "home-basics")
    again.until("card 1 of 3")
    again.press("nnk")
    again.until("Pain now")
    again.press("q")
    assert again.end() == 0
    assert "ask-again" not in answers_file(tmp_path).read_text()


def test_a_pain_of_6_on_the_command_line_eases_without_a_keyboard_too(tmp_path: Path) -> None:
    ran = run(tmp_path, *FAST, "--pain", "6", about="none")
    assert ran.returncode == 0
    assert "only the flare-up routine today" in ran.stdout
    assert "Flare-up day." in ran.stdout


def test_pain_of_9_on_the_command_line_is_not_today_either(tmp_path: Path) -> None:
    ran = run(tmp_path, *FAST, "--pain", "9", about="none")
    assert ran.returncode == 4
    assert "Pain 9. Not today." in ran.stderr


def test_days_off_lighten_the_dose_and_say_so(tmp_path: Path) -> None:
    environment(tmp_path)
    keep(tmp_path / ".local/share/backpt/journal.db", 8, pain=1, now=Clock().wall())
    week_said(tmp_path / ".local/share/backpt/journal.db", Clock().wall())
    terminal = asked(tmp_path, "1nn")
    terminal.until("Less today")
    assert "8 days off. Welcome back. Starting lighter today" in terminal.words
    assert "Rule" not in terminal.words
    terminal.press("y")
    assert "rep 1 of 3" in rep_shown(terminal)
    leave(terminal)


def test_after_seven_steady_days_the_users_own_lines_decide(tmp_path: Path) -> None:
    environment(tmp_path)
    for ago in range(7, 0, -1):
        keep(tmp_path / ".local/share/backpt/journal.db", ago, pain=4, now=Clock().wall())
    week_said(tmp_path / ".local/share/backpt/journal.db", Clock().wall())
    terminal = asked(tmp_path, "5nn")
    terminal.until("Get into place")  # nothing eased: 4 is usual
    assert "rep 1 of 5" in rep_shown(terminal)
    leave(terminal)


def test_going_on_applies_todays_precautions(tmp_path: Path) -> None:
    terminal = asked(tmp_path, "2nn")
    leave(terminal)
    answer(tmp_path, "bones")
    again = on_terminal(tmp_path, "session", "--resume")
    again.until("Pain now")
    again.press("2nn")
    again.until("Leg lifts")
    again.press("q")
    again.until("Pain now")
    again.press("q")
    assert again.end() == 0
    assert "Left out for you: Knee tilts." in again.words


def test_the_alarm_of_a_pack_comes_before_a_stop(tmp_path: Path) -> None:
    killed = on_terminal(tmp_path, "session", "home-basics", "--heat-before", "15m")
    killed.until("Pain now")
    killed.press("2nn")
    kill_with_the_pack_on(killed)
    assert run(tmp_path, "safety", "--answers", "2;none;none").returncode == 4
    again = on_terminal(tmp_path, "session", "--resume")
    again.until("TAKE THE PACK OFF")
    again.press("q")
    again.until("Pain now")
    again.press("q")
    assert again.end() == 0
    assert b"Take the pack off now." in again.sent
    assert run(tmp_path, *FAST).returncode == 4


def test_a_pack_that_is_no_longer_for_the_user_does_not_come_after_going_on(
    tmp_path: Path,
) -> None:
    begun = on_terminal(tmp_path, "session", "home-basics", "--ice-after", "10m")
    begun.until("Pain now")
    begun.press("2nn")
    leave(begun)
    answer(tmp_path, "wound")
    again = on_terminal(tmp_path, "session", "--resume")
    again.until("Pain now")
    again.press("2nn")
    again.until(lambda text: "No cold pack for you now" in " ".join(text.split()))
    again.press("x" * 20)
    again.until("Finished. Well done.")
    again.press("q")
    assert again.end() == 0
    assert b"when the pack is on" not in again.sent


def test_an_icepack_that_is_no_longer_for_the_user_does_not_go_on(tmp_path: Path) -> None:
    begun = on_terminal(tmp_path, "icepack", "--heat")
    begun.until("Get into place")
    begun.press("q")
    assert begun.end() == 0
    answer(tmp_path, "wound")
    again = run(tmp_path, "icepack", "--resume", "--plain")
    assert again.returncode == 4
    assert "No heat pack for you now" in again.stderr


@pytest.mark.parametrize("packs", [("--heat",), ("--alternate",)])
def test_of_a_pack_that_is_on_only_the_alarm_is_left_when_it_is_no_longer_for_the_user(
    tmp_path: Path, packs: tuple[str, ...]
) -> None:
    killed = on_terminal(tmp_path, "icepack", *packs)
    kill_with_the_pack_on(killed)
    answer(tmp_path, "wound")
    again = on_terminal(tmp_path, "icepack", "--resume")
    again.until("TAKE THE PACK OFF")
    again.press(" ")
    assert again.end() == 0  # nothing comes after it
    assert "No heat pack for you now" in again.words


def test_no_exercise_follows_a_pack_while_the_answers_cannot_be_read(tmp_path: Path) -> None:
    killed = on_terminal(tmp_path, "session", "home-basics", "--heat-before", "15m")
    killed.until("Pain now")
    killed.press("2nn")
    kill_with_the_pack_on(killed)
    answers_file(tmp_path).write_text("answered: 2026-11-22\nabout: bo")
    again = on_terminal(tmp_path, "session", "--resume")
    again.until("TAKE THE PACK OFF")
    again.press(" ")
    again.until("Finished. Well done.")
    again.press("q")
    assert again.end() == 0
    assert "is no answer to the about card" in again.words
    assert "Knee tilts" not in again.words


@pytest.mark.parametrize(
    ("pain", "said"), [("9", "Not today."), ("7", "only the flare-up routine")]
)
def test_pain_that_is_said_with_resume_counts(tmp_path: Path, pain: str, said: str) -> None:
    begun = asked(tmp_path, "2nn")
    leave(begun)
    again = run(tmp_path, "session", "--resume", "--plain", "--pain", pain)
    assert again.returncode == 4
    assert said in again.stderr
    assert run(tmp_path, "session", "--plan").returncode == 0


def test_a_sign_is_not_answered_away_on_the_cards(tmp_path: Path) -> None:
    assert run(tmp_path, "safety", "--answers", "1;none;none").returncode == 4
    terminal = on_terminal(tmp_path, "safety")
    terminal.until("card 1 of 3")
    terminal.press("nn")
    terminal.until("nothing ticked")
    terminal.press("k")
    assert terminal.end() == 4
    assert run(tmp_path, *FAST).returncode == 4


def test_none_is_no_answer_to_a_card_that_could_not_be_read(tmp_path: Path) -> None:
    env = environment(tmp_path)
    answers_file(tmp_path).unlink()
    terminal = Played(["safety"], env, columns=30, lines=8)
    terminal.until("card 1 of 3")
    terminal.press("n")
    terminal.until("window is too small")
    terminal.press("ny")  # only y shows it again
    terminal.until("card 1 of 3")
    terminal.press("n")
    terminal.until("window is too small")
    terminal.resize(80, 24)
    terminal.signal(signal.SIGWINCH)
    terminal.until("leave and add --plain")
    terminal.press("yn")
    terminal.until("card 2 of 3")
    terminal.press("nnnnn" + "nn")
    assert terminal.end() == 0
    assert "emergency: none" in answers_file(tmp_path).read_text()


def test_ten_typed_as_two_digits_is_not_today(tmp_path: Path) -> None:
    terminal = on_terminal(tmp_path, "session", "home-basics")
    terminal.until("Pain now")
    terminal.press("10nn")
    terminal.until("Not today")
    terminal.press("n")
    assert terminal.end() == 4


def test_nothing_starts_where_nobody_answered_and_nobody_can(tmp_path: Path) -> None:
    environment(tmp_path)
    answers_file(tmp_path).unlink()
    for command in (("session", "home-basics", "--plain"), ("icepack", "--plain")):
        refused = run(tmp_path, *command)
        assert refused.returncode == 4
        assert "backpt safety" in refused.stderr
    assert run(tmp_path, *FAST).returncode == 0  # a rehearsal is nothing to be hurt by


def test_fever_before_a_pack_is_for_a_doctor_today(tmp_path: Path) -> None:
    environment(tmp_path)
    kept = answers_file(tmp_path)
    kept.write_text(kept.read_text().replace("packs: none\n", ""))
    terminal = on_terminal(tmp_path, "icepack", "--heat")
    terminal.until("Before your first heat pack")
    terminal.press("n")
    terminal.until("(2 of 2)")
    terminal.press("3d")
    terminal.until("with the back pain?")
    terminal.press("6y")
    assert terminal.end() == 4
    assert "get medical advice today" in " ".join(run(tmp_path, *FAST).stderr.split())
