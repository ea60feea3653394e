"""How a dose grows and how often it comes: read, checked, and within what the sources say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.library.emit import block
from backpt.library.entries import read_exercise_file
from backpt.library.problem import Report
from backpt.library.tree import parse
from backpt.prescription.growing import growth_of, is_at_top, next_step
from backpt.prescription.model import Frequency, Grow, Growth, Library, Work, prescribe
from tests.builders import shipped
from tests.library.conftest import Read

SHIPPED = shipped()
BRIDGE = "{reps: 8, sets: 2, out: 2s, hold: 3s, back: 2s, relax: 1s, rest: 30s}"


def one(*lines: str, dose: str = BRIDGE) -> str:
    """Return a file with one exercise that has these lines."""
    said = "".join(f"    {line}\n" for line in lines)
    return f"version: 1\nexercises:\n  mine:\n    name: Mine\n    dose: {dose}\n{said}"


def told(read_own: Read, text: str) -> list[str]:
    """Return the problems, each from its line on: "6: what is wrong; what to do"."""
    return [str(problem).partition("own.yaml:")[2] for problem in read_own(text)[1]]


# --- what is wrong, one by one ---------------------------------------------------------

WRONG = (
    (
        "grow: {reps: 8..8}",
        "grow, reps: '8..8' does not grow; write a higher end, or take it out",
    ),
    ("grow: {reps: 12..8}", "grow, reps: '12..8' goes down; write the smaller one first"),
    (
        "grow: {reps: 8..10 by 3}",
        "grow, reps: '8..10 by 3' has a step that is longer than the whole way; write a shorter"
        " one",
    ),
    (
        "grow: {reps: 8-12}",
        "grow, reps: '8-12' is no growth; write it like 8..12 by 1",
    ),
    (
        "grow: {hold: 3s..5s}",
        "grow, hold: '3s..5s' is no growth; write it like 5s..10s by 1s",
    ),
    (
        "grow: {hold: 3..5 by 1}",
        "grow, hold: '3' has no unit; write 3s for seconds or 3 min for minutes",
    ),
    ("grow: {rep: 8..12}", "grow: 'rep' is nothing that grows; did you mean 'reps'?"),
    (
        "grow: {colour: 8..12}",
        "grow: 'colour' is nothing that grows; write one of hold, reps, sets, time",
    ),
    (
        "grow: 8..12",
        "grow: this is a map; write {reps: 8..12 by 1}, the first to grow first",
    ),
    (
        "grow: {reps: 10..12 by 1}",
        "grow, reps: the dose has 8 and is not in it; write 8..12 by 1",
    ),
    (
        "grow: {hold: 1s..2s by 1s}",
        "grow, hold: the dose has 3s and is not in it; write 1s..3s by 1s",
    ),
    (
        "grow: {reps: 8..30 by 1}",
        "grow, reps: 30 is further than the sources go; write 20 at most",
    ),
    (
        "grow: {sets: 2..4}",
        "grow, sets: 4 is further than the sources go; write 3 at most",
    ),
    (
        "grow: {hold: 3s..90s by 1s}",
        "grow, hold: 1m30s is further than the sources go; write 1 min at most",
    ),
    (
        "grow: {time: 1 min..2 min by 1 min}",
        "grow, time: the dose has no 'time'; add it there, or take it out here",
    ),
    ("frequency: {days: 8}", "days: 8 is out of range; write numbers from 1 to 7"),
    ("frequency: {days: 5-3}", "days: 5-3 is out of range; write numbers from 1 to 7"),
    ("frequency: {days: often}", "days: 'often' is no number; write 3, or two like 1-3"),
    ("frequency: {times: 2}", "'frequency' has no 'days'; add it"),
    ("frequency: {days: 3, day: 1}", "'frequency' has an unknown field 'day'; did you mean"),
    ("frequency: {days: 3, times: 0}", "times: 0 is out of range; write numbers from 1 to 12"),
    (
        "frequency: {days: 5, apart: 1}",
        "frequency: 5 days a week have no room for 1 of rest between; write 4 days at most",
    ),
)


@pytest.mark.parametrize(("line", "said"), WRONG)
def test_each_mistake_is_told_with_its_line_and_what_to_write(
    read_own: Read, line: str, said: str
) -> None:
    (problem,) = told(read_own, one(line))
    assert problem.startswith(f"6: {said}")


def test_a_long_step_grows_in_time_and_no_further_than_half_an_hour(read_own: Read) -> None:
    walk = "{time: 10 min}"
    assert told(read_own, one("grow: {reps: 1..2}", dose=walk)) == [
        "6: grow, reps: the dose is one long step; write 'time' instead, or take it out"
    ]
    assert told(read_own, one("grow: {time: 10 min..40 min by 1 min}", dose=walk)) == [
        "6: grow, time: 40 min is further than the sources go; write 30 min at most"
    ]
    assert told(read_own, one("grow: {time: 5 min..30 min by 1 min}", dose=walk)) == []


def test_a_pyramid_grows_in_its_reps(read_own: Read) -> None:
    pyramid = "{reps: [3, 2, 1], hold: 5s, rest: 20s}"
    assert told(read_own, one("grow: {sets: 1..3}", dose=pyramid)) == [
        "6: grow, sets: a pyramid grows in its reps, all sets together; write 'reps' instead"
    ]
    assert told(read_own, one("grow: {reps: 3..5}", dose=pyramid)) == []


def test_growth_in_a_routine_is_held_to_the_dose_that_is_prescribed_there(
    read_own: Read,
) -> None:
    text = one("grow: {reps: 8..12}") + (
        "routines:\n  evening:\n    name: Evening\n    exercises:\n"
        "      - mine: {reps: 4, grow: {reps: 5..8}}\n"
        "      - mine: {reps: 4, grow: {reps: 4..8}}\n"
        "      - mine: {reps: 4}\n"
    )
    assert told(read_own, text) == [
        "11: grow, reps: the dose has 4 and is not in it; write 4..8 by 1"
    ]


# --- written and read ------------------------------------------------------------------

frequencies = st.tuples(
    st.lists(st.integers(1, 7), min_size=2, max_size=2).map(sorted),
    st.lists(st.integers(1, 12), min_size=2, max_size=2).map(sorted),
    st.sampled_from(["", "every 2 hours", "every 2-3 hours", "in the morning"]),
).map(lambda three: Frequency(three[0][0], three[0][1], three[1][0], three[1][1], 0, three[2]))
counts = st.tuples(st.integers(1, 9), st.integers(1, 9), st.integers(1, 9))
growths = st.builds(
    lambda field, three: (
        Growth(field, three[0], three[0] + three[1], min(three[1:]))
        if field in ("reps",)
        else Growth(field, float(three[0]), float(three[0] + three[1]), float(min(three[1:])))
    ),
    st.sampled_from(["reps", "hold"]),
    counts,
)


def as_text(frequency: Frequency, grow: Grow) -> str:
    low, high, times_low, times_high, apart, when = frequency
    unit = {"reps": "", "hold": "s"}
    entry = {
        "name": "Mine",
        "dose": {"reps": "8", "hold": "5s"},
        "frequency": {
            "days": f"{low}-{high}",
            "times": f"{times_low}-{times_high}",
            "apart": str(apart),
            **({"when": when} if when else {}),
        },
        "grow": {
            one.field: "{1:g}{0}..{2:g}{0} by {3:g}{0}".format(unit[one.field], *one[1:])
            for one in grow
        },
    }
    return "\n".join(block({"version": "1", "exercises": {"mine": entry}}))  # type: ignore[dict-item]


@given(frequencies, st.lists(growths, min_size=1, max_size=2, unique_by=lambda one: one.field))
def test_what_is_written_is_read_back_in_its_order(
    frequency: Frequency, grow: list[Growth]
) -> None:
    report = Report("own.yaml")
    read = read_exercise_file(parse(as_text(frequency, tuple(grow)).encode()), report)
    assert report.problems() == ()
    assert read.exercises["mine"].frequency == frequency
    assert read.exercises["mine"].grow == tuple(grow)


def test_words_of_an_older_file_are_read_or_kept_as_the_note(read_own: Read) -> None:
    def mine(*lines: str) -> tuple[Frequency | None, str]:
        library, problems = read_own(one(*lines))
        assert problems == ()
        return library.exercises["mine"].frequency, library.exercises["mine"].note

    assert mine("frequency: every other day") == (Frequency(3, 4, apart=1), "")
    assert mine("frequency: twice a day", "range: 8-12") == (Frequency(7, 7, 2, 2), "8-12.")
    assert mine("frequency: as needed", "range: up to 3", "note: Slowly.") == (
        None,
        "As needed. Up to 3. Slowly.",
    )


def test_progress_is_never_where_nobody_says_so(read_own: Read) -> None:
    text = one() + (
        "routines:\n"
        "  a: {name: A, exercises: [mine]}\n"
        "  b: {name: B, progress: ask, exercises: [mine]}\n"
        "  c: {name: C, progress: never, exercises: [mine]}\n"
    )
    library, problems = read_own(text)
    assert problems == ()
    assert [one.asks_to_grow for one in library.routines.values()] == [False, True, False]


# --- the shipped library ---------------------------------------------------------------

SAID_BEFORE = Path(__file__).parent / "sheet" / "ranges.txt"
"""What the sources say of each exercise's dose and how often, in words (clinical B2)."""


