"""Bare ``backpt``: the strictest thing first, then what is unfinished, today, what to type.

At most twelve lines of 80 columns: what is least needed goes first (``_fitted``).
"""

import os
from collections.abc import Iterator

from backpt.errors import BackptError
from backpt.journal.glance import Glance, read_glance
from backpt.journal.local_days import iso_day, local_day
from backpt.journal.lock import running
from backpt.language import home as words
from backpt.language import people, speech
from backpt.language import plan as plan_words
from backpt.paths import Paths, user_paths
from backpt.progress.course import Course, last_of_today
from backpt.safety.rows import AdviceLevel
from backpt.session.records import ICEPACK, RESUME_WITHIN_S, Habit, Unfinished
from backpt.terminal.layout import say, say_whole
from backpt.terminal.text import wrap
from backpt.values import NamedTuple

MOST_LINES, COLUMNS = 12, 80


class Greeting(NamedTuple):
    """What is said first, and whether anything may begin today, or go on."""

    first: tuple[str, ...]
    """A pack that is on, and what is wrong with the answers."""
    lines: tuple[str, ...]
    """What stands today: signs, days, and what follows from the weeks."""
    may_begin: bool
    may_go_on: bool
    says_pain: bool
    """The pain of today, or of the last session, is in those lines."""
    asks_for_plan: bool
    """Nothing that stands today says that it is no day for what is planned."""


def home() -> int:
    """Print the page and return the exit code."""
    from backpt.clock import Clock

    for line in page(user_paths(os.environ), Clock().wall()):
        if line.startswith("  "):
            say_whole(line)  # a command
        else:
            say(line, then="  ")
    return 0


def page(paths: Paths, now_wall: float) -> Iterator[str]:
    """Yield the lines at ``now_wall``, seconds since 1970; a journal that cannot be read is
    one of them."""
    glance, who = read_glance(paths.journal, now_wall), running(paths.journal)
    state = _state(paths, now_wall, glance, who)
    goes_on = () if who else tuple(_resumable(state, glance))
    # What may go on comes before advice; what forbids it comes before that.
    strict = (*state.first, *goes_on, *state.lines) if state.may_begin else ()
    strict = strict or (*state.first, *state.lines, *goes_on)
    if paths.who:
        strict = (people.for_whom(paths.who), *strict)
    told = (*_history(now_wall, state, glance, who), *_offer(paths, now_wall, state, glance))
    if not (strict or told):
        told = (words.WHAT_IT_IS, words.NO_SESSIONS)
    lines = _fitted(strict, told, tuple(_next(state, glance.habit)))
    yield from _for_person(paths.who, lines) if paths.who else lines


def _for_person(name: str, lines: Iterator[str]) -> Iterator[str]:
    """Yield the lines with commands to type that are for the person called ``name``."""
    from shlex import quote

    for line in lines:
        is_command = line.startswith("  backpt ")
        yield line.replace("backpt", people.as_typed(quote(name)), 1) if is_command else line


def _fitted(
    strict: tuple[str, ...], told: tuple[str, ...], typed: tuple[str, ...]
) -> Iterator[str]:
    """Yield the three parts with a line between; where they are too long without what is least
    needed: commands that are known by now, lines between, and the last of what is told."""
    parts = [list(strict), list(told), list(typed)]
    spare = [line for line in typed if line.strip().startswith(words.KNOWN_BY_NOW)]
    between = [""]
    while _height(parts, between) > MOST_LINES:
        if spare:
            parts[2].remove(spare.pop())
        elif between:
            between = []
        elif parts[1]:
            parts[1].pop()
        else:
            break
    for number, part in enumerate(one for one in parts if one):
        if number:
            yield from between
        yield from part


def _height(parts: list[list[str]], between: list[str]) -> int:
    lines = sum(len(wrap(line, COLUMNS)) for part in parts for line in part)
    return lines + len(between) * (sum(map(bool, parts)) - 1)


def _state(paths: Paths, now_wall: float, glance: Glance, who: str) -> Greeting:
    """Return what is said first; what cannot be read says so elsewhere, and stops nothing."""
    from backpt.journal.answers_file import read_answers
    from backpt.language import advice
    from backpt.progress.advice import advise
    from backpt.run.weeks import OF_THE_DAY, keep_telling, unasked
    from backpt.safety.answers import profile_of
    from backpt.safety.state import leaves_exercises, state_of

    answers, trouble, _ = read_answers(paths.answers)
    signs = profile_of(answers).signs
    before, weeks, is_urgent = glance.before, "", False
    state = state_of(answers, before.sessions, before.today, further_today=before.further_today)
    stands = (state.worst_after, state.refused, state.rest, state.rise)
    says_pain = any(one is not None for one in stands)
    if glance.course is not None:
        said = {one.rule for one in state.contacts} | {*signs}
        said |= OF_THE_DAY if says_pain else set()
        course = glance.course._replace(signs=signs)
        found = advise(course)
        if weeks := unasked(found, frozenset(said)):
            keep_telling(paths, found, now_wall)
            one = found.headline
            is_urgent = one is not None and one.level > AdviceLevel.CONTACT
    pack = "" if who else _pack(glance.left_open)
    first = tuple(filter(None, (pack, f"{trouble}." if trouble else "")))
    lines = list(advice.state_lines(state, answers))
    if weeks:  # what cannot wait comes before a time to talk, and after the cards
        lines.insert(state.is_blocked + state.cards_first if is_urgent else len(lines), weeks)
    pain = None if glance.course is None else last_of_today(glance.course)
    asks = leaves_exercises(state, pain)
    return Greeting(first, tuple(lines), state.may_begin, state.may_go_on, says_pain, asks)


