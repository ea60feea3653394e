"""A killed session goes on where it was, on steps that may have changed, and never re-heats."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.journal.codec import event_row, stored
from backpt.language import speech
from backpt.prescription.model import Rest, Routine
from backpt.session import events as ev
from backpt.session.compile import flatten
from backpt.session.player import Player
from backpt.session.records import StoredEvent, marks
from backpt.session.resume import as_left, pack_on_s, resume_point
from backpt.session.steps import Compiled, Gate, Step, StepKind
from tests.journal.values import (
    NOON,
    ORIGIN,
    done,
    killed_after,
    packs,
    read_unfinished,
    routine,
)

TWO = routine("Leg lifts", "Knee tilts")
STEPS = flatten(TWO, speech)
PACKS = packs()
PACK = flatten(PACKS, speech)


def kept(events: list[ev.Event], steps: tuple[Step, ...] = STEPS) -> tuple[StoredEvent, ...]:
    """Return events as the journal gives them back."""
    called = marks(steps)
    back = []
    for seq, event in enumerate(events):
        mark = None if isinstance(event, ev.SessionEnded) else called[event.step_index]
        at_s = event.at - ORIGIN
        row = event_row(event, mark, seq=seq, at_s=at_s, wall=NOON + at_s)
        if row is not None:
            back.append(stored(row))
    return tuple(back)


def began(index: int, attempt: int = 1) -> ev.StepBegan:
    return ev.StepBegan(ORIGIN + 10.0 * index, index, attempt)


def index_of(steps: tuple[Step, ...], kind: StepKind, nth: int = 0) -> int:
    return [n for n, step in enumerate(steps) if step.kind is kind][nth]


@given(st.integers(0, len(STEPS) - 1))
def test_the_step_in_progress_is_done_again_from_its_beginning(cut: int) -> None:
    point = resume_point(kept([*done(STEPS, last=cut), began(cut)]), STEPS, into_s=999.0)
    assert point.first == cut
    assert point.attempts[cut] == 1
    assert point.done == frozenset(range(cut))
    assert point.ending is None


@given(st.integers(1, len(STEPS)))
def test_between_two_steps_it_goes_on_with_the_next(cut: int) -> None:
    point = resume_point(kept(done(STEPS, last=cut)), STEPS, into_s=999.0)
    assert point.first == cut


def test_a_session_in_which_nothing_began_starts_at_the_first_step() -> None:
    assert resume_point((), STEPS, into_s=1.0).first == 0


def test_a_step_that_is_only_counted_in_is_the_one_in_progress() -> None:
    first, later = index_of(STEPS, StepKind.WORK), index_of(STEPS, StepKind.WORK, 2)
    jump = ev.StepEnded(ORIGIN, later, 1, ev.Outcome.PARTIAL, ev.Why.REDO, 1.0)
    counted_in = ev.Anchor(ORIGIN, first, 0.0, 3.0)
    events = [*done(STEPS, last=later), began(later), jump, counted_in]
    assert resume_point(kept(events), STEPS, into_s=99.0).first == first


def test_what_was_cut_off_ends_partial_with_the_seconds_that_are_proven() -> None:
    work = index_of(STEPS, StepKind.WORK)
    paused = ev.Halted(began(work).at + 4.0, work, ev.Why.PAUSED)
    later = ev.PainReported(began(work).at + 60.0, work, 3)
    point = resume_point(
        kept([*done(STEPS, last=work), began(work), paused, later]), STEPS, into_s=999.0
    )
    cut_off = point.events[-1]
    assert isinstance(cut_off, ev.StepEnded)
    assert (cut_off.step_index, cut_off.outcome, cut_off.why) == (
        work,
        ev.Outcome.PARTIAL,
        ev.Why.KILLED,
    )
    assert cut_off.active_s == pytest.approx(4.0)


def test_without_any_word_after_its_beginning_nothing_is_credited() -> None:
    work = index_of(STEPS, StepKind.WORK)
    point = resume_point(kept([*done(STEPS, last=work), began(work)]), STEPS, into_s=999.0)
    assert point.events[-1] == ev.StepEnded(
        began(work).at - ORIGIN, work, 1, ev.Outcome.PARTIAL, ev.Why.KILLED, 0.0
    )


def test_the_earlier_events_come_back_on_the_players_scale() -> None:
    events = done(STEPS, last=4)
    point = resume_point(kept(events), STEPS, into_s=100.0, origin=ORIGIN)
    assert list(point.events) == events


def test_an_ended_session_that_was_not_closed_says_how_it_ended() -> None:
    over = ev.SessionEnded(ORIGIN + 500.0, ev.Ending.DONE)
    point = resume_point(kept([*done(STEPS), over]), STEPS, into_s=999.0, origin=ORIGIN)
    assert (point.first, point.ending) == (len(STEPS), ev.Ending.DONE)
    assert point.events[-1] == over


# Steps that changed meanwhile


def test_a_place_is_found_though_another_compiler_puts_a_step_before_it() -> None:
    cut = index_of(STEPS, StepKind.WORK, 3)
    today = (STEPS[0]._replace(place=STEPS[0].place._replace(item=-1)), *STEPS)
    point = resume_point(kept([*done(STEPS, last=cut), began(cut)]), today, into_s=99.0)
    assert point.first == cut + 1
    assert point.done == frozenset(range(1, cut + 1))


def test_a_rep_that_is_there_no_more_leads_to_what_follows_the_latest_that_is() -> None:
    many, few = flatten(routine(reps=5), speech), flatten(routine(reps=3), speech)
    fifth = next(n for n, step in enumerate(many) if step.place.rep_no == 5)
    point = resume_point(kept([*done(many, last=fifth), began(fifth)], many), few, into_s=99.0)
    assert few[point.first].kind is StepKind.SWITCH
    assert few[point.first - 1].place.rep_no == 3


def test_an_exercise_that_is_blocked_today_leads_to_the_next_one() -> None:
    three = routine("Leg lifts", "Knee tilts", "Wall slides")
    then = flatten(three, speech)
    today = flatten(
        Routine(three.id, three.name, (three.items[0], Rest(0.0), three.items[2])), speech
    )
    cut = next(n for n, step in enumerate(then) if step.place.item == 1 and step.place.rep_no)
    hurt = ev.PainReported(ORIGIN + 999.0, cut, 7)
    events = [*done(then, last=cut), began(cut), hurt]
    point = resume_point(kept(events, then), today, into_s=9999.0, origin=ORIGIN)
    assert today[point.first].place.item == 2
    assert point.first == next(n for n, step in enumerate(today) if step.place.item == 2)
    assert hurt._replace(step_index=point.first) in point.events


def test_a_first_exercise_that_is_blocked_today_leads_to_the_second() -> None:
    today = flatten(Routine(TWO.id, TWO.name, (Rest(0.0), TWO.items[1])), speech)
    point = resume_point(kept([*done(STEPS, last=2), began(2)]), today, into_s=99.0)
    assert (point.first, point.done, point.attempts) == (0, frozenset(), {})


# Packs


@given(st.integers(0, len(PACK)), st.booleans())
def test_it_never_goes_back_into_a_pack(cut: int, begun: bool) -> None:
    cut = min(cut, len(PACK) - 1) if begun else cut
    events = [*done(PACK, last=cut), *([began(cut)] if begun else [])]
    point = resume_point(kept(events, PACK), PACK, into_s=99999.0)
    expected = cut + 1 if cut < len(PACK) and PACK[cut].kind is StepKind.APPLY else cut
    if (
        not begun
        and PACK[cut - 1].kind is StepKind.ALARM
        and cut > index_of(PACK, StepKind.ALARM) + 1
    ):
        expected = len(PACK)  # the last pack came off in time: there is no more to look at
    assert point.first == expected


def test_a_pack_goes_on_with_its_alarm_and_the_whole_time_since_it_was_put_on() -> None:
    apply = index_of(PACK, StepKind.APPLY, 1)
    events = [*done(PACK, last=apply), began(apply)]
    heard = ev.KeyAcknowledged(began(apply).at + 301.0, apply)
    point = resume_point(
        kept([*events, heard], PACK), PACK, into_s=10.0 * apply + 1500.0, origin=ORIGIN
    )
    assert PACK[point.first].kind is StepKind.ALARM
    assert PACK[point.first].place == PACK[apply].place
    assert point.contact_s == pytest.approx(1500.0)
    assert PACK[point.first - 1] is PACK[apply]
    cut_off = point.events[-1]
    assert isinstance(cut_off, ev.StepEnded)
    assert cut_off.active_s == pytest.approx(1500.0)


@pytest.mark.parametrize("into_s", [0.0, -3600.0])
def test_a_pack_is_on_however_the_clock_was_set_back(into_s: float) -> None:
    apply = index_of(PACK, StepKind.APPLY, 1)
    heard = ev.KeyAcknowledged(began(apply).at + 301.0, apply)
    for last, proven_s in (((), 0.0), ((heard,), 301.0)):
        events = [*done(PACK, last=apply), began(apply), *last]
        point = resume_point(kept(events, PACK), PACK, into_s=into_s)
        assert PACK[point.first].kind is StepKind.ALARM
        assert point.contact_s == pytest.approx(proven_s)


def test_an_alarm_that_was_cut_off_counts_from_when_the_pack_was_put_on() -> None:
    alarm = index_of(PACK, StepKind.ALARM)
    events = [*done(PACK, last=alarm), began(alarm)]
    point = resume_point(kept(events, PACK), PACK, into_s=10.0 * alarm + 300.0)
    assert point.first == alarm
    assert point.contact_s == pytest.approx(310.0)


def test_time_off_that_was_cut_off_is_full_again_and_no_pack_is_on() -> None:
    off = index_of(PACK, StepKind.OFF)
    point = resume_point(kept([*done(PACK, last=off), began(off)], PACK), PACK, into_s=9e3)
    assert (point.first, point.contact_s) == (off, None)


def test_gates_at_one_place_are_told_apart() -> None:
    first, second = index_of(PACK, StepKind.GATE, 1), index_of(PACK, StepKind.GATE, 2)
    assert PACK[first].place == PACK[second].place
    for gate in (first, second):
        point = resume_point(
            kept([*done(PACK, last=gate), began(gate)], PACK), PACK, into_s=9e3
        )
        assert point.first == gate


# With the real player and the real file


def run(player: Player, start: float, until: float) -> list[ev.Event]:
    """Let the player have its time, moment by moment, until it is killed."""
    said = player.start(start)
    while (due := player.deadline()) is not None and due <= until:
        said += player.tick(due)
    return said


@given(cut_s=st.floats(1.0, 130.0))
def test_a_killed_evening_that_is_resumed_does_each_step_whole_once(cut_s: float) -> None:
    said = run(Player(STEPS, speech, keyboard=False), ORIGIN, ORIGIN + cut_s)
    point = resume_point(kept(said), STEPS, into_s=cut_s + 600, origin=ORIGIN)
    again = Player(STEPS, speech, keyboard=False, first=point.first, attempts=point.attempts)
    both = [*point.events, *run(again, ORIGIN + 700, ORIGIN + 9000)]
    ended = [event for event in both if isinstance(event, ev.StepEnded)]
    whole = [event.step_index for event in ended if event.outcome is ev.Outcome.DONE]
    assert whole == list(range(len(STEPS)))
    tries = [
        (event.step_index, event.attempt) for event in both if isinstance(event, ev.StepBegan)
    ]
    assert len(tries) == len(set(tries))
    assert [event for event in ended if event.outcome is not ev.Outcome.DONE] == [
        event for event in ended if event.why is ev.Why.KILLED
    ]


def test_what_is_read_from_the_file_resumes_like_what_was_said(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    events = [*done(STEPS, last=5), began(5)]
    journal = killed_after(path, TWO, events)
    found = read_unfinished(str(path), NOON + 600)
    assert found is not None
    from_file = resume_point(found.events, flatten(found.routine, speech), into_s=found.into_s)
    assert from_file == resume_point(kept(events), STEPS, into_s=600.0)
    journal.close()


# How long a pack was on, where nobody said that it came off


def put_on(number: int = 0) -> tuple[int, list[ev.Event]]:
    """Return the step of a pack, and all that was said until it was put on."""
    apply = index_of(PACK, StepKind.APPLY, number)
    return apply, [*done(PACK, last=apply), began(apply)]


def contact_s(events: list[ev.Event], into_s: float) -> float:
    left = as_left(Compiled(PACKS, PACK), speech, kept(events, PACK), into_s)
    return sum(item.contact_s for item in left.summary.items)


@pytest.mark.parametrize(
    ("known_s", "now_s", "counted_s"),
    [
        (0.0, 60.0, 60.0),
        (0.0, 9e4, 1200.0),
        (900.0, 9e4, 1200.0),
        (1500.0, 9e4, 1500.0),  # it is known that it was on for longer
    ],
)
def test_a_pack_that_nobody_took_off_counts_to_now_or_to_the_limit(
    known_s: float, now_s: float, counted_s: float
) -> None:
    apply, events = put_on()
    heard = ev.KeyAcknowledged(began(apply).at + known_s, apply)
    into_s = 10.0 * apply + now_s
    assert contact_s([*events, heard], into_s) == pytest.approx(counted_s)


def test_a_pack_counts_until_its_alarm_is_answered_though_the_program_was_dead() -> None:
    apply, events = put_on()
    alarm, on = apply + 1, began(apply).at
    again: list[ev.Event] = [
        ev.StepBegan(on + 1500.0, alarm, 1),
        ev.StepEnded(on + 1507.0, alarm, 1, ev.Outcome.DONE, ev.Why.NONE, 7.0),
    ]
    assert contact_s([*events, *again], 9e4) == pytest.approx(1507.0)


def test_it_counts_over_two_deaths_too() -> None:
    apply, events = put_on()
    alarm, on = apply + 1, began(apply).at
    again: list[ev.Event] = [
        ev.StepBegan(on + 300.0, alarm, 1),
        ev.StepBegan(on + 600.0, alarm, 2),
        ev.StepEnded(on + 610.0, alarm, 2, ev.Outcome.DONE, ev.Why.NONE, 10.0),
    ]
    assert contact_s([*events, *again], 9e4) == pytest.approx(610.0)


def test_too_long_a_contact_drops_what_is_left_of_the_packs_when_it_goes_on() -> None:
    apply, events = put_on()
    alarm, on = apply + 1, began(apply).at
    for passed_s, kind, ask in (
        (1100.0, StepKind.OFF, None),
        (1300.0, StepKind.GATE, Gate.SKIN_LOOK),
    ):
        said = ev.StepEnded(on + passed_s, alarm, 1, ev.Outcome.DONE, ev.Why.NONE, 1.0)
        began_ = ev.StepBegan(on + passed_s - 1.0, alarm, 1)
        point = resume_point(kept([*events, began_, said], PACK), PACK, into_s=9e4)
        assert (PACK[point.first].kind, PACK[point.first].ask) == (kind, ask)


def test_a_pack_is_on_until_its_alarm_is_answered_or_it_was_taken_off_early() -> None:
    apply, events = put_on()
    alarm, at = apply + 1, began(apply).at + 5.0

    def is_on(*more: ev.Event) -> bool:
        return pack_on_s(kept([*events, *more], PACK)) is not None

    def ended(index: int, why: ev.Why, attempt: int = 1) -> ev.StepEnded:
        return ev.StepEnded(at, index, attempt, ev.Outcome.PARTIAL, why, 5.0)

    assert is_on()
    assert is_on(ended(apply, ev.Why.NONE))
    assert is_on(ended(apply, ev.Why.UNCHECKED), ev.StepBegan(at, alarm, 1))
    assert not is_on(ended(apply, ev.Why.PACK_OFF))
    assert not is_on(ended(apply, ev.Why.PACK_OFF), ended(alarm, ev.Why.ANSWERED, 0))
    assert not is_on(ended(apply, ev.Why.STOPPED), ev.SessionEnded(at, ev.Ending.STOPPED))
    assert not is_on(
        ended(apply, ev.Why.NONE), ev.StepBegan(at, alarm, 1), ended(alarm, ev.Why.NONE)
    )
