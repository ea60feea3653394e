"""What stands before a next session: a block, a day of rest, time to talk.

Pure; for somebody who asks without beginning one. The rules are those of
``safety/readiness.py``, which decides when a session begins. The words are
``language/en/advice.py``.
"""

from backpt.safety.answers import Answers
from backpt.safety.days import (
    Contact,
    Earlier,
    Rise,
    Standing,
    read_standing,
    rise_of,
    worst_after,
)
from backpt.safety.readiness import Cause, why_rest
from backpt.safety.tables import NO_MORE_FROM, NOT_TODAY_FROM
from backpt.values import NamedTuple


class DayState(NamedTuple):
    """What stands before a next session."""

    is_blocked: bool = False
    """A sign among the answers was seen by no clinician."""
    cards_first: bool = False
    """The safety questions come once more."""
    worst_after: int | None = None
    """Pain after a session of today that allows no other, 0-10."""
    refused: int | None = None
    """Pain of today that was too high to begin, 0-10."""
    rest: Cause | None = None
    """Why only rest positions and walking are left."""
    rise: Rise | None = None
    """The session of today that ended higher."""
    contacts: tuple[Contact, ...] = ()

    @property
    def may_begin(self) -> bool:
        return not self.is_blocked and self.worst_after is None

    @property
    def may_go_on(self) -> bool:
        """Whether what was broken off today may be offered: nothing of today ended higher."""
        return self.may_begin and self.rise is None


def state_of(
    answers: Answers, sessions: tuple[Earlier, ...], today: int, *, further_today: bool
) -> DayState:
    """Return what stands on ``today``. ``sessions`` and ``today`` as in
    ``readiness.History``; ``further_today``: pain went down the leg in a session of today."""
    now = read_standing(sessions, today)
    after = worst_after(sessions, today)
    is_over = after is not None and after >= NO_MORE_FROM
    return DayState(
        bool(answers.unseen),
        answers.ask_again and not answers.unseen,
        after if is_over else None,
        None if is_over else _refused(sessions, today),
        why_rest(now, today, further_today=further_today),
        _rise(now, today),
        now.contacts,
    )


def leaves_exercises(state: DayState, pain: int | None) -> bool:
    """Tell whether nothing that stands today says that it is no day for what is planned.
    ``pain`` is that said last today, 0-10 (R1); ``None``: none was."""
    if not state.may_begin or state.refused is not None or state.rest is not None:
        return False
    return pain is None or pain < NOT_TODAY_FROM


def _refused(sessions: tuple[Earlier, ...], today: int) -> int | None:
    """Return the last answer of today where it was too much pain to begin."""
    call = Earlier(today, has_talked=True)  # says nothing of the pain
    latest = next((one for one in sessions if one.day == today and one != call), None)
    if latest is None or not latest.is_refused or latest.before is None:
        return None
    # Where it is less, something was allowed, and left.
    return None if latest.before < NOT_TODAY_FROM else latest.before


def _rise(now: Standing, today: int) -> Rise | None:
    one = now.higher
    if one is None or one.day != today or one.after is None:
        return None
    return rise_of(one.before, one.after, one.routine)
