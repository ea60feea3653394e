"""The shipped clips themselves: complete, early, level, and understood word for word.

Listening is done by pocketsphinx, with a closed grammar: the sentences of one length in
words. It is a poor listener for words that stand alone, which makes the test a strict one.
"""

from __future__ import annotations

import functools
import os
import re
from array import array
from collections import defaultdict
from typing import Any

import pytest

from backpt.language import words
from backpt.language.en.durations import count
from backpt.sound.score.stretch import RATE
from backpt.sound.voice.clips import Clips, pack_path
from backpt.sound.voice.vocabulary import vocabulary
from tests.builders import shipped
from tools.build_voice import loudness, shaped, wheel_size

REBUILD = "build the voice anew: python -m tools.build_voice"
PHRASES = os.path.join(os.path.dirname(pack_path()), "phrases.txt")
CLIPS = Clips.open(pack_path())
LONG = 9
"""Sentences of so many words and more are in one group."""
BREATH = bytes(2 * RATE // 4)


@functools.cache
def samples(sentence: str) -> array[int]:
    """Return what is in the file for a sentence: unpacked once, for every test of it."""
    sound = CLIPS.samples(sentence)
    assert sound is not None
    return sound


def phrases() -> list[str]:
    with open(PHRASES, encoding="utf-8") as file:
        return file.read().splitlines()


# --- complete ----------------------------------------------------------------------------


@pytest.mark.slow
def test_the_word_list_is_the_vocabulary_of_the_shipped_library() -> None:
    listed, wanted = set(phrases()), set(vocabulary(shipped()))

    assert sorted(wanted - listed) == [], REBUILD
    assert sorted(listed - wanted) == [], REBUILD


def test_the_clips_are_those_of_the_word_list() -> None:
    assert list(CLIPS) == phrases(), REBUILD


def test_the_file_is_no_larger_than_a_wheel_can_bear() -> None:
    with open(pack_path(), "rb") as file:
        data = file.read()

    assert wheel_size(data) <= 6e6
    assert len(data) < 8e6


# --- early, level, in time ---------------------------------------------------------------


@pytest.mark.slow
def test_every_clip_begins_to_be_heard_within_20_ms() -> None:
    late = {}
    for sentence in CLIPS:
        sound = samples(sentence)
        first = next(at for at, sample in enumerate(sound) if abs(sample) > 0.01 * 32767)
        if first > 0.020 * RATE:
            late[sentence] = first / RATE

    assert late == {}


@pytest.mark.slow
def test_every_clip_is_as_loud_as_the_others_and_leaves_room_for_a_tone() -> None:
    uneven = {}
    for sentence in CLIPS:
        sound = [sample / 32767 for sample in samples(sentence)]
        peak, loud = max(map(abs, sound)), loudness(sound)
        if not (0.5 <= peak <= 0.8 and 0.12 <= loud <= 0.18):
            uneven[sentence] = round(peak, 2), round(loud, 3)

    assert uneven == {}


@pytest.mark.slow
def test_every_clip_ends_and_begins_in_silence() -> None:
    for sentence in CLIPS:
        sound = samples(sentence)
        assert max(map(abs, (*sound[:3], *sound[-3:]))) < 0.02 * 32767, sentence


def test_no_sentence_takes_longer_than_the_timeline_allows_it() -> None:
    late = {
        sentence: CLIPS.length_s(sentence)
        for sentence in CLIPS
        if CLIPS.length_s(sentence) > words.speech_s((sentence,))
    }

    assert late == {}


def test_a_sentence_that_is_put_together_is_in_time_too() -> None:
    for sentence in (
        "Seven exercises, about twenty-nine minutes.",
        "Twenty-seven each side.",
        "Cold pack, seventeen minutes.",
        "Put within reach: a stability ball, a band.",
    ):
        assert sentence not in phrases()
        assert 0 < CLIPS.length_s(sentence) <= words.speech_s((sentence,))


def test_every_count_is_over_before_the_next_second() -> None:
    for number in range(61):
        assert CLIPS.length_s(f"{count(number).capitalize()}.") < 0.95


# --- how a clip is made ------------------------------------------------------------------


def test_silence_around_a_voice_is_cut_and_quiet_voices_are_raised() -> None:
    burst = [0.1 if at // 30 % 2 else -0.1 for at in range(RATE // 2)]
    clip = shaped([0.0] * RATE + burst + [0.0] * RATE)

    assert 0.5 <= len(clip) / RATE <= 0.54
    assert loudness([sample / 32767 for sample in clip]) == pytest.approx(0.16, rel=0.1)


def test_a_pause_inside_is_made_silent_but_not_shorter() -> None:
    burst = [0.1 if at // 30 % 2 else -0.1 for at in range(RATE // 4)]
    breath = [0.001 if at % 2 else -0.001 for at in range(RATE // 4)]
    clip = shaped([*burst, *breath, *burst])

    assert len(clip) / RATE == pytest.approx(0.75, abs=0.03)
    pause = clip[round(0.26 * RATE) : round(0.49 * RATE)]
    assert not any(pause)


def test_a_peak_is_turned_down_without_clipping() -> None:
    quiet = [0.02 if at // 30 % 2 else -0.02 for at in range(RATE)]
    quiet[RATE // 2] = 0.9

    assert max(map(abs, shaped(quiet))) / 32767 <= 0.701


def test_an_engine_that_says_nothing_is_found_out() -> None:
    with pytest.raises(ValueError, match="said nothing"):
        shaped([0.0] * RATE)


# --- understood --------------------------------------------------------------------------


def spoken_words(sentence: str) -> str:
    figures = re.sub(r"\d+", lambda found: _figure(int(found[0])), sentence.lower())
    return " ".join(re.sub(r"[^a-z' ]", " ", figures).split())


def _figure(number: int) -> str:
    return "one hundred" if number == 100 else count(number)


_NEW_WORDS = {"shins": "SH IH N Z", "tailbone": "T EY L B OW N", "tingles": "T IH NG G AH L Z"}
"""Which the recogniser's dictionary lacks."""


@functools.cache
def decoder() -> Any:
    """Return the recogniser with its models and its dictionary, which take long to be read."""
    sphinx = pytest.importorskip("pocketsphinx", reason="pip install '.[dev]'")
    made = sphinx.Decoder(samprate=RATE, lm=None, loglevel="FATAL")
    for word, sounds in _NEW_WORDS.items():
        made.add_word(word, sounds, True)
    return made


class Listener:
    """Understands one of a few sentences, or something else: until another one listens."""

    def __init__(self, sentences: list[str]) -> None:
        self._decoder = decoder()
        said = " | ".join(sorted({spoken_words(sentence) for sentence in sentences}))
        unknown = [
            word for word in set(said.split()) - {"|"} if not self._decoder.lookup_word(word)
        ]
        assert unknown == [], "the recogniser's dictionary lacks these"
        grammar = f"#JSGF V1.0;\ngrammar pack;\npublic <sentence> = {said} ;\n"
        self._decoder.add_jsgf_string("pack", grammar)
        self._decoder.activate_search("pack")

    def hears(self, sentence: str) -> str:
        self._decoder.start_utt()
        self._decoder.process_raw(BREATH + samples(sentence).tobytes() + BREATH, full_utt=True)
        self._decoder.end_utt()
        heard = self._decoder.hyp()
        return str(heard.hypstr) if heard else ""


@functools.cache
def groups() -> dict[int, list[str]]:
    made = defaultdict(list)
    for sentence in CLIPS:
        made[min(LONG, len(spoken_words(sentence).split()))].append(sentence)
    return dict(made)


PARTS = [(length, 0, 1) for length in range(1, LONG)] + [(LONG, nth, 4) for nth in range(4)]
"""The longest sentences are half of all that is said: they are heard in parts."""


@pytest.mark.slow
@pytest.mark.parametrize(("length", "nth", "parts"), PARTS)
def test_every_clip_is_understood_word_for_word(length: int, nth: int, parts: int) -> None:
    group = groups()[length]
    listener = Listener(group)
    wrong = {
        sentence: heard
        for sentence in group[nth::parts]
        if (heard := listener.hears(sentence)) != spoken_words(sentence)
    }

    assert wrong == {}


SIDED = [one for one in CLIPS if re.search(r"\b(left|right)\b(?! angle)", one, re.IGNORECASE)]


def swapped(sentence: str) -> str:
    other = {"left": "right", "right": "left", "Left": "Right", "Right": "Left"}
    return re.sub(r"\b([Ll]eft|[Rr]ight)\b", lambda found: other[found[0]], sentence)


@pytest.mark.slow
@pytest.mark.parametrize("sentence", SIDED)
def test_left_and_right_are_never_swapped(sentence: str) -> None:
    assert Listener([sentence, swapped(sentence)]).hears(sentence) == spoken_words(sentence)


def test_there_are_both_sides_of_whatever_has_a_side() -> None:
    assert SIDED
    assert [one for one in SIDED if swapped(one) not in CLIPS] == []
