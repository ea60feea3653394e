"""What is placed ahead is what happens: every cue is heard at its moment, and none besides."""

from __future__ import annotations

import contextlib
import itertools
import math
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.language import speech, words
from backpt.language.en.captions import ending_phrase
from backpt.prescription.model import Routine, Sides, ThermalPlan, prescribe
from backpt.session.commands import Command, NotNow
from backpt.session.compile import flatten
from backpt.session.events import CueDue, Ending, Event, SessionEnded
from backpt.session.player import Player
from backpt.session.sound_choice import SoundLevel
from backpt.session.steps import Compiled, Cue, Signal, Step, StepKind
from backpt.sound.score import motifs
from backpt.sound.score.compose import TICK, Ear, ScheduledSound, compose
from backpt.sound.score.conductor import KEY_LEAD_S, OPENING_S, Conductor
from backpt.sound.score.stretch import MOTIF, SAY, Sound, Stretch
from backpt.sound.voice.session_voice import Voice
from tests.builders import routine, shipped
from tests.examples import cases
from tests.session.test_player import pack, work

SAID_S = 0.4


def ear(level: SoundLevel = SoundLevel.TONES, **more: object) -> Ear:
    return Ear(level, lambda sentence: SAID_S if len(sentence) < 200 else None, **more)  # type: ignore[arg-type]


VOICE = Voice()


@cache
def peak(name: str, kind: str) -> int:
    """How loud a sound gets, of 32767."""
    made = motifs.samples(name) if kind == MOTIF else VOICE.samples(name)
    return max(map(abs, made)) if made else 0


def length_s(sound: Sound) -> float:
    if sound.kind == MOTIF:
        return motifs.length_s(sound.name)
    return VOICE.length_of(sound.name) or SAID_S


class Ears:
    """A speaker that keeps what is really heard, and when; silence after a stop."""

    def __init__(self) -> None:
        self.now = 0.0
        self.heard: list[tuple[float, Sound]] = []
        self.lasted: list[tuple[float, float, Sound]] = []
        """From when to when it was heard: what is stopped or cut is heard for less long."""

    def play(self, stretch: Stretch, start_at: float) -> None:
        for sound in stretch.sounds:
            begins = start_at + sound.at_s
            ends = begins + length_s(sound)
            if sound.until_s is not None:
                ends = min(ends, start_at + sound.until_s)
            self.heard.append((begins, sound))
            self.lasted.append((begins, ends, sound))

    def stop(self) -> None:
        now = self.now
        self.heard = [(at, sound) for at, sound in self.heard if at < now]
        self.lasted = [(at, min(end, now), one) for at, end, one in self.lasted if at < now]

    def motifs(self) -> list[tuple[float, str]]:
        found = [(round(at, 6), s.name) for at, s in self.heard if s.kind == MOTIF]
        return sorted(found)


def listen(
    of: Routine,
    script: list[tuple[float, Command]],
    *,
    until: float,
    level: SoundLevel = SoundLevel.TONES,
    wake_s: float = 0.25,
    using: Ear | None = None,
) -> tuple[Ears, list[Event], tuple[Step, ...]]:
    """Run a session with a wake-up each ``wake_s`` and at each deadline, and listen."""
    steps = flatten(of, speech)
    player, ears = Player(steps, speech), Ears()
    conductor = Conductor(Compiled(of, steps), player.ahead, ears, using or ear(level))
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
    of: Routine, steps: tuple[Step, ...], events: list[Event], level: SoundLevel
) -> list[ScheduledSound]:
    return compose(Compiled(of, steps), events, ear(level))


def test_without_a_key_every_sound_is_at_its_moment_and_none_besides() -> None:
    of = routine(work((3,), sides=Sides.EACH), work((2, 2), id="clam"))
    for level in (SoundLevel.TONES, SoundLevel.VOICE):
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
        Command.LEG,
    ]
)
scripts = st.lists(
    st.tuples(st.floats(0, 200).map(lambda t: round(t * 16) / 16), commands), max_size=8
)


def lead_s(due: float) -> float:
    """Outputs lose their beginning, and at the very first have to be opened."""
    return KEY_LEAD_S if due else OPENING_S


