"""A stretch of sounds to one buffer of samples. Pure: the same score gives the same bytes."""

from __future__ import annotations

from array import array
from collections.abc import Callable

from backpt.sound.score import motifs
from backpt.sound.score.stretch import MOTIF, RATE, Sound, Stretch

Source = Callable[[str], "array[int] | None"]
"""Samples of a sentence, or ``None`` for one that nobody can say."""

SPEECH_PEAK = round(0.75 * 32767)
"""Words are no louder, whoever recorded them: a tick beside them does not clip."""
CUT_FADE_S = 0.02
"""Speech that is cut before the next utterance is faded, not chopped."""


def render(stretch: Stretch, source: Source) -> bytes:
    """Return ``stretch`` as 16-bit mono PCM at ``RATE``, in the machine's own byte order.

    A sound begins at the very sample of its moment. What reaches beyond the stretch is cut.
    """
    mixed = array("h", bytes(2 * round(stretch.length_s * RATE)))
    for sound in stretch.sounds:
        if sound.kind == MOTIF:
            made: array[int] | None = motifs.samples(sound.name)
        else:
            made = _not_too_loud(source(sound.name))
        if made:
            _mix(mixed, _shaped(made, sound), round(sound.at_s * RATE))
    return mixed.tobytes()


def _not_too_loud(made: array[int] | None) -> array[int] | None:
    if not made or (peak := max(map(abs, made))) <= SPEECH_PEAK:
        return made
    return array("h", [sample * SPEECH_PEAK // peak for sample in made])


def _shaped(made: array[int], sound: Sound) -> array[int]:
    if sound.until_s is not None:
        most = max(0, round((sound.until_s - sound.at_s) * RATE))
        if len(made) > most:
            made = _faded(made[:most])
    if sound.gain != 1.0:
        made = array("h", [round(sample * sound.gain) for sample in made])
    return made


def _faded(made: array[int]) -> array[int]:
    fade = min(len(made), round(CUT_FADE_S * RATE))
    for n in range(1, fade + 1):
        made[-n] = made[-n] * n // fade
    return made


def _mix(into: array[int], made: array[int], at: int) -> None:
    if at >= len(into) or at < 0:
        return
    end = min(len(into), at + len(made))
    here = into[at:end]
    if not any(here):
        into[at:end] = made[: end - at]
        return
    for n, sample in enumerate(made[: end - at]):
        into[at + n] = max(-32768, min(32767, here[n] + sample))
