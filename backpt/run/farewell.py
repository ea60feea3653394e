"""The words after a sitting, on the plain terminal that was given back. Decides from events."""

from __future__ import annotations

from backpt.intake.unfinished import SessionPlan
from backpt.language import captions, evening, packs
from backpt.run.request import SessionRequest
from backpt.safety.days import has_risen
from backpt.session.events import (
    CueDue,
    Ending,
    Event,
    PainReported,
    SessionEnded,
    StepEnded,
    Why,
)
from backpt.session.steps import PACK, Gate, Signal

_UNDONE = frozenset({Ending.STOPPED, Ending.UNANSWERED})
"""Endings after which somebody may wonder whether anything is kept."""


def farewell_lines(
    order: SessionRequest,
    plan: SessionPlan,
    happened: list[Event],
    ending: Ending,
    *,
    is_saved: bool,
) -> tuple[str, ...]:
    """Return what is said besides what was done; a pack on the skin comes first. Where it is
    kept in a file, not ``is_saved`` in the journal, that was said."""
    words = (
        packs.PACK_OFF_NOW[0] if pack_was_on(plan, happened, ending) else "",
        evening.IF_PACK_IS_ON if _pack_may_be_on(plan, happened, ending) else "",
        captions.ending_words(ending, _sign(happened)),
        evening.SAVED if is_saved and ending in _UNDONE else "",
        evening.REHEARSAL if order.rehearsal else "",
    )
    return tuple(filter(None, words))


def to_go_on(
    order: SessionRequest,
    ending: Ending | None,
    pain_before: int | None,
    pain_after: int | None,
    *,
    is_found: bool,
) -> tuple[str, ...]:
    """Return how to go on with what was stopped; nothing where pain rose, which is for rest
    (clinical D5, after a session), or where ``--resume`` would find nothing."""
    is_too_much = has_risen(pain_before, pain_after)
    if ending is not Ending.STOPPED or order.rehearsal or is_too_much or not is_found:
        return ()
    return (evening.to_go_on(order.kind),)


def pain_at_end(happened: list[Event]) -> int | None:
    """Return the pain that ended a session (R7), the last that was said, 0-10; ``None`` where
    something else did: then it is asked."""
    ended = [event.ending for event in happened if isinstance(event, SessionEnded)]
    said = [event.pain for event in happened if isinstance(event, PainReported)]
    return said[-1] if ended[-1:] == [Ending.PAIN] and said else None


def pain_before_pack(happened: list[Event]) -> int | None:
    """Return the pain that was said with the first pack, 0-10; ``None`` where none was."""
    said = [
        event.answer
        for event in happened
        if isinstance(event, StepEnded) and event.answer.isdigit()
    ]
    return int(said[-1]) if said else None


def _sign(happened: list[Event]) -> int:
    return max((event.sign for event in happened if isinstance(event, SessionEnded)), default=0)


def _pack_may_be_on(plan: SessionPlan, happened: list[Event], ending: Ending) -> bool:
    """Tell whether it ended while asking for "the pack is on": it may be, without a word."""
    stopped = [
        event.step_index
        for event in happened
        if isinstance(event, StepEnded) and event.why is Why.STOPPED and event.attempt
    ]
    return (
        ending is not Ending.DONE
        and bool(stopped)
        and plan.steps[stopped[-1]].ask is Gate.PACK_ON
    )


def pack_was_on(plan: SessionPlan, happened: list[Event], ending: Ending) -> bool:
    """Tell whether a sitting that ended so left a pack on the skin."""
    stops = [event for event in happened if isinstance(event, CueDue)]
    last = stops[-1] if stops else None
    return (
        ending is not Ending.DONE
        and last is not None
        and last.cue.signal is Signal.STOP
        and plan.steps[last.step_index].kind in PACK
    )
