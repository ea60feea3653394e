"""A routine given away and taken in: all of it, shown first, and nothing of mine replaced."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backpt.library import load, read_library
from backpt.library.entries import EMPTY
from backpt.paths import builtin_library
from backpt.prescription.model import Growth, Library, Work, prescribe

if TYPE_CHECKING:
    from tests.cli.conftest import Program

ANNAS = """\
version: 1
exercises:
  towel:  # hers
    name: Towel squeeze
    aliases: [rolled towel]
    position: supine
    dose: {reps: 8, hold: 5s}
    cue: "Squeeze: gently."
    avoid: [ANNAS]
    easier: pillow
    cleared: {by: Dr Ng, date: 2026-01-01}
  pillow:
    name: Pillow squeeze
    dose: {reps: 8, hold: 5s}
    harder: Towel squeeze
  bridge:
    name: Bridge
    dose: {reps: 4, out: 2s, hold: 1s, back: 2s}
  unused:
    name: Never used
    dose: {time: 1 min}
routines:
  annas:
    name: Anna's evening
    frequency: daily
    exercises:
      - Rolled towel: {reps: 6}
      - bridge
      - rest: 30s
      - heat: 15 min
      - bridge: {sets: 2}
precautions:
  ANNAS: {level: warn, why: A sore neck., do: Use a soft towel.}
