"""Where a killed session goes on: its stored events, laid over the steps compiled today.

Pure. Steps are found by their mark (kind, place, order), so another compiler or other
settings do not matter. The numbers of the items must be those of the kept prescription: an
item that today's precautions block becomes ``Rest(0.0)`` there, which has no steps.
"""

from backpt.prescription.model import Routine
from backpt.safety.tables import PACK_MOST_ON_S
from backpt.session.compile import Manner, flatten
from backpt.session.events import (
    Anchor,
    Ending,
    Event,
    Halted,
    KeyAcknowledged,
    LegPainReported,
    Outcome,
    PainReported,
    SessionEnded,
    StepBegan,
    StepEnded,
    UnsureReported,
    Why,
)
from backpt.session.pack_steps import ends_packs
from backpt.session.records import Mark, StillOn, StoredEvent, marks
from backpt.session.speech import Speech
from backpt.session.steps import Compiled, Step, StepKind
from backpt.session.summary import Summary, summarise
from backpt.values import NamedTuple

ON_SKIN = frozenset({StepKind.APPLY, StepKind.ALARM})
"""Kinds of which every second counts as contact."""

STOPPED = (Ending.STOPPED, Ending.UNANSWERED)
"""Endings after which a session may still go on."""


_IN_PERSON = (Halted, KeyAcknowledged, LegPainReported, PainReported, UnsureReported)
"""Events that prove that the session still ran then."""


class ResumePoint(NamedTuple):
    """Where to go on, and what was done before."""

    first: int
    """The step to start with, from its beginning; ``len(steps)``: nothing is left to do."""
    attempts: dict[int, int]
    """Attempts made so far of the steps that were begun; the next one is one more."""
    done: frozenset[int]
    """Steps that were done whole."""
    events: tuple[Event, ...]
    """What happened, on today's steps and the player's scale: followed by what happens from
    here on it gives one summary of the whole session, each place credited once. Events of
    steps that exist no more are left out, but for what was said of pain."""
    contact_s: float | None
    """Seconds since the pack went on, where ``first`` is its alarm; else ``None``. It counts
    the time the program was dead, because nobody knows when the pack came off; where the clock
    was set back meanwhile, what is proven."""
    ending: Ending | None
    """How the session had ended, where only the closing was lost; else ``None``."""


def resume_point(
    stored: tuple[StoredEvent, ...],
    steps: tuple[Step, ...],
    *,
    into_s: float,
    origin: float = 0.0,
) -> ResumePoint:
    """Return where the session of ``stored`` goes on in ``steps``.

    ``into_s`` is now, in seconds from its start (``Unfinished.into_s``); ``origin`` is its
    start on the player's scale, for the moments of the returned events.

    The step in progress is done again, but never an APPLY: that goes on with its ALARM, and
    the OFF after it is a full one. Where the step exists no more it is the one after the
    latest that does. A session that the user stopped goes on as one that was killed does.
    """
    stored = _reopened(stored)
    history = _settled(stored, into_s)
    found = {mark: index for index, mark in enumerate(marks(steps))}
    ending = next(
        (kept.event.ending for kept in history if isinstance(kept.event, SessionEnded)), None
    )
    here = tuple(kept for kept in stored if not _is_stop(kept))
    first = len(steps) if ending else _after_apply(steps, _goes_on_at(here, steps, found))
    at_alarm = first < len(steps) and steps[first].kind is StepKind.ALARM
    latest_s = max(into_s, history[-1].at_s) if history else into_s
    contact_s = latest_s - _went_on_s(history, steps[first]) if at_alarm else None
    events = _moved(history, found, max(0, min(first, len(steps) - 1)), origin)
    attempts: dict[int, int] = {}
    done = set()
    for event in events:
        if isinstance(event, StepBegan):
            attempts[event.step_index] = max(attempts.get(event.step_index, 0), event.attempt)
        elif isinstance(event, StepEnded) and event.outcome is Outcome.DONE:
            done.add(event.step_index)
    return ResumePoint(first, attempts, frozenset(done), events, contact_s, ending)


def _reopened(stored: tuple[StoredEvent, ...]) -> tuple[StoredEvent, ...]:
    """Return ``stored`` without what stopping said of all that was still to come."""
    return tuple(
        kept
        for kept in stored
        if not (isinstance(kept.event, SessionEnded) and kept.event.ending in STOPPED)
        and not (_is_stop(kept) and getattr(kept.event, "attempt", 0) == 0)
    )


