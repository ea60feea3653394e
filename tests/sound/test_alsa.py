"""Real bytes through libasound: what a card is given, and when. No card, no daemon needed."""

from __future__ import annotations

import os
import statistics
import sys
from pathlib import Path

import pytest

from tests.sound.alsa_rig import CARD_RATE, Rig
from tests.sound.driving import clock, drive, drive_for, speaker
from tests.sound.marks import PITCH_HZ, longest_silence_s, marks, strength

pytestmark = [pytest.mark.realtime, pytest.mark.terminal]

INSIDE_S = 0.001
START_S = 0.020
OFFSETS_S = (0.25, 0.5, 1.0, 1.31)
LENGTH_S = 1.4
STRETCHES = 3
BUFFER_S = 0.33
"""What the pipe (0.085 s) and the outputs still hold, and a mark."""


def cpu_s(pid: int) -> float:
    """Return the seconds of processor that ``pid`` has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.parametrize("busy", [False, True], ids=["at-rest", "busy"])
def test_every_sound_is_heard_in_its_place(rig: Rig, output: str, busy: bool) -> None:
    told: list[str] = []
    sound = speaker(output, told=told)
    drive(sound, lambda: sound.name == output)
    drive_for(sound, 1.2)  # the stream has to be known: its first second is for that
    starts = []
    for _ in range(STRETCHES):
        starts.append(clock.awake() + 0.3)
        sound.play(marks(*OFFSETS_S, length_s=LENGTH_S), starts[-1])
        drive(sound, lambda: not sound.busy, busy=busy)
    drive_for(sound, 0.3)
    sound.close()
    assert not told
    heard_at = rig.heard_at()
    assert len(heard_at) == STRETCHES * len(OFFSETS_S)
    late = []
    for n, start_at in enumerate(starts):
        mine = heard_at[n * len(OFFSETS_S) :][: len(OFFSETS_S)]
        inside = [at - mine[0] + OFFSETS_S[0] for at in mine]
        assert inside == pytest.approx(OFFSETS_S, abs=INSIDE_S)
        late.append(mine[0] - OFFSETS_S[0] - start_at)
    print(f"{output}: starts off by", *(f"{one * 1000:.1f} ms" for one in late))
    assert abs(statistics.median(late)) < START_S


@pytest.mark.parametrize("awake", [True, False])
def test_a_card_that_is_kept_awake_is_given_no_silence(
    rig: Rig, output: str, awake: bool
) -> None:
    sound = speaker(output, awake=awake)
    drive(sound, lambda: sound.name == output)
    drive_for(sound, 1.0)
    start_at = clock.awake() + 0.5
    sound.play(marks(0.25, 1.0, length_s=1.4), start_at)
    drive(sound, lambda: not sound.busy)
    drive_for(sound, 1.5)
    sound.close()
    heard = rig.heard_at()
    assert len(heard) == 2
    (capture,) = (one for one in rig.captures() if one.heard_at)
    silent_s = longest_silence_s(capture.samples, CARD_RATE)
    print(f"{output}, awake {awake}: {silent_s * 1000:.1f} ms of silence at the most")
    assert (silent_s < 0.03) is awake
    assert capture.heard_at[0] - capture.began > (1.0 if awake else 0.0)


def test_the_first_sound_is_heard_within_half_a_second(rig: Rig, output: str) -> None:
    first_s = []
    for _ in range(STRETCHES):
        began = clock.awake()
        sound = speaker(output)
        sound.play(marks(*(n / 10 for n in range(10)), length_s=1.0), began)
        drive(sound, lambda: not sound.busy)  # noqa: B023  # called at once
        sound.close()
        first_s.append(min(at for at in rig.heard_at() if at > began) - began)
    print(f"{output}: first sound after", *(f"{one:.2f} s" for one in first_s))
    assert min(first_s) < 0.5


def test_playing_takes_under_three_hundredths_of_a_core(rig: Rig, output: str) -> None:
    sound = speaker(output)
    drive(sound, lambda: sound.name == output)
    sound.play(marks(*(n / 2 for n in range(8)), length_s=4.0), clock.awake() + 0.3)
    drive_for(sound, 0.5)
    assert sound.pid is not None
    before, since = cpu_s(sound.pid), clock.awake()
    drive_for(sound, 3.0)
    share = (cpu_s(sound.pid) - before) / (clock.awake() - since)
    sound.close()
    print(f"{output}: {share:.1%} of a core")
    assert share < 0.03


def test_muting_is_heard_within_a_third_of_a_second(rig: Rig, output: str) -> None:
    sound = speaker(output)
    drive(sound, lambda: sound.name == output)
    start_at = clock.awake() + 0.4
    sound.play(marks(*(n / 10 for n in range(1, 30)), length_s=3.0), start_at)
    muted_at = drive(sound, lambda: clock.awake() > start_at + 1.0)
    sound.volume(0.0)
    heard_again_from = drive(sound, lambda: clock.awake() > start_at + 2.0)
    sound.volume(1.0)
    drive(sound, lambda: not sound.busy)
    sound.close()
    heard_at = rig.heard_at()
    assert [at for at in heard_at if at < muted_at]
    assert not [at for at in heard_at if muted_at + BUFFER_S < at < heard_again_from]
    assert [at for at in heard_at if at > heard_again_from + BUFFER_S]


def test_what_is_stopped_is_not_heard_and_the_next_stretch_is(rig: Rig, output: str) -> None:
    sound = speaker(output)
    drive(sound, lambda: sound.name == output)
    start_at = clock.awake() + 0.4
    sound.play(marks(*(n / 10 for n in range(1, 30)), length_s=3.0), start_at)
    stopped_at = drive(sound, lambda: clock.awake() > start_at + 0.7)
    sound.stop()
    next_at = stopped_at + 0.5  # this card does not mix: what was cut must have run out
    sound.play(marks(0.1, length_s=0.2), next_at)
    drive(sound, lambda: not sound.busy)
    drive_for(sound, 0.3)
    sound.close()
    after = [at for at in rig.heard_at() if at > stopped_at + BUFFER_S]
    assert after == pytest.approx([next_at + 0.1], abs=START_S)


def test_the_card_is_given_the_pitch_that_was_rendered(rig: Rig, output: str) -> None:
    sound = speaker(output)
    drive(sound, lambda: sound.name == output)
    sound.play(marks(0.1, length_s=0.5), clock.awake() + 0.4)
    drive(sound, lambda: not sound.busy)
    drive_for(sound, 0.3)
    sound.close()
    (capture,) = (one for one in rig.captures() if one.heard_at)
    first = round((capture.heard_at[0] - capture.began) * CARD_RATE)
    mark = capture.samples[first:][: CARD_RATE // 50]
    assert strength(mark, CARD_RATE, PITCH_HZ) > 0.5
    assert strength(mark, CARD_RATE, PITCH_HZ / 2) < 0.1


@pytest.mark.skipif(sys.platform == "win32", reason="not there")
def test_miniaudio_without_a_card_keeps_real_time() -> None:
    pytest.importorskip("miniaudio")
    sound = speaker("miniaudio-null")
    drive(sound, lambda: sound.name == "miniaudio")
    began = clock.awake()
    sound.play(marks(0.0, length_s=1.0), began)
    ended = drive(sound, lambda: not sound.busy)
    drive_for(sound, 1.5)  # longer than the watchdog allows a stream to stand still
    assert sound.name == "miniaudio"
    sound.close()
    assert 0.9 < ended - began < 1.6
