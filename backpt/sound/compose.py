"""Events to sounds: which motif, which words, when, how loud. Pure data in and out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from backpt.core import words
from backpt.core.events import CueDue, Event, KeyHeard, StepBegan
from backpt.core.hearing import Level
from backpt.core.model import Routine, Sides, ThermalPlan, Work
from backpt.core.pack_words import periods
from backpt.core.steps import Kind, Signal, Step
from backpt.sound import motifs
from backpt.sound.score import MOTIF, SAY, Sound

NEXT_EXERCISE = "Next exercise."
"""Said where the name is not in any voice."""
BREATH_S = 0.06
"""Between a motif and the words that follow it."""
PAUSE_S = 0.45
"""Between two sentences."""
ALARM_GAINS = (0.3, 0.9)
"""An alarm begins so loud, and rises to this by ``ALARM_STEP`` a round."""
ALARM_STEP = 0.1

_ALARM = {Signal.PACK_OFF, Signal.STOP, Signal.SKIN_CHECK}
_RANK = {
    **dict.fromkeys(("stop", "pack-off", "skin-check"), 5),
    **dict.fromkeys(("session-end", "left", "right", "rest", "change-position"), 4),
    **dict.fromkeys(("out", "back", "hold", "release", "go"), 3),
    **dict.fromkeys(("count", "tick"), 1),
}
"""What stays where two are too near each other; words 2, the rest 2."""


class Ear(NamedTuple):
    """What there is to hear with, and how."""

    level: Level
    length_of: Callable[[str], float | None]
    """Seconds that a sentence takes; ``None`` for one that nobody can say."""
    volume: float = 1.0
    """0 to 1; alarms do not heed it."""
    muted: bool = False
    """Only alarms are heard."""


class Heard(NamedTuple):
    """A sound and the moment of the session at which it begins."""

    at: float
    sound: Sound
    alarm: bool = False
    cued_at: float = 0.0
    """The moment of the event that it belongs to."""


def compose(
    routine: Routine, steps: tuple[Step, ...], events: Iterable[Event], ear: Ear
) -> list[Heard]:
    """Return what is heard of ``events``, in order. Words are cut where the next begin, or
    their motif does, and not taken up again."""
    if ear.level is Level.OFF:
        return []
    heard: list[Heard] = []
    for event in events:
        made = [one._replace(cued_at=event.at) for one in _of(routine, steps, event, ear)]
        if isinstance(event, CueDue):
            heard = list(_giving_way(heard, made))
        heard += made
    kept = (one for one in heard if one.alarm or not ear.muted)
    return _cut(sorted(kept, key=lambda one: one.at))


def _of(routine: Routine, steps: tuple[Step, ...], event: Event, ear: Ear) -> Iterator[Heard]:
    match event:
        case CueDue():
            yield from _cue(routine, steps, event, ear)
        case StepBegan():
            yield from _metronome(routine, steps, event, ear)
        case KeyHeard():
            yield _motif(event.at, Signal.KEY_HEARD, ear.volume)
        case _:
            pass


def _motif(at: float, name: str, gain: float, *, alarm: bool = False) -> Heard:
    return Heard(at, Sound(0.0, MOTIF, name, gain), alarm)


def _cue(routine: Routine, steps: tuple[Step, ...], event: CueDue, ear: Ear) -> Iterator[Heard]:
    step, cue = steps[event.step_index], event.cue
    alarm = cue.signal in _ALARM
    gain = _alarm_gain(cue.at_s) if cue.signal is Signal.PACK_OFF else ear.volume
    gain = max(gain, ALARM_GAINS[0]) if alarm else gain
    said = _said(routine, steps, event, ear) if ear.level is Level.VOICE else ()
    at = event.at
    if not (cue.signal is Signal.COUNT and said):
        name = _motif_name(routine, step, cue.signal, ear.level)
        yield _motif(at, name, gain, alarm=alarm)
        at += motifs.length_s(name) + BREATH_S
    for sentence in said:
        yield Heard(at, Sound(0.0, SAY, sentence, gain), alarm)
        at += (ear.length_of(sentence) or 0.0) + PAUSE_S


def _giving_way(heard: list[Heard], cue: list[Heard]) -> Iterator[Heard]:
    """Yield what is left of ``heard`` beside ``cue``: where it speaks, no words; and neither
    an alarm nor the answer to a key that begins with it, because both are over."""
    begins = cue[0].at
    speaks = any(one.sound.kind == SAY for one in cue)
    for one in heard:
        if one.sound.kind == SAY and speaks:
            if one.at < begins:
                yield _cut_at(one, begins)
        elif one.at != begins or not (one.alarm or one.sound.name == Signal.KEY_HEARD):
            yield one


def _cut_at(one: Heard, moment: float) -> Heard:
    until_s = max(0.0, moment - one.at)
    if one.sound.until_s is not None:
        until_s = min(until_s, one.sound.until_s)
    return one._replace(sound=one.sound._replace(until_s=until_s))


def _alarm_gain(elapsed_s: float) -> float:
    """Rising with every round of the alarm; neither volume nor mute changes it."""
    first, last = ALARM_GAINS
    return min(last, first + ALARM_STEP * (elapsed_s / 5.0))


def _motif_name(routine: Routine, step: Step, signal: Signal, level: Level) -> str:
    """Sides and packs have motifs of their own."""
    item = routine.items[step.place.item] if step.place.item >= 0 else None
    side = step.place.side
    match item, signal:
        case _, Signal.SWITCH_SIDE:
            return str(side or "right")
        case Work(), Signal.OUT if level is Level.TONES and side:
            alternates = item.dose.sides is Sides.ALTERNATE
            return str(side) if alternates else signal
        case ThermalPlan(), Signal.PACK_ON | Signal.GO:
            return periods(item)[max(1, step.place.set_no) - 1]
        case _:
            return signal


def _said(
    routine: Routine, steps: tuple[Step, ...], event: CueDue, ear: Ear
) -> tuple[str, ...]:
    """Return the sentences that can be said; a name that cannot is "next exercise"."""
    phrase = words.phrase(routine, steps, event.step_index, event.cue)
    known = tuple(sentence for sentence in phrase if ear.length_of(sentence) is not None)
    announces = event.cue.signal is Signal.GET_READY and phrase
    if announces and phrase[0] not in known and ear.length_of(NEXT_EXERCISE) is not None:
        return (NEXT_EXERCISE, *known)
    return known


def _metronome(
    routine: Routine, steps: tuple[Step, ...], event: StepBegan, ear: Ear
) -> Iterator[Heard]:
    """A quiet tick each second of the moving parts, where nothing else is signalled."""
    step = steps[event.step_index]
    item = routine.items[step.place.item] if step.place.item >= 0 else None
    if step.kind is not Kind.WORK or not isinstance(item, Work) or not step.place.rep_no:
        return
    pace = item.dose.pace
    hold_from, hold_to = pace.out_s, pace.out_s + pace.hold_s
    signalled = {cue.at_s for cue in step.cues}
    second = 1.0
    while second < hold_to + pace.back_s:
        if not hold_from <= second < hold_to and second not in signalled:
            yield _motif(event.at + second, "tick", ear.volume)
        second += 1.0


def _cut(heard: list[Heard]) -> list[Heard]:
    """Words end where the next words, or a count, begin: speech never overlaps."""
    cut: list[Heard] = []
    next_at: float | None = None
    for one in reversed(heard):
        speaks = one.sound.kind == SAY
        cut.append(_cut_at(one, next_at) if speaks and next_at is not None else one)
        if speaks or one.sound.name == Signal.COUNT:
            next_at = one.at
    return cut[::-1]


def uncrowded(
    heard: list[Heard], speed: float, length_of: Callable[[Sound], float]
) -> list[Heard]:
    """Return what can still be told apart when time runs ``speed`` times as fast: moments are
    nearer, sounds as long as ever, and of two that overlap the more important stays."""
    kept: list[Heard] = []
    for one in heard:
        at = one.at / speed
        while kept and kept[-1].at / speed + length_of(kept[-1].sound) > at:
            if _rank(kept[-1]) >= _rank(one):
                break
            kept.pop()
        else:
            kept.append(one)
    return kept


def _rank(one: Heard) -> int:
    return 2 if one.sound.kind == SAY else _RANK.get(one.sound.name, 2)
