"""A sheet typed in: what is said back, what is written, and what stays as it was."""

from __future__ import annotations

import io
import os
import re
import shlex
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backpt.authoring.prescribe import Understood, understand
from backpt.language import speech
from backpt.library import load, open_library
from backpt.paths import builtin_library
from backpt.prescription.model import prescribe
from backpt.session.compile import flatten
from backpt.session.steps import Compiled
from backpt.sound.voice.vocabulary import sentences
from backpt.terminal.questions import matching
from tests.forked import Line, ran_together
from tests.homes import environment
from tests.pty_run import Terminal
from tests.typist import Typist

if TYPE_CHECKING:
    from tests.cli.conftest import Program

SHEET = """\
# Dr Ng, November
1. Bridge 3x10 hold 5s each
2. New towel squeeze 2x8, on your back

rest 1 min
ice 15 min
Twice a day
"""
WRITTEN = """\
version: 1

exercises:
  towel-squeeze:
    name: Towel squeeze
    position: supine
    dose: {sets: 2, reps: 8, out: 2s, back: 2s, relax: 1s}

routines:
  my-back:
    name: My back
    frequency: {days: 7, times: 2}
    progress: never
    exercises:
      - bridge: {sets: 3, reps: 10, hold: 5s}
      - towel-squeeze
      - rest: 1 min
      - cold: 15 min
"""
OWN = """\
# Mine. Please leave as it is.
version: 1
routines:
  a:   # the first
    name: A
    exercises: [ bridge ]
"""


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_a_sheet_is_shown_as_it_was_understood_and_written(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, SHEET)
    said = program("new", "My back", "--yes")
    assert (said.code, said.err) == (0, "")
    assert "  1. Bridge: 3 sets of 10, hold 5 seconds" in said.out
    assert "  2. Towel squeeze: 2 sets of 8.\n" in said.out
    assert "New. No safety check for this one." in said.out
    assert "  4. Cold pack: fifteen minutes." in said.out
    assert "  5. Everything twice a day." in said.out
    assert said.lines[-1] == "To begin: backpt session my-back"
    first, rest = Path(program.paths.own_library).read_text().split("\n", 1)
    assert first.startswith("# yaml-language-server: $schema=file:///")
    assert rest == WRITTEN
    assert program("check").code == 0


def test_what_was_written_runs_and_says_that_nobody_checked_it(program: Program) -> None:
    program("new", "My back", "--line", "new towel squeeze 1x2", "--yes")
    assert "No safety check for Towel squeeze." in program("session", "my-back", "--plan").out
    assert "no safety check for this one" in program("show", "towel-squeeze").out


def test_what_was_there_stays_and_is_kept_beside_it(program: Program) -> None:
    path = program.write_own(OWN)
    said = program("new", "B", "--line", "bridge 3x10", "--yes")
    assert said.code == 0
    assert path.read_text() == OWN + (
        "  b:\n    name: B\n    progress: never\n"
        "    exercises:\n      - bridge: {sets: 3, reps: 10}\n"
    )
    kept = Path(f"{path}.backup-1")
    assert kept.read_text() == OWN
    assert str(kept) in said.out


def test_nothing_is_written_without_a_yes(program: Program) -> None:
    said = program("new", "My back", "--line", "bridge 3x10")
    assert said.code == 2
    assert said.err == "Nothing was written; to write it, add --yes\n"
    assert "Bridge: 3 sets of 10" in said.out
    assert not Path(program.paths.own_library).exists()


@pytest.mark.parametrize("told", [("--yes",), ()])
def test_a_name_that_may_be_the_librarys_is_not_written_as_another_without_asking(
    program: Program, told: tuple[str, ...]
) -> None:
    lines = ("--line", "bridge 3x10", "--line", "hamstring stretch 3 x 30s")
    said = program("new", "B", *lines, *told)
    assert said.code == 2
    assert said.err.splitlines() == [
        "Nothing was written.",
        "Line 2: the library has no Hamstring stretch; write hamstring-stretch-supine "
        "if it is that, or 'new hamstring stretch' if it is another exercise.",
    ]
    assert not Path(program.paths.own_library).exists()


