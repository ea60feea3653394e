"""A session as a file: every sound at its moment, chapters, and nothing about keys."""

from __future__ import annotations

import io
import math
import os
import re
import wave
from array import array
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

import miniaudio
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen import id3

from backpt.language import recording as said
from backpt.language import speech, words
from backpt.paths import Paths
from backpt.prescription.model import Routine, prescribe
from backpt.run.take_along import TakenAlong
from backpt.session.compile import Manner, flatten
from backpt.session.events import CueDue, Event
from backpt.session.sound_choice import SoundLevel
from backpt.session.steps import Compiled, Signal, total_s
from backpt.session.unattended import portable, timed, unattended_events
from backpt.sound.output.id3 import id3_head
from backpt.sound.score import motifs
from backpt.sound.score.compose import Ear
from backpt.sound.score.recording import Chapter, Recording, recorded
from backpt.sound.score.stretch import RATE
from backpt.sound.voice.session_voice import Voice
from tests.builders import home_basics, routine, routines, shipped, work
from tests.examples import cases

DAY = date(2026, 12, 3)
VOICE = Voice()
FRAME_S = 576 / RATE
"""Of an MP3 at this rate."""


def nothing_made(sentence: str) -> float | None:
    return 0.4 if len(sentence) < 60 else None


def planned(
    of: Routine, level: SoundLevel = SoundLevel.TONES, opening: tuple[str, ...] = ()
) -> tuple[Recording, tuple[Event, ...]]:
    compiled = Compiled(of, flatten(of, speech))
    events = unattended_events(compiled.steps, speech)
    return recorded(compiled, events, Ear(level, nothing_made), opening, "Before"), events


@cache
def taken(level: SoundLevel = SoundLevel.TONES) -> TakenAlong:
    return TakenAlong(
        home_basics(),
        Manner(),
        said.opening(DAY, ()),
        level=level,
        paths=Paths(os.devnull, os.devnull, os.devnull),  # nothing has to be made
        now=lambda: 0.0,
    )


@cache
def wav_of(level: SoundLevel) -> bytes:
    file = io.BytesIO()
    taken(level).write_wav(file, lambda done_s: None)
    return file.getvalue()


@cache
def mp3_of(level: SoundLevel) -> bytes:
    file = io.BytesIO()
    taken(level).write_mp3(file, lambda done_s: None)
    return file.getvalue()


def samples_of(wav: bytes) -> array[int]:
    with wave.open(io.BytesIO(wav)) as read:
        assert (read.getframerate(), read.getnchannels(), read.getsampwidth()) == (RATE, 1, 2)
        found = array("h")
        found.frombytes(read.readframes(read.getnframes()))
        return found


def tags_of(mp3: io.BytesIO) -> Any:
    return id3.ID3(mp3)  # type: ignore[no-untyped-call]


def cued(recording: Recording, *signals: Signal) -> list[tuple[float, Signal]]:
    """The moments of the recording at which ``signals`` are due, by the player alone."""
    events = unattended_events(flatten(home_basics(), speech), speech)
    return [
        (recording.opening_s + event.at, event.cue.signal)
        for event in events
        if isinstance(event, CueDue) and event.cue.signal in signals
    ]


# --- the plan of a recording -------------------------------------------------------------


@given(routines(), st.booleans())
@cases(40)
def test_stretches_follow_each_other_and_end_with_the_recording(
    evening: Routine, with_words: bool
) -> None:
    left = portable(evening).routine
    if not flatten(left, speech):
        return
    level = SoundLevel.VOICE if with_words else SoundLevel.TONES
    recording, events = planned(left, level, ("Made for you.",) if with_words else ())
    ends = 0
    for first, stretch in recording.stretches:
        assert first >= ends
        ends = first + math.ceil(stretch.length_s * RATE - 1e-6)
    assert ends <= recording.frames
    assert recording.seconds >= recording.opening_s + events[-1].at - 1 / RATE


def test_the_session_begins_after_the_first_words_and_lasts_as_planned() -> None:
    steps = flatten(home_basics(), speech)
    recording, _ = planned(home_basics(), SoundLevel.VOICE, ("Made for you.",))
    ends_s = recording.opening_s + total_s(timed(steps))
    assert recording.opening_s == math.ceil(0.5 + 0.4 + 0.45)
    assert 0 <= recording.seconds - ends_s < 10  # "Finished." "Well done."


def test_chapters_are_the_exercises_one_after_the_other() -> None:
    recording, _ = planned(home_basics(), SoundLevel.VOICE, ("Made for you.",))
    titles = [chapter.title for chapter in recording.chapters]
    assert titles == ["Before", *(words.item_name(item) for item in home_basics().items)]
    assert recording.chapters[0].begins_s == 0.0
    assert recording.chapters[-1].ends_s == recording.seconds
    assert all(one.ends_s == two.begins_s for one, two in pairwise(recording.chapters))


@pytest.mark.slow
def test_keys_are_not_spoken_of() -> None:
    """Whatever is shipped: nobody has a key to press."""
    for name in shipped().routines:
        left = portable(prescribe(shipped(), name)).routine
        if left.trial or not portable(left).works:
            continue
        for manner in (Manner(), Manner(self_paced=True)):
            compiled = Compiled(left, flatten(left, speech, manner))
            ear = Ear(
                SoundLevel.VOICE,
                lambda one: None if one in words.ABOUT_KEYS else VOICE.length_of(one),
            )
            events = unattended_events(compiled.steps, speech)
            recording = recorded(compiled, events, ear, (), "Before")
            spoken = {
                sound.name for _, stretch in recording.stretches for sound in stretch.sounds
            }
            assert not re.search(r"(?i)\b(space|keys?|escape)\b", " ".join(spoken))


