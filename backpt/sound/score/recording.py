"""A whole session as sound, ahead of time: which stretch begins at which sample. Pure.

What is said before it comes first; then everything lies where the session has it, to the
sample. A recording is no shorter than its session, and ends when its last words have.
"""

import math
from collections.abc import Iterable, Iterator, Sequence

from backpt.language import words
from backpt.prescription.model import Work
from backpt.session.events import Event, SessionEnded, StepBegan
from backpt.session.steps import Compiled
from backpt.sound.score import motifs
from backpt.sound.score.compose import PAUSE_S, Ear, ScheduledSound, compose
from backpt.sound.score.stretch import MOTIF, RATE, SAY, Sound, Stretch
from backpt.values import NamedTuple

SILENCE_S = 0.5
"""A player loses the beginning of a file, too."""
LEAST_S = 5.0
"""A stretch is at least this long, where no sound is cut in two by its end."""


class Chapter(NamedTuple):
    """A part of a recording that has a name of its own."""

    begins_s: float
    ends_s: float
    title: str


class Recording(NamedTuple):
    """A recording before a single sample of it is made."""

    stretches: tuple[tuple[int, Stretch], ...]
    """Each with the sample at which it begins; they do not overlap, and between them is
    silence."""
    frames: int
    """How many samples it has in all."""
    opening_s: float
    """The moment of the recording at which the session begins; whole seconds."""
    chapters: tuple[Chapter, ...]
    """One after the other, from the beginning to the end."""

    @property
    def seconds(self) -> float:
        return self.frames / RATE


def recorded(
    compiled: Compiled,
    events: Sequence[Event],
    ear: Ear,
    opening: tuple[str, ...],
    before: str,
) -> Recording:
    """Return the recording of ``events``, which are those of ``compiled`` from moment 0.

    ``opening`` is said first, and the chapter of it is called ``before``.
    """
    said = list(_said(opening, ear))
    opening_s = float(math.ceil(_ends(said, ear) + PAUSE_S))
    heard = [one._replace(at=one.at + opening_s) for one in compose(compiled, events, ear)]
    heard = said + heard
    ended_s = opening_s + _ended_at(events)
    frames = _frames(max(ended_s, _ends(heard, ear)))
    chapters = tuple(_chapters(compiled, events, opening_s, before, frames / RATE))
    return Recording(tuple(_stretches(heard, ear)), frames, opening_s, chapters)


def _said(opening: tuple[str, ...], ear: Ear) -> Iterator[ScheduledSound]:
    at_s = SILENCE_S
    for sentence in opening:
        if (length_s := ear.length_of(sentence)) is not None:
            yield ScheduledSound(at_s, Sound(0.0, SAY, sentence, ear.volume))
            at_s += length_s + PAUSE_S


def _ended_at(events: Iterable[Event]) -> float:
    return next(event.at for event in events if isinstance(event, SessionEnded))


def _end_of(one: ScheduledSound, ear: Ear) -> float:
    sound = one.sound
    whole = motifs.length_s(sound.name) if sound.kind == MOTIF else ear.length_of(sound.name)
    return one.at + min(whole or 0.0, math.inf if sound.until_s is None else sound.until_s)


def _ends(heard: Iterable[ScheduledSound], ear: Ear) -> float:
    return max((_end_of(one, ear) for one in heard), default=0.0)


def _stretches(heard: list[ScheduledSound], ear: Ear) -> Iterator[tuple[int, Stretch]]:
    group: list[ScheduledSound] = []
    ends = -math.inf
    for one in sorted(heard, key=lambda one: one.at):
        if group and one.at >= ends and one.at - group[0].at >= LEAST_S:
            yield _stretch(group, ends)
            group, ends = [], -math.inf
        group.append(one)
        ends = max(ends, _end_of(one, ear))
    if group:
        yield _stretch(group, ends)


def _stretch(group: list[ScheduledSound], ends: float) -> tuple[int, Stretch]:
    first = round(group[0].at * RATE)
    sounds = []
    for one in group:
        at_s = (round(one.at * RATE) - first) / RATE
        until_s = one.sound.until_s
        sounds.append(
            one.sound._replace(at_s=at_s, until_s=None if until_s is None else at_s + until_s)
        )
    return first, Stretch(tuple(sounds), (_frames(ends) - first) / RATE)


def _frames(seconds: float) -> int:
    """Up, so that no last sample is cut; what is a sum of seconds is a little more or less."""
    return math.ceil(seconds * RATE - 1e-3)


def _chapters(
    compiled: Compiled, events: Iterable[Event], opening_s: float, before: str, ends_s: float
) -> Iterator[Chapter]:
    """Yield what comes first, and each exercise from the moment one gets into place for it."""
    begins = [(0.0, before)]
    last = None
    for event in events:
        if not isinstance(event, StepBegan):
            continue
        step = compiled.steps[event.step_index]
        if step.place.item != last and isinstance(step.item, Work):
            begins.append((opening_s + event.at, words.item_name(step.item)))
            last = step.place.item
    ends = [at for at, _ in begins[1:]] + [ends_s]
    for (at, title), end in zip(begins, ends, strict=True):
        yield Chapter(at, end, title)