def _is_stop(kept: StoredEvent) -> bool:
    return isinstance(kept.event, StepEnded) and kept.event.why is Why.STOPPED


def steps_then(
    routine: Routine, speech: Speech, stored: tuple[StoredEvent, ...]
) -> tuple[Step, ...]:
    """Return the steps of ``routine`` as they were compiled for ``stored``: with sets that the
    user counts, where that was so.

    Raises ``ValueError`` for a pack that breaks a limit.
    """
    kinds = {kept.mark.kind for kept in stored if kept.mark}
    return flatten(routine, speech, Manner(self_paced=StepKind.COUNT in kinds))


def are_packs_over(routine: Routine, speech: Speech, stored: tuple[StoredEvent, ...]) -> bool:
    """Tell whether no other pack may follow: the skin was not looked at in time, or the sitting
    came to "No more packs now" (clinical C2, C4)."""
    steps = steps_then(routine, speech, stored)
    return any(
        not isinstance(kept.event, StillOn) and ends_packs(kept.event, steps) for kept in stored
    )


def _settled(stored: tuple[StoredEvent, ...], until_s: float) -> tuple[StoredEvent, ...]:
    """Return ``stored`` with an end for every step that was begun and cut off.

    Such a step ends ``partial(killed)`` when it was last heard of. It is credited with the
    seconds that are proven: until the first word after its beginning, which may be a pause. A
    pack stays on the skin when a program dies: it counts until the next step, its alarm, and
    the last one until ``until_s``, seconds from the session's start.
    """
    history: list[StoredEvent] = []
    began: StoredEvent | None = None
    for kept in stored:
        if began is not None and isinstance(kept.event, (StepBegan, SessionEnded)):
            history.append(_cut_off(began, history, kept.at_s))
            began = None
        history.append(kept)
        if isinstance(kept.event, StepBegan):
            began = kept
        elif isinstance(kept.event, StepEnded) and began is not None:
            began = None if kept.mark == began.mark else began
    if began is not None:
        history.append(_cut_off(began, history, max(until_s, history[-1].at_s)))
    return tuple(history)


def _cut_off(began: StoredEvent, history: list[StoredEvent], next_s: float) -> StoredEvent:
    assert isinstance(began.event, StepBegan)
    assert began.mark is not None
    heard = [
        kept
        for kept in history
        if kept.seq > began.seq
        and kept.mark == began.mark
        and isinstance(kept.event, _IN_PERSON)
    ]
    latest = history[-1]
    at_s = latest.at_s
    if began.mark.kind in ON_SKIN:
        at_s = until_s = next_s
    else:
        until_s = (heard[-1 if began.mark.kind is StepKind.OFF else 0] if heard else began).at_s
    end = StepEnded(
        at_s,
        began.event.step_index,
        began.event.attempt,
        Outcome.PARTIAL,
        Why.KILLED,
        max(0.0, until_s - began.at_s),
    )
    wall = latest.wall + at_s - latest.at_s
    return StoredEvent(latest.seq, at_s, wall, began.mark, end)


def pack_on_s(stored: tuple[StoredEvent, ...]) -> float | None:
    """Return when the pack went on that was on the skin at the last word, in seconds from the
    session's start; ``None`` where none was."""
    on_s: float | None = None
    for kept in stored:
        kind = kept.mark.kind if kept.mark else None
        match kept.event:
            case StepBegan() if kind is StepKind.APPLY or (
                kind is StepKind.ALARM and on_s is None
            ):
                on_s = kept.at_s
            case StepBegan() if kind is not StepKind.ALARM:
                on_s = None
            case StepEnded() if kind is StepKind.ALARM and kept.event.attempt:
                on_s = None
            case StepEnded(why=Why.PACK_OFF | Why.STOPPED) if kind is StepKind.APPLY:
                on_s = None
            case SessionEnded():
                on_s = None
            case _:
                pass
    return on_s


