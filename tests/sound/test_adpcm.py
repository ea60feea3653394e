from __future__ import annotations

import math
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.sound.voice.adpcm import decode
from tools.build_voice import encode

SAMPLES = st.lists(st.integers(-32768, 32767), max_size=400).map(lambda made: array("h", made))


def tone(hertz: float, peak: float, seconds: float = 0.5) -> array[int]:
    step = 2 * math.pi * hertz / 24_000
    return array(
        "h",
        (round(32767 * peak * math.sin(step * at)) for at in range(round(24_000 * seconds))),
    )


@given(SAMPLES)
def test_anything_encoded_decodes_to_as_many_samples_in_a_quarter_of_the_bytes(
    samples: array[int],
) -> None:
    data = encode(samples)

    assert len(data) == (len(samples) + 1) // 2
    assert len(decode(data, len(samples))) == len(samples)


@pytest.mark.parametrize("hertz", [120, 440, 1000, 2500])
def test_a_tone_comes_back_with_little_noise(hertz: float) -> None:
    before = tone(hertz, 0.7)
    after = decode(encode(before), len(before))

    signal = sum(one * one for one in before)
    noise = sum((one - two) ** 2 for one, two in zip(before, after, strict=True))
    assert 10 * math.log10(signal / noise) > 20


def test_silence_comes_back_as_next_to_nothing() -> None:
    assert max(map(abs, decode(encode(array("h", bytes(2000))), 1000))) <= 8


def test_the_loudest_square_wave_does_not_leave_sixteen_bits() -> None:
    square = array("h", ([32767] * 40 + [-32768] * 40) * 20)

    assert max(decode(encode(square), len(square))) > 30_000


def test_the_known_first_nibbles_of_the_format() -> None:
    # From step 7: 7 is +7 + 7/8 -> 11 (integer parts), 15 is the same downwards.
    assert list(decode(b"\x07", 1)) == [11]
    assert list(decode(b"\x0f", 1)) == [-11]
    # Seven steps up the table the step is 16: 0 is then an eighth of it.
    assert list(decode(b"\x07", 2)) == [11, 13]


def test_bytes_that_run_out_of_range_are_refused() -> None:
    with pytest.raises(ValueError, match="16 bits"):
        decode(b"\x77" * 100, 200)


def test_more_samples_than_there_are_bytes_for_are_refused() -> None:
    with pytest.raises(ValueError, match="hold no"):
        decode(b"\x00", 3)
