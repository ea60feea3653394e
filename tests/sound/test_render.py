"""Every shipped routine, and a pack, as samples: what begins where, how it sounds, how loud."""

from __future__ import annotations

import itertools
import sys
from array import array
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import pytest

from backpt.language import speech
from backpt.prescription.model import Mode, Routine, ThermalPlan, prescribe
from backpt.session.compile import flatten
from backpt.session.events import CueDue, Event, StepBegan
from backpt.session.player import Player
from backpt.session.sound_choice import SoundLevel
from backpt.session.steps import Compiled, Signal, Step, StepKind
from backpt.sound.score import motifs
from backpt.sound.score.compose import TICK, Ear, ScheduledSound, compose
from backpt.sound.score.conductor import OPENING_S, Conductor
from backpt.sound.score.motifs import FAMILIES, MOTIFS
from backpt.sound.score.render import render
from backpt.sound.score.stretch import MOTIF, RATE, SAY, Sound, Stretch
from backpt.sound.voice.session_voice import Voice
from tests.builders import shipped
from tests.sound.marks import strength

pytestmark = pytest.mark.slow

LIBRARY = shipped()
VOICE = Voice()
WITHIN = RATE // 1000
"""Samples: one millisecond."""
WAKE_S = 1.0
"""The loop wakes at least this often."""
ICE = Routine("icepack-cold", "Ice pack", (ThermalPlan(Mode.COLD, 900.0, 900.0, 2),))
ROUTINES = {**{name: prescribe(LIBRARY, name) for name in LIBRARY.routines}, ICE.id: ICE}


class Played(NamedTuple):
    """A session that nobody touched: what happened, and what was placed of it when."""

    of: Routine
    steps: tuple[Step, ...]
    ear: Ear
    events: list[Event]
    plan: list[ScheduledSound]
    placed: list[tuple[float, Stretch]]


class Placing:
    """A speaker that keeps every stretch; nothing is stopped, for nothing unexpected comes."""

    def __init__(self) -> None:
        self.placed: list[tuple[float, Stretch]] = []

    def play(self, stretch: Stretch, start_at: float) -> None:
        self.placed.append((start_at, stretch))

    def stop(self) -> None:
        assert not self.placed, "what was placed was not what happened"


def play(of: Routine, level: SoundLevel) -> Played:
    steps, ear = flatten(of, speech), Ear(level, VOICE.length_of)
    player, placing = Player(steps, speech, keyboard=False), Placing()
    conductor = Conductor(Compiled(of, steps), player.ahead, placing, ear)
    events = player.start(0.0)
    for event in events:
        conductor.hear(event)
    conductor.conduct(0.0)
    now = 0.0
    while (due := player.deadline()) is not None:
        now = min(due, now + WAKE_S)
        new = player.tick(now)
        for event in new:
            conductor.hear(event)
        conductor.conduct(now)
        events += new
    return Played(
        of, steps, ear, events, compose(Compiled(of, steps), events, ear), placing.placed
    )


@pytest.fixture(scope="module", params=ROUTINES)
def of(request: pytest.FixtureRequest) -> Routine:
    return ROUTINES[str(request.param)]


@pytest.fixture(scope="module", params=[SoundLevel.TONES, SoundLevel.VOICE])
def played(request: pytest.FixtureRequest, of: Routine) -> Played:
    return play(of, SoundLevel(request.param))


_KNOWN: dict[str, array[int] | None] = {}


def samples(sentence: str) -> array[int] | None:
    if sentence not in _KNOWN:
        _KNOWN[sentence] = VOICE.samples(sentence)
    return _KNOWN[sentence]


@lru_cache(maxsize=120)
def rendered(stretch: Stretch) -> array[int]:
    made = array("h")
    made.frombytes(render(stretch, samples))
    return made


def length_s(sound: Sound) -> float:
    whole = motifs.length_s(sound.name) if sound.kind == MOTIF else VOICE.length_of(sound.name)
    assert whole is not None
    return whole