def test_a_line_that_says_it_is_new_is_written_as_new(program: Program) -> None:
    lines = ("--line", "new hamstring stretch 3 x 30s", "--line", "New: birddog rows 3x10")
    said = program("new", "B", *lines, "--yes")
    assert said.code == 0
    assert "Not in the library" not in said.out
    own = Path(program.paths.own_library).read_text()
    assert "name: Hamstring stretch\n" in own
    assert "name: Birddog rows\n" in own


def test_what_the_library_knows_is_not_taken_as_new(program: Program) -> None:
    said = program("new", "B", "--line", "new bird dogs 3x10", "--yes")
    assert said.code == 2
    assert said.err.splitlines()[0] == (
        "Line 1, not understood: there is Bird dog (bird-dog) already; leave 'new' out, or "
        "give yours another name."
    )


def test_an_exercise_of_mine_whose_name_begins_with_new_is_meant_by_it(
    program: Program,
) -> None:
    program.write_own(
        "version: 1\nexercises:\n  new-bridge: {name: New bridge, dose: {time: 9s}}\n"
    )
    assert program("new", "B", "--line", "new bridge 20s", "--yes").code == 0
    assert "      - new-bridge: {time: 20s}\n" in Path(program.paths.own_library).read_text()


@pytest.mark.parametrize(
    ("line", "id_"),
    [
        ("birddog 3x10", "bird-dog"),
        ("clam shells 3x10", "clamshell"),
        ("walk 9 min", "walking"),
    ],
)
def test_an_everyday_name_is_the_exercise_of_the_library(
    program: Program, line: str, id_: str
) -> None:
    assert program("new", "B", "--line", line, "--yes").code == 0
    own = Path(program.paths.own_library).read_text()
    assert f"      - {id_}: {{" in own
    assert "exercises:\n  " not in own.split("routines:")[0]


@pytest.mark.parametrize(
    ("line", "warning"),
    [
        ("bridge 3x10 hold 5 minutes", "hold: 5 min is longer than any source asks for"),
        ("bird dog 50 reps", "50 reps in a set are more than any source asks for"),
        ("zug 6x10", "6 sets are more than any source asks for"),
        ("zug 40 min", "time: 40 min is longer than any source asks for"),
    ],
)
def test_a_dose_that_check_warns_of_is_warned_of_under_its_line(
    program: Program, line: str, warning: str
) -> None:
    said = program("new", "B", "--line", "cat-cow x8", "--line", line, "--yes")
    assert said.code == 0
    first, second = said.out.split("\n  2. ")
    assert "Warning" not in first
    assert f"\n       Warning: {warning}; " in second
    assert f"warning: {warning}; " in program("check").err


def test_the_length_of_the_whole_is_told(program: Program) -> None:
    said = program("new", "B", "--line", "bridge 3x10 hold 5 minutes", "--yes")
    assert "     In all: 154 min.\n" in said.out
    (listed,) = [line for line in program("show", "b").lines if line.startswith("Length")]
    assert "154 min" in listed


def test_every_line_that_is_not_understood_is_told_and_nothing_is_written(
    program: Program,
) -> None:
    said = program("new", "A", "--line", "bridge 15", "--line", "cat-cow x8", "--line", "xo?")
    assert said.code == 2
    assert said.err.splitlines() == [
        "Line 1, not understood: '15' has no unit; write x15 for reps or 15s for seconds.",
        "Line 3, not understood: how much? write 3x10 for sets and reps, or 30s for a time.",
        "Write a line like: bridge 3x10 hold 5s, twice a day",
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "The routine needs a name; write: backpt new 'My routine'"),
        (("Home basics",), "There is a routine Home basics (home-basics) already"),
        (("x" * 61,), "the text is 61 characters"),
        (("\x1b[2J",), "control character"),
        ((" ",), "Name: nothing is written here"),
        (("Mine", "--line", "daily"), "No exercise was written"),
        (("Mine", "--line", "bridge 500x3"), "sets: 500 is out of range"),
        (("Mine", "--line", "bridge 10 x 60 min"), "hold: '60 min' is too long"),
        (("Mine", "--line", "ice 45 min"), "cold: '45 min' is too long"),
        (("Mine", "--line", "walk 5 sets 60 min"), "make it 3 hours"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    program: Program, arguments: tuple[str, ...], sentence: str
) -> None:
    said = program("new", *arguments, "--yes")
    assert said.code == 2
    assert sentence in said.err
    assert not Path(program.paths.own_library).exists()