# --- its words ---------------------------------------------------------------------------


def test_it_says_first_for_whom_when_what_is_missing_and_when_to_stop() -> None:
    assert said.opening(DAY, ("Bridge", "Cold pack")) == (
        "Made for you.",
        "Day three, month twelve.",
        "Without.",
        "Bridge.",
        "Cold pack.",
        "Pain of six or more: stop.",
        "Numb or strange between the legs, or trouble with bladder or bowel.",
        "A leg weak or numb.",
        "Call your emergency number or go to an emergency department now.",
    )


@pytest.mark.parametrize("month", range(1, 13))
def test_the_shipped_voice_can_say_every_day(month: int) -> None:
    for day in (1, 13, 20, 28):
        for sentence in said.opening(date(2026, month, day), ("Bridge",)):
            assert VOICE.length_of(sentence), sentence


# --- WAV ---------------------------------------------------------------------------------


@pytest.mark.slow
def test_every_cue_is_in_the_wav_at_its_sample() -> None:
    recording = taken().recording
    found = samples_of(wav_of(SoundLevel.TONES))
    assert len(found) == recording.frames
    checked = 0
    for at_s, signal in cued(recording, Signal.REST, Signal.GET_READY, Signal.SWITCH_SIDE):
        if signal is Signal.SWITCH_SIDE:
            continue  # each side has a motif of its own
        first = round(at_s * RATE)
        motif = motifs.samples(signal)[: RATE // 50]
        assert found[first : first + len(motif)] == motif, (at_s, signal)
        checked += 1
    assert checked > 3


@pytest.mark.slow
def test_the_same_session_is_the_same_bytes() -> None:
    file = io.BytesIO()
    taken().write_wav(file, lambda done_s: None)
    assert file.getvalue() == wav_of(SoundLevel.TONES)


@pytest.mark.slow
def test_the_head_of_a_wav_says_how_long_it_is() -> None:
    wav, frames = wav_of(SoundLevel.TONES), taken().recording.frames
    assert len(samples_of(wav)) == frames
    assert len(wav) == 44 + 2 * frames


@pytest.mark.slow
def test_progress_grows_to_the_end() -> None:
    told: list[float] = []
    taken().write_wav(io.BytesIO(), told.append)
    assert told == sorted(told)
    assert told[-1] == taken().recording.seconds


# --- MP3 ---------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_decoder_finds_every_cue_in_the_mp3_within_a_frame() -> None:
    recording = taken().recording
    decoded = miniaudio.decode(mp3_of(SoundLevel.TONES), nchannels=1, sample_rate=RATE).samples
    for at_s, signal in cued(recording, Signal.GET_READY, Signal.REST):
        motif = motifs.samples(signal)[: RATE // 20 : 3]
        middle = round(at_s * RATE)

        def likeness(lag: int, motif: array[int] = motif, middle: int = middle) -> int:
            there = decoded[middle + lag : middle + lag + 3 * len(motif) : 3]
            return sum(one * two for one, two in zip(motif, there, strict=False))

        best = max(range(-1440, 1440, 4), key=likeness)
        assert abs(best) / RATE <= FRAME_S, (at_s, signal, best)


@pytest.mark.slow
def test_an_mp3_has_a_title_and_a_chapter_for_each_exercise() -> None:
    tags = tags_of(io.BytesIO(mp3_of(SoundLevel.TONES)))
    assert str(tags["TIT2"]) == home_basics().name
    assert str(tags["TRCK"]) == "1/1"
    chapters = sorted(tags.getall("CHAP"), key=lambda one: one.start_time)
    titles = [str(one.sub_frames["TIT2"]) for one in chapters]
    assert titles == [one.title for one in taken().recording.chapters]
    assert [one.start_time for one in chapters] == [
        round(1000 * one.begins_s) for one in taken().recording.chapters
    ]
    (contents,) = tags.getall("CTOC")
    assert list(contents.child_element_ids) == [one.element_id for one in chapters]


def test_a_head_may_have_no_chapter_and_any_letters() -> None:
    title = "Übung — 🦵 \N{ARABIC LETTER BEH}"
    assert str(tags_of(io.BytesIO(id3_head(title, "backpt", ())))["TIT2"]) == title
    many = tuple(Chapter(float(n), n + 1.0, str(n)) for n in range(300))
    assert len(tags_of(io.BytesIO(id3_head(title, "backpt", many))).getall("CHAP")) == 255


@pytest.mark.slow
def test_twenty_minutes_are_six_megabytes_at_most() -> None:
    assert len(mp3_of(SoundLevel.TONES)) / taken().recording.seconds * 1200 <= 6e6


@pytest.mark.slow
def test_spoken_words_do_not_clip_and_are_heard() -> None:
    found = samples_of(wav_of(SoundLevel.VOICE))
    assert max(map(abs, found)) < 32767
    opening = found[: round(taken(SoundLevel.VOICE).recording.opening_s * RATE)]
    assert sum(abs(sample) > 1000 for sample in opening) > RATE  # more than a second of speech


def test_an_own_exercise_that_no_voice_can_say_is_still_led() -> None:
    recording, _ = planned(routine(work()), SoundLevel.VOICE, ("Made for you.",))
    assert recording.stretches
