"""The loop, with one object as clock and keyboard: waiting is what makes time pass."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from backpt.intake.pages import CardPart, Checklist, DrivenCard, DrivenPage
from backpt.language import speech
from backpt.language.en.keys import numbers, option, refused
from backpt.prescription.model import (
    Category,
    Dose,
    Exercise,
    Mode,
    Pace,
    Position,
    Routine,
    ThermalPlan,
    Work,
)
from backpt.run.loop import BrokenOff, SessionTime, lead
from backpt.run.presenter import SessionPresenter
from backpt.session.compile import flatten
from backpt.session.events import (
    Anchor,
    Ending,
    Event,
    Halted,
    SessionEnded,
    StepBegan,
    StepEnded,
    Why,
)
from backpt.session.keymap import Means
from backpt.session.player import Player
from backpt.session.pressing import Pressing, Refusal, Uncounted
from backpt.session.steps import Compiled, StepKind
from backpt.session.views import Caption, Page, View


class FakeTime:
    """Clock and keyboard in one. ``script`` has keys by moment (unscaled seconds); ``late_s``
    is what every wait takes too long; ``asleep`` maps a moment to how long the lid is closed
    then, which ``awake`` does not count."""

    def __init__(
        self,
        script: dict[float, str] | None = None,
        *,
        late_s: float = 0.0,
        asleep: dict[float, float] | None = None,
        stopped: dict[float, float] | None = None,
    ) -> None:
        self._script = dict(script or {})
        self._late_s = late_s
        self._asleep = dict(asleep or {})
        self._stopped = dict(stopped or {})
        self.stopped_s, self.to_background = 60.0, False
        """What Ctrl-Z brings: how long nothing runs, and bg instead of fg."""
        self._real = self._awake = 1000.0
        self.waits: list[float] = []

    def real(self) -> float:
        return self._real

    def awake(self) -> float:
        return self._awake

    def sleep(self, seconds: float) -> None:
        self._pass(seconds)

    def _pass(self, seconds: float) -> None:
        """Time never stands still: less than a nanosecond would be lost in rounding."""
        self._real += max(seconds, 1e-9)
        self._awake += max(seconds, 1e-9)

    def read(self, timeout_s: float, *, exact: bool) -> str | None:
        self.waits.append(timeout_s)
        now = self._real - 1000.0
        for moments, counts_awake in ((self._asleep, False), (self._stopped, True)):
            due = [at for at in moments if at <= now + timeout_s]
            if due:
                slept = moments.pop(due[0])
                self._real += slept
                self._awake += slept if counts_awake else 0.0
        due = sorted(at for at in self._script if at <= now + timeout_s)
        if due:
            self._pass(max(0.0, due[0] - now))
            return self._script.pop(due[0])
        self._pass(timeout_s + self._late_s)
        return None

    def suspend(self) -> bool:
        self._pass(self.stopped_s)
        return not self.to_background


class Glass:
    """A surface that remembers what it showed, and takes its time if told to."""

    def __init__(self, time: FakeTime | None = None, slow_s: float = 0.0) -> None:
        self.views: list[View] = []
        self.bells = 0
        self.lines: list[str] = []
        self.said: list[str] = []
        """What was said when the terminal was given back."""
        self.is_ours = True
        self._time, self._slow_s = time, slow_s

    def draw(self, view: View) -> None:
        if self._time and self._slow_s:
            self._time._pass(self._slow_s)
        self.views.append(view)

    def bell(self) -> None:
        self.bells += 1

    def line(self, text: str) -> None:
        self.lines.append(text)

    def resized(self) -> None:
        self.views.clear()

    def leave(self, words: str) -> None:
        self.said.append(words)
        self.is_ours = False

    def come_back(self) -> None:
        self.is_ours = True


def exercise(hold_s: float = 3.0, reps: int = 3) -> Routine:
    dose = Dose((reps,), Pace(2.0, hold_s, 2.0, 1.0))
    bridge = Exercise("bridge", "Bridge", Category.CORE, Position.SUPINE, dose, 1, "Lift.")
    return Routine("r", "R", (Work(bridge, dose),))


PAIN = Page("Pain", (), (numbers(0, 9, "so much"), option(Means.LEAVE)))


def ice() -> Routine:
    return Routine("i", "Ice", (ThermalPlan(Mode.COLD, 900.0, 900.0, 1),))


def play(
    routine: Routine, time: FakeTime, *, speed: float = 1.0, slow_s: float = 0.0
) -> tuple[list[Event], Glass, Player]:
    steps = flatten(routine, speech)
    player = Player(steps, speech)
    events: list[Event] = []
    glass = Glass(time, slow_s)
    lead(
        SessionPresenter(player, Compiled(routine, steps)),
        clock=time,
        time=SessionTime(time, speed),
        keys=time,
        surface=glass,
        sinks=[events.append],
    )
    return events, glass, player


@pytest.mark.slow
def test_a_two_hour_session_runs_to_the_second() -> None:
    time = FakeTime()
    events, _, _ = play(exercise(hold_s=55.0, reps=118), time)
    assert events[-1] == SessionEnded(33.0 + 118 * 60.0, Ending.DONE)


@pytest.mark.parametrize("late_s", [0.0, 0.01, 0.9])
def test_late_wake_ups_and_slow_pictures_add_nothing(late_s: float) -> None:
    on_time, _, _ = play(exercise(), FakeTime())
    late, _, _ = play(exercise(), FakeTime(late_s=late_s), slow_s=late_s)
    assert late == on_time


def test_no_wait_is_longer_than_a_second() -> None:
    time = FakeTime({1.0: " "})
    play(exercise(), time)
    assert max(time.waits) <= 1.0


def test_at_speed_every_wait_is_shorter_and_the_session_the_same() -> None:
    slow, quick = FakeTime(), FakeTime()
    at_one, _, _ = play(exercise(), slow)
    at_ten, _, _ = play(exercise(), quick, speed=10.0)
    assert [type(event) for event in at_ten] == [type(event) for event in at_one]
    assert at_ten[-1].at == pytest.approx(at_one[-1].at)
    assert quick.real() - 1000.0 == pytest.approx((slow.real() - 1000.0) / 10, rel=0.01)


def test_a_closed_lid_of_eight_minutes_in_a_hold_pauses_the_exercise() -> None:
    time = FakeTime({600.0: " "}, asleep={36.0: 480.0})
    events, glass, _ = play(exercise(hold_s=10.0), time)
    assert any(isinstance(view, Caption) and "away" in view.action for view in glass.views)
    # from about 36 to 600 it stood still; then six seconds of counting in and the rep again
    assert events[-1].at == pytest.approx(600 + 6 + 3 * 15, abs=1.5)


def test_being_stopped_by_the_shell_pauses_the_exercise_too() -> None:
    time = FakeTime({600.0: " "}, stopped={36.0: 480.0})
    events, _, _ = play(exercise(hold_s=10.0), time)
    assert events[-1].at == pytest.approx(600 + 6 + 3 * 15, abs=1.5)


@pytest.mark.parametrize("counts_awake", [True, False])
def test_a_pack_ends_at_its_real_time_whatever_slept(counts_awake: bool) -> None:
    gap = {400.0: 120.0}
    keys = {9.0: " ", 10.0: " ", 320.0: " ", 640.0: " ", 930.0: " "}
    time = FakeTime(keys, stopped=gap) if counts_awake else FakeTime(keys, asleep=gap)
    events, _, _ = play(ice(), time)
    steps = flatten(ice(), speech)
    began = {
        steps[event.step_index].kind: event.at
        for event in events
        if isinstance(event, StepBegan)
    }
    assert began[StepKind.ALARM] - began[StepKind.APPLY] == pytest.approx(900.0)


def test_ctrl_z_gives_the_terminal_back_and_pauses() -> None:
    time = FakeTime({40.0: "suspend", 200.0: " "})
    _, glass, _ = play(exercise(), time)
    assert any(isinstance(view, Caption) and "away" in view.action for view in glass.views)


@pytest.mark.parametrize("stopped_s", [0.5, 60.0])
def test_after_ctrl_z_and_fg_an_exercise_is_paused_however_short_it_was(
    stopped_s: float,
) -> None:
    time = FakeTime({40.0: "suspend", 200.0: " "})
    time.stopped_s = stopped_s
    events, glass, _ = play(exercise(), time)
    assert [event.why for event in events if isinstance(event, Halted)] == [Why.AWAY]
    assert glass.is_ours


def test_an_exercise_waits_in_the_background_until_it_is_called_back() -> None:
    time = FakeTime({40.0: "suspend", 300.0: "back", 310.0: " "})
    time.to_background = True
    events, glass, _ = play(exercise(), time)
    halted = next(event.at for event in events if isinstance(event, Halted))
    again = next(event.at for event in events if isinstance(event, Anchor) and event.at > 40)
    assert halted == pytest.approx(40.0)
    assert again == pytest.approx(310.0)
    assert glass.is_ours


def test_an_exercise_that_finds_itself_in_the_background_pauses() -> None:
    time = FakeTime({40.0: "away", 60.0: "back", 61.0: " "})
    events, glass, _ = play(exercise(), time)
    assert [event.why for event in events if isinstance(event, Halted)] == [Why.AWAY]
    assert glass.said == [""]


def test_a_pack_goes_on_in_the_background_and_its_alarm_is_in_time() -> None:
    keys = {9.0: " ", 10.0: " ", 320.0: " ", 330.0: "suspend", 640.0: " ", 1000.0: "back"}
    time = FakeTime({**keys, 1001.0: " "})
    time.to_background = True
    events, glass, _ = play(ice(), time)
    steps = flatten(ice(), speech)
    began = {steps[e.step_index].kind: e.at for e in events if isinstance(e, StepBegan)}
    assert began[StepKind.ALARM] - began[StepKind.APPLY] == pytest.approx(900.0)
    assert not any(isinstance(event, Halted) for event in events)
    assert "no alarm will sound" in glass.said[0]
    assert "The alarm goes on here" in glass.said[1]
    assert glass.is_ours


@pytest.mark.parametrize(
    ("signal", "code"), [("interrupt", 130), ("terminate", 143), ("hangup", 129)]
)
def test_being_told_to_end_stops_the_session_first(signal: str, code: int) -> None:
    time = FakeTime({40.0: signal})
    steps = flatten(exercise(), speech)
    events: list[Event] = []
    with pytest.raises(BrokenOff) as broken:
        lead(
            SessionPresenter(Player(steps, speech), Compiled(exercise(), steps)),
            clock=time,
            time=SessionTime(time),
            keys=time,
            surface=Glass(),
            sinks=[events.append],
        )
    assert broken.value.exit_code == code
    last = events[-1]
    assert isinstance(last, SessionEnded)
    assert last.ending is Ending.STOPPED
    assert last.at == pytest.approx(40.0)


def test_a_key_that_means_nothing_rings_and_changes_nothing() -> None:
    quiet, _, _ = play(exercise(), FakeTime())
    events, glass, _ = play(exercise(), FakeTime({40.0: "n", 41.0: "enter"}))
    assert events == quiet
    assert glass.bells == 2


def test_a_key_that_means_nothing_says_once_which_keys_do() -> None:
    _, glass, _ = play(exercise(), FakeTime({40.0: "n", 41.0: "n", 42.0: "z"}))
    assert glass.lines == ["Press space, h, x, b, r, q, u, or ?."]
    hints = [view.coming for view in glass.views if isinstance(view, Caption)]
    assert glass.lines[0] in hints
    assert hints[-1] != glass.lines[0]


def test_what_cannot_be_heard_flashes_for_a_moment() -> None:
    steps = flatten(exercise(), speech)
    led = SessionPresenter(Player(steps, speech), Compiled(exercise(), steps))
    led.start(0.0)
    led.flash(5.0)
    urgent = [led.view(at).urgent for at in (5.0, 5.29, 5.31)]
    assert urgent == [True, True, False]
    assert led.repaint(5.1) == pytest.approx(5.3)


def test_an_alarm_that_cannot_be_heard_blinks_each_round() -> None:
    steps = flatten(ice(), speech)
    led = SessionPresenter(Player(steps, speech, first=2), Compiled(ice(), steps))
    led.start(0.0)
    led.tick(1000.0)
    assert led.view(1000.0).urgent
    led.flash(1000.0)
    assert [led.view(at).urgent for at in (1000.1, 1000.4)] == [False, True]


def test_what_goes_wrong_stands_in_place_of_the_cue_for_a_while() -> None:
    steps = flatten(exercise(), speech)
    led = SessionPresenter(Player(steps, speech), Compiled(exercise(), steps))
    led.start(0.0)
    led.tick(40.0)
    led.tell("No sound comes out.", 40.0)
    notes = [view.note for at in (41.0, 48.1) if isinstance(view := led.view(at), Caption)]
    assert notes[0] == "No sound comes out."
    assert notes[1] != notes[0]


def saying(*, mute: Callable[[], bool] | None = None) -> tuple[SessionPresenter, list[str]]:
    """Return a session that was begun, and what its keys say in lines."""
    steps, said = flatten(exercise(), speech), list[str]()
    led = SessionPresenter(
        Player(steps, speech), Compiled(exercise(), steps), mute, said.append
    )
    led.start(0.0)
    return led, said


def note(led: SessionPresenter, at: float) -> str:
    view = led.view(at)
    assert isinstance(view, Caption)
    return view.note


def test_a_message_while_getting_into_place_stands_below_the_position() -> None:
    led, _ = saying()
    position = note(led, 1.0)
    led.tell("Pain 3: good zone, go on as usual.", 1.0)
    assert note(led, 2.0) == f"{position} Pain 3: good zone, go on as usual."
    assert note(led, 9.5) == position


def test_a_message_stands_its_whole_time_before_the_next_one() -> None:
    led, _ = saying()
    position = note(led, 1.0)
    led.tell("No cold pack for you now.", 1.0)
    led.tell("No sound comes out.", 1.2)
    assert note(led, 8.9) == f"{position} No cold pack for you now."
    assert note(led, 9.1) == f"{position} No sound comes out."
    assert note(led, 16.9) == f"{position} No sound comes out."
    assert note(led, 17.1) == position


def test_the_answer_to_a_key_is_told_at_once_and_a_message_that_stood_there_after_it() -> None:
    led, _ = saying()
    led.tick(40.0)
    led.tell("No sound comes out.", 40.0)
    for key in ("h", "2", "enter"):
        led.press(key, 41.0)
    assert "Pain 2 of 10: good zone." in note(led, 42.0)
    assert note(led, 49.5) == "No sound comes out."
    assert note(led, 56.5) != "No sound comes out."


def test_a_low_pain_in_a_session_is_told_to_be_in_the_good_zone() -> None:
    led, _ = saying()
    led.tick(40.0)
    for key in ("h", "2", "enter"):
        led.press(key, 40.0)
    assert "Pain 2 of 10: good zone." in note(led, 41.0)
    for key in ("h", "4", "enter"):
        led.press(key, 50.0)
    assert "good zone" not in note(led, 51.0)


def test_an_exercise_that_is_not_clear_is_answered_at_once_and_in_the_rest_after_pain() -> None:
    led, _ = saying()
    led.tick(40.0)
    led.press("u", 40.0)
    assert note(led, 41.0).startswith("Noted: not sure how to do Bridge.")
    for key in ("h", "6", "enter", "u"):
        led.press(key, 42.0)
    view = led.view(43.0)
    assert isinstance(view, Caption)
    assert view.note == "Rest as is easiest. I will ask again."
    assert view.coming.startswith("Noted: not sure how to do Bridge.")


def test_the_key_to_all_keys_says_them_in_a_line_each_time() -> None:
    led, said = saying(mute=lambda: True)
    led.press("?", 3.0)
    led.press("?", 4.0)
    assert said[0] == said[1]
    for told in (
        "Space: ready.",
        "H: it hurts.",
        "Plus: ten seconds more.",
        "Minus: ten seconds less.",
        "Q: save and stop.",
        "M: sound off or on.",
    ):
        assert told in said[0]
    assert "?" not in said[0]


def test_a_key_for_the_sound_says_what_it_did() -> None:
    states = iter((True, False, False))
    led, said = saying(mute=lambda: next(states))
    for at in (3.0, 4.0, 5.0):
        led.press("m", at)
    assert said == [
        "Sound off. Alarms stay on.",
        "Sound on.",
        "There is no sound to turn off.",
    ]


def test_help_is_shown_over_the_running_session() -> None:
    _, glass, _ = play(exercise(), FakeTime({40.0: "?", 42.0: "?"}))
    helped = [view.help for view in glass.views if isinstance(view, Caption)]
    assert True in helped
    assert not helped[-1]


def test_a_page_takes_only_its_keys_and_gives_up_in_time() -> None:
    page = DrivenPage(PAIN, give_up_s=120.0, silence="none")
    time, glass = FakeTime({5.0: "enter", 6.0: "x"}), Glass()
    lead(page, clock=time, time=SessionTime(time), keys=time, surface=glass)
    assert page.answer == "none"
    assert time.real() - 1000.0 == pytest.approx(120.0)
    assert glass.bells == 2


CARD = Page("Card", (), (option(Means.NO, "none of these"), option(Means.LEAVE)))


def test_three_keys_typed_at_once_answer_one_card_and_the_next_ones_wait() -> None:
    time = FakeTime({5.0: "n", 5.01: "n", 5.02: "n", 9.0: "n", 30.0: "n"})
    pressing, answered = Pressing(), []
    for _ in range(3):
        page, glass = DrivenPage(CARD), Glass()
        lead(
            page, clock=time, time=SessionTime(time), keys=time, surface=glass,
            pressing=pressing,
        )  # fmt: skip
        answered.append(round(time.real() - 1000.0, 2))
        hints = {view.hint for view in glass.views if isinstance(view, Page)}
        assert hints == (
            {"", refused(Uncounted(Refusal.TOO_SOON))} if len(answered) == 2 else {""}
        )
    assert answered == [5.0, 9.0, 30.0]


def test_a_key_held_down_through_the_last_question_is_nothing_in_the_session() -> None:
    script = {5.0 + nth / 30: " " for nth in range(45)} | {12.0: " "}
    time, pressing = FakeTime(script), Pressing()
    notes = DrivenPage(Page("Notes", (), (option(Means.SPACE, "go on"),)))
    for led in (
        notes,
        SessionPresenter(
            Player(flatten(exercise(), speech), speech),
            Compiled(exercise(), flatten(exercise(), speech)),
        ),
    ):
        events: list[Event] = []
        lead(
            led, clock=time, time=SessionTime(time), keys=time, surface=Glass(),
            sinks=[events.append], pressing=pressing,
        )  # fmt: skip
    ready = next(event.at for event in events if isinstance(event, StepEnded))
    assert ready == pytest.approx(12.0 - 5.0, abs=0.1)


def test_each_part_of_a_card_must_be_read_too() -> None:
    parts = (CardPart("Bones", ("wrist",)), CardPart("Skin", ("wound",)))
    options = (numbers(1, 1, "a tick"), option(Means.NO), option(Means.DONE))
    asked = DrivenCard(Checklist(parts, lambda card: Page("Tick", card.names, options)))
    time = FakeTime({5.0: "1", 5.5: "d", 5.6: "1", 5.7: "d", 20.0: "n"})
    lead(asked, clock=time, time=SessionTime(time), keys=time, surface=Glass())
    assert time.real() - 1000.0 == pytest.approx(20.0)
    assert isinstance(asked.card, Checklist)
    assert asked.card.names == ("wrist",)


def test_a_digit_of_the_picture_changes_on_the_second() -> None:
    time = FakeTime()
    steps = flatten(exercise(hold_s=30.0, reps=1), speech)
    shown: list[tuple[float, str]] = []

    class Watch(Glass):
        def draw(self, view: View) -> None:
            if isinstance(view, Caption):
                shown.append((time.real() - 1000.0, view.digits))

    lead(
        SessionPresenter(Player(steps, speech), Compiled(exercise(hold_s=30.0, reps=1), steps)),
        clock=time,
        time=SessionTime(time),
        keys=time,
        surface=Watch(),
    )
    changes = [
        at for (at, now), (_, then) in zip(shown[1:], shown, strict=False) if now != then
    ]
    assert changes
    assert all(abs(at - round(at)) < 0.001 for at in changes)


@pytest.mark.parametrize("silence", ["", "none"])
def test_a_page_that_nobody_answers_is_over_whatever_silence_means(silence: str) -> None:
    page = DrivenPage(PAIN, give_up_s=120.0, silence=silence)
    page.start(0.0)
    states = []
    for now in (119.9, 120.0, 500.0):
        page.tick(now)
        states.append((page.over, page.answer))
    assert states == [(False, ""), (True, silence), (True, silence)]
