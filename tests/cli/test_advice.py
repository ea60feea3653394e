"""``backpt advice`` and ``backpt pain`` alone: what follows from a diary of weeks."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest

from backpt.clock import Clock
from backpt.journal.keeping import keep_rows, new_uid
from backpt.journal.local_days import iso_day, local_day, utc_offset_s
from backpt.journal.week_rows import Rows
from backpt.language import weeks
from backpt.progress.entry import Call, Entry
from backpt.progress.plan import Plan
from backpt.safety.days import Leg
from tests.cli.test_pain import date_of, entries
from tests.progress.diary import Diary

if TYPE_CHECKING:
    from tests.cli.conftest import Program

pytestmark = pytest.mark.usefixtures("midday")

DAY_S = 86_400


def said(program: Program, *pains: int, last: int = 0) -> None:
    """Keep an entry a day, the last one ``last`` days ago."""
    now = Clock().wall()
    rows = []
    for back, pain in enumerate(reversed(pains), last):
        wall = now - back * DAY_S
        rows.append(Entry(new_uid(), wall, utc_offset_s(wall), now=pain))
    assert keep_rows(program.paths.journal, Rows(tuple(rows)), 1) == ("", "")


RISING = (*(2, 3) * 14, *(6, 5) * 4)
"""Four weeks, and eight days that are three points worse."""


def test_a_diary_that_is_empty_says_how_to_begin(program: Program) -> None:
    for command in ("pain", "advice"):
        found = program(command)
        assert found.code == 0
        assert found.lines == [
            "Nothing to go by yet. Say how it is: backpt pain, and a number from 0 to 10."
        ]
    assert program("pain", "--json").objects[0]["trend"]["direction"] == "unknown"
    assert program("advice", "--json").objects[0]["headline"] is None


def test_one_day_is_not_enough_to_tell(program: Program) -> None:
    program("pain", "4")
    picture, words, trend, *_ = program("pain").lines
    assert picture == f"Last 28 days   {'·' * 27}▄   0-10; a dot: no entry"
    assert words.startswith("An entry on 1 of 28 days: 4.")
    assert trend.startswith("Not enough days to tell: 1 day with an entry")


def test_too_few_days_are_told_by_advice_as_by_pain(program: Program) -> None:
    program("pain", "4")
    (advice,) = program("advice").lines
    trend = program("pain").lines[2]
    assert trend.startswith("Not enough days to tell")
    assert advice.startswith(f"Nothing stands out yet. {trend} The more days you say,")


def test_enough_days_without_anything_keep_one_going() -> None:
    quiet = Diary().pains([3, 2] * 20).advice(39)._replace(headline=None)
    assert weeks.nothing(quiet) == "Nothing stands out. Keep going."


def test_an_entry_of_long_ago_is_asked_anew_and_nothing_follows_from_it(
    program: Program,
) -> None:
    program("pain", "9", "--at", date_of(9))
    for command in ("advice", "pain"):
        assert (
            "No pain entry for 9 days: too long ago to go by. How is it now? backpt pain, and"
            " 0 to 10." in program(command).lines
        )


def test_pain_that_rose_is_told_with_its_numbers_and_whom_to_call(program: Program) -> None:
    said(program, *RISING)
    lines = program("pain").lines
    assert lines[2].startswith(
        "The last 7 days 5.4, the four weeks before 2.6: up 2.8, more than"
    )
    assert "Time to talk to a physical therapist or doctor." in lines[2]
    assert sum("The last 7 days 5.4" in line for line in lines) == 1  # said once
    assert lines[4] == "The page to take along: backpt report"
    assert 'When you have called: backpt advice --done "called Monday".' in lines[5]
    (found,) = program("advice", "--json").objects
    assert found["day"] == iso_day(local_day(Clock().wall()))
    rules = {one["rule"]: one for one in found["rules"]}
    assert rules["T2"]["holds"] is True
    assert rules["T2"]["level"] == "contact"
    assert rules["T2"]["sources"]
    assert found["headline"]["sentence"] in lines
    why = program("advice", "--why").out
    assert "T2    holds (contact): " in why


def test_advice_is_said_unasked_once_and_again_when_its_number_rises(program: Program) -> None:
    said(program, *RISING[:-1], last=1)
    assert "Time to talk" in program("pain", "5").out
    home = program().lines
    assert sum("Time to talk" in line for line in home) == 1  # of the same day
    kinds = [one for one in program("log", "--json").objects if one["kind"] == "advice"]
    assert len(kinds) == 1
    assert "Advice: talk to a physical therapist or doctor" in program("log").out


def test_a_call_quiets_contact_and_is_no_help_against_what_got_worse(program: Program) -> None:
    said(program, *RISING)
    wall = Clock().wall() - 2 * DAY_S
    call = Call(new_uid(), wall, utc_offset_s(wall), "called")
    keep_rows(program.paths.journal, Rows(calls=(call,)), 1)
    quiet = program("advice").out
    assert "Time to talk" not in quiet
    assert "You have talked to somebody: no reminder until" in quiet
    program("pain", "8")
    program("pain", "8", "--at", date_of(1))
    assert "Pain was 7 or more" in program("advice").out


def test_a_call_is_kept_and_quiets_from_today(program: Program) -> None:
    said(program, *RISING)
    done = program("advice", "--done", "called Monday")
    assert done.out.startswith("In your diary: you have talked to somebody.")
    assert "Time to talk" not in program("advice").out


def test_a_call_that_was_not_meant_is_in_the_log_and_is_taken_back(program: Program) -> None:
    said(program, *RISING)
    program("advice", "--done", "called Monday")
    (call,) = [one for one in program("log", "--json").objects if one["kind"] == "call"]
    assert (call["note"], call["struck"]) == ("called Monday", False)
    assert call["id"].endswith("-c1")
    assert "  You have talked to somebody\n  Note: called Monday\n" in program("log").out
    taken = program("log", "--strike", call["id"])
    assert taken.out.startswith("Taken back, it counts no more: ")
    assert "Time to talk" in program("advice").out
    assert "You have talked to somebody, taken back" in program("log").out
    assert program("log", "--strike", call["id"]).out.startswith("It counts again: ")
    assert "Time to talk" not in program("advice").out


def test_what_was_taken_back_is_in_no_advice(program: Program) -> None:
    said(program, 2, 2, 2)
    program("pain", "9")
    program("pain", "8", "--at", date_of(1))
    assert "Pain was 7 or more on 2 of the last 3 days." in program("advice").out
    for one in entries(program)[:2]:
        program("log", "--strike", one["id"])
    assert "7 or more" not in program("advice").out
    assert "9" not in program("pain").lines[1].split(".")[0]


def test_the_history_says_each_day_as_it_follows_from_what_is_known_now(
    program: Program,
) -> None:
    said(program, *RISING)
    days = program("advice", "--history", "--json").objects
    assert len(days) == 28
    assert [one["day"] for one in days] == sorted(one["day"] for one in days)
    holds = ["T2" in [r["rule"] for r in one["rules"] if r["holds"]] for one in days]
    assert holds[-1]
    assert not holds[0]
    assert len(program("advice", "--history").lines) == 28


def test_leg_pain_further_down_twice_is_said_at_once(program: Program) -> None:
    now = Clock().wall()
    wall = now - DAY_S
    row = Entry(new_uid(), wall, utc_offset_s(wall), now=3, leg=Leg.FURTHER)
    keep_rows(program.paths.journal, Rows((row,)), 1)
    found = program("pain", "3", "--leg", "further")
    assert "Pain was further down the leg twice running." in found.out


def test_since_is_the_beginning_and_the_last_word_of_it_counts(program: Program) -> None:
    said(program, *(4,) * 20)
    program("pain", "--since", date_of(16))
    assert program("pain", "--json").objects[0]["began"] == date_of(16)
    assert "2 weeks since this began: 4.0 at first, 4.0 now" in program("advice").out
    program("pain", "--since", date_of(3))
    assert "weeks since this began" not in program("advice").out


@pytest.mark.parametrize(
    "arguments",
    [("--done", "x", "--why"), ("--done", "a\nb"), ("--done", "x", "--json"), ("--done", " ")],
)
def test_a_call_is_said_alone_and_plainly(program: Program, arguments: tuple[str, ...]) -> None:
    found = program("advice", *arguments)
    assert (found.code, found.out) == (2, "")
    assert found.err.count("\n") == 1


def test_ten_years_of_entries_are_read_as_far_as_they_decide(program: Program) -> None:
    now = Clock().wall()
    rows = tuple(
        Entry(new_uid(), now - back * DAY_S, 0, now=3 + back % 2) for back in range(3650)
    )
    assert keep_rows(program.paths.journal, Rows(rows), 1) == ("", "")
    trend = program("pain", "--json").objects[0]["trend"]
    assert (trend["direction"], trend["before_values"]) == ("level", 28)
    assert "weeks since this began" in program("advice", "--history").out


@pytest.mark.parametrize(
    ("answers", "level", "rule"),
    [("none;8;none", "urgent", "U5"), ("1;none;none", "emergency", "E1")],
)
def test_a_sign_that_nobody_has_seen_has_its_own_level_and_words(
    program: Program, answers: str, level: str, rule: str
) -> None:
    """A yes is kept by the number of its question; the headline is of the sign."""
    program("safety", "--answers", answers)
    said(program, *RISING)
    (found,) = program("advice", "--json").objects
    assert (found["headline"]["rule"], found["headline"]["level"]) == (rule, level)
    assert ("get medical advice today" in program("advice").out) is (level == "urgent")
    assert sum("Stop." in line or "medical advice" in line for line in program().lines) == 1


def test_a_call_quiets_the_home_page_too(program: Program) -> None:
    program("pain", "8", "--at", date_of(1))
    program("pain", "7")
    assert "Time to talk" in program().out
    program("advice", "--done", "called")
    assert "Time to talk" not in program().out


def _why(program: Program, rule: str) -> str:
    (found,) = [one for one in program("advice", "--why").lines if one.startswith(f"{rule} ")]
    return found


def _on_days(program: Program, days: tuple[int, ...], *flags: str) -> None:
    for ago in days:
        assert program("pain", *flags, "--at", date_of(ago)).code == 0


@pytest.mark.parametrize(
    ("rule", "flag", "nights"),
    [("T7", "--woken", (5, 3, 1)), ("T5b", "--limited", (6, 4, 3, 1))],
)
def test_days_and_nights_that_were_said_are_counted_up_to_the_rule(
    program: Program, rule: str, flag: str, nights: tuple[int, ...]
) -> None:
    """T7 speaks on the third night of seven, T5b on the fourth day."""
    program("pain", "3")
    _on_days(program, nights[:-1], flag)
    assert " holds" not in _why(program, rule)
    _on_days(program, nights[-1:], flag)
    assert " holds (contact)" in _why(program, rule)
    assert program("advice", "--json").objects[0]["headline"]["rule"] == rule


def test_pain_below_the_knee_is_told_at_once_and_one_that_has_left_the_leg_lifts_it(
    program: Program,
) -> None:
    assert program("pain", "3", "--spread", "thigh").code == 0
    assert " holds" not in _why(program, "T6")
    told = program("pain", "3", "--spread", "below-knee")
    assert "Pain or tingling reaches below the knee." in told.out
    assert " holds (contact)" in _why(program, "T6")
    program("pain", "3", "--spread", "buttock")
    assert " holds" not in _why(program, "T6")


def test_tingling_for_longer_than_a_week_is_told_until_it_is_over(program: Program) -> None:
    program("pain", "3")
    _on_days(program, (7, 0), "--tingling")
    assert " holds" not in _why(program, "T6")
    _on_days(program, (8,), "--tingling")
    assert " holds (contact)" in _why(program, "T6")
    program("pain", "--no-tingling")
    assert " holds" not in _why(program, "T6")


def test_entries_of_one_evening_are_told_the_same_once(program: Program) -> None:
    program("pain", "7", "--at", date_of(1))
    assert "Time to talk" in program("pain", "7").out
    assert program("pain", "7").lines[1:] == []
    assert program("pain", "5").lines[1:] == []
    assert "Time to talk" in program("pain").out, "who asks is told"
    kinds = [one["kind"] for one in program("log", "--json").objects]
    assert kinds.count("advice") == 1


def test_days_of_the_rules_are_dates_in_json(program: Program) -> None:
    program("pain", "7", "--at", date_of(1))
    program("pain", "7")
    headline = program("advice", "--json").objects[0]["headline"]
    assert headline["inputs"]["until"] == iso_day(local_day(Clock().wall()))
    assert headline["when"] == "pain now or worst of 7 or more on 2 of the last 3 days"


def test_a_plan_of_which_little_was_done_brings_three_ways_to_make_it_lighter(
    program: Program,
) -> None:
    now = Clock().wall()
    day = local_day(now)
    plan = Plan("p", now, 0, "core-starter", "Core starter", (0, 2, 4), day - 40, day + 9)
    keep_rows(program.paths.journal, Rows(plans=(plan,)), 1)
    program("did", "core-starter")
    said = program("advice")
    assert "percent of the plan in four weeks. Three ways to make it fit:" in said.lines[0]
    fewer, shorter, another = said.lines[-3:]
    assert fewer.startswith("Fewer exercises: ")
    assert shorter == (
        "A shorter dose: press - at the questions before a session, for a quarter less."
    )
    assert another == "Another time: backpt plan core-starter --days mon,wed,fri --at 7:30"
    first, second = re.findall(r"backpt plan (.*?)(?:, then |$)", fewer)
    assert program("plan", *shlex.split(first)).code == 0
    assert program("plan", *shlex.split(second)).code == 0
    assert program("plan", "--json").objects[0]["plans"][-1]["days"] == [1, 3, 5]
    assert "percent of the plan" not in program("advice").out