@cases(60)
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
        for one in wanted(
            of, steps, [e for e in events if isinstance(e, CueDue)], SoundLevel.TONES
        )
        if one.sound.name in names
    )
    # A cue that a key brought is heard a quarter second later: outputs lose their beginning.
    # One that a second key or cue overtook within that time is not heard at all.
    pressed = [at for at, _ in script]
    for at, name in heard:
        assert any(0 <= at - t <= lead_s(t) + 1e-6 and n == name for t, n in due), (at, name)
    for t, name in due:
        later = (at for at, _ in due if at > t)
        overtaken = any(t <= at <= t + lead_s(t) for at in (*pressed, *later))
        if not overtaken and t < 299:
            assert any(0 <= at - t <= lead_s(t) + 1e-6 and n == name for at, n in heard), (
                t,
                name,
            )


hurting = st.tuples(
    st.floats(0, 200).map(lambda t: round(t * 16) / 16),
    st.sampled_from(
        [
            (Command.HURTS, Command.DIGIT, Command.ENTER),
            (Command.HURTS, Command.LEG),
            (Command.HURTS,),
        ]
    ),
).map(lambda made: [(made[0] + n / 4, command) for n, command in enumerate(made[1])])


@cases(80)
@given(st.one_of(scripts, st.tuples(scripts, hurting).map(lambda two: two[0] + two[1])))
def test_whatever_is_pressed_nothing_clips_and_no_two_sounds_are_heard_at_once(
    script: list[tuple[float, Command]],
) -> None:
    of = routine(work((3,), sides=Sides.ALTERNATE), work((2, 2), id="clam"))
    using = Ear(SoundLevel.VOICE, VOICE.length_of)
    ears, _, _ = listen(of, script, until=300.0, using=using)
    lasted = sorted(ears.lasted)
    sounds = [one for one in lasted if one[2].name != TICK]
    for (at, end, one), (following, _, other) in itertools.pairwise(sounds):
        assert end <= following + 1e-6, (at, one.name, following, other.name)
    for at, _, one in lasted:
        beside = [(b, s) for b, e, s in lasted if b <= at < e or (b, s) == (at, one)]
        assert sum(peak(s.name, s.kind) for _, s in beside) < 32767, (at, beside)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((Command.DIGIT, Command.ENTER), words.EASED_WORDS),
        ((Command.LEG,), words.LEG_REST_WORDS),
        ((Command.SILENCE,), words.STOP_WORDS),
    ],
)
@given(pressed=st.integers(60, 1600))
@cases(25)
def test_what_follows_from_pain_is_heard_to_its_last_word(
    answer: tuple[Command, ...], told: words.Phrase, pressed: int
) -> None:
    """Wherever it hurts: in a rep, while changing sides, at rest."""
    of = routine(work((3, 3), sides=Sides.EACH, rest_s=20.0))
    script = [(pressed / 16 + n, one) for n, one in enumerate((Command.HURTS, *answer))]
    using = Ear(SoundLevel.VOICE, VOICE.length_of)
    ears, events, _ = listen(of, script, until=300.0, using=using)
    asked = [e.at for e in events if isinstance(e, CueDue) and e.cue.signal is Signal.QUESTION]
    assert asked
    for said in told:
        heard = [end - at for at, end, one in ears.lasted if one.name == said]
        assert [round(length, 3) for length in heard] == [
            round(VOICE.length_of(said) or 0.0, 3) for _ in asked
        ]


@pytest.mark.parametrize("ending", [Ending.PAIN, Ending.LEG, Ending.UNANSWERED])
def test_why_a_session_breaks_off_is_heard_to_its_last_word(ending: Ending) -> None:
    of = routine(work())
    steps = flatten(of, speech)
    ears, player = Ears(), Player(steps, speech)
    conductor = Conductor(
        Compiled(of, steps), player.ahead, ears, Ear(SoundLevel.VOICE, VOICE.length_of)
    )
    for event in [*player.start(0.0), *player.command(Command.STOP, 0.0)][:-1]:
        conductor.hear(event)
    conductor.hear(SessionEnded(0.0, ending))
    conductor.conduct(0.0)
    said = [(at, end, one.name) for at, end, one in sorted(ears.lasted) if one.kind == SAY]
    told = said[-len(ending_phrase(ending)) :]
    assert [name for _, _, name in told] == [*ending_phrase(ending)]
    assert all(end - at == pytest.approx(VOICE.length_of(name)) for at, end, name in told)


