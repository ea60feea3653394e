"""Signals as short melodies, made of sines with the standard library. No files, no clock.

Six families that differ in rhythm and melody, not only in pitch, so that a newcomer tells
them apart at once:

========  ==================================================================
ready     dry knocks: "attention"
move      two quick notes, up on the way out, down on the way back
hold      a long note with a short one: short-long to hold, long-short to let go
change    three even notes: rising to the right, falling to the left
pause     two slow low notes: falling to pause, rising to go on
alarm     a fast two-note siren
========  ==================================================================

Opposites are mirror images: out and back, hold and release, left and right, pause and
resume, heat and cold.
"""

from __future__ import annotations

import math
from array import array
from functools import cache

from backpt.session.steps import Signal
from backpt.sound.score.stretch import RATE
from backpt.values import NamedTuple

FADE_S = 0.005
"""At both ends of a note: no clicks."""
PEAK = 0.6
"""Of full scale: one overlap does not clip."""


class Blip(NamedTuple):
    """One note; ``hz`` 0 is a silence."""

    hz: float
    length_s: float
    gain: float = 1.0


_C4, _G4, _C5, _D5, _E5, _G5, _A5, _C6, _E6 = (
    261.63,
    392.00,
    523.25,
    587.33,
    659.26,
    783.99,
    880.00,
    1046.50,
    1318.51,
)


def _mirrored(notes: tuple[Blip, ...]) -> tuple[Blip, ...]:
    return notes[::-1]


_KNOCK = (Blip(_C5, 0.05), Blip(0, 0.05), Blip(_C5, 0.05))
_OUT = (Blip(_C5, 0.08), Blip(_G5, 0.12))
_HOLD = (Blip(_E5, 0.08), Blip(0, 0.03), Blip(_E5, 0.34))
_RIGHT = (Blip(_C5, 0.12), Blip(_E5, 0.12), Blip(_G5, 0.12))
_RESUME = (Blip(_C4, 0.22), Blip(0, 0.04), Blip(_G4, 0.22))
_HEAT = (Blip(_C5, 0.15), Blip(_D5, 0.15), Blip(_E5, 0.15), Blip(_G5, 0.3))
_QUESTION = (Blip(_G4, 0.12), Blip(0, 0.03), Blip(_G4, 0.12), Blip(_C5, 0.2))
_REST = (Blip(_G5, 0.18), Blip(_E5, 0.18), Blip(_C5, 0.3))
_LEG_REST = (*_REST, Blip(_G4, 0.3))
_SIREN = (Blip(_A5, 0.12), Blip(_E6, 0.12)) * 4

MOTIFS: dict[str, tuple[Blip, ...]] = {
    # ready
    Signal.WELCOME: _KNOCK,
    Signal.KEYS: _KNOCK,
    Signal.GET_READY: _KNOCK,
    Signal.COUNT: (Blip(_A5, 0.06),),
    Signal.GO: (*_KNOCK, Blip(0, 0.05), Blip(_C6, 0.2)),
    "tick": (Blip(_C6, 0.02, 0.35),),
    # move
    Signal.OUT: _OUT,
    Signal.BACK: _mirrored(_OUT),
    # hold
    Signal.HOLD: _HOLD,
    Signal.RELEASE: _mirrored(_HOLD),
    Signal.HALFWAY: (Blip(_E5, 0.12), Blip(0, 0.06), Blip(_E5, 0.12)),
    Signal.TEN_LEFT: (Blip(_E5, 0.06), Blip(0, 0.04)) * 3,
    # change
    Signal.CHANGE_POSITION: (Blip(_C5, 0.12), Blip(_G5, 0.12), Blip(_C5, 0.12)),
    "right": _RIGHT,
    "left": _mirrored(_RIGHT),
    Signal.REST: _REST,
    Signal.EXERCISE_END: (Blip(_C5, 0.12), Blip(_E5, 0.12), Blip(_C6, 0.24)),
    Signal.LEG_REST: _LEG_REST,
    Signal.LIE_ON_BACK: _LEG_REST,
    Signal.LIE_ON_SIDE: _LEG_REST,
    Signal.WALK: _LEG_REST,
    Signal.SESSION_END: (*_RIGHT, Blip(_C6, 0.5)),
    # pause
    Signal.RESUMED: _RESUME,
    Signal.GOOD_ZONE: _RESUME,
    Signal.PAUSED: _mirrored(_RESUME),
    Signal.WAITING: (Blip(_G4, 0.18),),
    Signal.QUESTION: _QUESTION,
    Signal.LEG_QUESTION: _QUESTION,
    Signal.KEY_HEARD: (Blip(_G4, 0.04),),
    Signal.EASED: (Blip(_G4, 0.22), Blip(0, 0.04), Blip(_C4, 0.12), Blip(_C4, 0.12)),
    # packs and alarm
    "heat": _HEAT,
    "cold": _mirrored(_HEAT),
    Signal.SKIN_CHECK: (*_SIREN[:4], Blip(0, 0.1), Blip(_C5, 0.3)),
    Signal.PACK_OFF: _SIREN,
    Signal.STOP: (*_SIREN, Blip(0, 0.1), *_SIREN),
}
"""Every motif by its name: a signal's, or what a signal becomes (``left``, ``heat``)."""

FAMILIES: dict[str, tuple[str, ...]] = {
    "ready": ("get-ready", "count", "go", "tick"),
    "move": ("out", "back"),
    "hold": ("hold", "release", "halfway", "ten-left"),
    "change": ("left", "right", "change-position", "rest", "exercise-end", "session-end"),
    "pause": ("paused", "resumed", "waiting", "question", "eased", "key-heard"),
    "alarm": ("heat", "cold", "skin-check", "pack-off", "stop"),
}
"""As ``backpt sound`` plays them."""


def length_s(name: str) -> float:
    """Return the length of a motif in seconds."""
    return sum(note.length_s for note in MOTIFS[name])


@cache
def samples(name: str) -> array[int]:
    """Return a motif as mono 16-bit samples at ``RATE``; not to be changed, because it is kept.

    Raises ``KeyError`` for no motif.
    """
    made = array("h")
    for note in MOTIFS[name]:
        made.extend(_note(note))
    return made


def _note(note: Blip) -> array[int]:
    count = round(note.length_s * RATE)
    if not note.hz:
        return array("h", bytes(2 * count))
    fade = max(1, round(FADE_S * RATE))
    turn = 2 * math.pi * note.hz / RATE
    top = 32767 * PEAK * note.gain
    made = array("h", bytes(2 * count))
    for n in range(count):
        edge = min(n, count - 1 - n)
        soft = edge / fade if edge < fade else 1.0
        # A little of the octave makes small loudspeakers audible.
        made[n] = round(
            top * soft * (0.85 * math.sin(turn * n) + 0.15 * math.sin(2 * turn * n))
        )
    return made
