"""From 24 kHz to the pack's 16 kHz and back: as long, as high, as loud, and nothing besides."""

from __future__ import annotations

import math
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.sound.score.stretch import RATE
from backpt.sound.voice.resampling import PACK_RATE, raised, raised_length
from tests.sound.marks import strength
from tools.build_voice import lowered

SAMPLES = st.lists(st.integers(-32768, 32767), max_size=200).map(lambda made: array("h", made))


def tone(hertz: float, rate: int, peak: float = 0.5) -> array[int]:
    """A quarter of a second."""
    turn = 2 * math.pi * hertz / rate
    return array("h", (round(32767 * peak * math.sin(turn * n)) for n in range(rate // 4)))


@pytest.mark.parametrize("hertz", [120, 440, 1000, 2500, 5000])
def test_a_tone_comes_back_as_loud_as_it_was(hertz: float) -> None:
    back = raised(lowered(tone(hertz, RATE)))

    assert strength(back, RATE, hertz) == pytest.approx(0.5, rel=0.05)


@pytest.mark.parametrize("hertz", [8_600, 10_000, 11_900])
def test_what_the_pack_cannot_hold_does_not_fold_back_into_speech(hertz: float) -> None:
    low = lowered(tone(hertz, RATE))

    middle = low[100:-100]  # where the tone is switched on and off it is every pitch
    assert max(map(abs, middle)) < 0.01 * 32767


@pytest.mark.parametrize(("hertz", "most"), [(1000, 0.002), (3000, 0.002), (5000, 0.03)])
def test_a_raised_tone_has_hardly_a_mirror_image(hertz: float, most: float) -> None:
    high = raised(tone(hertz, PACK_RATE))

    assert strength(high, RATE, PACK_RATE - hertz) < most * 0.5


@given(SAMPLES)
def test_three_samples_are_made_of_two_and_every_other_one_is_kept(samples: array[int]) -> None:
    made = raised(samples)

    assert len(made) == raised_length(len(samples)) == 3 * len(samples) // 2
    assert list(made[::3]) == list(samples[::2])[: len(made[::3])]


@given(SAMPLES)
def test_two_samples_are_made_of_three(samples: array[int]) -> None:
    assert abs(len(lowered(samples)) - len(samples) * 2 / 3) < 2


def test_a_peak_between_two_samples_is_cut_off_and_does_not_come_out_below() -> None:
    loud = array("h", [0] * 8 + [32767, 32767] + [0] * 8)

    assert max(raised(loud)) == 32767
    assert min(raised(loud)) > -10_000


def test_silence_stays_silence() -> None:
    assert not any(raised(array("h", bytes(2000))))
    assert not any(lowered(array("h", bytes(2000))))


def test_a_sound_stays_where_it_is() -> None:
    click = array("h", [0] * 300 + [20_000] + [0] * 300)
    back = raised(lowered(click))

    assert max(range(len(back)), key=lambda at: back[at]) == 300
