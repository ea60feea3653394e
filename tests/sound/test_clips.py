from __future__ import annotations

import subprocess
import sys
from array import array
from pathlib import Path

import pytest

from backpt.sound.score.stretch import RATE
from backpt.sound.voice.clips import JOIN_S, Clips, PackError, pack_path, split_sentence
from backpt.sound.voice.resampling import PACK_RATE
from tools.build_voice import write


def silence(seconds: float) -> array[int]:
    return array("h", bytes(2 * round(seconds * PACK_RATE)))


def clips(**lengths_s: float) -> Clips:
    """Clips of silence; their sentences are the names, with a full stop."""
    named = {
        f"{name.replace('_', ' ')}.": silence(length) for name, length in lengths_s.items()
    }
    return Clips(write(named))


def test_a_sentence_comes_back_as_long_as_it_was_written() -> None:
    made = clips(Hold=0.5, Left_leg=0.75)

    assert made.length_s("Left leg.") == 0.75
    sound = made.samples("Left leg.")
    assert sound is not None
    assert len(sound) == 0.75 * RATE


def test_a_sentence_that_is_no_clip_is_not_there_and_has_no_sound() -> None:
    made = clips(Hold=0.5)

    assert "Towel squeeze." not in made
    assert made.samples("Towel squeeze.") is None
    assert made.length_s("Towel squeeze.") == 0.0


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Seventeen each leg.", ("Seventeen.", "Each leg.")),
        ("Five exercises, about nine minutes.", ("Five exercises.", "About nine minutes.")),
        ("Three, then two each leg.", ("Three.", "Then.", "Two.", "Each leg.")),
        ("Three each arm.", ("Three.", "Each arm.")),
        ("Five seconds each side, twice.", ("Five.", "Seconds.", "Each side.", "Twice.")),
        (
            "Put within reach: a light object, a loop band.",
            ("Put within reach.", "A light object.", "A loop band."),
        ),
        ("You: hold.", ("You.", "Hold.")),
        ("2: hold.", ("Two.", "Hold.")),
        ("You: hold back.", ()),
        ("She: hold.", ()),
        ("You hold.", ()),
        ("Hold back.", ()),
        ("Left leg.", ()),
        ("Five towels.", ()),
    ],
)
def test_only_what_is_counted_or_has_a_lead_is_put_together(
    sentence: str, said: tuple[str, ...]
) -> None:
    there = (
        "Seventeen.",
        "Five exercises.",
        "About nine minutes.",
        "Three.",
        "Then.",
        "Two.",
        "Each leg.",
        "Each arm.",
        "Each side.",
        "Seconds.",
        "Twice.",
        "Put within reach.",
        "A light object.",
        "A loop band.",
        "Hold.",
        "Back.",
        "Left.",
        "Leg.",
        "Five.",
        "You.",
        "She.",
    )

    assert split_sentence(sentence, there) == said


def test_the_longest_clip_is_taken_before_shorter_ones() -> None:
    there = ("Two.", "Sets of.", "Two sets of eight.", "Eight.", "Each side.")

    assert split_sentence("Two sets of eight each side.", there) == (
        "Two sets of eight.",
        "Each side.",
    )


def test_what_is_put_together_is_as_long_as_its_clips_and_the_gap() -> None:
    made = clips(Seventeen=0.5, Each_leg=0.25)

    assert made.length_s("Seventeen each leg.") == pytest.approx(0.75 + JOIN_S)
    sound = made.samples("Seventeen each leg.")
    assert sound is not None
    assert len(sound) / RATE == pytest.approx(0.75 + JOIN_S)


def test_the_same_clips_make_the_same_bytes_in_any_order() -> None:
    one, two = ("Up.", silence(0.2)), ("Back.", silence(0.3))

    assert write(dict([one, two])) == write(dict([two, one]))


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda data: b"", "cut short"),
        (lambda data: data[:-1], "damaged"),
        (lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:], "damaged"),
        (lambda data: b"otherfmt" + data[8:], "another version"),
    ],
)
def test_a_spoilt_file_is_refused_with_the_reason(spoil: object, why: str) -> None:
    data = write({"Hold.": silence(0.1)})

    with pytest.raises(PackError, match=why):
        Clips(spoil(data))  # type: ignore[operator]


def test_a_file_that_is_not_there_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"voice\.bin"):
        Clips.open(str(tmp_path / "voice.bin"))


def test_opening_the_shipped_voice_loads_no_heavy_module() -> None:
    program = (
        "import sys; from backpt.sound.voice.clips import Clips, pack_path;"
        "Clips.open(pack_path());"
        "print(*sorted({'numpy', 'json', 'pathlib', 'yaml', 'subprocess', 'wave'}"
        " & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )

    assert ran.stdout.strip() == ""


def test_the_shipped_voice_says_what_it_has_and_what_it_can_put_together() -> None:
    made = Clips.open(pack_path())

    assert "Left leg." in made
    assert "Twenty-nine each leg." in made
    assert "Nineteen exercises, about fifty-three minutes." in made