def test_an_empty_sheet_is_no_routine(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "\n# nothing\n")
    said = program("new", "My back", "--yes")
    assert said.err == "No exercise was written, so nothing was added.\n"


def test_a_sheet_without_an_end_is_refused(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "bridge 3x10\n" * 100_000)
    assert (
        program("new", "My back", "--yes").err
        == "More than 200 lines; write several routines.\n"
    )


def test_a_file_with_mistakes_is_left_alone_and_they_are_told(program: Program) -> None:
    path = program.write_own("version: 1\nexercises:\n  a: {name: A}\n")
    said = program("new", "B", "--line", "bridge 3x10", "--yes")
    assert said.code == 2
    assert f"{path}:3: exercise 'a' has no 'dose'" in said.err
    assert path.read_text() == "version: 1\nexercises:\n  a: {name: A}\n"


def test_names_that_differ_only_in_signs_get_ids_of_their_own(program: Program) -> None:
    lines = (
        "--line",
        "Zug! 3x3",
        "--line",
        "quite new zug? 3x3",
        "--line",
        "new ../../zug hoch 3x3",
    )
    assert program("new", "Ühung", *lines, "--yes").code == 0
    own = Path(program.paths.own_library).read_text()
    assert "\n  zug:\n" in own
    assert "\n  uhung:" in own
    assert [name.name for name in program.home.rglob("*") if "zug" in name.name] == []