def _pack(left_open: tuple[Unfinished, ...]) -> str:
    """Return what to do about a pack that was on the skin when a session was last heard of."""
    for old in left_open:
        from backpt.session.resume import pack_on_s  # loads how a session is compiled

        if old.age_s <= RESUME_WITHIN_S and pack_on_s(old.events) is not None:
            return words.PACK_WAS_ON
    return ""


def _history(now_wall: float, state: Greeting, glance: Glance, who: str) -> Iterator[str]:
    """Yield today, this week and the pain; ``who`` runs a session now."""
    if who:
        yield words.running(who)
    if glance.fault:
        yield words.journal_trouble(glance.fault)
    elif not who:  # the file of a session that runs is still being written
        yield from _waiting(glance.waiting)
    if glance.day_ahead is not None:
        yield words.still_to_come(iso_day(glance.day_ahead))
    planned = tuple(_planned(state, glance.course))
    yield from planned
    if (last := glance.last) is not None and not planned:
        yield words.last(last, local_day(now_wall) - last.day, iso_day(last.day))
    if not state.says_pain and (said := _pain(glance.course)):
        yield said


def _planned(state: Greeting, course: Course | None) -> Iterator[str]:
    """Yield what the plan says for today, and this week; nothing without a plan."""
    if course is None or not course.plans:
        return
    from backpt.progress.plan import planned
    from backpt.progress.today_plan import today_plan, usual_minutes
    from backpt.progress.week import routine_weeks

    today = today_plan(course)
    minutes = {one.routine: usual_minutes(course, one.routine) for one in today.left}
    if line := plan_words.today_line(today, course.today, minutes, asks=state.asks_for_plan):
        yield line
    plan = planned(course.plans, course.aways, course.visits)
    if weeks := tuple(one for one in routine_weeks(course, plan) if one.planned):
        yield plan_words.this_week(weeks)


def _pain(course: Course | None) -> str:
    """Return the pain that was said last, where that was lately."""
    from backpt.safety.tables import OLD_DAYS

    if course is None:
        return ""
    lately = [one for one in course.days if one.value is not None]
    lately = [one for one in lately if course.today - one.day < OLD_DAYS]
    if not lately:
        return ""
    return words.pain(
        [one.value for one in lately if one.value is not None],
        course.today - lately[-1].day,
        OLD_DAYS,
    )


def _offer(paths: Paths, now_wall: float, state: Greeting, glance: Glance) -> Iterator[str]:
    """Yield the change that was offered, left without an answer, and will be asked again; and
    the phase that was, for who chooses one."""
    if glance.for_offer is None or glance.course is None or not state.asks_for_plan:
        return
    from contextlib import suppress

    from backpt.intake.wanted import usual_routine
    from backpt.journal.answers_file import read_answers
    from backpt.language import offers, phases
    from backpt.library import open_library
    from backpt.progress.left_open import is_offer_left_open, is_phase_left_open
    from backpt.run.offering import OfferReading, due_offer
    from backpt.safety.answers import profile_of

    occasions, practice = glance.for_offer
    profile = profile_of(read_answers(paths.answers).answers)
    course = glance.course._replace(signs=profile.signs)
    with suppress(BackptError):  # of exercises with mistakes the page says so
        library = open_library()
        now = OfferReading(course, occasions, practice(), profile)
        due = None
        if is_offer_left_open(course):
            due = due_offer(now, library, usual_routine(library, glance.habit).id, now_wall)
        if due is not None:
            yield offers.waits(due)
        if is_phase_left_open(course) and (said := phases.is_open(now.card(library))):
            yield said


def _resumable(state: Greeting, glance: Glance) -> Iterator[str]:
    old = glance.latest
    if glance.latest_fault:  # that session is damaged; the others are not
        yield words.journal_trouble(glance.latest_fault)
    if old is None or old.age_s > RESUME_WITHIN_S:
        return
    if old.header.kind != ICEPACK and (old.went_down_the_leg or not state.may_go_on):
        return
    from backpt.session.resume import are_packs_over

    if old.header.kind == ICEPACK and are_packs_over(old.routine, speech, old.events):
        yield words.NO_MORE_PACKS
        return
    yield words.unfinished(old.header.name, old.age_s)
    yield f"  backpt {old.header.kind} --resume"
    if old.header.kind == ICEPACK and words.PACK_WAS_ON not in state.first:
        yield words.IF_A_PACK_IS_ON


def _waiting(found: tuple[str, ...]) -> Iterator[str]:
    if not found:
        return
    from shlex import quote

    from backpt.journal.waiting import is_of_entries

    sessions = [path for path in found if not is_of_entries(path)]
    if len(sessions) < len(found):
        yield words.ENTRIES_WAIT
    if sessions:
        yield words.WAITING
    for path in sessions:
        yield f"  backpt log --import {quote(path)}"


def _next(state: Greeting, habit: Habit) -> Iterator[str]:
    try:
        routine = _routine_name(habit)
    except BackptError:
        yield words.EXERCISES_HAVE_MISTAKES
        yield "  backpt check"
        routine = ""
    yield words.WHAT_TO_TYPE
    session = (("backpt session", routine or words.YOUR_ROUTINE),) if state.may_begin else ()
    others = words.WITH_A_PLAN if habit.today else words.COMMANDS
    for command, does in (*session, *others):
        yield f"  {command:16}  {does}"


def _routine_name(habit: Habit) -> str:
    """Return the name of the routine that ``backpt session`` would lead through."""
    from backpt.intake.wanted import usual_routine
    from backpt.library import open_library

    return usual_routine(open_library(), habit).name
