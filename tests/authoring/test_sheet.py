"""Lines as they stand on sheets of paper, and what is read of them. Nothing is guessed."""

from __future__ import annotations

import re
import statistics
import time
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backpt.authoring.prescribe import NotUnderstood, understand
from backpt.authoring.sheet import LONGEST_LINE, Sheet, read_sheet
from backpt.prescription.model import Mode, Position, Sides
from tests.builders import shipped
from tools.fuzz_lines import mutated, real_lines

BRIDGE = Sheet(name="bridge", sets=3, reps=(10,))


def read(line: str) -> dict[str, Any]:
    """Return what a line says, without what it leaves open."""
    sheet = read_sheet(line)
    empty = Sheet()
    return {
        field: value
        for field, value in sheet._asdict().items()
        if value != getattr(empty, field)
    }


@pytest.mark.parametrize(
    "line",
    [
        "bridge 3x10",
        "bridge 3 x 10",
        "bridge 3×10",
        "bridge 3*10 reps",
        "bridge: 3 sets of 10",
        "bridge - 3 sets x 10 reps",
        "bridge, three sets of ten repetitions",
        "bridge 10 reps x 3 sets",
        "bridge 10 reps, 3 sets",
        "bridge (10 reps) 3 sets",
        "3 sets of 10 bridge",
        "3x10 bridge",
        "10 bridge, 3 sets",
        "1. bridge 3x10",
        "2) bridge 3x10",
        "- bridge 3x10",
        "• Do bridge 3x10",
        "bridge repeat 10 times 3 sets",
    ],
)
def test_sets_and_reps_in_every_hand(line: str) -> None:
    assert read_sheet(line) == BRIDGE


@pytest.mark.parametrize(
    "line", ["new bridge 3x10", "New: bridge 3x10", "1. NEW bridge, 3x10", "3x10 new bridge"]
)
def test_an_exercise_is_said_to_be_new(line: str) -> None:
    assert read_sheet(line) == BRIDGE._replace(is_new=True)


@pytest.mark.parametrize("line", ["newbridge 3x10", "new 3x10", "renew bridge 3x10"])
def test_new_is_a_word_before_a_name(line: str) -> None:
    assert not read_sheet(line).is_new


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("cat cow x8", {"reps": (8,)}),
        ("cat cow 8x", {"reps": (8,)}),
        ("cat cow 8 each", {"reps": (8,), "each": True}),
        ("8 cat cow each side", {"reps": (8,), "sides": Sides.EACH}),
        ("cat cow 3-2-1", {"reps": (3, 2, 1)}),
        ("cat cow 8/6/4 reps", {"reps": (8, 6, 4)}),
        ("cat cow 2 sets", {"sets": 2}),
        ("cat cow 10 min", {"length_s": 600.0}),
        ("cat cow for half a minute", {"length_s": 30.0}),
        ("cat cow 1m30s", {"length_s": 90.0}),
        ("cat cow 1 min 30 sec", {"length_s": 90.0}),
        ("cat cow 2.5 min", {"length_s": 150.0}),
        ("30s cat cow", {"length_s": 30.0}),
        ("cat cow 3 x 30s", {"times": 3, "length_s": 30.0}),
        ("cat cow 20s x3", {"times": 3, "length_s": 20.0}),
        ("cat cow 20 seconds three times", {"times": 3, "length_s": 20.0}),
        ("cat cow 30'' x 3", {"times": 3, "length_s": 30.0}),
        ("cat cow 2'", {"length_s": 120.0}),
        ("cat cow 3x10x5s", {"sets": 3, "reps": (10,), "hold_s": 5.0}),
        ("cat cow 10 x 5 second holds", {"reps": (10,), "hold_s": 5.0}),
    ],
)
def test_how_much(line: str, says: dict[str, Any]) -> None:
    assert read(line) == {"name": "cat cow", **says}


