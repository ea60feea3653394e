"""Moments of a session in words, and whole sessions as plain lines."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.language import speech
from backpt.language.en.captions import ENDINGS, caption, line
from backpt.prescription.model import Pace, Rest, Routine, Sides, prescribe
from backpt.session.commands import Command, NotNow
from backpt.session.compile import HoldCount, Manner, flatten
from backpt.session.events import (
    CueDue,
    Ending,
    Event,
    Halted,
    KeyAcknowledged,
    PainReported,
    SessionEnded,
    StepBegan,
    Why,
)
from backpt.session.player import Player
from backpt.session.sound_choice import SoundLevel
from backpt.session.steps import Compiled, Cue, Signal, StepKind
from backpt.session.views import Caption, Movement
from backpt.sound.score.compose import TICK, Ear, compose
from tests.builders import (
    cold,
    exercise,
    home_basics,
    manners,
    routine,
    routines,
    shipped,
    work,
)
from tests.examples import cases

LIBRARY = shipped()
HOME_BASICS = home_basics()


DRAWN = exercise()._replace(figure="{}")


class Session:
    """A player that jumps from deadline to deadline, and what it said."""

    def __init__(
        self, of: Routine, manner: Manner = Manner(), *, keyboard: bool = True
    ) -> None:
        self.routine = of
        self.steps = flatten(of, speech, manner)
        self.player = Player(self.steps, speech, keyboard=keyboard)
        self.events: list[Event] = self.player.start(0.0)
        self.now = 0.0

    def to(self, now: float) -> Session:
        self.now = now
        self.events += self.player.tick(now)
        return self

    def press(self, *commands: Command, value: str = "") -> Session:
        for command in commands:
            self.events += self.player.command(command, self.now, value)
        return self

    def to_end(self) -> Session:
        while (due := self.player.deadline()) is not None:
            self.to(due)
        return self

    def caption(self) -> Caption:
        return caption(Compiled(self.routine, self.steps), self.player.frame(self.now))

    def lines(self) -> list[str]:
        said = (
            (event.at, line(Compiled(self.routine, self.steps), event)) for event in self.events
        )
        return [f"{moment(at)} {text}" for at, text in said if text]


def moment(at: float) -> str:
    minutes, seconds = divmod(round(at), 60)
    return f"{minutes:02}:{seconds:02}"


def transcript(lines: Iterable[str]) -> str:
    return "".join(f"{one}\n" for one in lines)


# --- plain lines of a whole session ----------------------------------------------------

Golden = Callable[[str, str], None]


def test_home_basics_can_be_followed_from_its_lines_alone(golden: Golden) -> None:
    session = Session(HOME_BASICS, Manner(keys_hint=True)).to_end()
    golden("home-basics", transcript(session.lines()))


def test_flare_up_day_goes_on_without_a_keyboard(golden: Golden) -> None:
    session = Session(prescribe(LIBRARY, "flare-up-day"), keyboard=False).to_end()
    golden("flare-up-day", transcript(session.lines()))


def test_an_ice_pack_without_a_keyboard_never_leaves_the_pack_on(golden: Golden) -> None:
    session = Session(routine(cold(), name="Ice pack"), keyboard=False).to_end()
    golden("icepack", transcript(session.lines()))


def test_two_cycles_of_heat_are_led_through_with_a_keyboard(golden: Golden) -> None:
    heat = cold()._replace(mode=cold().mode.HEAT, area="your low back")
    session = Session(routine(heat, name="Heat"))
    session.to(30).press(Command.DONE)  # the pack is on
    session.to(335).press(Command.DONE).to(640).press(Command.DONE)  # looked at the skin
    session.to(940).press(Command.DONE)  # off, ten seconds late
    session.to(1900).press(Command.NO)
    session.to(2500).press(Command.YES).to(2510).press(Command.DONE)
    session.to(2815).press(Command.DONE).to(3000).press(Command.HURTS)
    session.press(Command.DIGIT, value="6").press(Command.ENTER).to(3020).press(Command.DONE)
    golden("heat-by-hand", transcript(session.to_end().lines()))


def test_an_exercise_that_hurts_is_told_line_by_line(golden: Golden) -> None:
    session = Session(HOME_BASICS).to(40).press(Command.PAUSE).to(52).press(Command.RESUME)
    session.to(70).press(Command.HURTS).press(Command.DIGIT, value="5").press(Command.ENTER)
    session.to(140).press(Command.HURTS).press(Command.DIGIT, value="7").press(Command.ENTER)
    session.to(265).press(Command.DIGIT, value="6").press(Command.ENTER)
    golden("it-hurts", transcript(session.to_end().lines()))


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (CueDue(0.0, 2, Cue(2.0, Signal.HOLD, 2)), "Hold."),
        (CueDue(0.0, 2, Cue(5.0, Signal.BACK, 2)), "Slowly down."),
        (CueDue(0.0, 2, Cue(3.0, Signal.COUNT, 2)), ""),
        (CueDue(0.0, 2, Cue(-2.0, Signal.COUNT, 2)), "Two."),
        (CueDue(0.0, 1, Cue(1.0, Signal.COUNT, 2)), "Two."),
        (Halted(0.0, 2, Why.PAUSED), ""),
        (Halted(0.0, 2, Why.AWAY),
            "You were away: the exercise stood still. Press space to go on."),
        (PainReported(0.0, 2, 4), "Pain 4 of 10."),
        (PainReported(0.0, 2, 3), "Pain 3 of 10."),
        (PainReported(0.0, 2, 3, goes_on=True), "Pain 3 of 10: good zone."),
        (CueDue(0.0, 2, Cue(-8.0, Signal.GOOD_ZONE)), "Bridge."),
        (KeyAcknowledged(0.0, 2), "Heard."),
        (KeyAcknowledged(0.0, 2, 10.0), "Ten seconds more."),
        (KeyAcknowledged(0.0, 2, -4.0), "Four seconds less."),
        (StepBegan(0.0, 2, 1), ""),
        (SessionEnded(0.0, Ending.DONE), ""),
        (SessionEnded(0.0, Ending.STOPPED), "Stopped."),
    ],
)  # fmt: skip
def test_an_event_is_a_line_or_none(event: Event, said: str) -> None:
    of = routine(work(exercise()._replace(back_word="Slowly down")))
    if isinstance(event, CueDue) and event.cue.signal in (Signal.HOLD, Signal.BACK):
        event = event._replace(step_index=3)  # the second rep: a tone, so here a short word
    assert line(Compiled(of, flatten(of, speech)), event) == said


def test_every_ending_but_the_usual_says_why() -> None:
    assert set(ENDINGS) == set(Ending)
    assert [ending for ending, said in ENDINGS.items() if not said] == [Ending.DONE]
    assert "hours matter" in ENDINGS[Ending.EMERGENCY]
    assert "Chest pain" in ENDINGS[Ending.EMERGENCY]


# --- captions --------------------------------------------------------------------------


def shown(session: Session) -> str:
    """Return a caption as lines, empty texts left out."""
    seen = session.caption()
    part = "" if seen.part is None else f"{seen.part:.0%} of the step"
    rows = {
        "title": f"{seen.title}, {seen.left}, {seen.progress:.0%}",
        "heading": " / ".join(
            filter(None, (seen.heading, seen.where, seen.side, seen.counting))
        ),
        "action": " / ".join(filter(None, (seen.action, seen.digits, part))),
        "note": seen.note,
        "coming": seen.coming,
        "keys": ", ".join(f"{key} {label}" for key, label in seen.keys),
        "urgent": "yes" if seen.urgent else "",
    }
    return "\n".join(f"{name:8}{text}" for name, text in rows.items() if text)


WHOLE_DAY = routine(
    work(
        exercise(
            "Leg lifts", cue="{Other} knee bent.", side_words=("Left leg", "Right leg")
        )._replace(out_word="Up", back_word="Slowly down"),
        reps=(2, 2),
        sides=Sides.EACH,
        rest_s=30.0,
    ),
    Rest(60.0),
    work(exercise("March"), reps=(1,), time_s=90.0),
    cold(),
    name="Whole day",
)


Act = Command | tuple[Command, str]
MOMENTS: dict[str, tuple[float, tuple[Act, ...]]] = {
    "getting into place": (3, ()),
    "three, two, one": (31, ()),
    "the way out": (34, ()),
    "the hold": (36, ()),
    "the way back": (38.5, ()),
    "between two reps": (40.5, ()),
    "changing sides": (50, ()),
    "the rest between two sets": (80, ()),
    "the rest between two exercises": (150, ()),
    "a timed position": (230, ()),
    "a timed position, ten seconds longer": (230, (Command.PLUS,)),
    "paused in a rep": (36, (Command.PAUSE,)),
    "it hurts": (36, (Command.HURTS, (Command.DIGIT, "1"), (Command.DIGIT, "0"))),
    "resting after strong pain": (36, (Command.HURTS, (Command.DIGIT, "6"), Command.ENTER)),
    "fewer and smaller": (36, (Command.HURTS, (Command.DIGIT, "4"), Command.ENTER)),
    "told to end this exercise": (36, (Command.HURTS, Command.SILENCE)),
    "resting after pain further down the leg": (36, (Command.HURTS, Command.LEG)),
    "resting so on the back": (36, (Command.HURTS, Command.LEG, Command.LIE_DOWN)),
    "asked whether the leg is back": (36, (Command.HURTS, Command.LEG, Command.DONE)),
    "the pack goes on": (330, ()),
    "the pack is on": (330, (Command.DONE,)),
    "stopped": (36, (Command.STOP,)),
}


def test_every_kind_of_moment_shows_where_one_is_and_what_to_do(golden: Golden) -> None:
    pictures = []
    for name, (at, acts) in MOMENTS.items():
        session = Session(WHOLE_DAY).to(at)
        for act in acts:
            command, value = (act, "") if isinstance(act, Command) else act
            session.press(command, value=value)
        pictures.append(f"--- {name}, {moment(at)}\n{shown(session)}\n")
    golden("moments", "\n".join(pictures))


def test_the_moments_of_a_pack_are_shown_until_the_skin_is_well(golden: Golden) -> None:
    session = Session(routine(cold(), name="Ice pack"))
    pictures = [f"--- set-up\n{shown(session.to(3))}\n"]
    acts = {
        "on": Command.DONE,
        "it hurts": Command.HURTS,
        "off": Command.DONE,
        "not yet": Command.NO,
    }
    for name, at in (
        ("ready?", 25.0),
        ("on", 30.0),
        ("it hurts", 40.0),
        ("the skin is to be looked at", 332.0),
        ("off with it", 700.0),
        ("off", 710.0),
        ("is the skin well?", 1620.0),
        ("not yet", 1621.0),
        ("asked again", 2230.0),
    ):
        if act := acts.get(name):
            session.to(at).press(act)
        pictures.append(f"--- {name}\n{shown(session.to(at))}\n")
        if name == "it hurts":
            session.press(Command.TAKE_BACK)
    golden("pack-moments", "\n".join(pictures))


def test_a_self_paced_hold_is_a_hold_from_its_first_second() -> None:
    of = routine(work(reps=(2,), pace=Pace(2.0, 5.0, 2.0, 2.0), self_paced=True))
    session = Session(of).to(40).press(Command.DONE)
    seen = {at: session.to(40 + at).caption().action for at in (0, 1, 4, 5, 6)}
    assert seen == {0: "Hold", 1: "Hold", 4: "Hold", 5: "Relax", 6: "Relax"}


@pytest.mark.parametrize("own_pace", [False, True])
@given(st.builds(Pace, *[st.sampled_from([0.0, 1.0, 2.0, 2.5, 5.0])] * 4))
def test_words_figure_and_metronome_follow_the_same_parts_of_a_rep(
    own_pace: bool, pace: Pace
) -> None:
    if not pace.hold_s:
        return
    of = routine(work(DRAWN, reps=(1,), pace=pace, self_paced=own_pace))
    session = Session(of).press(Command.DONE)  # in place
    session.to(3.0)
    if own_pace:
        session.press(Command.DONE)
    start, step = session.now, session.player.frame(session.now).step
    ticks = {
        one.at - start
        for one in compose(
            Compiled(of, session.steps), session.events, Ear(SoundLevel.TONES, lambda _: 0.4)
        )
        if one.sound.name == TICK
    }
    assert step.kind is StepKind.WORK
    assert step.seconds is not None
    for quarter in range(round(step.seconds * 4)):
        now = session.to(start + quarter / 4).caption()
        assert now.movement is not None
        assert now.movement.pace is not None
        part, _, _ = now.movement.pace.at(now.movement.elapsed_s)
        assert now.action == {"out": "Move", "hold": "Hold", "back": "Back"}.get(part, "Relax")
        if quarter / 4 in ticks:
            assert now.action in ("Move", "Back")
    assert max(ticks, default=0.0) < step.seconds
    if own_pace:
        assert not ticks


@pytest.mark.parametrize(("reps", "counting"), [(1, "1 rep"), (8, "8 reps")])
def test_a_self_paced_set_shows_how_many(reps: int, counting: str) -> None:
    of = routine(work(reps=(reps,), pace=Pace(2.0, 0.0, 2.0, 0.0), self_paced=True))
    assert Session(of).to(40).caption().counting == counting


def test_digits_change_when_a_whole_second_is_over() -> None:
    session = Session(HOME_BASICS)
    digits = [session.to(33 + at / 4).caption().digits for at in range(9)]
    assert digits == ["3", "3", "3", "3", "2", "2", "2", "2", "1"]


COUNT_OF_TEN = routine(work(reps=(1,), pace=Pace(3.0, 10.0, 2.0, 1.0)))


def led(of: Routine, manner: Manner = Manner()) -> list[tuple[str, str]]:
    """Return action and digits of the first rep, four times a second."""
    session = Session(of, manner).press(Command.DONE).to(3.0)
    seen = []
    while not session.player.over:
        seen.append((session.caption().action, session.caption().digits))
        session.to(session.now + 0.25)
    return seen


def test_the_digits_count_the_part_that_is_named_above_them() -> None:
    shown = list(dict.fromkeys(led(COUNT_OF_TEN)))
    assert shown == [
        *[("Move", str(left)) for left in (3, 2, 1)],
        *[("Hold", str(second)) for second in range(1, 11)],
        *[("Back", str(left)) for left in (2, 1)],
        ("Relax", "1"),
    ]


@pytest.mark.parametrize("counting", [HoldCount.UP, HoldCount.DOWN])
@pytest.mark.parametrize("hold_s", [5.0, 10.0, 15.0, 16.0, 40.0])
def test_the_number_that_is_heard_in_a_hold_is_the_one_that_is_seen(
    counting: HoldCount, hold_s: float
) -> None:
    of = routine(work(reps=(1,), pace=Pace(3.0, hold_s, 2.0, 1.0)))
    session = Session(of, Manner(hold_count=counting)).press(Command.DONE).to(3.0)
    heard = [cue for cue in session.player.frame(3.0).step.cues if cue.signal is Signal.COUNT]
    assert heard
    for cue in heard:
        for while_heard_s in (0.0, 0.4):
            digits = session.to(3.0 + cue.at_s + while_heard_s).caption().digits
            assert digits == str(cue.number)


def test_a_hold_that_nobody_counts_is_counted_on_the_screen() -> None:
    shown = led(COUNT_OF_TEN, Manner(hold_count=HoldCount.OFF))
    assert [digits for action, digits in dict.fromkeys(shown) if action == "Hold"] == [
        str(second) for second in range(1, 11)
    ]


@pytest.mark.parametrize("counting", [HoldCount.UP, HoldCount.DOWN])
@pytest.mark.parametrize(
    ("hold_s", "middle"),
    [
        (5.0, []),
        (8.0, [(4.0, "Halfway.")]),
        (10.0, [(5.0, "Halfway.")]),
        (18.0, [(15.0, "Three seconds left.")]),  # only its end is counted
        (20.0, [(10.0, "Halfway.")]),
    ],
)
def test_the_middle_of_a_long_hold_is_a_plain_line_which_nobody_takes_for_a_rep(
    counting: HoldCount, hold_s: float, middle: list[tuple[float, str]]
) -> None:
    of = routine(work(reps=(1,), pace=Pace(3.0, hold_s, 2.0, 1.0)))
    session = Session(of, Manner(hold_count=counting)).press(Command.DONE)
    session.events.clear()
    session.to(6.5)
    session.events.clear()
    session.to(6.0 + hold_s - 0.5)
    said = [
        (event.at - 6.0, line(Compiled(of, session.steps), event)) for event in session.events
    ]
    assert [one for one in said if one[1]] == middle


@given(routines(), manners(), st.booleans(), st.lists(st.integers(0, 4000), max_size=12))
@cases(60)
def test_any_moment_of_any_routine_can_be_shown(
    of: Routine, manner: Manner, keyboard: bool, waits: list[int]
) -> None:
    if not flatten(of, speech, manner):
        return
    session = Session(of, manner, keyboard=keyboard)
    for number, wait in enumerate(waits):
        session.to(session.now + wait / 4)
        if keyboard:
            with contextlib.suppress(NotNow):
                session.press(list(Command)[(number + wait) % len(Command)], value="5")
        assert_showable(session.caption())
    for event in session.events:
        text = line(Compiled(of, session.steps), event)
        assert "\n" not in text
        assert "{" not in text


SHOWS_EVERY_KEY = (
    *("0-10?", "which is it?", "true of you?", "where it was?"),
    *("two minutes", "ten minutes"),
)
"""Questions, and rests that ask at their end: no key leads to keys that are not shown."""


def assert_showable(seen: Caption) -> None:
    assert set(seen.digits) <= set("0123456789:+")
    assert 0 <= seen.progress <= 1
    assert seen.part is None or 0 <= seen.part <= 1
    assert seen.action
    for text in (seen.heading, seen.note, seen.coming, seen.side, seen.counting):
        assert not {"{", "}", "\n"} & set(text)
    assert len(dict(seen.keys)) == len(seen.keys), "a key means one thing"
    assert all(label for _, label in seen.keys)
    assert ("?", "keys") in seen.keys or seen.action.endswith(SHOWS_EVERY_KEY)


def test_what_this_user_does_differently_is_shown_on_the_way_and_while_it_lasts() -> None:
    careful = work(exercise(cue="Lift slowly."))._replace(care=("Bend less than 45 degrees.",))
    session = Session(routine(careful))
    assert session.caption().note == (
        "Lie on your back, knees bent, feet flat. You: bend less than 45 degrees. Twice."
        " Lift slowly."
    )
    assert "You: bend less than 45 degrees." in " ".join(session.to_end().lines())
    again = Session(routine(careful))
    while again.player.frame(again.now).kind is not StepKind.WORK:
        again.to(again.player.deadline() or 0.0)
    assert again.caption().note == "You: bend less than 45 degrees. Lift slowly."


# --- what the body does ------------------------------------------------------------------

PACE = Pace(2.0, 3.0, 2.0, 1.0)


def movement(session: Session) -> Movement | None:
    return session.caption().movement


def test_a_figure_rests_until_the_rep_begins_then_keeps_its_pace_and_its_side() -> None:
    session = Session(routine(work(DRAWN, reps=(1,), sides=Sides.EACH, pace=PACE)))
    at_rest = movement(session)
    assert at_rest is not None
    assert (at_rest.pace, at_rest.elapsed_s) == (None, 0.0)
    session.press(Command.DONE)
    sides = []
    while not session.player.over:
        session.to(session.now + 0.5)
        now = movement(session)
        if now is not None and now.pace is not None:
            assert now.pace == PACE
            assert 0.0 <= now.elapsed_s <= PACE.rep_s
            sides.append(now.mirrored)
    assert sides == [True] * 16 + [False] * 16  # the left first; figures are of the right


def test_a_figure_stands_still_while_paused_and_is_gone_while_it_is_asked_about_pain() -> None:
    session = Session(routine(work(DRAWN, pace=PACE))).press(Command.DONE).to(4.0)
    before = movement(session)
    session.press(Command.PAUSE).to(60.0)
    assert movement(session) == before
    session.press(Command.HURTS)
    assert movement(session) is None


def test_a_set_that_the_user_counts_repeats_and_a_timed_position_is_for_the_figure() -> None:
    counted = Session(routine(work(DRAWN, pace=Pace(0, 0, 0, 0), self_paced=True)))
    timed = Session(routine(work(DRAWN, time_s=30.0)))
    for session, repeats in ((counted, True), (timed, None)):
        now = movement(session.press(Command.DONE).to(4.5))
        assert now is not None
        assert (now.pace, now.repeats) == (None, repeats)
        assert now.elapsed_s > 0.0


def test_without_a_figure_there_is_no_movement() -> None:
    assert movement(Session(routine(work()))) is None
