"""The card of the week: when it comes, what its keys say, and what it costs in twelve weeks."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from backpt.clock import Clock
from backpt.errors import SafetyStop
from backpt.intake.flow import plan_session
from backpt.intake.prompts import UserLeft
from backpt.intake.today import ask_pain_after, ask_pain_after_pack
from backpt.intake.today_card import key_of
from backpt.journal.course_reader import read_course
from backpt.journal.keeping import keep_rows, new_uid
from backpt.journal.local_days import local_date, utc_offset_s
from backpt.journal.week_rows import Rows
from backpt.language import speech
from backpt.language.en import cards, today
from backpt.language.en.keys import prompt
from backpt.language.en.today import LESS_TODAY
from backpt.paths import user_paths
from backpt.prescription.model import Mode, Routine, ThermalPlan
from backpt.progress.due_questions import MOST_AFTER, MOST_BEFORE, MOST_PACK, MOST_WEEK
from backpt.progress.entry import Activity, Entry, Source
from backpt.run.bookkeeping import keeper, past_now, read_known, screening_of
from backpt.run.loop import BrokenOff
from backpt.safety.tables import HIGH_FROM, HIGHER_BY
from backpt.session.compile import flatten
from backpt.session.records import ICEPACK
from backpt.session.views import Page
from tests.builders import home_basics, shipped
from tests.homes import environment
from tests.journal.test_before import DAY_S, keep
from tests.played import Played
from tests.scripted import (
    ENDED,
    ENTER,
    NOON,
    TODAY,
    WEEK,
    Evening,
    ScriptedConsole,
    all_answered,
)

SHIPPED = shipped()
HOME_BASICS = home_basics()
COLD = ThermalPlan(Mode.COLD, 900.0, 900.0, 1, "")
SHOES, FILM, STAIRS = "tie my shoes", "sit through a film", "stairs"
LAST_WEEK = 4.0
"""Days before ``NOON``, which is a Wednesday."""


@pytest.fixture
def evening(tmp_path: Path) -> Evening:
    """Somebody who exercised last week, and named three things to do again."""
    evening = Evening(tmp_path, SHIPPED, all_answered())
    path = Path(evening.paths.journal)
    path.parent.mkdir(parents=True)
    keep(path, LAST_WEEK, pain=2, after=2, now=NOON)
    name(evening, SHOES, FILM, STAIRS)
    return evening


def name(evening: Evening, *names: str) -> None:
    wall = NOON - LAST_WEEK * DAY_S
    can = tuple(Activity(one, 3) for one in names)
    said = Entry(new_uid(), wall, utc_offset_s(wall), activities=can)
    assert keep_rows(evening.paths.journal, Rows((said,)), 1) == ("", "")


def weekly(evening: Evening, now: float = NOON) -> list[Entry]:
    """Return what the diary holds of cards of the week."""
    course = read_course(evening.paths.journal, now)
    return [one for _, one in course.entries if one.source is Source.WEEKLY]


def test_the_first_start_of_a_week_asks_about_three_things_and_the_worst_pain(
    evening: Evening,
) -> None:
    console = ScriptedConsole({TODAY: "2nn", WEEK: "6t05"})
    assert evening.plan(HOME_BASICS, console).routine == HOME_BASICS
    assert console.titles == [TODAY, WEEK]
    assert not console.left_over
    page = console.pages[-1]
    assert page.lines == (
        "1) tie my shoes, how well: 0 cannot, 10 as before?",
        "2) sit through a film, how well: 0 cannot, 10 as before?",
        "3) stairs, how well: 0 cannot, 10 as before?",
        "4) The worst pain of the last 7 days, 0 none to 10 worst?",
    )
    assert "Enter to leave it out" in prompt(page.options)
    (said,) = weekly(evening)
    assert said.activities == (Activity(SHOES, 6), Activity(FILM, 10), Activity(STAIRS, 0))
    assert said.worst == 5


def test_enter_leaves_a_question_out_and_answers_no_number(evening: Evening) -> None:
    evening.plan(HOME_BASICS, ScriptedConsole({TODAY: "2nn", WEEK: f"{ENTER}7{ENTER}{ENTER}"}))
    (said,) = weekly(evening)
    assert (said.activities, said.worst) == ((Activity(FILM, 7),), None)


def test_a_card_left_out_whole_keeps_nothing_and_the_session_goes_on(evening: Evening) -> None:
    console = ScriptedConsole({TODAY: "2nn", WEEK: ENTER * 4})
    assert evening.plan(HOME_BASICS, console).routine == HOME_BASICS
    assert weekly(evening) == []


def test_b_takes_the_last_answer_of_the_card_back(evening: Evening) -> None:
    evening.plan(HOME_BASICS, ScriptedConsole({TODAY: "2nn", WEEK: "1b2334"}))
    (said,) = weekly(evening)
    assert [one.can for one in said.activities] == [2, 3, 3]
    assert said.worst == 4


@pytest.mark.parametrize(("key", "left"), [("q", UserLeft), (ENDED, BrokenOff)])
def test_whoever_leaves_the_card_halfway_has_said_what_was_answered(
    evening: Evening, key: str, left: type[BaseException]
) -> None:
    with pytest.raises(left):
        evening.plan(HOME_BASICS, ScriptedConsole({TODAY: "2nn", WEEK: f"6{key}"}))
    (said,) = weekly(evening)
    assert (said.activities, said.worst) == ((Activity(SHOES, 6),), None)
    console = ScriptedConsole({TODAY: "2nn"})  # and is not asked again that week
    evening.plan(HOME_BASICS, console)
    assert console.titles == [TODAY]


def test_who_has_named_nothing_is_asked_for_the_worst_pain_and_told_how_to_name_it(
    tmp_path: Path,
) -> None:
    evening = Evening(tmp_path, SHIPPED, all_answered())
    Path(evening.paths.journal).parent.mkdir(parents=True)
    keep(Path(evening.paths.journal), LAST_WEEK, pain=2, now=NOON)
    console = ScriptedConsole({TODAY: "2nn", WEEK: "6"})
    evening.plan(HOME_BASICS, console)
    assert console.pages[-1].lines[-1].endswith('backpt pain 4 --activity "tie my shoes=3"')
    assert [(one.worst, one.activities) for one in weekly(evening)] == [(6, ())]


def test_the_very_first_start_has_no_card(tmp_path: Path) -> None:
    console = ScriptedConsole({TODAY: "2nn"})
    Evening(tmp_path, SHIPPED, all_answered()).plan(HOME_BASICS, console)
    assert console.titles == [TODAY]


def test_a_second_start_of_the_week_has_no_card(evening: Evening) -> None:
    keep(Path(evening.paths.journal), 1, pain=2, now=NOON)
    console = ScriptedConsole({TODAY: "2nn"})
    evening.plan(HOME_BASICS, console)
    assert console.titles == [TODAY]


def test_a_day_that_is_refused_asks_no_card_and_does_not_cost_that_of_the_week(
    evening: Evening,
) -> None:
    refused = ScriptedConsole({TODAY: "8nn", "Not today": "n"})
    with pytest.raises(SafetyStop):
        evening.plan(HOME_BASICS, refused)
    tomorrow = NOON + DAY_S
    script = {TODAY: "3nn", "Less today": "y", WEEK: "6789"}
    console = ScriptedConsole(script, tomorrow)
    evening._replace(answers=all_answered(now=tomorrow)).plan(HOME_BASICS, console)
    assert console.titles[-1] == WEEK
    assert [one.worst for one in weekly(evening, tomorrow)] == [9]


class _SmallWindow(ScriptedConsole):
    """A console that cannot show the card of the week whole."""

    def _shows_whole(self, page: Page) -> bool:
        return page.title != WEEK


def test_a_window_that_is_too_small_for_the_card_does_not_keep_a_session_from_beginning(
    evening: Evening,
) -> None:
    console = _SmallWindow({TODAY: "2nn"})
    assert evening.plan(HOME_BASICS, console).routine == HOME_BASICS
    assert console.titles == [TODAY]
    said = "The card of the week needs a larger window; this week it is left out."
    assert console.said[-1] == said
    assert weekly(evening) == []


def test_a_rehearsal_has_no_card(evening: Evening) -> None:
    console = ScriptedConsole({})
    evening.plan(HOME_BASICS, console, speed=10.0)
    assert console.titles == []


@pytest.mark.slow
def test_the_whole_program_asks_the_card_in_plain_lines_and_keeps_it(
    tmp_path: Path,
) -> None:
    env = environment(tmp_path)
    keep(Path(user_paths(env).journal), 8, pain=2, now=Clock().wall())
    run = Played(["session", "--plain"], env)
    run.until("Pain now, 0 none to 10 worst?")
    for key in "2nn":
        run.press(key)
    run.until("Less today")
    run.press("y")
    run.until("The worst pain of the last 7 days, 0 none to 10 worst?")
    run.until("Enter to leave it out")
    run.press("7")
    assert run.end() == 0
    course = read_course(user_paths(env).journal, Clock().wall())
    assert [one.worst for _, one in course.entries if one.source is Source.WEEKLY] == [7]


# --- twelve weeks ----------------------------------------------------------------------


class _Cost:
    """Keys that were pressed, by what for."""

    def __init__(self) -> None:
        self.before = self.after = self.pack = self.week = 0
        self.cards = 0


def _session(evening: Evening, now: float, cost: _Cost) -> None:
    """Ask all that is due around a session, keep it, and count the keys."""
    script = {TODAY: "2nn", WEEK: "6785"}
    console = ScriptedConsole({**script, "Finished. Well done.": "2"}, now)
    evening._replace(answers=all_answered(now=now)).plan(HOME_BASICS, console)
    left = console.left_over
    assert TODAY not in left
    before = len(script[TODAY])
    week = 0 if WEEK in left else len(script[WEEK])
    assert set(console.titles) <= {TODAY, WEEK}
    assert before <= MOST_BEFORE
    assert week <= MOST_WEEK
    order = evening.order(HOME_BASICS)
    pain = console.conduct(ask_pain_after(finished=True), keeper(order, console, []))
    assert pain == 2
    keep(Path(evening.paths.journal), 0, pain=2, after=pain, now=now)
    cost.before, cost.after = cost.before + before, cost.after + 1
    cost.week, cost.cards = cost.week + week, cost.cards + bool(week)


def _pack(evening: Evening, now: float, cost: _Cost) -> None:
    """Ask all that is due around one pack; its own gate takes the pain, once."""
    routine = Routine("icepack", "Cold pack", (COLD,))
    order = evening.order(routine)._replace(kind=ICEPACK)
    console = ScriptedConsole({"The pack is off": "2"}, now)
    steps = flatten(routine, speech)
    known = read_known(order, console, past_now(order, now), steps)
    known = known._replace(answers=all_answered(now=now), today=local_date(now))
    keep_all = keeper(order, console, [])
    console.conduct(plan_session(order.request, known, screening_of(known)), keep_all)
    assert console.titles == []
    gates = sum(step.leads_to("pain") is not None for step in steps)
    assert console.conduct(ask_pain_after_pack(), keep_all) == 2
    keep(Path(evening.paths.journal), 0, pain=3, after=2, kind=ICEPACK, now=now)
    cost.pack += gates + 1


@pytest.mark.slow
def test_twelve_weeks_of_evenings_cost_no_more_keys_than_the_budget(tmp_path: Path) -> None:
    """Three sessions and two packs a week, three activities: three keys before a session and
    one after it, two around a pack, four on the card of the week."""
    evening = Evening(tmp_path, SHIPPED, all_answered())
    Path(evening.paths.journal).parent.mkdir(parents=True)
    name(evening, SHOES, FILM, STAIRS)
    cost, sessions, pack_days = _Cost(), 0, 0
    for day in range(84):
        now = NOON + day * DAY_S
        if day % 7 in (0, 2, 5):
            _session(evening, now, cost)
            sessions += 1
        if day % 7 in (1, 3):
            _pack(evening, now, cost)
            pack_days += 1
    assert (sessions, pack_days, cost.cards) == (36, 24, 12)
    assert cost.before == sessions * MOST_BEFORE
    assert cost.after == sessions * MOST_AFTER
    assert cost.pack == pack_days * MOST_PACK
    assert cost.week == cost.cards * MOST_WEEK


# --- twelve weeks of other diaries -----------------------------------------------------


class _Person(ScriptedConsole):
    """Somebody with so much pain, who answers whatever page comes, a key each question."""

    pain: int = 0
    keys_on: dict[str, int]

    def _key(self, page: Page) -> str:
        self.keys_on[page.title] = self.keys_on.get(page.title, 0) + 1
        keys = {key for one in page.options for key in one.keys}
        if "9" in keys:
            return key_of(self.pain)
        wanted = ("n", " ", "y") if "s" in keys or page.title != LESS_TODAY else ("y",)
        return next(key for key in wanted if key in keys)


def _person(pain: int, now: float) -> _Person:
    person = _Person({}, now)
    person.pain, person.keys_on = pain, {}
    return person


IMPROVING = [round(8 - day / 12) for day in range(84)]
WORSENING = [round(2 + day / 12) for day in range(84)]


@pytest.mark.slow
@pytest.mark.parametrize(("pains", "rises"), [(IMPROVING, 0), (WORSENING, 2)])
def test_whatever_the_diary_is_like_no_evening_asks_more_than_the_budget(
    tmp_path: Path, pains: list[int], rises: int
) -> None:
    """What follows from the answers is shown on at most two pages, a key each. ``rises``: so
    much more after a session than before it, so that settling is asked the next time."""
    evening = Evening(tmp_path, SHIPPED)
    path = Path(evening.paths.journal)
    path.parent.mkdir(parents=True)
    name(evening, SHOES, FILM, STAIRS)
    asked, settled, was_higher = 0, 0, False
    for day in (day for day in range(84) if day % 7 in (0, 3)):
        now = NOON + day * DAY_S
        person = _person(pains[day], now)
        with contextlib.suppress(SafetyStop):
            evening._replace(answers=all_answered(now=now)).plan(HOME_BASICS, person)
        on = dict(person.keys_on)
        questions, week = on.pop(TODAY, 0), on.pop(WEEK, 0)
        extra = questions - MOST_BEFORE
        assert extra in (0, 1), (day, person.keys_on)
        assert extra == 0 or was_higher, "settling is asked where a session ended higher only"
        assert week <= MOST_WEEK
        signs = {cards.NOT_TODAY, cards.EMERGENCY, today.DOES_IT_DROP}
        assert all(many == 1 for many in on.values()), (day, on)
        assert len(set(on) - signs) <= 2, (day, on)
        after = min(10, pains[day] + rises)
        keep(path, 0, pain=pains[day], after=after, now=now)
        was_higher = after >= HIGH_FROM or after - pains[day] >= HIGHER_BY
        asked, settled = asked + 1, settled + extra
    assert asked == 24
    assert settled > 0