@pytest.mark.parametrize(
    "said",
    ["hold 5s", "hold for 5 seconds", "5 sec hold", "with a 5-second hold", "5s holds",
     "hold: 5s", "hold each for 5 s", "holding 5\"", "hold five seconds", "hold 5s each rep"],
)  # fmt: skip
def test_holds(said: str) -> None:
    assert read_sheet(f"bridge 3x10 {said}") == BRIDGE._replace(hold_s=5.0)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("each side", {"sides": Sides.EACH}),
        ("per leg", {"sides": Sides.EACH}),
        ("on both sides", {"sides": Sides.EACH}),
        ("left and right", {"sides": Sides.EACH}),
        ("L/R", {"sides": Sides.EACH}),
        ("R then L", {"sides": Sides.EACH}),
        ("right and left", {"sides": Sides.EACH}),
        ("ea side", {"sides": Sides.EACH}),
        ("w/ 5s hold", {"hold_s": 5.0}),
        ("@ 5s", {"length_s": 5.0}),
        ("alternating legs", {"sides": Sides.ALTERNATE}),
        ("alternate", {"sides": Sides.ALTERNATE}),
        (", both legs", {"sides": Sides.BOTH}),
        ("each", {"each": True}),
        ("rest 30s", {"rest_s": 30.0}),
        ("with 1 minute rest between sets", {"rest_s": 60.0}),
        ("rest for a minute after each set", {"rest_s": 60.0}),
        ("2s rest between reps", {"relax_s": 2.0}),
        ("with 30 seconds between each set", {"rest_s": 30.0}),
        (", a minute between sets", {"rest_s": 60.0}),
        ("2s between reps, 1 min between sets", {"relax_s": 2.0, "rest_s": 60.0}),
        ("2s up, 3s down", {"out_s": 2.0, "back_s": 3.0}),
        ("lower over 4 seconds", {"back_s": 4.0}),
        (
            "tempo 2-1-3",
            {"out_s": 2.0, "hold_s": 1.0, "back_s": 3.0, "notes": ("tempo 2-1-3",)},
        ),
        ("at your own pace", {"self_paced": True}),
        (", on your back", {"position": Position.SUPINE}),
        ("(lying on your side)", {"position": Position.SIDE_LYING}),
        (", sitting on a chair", {"position": Position.SEATED}),
    ],
)
def test_how(said: str, says: dict[str, Any]) -> None:
    assert read(f"bridge 3x10 {said}") == {"name": "bridge", "sets": 3, "reps": (10,), **says}


@pytest.mark.parametrize(
    ("said", "frequency"),
    [
        ("twice a day", "twice a day"),
        ("2x/day", "twice a day"),
        ("2x/d", "twice a day"),
        ("3x/wk", "3 times a week"),
        ("b.i.d.", "twice a day"),
        ("TID", "3 times a day"),
        ("qid", "4 times a day"),
        ("qd", "once a day"),
        ("AM & PM", "am & pm"),
        ("2 x day", "twice a day"),
        ("two times daily", "twice a day"),
        ("1x per week", "once a week"),
        ("2-3 times a day", "2-3 times a day"),
        ("3 days a week", "3 days a week"),
        ("Every Day", "every day"),
        ("2-3 days per week", "2-3 days a week"),
        ("3 days a week, with a day between", "3 days a week, with a day between"),
        ("most days", "most days"),
        ("every other day", "every other day"),
        ("every 2 hours", "every 2 hours"),
        ("morning and evening", "morning and evening"),
        ("daily, before bed", "daily, before bed"),
    ],
)
def test_how_often(said: str, frequency: str) -> None:
    assert read_sheet(f"bridge 3x10, {said}") == BRIDGE._replace(frequency=frequency)


