"""What a session reads before it begins, and what it writes where nothing is begun.

Reads every fact once and hands it down as a value (``intake/known.py``); closes what was broken
off; keeps a day that was refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from backpt.errors import BackptError
from backpt.intake.known import Known, Past
from backpt.intake.prompts import KeepAnswers, KeepDay, KeepOffer, KeepWeek
from backpt.intake.screening import Screening
from backpt.intake.unfinished import may_go_on
from backpt.journal.answers_file import keep_answers, read_answers
from backpt.journal.broken_off import read_all_unfinished
from backpt.journal.local_days import day_begins_wall, local_date, local_hour
from backpt.journal.past import read_past
from backpt.journal.store import JournalError
from backpt.language import evening, speech
from backpt.run.console import Console, Keep
from backpt.run.request import SessionRequest
from backpt.safety.answers import Answers
from backpt.safety.days import Leg
from backpt.safety.readiness import Readiness
from backpt.session.compile import COMPILER
from backpt.session.events import Ending
from backpt.session.records import Unfinished
from backpt.session.resume import as_left, steps_then
from backpt.session.steps import Compiled, Step
from backpt.session.summary import Summary

if TYPE_CHECKING:
    from backpt.journal.recorder import Journal


def read_known(
    order: SessionRequest, console: Console, past: Past, steps: tuple[Step, ...] = ()
) -> Known:
    """Return every fact that an evening begins with: what the journal said just now, the kept
    answers, the date; ``steps`` are those of what was asked for.

    Raises ``JournalError`` where what is to go on could not be read.
    """
    now_wall = console.clock.wall()
    if order.resume and past.fault:
        raise JournalError(past.fault)
    kept = read_answers(order.paths.answers)
    return Known(
        kept.answers,
        kept.trouble,
        past,
        may_go_on(order.request, past, console.time.now()),
        steps,
        legible=kept.legible,
        today=local_date(now_wall),
        now_wall=now_wall,
        day_began_wall=day_begins_wall(now_wall),
        hour=local_hour(now_wall),
        has_keyboard=console.has_keyboard,
    )


def past_now(order: SessionRequest, now_wall: float) -> Past:
    """Return what the journal says at ``now_wall``, in seconds since 1970."""
    return read_past(order.paths.journal, now_wall, rehearsal=order.rehearsal)


def screening_of(
    known: Known, *, rehearsal: bool = False, answers: Answers | None = None
) -> Screening:
    """Return what the cards know when they begin; ``answers`` in place of those known."""
    return Screening(
        known.answers if answers is None else answers,
        known.trouble,
        legible=known.legible,
        today=known.today,
        has_keyboard=known.has_keyboard,
        rehearsal=rehearsal,
    )


def keeper_of(path: str, tell: Callable[[str], None]) -> Callable[[Keep], bool]:
    """Return what keeps answers at ``path`` and says whether it did; where it cannot, ``tell``
    is told why."""

    def keep(what: Keep) -> bool:
        assert isinstance(what, KeepAnswers), "no day is refused here"
        try:
            keep_answers(path, what.answers)
        except BackptError as error:
            tell(str(error))
            return False
        return True

    return keep


def close_left(lefts: Iterable[Unfinished], journal: Journal) -> None:
    """Close what was broken off and is not gone on with, as it was left."""
    for old in lefts:
        if not journal.keeps:
            return  # it stays open, and is closed when the journal can be written again
        steps = steps_then(old.routine, speech, old.events)
        left = as_left(Compiled(old.routine, steps), speech, old.events, old.into_s)
        journal.resume(old, origin=0.0)
        journal.finish(left.ending, left.summary, ended_wall=old.started_wall + left.at_s)


def close_old(order: SessionRequest, console: Console, journal: Journal) -> None:
    """Close every session that is open in the journal now."""
    if not journal.keeps:
        return  # a journal that was refused cannot be read either, and that was said
    now = console.clock.wall()
    path = order.paths.journal
    close_left(read_all_unfinished(path, now, rehearsal=order.rehearsal), journal)


def keep_day(
    order: SessionRequest, console: Console, day: KeepDay, tell: Callable[[str], None]
) -> None:
    """Keep a session that today's answers refused or the user left at them, the one that would
    have gone on or a new one: what was said, and nothing done.

    It takes the place of what was broken off before, as any session does. Where it cannot be
    kept that is said; it never raises, because the stop is what matters.
    """
    from backpt.journal.recorder import open_or_spill

    today, going_on = day.today, day.going_on
    journal = open_or_spill(order.paths.journal, tell)
    now = console.clock.wall()
    try:
        close_old(order, console, journal)
        journal.begin(
            kind=order.kind,
            routine=going_on.routine if going_on else order.routine,
            compiler=COMPILER,
            started_wall=now,
            pain_before=today.pain,
            rehearsal=order.rehearsal,
            origin=console.time.now(),
            leg=today.leg,
            something_new=today.something_new,
            asked=going_on.header.asked if going_on else "",
            settled=today.settled,
        )
        nothing = Summary((), day.ending, 0.0, None)
        journal.finish(day.ending, nothing, ended_wall=now, note=_note(day))
    except BackptError as error:
        tell(str(error))
    finally:
        journal.close()


def keep_week(
    order: SessionRequest, console: Console, week: KeepWeek, tell: Callable[[str], None]
) -> None:
    """Keep what was said on the card of the week: an entry, in the journal or in a file beside
    it. It never raises: the session does not wait for it; ``tell`` is told where it waits, or
    that nothing took it."""
    from backpt.journal.keeping import keep_rows, new_uid
    from backpt.journal.local_days import utc_offset_s
    from backpt.journal.week_rows import Rows
    from backpt.language import pain
    from backpt.progress.entry import Activity, Entry, Source

    now = console.clock.wall()
    entry = Entry(
        new_uid(),
        now,
        utc_offset_s(now),
        Source.WEEKLY,
        worst=week.worst,
        activities=tuple(Activity(*one) for one in week.activities),
    )
    try:
        why, waiting = keep_rows(order.paths.journal, Rows((entry,)), round(now * 1000))
    except JournalError as error:
        tell(pain.not_kept(str(error)))
        return
    if waiting:
        tell(pain.waits(why, waiting))


def _note(day: KeepDay) -> str:
    """Return what refused the day, or what was said before the user left."""
    today = day.today
    is_emergency = day.ending is Ending.EMERGENCY
    is_left = not is_emergency and today.decision.kind is not Readiness.NOT_TODAY
    return evening.not_today(
        today.pain,
        is_emergency=is_emergency,
        is_further=is_left and today.leg is Leg.FURTHER,
        is_new=is_left and bool(today.something_new),
    )


def teller(console: Console, last_words: list[str]) -> Callable[[str], None]:
    def tell(trouble: str) -> None:
        """Say it where lines are read now, and to everybody at the end."""
        console.surface.line(trouble)
        last_words.append(trouble)

    return tell


def keeper(
    order: SessionRequest, console: Console, last_words: list[str]
) -> Callable[[Keep], bool | None]:
    """Return what does all that a conversation asks to be kept."""
    tell = teller(console, last_words)
    keep_answers = keeper_of(order.paths.answers, tell)

    def keep(what: Keep) -> bool | None:
        match what:
            case KeepDay():
                keep_day(order, console, what, tell)
            case KeepWeek():
                keep_week(order, console, what, tell)
            case KeepOffer():
                raise AssertionError("it is kept where it is asked")
            case KeepAnswers():
                return keep_answers(what)
        return None

    return keep