def test_the_library_named_in_the_environment_is_the_one_written(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = program.home / "other.yaml"
    monkeypatch.setenv("BACKPT_LIBRARY", str(other))
    assert program("new", "B", "--line", "bridge 3x10", "--yes").code == 0
    assert "  b:\n" in other.read_text()
    assert not Path(program.paths.own_library).exists()


def test_the_readme_shows_what_is_said_back() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    (shown,) = re.findall(
        r"```text\nWhat is the routine called\?.*?\n(.*?)```", readme, re.DOTALL
    )
    library = load(None, builtin_library(), None)
    said = []
    for number, line in enumerate(re.findall(r"^\d+\. (.*)$", shown, re.MULTILINE), 1):
        understood = understand(line, library)
        assert isinstance(understood, Understood)
        notes = (f"     {note}" for note in understood.notes)
        said += [f"{number}. {line}", f"   {understood.said}", *notes]
    assert shown.splitlines() == said


def test_names_are_completed_whatever_their_capitals() -> None:
    names = ("bridge", "Bridge march", "cat-cow", "bridge")
    assert matching("BRI", names) == ["bridge", "Bridge march"]


def test_it_asks_says_back_and_writes(program: Program) -> None:
    lines = ("bridge 3x10 hold", "bridge 3x10 hold 5s", "cow 8x", "1", "")
    typist = Typist("Home basics", "My back", *lines, "2", "walking 10 min", "y")
    said = program.typed(None, typist)
    assert said.code == 0
    assert "already; choose another name" in said.out
    assert "Not understood: 'hold'" in said.out
    assert "Bridge: 3 sets of 10, hold 5 seconds" in said.out
    assert "Is it one of these?" in said.out
    assert "Cat-cow: 8 times" in said.out
    assert "It was: cow 8x" in said.out
    assert said.out.count("Walking: 10 minutes") == 2  # said back, and in the whole
    numbers = [question for question in typist.asked if question[0].isdigit()]
    assert numbers == ["1.", "1.", "2.", "3.", "2."]
    assert sum("type anew" in question for question in typist.asked) == 2
    own = own_of(program)
    assert (
        "      - bridge: {sets: 3, reps: 10, hold: 5s}\n      - walking: {time: 10 min}\n"
        in own
    )
    assert "cat-cow" not in own


def test_an_end_of_input_in_the_middle_writes_nothing(program: Program) -> None:
    typist = Typist("bridge 3x10", None, None)
    assert program.typed("My back", typist).code == 0
    assert "type anew" in typist.asked[-1]
    assert not Path(program.paths.own_library).exists()


def test_a_slip_at_the_last_question_does_not_lose_the_sheet(program: Program) -> None:
    typist = Typist("bridge 3x10", "", "", "2", "yy", "y")
    assert program.typed("My back", typist).code == 0
    assert sum("type anew" in question for question in typist.asked) == 4
    assert "bridge" in own_of(program)


def test_a_number_that_was_not_offered_does_not_make_an_unchecked_exercise(
    program: Program,
) -> None:
    typist = Typist("brigde 3x10", "7", "1", "", "n")
    said = program.typed("My back", typist)
    assert sum("if it is another one" in question for question in typist.asked) == 2
    assert "Bridge: 3 sets of 10, hold 3 seconds" in said.out
    assert said.lines[-1] == "Nothing was written."
    assert not Path(program.paths.own_library).exists()


def test_a_sheet_that_is_too_long_can_be_made_shorter(program: Program) -> None:
    typist = Typist(*["walking 60 min"] * 4, "", "y", "4", "", "y")  # the first y cannot be
    said = program.typed("My back", typist)
    assert said.code == 0
    assert "My back: it takes 4.0 hours; make it 3 hours at most." in said.out
    assert "It was: walking 60 min" in said.out
    assert [question.partition("?")[0][:12] for question in typist.asked[5:]] == [
        "The number o", "The number o", "4.", "Write it",
    ]  # fmt: skip


def test_how_often_a_pack_is_had_is_kept(program: Program) -> None:
    lines = ("--line", "bridge 3x10", "--line", "ice 15 min after, tid")
    said = program("new", "B", *lines, "--yes")
    assert "Cold pack: fifteen minutes, 3 times a day." in said.out
    assert "'after': a pack comes where its line stands on the sheet." in said.out
    own = Path(program.paths.own_library).read_text()
    assert "note: Cold pack 3 times a day" in own


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("3x/week", "frequency: {days: 3}"),
        ("every other day", "frequency: {days: 3-4, apart: 1}"),
        ("twice a day", "frequency: {days: 7, times: 2}"),
        ("daily", "frequency: {days: 7}"),
        ("2-3 times a week", "frequency: {days: 2-3}"),
        ("3 days a week, with a day between", "frequency: {days: 3, apart: 1}"),
        ("every 2 hours", "frequency: {days: 7, when: every 2 hours}"),
    ],
)
def test_how_often_is_kept_as_fields_where_it_is_understood(
    program: Program, said: str, kept: str
) -> None:
    assert program("new", "B", "--line", f"bridge 3x10, {said}", "--yes").code == 0
    own = Path(program.paths.own_library).read_text()
    assert f"    {kept}\n" in own
    assert program("check", program.paths.own_library).code == 0


def test_what_a_sheet_stops_for_the_leg_is_kept_and_is_left_out_once_it_went_down(
    program: Program,
) -> None:
    stop = "if leg pain moves down: stop bridge"
    said = program(
        "new", "B", "--line", "bridge 2x8", "--line", "knee tilts x5", "--line", stop, "--yes"
    )
    assert "Bridge: left out once you say that pain went further down the leg" in said.out
    own = program.paths.own_library
    assert "    if-leg-further: [bridge]\n" in Path(own).read_text()
    assert program("check", own).code == 0
    left_out = "Left out for you: Bridge."
    assert left_out not in program("show", "b").out
    program("pain", "3", "--leg", "further")
    for command in (
        ("show", "b"),
        ("session", "b", "--plan"),
        ("print", "b", "--to", "terminal"),
    ):
        assert left_out in program(*command).out
    program("advice", "--done", "called")
    assert left_out not in program("show", "b").out


