"""Placing, the stream's clock, players and the WAV file: with numbers for time, no device."""

from __future__ import annotations

import random
import struct
import wave
from array import array
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.clock import Clock
from backpt.sound.output.base import Lost
from backpt.sound.output.launching import LEAD_S, ROOM_S, Launched
from backpt.sound.output.placing import FADE, Placed, ramp, scaled, splice
from backpt.sound.output.registry import SERVER_S, server_delay_s
from backpt.sound.output.stream_clock import StreamClock
from backpt.sound.output.streaming import Stream
from backpt.sound.output.wav_file import WavFile
from backpt.sound.score.stretch import RATE
from tests.sound.marks import (
    PITCH_HZ,
    longest_silence_s,
    marks,
    onsets_s,
    render_marks,
    strength,
)

pytestmark = pytest.mark.realtime


def constant(value: int, seconds: float) -> array[int]:
    return array("h", [value]) * round(seconds * RATE)


# --- placing


@given(st.floats(-1, 2), st.floats(0.01, 1), st.floats(0.01, 1))
def test_where_stretches_meet_the_sum_is_heard_once(
    offset_s: float, earlier_s: float, later_s: float
) -> None:
    earlier = Placed(1, 10.0, constant(100, earlier_s))
    later = Placed(2, 10.0 + offset_s, constant(10, later_s))
    before = sum(earlier.samples) + sum(later.samples)
    first = splice(earlier, later)
    assert sum(earlier.samples) + sum(later.samples) == before
    if first is not None:
        assert not any(earlier.samples[first:])


def test_a_ramp_has_no_step() -> None:
    made = ramp(constant(10_000, 0.01), 1.0, 0.0)
    assert max(abs(b - a) for a, b in pairwise(made)) < 50
    assert made[-1] == 0
    assert scaled(made, 0.0) == constant(0, 0.01)


# --- the clock of a stream


class Card:
    """Asks for ``PERIOD`` samples whenever they fit into its buffer; half the time late."""

    PERIOD, BUFFER = 1440, 2880

    def __init__(self, rate: float = RATE, late_s: float = 0.0) -> None:
        self.rate, self.late_s = rate, late_s
        self.clock = StreamClock()
        self.began = 100.0
        self.random = random.Random(1)

    def run(self, seconds: float) -> None:
        end = self.began + (self.clock.frames + seconds * RATE) / self.rate
        while True:
            full = self.clock.frames + self.PERIOD - self.BUFFER
            at = self.began + max(0, full) / self.rate
            if at > end:
                return
            late_s = max(0.0, self.random.uniform(-self.late_s, self.late_s))
            self.clock.asked(at + late_s, self.PERIOD)

    def stand_still(self, seconds: float) -> None:
        self.began += seconds

    def error_ms(self) -> float:
        frame = self.clock.frames - self.BUFFER // 2
        heard_at = self.began + frame / self.rate
        found = self.clock.frame_at(heard_at)
        assert found is not None
        return abs(found - frame) / RATE * 1000


def test_late_requests_do_not_move_the_stream() -> None:
    card = Card(late_s=0.04)
    card.run(30)
    assert card.error_ms() < 3
    assert 0.02 < card.clock.latency_s < 0.07


@pytest.mark.parametrize("rate", [RATE * 1.0001, RATE * 0.9999])
def test_a_card_that_is_fast_or_slow_is_followed_for_an_hour(rate: float) -> None:
    card = Card(rate, late_s=0.01)
    card.run(3600)
    assert card.error_ms() < 3


def test_a_card_that_ran_dry_is_found_again() -> None:
    card = Card()
    card.run(5)
    card.stand_still(0.7)
    card.run(5)
    assert card.error_ms() < 1


def test_before_it_began_nothing_has_a_place() -> None:
    assert StreamClock().frame_at(5.0) is None


# --- the stream


class Device:
    """Stands for miniaudio's device: we ask for its samples ourselves."""

    def __init__(self, backend: str = "ALSA") -> None:
        self.backend = backend
        self.open = True

    def start(self, filling: object) -> None:
        pass

    def close(self) -> None:
        self.open = False


class Hand(Clock):
    """A clock that is set by hand."""

    now = 100.0

    def awake(self) -> float:
        return self.now


class Running:
    """A stream whose card takes 600 samples (25 ms) at a time, just in time."""

    def __init__(self, *, awake: bool = False) -> None:
        self.clock = Hand()
        self.stream = Stream(Device(), self.clock, 0.0, awake=awake, null=False)
        self.heard = array("h")

    def run(self, seconds: float) -> None:
        for _ in range(round(seconds * RATE / 600)):
            self.heard += self.stream.fill(600)
            self.clock.now += 600 / RATE