@pytest.mark.parametrize(
    "name",
    ["Seated twist", "Lying face down", "stand on one leg", "Cat/cow", "McGill curl-up",
     "Both knees to chest", "Brücke", "تمرين", "step up", "push up", "low back stretch"],
)  # fmt: skip
def test_words_of_doses_inside_a_name_stay_in_it(name: str) -> None:
    assert read(f"{name} 30s") == {"name": name, "length_s": 30.0}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("rest 1 min", {"is_rest": True, "rest_s": 60.0}),
        ("30s rest", {"is_rest": True, "rest_s": 30.0}),
        ("Pause: 1 minute", {"is_rest": True, "rest_s": 60.0}),
        ("ice 15 min", {"name": "ice", "pack": Mode.COLD, "length_s": 900.0}),
        ("15 min cold pack", {"name": "cold pack", "pack": Mode.COLD, "length_s": 900.0}),
        ("heat 15m", {"name": "heat", "pack": Mode.HEAT, "length_s": 900.0}),
        (
            "Ice 15 min after exercises",
            {
                "name": "Ice",
                "pack": Mode.COLD,
                "length_s": 900.0,
                "decided": (
                    "'after exercises': a pack comes where its line stands on the sheet",
                ),
            },
        ),
        ("Twice a day", {"frequency": "twice a day"}),
        (
            "90/90 rest 5 min",
            {"name": "90/90", "name_with_rest": "90/90 rest", "rest_s": 300.0},
        ),
        ("", {}),
        (" \t ", {}),
    ],
)
def test_lines_that_are_no_exercise(line: str, says: dict[str, Any]) -> None:
    assert read(line) == says


@pytest.mark.parametrize(
    ("line", "decided"),
    [
        ("bridge 3 x 8-12", "'8-12': begin with 8"),
        ("bridge 8 to 12 reps", "'8 to 12': begin with 8"),
        ("bridge 3x10 hold 5-10 seconds", "'5-10 seconds': begin with 5 seconds"),
        ("bridge hold for a count of ten", "'hold for a count of ten' is a count of seconds"),
    ],
)
def test_what_was_chosen_is_said(line: str, decided: str) -> None:
    assert read_sheet(line).decided == (decided,)