def test_what_is_not_for_the_user_is_said_as_soon_as_it_is_written(program: Program) -> None:
    program("safety", "--answers", "none;none;bones")
    said = program("new", "B", "--line", "curl-up 2x8", "--line", "bridge 2x8", "--yes")
    assert said.code == 0
    assert "To begin: backpt session b" in said.lines[-2]
    assert said.lines[-1].startswith(("Left out for you: Curl-up", "Abdominal brace instead"))


def test_a_review_on_a_day_that_is_over_is_told_before_anything_is_written(
    program: Program,
) -> None:
    said = program("new", "B", "--line", "Mon: bridge 2x8; review yesterday", "--yes")
    assert (said.code, said.out) == (2, "")
    assert "review 'yesterday' is a day that is over" in said.err
    assert not Path(program.paths.own_library).exists()


def test_a_file_stops_only_what_its_routine_has(program: Program) -> None:
    own = program.write_own(
        "version: 1\nroutines:\n  b:\n    name: B\n    if-leg-further: [plank]\n"
        "    exercises: [bridge]\n"
    )
    said = program("check", str(own))
    assert said.code != 0
    assert ":5: if-leg-further: 'plank' is no exercise of this routine" in said.out + said.err


def test_no_step_is_offered_in_what_a_therapist_wrote_down(program: Program) -> None:
    program("new", "B", "--line", "bridge 2x8, daily", "--yes")
    (one,) = program("show", "b", "--json").objects
    assert one["progress"] == "never"
    assert one["frequency"] == "daily"
    assert one["how_often"] == {
        "days_low": 7, "days_high": 7, "times_low": 1, "times_high": 1, "apart": 0, "when": "",
    }  # fmt: skip


def test_another_position_than_the_librarys_is_asked(program: Program) -> None:
    said = program("new", "B", "--line", "bridge 3x10, standing", "--yes")
    assert said.code == 2
    assert said.err.splitlines() == [
        "Nothing was written.",
        "Line 1: the library does bridge on your back; write it without the other position if "
        "it is that, or 'new bridge standing' if it is another exercise.",
    ]
    assert "The library" not in program("new", "C", "--line", "bridge, on your back").out
    again = program("new", "B", "--line", "new bridge standing 3x10", "--yes")
    assert again.code == 0
    assert "  bridge-standing:\n" in own_of(program)
    assert "avoid: [PREG_SUPINE]" in own_of(program)


def test_on_a_terminal_another_position_is_a_question(program: Program) -> None:
    typist = Typist("bridge 3x10, standing", "1", "standing bridge 3x10", "", "", "n")
    said = program.typed("My back", typist)
    assert (
        "Bridge is done on your back in the library, not standing. Is it that one?" in said.out
    )
    assert "The library does it on your back, not standing" in " ".join(said.out.split())
    assert "so it keeps the precautions of Bridge" in " ".join(said.out.split())


def test_an_answer_that_it_is_another_exercise_is_not_asked_for_again(
    program: Program,
) -> None:
    typist = Typist("hamstring stretch 3 x 30s", "", "")
    assert program.typed("My back", typist, yes=True).code == 0
    assert "name: Hamstring stretch\n" in own_of(program)


# --- pasted ----------------------------------------------------------------------------

PASTED = "bridge 3x10\rcat-cow 8x\r\rnonsense\ry\ry\r"
"""A terminal sends a paste's line ends as Enter; the last two lines are no consent."""


def own_file(home: Path) -> Path:
    return home / ".config/backpt/exercises.yaml"


def own_of(program: Program) -> str:
    return Path(program.paths.own_library).read_text()


def pasted(text: str, *, marked: bool) -> str:
    return f"\x1b[200~{text}\x1b[201~\r" if marked else text


def on_terminal(home: Path) -> Terminal:
    return Terminal(["new", "My back"], environment(home), columns=100, lines=60)


def until_the_paste_is_read(run: Terminal) -> str:
    """See that all of ``PASTED`` was read as lines of the sheet, and nothing as an answer."""
    run.until("\n3.")
    run.until(lambda text: text.count("Not understood") == 3 and text.endswith("\n3."))
    assert "Bridge: 3 sets of 10" in run.text
    assert "Cat-cow: 8 times" in run.text
    return run.text