def in_words() -> dict[str, tuple[str, str]]:
    lines = SAID_BEFORE.read_text(encoding="utf-8").splitlines()
    return {
        id_: (doses, often)
        for id_, doses, often in (line.split(" | ") for line in lines if line[:1] != "#")
    }


def numbers(text: str) -> list[int]:
    return [int(one) for one in re.findall(r"\d+", text)]


@pytest.mark.parametrize("id_", SHIPPED.exercises)
def test_nothing_grows_further_than_the_sources_of_the_exercise_say(id_: str) -> None:
    doses, _ = in_words()[id_]
    seconds = [int(n) * 60 for n in re.findall(r"(\d+) min", doses)]
    seconds += [int(n) for n in re.findall(r"(\d+)s\b", doses)]
    words = {"a few": 5, "one breath": 5, "count of ten": 10}
    seconds += [most for word, most in words.items() if word in doses]
    for growth in SHIPPED.exercises[id_].grow or ():
        most = seconds if growth.field in ("hold", "time") else numbers(doses)
        assert growth.high <= max(most), growth


@pytest.mark.parametrize("id_", SHIPPED.exercises)
def test_it_comes_no_oftener_than_the_sources_of_the_exercise_say(id_: str) -> None:
    doses, often = in_words()[id_]
    frequency = SHIPPED.exercises[id_].frequency
    assert frequency is not None
    if days := re.search(r"(?:(\d)-)?(\d) days a week", often):
        assert frequency[:2] == (int(days[1] or days[2]), int(days[2]))
    elif "daily" in often or "times a day" in often:
        assert frequency[:2] == (7, 7)
    if times := re.search(r"(?:\d-)?(\d)(?: times a day| times$)", f"{often}"):
        assert frequency.times_high == int(times[1])
    elif frequency.times_high > 1:
        assert re.search(
            r"times a day|twice a day|morning and evening|hours|min", doses + often
        )