def ends_s(sound: Sound) -> float:
    """The end in the stretch: by itself, or because it is cut."""
    end = sound.at_s + length_s(sound)
    return end if sound.until_s is None else min(end, sound.until_s)


def spoken(played: Played) -> Iterator[tuple[float, float, str]]:
    for start, stretch in played.placed:
        for sound in stretch.sounds:
            if sound.kind == SAY:
                yield start + sound.at_s, start + ends_s(sound), sound.name


def test_every_sound_of_the_plan_is_placed_at_its_moment_and_none_besides(
    played: Played,
) -> None:
    placed = sorted(
        (round(start + sound.at_s, 3), sound.kind, sound.name)
        for start, stretch in played.placed
        for sound in stretch.sounds
    )
    # The very first is a quarter second late, its words too: outputs lose their beginning.
    events = [
        event._replace(at=max(event.at, OPENING_S)) if isinstance(event, CueDue) else event
        for event in played.events
    ]
    plan = compose(Compiled(played.of, played.steps), events, played.ear)
    assert placed == sorted((round(one.at, 3), *one.sound[1:3]) for one in plan)


def test_every_motif_begins_at_its_sample_with_its_pitch(played: Played) -> None:
    checked = 0
    for _, stretch in played.placed:
        made = rendered(stretch)
        for sound in stretch.sounds:
            if sound.kind == MOTIF and _alone(sound, stretch):
                check_motif(made, sound)
                checked += 1
    planned = sum(one.sound.kind == MOTIF for one in played.plan)
    assert checked > 0.95 * planned  # a few begin while words are still said


def _alone(sound: Sound, stretch: Stretch) -> bool:
    """Tell whether nothing else sounds from just before it to the end of its first note."""
    begins, ends = sound.at_s - 0.005, sound.at_s + MOTIFS[sound.name][0].length_s
    return not any(
        other is not sound and other.at_s < ends and ends_s(other) > begins
        for other in stretch.sounds
    )


def check_motif(made: array[int], sound: Sound) -> None:
    at, first = round(sound.at_s * RATE), MOTIFS[sound.name][0]
    assert not any(made[max(0, at - 4 * WITHIN) : at]), sound
    assert any(made[at : at + WITHIN]), sound
    note = made[at : at + round(first.length_s * RATE)]
    heard = _strengths(note.tobytes())
    assert max(heard, key=lambda hz: heard[hz]) == first.hz, sound
    loud = motifs.PEAK * 0.85 * first.gain * sound.gain
    assert heard[first.hz] == pytest.approx(loud, rel=0.3), sound


_PITCHES = sorted({note.hz for notes in MOTIFS.values() for note in notes if note.hz})


@cache
def _strengths(pcm: bytes) -> dict[float, float]:
    """How much of each pitch is in a note; most notes come back many times, to the bit."""
    note = array("h")
    note.frombytes(pcm)
    return {hz: strength(note, RATE, hz) for hz in _PITCHES}


def test_no_sample_clips(played: Played) -> None:
    for start, stretch in played.placed:
        made = rendered(stretch)
        assert not clipped(made), start


def clipped(made: array[int]) -> bool:
    """Whether a sample is as large as one can be. Only where an upper byte is that of such a
    one, each is looked at."""
    upper = made.tobytes()[sys.byteorder == "little" :: 2]
    if b"\x7f" not in upper and b"\x80" not in upper:
        return False
    return max(made) == 32767 or min(made) == -32768


@pytest.mark.parametrize(
    ("sample", "is_clipped"), [(32767, True), (-32768, True), (32766, False), (-32767, False)]
)
def test_only_a_sample_as_large_as_can_be_counts_as_clipped(
    sample: int, is_clipped: bool
) -> None:
    assert clipped(array("h", (0, 127, sample, -128, 0))) is is_clipped


