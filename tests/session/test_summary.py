"""What was done: each place credited once, by its best attempt, and never what was not done."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.language import speech
from backpt.language.en.summaries import closing_lines
from backpt.prescription.model import Mode, Rest, Sides, ThermalPlan
from backpt.session.compile import flatten
from backpt.session.events import (
    CueDue,
    Ending,
    Event,
    LegPainReported,
    Outcome,
    PainReported,
    SessionEnded,
    StepBegan,
    StepEnded,
    Why,
)
from backpt.session.player import Player
from backpt.session.steps import EXERCISE, Compiled, Cue, Signal, StepKind
from backpt.session.summary import ItemSummary, Summary, summarise
from tests.builders import MINUTE, cold, exercise, routine, work

EVENING = routine(
    work(reps=(2,)),
    Rest(20.0),
    work(exercise("Clam"), reps=(1,), sides=Sides.EACH),
    cold(),
)
STEPS = flatten(EVENING, speech)
BRIDGE = [2, 3]
CLAM = [7, 9]
APPLY, ALARM = [12, 19], [13, 20]


def ended(
    index: int,
    outcome: Outcome = Outcome.DONE,
    why: Why = Why.NONE,
    active_s: float = 8.0,
    attempt: int = 1,
) -> StepEnded:
    return StepEnded(0.0, index, attempt, outcome, why, active_s)


def skipped(index: int, why: Why = Why.NEXT) -> StepEnded:
    return ended(index, Outcome.SKIPPED, why, 0.0, attempt=0)


def partial(index: int, why: Why, active_s: float, attempt: int = 1) -> StepEnded:
    return ended(index, Outcome.PARTIAL, why, active_s, attempt)


def summary_of(*events: Event) -> Summary:
    return summarise(Compiled(EVENING, STEPS), speech, events)


def counts(item: ItemSummary) -> tuple[int, int, int, int]:
    return item.planned, item.done, item.partial, item.skipped


def test_the_list_is_the_one_the_numbers_speak_of() -> None:
    credited = [at for at, step in enumerate(STEPS) if step.kind in EXERCISE]
    assert credited == BRIDGE + CLAM
    assert [at for at, step in enumerate(STEPS) if step.kind is StepKind.APPLY] == APPLY
    assert [at for at, step in enumerate(STEPS) if step.kind is StepKind.ALARM] == ALARM


def test_only_exercises_and_packs_are_summed_up_with_reps_of_both_sides() -> None:
    items = summary_of().items
    assert [(i.item, i.id, i.name, i.planned) for i in items] == [
        (0, "bridge", "Bridge", 2),
        (2, "clam", "Clam", 2),
        (3, "cold", "Cold pack", 2),
    ]


def test_what_no_event_speaks_of_was_not_done() -> None:
    summary = summary_of()
    assert [counts(item) for item in summary.items] == [(2, 0, 0, 2)] * 3
    assert (summary.active_s, summary.pain_high, summary.ending) == (0, None, "")


def test_what_only_began_was_not_done() -> None:
    assert counts(summary_of(StepBegan(0.0, 2, 1)).items[0]) == (2, 0, 0, 2)


def test_skipped_is_never_done_and_says_why() -> None:
    item = summary_of(skipped(2), skipped(3)).items[0]
    assert (*counts(item), item.why, item.active_s) == (2, 0, 0, 2, "next", 0)


def test_begun_is_partial_and_its_time_counts() -> None:
    item = summary_of(ended(2), partial(3, Why.HURTS, 3.5)).items[0]
    assert (*counts(item), item.why, item.active_s) == (2, 1, 1, 0, "hurts", 11.5)


def test_a_place_is_credited_once_however_often_it_is_done() -> None:
    item = summary_of(ended(2), ended(2, attempt=2), ended(2, attempt=3)).items[0]
    assert (*counts(item), item.active_s) == (2, 1, 0, 1, 24.0)


@pytest.mark.parametrize("turn", [1, -1])
def test_the_best_attempt_counts_whenever_it_was(turn: int) -> None:
    attempts = [ended(2), partial(2, Why.REDO, 4.0, 2), skipped(2)][::turn]
    item = summary_of(*attempts).items[0]
    assert (*counts(item), item.why) == (2, 1, 0, 1, "")


def test_partial_is_better_than_skipped() -> None:
    item = summary_of(skipped(2), partial(2, Why.AWAY, 4.0)).items[0]
    assert (*counts(item), item.why) == (2, 0, 1, 1, "away")


def test_the_reason_that_most_places_have_is_given() -> None:
    later = [skipped(3, Why.HURTS)]
    assert summary_of(skipped(2), *later).items[0].why in ("next", "hurts")
    three = routine(work(reps=(3,)))
    steps = flatten(three, speech)
    events = [skipped(2), skipped(3, Why.EASED), skipped(4, Why.EASED)]
    assert summarise(Compiled(three, steps), speech, events).items[0].why == "eased"


def test_contact_of_a_pack_includes_the_overtime_of_its_alarm() -> None:
    item = summary_of(ended(12, active_s=900.0), ended(13, active_s=42.0)).items[2]
    assert (*counts(item), item.contact_s, item.active_s) == (2, 1, 0, 1, 942.0, 0)


def test_time_off_is_no_contact_and_contact_is_no_work() -> None:
    summary = summary_of(ended(12, active_s=900.0), ended(14, active_s=900.0))
    assert (summary.items[2].contact_s, summary.active_s) == (900.0, 0)


def test_a_pack_that_came_off_early_is_partial() -> None:
    item = summary_of(partial(12, Why.PACK_OFF, 400.0)).items[2]
    assert (*counts(item), item.contact_s, item.why) == (2, 0, 1, 1, 400.0, "pack off early")


@pytest.mark.parametrize(
    ("mode", "id_"), [(Mode.HEAT, "heat"), (Mode.COLD, "cold"), (Mode.ALTERNATE, "alternate")]
)
def test_a_pack_is_named_by_its_mode(mode: Mode, id_: str) -> None:
    of = routine(ThermalPlan(mode, 15 * MINUTE, 15 * MINUTE, 1))
    assert [
        item.id for item in summarise(Compiled(of, flatten(of, speech)), speech, []).items
    ] == [id_]


def test_the_worst_pain_said_and_the_ending_are_kept() -> None:
    summary = summary_of(
        PainReported(0.0, 2, 3),
        PainReported(9.0, 2, 6),
        PainReported(130.0, 2, 5),
        CueDue(130.0, 2, Cue(0.0, Signal.REST)),
        SessionEnded(140.0, Ending.PAIN),
    )
    assert (summary.pain_high, summary.ending) == (6, "pain")


def test_no_pain_is_an_answer_too() -> None:
    assert summary_of(PainReported(0.0, 2, 0)).pain_high == 0


def test_the_closing_lines_tell_the_truth_about_each() -> None:
    summary = summary_of(
        ended(2),
        partial(3, Why.HURTS, 3.0),
        skipped(7),
        skipped(9),
        ended(12, active_s=900.0),
        ended(13, active_s=65.4),
    )
    assert closing_lines(summary) == (
        "Bridge: 1 of 2 done, 1 begun (it hurt).",
        "Clam: not done (skipped).",
        "Cold pack: on for 16 min 5 s in all.",
    )


@pytest.mark.parametrize(
    ("events", "line"),
    [
        ([ended(2), ended(3)], "Bridge: done."),
        ([ended(2), skipped(3, Why.EASED)], "Bridge: 1 of 2 done (fewer, because it hurt)."),
        ([ended(2), skipped(3, Why.STOPPED)], "Bridge: 1 of 2 done (stopped)."),
        ([partial(2, Why.UNCONFIRMED, 8.0)], "Bridge: 0 of 2 done, 1 begun (unconfirmed)."),
        ([], "Bridge: not done."),
    ],
)
def test_an_exercise_is_done_only_if_all_of_it_was(events: list[Event], line: str) -> None:
    assert closing_lines(summary_of(*events))[0] == line


def test_a_pack_that_was_never_on_was_not_done() -> None:
    assert (
        closing_lines(summary_of(skipped(12), skipped(19)))[2]
        == "Cold pack: not done (skipped)."
    )


@pytest.mark.parametrize("why", [why for why in Why if why])
def test_every_reason_is_said_in_words(why: Why) -> None:
    line = closing_lines(summary_of(partial(2, why, 1.0)))[0]
    assert line.startswith("Bridge: 0 of 2 done, 1 begun (")
    assert "Why" not in line
    assert "_" not in line


@pytest.mark.parametrize(
    ("why", "said", "told"),
    [
        (Why.HURTS, (4,), "it hurt 4"),
        (Why.HURTS, (6, 7), "it hurt 6, then 7"),
        (Why.EASED, (5,), "fewer, because it hurt 5"),
        (Why.HURTS, (None,), "pain further down the leg"),
        (Why.HURTS, (3, None), "it hurt 3, pain further down the leg"),
        (Why.NEXT, (2,), "skipped, it hurt 2"),
        (Why.HURTS, (), "it hurt"),
    ],
)
def test_the_number_and_the_leg_are_said_beside_what_was_left_out(
    why: Why, said: tuple[int | None, ...], told: str
) -> None:
    hurt: list[Event] = [
        LegPainReported(0.0, BRIDGE[0]) if pain is None else PainReported(0.0, BRIDGE[0], pain)
        for pain in said
    ]
    lines = closing_lines(summary_of(*hurt, partial(BRIDGE[0], why, 1.0)))
    assert lines[0] == f"Bridge: 0 of 2 done, 1 begun ({told})."
    assert "hurt" not in lines[1]
    assert "leg" not in lines[1]


def test_what_hurt_is_said_of_what_was_done_whole_too() -> None:
    summary = summary_of(PainReported(0.0, BRIDGE[0], 2))
    whole = summary._replace(items=(summary.items[0]._replace(done=2, skipped=0),))
    assert closing_lines(whole) == ("Bridge: done (it hurt 2).",)


def test_a_session_done_whole_is_all_done() -> None:
    of = routine(work(reps=(2, 2), sides=Sides.EACH, rest_s=20.0), work(exercise("Clam")))
    steps = flatten(of, speech)
    player = Player(steps, speech)
    events = player.start(0.0)
    while (due := player.deadline()) is not None:
        events += player.tick(due)
    summary = summarise(Compiled(of, steps), speech, events)
    assert [counts(item) for item in summary.items] == [(8, 8, 0, 0), (2, 2, 0, 0)]
    assert summary.active_s == 10 * 8.0
    assert summary.ending == "done"


outcomes = st.builds(
    StepEnded,
    st.just(0.0),
    st.integers(0, len(STEPS) - 1),
    st.integers(0, 3),
    st.sampled_from([*Outcome]),
    st.sampled_from([*Why]),
    st.integers(0, 100).map(float),
)


@given(st.lists(outcomes, max_size=60))
def test_whatever_happened_every_place_is_in_exactly_one_column(
    events: list[StepEnded],
) -> None:
    for item in summary_of(*events).items:
        assert item.planned == item.done + item.partial + item.skipped
        places = {e.step_index for e in events if STEPS[e.step_index].place.item == item.item}
        done = {
            e.step_index
            for e in events
            if e.outcome is Outcome.DONE and e.step_index in (*BRIDGE, *CLAM, *APPLY)
        }
        assert item.done == len(done & places)


@given(st.lists(outcomes, max_size=40), st.randoms(use_true_random=False))
def test_the_order_of_attempts_changes_no_credit(
    events: list[StepEnded], chance: object
) -> None:
    shuffled = list(events)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # a Random
    one, other = summary_of(*events), summary_of(*shuffled)
    assert [counts(i) for i in one.items] == [counts(i) for i in other.items]
    assert one.active_s == other.active_s