def test_what_is_too_hard_on_two_days_running_has_a_day_between() -> None:
    """Clinical F10: strength 2-3 days a week with a day between."""
    for exercise in SHIPPED.exercises.values():
        frequency = exercise.frequency
        assert frequency is not None
        if frequency.days_high <= 3 and exercise.category in ("strength", "core", "movement"):
            assert frequency.apart == 1


def test_no_number_of_the_words_is_lost() -> None:
    """Each number stands in the dose, in a field, or in the note; or it is named here."""
    gone = {}
    for id_, (doses, often) in in_words().items():
        exercise = SHIPPED.exercises[id_]
        dose, growths = exercise.dose, exercise.grow or ()
        long_s = dose.time_s or 0.0
        kept = {*dose.reps, dose.sets, dose.pace.hold_s, long_s, long_s / 60}
        kept |= {dose.pace.out_s, dose.pace.back_s, dose.pace.rep_s}
        kept |= {end for one in growths for end in (one.low, one.high)}
        kept |= {end / 60 for one in growths for end in (one.low, one.high)}
        kept |= {*(exercise.frequency or ()), *numbers(exercise.note)}
        lost = {n for n in numbers(f"{doses} {often}") if n not in kept}
        if lost:
            gone[id_] = lost
    assert gone == LEFT_OUT


LEFT_OUT = {"quadruped-reach": {8}, "bridge": {10}, "heel-raise": {2}, "ball-bridge": {10}}
"""Ends at which a source begins and the dose, which is smaller [D], begins before."""


@pytest.mark.parametrize("name", SHIPPED.routines)
def test_every_routine_says_how_often_and_whether_it_offers_steps(name: str) -> None:
    routine = prescribe(SHIPPED, name)
    assert routine.frequency is not None
    assert routine.asks_to_grow == (name not in ("flare-up-day", "leg-symptom-trial"))


def climbed(library: Library, name: str) -> list[list[str]]:
    """Return for each exercise of a routine the fields that grow, a step each."""
    every = []
    for item in prescribe(library, name).items:
        if isinstance(item, Work):
            fields, dose = [], item.dose
            while (step := next_step(dose, item.grow)) is not None:
                fields.append(step.field)
                dose = step.dose
            assert item.grow is None or is_at_top(dose, item.grow)
            every.append(fields)
    return every


def test_the_big_three_grow_as_a_pyramid_does() -> None:
    """Clinical F14: 3-2-1, then 4-3-2, then 5-4-3."""
    assert climbed(SHIPPED, "big-three")[1:] == [["reps", "reps"]] * 3


@pytest.mark.parametrize("name", SHIPPED.routines)
def test_every_way_up_in_a_shipped_routine_has_an_end(name: str) -> None:
    assert all(len(fields) < 60 for fields in climbed(SHIPPED, name))


def test_what_gates_the_next_phase_can_be_reached() -> None:
    """Clinical F: bridge 2 x 10, bird dog 6 x 6 s a side, sit to stand 2 x 8."""
    for id_, field, least in (
        ("bridge", "reps", 10),
        ("bird-dog", "hold", 6),
        ("sit-to-stand", "reps", 8),
    ):
        growth = growth_of(SHIPPED.exercises[id_].grow, field)
        assert growth is not None
        assert growth.high >= least
