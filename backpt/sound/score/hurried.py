"""What is still heard when time runs faster (``--speed``): moments are nearer, sounds as long
as ever, and of what would overlap the more important stays. Pure data in and out.

Highest are alarms, then which side and which exercise, where to go and which rep, then what
to do now; the hint about keys and the text of a cue are the first to fall. Where there is no
time to say the side, the motif of the side takes the place of the cue's own.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable

from backpt.session.steps import Signal
from backpt.sound.score.compose import TICK, ScheduledSound, words_after_s
from backpt.sound.score.stretch import MOTIF, SAY, Sound

LengthOf = Callable[[Sound], float]

_ALARM, _WHICH, _WHERE, _WHAT, _OTHER, _COUNT, _HINT = 6, 5, 4, 3, 2, 1, 0
_MOTIFS: dict[str, int] = {
    **dict.fromkeys(("left", "right", "session-end", "exercise-end", "eased"), _WHICH),
    **dict.fromkeys(("rest", "change-position"), _WHERE),
    **dict.fromkeys(("out", "back", "hold", "release", "go"), _WHAT),
    **dict.fromkeys(("count", TICK), _COUNT),
}
"""The others are ``_OTHER``."""
_WORDS: dict[Signal | None, tuple[int, int]] = {
    Signal.KEYS: (_HINT, _HINT),
    Signal.COUNT: (_COUNT, _COUNT),
    Signal.GET_READY: (_WHICH, _HINT),  # the name, or the number; the dose and the cue
    Signal.OUT: (_WHERE, _OTHER),  # the number of the rep
    Signal.GO: (_WHERE, _OTHER),
    Signal.REST: (_WHERE, _OTHER),
    Signal.CHANGE_POSITION: (_WHERE, _WHERE),
    Signal.SWITCH_SIDE: (_WHERE, _WHERE),
    Signal.RESUMED: (_WHERE, _OTHER),
    Signal.GOOD_ZONE: (_OTHER, _WHERE),  # the name is the second one
    Signal.EASED: (_WHICH, _WHICH),
    Signal.EXERCISE_END: (_WHICH, _WHICH),
    Signal.QUESTION: (_WHICH, _WHICH),
    Signal.LEG_REST: (_WHICH, _WHICH),
    Signal.LIE_ON_BACK: (_WHICH, _WHICH),
    Signal.LIE_ON_SIDE: (_WHICH, _WHICH),
    Signal.WALK: (_WHICH, _WHICH),
    Signal.LEG_QUESTION: (_WHICH, _WHICH),
}
"""Of the first sentence and of the others; the words of other cues are ``_OTHER``."""


def begins_s(one: ScheduledSound, speed: float) -> float:
    """Return the moment at which ``one`` is heard, in seconds of the listener."""
    return (one.at - one.after_s) / speed + one.after_s


def uncrowded(
    heard: list[ScheduledSound], speed: float, length_of: LengthOf, from_s: float = -math.inf
) -> list[ScheduledSound]:
    """Return what can still be told apart at ``speed``, in order, each at its whole length.

    Nothing begins before ``from_s``, when what was placed earlier is over.
    """
    whole = [one._replace(sound=one.sound._replace(until_s=None)) for one in heard]
    timely = _timely(whole, speed, length_of)
    kept: list[tuple[float, float, ScheduledSound]] = []
    for one in sorted(timely, key=lambda one: (-_rank(one), begins_s(one, speed))):
        begins = begins_s(one, speed)
        ends = begins + length_of(one.sound)
        at = bisect_left(kept, begins, key=lambda placed: placed[0])
        after_earlier = at == 0 or kept[at - 1][1] <= begins
        before_later = at == len(kept) or ends <= kept[at][0]
        if begins >= from_s and after_earlier and before_later:
            kept.insert(at, (begins, ends, one))
    return [one for _, _, one in kept]


def _rank(one: ScheduledSound) -> int:
    if one.alarm:
        return _ALARM
    if one.sound.kind == MOTIF:
        return _MOTIFS.get(one.sound.name, _OTHER)
    if one.side is not None:
        return _WHICH
    first, others = _WORDS.get(one.signal, (_OTHER, _OTHER))
    return first if one.nth == 1 else others


def _timely(
    heard: list[ScheduledSound], speed: float, length_of: LengthOf
) -> list[ScheduledSound]:
    """Return ``heard`` without words that would come when the next are due, and with a motif
    for each side that could not be said before the next side is due."""
    cues: dict[tuple[float, Signal | None], list[ScheduledSound]] = {}
    for one in heard:
        cues.setdefault((one.cued_at, one.signal), []).append(one)
    timely: list[ScheduledSound] = []
    words_due = side_due = math.inf
    for (cued_at, _), cue in sorted(cues.items(), key=lambda cue: cue[0][0], reverse=True):
        side = next((one for one in cue if one.side is not None), None)
        made = cue
        if side is not None:
            begins = begins_s(side, speed)
            if begins >= words_due or begins + length_of(side.sound) > side_due:
                made = _with_side_motif(cue, side)
            side_due = cued_at / speed
        spoken = (one.sound.kind == SAY and begins_s(one, speed) >= words_due for one in made)
        timely += (one for one, late in zip(made, spoken, strict=True) if not late)
        if any(one.sound.kind == SAY for one in cue):
            words_due = cued_at / speed
    return timely


def _with_side_motif(cue: list[ScheduledSound], side: ScheduledSound) -> list[ScheduledSound]:
    """Return the motif of the side instead of the cue's own, and the other words after it."""
    name = str(side.side)
    made: list[ScheduledSound] = []
    later_s = 0.0
    for one in cue:
        if one.sound.kind == MOTIF:
            later_s = words_after_s(name) - words_after_s(one.sound.name)
            made.append(one._replace(sound=one.sound._replace(name=name), side=side.side))
        elif one is not side:
            made.append(one._replace(at=one.at + later_s, after_s=one.after_s + later_s))
    return made
