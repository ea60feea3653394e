"""Bare ``backpt``: what stands today, what was done last, what is unfinished, what to type."""

import os
from collections.abc import Iterator

from backpt.errors import BackptError
from backpt.journal.glance import Glance, read_glance
from backpt.journal.local_days import iso_day, local_day
from backpt.journal.lock import running
from backpt.language import home as words
from backpt.language import speech
from backpt.paths import Paths, user_paths
from backpt.session.records import ICEPACK, RESUME_WITHIN_S, Habit, Unfinished
from backpt.terminal.layout import say, say_whole
from backpt.values import NamedTuple


class Greeting(NamedTuple):
    """What is said first, and whether anything may begin today, or go on."""

    lines: tuple[str, ...]
    may_begin: bool
    may_go_on: bool


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
    yield from state.lines
    if state.lines:
        yield ""
    is_said = False
    for line in _history(paths, now_wall, state, glance, who):
        yield line
        is_said = True
    if is_said:
        yield ""
    yield from _next(paths, state, glance.habit)


def _state(paths: Paths, now_wall: float, glance: Glance, who: str) -> Greeting:
    """Return what is said first; what cannot be read says so elsewhere, and stops nothing."""
    from backpt.journal.answers_file import read_answers
    from backpt.language import advice
    from backpt.run.weeks import OF_THE_DAY, said_unasked
    from backpt.safety.answers import profile_of
    from backpt.safety.state import state_of

    answers, trouble, _ = read_answers(paths.answers)
    signs = profile_of(answers).signs
    before, weeks = glance.before, ""
    state = state_of(answers, before.sessions, before.today, further_today=before.further_today)
    if glance.course is not None:
        stands = (state.worst_after, state.refused, state.rest, state.rise)
        said = {one.rule for one in state.contacts} | {*signs}
        said |= OF_THE_DAY if any(one is not None for one in stands) else set()
        course = glance.course._replace(signs=signs)
        weeks = said_unasked(paths, now_wall, frozenset(said), course=course)
    pack = "" if who else _pack(glance.left_open)
    first = filter(None, (pack, f"{trouble}." if trouble else ""))
    lines = (*first, *advice.state_lines(state, answers), *filter(None, (weeks,)))
    return Greeting(lines, state.may_begin, state.may_go_on)


def _pack(left_open: tuple[Unfinished, ...]) -> str:
    """Return what to do about a pack that was on the skin when a session was last heard of."""
    for old in left_open:
        from backpt.session.resume import pack_on_s  # loads how a session is compiled

        if old.age_s <= RESUME_WITHIN_S and pack_on_s(old.events) is not None:
            return words.PACK_WAS_ON
    return ""


def _history(
    paths: Paths, now_wall: float, state: Greeting, glance: Glance, who: str
) -> Iterator[str]:
    """Yield what was done last and what may go on; ``who`` runs a session now."""
    if who:
        yield words.running(who)
    resumable = () if who else tuple(_resumable(state, glance))
    ahead, last = glance.day_ahead, glance.last
    if ahead is not None:
        yield words.still_to_come(iso_day(ahead))
    if last is not None:
        yield words.last(last, local_day(now_wall) - last.day, iso_day(last.day))
    elif not (resumable or ahead is not None or who or state.lines or glance.fault):
        yield words.WHAT_IT_IS
        yield words.NO_SESSIONS
    yield from resumable
    if glance.fault:
        yield words.journal_trouble(glance.fault)
    elif not who:  # the file of a session that runs is still being written
        yield from _waiting(glance.waiting)


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
    if old.header.kind == ICEPACK and words.PACK_WAS_ON not in state.lines:
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


def _next(paths: Paths, state: Greeting, habit: Habit) -> Iterator[str]:
    try:
        routine = _routine_name(habit)
    except BackptError:
        yield words.EXERCISES_HAVE_MISTAKES
        yield "  backpt check"
        routine = ""
    yield words.WHAT_TO_TYPE
    session = (("backpt session", routine or words.YOUR_ROUTINE),) if state.may_begin else ()
    for command, does in (*session, *words.COMMANDS):
        yield f"  {command:16}  {does}"


def _routine_name(habit: Habit) -> str:
    """Return the name of the routine that ``backpt session`` would lead through."""
    from backpt.intake.wanted import usual_routine
    from backpt.library import open_library

    return usual_routine(open_library(), habit).name
