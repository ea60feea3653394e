"""Events to sounds: which motif, which words, when, how loud. Pure data in and out."""

import math
from collections.abc import Callable, Iterable, Iterator

from backpt.language import captions, words
from backpt.prescription.model import Part, Side, Sides, ThermalPlan, Work, periods
from backpt.session.events import (
    CueDue,
    Ending,
    Event,
    KeyAcknowledged,
    SessionEnded,
    StepBegan,
    UnsureReported,
)
from backpt.session.sound_choice import SoundLevel
from backpt.session.steps import Compiled, Cue, Signal, Step, StepKind
from backpt.sound.score import motifs
from backpt.sound.score.stretch import MOTIF, SAY, Sound
from backpt.values import NamedTuple

BREATH_S = 0.06
"""Between a motif and the words that follow it."""
PAUSE_S = 0.45
"""Between two sentences."""
ALARM_GAINS = (0.3, 0.9)
"""An alarm begins so loud, and rises to this by ``ALARM_STEP`` a round."""
ALARM_STEP = 0.1

_HEARD = (KeyAcknowledged, UnsureReported)
_ALARM = {Signal.PACK_OFF, Signal.STOP, Signal.SKIN_CHECK}
TICK = "tick"
"""The metronome: quiet and short, it may sound beside anything."""


class Ear(NamedTuple):
    """What there is to hear with, and how."""

    level: SoundLevel
    length_of: Callable[[str], float | None]
    """Seconds that a sentence takes; ``None`` for one that nobody can say."""
    volume: float = 1.0
    """0 to 1; alarms do not heed it."""
    muted: bool = False
    """Only alarms are heard."""


class ScheduledSound(NamedTuple):
    """A sound and the moment of the session at which it begins."""

    at: float
    sound: Sound
    alarm: bool = False
    cued_at: float = 0.0
    """The moment of the event that it belongs to."""
    signal: Signal | None = None
    """What that event signals; ``None`` for a tick and for a key that was heard."""
    nth: int = 0
    """Of the sentences of its cue, from 1; 0 for a motif."""
    after_s: float = 0.0
    """So far behind what it belongs to, whatever the speed: words follow their motif."""
    side: Side | None = None
    """The side that it names."""


def compose(compiled: Compiled, events: Iterable[Event], ear: Ear) -> list[ScheduledSound]:
    """Return what is heard of ``events``, in order. A sound is cut where the next begins, and
    words are not taken up again; only ticks sound beside others."""
    if ear.level is SoundLevel.OFF:
        return []
    heard: list[ScheduledSound] = []
    for event in events:
        if isinstance(event, SessionEnded):
            heard += _ended(event, heard, ear)
            continue
        made = [one._replace(cued_at=event.at) for one in _of(compiled, event, ear)]
        if isinstance(event, CueDue):
            heard = list(_giving_way(heard, made))
        if not (isinstance(event, _HEARD) and _begins(heard, event.at)):
            heard += made
    kept = (one for one in heard if one.alarm or not ear.muted)
    return _cut(sorted(kept, key=lambda one: one.at))


def _of(compiled: Compiled, event: Event, ear: Ear) -> Iterator[ScheduledSound]:
    match event:
        case CueDue():
            yield from _cue(compiled, event, ear)
        case StepBegan():
            yield from _metronome(compiled.steps[event.step_index], event.at, ear)
        case KeyAcknowledged() | UnsureReported():
            yield _motif(event.at, Signal.KEY_HEARD, ear.volume)
        case _:
            pass


def _motif(at: float, name: str, gain: float) -> ScheduledSound:
    return ScheduledSound(at, Sound(0.0, MOTIF, name, gain))


def _cue(compiled: Compiled, event: CueDue, ear: Ear) -> Iterator[ScheduledSound]:
    step, cue = compiled.steps[event.step_index], event.cue
    alarm = cue.signal in _ALARM
    gain = _alarm_gain(cue.at_s) if cue.signal is Signal.PACK_OFF else ear.volume
    gain = max(gain, ALARM_GAINS[0]) if alarm else gain
    said = _said(compiled, event, ear) if ear.level is SoundLevel.VOICE else ()
    after_s = 0.0
    if not (cue.signal is Signal.COUNT and said):
        name = _motif_name(step, cue.signal, ear.level)
        yield _motif(event.at, name, gain)._replace(alarm=alarm, signal=cue.signal)
        after_s = words_after_s(name)
    side_said = _side_said(step)
    for nth, sentence in enumerate(said, 1):
        yield ScheduledSound(
            event.at + after_s,
            Sound(0.0, SAY, sentence, gain),
            alarm,
            signal=cue.signal,
            nth=nth,
            after_s=after_s,
            side=step.place.side if sentence == side_said else None,
        )
        after_s += (ear.length_of(sentence) or 0.0) + PAUSE_S


_SAID_BEFORE = {Ending.DONE, Ending.STOPPED, Ending.EMERGENCY}
"""Endings that a cue tells of, or the user's own key."""


def _ended(
    event: SessionEnded, heard: list[ScheduledSound], ear: Ear
) -> Iterator[ScheduledSound]:
    """Yield why a session breaks off, after what is said at that moment."""
    if ear.level is not SoundLevel.VOICE or event.ending in _SAID_BEFORE:
        return
    before = (one for one in heard if one.cued_at == event.at and one.sound.kind == SAY)
    after_s = max((one.after_s + _pause_after_s(one, ear) for one in before), default=0.0)
    for sentence in captions.ending_phrase(event.ending):
        if ear.length_of(sentence) is not None:
            sound = Sound(0.0, SAY, sentence, ear.volume)
            at = event.at + after_s
            said = ScheduledSound(at, sound, cued_at=event.at, after_s=after_s)
            yield said
            after_s += _pause_after_s(said, ear)