@pytest.mark.terminal(starts=1)
def test_what_is_completed_pasted_with_marks_and_typed_ahead_consents_to_nothing(
    tmp_path: Path,
) -> None:
    run = on_terminal(tmp_path)
    run.until("\n1.")
    run.send("brid\t")  # completed as far as it is clear
    run.until("1. bridge")
    run.send("\x15")  # and deleted again, as anywhere
    run.send(pasted(PASTED, marked=True))
    until_the_paste_is_read(run)
    run.type("")
    text = run.until("type anew")
    assert "Left out of what was pasted: nonsense" in text
    assert text.count("Left out of what was pasted: y") == 2

    run.send("y\r")  # not typed, though the terminal did not mark it
    run.until(lambda text: "is no answer" in text and text.count("type anew") == 2)
    run.send("\x1b[200~y\r\x1b[201~")
    run.until(lambda text: text.count("type anew") == 3)
    assert not own_file(tmp_path).exists()
    run.type("y")
    assert run.end() == 0
    own = own_file(tmp_path).read_text()
    assert own.index("- bridge") < own.index("- cat-cow")


@pytest.mark.terminal(starts=1)
def test_a_paste_without_marks_is_read_too_and_a_line_begun_behind_it_is_gone_on_with(
    tmp_path: Path,
) -> None:
    run = on_terminal(tmp_path)
    run.until("\n1.")
    run.send(pasted(PASTED, marked=False))
    until_the_paste_is_read(run)
    run.send("bridge 3x10\rwalk")
    run.until("4. walk")
    run.type("ing 10 min")
    run.until("Walking: 10 minutes")
    run.until("\n5.")
    run.press("\x04")
    text = run.until("type anew")
    assert "Left out of what was pasted: nonsense" in text
    run.type("1")
    run.until("\n1.")
    assert run.interrupt() == 130
    assert not own_file(tmp_path).exists()


def test_a_sheet_pasted_where_the_name_is_asked_for_is_read_after_it(program: Program) -> None:
    typist = Typist(("bridge 3x10", "cat-cow 8x", ""), "Mine", "", "y")
    said = program.typed(None, typist)
    assert said.code == 0
    assert "read after the name" in said.out
    assert "1. bridge 3x10\n" in said.out
    assert "name: Mine" in own_of(program)
    assert "- cat-cow" in own_of(program)


def test_a_question_in_the_middle_of_a_paste_waits_for_a_key(program: Program) -> None:
    typist = Typist(("brigde 3x10", "1", "walking 10 min"), "1", "", "n")
    said = program.typed("My back", typist)
    assert "if it is another one" in typist.asked[1]
    assert "Bridge: 3 sets of 10" in said.out
    assert "Walking: 10 minutes" in said.out
    assert "Left out of what was pasted: 1" in said.out  # a line like the others


def test_several_lines_may_take_the_place_of_one(program: Program) -> None:
    anew = ("cat-cow 8x", "plank 20s")
    typist = Typist("bridge 3x10", "walking 10 min", "", "1", anew, "y")
    said = program.typed("My back", typist)
    assert said.code == 0
    assert "It was: bridge 3x10" in said.out
    own = own_of(program)
    assert own.index("- cat-cow") < own.index("plank") < own.index("- walking")
    assert "- bridge" not in own


