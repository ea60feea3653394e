"""What is placed ahead is what happens: every cue is heard at its moment, and none besides."""

from __future__ import annotations

import contextlib
import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from backpt.core.commands import Command
from backpt.core.events import CueDue, Event
from backpt.core.hearing import Level
from backpt.core.model import Routine, Sides, ThermalPlan
from backpt.core.player import NotNow, Player
from backpt.core.steps import Signal, Step
from backpt.core.timeline import flatten
from backpt.sound.compose import Ear, Heard, compose
from backpt.sound.conductor import KEY_LEAD_S, OPENING_S, Conductor
from backpt.sound.score import MOTIF, SAY, Sound, Stretch
from tests.core.test_player import pack, routine, work

SAID_S = 0.4


def ear(level: Level = Level.TONES, **more: object) -> Ear:
    return Ear(level, lambda sentence: SAID_S if len(sentence) < 200 else None, **more)  # type: ignore[arg-type]


class Ears:
    """A speaker that keeps what is really heard, and when; silence after a stop."""

    def __init__(self) -> None:
        self.now = 0.0
        self.heard: list[tuple[float, Sound]] = []

    def play(self, stretch: Stretch, start_at: float) -> None:
        self.heard += [(start_at + sound.at_s, sound) for sound in stretch.sounds]

    def stop(self) -> None:
        self.heard = [(at, sound) for at, sound in self.heard if at <= self.now]

    def motifs(self) -> list[tuple[float, str]]:
        found = [(round(at, 6), s.name) for at, s in self.heard if s.kind == MOTIF]
        return sorted(found)


def listen(
    of: Routine,
    script: list[tuple[float, Command]],
    *,
    until: float,
    level: Level = Level.TONES,
    wake_s: float = 0.25,
) -> tuple[Ears, list[Event], tuple[Step, ...]]:
    """Run a session with a wake-up each ``wake_s`` and at each deadline, and listen."""
    steps = flatten(of)
    player, ears = Player(steps), Ears()
    conductor = Conductor(of, steps, player.ahead, ears, ear(level))
    events: list[Event] = []
    keys = sorted(script, key=lambda key: key[0])
    now = 0.0

    def happen(new: list[Event]) -> None:
        events.extend(new)
        for event in new:
            conductor.hear(event)
        ears.now = now
        conductor.conduct(now)

    happen(player.start(0.0))
    while now < until and not player.over:
        wakes = [now + wake_s, *(at for at, _ in keys[:1])]
        due = player.deadline()
        now = max(now, min([*wakes, due] if due is not None else wakes))
        happen(player.tick(now))
        while keys and keys[0][0] <= now:
            _, command = keys.pop(0)
            with contextlib.suppress(NotNow):
                happen(player.command(command, now, "5"))
    if not player.over:  # what was only placed ahead was not heard
        ears.now = now
        ears.stop()
    return ears, events, steps


def wanted(
    of: Routine, steps: tuple[Step, ...], events: list[Event], level: Level
) -> list[Heard]:
    return compose(of, steps, events, ear(level))


def test_without_a_key_every_sound_is_at_its_moment_and_none_besides() -> None:
    of = routine(work((3,), sides=Sides.EACH), work((2, 2), id="clam"))
    for level in (Level.TONES, Level.VOICE):
        ears, events, steps = listen(of, [], until=1000.0, level=level)
        led_in = [
            event._replace(at=max(event.at, OPENING_S)) if isinstance(event, CueDue) else event
            for event in events
        ]
        plan = wanted(of, steps, led_in, level)
        assert sorted((round(at, 3), s.name) for at, s in ears.heard) == sorted(
            (round(one.at, 3), one.sound.name) for one in plan
        )


commands = st.sampled_from(
    [
        Command.PAUSE,
        Command.RESUME,
        Command.NEXT,
        Command.BACK,
        Command.DONE,
        Command.PLUS,
        Command.MINUS,
        Command.REDO,
        Command.HURTS,
        Command.SILENCE,
    ]
)
scripts = st.lists(
    st.tuples(st.floats(0, 200).map(lambda t: round(t * 16) / 16), commands), max_size=8
)


def lead_s(due: float) -> float:
    """Outputs lose their beginning, and at the very first have to be opened."""
    return KEY_LEAD_S if due else OPENING_S


@settings(max_examples=60, deadline=None)
@given(scripts)
def test_whatever_is_pressed_each_cue_is_heard_and_none_besides(
    script: list[tuple[float, Command]],
) -> None:
    of = routine(work((3,), sides=Sides.ALTERNATE), work((2, 2), id="clam"))
    ears, events, steps = listen(of, script, until=300.0)
    names = {signal.value for signal in Signal} - {Signal.KEY_HEARD}
    heard = [(at, name) for at, name in ears.motifs() if name in names]
    due = sorted(
        (round(one.at, 6), one.sound.name)
        for one in wanted(of, steps, [e for e in events if isinstance(e, CueDue)], Level.TONES)
        if one.sound.name in names
    )
    # A cue that a key brought is heard a quarter second later: outputs lose their beginning.
    # One that a second key overtook within that time is not heard at all.
    pressed = [at for at, _ in script]
    for at, name in heard:
        assert any(0 <= at - t <= lead_s(t) + 1e-6 and n == name for t, n in due), (at, name)
    for t, name in due:
        overtaken = any(t <= at <= t + lead_s(t) for at in pressed)
        if not overtaken and t < 299:
            assert any(0 <= at - t <= lead_s(t) + 1e-6 and n == name for at, n in heard), (
                t,
                name,
            )


