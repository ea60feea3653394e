"""What is offered once a session is over: a change of a dose, or a phase; and keeping that.

Nothing of this is loaded before a session is over.
"""

from collections.abc import Callable

from backpt.errors import BackptError
from backpt.intake.change_question import ask_about, ask_still_well
from backpt.intake.prompts import KeepOffer
from backpt.intake.wanted import as_written
from backpt.journal.answers_file import read_answers
from backpt.journal.course_reader import course_in
from backpt.journal.keeping import add_quietly, keep_rows, new_uid
from backpt.journal.local_days import utc_offset_s
from backpt.journal.occasion_reader import read_occasions
from backpt.journal.practice import read_practice
from backpt.journal.query import ask_journal
from backpt.journal.store import JournalError
from backpt.journal.week_rows import Rows
from backpt.language import pain as words
from backpt.language import phases as phase_words
from backpt.paths import Paths
from backpt.prescription.model import Library
from backpt.progress.course import Course, fold
from backpt.progress.entry import Telling
from backpt.progress.left_open import DOWN_RULE, PHASE_RULE, UP_RULE
from backpt.progress.maintenance import is_still_well_due
from backpt.progress.occasions import Occasion
from backpt.progress.offer import (
    Offer,
    OfferFacts,
    Way,
    change_of,
    offer,
)
from backpt.progress.phases import PhaseCard, open_phase, phase_card, phase_number, phase_to_say
from backpt.run.bookkeeping import keeper, teller
from backpt.run.console import Console, Keep
from backpt.run.request import SessionRequest
from backpt.safety.answers import Profile, profile_of
from backpt.safety.levels import Practice
from backpt.values import NamedTuple

_LEVEL = "progress"
"""Of what is kept among the tellings: that something was offered."""


class OfferReading(NamedTuple):
    """All that is looked at for an offer, read from the diary at once."""

    course: Course
    occasions: tuple[Occasion, ...]
    practice: Practice
    profile: Profile

    def card(self, library: Library) -> PhaseCard:
        return phase_card(self.course, self.practice, phases_of(library))


def standing_now(paths: Paths, now_wall: float) -> OfferReading:
    """Return all that an offer looks at. Raises ``JournalError``."""
    profile = profile_of(read_answers(paths.answers).answers)
    found = ask_journal(
        paths.journal,
        lambda db: (
            course_in(db, now_wall, profile.signs),
            read_occasions(db, now_wall),
            read_practice(db, now_wall),
        ),
        even_without=True,
    )
    if found is None:
        return OfferReading(fold(now_wall, utc_offset_s(now_wall)), (), Practice(), profile)
    course, occasions, practice = found
    return OfferReading(course, occasions, practice(), profile)


def phases_of(library: Library) -> dict[str, int]:
    """Return the phases of the routines by their ids."""
    return {one.id: one.phase for one in library.routines.values()}


def due_offer(
    now: OfferReading, library: Library, routine_id: str, now_wall: float
) -> Offer | None:
    """Return what is to be offered about the routine ``routine_id``, an exercise's id too;
    ``None``: nothing. ``library`` is as its files are."""
    routine = as_written(library, routine_id)
    if routine is None or not routine.asks_to_grow:
        return None
    course, occasions, practice, profile = now
    phase = open_phase(course, practice, phases_of(library))
    facts = (course, routine, library, profile, occasions, now_wall, phase)
    return offer(OfferFacts(*facts))


# --- after a session -------------------------------------------------------------------


def offer_at_end(
    order: SessionRequest, console: Console, routine_id: str, last_words: list[str]
) -> None:
    """Ask at most one question, where one is due: about a change of a dose, or once a month in
    maintenance if all is still well. Where none is, say if a phase is offered.

    The routine ``routine_id`` was just done. What is said comes first among ``last_words``.
    """
    now_wall = console.clock.wall()
    try:
        now = standing_now(order.paths, now_wall)
    except BackptError:  # said where it was read before
        return
    tell = teller(console, last_words)
    due = due_offer(now, order.written, routine_id, now_wall)
    if due is not None:

        def keep(answer: Keep) -> bool:
            return keep_offer(order.paths, now_wall, due, answer, tell)

        last_words[:0] = console.conduct(ask_about(due), keep)
    elif is_still_well_due(now.course):
        console.conduct(ask_still_well(), keeper(order, console, last_words))
    else:
        card = now.card(order.written)
        to = phase_to_say(now.course, card)
        if to is not None:
            keep_said(order.paths, now_wall, PHASE_RULE, phase_number(to))
            last_words.insert(0, phase_words.is_open(card))


def keep_said(paths: Paths, now_wall: float, rule: str, number: float = 0.0) -> None:
    """Keep that something was offered by ``rule``, a phase by its ``number``; else it is only
    offered again."""
    telling = Telling(new_uid(), now_wall, utc_offset_s(now_wall), rule, _LEVEL, number)
    add_quietly(paths.journal, Rows(tellings=(telling,)))


def keep_offer(
    paths: Paths,
    now_wall: float,
    one: Offer,
    answer: Keep,
    tell: Callable[[str], None],
) -> bool:
    """Keep the answer to the offer ``one``, and that it was asked; return whether it is kept.

    It never raises; ``tell`` is told where it waits, or that nothing took it.
    """
    assert isinstance(answer, KeepOffer), "nothing else is asked here"
    keep_said(paths, now_wall, DOWN_RULE if one.way is Way.DOWN else UP_RULE)
    if answer.is_agreed is None:
        return True
    change = change_of(
        one,
        is_agreed=answer.is_agreed,
        uid=new_uid(),
        wall=now_wall,
        offset_s=utc_offset_s(now_wall),
        to=answer.to,
    )
    try:
        why, waiting = keep_rows(paths.journal, Rows(changes=(change,)), round(now_wall * 1000))
    except JournalError as error:
        tell(words.not_kept(str(error)))
        return False
    if waiting:
        tell(words.waits(why, waiting))
    return True