def test_a_sheet_that_is_no_text_or_never_ends_is_one_sentence(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    for data, sentence in (
        (b"bridge 3x10\n\xff\xfe\n", "no UTF-8 text"),
        (b"x" * 100_000, "letters at most"),
        (b"\n" * 100_000, "does not end"),
        (b"bridge 3x10\n" * 300, "More than 200 lines"),
    ):
        stream = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", stream)
        said = program("new", "My", "--yes")
        assert said.code == 2
        assert sentence in said.err


# --- others write the file at the same time ------------------------------------------------


@pytest.mark.terminal
def test_routines_that_are_made_at_the_same_time_are_all_there(tmp_path: Path) -> None:
    env, many = environment(tmp_path), 10
    lines = [
        Line(("new", f"Routine {number}", "--line", "bridge 3x10", "--yes"), env, tmp_path)
        for number in range(many)
    ]
    ran = ran_together(lines, tmp_path)
    assert ran.codes == [0] * many, ran.said
    own = load(str(own_file(tmp_path)), builtin_library(), None)
    assert {f"routine-{number}" for number in range(many)} <= own.routines.keys()


SHEET_TYPED = ("bridge 3x10", "new towel squeeze 2x8", "")


def test_what_another_program_wrote_meanwhile_is_kept(program: Program) -> None:
    typist = Typist(*SHEET_TYPED, lambda: program.write_own(OWN), "y")
    assert program.typed("My back", typist).code == 0
    assert own_of(program).startswith(OWN)
    assert "  my-back:\n" in own_of(program)


TAKEN = OWN.replace("  a: ", "  my-back: ")


def interrupted() -> None:
    raise KeyboardInterrupt


def terminated() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def hung_up() -> None:
    os.kill(os.getpid(), signal.SIGHUP)


@pytest.mark.parametrize(
    ("end", "code"),
    [(interrupted, 130), (terminated, 143), (hung_up, 129), (None, 0)],
    ids=["ctrl-c", "kill", "hangup", "end of input"],
)
def test_what_was_typed_is_kept_however_it_ends_but_by_a_no(
    program: Program, end: Callable[[], None] | None, code: int
) -> None:
    script = ("bridge 3x10", "wibble 4", "towel squeeze 2x8", "", "")
    said = program.typed("My back", Typist(*script, end))
    assert said.code == code
    (kept,) = program.home.rglob("*.sheet.txt")
    assert f"Nothing was written. Your lines are kept in:\n  {kept}\n" in said.out
    assert kept.read_text() == "bridge 3x10\nnew towel squeeze 2x8\n# wibble 4\n"
    (again,) = re.findall(r"To try again:\n  backpt (.*)", said.out)
    assert shlex.split(again) == ["new", "My back", "--yes", "<", str(kept)]


def test_a_line_that_is_asked_about_and_those_behind_it_are_kept_too(program: Program) -> None:
    pasted = ("bridge 3x10", "hamstring stretch 2x8", "walking 10 min")
    said = program.typed("My back", Typist(pasted, interrupted))
    assert said.code == 130
    (kept,) = program.home.rglob("*.sheet.txt")
    assert kept.read_text() == "bridge 3x10\nhamstring stretch 2x8\nwalking 10 min\n"


def test_a_no_keeps_nothing(program: Program) -> None:
    program.typed("My back", Typist("bridge 3x10", "", "n"))
    assert not list(program.home.rglob("*.sheet.txt"))


@pytest.mark.parametrize(
    ("meanwhile", "why"),
    [
        (TAKEN, "my-back is here already; choose another name"),
        ("version: 1\nroutines: [", "the file ends inside brackets"),
        (None, "cannot be written"),
    ],
)
def test_what_cannot_be_written_at_the_last_moment_is_kept_and_named(
    program: Program,
    monkeypatch: pytest.MonkeyPatch,
    meanwhile: str | None,
    why: str,
) -> None:
    config = Path(program.paths.own_library).parent
    if meanwhile is None:
        kept = program.home / "my-back.sheet.txt"
    else:
        kept = config / "my-back.sheet.txt"

    def happen() -> None:
        if meanwhile is None:
            config.parent.mkdir(parents=True)
            config.write_text("a file where the folder should be")
        else:
            program.write_own(meanwhile)

    monkeypatch.chdir(program.home)
    said = program.typed("My back", Typist(*SHEET_TYPED, happen, "y"))
    assert said.code in (1, 2)
    assert why in said.err
    assert f"Your lines are kept in: {kept}" in " ".join(said.out.split())
    assert kept.read_text() == "bridge 3x10\nnew towel squeeze 2x8\n"
    if meanwhile is not None:
        assert own_of(program) == meanwhile
        program.write_own(OWN)
    else:
        config.unlink()
    (again,) = re.findall(r"To try again:\n  backpt (.*)", said.out)
    *words, sheet = shlex.split(again)
    assert words == ["new", "My back", "--yes", "<"]
    typed(monkeypatch, Path(sheet).read_text())
    assert program(*words[:-1]).code == 0
    assert "  my-back:\n" in own_of(program)


def test_what_is_kept_does_not_replace_what_was_kept_before(program: Program) -> None:
    config = Path(program.paths.own_library).parent
    config.mkdir(parents=True)
    (config / "my-back.sheet.txt").write_text("older")
    typist = Typist(*SHEET_TYPED, lambda: program.write_own(TAKEN), "y")
    assert program.typed("My back", typist).code == 2
    assert (config / "my-back.sheet.txt").read_text() == "older"
    assert "bridge" in (config / "my-back.sheet-2.txt").read_text()


PLAN = (
    "Mon Wed Fri: bridge 2x8; daily: knee tilts 5; weeks 3-4: bridge 2x10; review 12 Jan; "
    "if leg pain moves down: stop bridge"
)


def test_a_plan_in_lines_becomes_routines_on_their_days(program: Program) -> None:
    said = program("new", "Anna", "--yes", "--line", PLAN)
    assert (said.code, said.err) == (0, "")
    flat = " ".join(said.out.split())
    assert "Bridge: 2 sets of 8" in flat
    assert "Knee tilts: 5 times" in flat
    assert "If leg pain moves down: stop bridge." in flat
    (planned,) = program("plan", "--json").objects
    assert [(one["name"], one["days"]) for one in planned["plans"]] == [
        ("Anna Mon Wed Fri, weeks one to two", [1, 3, 5]),
        ("Anna daily, weeks one to four", [1, 2, 3, 4, 5, 6, 7]),
        ("Anna Mon Wed Fri, weeks three to four", [1, 3, 5]),
    ]
    assert [day[5:] for day in planned["visits"]] == ["01-12"]
    own = Path(program.paths.own_library).read_text()
    assert own.count('note: "If leg pain moves down: stop bridge."') == 3
    assert program("check", program.paths.own_library).code == 0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("daily: bridge 2x8; Mon: walking 5 parsecs", "walking 5 parsecs"),
        ("daily: bridge 2x8; Mon: hamstring stretch 3 x 30s", "hamstring-stretch-supine"),
        ("daily: bridge 2x8; week 2: clamshell 2x10", "no day of the plan has this exercise"),
        ("daily: bridge 2x8; review someday", "someday"),
    ],
)
def test_a_plan_with_one_line_that_is_not_understood_makes_nothing(
    program: Program, line: str, said: str
) -> None:
    answer = program("new", "Anna", "--yes", "--line", line)
    assert answer.code == 2
    assert said in answer.err
    assert not Path(program.paths.own_library).exists()
    assert program("plan", "--json").objects[0]["plans"] == []


def test_nothing_is_planned_of_what_was_not_written(program: Program) -> None:
    answer = program("new", "Anna", "--line", "Mon: bridge 2x8")
    assert answer.code == 2
    assert program("plan", "--json").objects[0]["plans"] == []


def test_a_plan_in_lines_needs_a_name(program: Program) -> None:
    assert "A plan has a name" in program("new", "--yes", "--line", "Mon: bridge 2x8").err


def test_a_sheet_with_the_mark_of_windows_before_it_is_read(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\ufeffMon: bridge 2x8\r\nknee tilts 5\r\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8"))
    said = program("new", "Anna", "--yes")
    assert (said.code, said.err) == (0, "")
    assert "Everything once a week." in said.out
    (planned,) = program("plan", "--json").objects
    assert [one["days"] for one in planned["plans"]] == [[1]]


def test_a_note_of_a_line_is_spoken_on_the_way_into_its_exercise(program: Program) -> None:
    program("new", "mine", "--line", "bridge 2x8 red band", "--yes")
    library = open_library()
    steps = flatten(prescribe(library, "mine"), speech)
    spoken = sentences(Compiled(prescribe(library, "mine"), steps))
    assert "Red band." in spoken