def test_muted_only_alarms_are_heard() -> None:
    of = pack(cycles=1)
    steps = flatten(of)
    player, ears = Player(steps), Ears()
    conductor = Conductor(of, steps, player.ahead, ears, ear(Level.VOICE, volume=0.0))
    conductor.mute(True)
    for event in player.start(0.0):
        conductor.hear(event)
    for command, at in ((Command.DONE, 1.0), (Command.DONE, 2.0)):
        for event in player.command(command, at):
            conductor.hear(event)
    ears.now = 2.0
    conductor.conduct(2.0)
    for event in player.tick(400.0):
        conductor.hear(event)
    ears.now = 400.0
    conductor.conduct(400.0)
    alarms = [(name, sound.gain) for _, sound in ears.heard if (name := sound.name)]
    assert alarms
    assert {name for name, _ in alarms} <= {
        "pack-off",
        "skin-check",
        "stop",
        "Take the pack off.",
        "Press space when it is off.",
        "Five minutes.",
        "Look at your skin, press space.",
    }
    assert min(gain for _, gain in alarms) > 0.2


def test_an_alarm_rises() -> None:
    of = pack(cycles=1)
    steps = flatten(of)
    rounds = [
        event
        for event in _alarm_events(of)
        if isinstance(event, CueDue) and event.cue.signal is Signal.PACK_OFF
    ]
    gains = [one.sound.gain for one in compose(of, steps, rounds, ear()) if one.alarm]
    assert gains[:4] == sorted(gains[:4])
    assert gains[0] < gains[-1] <= 0.9


def _alarm_events(of: Routine) -> list[Event]:
    player = Player(flatten(of))
    events = player.start(0.0)
    events += player.command(Command.DONE, 1.0)
    events += player.command(Command.DONE, 2.0)
    return events + player.tick(420.0)


def test_words_are_cut_where_the_next_ones_or_a_count_begin() -> None:
    of = routine(work((3,)))
    steps = flatten(of)
    long = Ear(Level.VOICE, lambda sentence: 5.0)
    spoken = [
        one
        for one in compose(of, steps, Player(steps).ahead(0.0) or _all(of), long)
        if one.sound.kind == SAY
    ]
    for one, following in itertools.pairwise(spoken):
        assert one.sound.until_s is not None
        assert one.at + min(5.0, one.sound.until_s) <= following.at + 1e-9


def _all(of: Routine) -> list[Event]:
    player = Player(flatten(of))
    return player.start(0.0) + player.tick(1000.0)


def test_a_pack_of_heat_and_one_of_cold_are_mirror_images() -> None:
    from backpt.sound.motifs import MOTIFS

    assert MOTIFS["heat"] == MOTIFS["cold"][::-1]
    assert MOTIFS["left"] == MOTIFS["right"][::-1]
    assert MOTIFS[Signal.OUT] == MOTIFS[Signal.BACK][::-1]
    assert MOTIFS[Signal.HOLD] == MOTIFS[Signal.RELEASE][::-1]
    assert MOTIFS[Signal.PAUSED] == MOTIFS[Signal.RESUMED][::-1]


def test_every_signal_has_a_motif_and_stays_quiet_enough_to_overlap() -> None:
    from backpt.sound.motifs import MOTIFS, samples

    special = {Signal.SWITCH_SIDE: "left", Signal.PACK_ON: "cold"}
    for signal in Signal:
        made = samples(special.get(signal, signal))
        assert 0 < max(map(abs, made)) <= 0.7 * 32767
        assert made[0] == made[-1] == 0
    assert len(MOTIFS) >= len(Signal)


def test_alternating_reps_tell_the_side_by_tone_alone() -> None:
    of = routine(work((2,), sides=Sides.ALTERNATE))
    steps = flatten(of)
    outs = [
        one.sound.name
        for one in compose(of, steps, _all(of), ear())
        if one.sound.name in ("left", "right", "out")
    ]
    assert outs == ["left", "right", "left", "right"]


def test_thermal_plans_are_heard_by_what_they_are() -> None:
    of = routine(ThermalPlan(pack().items[0][0], 900.0, 900.0, 1))  # type: ignore[arg-type]
    steps = flatten(of)
    player = Player(steps)
    events = player.start(0.0) + player.command(Command.DONE, 1.0)
    assert "cold" in [one.sound.name for one in compose(of, steps, events, ear())]


def test_after_a_closed_lid_an_alarm_that_was_due_is_heard_at_once() -> None:
    of = pack(cycles=1)
    steps = flatten(of)
    player, ears = Player(steps), Ears()
    conductor = Conductor(of, steps, player.ahead, ears, ear())

    def happen(now: float, events: list[Event]) -> None:
        for event in events:
            conductor.hear(event)
        ears.now = now
        conductor.conduct(now)

    happen(0.0, player.start(0.0))
    happen(1.0, player.command(Command.DONE, 1.0))
    happen(2.0, player.command(Command.DONE, 2.0))
    for second in range(3, 357):
        happen(float(second), player.tick(float(second)))
    # The skin check of minute five finds nobody at 362: eight seconds of sleep, so short that
    # the alarm was placed already, where no output plays it any more.
    slept_until = 364.0
    happen(slept_until, player.gap(356.0, slept_until))
    alarms = [at for at, sound in ears.heard if sound.name == Signal.PACK_OFF]
    assert min(abs(at - slept_until - KEY_LEAD_S) for at in alarms) < 0.001
