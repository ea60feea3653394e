"""An evening, from the command line to what is led: lock, facts, terminal, questions.

Every way out of here gives the terminal back. What leads (``run/session.py``) is loaded when
the questions are answered: so the first of them is there sooner.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from backpt.clock import Clock
from backpt.errors import SafetyStop, UsageError
from backpt.intake.flow import plan_session
from backpt.intake.known import Known, Past
from backpt.intake.limits import compile_within_limits
from backpt.intake.prompts import UserLeft
from backpt.intake.unfinished import left_on
from backpt.journal.lock import Lock, take_lock
from backpt.language import evening, speech
from backpt.run.bookkeeping import keeper, past_now, read_known, screening_of, teller
from backpt.run.console import Console
from backpt.run.loop import BrokenOff, SessionTime
from backpt.run.place import here
from backpt.run.request import SessionRequest
from backpt.run.session_sound import SessionSound, let_out
from backpt.session.events import Ending
from backpt.session.pressing import Pressing
from backpt.session.records import Habit
from backpt.session.views import Page
from backpt.terminal.lines import say_line, wrapped
from backpt.terminal.plain import PlainLines
from backpt.terminal.surface import Plain, Screen


def run_session(
    order: SessionRequest, suited: Callable[[Habit], SessionRequest] | None = None
) -> int:
    """Do one sitting and return the exit code: 0, or 4 after an emergency sign.

    ``suited`` returns ``order`` as it is for somebody of that habit: the journal is opened
    once, here. Raises ``BackptError`` for what the user can mend: of a routine that breaks a
    limit before a question is asked.
    """
    place = here()
    clock = place.clock
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    last_words: list[str] = []
    lock = _lock(order, clock)
    exit_code = 0
    audible: SessionSound | None = None
    try:
        past = past_now(order, clock.wall())
        if past.has_waiting and not order.rehearsal:
            last_words += _taken_in(order)
            past = past_now(order, clock.wall())
        order = suited(past.habit) if suited else order
        order = _at_present_doses(order, past)
        steps = (
            () if order.resume else compile_within_limits(order.routine, speech, order.manner)
        )
        with place.open_keys() as keys:
            try:
                surface = place.open_surface(
                    os.environ,
                    encoding,
                    plain=order.plain,
                    figures=order.figures,
                    shapes=order.shapes,
                    wide=order.wide,
                    big=order.big,
                )
                with surface:
                    if order.paths.who:
                        _say_whose(surface, order.paths.who)
                    time = SessionTime(clock, order.speed)
                    console = Console(clock, time, keys, surface, Pressing())
                    audible = SessionSound(
                        order.hearing, time, clock, teller(console, last_words)
                    )
                    known = read_known(order, console, past, steps)
                    exit_code = _sit(order, console, audible, last_words, known)
            except BrokenOff as broken_off:
                exit_code = broken_off.exit_code
            except UserLeft:
                last_words.append(evening.NOTHING_STARTED)
            keys.release()
            _say_all(last_words, place.open_lines(encoding))
            if audible is not None:
                let_out(audible, keys)
    finally:
        lock.release()
        _say_all(last_words, place.open_lines(encoding))
        if audible is not None:
            audible.close()
    if not order.rehearsal:
        from backpt.run.daily_copy import copy_today

        copy_today(order.paths, clock.wall())
    return exit_code


def _at_present_doses(order: SessionRequest, past: Past) -> SessionRequest:
    """Return ``order`` with what was agreed to laid over it; most have agreed to nothing."""
    if not past.changes:
        return order
    from backpt.safety.agreed import laid_over, present_library

    laid = laid_over(order.routine, order.library, past.changes)
    library = present_library(order.library, past.changes)
    return order._replace(routine=laid.routine, library=library, files=order.library)


def _say_whose(surface: Screen | Plain, who: str) -> None:
    """Have the person named above every picture, or once where lines are read."""
    if isinstance(surface, Plain):
        from backpt.language import people

        surface.line(people.for_whom(who))
    else:
        surface.whose = who


def _say_all(last_words: list[str], lines: PlainLines | None) -> None:
    """Say and forget the last words; a terminal that is stalled keeps nobody here."""
    for text in last_words:
        if lines is None:
            say_line(text)
        else:
            for line in wrapped(text, sys.stdout).split("\n"):
                lines.say(line)
    if lines is not None:
        lines.close()
    last_words.clear()


def _lock(order: SessionRequest, clock: Clock) -> Lock:
    if order.rehearsal:
        return Lock(None)
    return take_lock(order.paths.journal, now_wall=clock.wall())


def _taken_in(order: SessionRequest) -> tuple[str, ...]:
    """Add to the journal what had to be kept in files, if it can be now; return what to say."""
    from backpt.journal.spill_import import take_in

    return tuple(evening.taken_in(path) for path in take_in(order.paths.journal))


def _sit(
    order: SessionRequest,
    console: Console,
    audible: SessionSound,
    last_words: list[str],
    known: Known,
) -> int:
    if left_on(order.request, known) is not None:
        from backpt.run.session import take_off

        taken_off = take_off(order, console, last_words, known)
        if taken_off not in (None, Ending.DONE):
            return _exit_code(taken_off)
        past = past_now(order, console.clock.wall())  # the alarm wrote into the journal
        known = read_known(order, console, past, known.steps)
    if order.resume and known.broken_off is None:
        raise UsageError(evening.nothing_unfinished(order.kind))
    screening = screening_of(known, rehearsal=order.rehearsal)
    talk = plan_session(order.request, known, screening)
    plan = console.conduct(talk, keeper(order, console, last_words))
    told = (*((order.note,) if order.note else ()), *plan.told)
    for sentence in told:
        console.surface.line(sentence)
    if not isinstance(console.surface, Plain):  # where no line is read they are said at the end
        last_words.extend(told)
    # A pack that was on when the program died wants its alarm at once, in whatever words.
    if order.own_words and (plan.point is None or plan.point.contact_s is None):
        console.show(Page(evening.ONE_MOMENT, (evening.VOICE_LEARNS,)))
        audible.prepare(plan.compiled, order.paths)
    from backpt.run.session import lead_session

    return _exit_code(lead_session(order, console, audible, plan, known, last_words=last_words))


def _exit_code(ending: Ending | None) -> int:
    return SafetyStop.exit_code if ending is Ending.EMERGENCY else 0