def left_s(stored: tuple[StoredEvent, ...], into_s: float) -> float:
    """Return when a session that is not gone on with was left, in seconds from its start.

    Where a pack was on nobody knows when it came off: it counts to the limit of contact
    (clinical C2), or to ``into_s``, which is now, where that is sooner.
    """
    latest_s = stored[-1].at_s if stored else 0.0
    on_s = pack_on_s(stored)
    return latest_s if on_s is None else max(latest_s, min(into_s, on_s + PACK_MOST_ON_S))


class Left(NamedTuple):
    """A session as it was left."""

    summary: Summary
    ending: Ending
    at_s: float
    """Its end, in seconds from its start."""


def as_left(
    compiled: Compiled,
    speech: Speech,
    stored: tuple[StoredEvent, ...],
    into_s: float,
) -> Left:
    """Return what was done in a session that was broken off; ``into_s`` is now, from its start.

    ``compiled`` is what it prescribed.
    """
    at_s = left_s(stored, into_s)
    point = resume_point(stored, compiled.steps, into_s=at_s)
    ending = point.ending or next(
        (kept.event.ending for kept in stored if isinstance(kept.event, SessionEnded)),
        Ending.STOPPED,
    )
    return Left(summarise(compiled, speech, point.events), ending, at_s)


def _goes_on_at(
    stored: tuple[StoredEvent, ...], steps: tuple[Step, ...], found: dict[Mark, int]
) -> int:
    """Return the step in progress, or the one after the latest that still exists."""
    current, over = _current(stored)
    if current is None:
        return 0
    if current in found and not over:
        return found[current]
    if current in found and current.kind is StepKind.ALARM:
        return _after_alarm(stored, steps, found[current])
    for kept in reversed(stored):
        if kept.mark in found and isinstance(kept.event, StepEnded):
            return found[kept.mark] + 1
    item = current.place.item
    return next((n for n, step in enumerate(steps) if step.place.item >= item), len(steps))


def _after_alarm(stored: tuple[StoredEvent, ...], steps: tuple[Step, ...], alarm: int) -> int:
    """Return where an alarm that was answered leads: too long a contact drops what is left of
    the packs (clinical C2)."""
    off_s = max(
        kept.at_s for kept in stored if kept.mark == Mark(StepKind.ALARM, steps[alarm].place)
    )
    contact_s = off_s - _went_on_s(stored, steps[alarm])
    to = steps[alarm].leads_to("over" if contact_s > PACK_MOST_ON_S else "off")
    return alarm + 1 if to is None else to


def _current(stored: tuple[StoredEvent, ...]) -> tuple[Mark | None, bool]:
    """Return the step that the player was at last, and whether it had ended.

    An anchor tells where a jump leads while the step is still being counted in.
    """
    current, over = None, False
    for kept in stored:
        if isinstance(kept.event, (StepBegan, Anchor)):
            current, over = kept.mark, False
        elif isinstance(kept.event, StepEnded):
            over = over or kept.mark == current
    return current, over


def _after_apply(steps: tuple[Step, ...], index: int) -> int:
    """Return the alarm instead of the pack's time on the skin."""
    while index < len(steps) and steps[index].kind is StepKind.APPLY:
        index += 1
    return index


def _went_on_s(history: tuple[StoredEvent, ...], alarm: Step) -> float:
    """Return when the pack of ``alarm`` went on; the last moment known where that was lost."""
    for kept in reversed(history):
        began = isinstance(kept.event, StepBegan) and kept.mark is not None
        if began and kept.mark == Mark(StepKind.APPLY, alarm.place):
            return kept.at_s
    return history[-1].at_s if history else 0.0


def _moved(
    history: tuple[StoredEvent, ...], found: dict[Mark, int], last: int, origin: float
) -> tuple[Event, ...]:
    """Return the events on today's steps."""
    moved: list[Event] = []
    for kept in history:
        at, event = kept.at_s + origin, kept.event
        index = None if kept.mark is None else found.get(kept.mark)
        match event:
            case SessionEnded():
                moved.append(event._replace(at=at))
            case PainReported() | LegPainReported() | UnsureReported():
                moved.append(event._replace(at=at, step_index=last if index is None else index))
            case StepBegan() | StepEnded() | Halted() | KeyAcknowledged() if index is not None:
                moved.append(event._replace(at=at, step_index=index))
            case _:
                pass  # an anchor says what comes, which it no longer does
    return tuple(moved)