def _pause_after_s(one: ScheduledSound, ear: Ear) -> float:
    return (ear.length_of(one.sound.name) or 0.0) + PAUSE_S


def words_after_s(motif: str) -> float:
    """Return how long after the beginning of its motif a cue speaks."""
    return motifs.length_s(motif) + BREATH_S


def _side_said(step: Step) -> str:
    """The sentence that names the side of ``step``; empty where it has none."""
    item = step.item
    side = words.side_word(item.exercise, step.place.side) if isinstance(item, Work) else ""
    return f"{side}." if side else ""


def _begins(heard: list[ScheduledSound], moment: float) -> bool:
    """Tell whether something begins at ``moment``: then a key needs no sound of its own."""
    return any(one.at == moment and one.sound.name != TICK for one in heard)


def _giving_way(
    heard: list[ScheduledSound], cue: list[ScheduledSound]
) -> Iterator[ScheduledSound]:
    """Yield what is left of ``heard`` beside ``cue``: where it speaks, no words, and no motif
    that begins with it. A number, which has no motif, follows this one."""
    begins, motif = cue[0].at, cue[0].sound.name
    speaks = any(one.sound.kind == SAY for one in cue)
    for one in heard:
        if one.sound.kind == SAY and speaks:
            if one.at < begins:
                yield _cut_at(one, begins)
        elif one.at != begins or one.sound.name == TICK:
            yield one
        elif one.sound.kind == SAY and not one.after_s:
            after_s = words_after_s(motif)
            yield one._replace(at=begins + after_s, after_s=after_s)


def _cut_at(one: ScheduledSound, moment: float) -> ScheduledSound:
    until_s = max(0.0, moment - one.at)
    if one.sound.until_s is not None:
        until_s = min(until_s, one.sound.until_s)
    return one._replace(sound=one.sound._replace(until_s=until_s))


def _alarm_gain(elapsed_s: float) -> float:
    """Rising with every round of the alarm; neither volume nor mute changes it."""
    first, last = ALARM_GAINS
    return min(last, first + ALARM_STEP * (elapsed_s / 5.0))


def _motif_name(step: Step, signal: Signal, level: SoundLevel) -> str:
    """Sides and packs have motifs of their own."""
    side = step.place.side
    match step.item, signal:
        case _, Signal.SWITCH_SIDE:
            return str(side or "right")
        case Work() as item, Signal.OUT if level is SoundLevel.TONES and side:
            alternates = item.dose.sides is Sides.ALTERNATE
            return str(side) if alternates else signal
        case ThermalPlan() as plan, Signal.PACK_ON | Signal.GO:
            return periods(plan)[max(1, step.place.set_no) - 1]
        case _:
            return signal


def _said(compiled: Compiled, event: CueDue, ear: Ear) -> tuple[str, ...]:
    """Return the sentences that can be said; a name that cannot is "next exercise"."""
    phrase = words.phrase(compiled, event.step_index, event.cue)
    known = tuple(sentence for sentence in phrase if ear.length_of(sentence) is not None)
    known = _fitting(known, _room_s(compiled.steps[event.step_index], event.cue), ear)
    announces = event.cue.signal is Signal.GET_READY and phrase
    if announces and phrase[0] not in known and ear.length_of(words.NEXT_EXERCISE) is not None:
        return (words.NEXT_EXERCISE, *known)
    return known


def _room_s(step: Step, cue: Cue) -> float:
    """How long may be spoken at ``cue``, where the step was made as long as its words."""
    if (
        step.kind not in (StepKind.SETUP, StepKind.SWITCH, StepKind.REST)
        or cue not in step.cues
    ):
        return math.inf
    later = [other.at_s for other in step.cues if other.at_s > cue.at_s]
    ends = min(later, default=math.inf if step.seconds is None else step.seconds)
    return ends - cue.at_s - words_after_s(Signal.CHANGE_POSITION)


def _fitting(said: tuple[str, ...], room_s: float, ear: Ear) -> tuple[str, ...]:
    """Return ``said`` without the user's own words that are so long that others, which may be
    the limit of a movement, would be cut off; the longest first."""

    def length_s(sentence: str) -> float:
        return ear.length_of(sentence) or 0.0

    def too_long_s(sentence: str) -> float:
        return length_s(sentence) - words.speech_s((sentence,))

    left = list(said)
    while left and sum(map(length_s, left)) + PAUSE_S * (len(left) - 1) > room_s:
        longest = max(left, key=too_long_s)
        if too_long_s(longest) <= 0:
            break
        left.remove(longest)
    return tuple(left)


def _metronome(step: Step, began: float, ear: Ear) -> Iterator[ScheduledSound]:
    """A quiet tick each second of the moving parts, where nothing else is signalled."""
    if step.parts is None:
        return
    signalled = {cue.at_s for cue in step.cues}
    for second in range(1, math.ceil(step.parts.rep_s)):
        part, _, _ = step.parts.at(second)
        if part in (Part.OUT, Part.BACK) and second not in signalled:
            yield _motif(began + second, TICK, ear.volume)


def _cut(heard: list[ScheduledSound]) -> list[ScheduledSound]:
    """Every sound ends where the next begins, ticks excepted: so speech never overlaps, and
    nothing clips. Of two that begin together the later stays."""
    cut: list[ScheduledSound] = []
    next_at = math.inf
    for one in reversed(heard):
        if one.sound.name == TICK:
            cut.append(one)
        elif one.at < next_at:
            over = one.sound.kind == MOTIF and one.at + motifs.length_s(one.sound.name)
            is_whole = next_at == math.inf or (over and over <= next_at)
            cut.append(one if is_whole else _cut_at(one, next_at))
            next_at = one.at
    return cut[::-1]