def test_why_it_breaks_off_follows_what_is_said_of_the_pack() -> None:
    of = pack(cycles=1)
    steps = flatten(of, speech)
    on = next(n for n, step in enumerate(steps) if step.kind is StepKind.APPLY)
    stop = CueDue(9.0, on, Cue(1.0, Signal.STOP))
    heard = compose(
        Compiled(of, steps), [stop, SessionEnded(9.0, Ending.UNANSWERED)], ear(SoundLevel.VOICE)
    )
    said = [one for one in heard if one.sound.kind == SAY]
    assert [one.sound.name for one in said] == [
        "Take the pack off now.",
        "No answer for ten minutes: stopped.",
    ]
    assert said[0].at + SAID_S < said[1].at


@pytest.mark.parametrize("ending", [Ending.DONE, Ending.STOPPED, Ending.EMERGENCY])
def test_of_an_end_that_was_told_of_nothing_more_is_said(ending: Ending) -> None:
    of = routine(work())
    ended = SessionEnded(9.0, ending)
    assert compose(Compiled(of, flatten(of, speech)), [ended], ear(SoundLevel.VOICE)) == []
    assert (
        compose(Compiled(of, flatten(of, speech)), [ended._replace(ending=Ending.PAIN)], ear())
        == []
    )


def test_the_good_zone_is_heard_to_the_side_before_it_counts_in() -> None:
    of = routine(work((3,), sides=Sides.EACH))
    steps, using = flatten(of, speech), Ear(SoundLevel.VOICE, VOICE.length_of)
    player, ears = Player(steps, speech), Ears()
    conductor = Conductor(Compiled(of, steps), player.ahead, ears, using)
    work_at = next(n for n, step in enumerate(steps) if step.kind is StepKind.WORK)
    now = 0.0
    for event in player.start(now):
        conductor.hear(event)
    while player.frame(now).step_index < work_at:
        now = player.deadline() or now
        for event in player.tick(now):
            conductor.hear(event)
        ears.now = now
        conductor.conduct(now)
    keys = ((Command.HURTS, ""), (Command.DIGIT, "3"), (Command.ENTER, ""))
    for n, (command, value) in enumerate(keys):
        ears.now = now + 1.0 + n
        for event in player.command(command, ears.now, value):
            conductor.hear(event)
        conductor.conduct(ears.now)
    answered = ears.now
    said = [(end - at, one.name) for at, end, one in sorted(ears.lasted) if at >= answered]
    whole = [name for length, name in said if length == pytest.approx(VOICE.length_of(name))]
    assert whole[:3] == ["Good zone.", "Bridge.", "Left."]


def test_an_exercise_that_is_not_clear_is_acknowledged_as_any_key_is() -> None:
    of, moment = routine(work((2,))), 6.0
    ears, _, _ = listen(of, [(moment, Command.UNSURE)], until=8.0)
    marked = [at for at, name in ears.motifs() if name == Signal.KEY_HEARD]
    assert marked == [pytest.approx(moment, abs=KEY_LEAD_S)]


def test_muted_only_alarms_are_heard() -> None:
    of = pack(cycles=1)
    steps = flatten(of, speech)
    player, ears = Player(steps, speech), Ears()
    conductor = Conductor(
        Compiled(of, steps), player.ahead, ears, ear(SoundLevel.VOICE, volume=0.0)
    )
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
    steps = flatten(of, speech)
    rounds = [
        event
        for event in _alarm_events(of)
        if isinstance(event, CueDue) and event.cue.signal is Signal.PACK_OFF
    ]
    gains = [one.sound.gain for one in compose(Compiled(of, steps), rounds, ear()) if one.alarm]
    assert gains[:4] == sorted(gains[:4])
    assert gains[0] < gains[-1] <= 0.9


def _alarm_events(of: Routine) -> list[Event]:
    player = Player(flatten(of, speech), speech)
    events = player.start(0.0)
    events += player.command(Command.DONE, 1.0)
    events += player.command(Command.DONE, 2.0)
    return events + player.tick(420.0)