@pytest.mark.parametrize(
    ("line", "unread"),
    [
        ("walk 1,5 min", "'1,5 min': write 2.5s with a point, or a blank after the comma"),
        ("bridge 3x10,5s",
         "'10,5s': write 2.5s with a point, or a blank after the comma"),
        ("bridge 15", "'15' has no unit; write x15 for reps or 15s for seconds"),
        ("walk 1:30", "'1:30': write a length with its units, like 1m30s"),
        ("bridge 3x10 3x12", "'3x12': that is said twice; keep one of them"),
        ("bridge 3x10 left only", "'left only': both sides are led; leave it out, and pass "
         "over the other side with x"),
        ("ice", "no length; write 'ice 15 min'"),
        ("heat 15m on 15m off x2", "more than one pack; a pack in a routine goes on once, like "
         "'ice 15 min'; for on and off again: backpt icepack"),
        ("x" * (LONGEST_LINE + 1), "a line of 201 characters; write one exercise a line"),
        ("bridge \x1b[31m3x10", "a character that cannot be shown; type the line anew"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_said_and_never_dropped(line: str, unread: str) -> None:
    assert unread in read_sheet(line).unread


@pytest.mark.parametrize(
    ("line", "notes"),
    [
        ("bridge 3x10 squeeze hard", ("squeeze hard",)),
        ("bridge 3x10, slowly, softly", ("slowly", "softly")),
        ("bridge 3x10 2kg", ("2kg",)),
        ("bridge with a red band 3x10", ()),
        ("bridge 3x10 with red band", ("with red band",)),
        ("bridge 3x10 slow and controlled, if you can", ("slow and controlled", "if you can")),
        ("bridge 3 sets to fatigue", ("to fatigue",)),
        ("bridge (level 4) 3x10", ("level 4",)),
        ("bridge hold 3 breaths x10", ("hold 3 breaths",)),
        ("bridge 3x10, at least twice a day", ("at least twice a day",)),
        ("ice 15 min gently", ("gently",)),
        ("ice on the low back for 15 min", ("on the low back",)),
    ],
)
def test_what_no_field_has_is_a_note(line: str, notes: tuple[str, ...]) -> None:
    sheet = read_sheet(line)
    assert sheet.notes == notes
    assert sheet.unread == ()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("bridge hold ½ min", {"hold_s": 30.0}),
        ("bridge rest 1/2 min", {"rest_s": 30.0}),
        ("bridge 1½ min", {"length_s": 90.0}),
        ("bridge ３ sets", {"sets": 3}),
        ("bridge ٣ sets", {"sets": 3}),
    ],
)
def test_figures_of_every_kind(line: str, says: dict[str, Any]) -> None:
    said = read(line)
    assert {field: said[field] for field in says} == says


pieces = st.sampled_from(
    ["3", "10", "x", "×", "sets", "of", "hold", "5s", "5 ", "min", "rest", "each", "side", "up",
     "a", "day", "twice", "bridge", ",", "-", "to", "/", "(", ")", "'", '"', ".", "½", "٣", "²",
     "h", "one", "count", "tempo 2-1-2", "left", "only", "\u200b", "0"]
)  # fmt: skip


@given(st.lists(pieces, max_size=12).map(" ".join) | st.text(max_size=60))
@example("5-10.5s")
@example("٣ x ٣s")
def test_any_line_is_answered(line: str) -> None:
    sheet = read_sheet(line)
    lengths = (sheet.length_s, sheet.hold_s, sheet.rest_s, sheet.out_s, sheet.back_s)
    assert all(seconds is None or seconds >= 0 for seconds in lengths)


@given(st.lists(pieces, max_size=8), st.from_regex(r"[b-d]{4,9}", fullmatch=True))
def test_no_word_disappears(around: list[str], word: str) -> None:
    """A word that means nothing is the name, part of it, a note, or told."""
    around = [one for one in around if one.isprintable()]
    sheet = read_sheet(" ".join((*around, ",", word, ",", *around)))
    assert any(word in told for told in (sheet.name, *sheet.notes, *sheet.unread))


NUMBERS = st.lists(st.integers(2, 59), min_size=1, max_size=4, unique=True)
FORMS = st.sampled_from(
    ["{} sets", "x{}", "hold {}s", "{} kg", "{}", "level {}", "{}x/week", "{} min", "{} reps",
     "rest {} sec", "about {}", "{} bananas", "{}%", "every {} hours", "tempo {}", "{} breaths",
     "{} each side", "{} in total", "band {}", "{} Wdh", "repite {} veces", "{} am", "no. {}",
     "{} times a day", "{}x", "the {}th", "hold {}", "{}-point", "for {} weeks"]
)  # fmt: skip


@given(st.data(), NUMBERS)
def test_every_number_is_used_noted_or_refused(data: st.DataObject, numbers: list[int]) -> None:
    parts = [data.draw(FORMS).format(number) for number in numbers]
    sheet = read_sheet(f"bridge {', '.join(parts)}")
    kept = " ".join((sheet.name, sheet.frequency, *sheet.notes, *sheet.decided, *sheet.unread))
    lengths = (sheet.length_s, sheet.hold_s, sheet.rest_s, sheet.out_s, sheet.back_s)
    used: set[float] = {one for one in (sheet.sets, sheet.times, *lengths) if one is not None}
    used |= set(sheet.reps or ())
    for number in numbers:
        is_kept = re.search(rf"(?<!\d){number}(?!\d)", kept) is not None
        is_used = bool(used & {number, 60 * number})
        is_often = number == 2 and "twice" in sheet.frequency
        is_refused = any("said twice" in one for one in sheet.unread)  # then all of it is
        assert is_kept or is_used or is_often or is_refused, (number, sheet)


def test_lines_with_slips_are_answered() -> None:
    for _, line in zip(range(400), mutated(real_lines(), seed=1), strict=False):
        read_sheet(line)


def test_a_line_is_read_in_five_thousandths_of_a_second() -> None:
    """The middle of many, so that a busy machine does not decide it; without what is built
    once."""
    took = []
    for line in real_lines():
        began = time.perf_counter()
        read_sheet(line)
        took.append(time.perf_counter() - began)
    assert statistics.median(took) < 0.005


def test_what_is_said_twice_is_refused_once() -> None:
    refused = understand("Cobra 2(15x) or 2(20x)", shipped())
    assert isinstance(refused, NotUnderstood)
    assert len(refused.reasons) == 1


@pytest.mark.parametrize("how", ["each side", "alternating legs", "alternating sides"])
def test_of_a_total_half_is_for_each_side(how: str) -> None:
    read_line = read_sheet(f"bird dog 20 reps in total, {how}")
    assert read_line.reps == (10,)
    assert "20 in total is 10 each side" in read_line.decided
