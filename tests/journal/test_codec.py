"""What is kept comes back exactly as it was."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.journal.codec import event_row, routine_from, routine_text, stored
from backpt.prescription.model import (
    Category,
    Dose,
    Exercise,
    Frequency,
    Growth,
    Mode,
    Pace,
    Position,
    Rest,
    Routine,
    Side,
    Sides,
    ThermalPlan,
    Work,
)
from backpt.session import events as ev
from backpt.session.records import Mark, StoredEvent
from backpt.session.steps import Cue, Place, Signal, StepKind

from .values import NOON, packs, routine

seconds = st.floats(-1e9, 1e9)
words = st.text(max_size=12)
lists = st.lists(words, max_size=3).map(tuple)
numbers = st.integers(-1, 2**53)
small = st.integers(-100, 1000)
doses = st.builds(
    Dose,
    reps=st.lists(st.integers(0, 1000), max_size=4).map(tuple),
    pace=st.builds(Pace, seconds, seconds, seconds, seconds),
    time_s=st.none() | seconds,
    sides=st.sampled_from([*Sides]),
    rest_s=seconds,
    self_paced=st.booleans(),
)
frequencies = st.none() | st.builds(Frequency, numbers, numbers, numbers, numbers, numbers)
grows = st.none() | st.lists(st.builds(Growth, words, seconds, small, small), max_size=3).map(
    tuple
)
exercises = st.builds(
    Exercise,
    id=words,
    name=words,
    category=st.sampled_from([*Category]),
    position=st.sampled_from([*Position]),
    dose=doses,
    phase=numbers,
    cue=words,
    aliases=lists,
    area=lists,
    needs=lists,
    optional=lists,
    fix=words,
    place=words,
    side_words=st.none() | st.tuples(words, words),
    out_word=words,
    back_word=words,
    frequency=frequencies,
    grow=grows,
    note=words,
    steps=lists,
    form=lists,
    mistakes=lists,
    stop_if=lists,
    avoid=lists,
    careful=st.lists(st.tuples(words, words), max_size=2).map(tuple),
    easier=st.none() | words,
    harder=st.none() | words,
    sources=lists,
)
items = st.one_of(
    st.builds(Work, exercises, doses, lists, grows),
    st.builds(Rest, seconds),
    st.builds(
        ThermalPlan,
        st.sampled_from([*Mode]),
        st.floats(300, 1200),
        st.floats(1200, 3600),
        st.integers(1, 3),
        words,
    ),
)
routines = st.builds(
    Routine,
    words,
    words,
    st.lists(items, max_size=3).map(tuple),
    words,
    numbers,
    frequencies,
    words,
    st.booleans(),
    words,
    st.booleans(),
)

marks = st.builds(
    Mark,
    st.sampled_from([*StepKind]),
    st.builds(Place, numbers, numbers, numbers, st.none() | st.sampled_from([*Side])),
    st.integers(0, 9),
)
kept_events = st.one_of(
    st.builds(ev.StepBegan, seconds, numbers, numbers),
    st.builds(
        ev.StepEnded,
        seconds,
        numbers,
        numbers,
        st.sampled_from([*ev.Outcome]),
        st.sampled_from([*ev.Why]),
        seconds,
        st.sampled_from(["", ev.SAME, ev.CLOSER]),
    ),
    st.builds(ev.Anchor, seconds, numbers, seconds, seconds),
    st.builds(ev.Halted, seconds, numbers, st.sampled_from([*ev.Why])),
    st.builds(ev.PainReported, seconds, numbers, st.integers(0, 10), st.booleans()),
    st.builds(ev.LegPainReported, seconds, numbers),
    st.builds(ev.UnsureReported, seconds, numbers, words),
    st.builds(ev.KeyAcknowledged, seconds, numbers, seconds),
)


def values_in(value: object) -> list[object]:
    """Return every value inside with its type: 1, 1.0 and True are equal, and not the same."""
    if isinstance(value, tuple):
        return [type(value), *(inner for part in value for inner in values_in(part))]
    return [(type(value), value)]


@given(routines)
def test_a_prescription_comes_back_with_the_same_values_of_the_same_types(
    prescribed: Routine,
) -> None:
    assert values_in(routine_from(routine_text(prescribed))) == values_in(prescribed)


def test_how_often_that_older_text_has_in_words_is_kept_as_a_note() -> None:
    raw = json.loads(routine_text(routine()))
    raw["frequency"] = "daily, if it helps"
    for item in raw["items"]:
        item.pop("grow", None)
        if "exercise" in item:
            for name in ("note", "grow"):
                item["exercise"].pop(name)
            item["exercise"] |= {"range": "2-3 holds", "frequency": "daily"}
    del raw["note"], raw["asks_to_grow"]
    read = routine_from(json.dumps(raw))
    assert (read.frequency, read.note) == (None, "daily, if it helps")
    for item in read.items:
        if isinstance(item, Work):
            assert (item.exercise.note, item.exercise.frequency) == ("2-3 holds; daily", None)
            assert item.grow is None
    assert routine_from(routine_text(read)) == read


@given(kept_events, marks)
def test_an_event_comes_back_as_it_was(event: ev.Event, mark: Mark) -> None:
    row = event_row(event, mark, seq=7, at_s=event.at, wall=NOON, mode="cold")
    assert row is not None
    assert stored(row) == StoredEvent(7, event.at, NOON, mark, event)


@given(st.sampled_from([*ev.Ending]), seconds)
def test_the_end_of_a_session_comes_back_and_belongs_to_no_step(
    ending: ev.Ending, at: float
) -> None:
    row = event_row(ev.SessionEnded(at, ending), None, seq=0, at_s=at, wall=NOON)
    assert row is not None
    assert stored(row) == StoredEvent(0, at, NOON, None, ev.SessionEnded(at, ending))


def test_cues_are_not_kept() -> None:
    cue = ev.CueDue(1.0, 0, Cue(0.0, Signal.GO))
    mark = Mark(StepKind.WORK, Place(0))
    assert event_row(cue, mark, seq=0, at_s=1.0, wall=NOON) is None


def test_a_prescription_is_one_line_of_ascii() -> None:
    prescribed = routine("Sch\u00f6ne \u4e2d\n\U0001f600")
    assert routine_text(prescribed).isascii()
    assert "\n" not in routine_text(prescribed)


def test_a_prescription_without_a_field_of_today_gets_its_default() -> None:
    raw = json.loads(routine_text(routine()))
    del raw["goal"]
    del raw["items"][0]["exercise"]["back_word"]
    assert routine_from(json.dumps(raw)) == routine()


def test_a_prescription_of_a_newer_program_is_refused_as_such() -> None:
    raw = json.loads(routine_text(packs()))
    raw["version"] = 2
    with pytest.raises(ValueError, match="newer backpt"):
        routine_from(json.dumps(raw))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"version": 1}', '{"version": "x"}'])
def test_a_damaged_prescription_is_an_error_of_one_kind(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        routine_from(text)