def test_words_too_long_for_their_time_fall_and_cut_off_no_others() -> None:
    of = prescribe(shipped(), "home-basics")
    steps = flatten(of, speech)
    own = {"Leg lifts.": 9.0}
    using = Ear(SoundLevel.VOICE, lambda sentence: own.get(sentence, VOICE.length_of(sentence)))
    said = [
        one for one in compose(Compiled(of, steps), _all(of), using) if one.sound.kind == SAY
    ]
    first = next(n for n, one in enumerate(said) if one.sound.name == "Next exercise.")
    intro = said[first : first + 5]
    assert [one.sound.name for one in intro[1:]] == [
        "Six each leg.",
        "Right knee bent, left leg straight.",
        "Lift no higher than the other knee.",
        "Three.",
    ]
    for one in intro[:-1]:
        assert (one.sound.until_s or math.inf) >= length_s(one.sound)


def test_words_longer_than_usual_stay_where_there_is_time_for_them() -> None:
    of = prescribe(shipped(), "home-basics")
    own = {"Knee tilts.": 4.0}  # the first exercise: half a minute to lie down
    using = Ear(SoundLevel.VOICE, lambda sentence: own.get(sentence, VOICE.length_of(sentence)))
    said = [
        one.sound.name for one in compose(Compiled(of, flatten(of, speech)), _all(of), using)
    ]
    assert {"Knee tilts.", "Both shoulders stay on the floor."} <= {*said}


def test_words_are_cut_where_the_next_ones_or_a_count_begin() -> None:
    of = routine(work((3,)))
    steps = flatten(of, speech)
    long = Ear(SoundLevel.VOICE, lambda sentence: 5.0)
    spoken = [
        one
        for one in compose(
            Compiled(of, steps), Player(steps, speech).ahead(0.0) or _all(of), long
        )
        if one.sound.kind == SAY
    ]
    for one, following in itertools.pairwise(spoken):
        assert one.sound.until_s is not None
        assert one.at + min(5.0, one.sound.until_s) <= following.at + 1e-9


def _all(of: Routine) -> list[Event]:
    player = Player(flatten(of, speech), speech)
    return player.start(0.0) + player.tick(1000.0)


def test_a_pack_of_heat_and_one_of_cold_are_mirror_images() -> None:
    from backpt.sound.score.motifs import MOTIFS

    assert MOTIFS["heat"] == MOTIFS["cold"][::-1]
    assert MOTIFS["left"] == MOTIFS["right"][::-1]
    assert MOTIFS[Signal.OUT] == MOTIFS[Signal.BACK][::-1]
    assert MOTIFS[Signal.HOLD] == MOTIFS[Signal.RELEASE][::-1]
    assert MOTIFS[Signal.PAUSED] == MOTIFS[Signal.RESUMED][::-1]


def test_every_signal_has_a_motif_and_stays_quiet_enough_to_overlap() -> None:
    from backpt.sound.score.motifs import MOTIFS, samples

    special = {Signal.SWITCH_SIDE: "left", Signal.PACK_ON: "cold"}
    for signal in Signal:
        made = samples(special.get(signal, signal))
        assert 0 < max(map(abs, made)) <= 0.7 * 32767
        assert made[0] == made[-1] == 0
    assert len(MOTIFS) >= len(Signal)


def test_alternating_reps_tell_the_side_by_tone_alone() -> None:
    of = routine(work((2,), sides=Sides.ALTERNATE))
    steps = flatten(of, speech)
    outs = [
        one.sound.name
        for one in compose(Compiled(of, steps), _all(of), ear())
        if one.sound.name in ("left", "right", "out")
    ]
    assert outs == ["left", "right", "left", "right"]


def test_thermal_plans_are_heard_by_what_they_are() -> None:
    of = routine(ThermalPlan(pack().items[0][0], 900.0, 900.0, 1))  # type: ignore[arg-type]
    steps = flatten(of, speech)
    player = Player(steps, speech)
    events = player.start(0.0) + player.command(Command.DONE, 1.0)
    assert "cold" in [one.sound.name for one in compose(Compiled(of, steps), events, ear())]


def test_after_a_closed_lid_an_alarm_that_was_due_is_heard_at_once() -> None:
    of = pack(cycles=1)
    steps = flatten(of, speech)
    player, ears = Player(steps, speech), Ears()
    conductor = Conductor(Compiled(of, steps), player.ahead, ears, ear())

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