def placed(start_at: float, *offsets_s: float, length_s: float = 1.0) -> Placed:
    pcm = render_marks(marks(*offsets_s, length_s=length_s))
    return Placed(1, start_at, array("h", pcm))


def test_in_the_stream_every_sample_has_its_place() -> None:
    running = Running()
    running.run(0.5)
    running.stream.place(placed(101.0, 0.1, 0.5, 0.73), 100.5)
    running.run(2)
    assert onsets_s(running.heard, RATE) == [1.1, 1.5, 1.73]


def test_a_late_stretch_begins_in_its_middle_without_a_click() -> None:
    running = Running()
    running.run(0.5)
    running.stream.place(Placed(1, 100.0, constant(10_000, 1.0)), 100.5)
    running.run(1)
    first = next(n for n, sample in enumerate(running.heard) if sample)
    assert first == RATE // 2
    assert running.heard[first] < 500
    assert running.heard[first + FADE + 1] == 10_000
    assert len([sample for sample in running.heard if sample]) == RATE // 2


def test_stopping_fades_and_then_nothing_is_heard() -> None:
    running = Running()
    running.stream.place(Placed(1, 100.0, constant(10_000, 2.0)), 100.0)
    running.run(0.5)
    running.stream.stop(100.5)
    running.run(0.5)
    after = running.heard[RATE // 2 :]
    assert 9_000 < after[0] < 10_000
    assert not any(after[FADE:])


def test_muting_is_heard_in_the_next_period_and_can_be_taken_back() -> None:
    running = Running()
    running.stream.place(Placed(1, 100.0, constant(10_000, 2.0)), 100.0)
    running.run(0.5)
    running.stream.level(0.0, 100.5)
    running.run(0.5)
    running.stream.level(0.5, 101.0)
    running.run(0.5)
    assert not any(running.heard[RATE // 2 + 600 : RATE])
    assert running.heard[-1] == 5_000


@pytest.mark.parametrize("level", [1.0, 0.0])
def test_a_stream_that_is_kept_awake_is_never_silent_and_nobody_hears_it(level: float) -> None:
    running = Running(awake=True)
    running.stream.level(level, 100.0)
    running.run(0.5)
    running.stream.place(placed(101.0, 0.1, length_s=0.5), 100.5)
    running.run(2)
    assert longest_silence_s(running.heard, RATE) < 0.03
    assert onsets_s(running.heard, RATE) == ([1.1] if level else [])
    assert set(running.heard[: RATE // 2]) == {-1, 1}


def test_a_stream_that_is_not_kept_awake_is_silent() -> None:
    running = Running()
    running.run(0.5)
    assert not any(running.heard)


def test_a_stream_that_stands_still_for_a_second_is_lost() -> None:
    running = Running()
    running.run(0.5)
    running.stream.attend(100.5)
    for tenth in range(1, 9):
        running.stream.attend(100.5 + tenth / 10)
    with pytest.raises(Lost, match="stands still"):
        running.stream.attend(101.4)


def test_a_process_that_stood_still_itself_does_not_blame_the_stream() -> None:
    running = Running()
    running.run(0.5)
    running.stream.attend(100.5)
    assert running.stream.attend(160.0) is not None


# --- players of whole buffers


class Player:
    """Stands for a player: notes what it was given."""

    def __init__(self, *, in_place: bool = True, lingers: bool = False) -> None:
        self.in_place = in_place
        self.lingers = lingers
        self.is_busy = False
        self.begun: list[array[int]] = []
        self.ended = 0
        self.goes_on: bool | None = True
        self.has_taken: int | None = None

    def begin(self, samples: array[int]) -> None:
        if self.is_busy:
            raise Lost("the card is busy")
        self.begun.append(samples)

    def rewrite(self, samples: array[int], first: int) -> None:
        assert samples is self.begun[-1]

    def sounding(self) -> bool | None:
        return self.goes_on

    def taken(self) -> int | None:
        return self.has_taken

    def end(self) -> None:
        self.ended += 1


class Still(Clock):
    """Time that stands: what is begun takes none."""

    now = 0.0

    def awake(self) -> float:
        return self.now


def launched(player: Player, *, awake: bool = False) -> Launched:
    return Launched("player", player, 0.04, Still(), awake=awake)


def audible(start_at: float, length_s: float = 1.0) -> Placed:
    return Placed(1, start_at, constant(7, length_s))


def filled(samples: array[int]) -> array[int]:
    """Return what is in a buffer, without the silence at its end."""
    end = max((n + 1 for n, sample in enumerate(samples) if sample), default=0)
    return samples[:end]


def test_a_player_begins_so_much_earlier_as_it_is_late() -> None:
    player = Player()
    output = launched(player)
    output.place(audible(10.0), 9.0)
    assert output.attend(9.5) == 9.96
    assert not player.begun
    output.attend(9.96)
    assert filled(player.begun[0]) == constant(7, 1.0)


def test_the_time_that_opening_a_card_takes_is_made_up_for() -> None:
    player, clock = Player(), Still()
    clock.now = 9.96 + 0.01
    output = Launched("player", player, 0.04, clock)
    output.place(Placed(1, 10.0, constant(0, 0.25) + constant(7, 1.0)), 9.96)
    (buffer,) = player.begun
    assert filled(buffer) == constant(0, 0.24) + constant(7, 1.0)
    output.place(Placed(2, 12.0, constant(9, 1.0)), 10.0)
    assert filled(buffer)[round(1.99 * RATE) :] == constant(9, 1.0)


def test_silence_at_the_beginning_of_a_stretch_keeps_no_card_busy() -> None:
    player = Player()
    output = launched(player)
    output.place(Placed(1, 10.0, constant(0, 8.0) + constant(7, 1.0)), 9.0)
    begins_at = 10.0 + 8.0 - LEAD_S - 0.04
    assert output.attend(10.0) == pytest.approx(begins_at)
    output.attend(begins_at)
    assert filled(player.begun[0]) == constant(0, LEAD_S) + constant(7, 1.0)


def test_a_late_player_begins_in_the_middle() -> None:
    player = Player()
    launched(player).place(placed(10.0, 0.5), 10.21)
    assert onsets_s(player.begun[0], RATE) == [0.25]


def test_a_player_that_is_kept_awake_plays_noise_until_a_stretch_is_written_into_it() -> None:
    player = Player()
    output = launched(player, awake=True)
    output.attend(9.0)
    (buffer,) = player.begun
    assert longest_silence_s(buffer, RATE) == 0.0
    output.place(Placed(1, 15.0, constant(7, 1.0)), 10.0)
    assert buffer[round((15.0 - 9.04) * RATE) :][:RATE] == constant(7, 1.0)
    output.stop(15.5)
    output.attend(30.0)
    assert set(player.begun[-1]) == {-1, 1}


def test_a_player_that_is_kept_awake_gives_the_card_to_what_finds_no_room() -> None:
    player = Player(lingers=True)
    output = launched(player, awake=True)
    output.attend(0.0)
    output.place(Placed(1, ROOM_S - 0.5, constant(7, 1.0)), 10.0)
    output.attend(10.1)
    assert player.ended == 1
    assert output.attend(10.2) == pytest.approx(ROOM_S - 0.5 - 0.04)
    output.attend(ROOM_S - 0.54)
    assert filled(player.begun[-1])[:RATE] == constant(7, 1.0)


def test_a_player_of_whole_files_is_left_alone_between_sounds() -> None:
    player = Player(in_place=False)
    launched(player, awake=True).attend(9.0)
    assert not player.begun


def test_what_is_over_is_not_begun() -> None:
    player = Player()
    launched(player).place(audible(10.0), 12.0)
    assert not player.begun


@pytest.mark.parametrize("in_place", [True, False])
def test_a_player_that_returns_at_once_is_lost_whatever_it_says(in_place: bool) -> None:
    player = Player(in_place=in_place)
    output = launched(player)
    output.place(audible(10.0), 9.96)
    player.goes_on = False
    with pytest.raises(Lost, match=r"ended after 0\.1 s of"):
        output.attend(10.06)


@pytest.mark.parametrize(("in_place", "length_s"), [(True, ROOM_S), (False, 1.0)])
def test_a_player_that_ends_in_time_is_not_lost(in_place: bool, length_s: float) -> None:
    player = Player(in_place=in_place)
    output = launched(player)
    output.place(audible(10.0, length_s=length_s), 9.96)
    player.goes_on = False
    assert output.attend(9.94 + length_s) is None


def test_a_player_that_does_not_end_is_lost() -> None:
    output = launched(Player())
    output.place(audible(10.0, length_s=ROOM_S), 9.96)
    output.attend(10.0 + ROOM_S)
    with pytest.raises(Lost, match="did not end"):
        output.attend(10.9 + ROOM_S)


def test_a_player_that_takes_nothing_for_a_second_is_lost() -> None:
    player = Player()
    output = launched(player)
    output.place(audible(10.0, length_s=30.0), 9.96)
    player.has_taken = 100
    output.attend(10.5)
    output.attend(11.4)
    with pytest.raises(Lost, match="stands still"):
        output.attend(11.6)


def test_where_nobody_can_know_the_player_is_believed() -> None:
    player = Player(in_place=False)
    player.goes_on = None
    output = launched(player)
    output.place(audible(10.0), 9.96)
    assert output.attend(10.5) is not None
    assert output.attend(11.0) is None


def test_muting_changes_only_what_is_still_to_be_heard() -> None:
    player = Player()
    output = launched(player)
    output.place(Placed(1, 10.0, constant(1000, 1.0)), 9.96)
    output.level(0.0, 10.46)
    assert filled(player.begun[0]) == constant(1000, 0.5)
    output.level(1.0, 10.71)
    again = constant(1000, 0.5) + constant(0, 0.25) + constant(1000, 0.25)
    assert filled(player.begun[0]) == again


def test_a_stretch_that_follows_is_written_into_the_buffer_that_plays() -> None:
    player = Player()
    output = launched(player)
    output.place(Placed(1, 10.0, constant(1, 2.0)), 9.96)
    output.level(0.5, 10.1)
    output.level(1.0, 10.1)
    output.place(Placed(2, 12.5, constant(2, 1.0)), 10.2)
    (buffer,) = player.begun
    assert filled(buffer) == constant(1, 2.0) + constant(0, 0.5) + constant(2, 1.0)
    assert output.attend(10.3) == pytest.approx(10.4)


def test_what_moves_over_into_the_next_stretch_is_not_heard_twice() -> None:
    player = Player()
    output = launched(player)
    earlier, later = Placed(1, 10.0, constant(1, 3.0)), Placed(2, 12.0, constant(2, 2.0))
    output.place(earlier, 9.96)
    first = splice(earlier, later)
    assert first is not None
    output.changed(earlier, first, 10.1)
    output.place(later, 10.1)
    (buffer,) = player.begun
    assert filled(buffer) == constant(1, 2.0) + constant(3, 1.0) + constant(2, 1.0)


@pytest.mark.parametrize(
    ("in_place", "start_at", "why"),
    [
        (False, 11.0, "it cannot be written while it plays"),
        (True, 10.4, "it has been read already"),
        (True, 10.0 + ROOM_S, "there is no room"),
        (True, 13.0, "the card is not kept busy with silence"),
    ],
)
def test_a_stretch_that_cannot_follow_takes_the_place_of_the_last(
    in_place: bool, start_at: float, why: str
) -> None:
    player = Player(in_place=in_place)
    output = launched(player)
    output.place(audible(10.0, length_s=0.9), 9.96)
    output.place(audible(start_at), 10.0)
    output.attend(start_at - 0.04)
    assert (len(player.begun), player.ended) == (2, 1), why
    output.stop(start_at)
    assert player.ended == 2


def test_the_card_is_let_go_as_soon_as_there_is_silence_before_the_next_buffer() -> None:
    player = Player()
    output = launched(player)
    output.place(audible(10.0, length_s=0.9), 9.96)
    output.place(audible(10.0 + ROOM_S), 10.0)
    ended = []
    for now in (10.85, 10.87):
        output.attend(now)
        ended.append(player.ended)
    assert ended == [0, 1]


def test_the_card_is_let_go_when_nothing_more_is_to_be_heard() -> None:
    player = Player()
    output = launched(player)
    output.place(audible(10.0, length_s=0.9), 9.96)
    ended = []
    for now in (11.35, 11.37):
        output.attend(now)
        ended.append(player.ended)
    assert ended == [0, 1]


def test_where_an_end_would_keep_the_card_busy_silence_goes_on_and_then_the_next_stretch() -> (
    None
):
    player = Player(lingers=True)
    output = launched(player)
    output.place(audible(10.0, length_s=5.0), 9.96)
    output.stop(11.46)
    output.place(audible(11.71), 11.48)
    (buffer,) = player.begun
    assert filled(buffer) == constant(7, 1.5) + constant(0, 0.21) + constant(7, 1.0)
    assert not player.ended


def test_after_a_stop_the_silence_does_not_keep_the_card_for_long() -> None:
    player = Player(lingers=True)
    output = launched(player)
    output.place(audible(10.0, length_s=5.0), 9.96)
    output.stop(11.46)
    ended = []
    for now in (11.9, 12.0):
        output.attend(now)
        ended.append(player.ended)
    assert ended == [0, 1]


def test_a_card_that_is_still_busy_is_asked_again_and_then_lost() -> None:
    player = Player()
    output = launched(player)
    output.place(audible(10.0), 9.96)
    output.stop(10.5)
    player.is_busy = True
    output.place(audible(10.6), 10.56)
    assert output.attend(10.7) == pytest.approx(10.72)
    player.is_busy = False
    output.attend(10.72)
    assert len(player.begun) == 2
    output.stop(11.0)
    player.is_busy = True
    with pytest.raises(Lost, match="busy"):
        output.place(audible(12.0), 11.96)


def test_a_server_between_us_and_the_card_delays(tmp_path: Path) -> None:
    environ = {"XDG_RUNTIME_DIR": str(tmp_path)}
    assert server_delay_s(environ, "linux") == 0.0
    assert server_delay_s({}, "linux") == 0.0
    (tmp_path / "pipewire-0").touch()
    assert server_delay_s(environ, "linux") == SERVER_S
    assert server_delay_s({"PULSE_SERVER": "tcp:there"}, "linux") == SERVER_S
    assert server_delay_s({}, "darwin") == SERVER_S


# --- the WAV file


class Written:
    """A WAV file being written, and what was told."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.told: list[str] = []
        self.out = WavFile(str(path), self.told.append, render_marks)
        self.out.start(50.0)

    def samples(self) -> array[int]:
        self.out.close()
        with wave.open(str(self.path)) as file:
            assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (
                RATE,
                1,
                2,
            )
            return array("h", file.readframes(file.getnframes()))


def test_a_wav_file_holds_the_session_in_session_time(tmp_path: Path) -> None:
    file = Written(tmp_path / "s.wav")
    file.out.play(marks(0.0, 0.5, length_s=1.0), 50.25)
    for moment in (50.1, 50.4, 53.0):
        file.out.poll(moment)
    file.out.play(marks(0.25, length_s=1.0), 53.0)
    file.out.poll(55.0)
    samples = file.samples()
    assert onsets_s(samples, RATE) == [0.25, 0.75, 3.25]
    assert len(samples) == 5 * RATE
    assert strength(samples[RATE // 4 :][: RATE // 50], RATE, PITCH_HZ) > 0.5
    assert not file.told


def test_an_hour_between_two_polls_is_an_hour_of_silence(tmp_path: Path) -> None:
    file = Written(tmp_path / "s.wav")
    file.out.poll(3650.0)
    file.out.close()
    assert file.path.stat().st_size == 44 + 2 * 3600 * RATE


def test_what_is_stopped_is_cut_there_and_what_is_late_begins_in_its_middle(
    tmp_path: Path,
) -> None:
    file = Written(tmp_path / "s.wav")
    file.out.play(marks(0.0, 0.5, length_s=1.0), 50.0)
    file.out.poll(50.3)
    file.out.stop()
    file.out.play(marks(0.0, 0.2, 0.7, length_s=1.0), 50.0)
    file.out.poll(52.0)
    assert onsets_s(file.samples(), RATE) == [0.0, 0.7]


def test_where_stretches_meet_in_the_file_they_are_mixed(tmp_path: Path) -> None:
    file = Written(tmp_path / "s.wav")
    file.out.play(marks(0.1, 0.6, length_s=1.0), 50.0)
    file.out.play(marks(0.3, length_s=0.5), 50.0)
    file.out.poll(51.0)
    assert onsets_s(file.samples(), RATE) == [0.1, 0.3, 0.6]


def test_volume_holds_from_now_on(tmp_path: Path) -> None:
    file = Written(tmp_path / "s.wav")
    file.out.play(marks(0.1, 0.6, length_s=1.0), 50.0)
    file.out.poll(50.5)
    file.out.volume(0.0)
    file.out.poll(51.0)
    assert onsets_s(file.samples(), RATE) == [0.1]


def test_a_killed_session_leaves_a_file_whose_sound_is_there(tmp_path: Path) -> None:
    file = Written(tmp_path / "s.wav")
    file.out.play(marks(0.1, length_s=1.0), 50.0)
    file.out.poll(51.0)
    data = file.path.read_bytes()
    file.out.close()
    samples = array("h", data[44:])
    assert onsets_s(samples, RATE) == [0.1]
    assert struct.unpack("<I", data[40:44]) == (0,)


@pytest.mark.parametrize(
    ("path", "why"),
    [("/dev/full", "No space left on device"), ("missing/s.wav", "No such file or directory")],
)
def test_a_file_that_cannot_be_written_is_one_sentence(
    tmp_path: Path, path: str, why: str
) -> None:
    file = Written(tmp_path / path)
    file.out.play(marks(0.1, length_s=1.0), 50.0)
    for moment in (50.5, 51.0, 52.0):
        file.out.poll(moment)
    file.out.stop()
    file.out.close()
    assert file.told == [f"The sound cannot be written to {tmp_path / path}: {why}."]
    assert file.out.name == "none"