def test_no_words_are_said_over_others_or_over_a_count(played: Played) -> None:
    words = sorted(spoken(played))
    for (at, end, said), (following, _, other) in itertools.pairwise(words):
        assert end <= following + 1e-6, (at, said, other)
    counts = [
        start + sound.at_s
        for start, stretch in played.placed
        for sound in stretch.sounds
        if sound.name == Signal.COUNT
    ]
    for at, end, said in words:
        assert not any(at < count < end - 1e-6 for count in counts), (at, said)


def test_getting_into_place_and_changing_sides_is_as_long_as_its_words(of: Routine) -> None:
    played = play(of, SoundLevel.VOICE)
    began = [event for event in played.events if isinstance(event, StepBegan)]
    ends = [following.at for following in began[1:]]
    for step_began, end in zip(began, ends, strict=False):
        step = played.steps[step_began.step_index]
        if step.kind not in (StepKind.SETUP, StepKind.SWITCH):
            continue
        counts_at = [
            event.at
            for event in played.events
            if isinstance(event, CueDue)
            and event.step_index == step_began.step_index
            and event.cue.signal is Signal.COUNT
        ]
        first_count = min([*counts_at, end])
        for one in played.plan:
            if one.sound.kind == SAY and step_began.at <= one.at < first_count:
                assert one.at + length_s(one.sound) <= first_count, one


def test_families_differ_in_rhythm_not_only_in_pitch() -> None:
    rhythms = {
        family: {
            tuple((bool(note.hz), note.length_s) for note in MOTIFS[name]) for name in names
        }
        for family, names in FAMILIES.items()
    }
    for one, other in itertools.combinations(rhythms, 2):
        assert not rhythms[one] & rhythms[other], (one, other)


def test_a_family_is_told_by_its_rhythm_even_where_lengths_are_only_roughly_heard() -> None:
    """Told apart: how many notes, and which of them is the longest."""
    first = {"ready": "get-ready", "move": "out", "hold": "hold", "change": "right"}
    first |= {"pause": "resumed", "alarm": "pack-off"}
    shapes = set()
    for name in first.values():
        notes = [note for note in MOTIFS[name] if note.hz]
        longest = max(note.length_s for note in notes)
        shapes.add((len(notes), longest >= 0.2, notes[0].length_s == longest))
    assert len(shapes) == len(first)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Signal.OUT, Signal.BACK),
        (Signal.HOLD, Signal.RELEASE),
        ("left", "right"),
        (Signal.PAUSED, Signal.RESUMED),
        ("heat", "cold"),
    ],
)
def test_opposites_are_mirror_images_in_samples(one: str, other: str) -> None:
    there, back = motifs.samples(one), motifs.samples(other)
    assert len(there) == len(back)
    assert there != back
    at = 0
    for note in MOTIFS[one]:
        size = round(note.length_s * RATE)
        ends = len(back) - at
        assert _pitch(there[at : at + size]) == _pitch(back[ends - size : ends]) == note.hz
        at += size


def _pitch(part: array[int]) -> float:
    heard = _strengths(part.tobytes())
    best = max(heard, key=lambda hz: heard[hz])
    return best if heard[best] > 0.1 else 0.0


def test_words_recorded_at_full_loudness_do_not_clip_beside_a_tick() -> None:
    loud = array("h", [32767, -32768] * RATE)
    beside = Stretch((Sound(0.0, SAY, "Own."), Sound(1.0, MOTIF, TICK)), 2.0)
    made = array("h")
    made.frombytes(render(beside, lambda _: loud))
    assert not clipped(made)


def test_words_that_are_cut_fade_out() -> None:
    said = next(
        one.sound.name for one in play(ICE, SoundLevel.VOICE).plan if one.sound.kind == SAY
    )
    cut = rendered(Stretch((Sound(0.1, SAY, said, 1.0, 0.5),), 1.0))
    assert not any(cut[: round(0.1 * RATE)])
    assert any(cut[round(0.1 * RATE) : round(0.5 * RATE)])
    assert not any(cut[round(0.5 * RATE) :])
    assert abs(cut[round(0.5 * RATE) - 1]) < 50
