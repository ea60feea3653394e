"""``backpt plan --changes``, ``--undo``, ``--write`` and ``--phase``; and present doses in what
``show``, ``print`` and ``session --plan`` say."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backpt.clock import Clock
from backpt.journal.agreed_doses import read_agreed
from backpt.journal.keeping import keep_rows
from backpt.journal.local_days import utc_offset_s
from backpt.journal.week_rows import Rows
from backpt.library import open_library
from backpt.library.load import read_content
from backpt.prescription.model import Routine, Work, prescribe
from backpt.progress.change import Change, ChangeField

if TYPE_CHECKING:
    from tests.cli.conftest import Program

ROUTINE = "core-starter"
SHOWN = (
    ("show", ROUTINE),
    ("session", ROUTINE, "--plan"),
    ("print", ROUTINE, "--to", "terminal"),
    ("print", ROUTINE, "--to", "terminal", "--full"),
    ("show", "bridge"),
)


def agreed(
    exercise: str = "bridge",
    field: ChangeField = ChangeField.REPS,
    was: float | str = 8,
    to: float | str = 9,
    *,
    uid: str = "c1",
    routine: str = ROUTINE,
    later_s: float = 0.0,
) -> Change:
    wall = Clock().wall() - 3600.0 + later_s
    return Change(uid, wall, utc_offset_s(wall), exercise, field, was, to, routine, "F7, F2")


def keep(program: Program, *changes: Change) -> None:
    keep_rows(program.paths.journal, Rows(changes=changes), 0)


def today(program: Program) -> str:
    del program
    one = date.fromordinal(agreed().day)
    return f"{one.day} {one.strftime('%b')}"


def routine_now(id_: str = ROUTINE) -> Routine:
    """Return what the files say now, no change laid over it."""
    return prescribe(open_library(), id_)


def bridge_of(routine: Routine) -> Work:
    works = [item for item in routine.items if isinstance(item, Work)]
    return next(item for item in works if item.exercise.id == "bridge")


# --- present doses ---------------------------------------------------------------------


def test_without_a_change_nothing_is_said_otherwise_to_the_byte(program: Program) -> None:
    before = [program(*command) for command in SHOWN]
    keep(program, agreed(), agreed(uid="undo", later_s=1.0)._replace(undoes="c1"))
    assert [program(*command) for command in SHOWN] == before


def test_the_present_dose_is_shown_and_since_when(program: Program) -> None:
    assert bridge_of(routine_now()).dose.reps == (8,)
    keep(program, agreed())
    for command in SHOWN[:4]:
        said = " ".join(program(*command).out.split())
        assert f"from 8 since {today(program)}" in said, command
        of_it = said.split(f", from 8 since {today(program)}")[0].rsplit("ridge", 1)[1]
        assert "9" in of_it, command


def test_steps_of_one_field_are_said_from_the_first_and_since_the_last(
    program: Program,
) -> None:
    keep(
        program,
        agreed(),
        agreed(was=9, to=10, uid="c2", later_s=1.0),
        agreed(field=ChangeField.SETS, was=1, to=2, uid="c3", later_s=2.0),
    )
    said = program("show", ROUTINE).out
    assert "Bridge, 2 x 10" in said
    assert f"from 8 since {today(program)}, from 1 set since {today(program)}" in said


def test_another_exercise_in_its_place_is_named_with_what_it_is_for(program: Program) -> None:
    keep(
        program,
        agreed(field=ChangeField.EXERCISE, was="bridge", to="march-in-place", uid="x"),
    )
    said = program("show", ROUTINE).out
    assert f"in place of Bridge since {today(program)}" in said


def test_an_exercise_by_itself_has_a_dose_of_its_own(program: Program) -> None:
    keep(program, agreed())
    before = program("show", "bridge").out
    dose = open_library().exercises["bridge"].dose.reps[0]
    keep(program, agreed(was=dose, to=dose + 1, uid="own", routine="bridge"))
    after = program("show", "bridge").out
    assert "since" not in before
    assert f"from {dose} since {today(program)}" in after


def test_a_diary_that_cannot_be_read_is_said_and_the_file_is_shown(program: Program) -> None:
    keep(program, agreed())
    Path(program.paths.journal).write_bytes(b"no database" * 100)
    said = program("show", ROUTINE)
    assert said.code == 0
    assert "since" not in said.out.replace("since when", "")
    assert program.paths.journal in "".join(said.out.split())


# --- listing and taking back -----------------------------------------------------------


def test_no_change_is_said_to_be_none(program: Program) -> None:
    said = program("plan", "--changes")
    assert (said.code, said.lines) == (
        0,
        ["No dose was changed. The exercises are as their file has them."],
    )


def test_changes_are_listed_with_the_numbers_that_take_them_back(program: Program) -> None:
    keep(program, agreed(), agreed(was=9, to=10, uid="c2", later_s=1.0))
    said = program("plan", "--changes").lines
    assert [" ".join(line.split()) for line in said] == [
        "no. since exercise change routine by",
        f"1 {today(program)} Bridge 8 -> 9 each set Core starter",
        f"2 {today(program)} Bridge 9 -> 10 each set Core starter",
        "To take one back: backpt plan --undo NUMBER",
    ]


def test_a_change_is_taken_back_with_what_was_built_on_it(program: Program) -> None:
    before = program("show", ROUTINE)
    keep(
        program,
        agreed(),
        agreed(was=9, to=10, uid="c2", later_s=1.0),
        agreed("heel-slide", was=6, to=7, uid="c3", later_s=2.0),
    )
    said = program("plan", "--undo", "1")
    assert (said.code, said.lines) == (
        0,
        [
            "Taken back: Bridge, 9 -> 10 each set.",
            "Taken back: Bridge, 8 -> 9 each set.",
        ],
    )
    (left,) = read_agreed(program.paths.journal, Clock().wall())
    assert left.exercise == "heel-slide"
    program("plan", "--undo", "1")
    assert program("show", ROUTINE) == before


@pytest.mark.parametrize("number", ["0", "2", "-1"])
def test_a_number_that_no_change_has_is_refused_and_nothing_is_taken_back(
    program: Program, number: str
) -> None:
    keep(program, agreed())
    said = program("plan", "--undo", number)
    assert said.code == 2
    assert "1" in said.err
    assert len(read_agreed(program.paths.journal, Clock().wall())) == 1


# --- into the user's own file ----------------------------------------------------------


def test_changes_are_written_into_the_users_file_and_count_once(program: Program) -> None:
    keep(program, agreed(), agreed("heel-slide", was=6, to=7, uid="c2", later_s=1.0))
    shown = routine_now()
    assert program("plan", "--write").code == 0
    content = Path(program.paths.own_library).read_text(encoding="utf-8")
    assert "core-starter:" in content
    after = routine_now()
    assert bridge_of(after).dose == bridge_of(shown).dose._replace(reps=(9,))
    assert [type(item) for item in after.items] == [type(item) for item in shown.items]
    said = program("show", ROUTINE).out
    assert "1 x 9" in said
    assert "since" not in said
    assert program("check").code == 0
    assert program("plan", "--write").lines == ["There is nothing to write into your file."]


def test_what_stands_in_the_users_file_is_left_to_the_user(program: Program) -> None:
    own = program.write_own(
        "version: 1\nroutines:\n  core-starter:\n    name: Mine\n    exercises:\n"
        "      - bridge: {reps: 8}  # as Anna said\n"
    )
    was = own.read_bytes()
    keep(program, agreed())
    said = program("plan", "--write")
    assert "core-starter stands in your file already" in " ".join(said.out.split())
    assert own.read_bytes() == was


def test_what_is_in_the_users_file_stays_as_it_was_typed(program: Program) -> None:
    typed = (
        "version: 1  # mine\nroutines:\n  evening:\n    name: Evening\n"
        "    exercises: [bridge]   # as Anna said\n"
    )
    program.write_own(typed)
    keep(program, agreed())
    program("plan", "--write")
    content = Path(program.paths.own_library).read_text(encoding="utf-8")
    assert content.startswith(typed)
    assert bridge_of(routine_now()).dose.reps == (9,)


# --- phases ----------------------------------------------------------------------------


def test_the_card_says_what_is_met_what_is_not_and_what_is_not_known(program: Program) -> None:
    said = program("plan", "--phase")
    assert (said.code, said.lines) == (
        0,
        [
            "You are in phase 1 of 3: calm pain and move.",
            "To phase 2 (strengthen): 0 of 4.",
            "  [ ] mean pain of 7 days at most 4: not known, too few entries",
            "  [ ] no day of 6 or more in the last 3: not known, too few entries",
            "  [ ] leg pain the same or closer: not known, too few entries",
            "  [ ] sessions of this phase: 0 of 5",
            "You decide; once your goal is met: maintenance."
            " To choose one: backpt plan --to-phase 1, 2, 3 or maintenance",
        ],
    )


def test_the_users_word_counts_whatever_the_gate_wants(program: Program) -> None:
    said = program("plan", "--to-phase", "2")
    assert (said.code, said.lines) == (0, ["From now on: phase 2 (strengthen)."])
    assert program("plan", "--phase").lines[0] == "You are in phase 2 of 3: strengthen."
    said = program("plan", "--to-phase", "Maintenance")
    assert "about half as many new episodes" in said.out
    assert program("plan", "--phase").lines[0] == "You are in maintenance."
    assert program("plan", "--changes").lines == [
        "No dose was changed. The exercises are as their file has them."
    ]


def test_no_phase_says_to_go_on_while_a_sign_is_open(program: Program) -> None:
    program("safety", "--answers", "2;none;none")
    for asked in (("--phase",), ("--to-phase", "maintenance"), ("--to-phase", "3")):
        said = program("plan", *asked)
        assert (said.code, said.out) == (4, "")
        assert "emergency" in said.err
    program("safety", "--seen", "today")
    assert program("plan", "--phase").lines[0].startswith("You are in phase 1 of 3")


def test_a_phase_that_there_is_not_is_refused(program: Program) -> None:
    said = program("plan", "--to-phase", "4")
    assert (said.code, said.out) == (2, "")
    assert "1, 2, 3 or maintenance" in said.err


def test_one_thing_is_asked_of_plan_at_a_time(program: Program) -> None:
    assert program("plan", "--changes", "--write").code == 2


def test_what_is_written_reads_as_what_was_shown(program: Program) -> None:
    keep(program, agreed("march-in-place", ChangeField.TIME, 60.0, 90.0))
    program("plan", "--write")
    content = Path(program.paths.own_library).read_bytes()
    read, problems = read_content("own", content, open_library())
    assert not [one for one in problems if one.level == "error"]
    (entry,) = read.routines.values()
    assert entry.items[0].changes == (("time_s", 90.0), ("sets", 1))