"""


NO_PAUSE = "relax: 0s leaves no time between two reps; write 'relax: 1s' or more"


@pytest.fixture
def annas(program: Program) -> Path:
    path = program.home / "annas.yaml"
    path.write_text(ANNAS)
    return path


def library_of(program: Program) -> Library:
    return load(program.paths.own_library, builtin_library(), None)


def doses(library: Library, routine: str) -> list[object]:
    items = prescribe(library, routine).items
    return [(item.exercise.id, item.dose) if isinstance(item, Work) else item for item in items]


# --- export ----------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("routine", list(load(None, builtin_library(), None).routines))
def test_every_routine_stands_by_itself(program: Program, routine: str) -> None:
    """Read without the library under it: nothing that it needs is missing."""
    out = program.home / "out.yaml"
    assert program("export", routine, "-o", str(out)).code == 0
    library, problems = read_library(str(out), base=EMPTY)
    assert [str(one) for one in problems if one.level == "error"] == []
    whole = load(None, builtin_library(), None)
    assert doses(library, routine) == doses(whole, routine)
    for id_, exercise in library.exercises.items():
        assert exercise.avoid == whole.exercises[id_].avoid
        assert exercise.easier == whole.exercises[id_].easier
        assert all(code in library.precautions for code in exercise.avoid)
        assert all(source in library.sources for source in exercise.sources)


def test_what_is_my_own_goes_along_and_my_clearance_does_not(program: Program) -> None:
    program.write_own(ANNAS)
    said = program("export", "Anna's evening", "-o", "-")
    assert said.code == 0
    assert said.out.startswith("# Anna's evening, a routine for backpt.")
    assert "cleared" not in said.out
    assert "Dr Ng" not in said.out
    assert "  pillow:\n" in said.out
    assert "ANNAS: {level: warn, why: A sore neck., do: Use a soft towel.}" in said.out
    assert "unused" not in said.out
    assert "      - towel: {reps: 6}\n" in said.out
    assert "avoid: [PREG_SUPINE]" in said.out, "what lies below the user's own bridge"


def test_a_file_that_is_there_is_replaced_only_by_force_and_kept(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(program.home)
    assert program("export", "home-basics").lines[-1] == "  home-basics.yaml"
    path = program.home / "home-basics.yaml"
    path.write_text("mine")
    refused = program("export", "home-basics")
    assert (refused.code, path.read_text()) == (2, "mine")
    assert "is there already" in refused.err
    assert program("export", "home-basics", "--force").code == 0
    assert Path(f"{path}.backup-1").read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("no-such",), "There is no routine no-such"),
        (("home-basics", "-o", "/"), "is a folder"),
        (("home-basics", "-o", "/no/such/folder/x.yaml"), "make it first"),
    ],
)
def test_what_cannot_be_exported_is_one_sentence(
    program: Program, arguments: tuple[str, ...], sentence: str
) -> None:
    said = program("export", *arguments)
    assert said.code == 2
    assert sentence in said.err


# --- import ----------------------------------------------------------------------------


def test_what_comes_is_shown_first_and_added_only_with_a_yes(
    program: Program, annas: Path
) -> None:
    said = program("import", str(annas))
    assert (said.code, said.err) == (2, "Nothing was added; to add it, write --yes\n")
    assert not Path(program.paths.own_library).exists()
    assert said.lines == [
        "Anna's evening (annas), daily",
        "  1. Towel squeeze: 6 times, hold 5 seconds.",
        "  2. Bridge: 4 times, hold 1 second.",
        f"       Warning: {NO_PAUSE}.",
        "  3. Rest: thirty seconds.",
        "  4. Heat: fifteen minutes.",
        "  5. Bridge: 2 sets of 4, hold 1 second.",
        f"       Warning: {NO_PAUSE}.",
        "     In all: 19 min.",
        "Exercise Pillow squeeze: 8 times, hold 5 seconds.",
        "Exercise Never used: 1 minute.",
        "Pillow squeeze: no safety check for this one.",
        "Never used: no safety check for this one.",
        "Towel squeeze: somebody was cleared for it there; that is left out, "
        "for it is not for you.",
    ]


def test_my_own_entries_stay_and_the_doses_are_the_senders(
    program: Program, annas: Path
) -> None:
    before = (
        "# mine\nversion: 1\nexercises:\n  pillow: {name: Pillow press, dose: {time: 9s}}\n"
    )
    own = program.write_own(before)
    assert program("import", str(annas), "--yes").code == 0
    assert own.read_text().startswith(before)
    assert Path(f"{own}.backup-1").read_text() == before
    library = library_of(program)
    assert library.exercises["pillow"].name == "Pillow press"
    assert library.exercises["pillow-2"].name == "Pillow squeeze"
    assert library.exercises["towel"].easier == "pillow-2"
    assert library.exercises["towel"].cleared is None
    assert (
        library.exercises["bridge"] == load(None, builtin_library(), None).exercises["bridge"]
    )
    sent, _ = read_library(str(annas), base=load(None, builtin_library(), None))
    assert doses(library, "annas") == doses(
        sent._replace(exercises={**sent.exercises}), "annas"
    )


def test_the_same_file_twice_adds_nothing(program: Program, annas: Path) -> None:
    program("import", str(annas), "--yes")
    own = Path(program.paths.own_library).read_text()
    again = program("import", str(annas), "--yes")
    assert (again.code, again.lines[-1]) == (
        0,
        "You have all of it already; nothing was added.",
    )
    assert Path(program.paths.own_library).read_text() == own


CLASHING = """\
version: 1
exercises:
  pillow: {name: Pillow squeeze, dose: {reps: 8, hold: 5s}}
  home-basics: {name: Anna's stretch, dose: {time: 30s}}
routines:
  home-basics:
    name: Anna's own
    exercises: [bridge: {reps: 4}, pillow: {reps: 6}, home-basics]
"""


def test_a_file_whose_names_clash_adds_nothing_the_second_time(program: Program) -> None:
    path = program.home / "clashing.yaml"
    path.write_text(CLASHING)
    own = program.write_own(
        "version: 1\nexercises:\n  pillow: {name: Pillow press, dose: {time: 9s}}\n"
    )
    first = program("import", str(path), "--yes")
    assert first.lines[-1] == "To begin: backpt session home-basics-3"
    written = own.read_text()
    assert "\n  pillow-2:" in written
    again = program("import", str(path), "--yes")
    assert again.lines == [
        "You have the routine Anna's own already, as home-basics-3.",
        "You have all of it already; nothing was added.",
    ]
    assert own.read_text() == written


def test_another_dose_under_a_clashing_name_is_another_routine(program: Program) -> None:
    path = program.home / "clashing.yaml"
    path.write_text(CLASHING)
    program.write_own(
        "version: 1\nexercises:\n  pillow: {name: Pillow press, dose: {time: 9s}}\n"
    )
    program("import", str(path), "--yes")
    path.write_text(CLASHING.replace("reps: 8, hold: 5s", "reps: 8, hold: 7s"))
    assert program("import", str(path), "--yes").code == 0
    library = library_of(program)
    assert "pillow-3" not in library.exercises
    for routine, hold_s in (("home-basics-3", 5.0), ("home-basics-4", 7.0)):
        _, pillow, _ = prescribe(library, routine).items
        assert isinstance(pillow, Work)
        assert (pillow.exercise.id, pillow.dose.pace.hold_s) == ("pillow-2", hold_s)


def test_what_check_would_warn_of_is_warned_of_before_it_is_added(program: Program) -> None:
    path = program.home / "hurried.yaml"
    path.write_text(
        "version: 1\nexercises:\n  zug: {name: Zug, dose: {reps: 9, hold: 5 min}}\n"
        "  zug-two: {name: Zug two, dose: {reps: 9, hold: 5s}}\n"
        "routines:\n  pull:\n    name: Pull\n    exercises:\n"
        "      - bird-dog: {reps: 50}\n      - zug\n      - zug-two\n"
    )
    said = program("import", str(path), "--yes")
    assert said.lines[:6] == [
        "Pull (pull)",
        "  1. Bird dog: 50 times, hold 6 seconds, each side, alternating.",
        "       Warning: 50 reps in a set are more than any source asks for; write 20 at most "
        "and more sets.",
        "  2. Zug: 9 times, hold 5 minutes.",
        "  3. Zug two: 9 times, hold 5 seconds.",
        "     In all: 65 min.",
    ]
    warned = [line for line in said.lines if ": warning: " in line]
    assert [line.split(";")[0] for line in warned] == [
        "Zug: warning: hold: 5 min is longer than any source asks for"
    ]
    assert program("check").err.count("warning: ") == 2


def test_another_routine_of_the_same_id_comes_under_its_own(
    program: Program, annas: Path
) -> None:
    program("import", str(annas), "--yes")
    annas.write_text(ANNAS.replace("{reps: 6}", "{reps: 7}"))
    said = program("import", str(annas), "--yes")
    assert "You have a routine annas already; this one comes as annas-2." in said.out
    assert said.lines[-1] == "To begin: backpt session annas-2"
    assert {"annas", "annas-2"} <= library_of(program).routines.keys()


def test_a_precaution_of_mine_is_never_changed_by_a_file(program: Program) -> None:
    path = program.home / "lower.yaml"
    path.write_text(
        "version: 1\nexercises:\n  a: {name: A, dose: {time: 9s}, avoid: [MINE]}\n"
        "routines:\n  a2: {name: A two, exercises: [a]}\n"
        "precautions:\n  MINE: {level: warn, why: Whatever., do: Rest.}\n"
    )
    program.write_own(
        "version: 1\nprecautions:\n  MINE: {level: warn, why: Take care., do: Rest.}\n"
    )
    said = program("import", str(path), "--yes")
    assert "Precaution MINE says something else there; yours is kept (warn)." in said.out
    assert library_of(program).precautions["MINE"].why == "Take care."


def test_what_was_exported_comes_in_whole_on_another_machine(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.write_own(ANNAS)
    sent = program("export", "annas", "-o", "-").out
    theirs = doses(library_of(program), "annas")
    Path(program.paths.own_library).unlink()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(sent.encode())))
    assert program("import", "-", "--yes").code == 0
    assert doses(library_of(program), "annas") == theirs


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("version: 1\nexercises:\n  a: {name: A}\n", ":3: exercise 'a' has no 'dose'"),
        ("", ":1: the file is empty"),
        ("version: 2\n", "update backpt"),
        ("routines: [", ":2: the file ends inside brackets or braces; close them"),
        (
            "version: 1\nroutines:\n  a: {name: A, exercises: [nothing-such]}\n",
            ":3: no exercise",
        ),
    ],
)
def test_a_file_with_mistakes_is_not_taken_and_they_are_told(
    program: Program, content: str, sentence: str
) -> None:
    path = program.home / "sent.yaml"
    path.write_text(content)
    said = program("import", str(path), "--yes")
    assert said.code == 2
    assert sentence in said.err
    assert not Path(program.paths.own_library).exists()


@pytest.mark.parametrize(("key", "added"), [("y", True), ("n", False), ("", False)])
def test_on_a_terminal_it_asks(program: Program, key: str, added: bool) -> None:
    path = program.home / "annas.yaml"
    path.write_text(ANNAS)
    said, questions = program.asked("import", str(path), answers=[key])
    assert questions == ["Add it? y yes, n no:"]
    assert said.code == 0
    assert Path(program.paths.own_library).exists() is added


# --- how a dose grows ------------------------------------------------------------------

GROWING = """\
version: 1
exercises:
  bridge: {name: Bridge, dose: {reps: 4, hold: 1s}}
routines:
  annas:
    name: Anna's evening
    exercises: [bridge: {reps: 4, grow: {reps: 4..6 by 1}}]
"""


def test_how_a_line_of_the_senders_grows_comes_along(program: Program) -> None:
    path = program.home / "annas.yaml"
    path.write_text(GROWING)
    assert program("import", str(path), "--yes").code == 0
    (bridge,) = prescribe(library_of(program), "annas").items
    assert isinstance(bridge, Work)
    assert bridge.grow == (Growth("reps", 4, 6, 1),)


def test_the_same_routine_that_grows_otherwise_is_another_one(program: Program) -> None:
    path = program.home / "annas.yaml"
    path.write_text(GROWING)
    program("import", str(path), "--yes")
    path.write_text(GROWING.replace("4..6", "4..5"))
    assert program("import", str(path), "--yes").lines[-1] == "To begin: backpt session annas-2"
