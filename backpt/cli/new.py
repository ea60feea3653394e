"""``backpt new``: a therapist's sheet typed in line by line, shown back, and written.

On a terminal it asks; otherwise the lines come from ``--line`` or standard input, and nothing
is written without ``--yes``, nor while a line may mean an exercise of the library: nobody can
be asked, and one of the user's own has no safety check. The conversation is in
``authoring.conversation``; here it is conducted, and what was agreed to is written.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated

from backpt.authoring.conversation import (
    Agreed,
    Conversation,
    Echo,
    Preview,
    ReadAnswer,
    ReadGiven,
    ReadLines,
    SaidBack,
    SayText,
    SoFar,
    Unanswered,
    agree,
    as_typed,
)
from backpt.authoring.own_file import add_to_own, keep_typed, whole_library
from backpt.authoring.plan_lines import read_plan_lines
from backpt.authoring.prescribe import (
    NotUnderstood,
    Prescription,
    Understood,
    fault_of_name,
    free_id,
)
from backpt.authoring.sheet_text import (
    comes_from_a_pipe,
    read_text,
    text_of_file,
    text_of_standard_input,
)
from backpt.authoring.whole_sheet import WholeSheet
from backpt.cli.common import for_you, usual_manner
from backpt.cli.options import Argument, Option, epilog
from backpt.errors import BackptError, UsageError
from backpt.files import ToldToEnd, ended_by_signals
from backpt.language import clearance, own_file, pages, prescribing, speech
from backpt.paths import user_paths
from backpt.prescription.model import Routine
from backpt.session.compile import flatten
from backpt.session.steps import total_s
from backpt.terminal.layout import say, say_whole
from backpt.terminal.questions import Lines, asks


@epilog(
    """One exercise a line, as it stands on a therapist's sheet; Tab completes names.
With --yes, an exercise of your own with a name much like one of the library's needs 'new'
before it.

\b
Examples:
  backpt new
  backpt new 'My back' --line 'bridge 3x10 hold 5s' --line 'walking 10 min'
  backpt new 'My back' --yes --line 'new hamstring stretch 3 x 30s'
  backpt new 'My back' --yes < sheet.txt
  backpt new 'My back' --file sheet.txt
  backpt new 'Anna' --line 'Mon Wed Fri: bridge 2x8; daily: knee tilts 5; review 12 Jan'
"""
)
def new(
    *,
    name: Annotated[str | None, Argument("Name of the routine.", "[NAME]")] = None,
    line: Annotated[list[str] | None, Option("A line of the sheet.", "TEXT")] = None,
    file: Annotated[
        str | None, Option("A whole sheet: text, a table, or a workout app's CSV.", "FILE")
    ] = None,
    yes: Annotated[bool, Option("Write it without asking.")] = False,
) -> int:
    """Make a routine of lines and add it to the user's file; return the exit code."""
    given, typist = tuple(line or ()), Lines() if asks() else None
    if given and file is not None:
        raise UsageError(prescribing.ONE_SOURCE)
    text = _sheet_text(file, name) if not given and (file or typist is None) else None
    whole = None if text is None else read_text(text, whole_library())
    if whole is not None and name is None and whole.lines and typist is None:
        name = whole.title(lambda title: not fault_of_name(title, whole_library()))
    try:
        return _made(name, given, typist, whole, yes=yes)
    except UsageError:
        if text and text.strip() and file is None and comes_from_a_pipe():
            _keep_sheet(name, text)
        raise


def _made(
    name: str | None,
    given: tuple[str, ...],
    typist: Lines | None,
    whole: WholeSheet | None,
    *,
    yes: bool,
) -> int:
    """Make a routine, or those of a plan, and return the exit code."""
    plan = read_plan_lines(given if whole is None else whole.lines)
    if plan is None:
        return make(name, given, typist, yes=yes, whole=whole)
    from backpt.cli.new_plan import make_plan

    for aside in whole.asides if whole else ():
        say(prescribing.no_exercise(aside))

    if name is None:
        raise UsageError(prescribing.PLAN_NEEDS_A_NAME)
    return make_plan(
        name, plan, lambda title, said: make(title, said, typist, yes=yes, is_planned=True)
    )


def make(
    name: str | None,
    given: tuple[str, ...],
    typist: Lines | None,
    *,
    yes: bool,
    is_planned: bool = False,
    whole: WholeSheet | None = None,
) -> int:
    """Make the routine ``name`` of the lines that are ``given``, of a ``whole`` sheet, or of
    those that ``typist`` types, and add it to the user's file; return the exit code. ``None``:
    nobody can be asked. What the user's precautions change in it is said here, or where it
    ``is_planned``."""
    talk = agree(
        name,
        whole_library(),
        talks=typist is not None and not given,
        asks=typist is not None,
        yes=yes,
        whole=whole,
    )
    so_far: list[SoFar] = []
    try:
        with ended_by_signals():
            agreed = _conducted(talk, typist or Lines(), given, so_far)
    except (KeyboardInterrupt, ToldToEnd, Unanswered) as ended:
        name, lines = so_far[-1] if so_far else ("", ())
        id_ = free_id(name, whole_library()) if name else "routine"
        if not (lines and _keep(id_, name or "NAME", lines)):
            say(prescribing.NOTHING_WRITTEN)
        if isinstance(ended, KeyboardInterrupt):
            raise
        return ended.exit_code if isinstance(ended, ToldToEnd) else 0
    if agreed is None:
        say(prescribing.NOTHING_WRITTEN)
        return 0
    made, understood = agreed
    try:
        add_to_own(made.additions)
    except BackptError:
        _keep(made.id, str(made.entry["name"]), [as_typed(line) for line in understood])
        raise
    say(own_file.to_begin(made.id))
    if not is_planned:
        _say_for_you(made.routine)
    return 0


def _say_for_you(routine: Routine) -> None:
    """Say what the user's precautions change; that nobody checked it was said before."""
    adapted, _ = for_you(routine, whole_library(), user_paths(os.environ))
    notes = tuple(one for one in adapted.notes if not one.is_unchecked)
    refused = adapted.refused
    for said in clearance.notes_together(notes):
        say(said)
    if refused is not None:
        say(clearance.refused_words(refused))


def _keep(id_: str, name: str, lines: Sequence[str]) -> bool:
    """Keep what was typed, since the routine was not written, and say where; return whether
    that was possible."""
    from shlex import quote

    try:
        path = keep_typed(f"{id_}.sheet", lines)
    except OSError:
        return False
    with suppress(OSError):  # the terminal may be gone, and the file is there
        say(own_file.LINES_KEPT)
        say_whole(f"  {path}")
        say(own_file.TO_TRY_AGAIN)
        say_whole(f"  backpt new {quote(name)} --yes < {quote(path)}")
    return True


def _keep_sheet(name: str | None, text: str) -> None:
    """Keep a sheet that came through a pipe, and was not written."""
    name = name or prescribing.MY_SHEET
    _keep(free_id(name, whole_library()), name, text.splitlines())


def _conducted(
    talk: Conversation[Agreed | None],
    typist: Lines,
    given: tuple[str, ...],
    so_far: list[SoFar],
) -> Agreed | None:
    """Bring ``talk`` its replies until it returns, and return that; ``so_far`` is told what to
    keep should it break off."""
    reply: object = None
    while True:
        try:
            prompt = talk.send(reply)
        except StopIteration as done:
            agreed: Agreed | None = done.value
            return agreed
        reply = None
        match prompt:
            case SayText(text, first, then):
                say(text, first=first, then=then)
            case Echo(question, line):
                typist.echo(question, line)
            case SaidBack(line):
                _say_line(line, "   ")
            case Preview(name, lines, made):
                _preview(name, lines, made)
            case SoFar():
                so_far.append(prompt)
            case ReadLines(question, names):
                reply = typist.read(question, names)
            case ReadGiven():
                reply = given
            case ReadAnswer(question):
                reply = typist.answer(question)


# --- given -----------------------------------------------------------------------------


def _sheet_text(file: str | None, name: str | None) -> str | None:
    """Return the text of a file, or of standard input; ``None`` where nothing is to be read,
    because the name is none."""
    if file is not None:
        return text_of_file(os.path.expanduser(file))
    if name is not None and fault_of_name(name, whole_library()):
        return None
    return text_of_standard_input()


# --- shown -----------------------------------------------------------------------------


def _preview(
    name: str, lines: Sequence[Understood], made: Prescription | NotUnderstood
) -> None:
    print()
    say(name)
    for number, line in enumerate(lines, 1):
        _say_line(line, f"{number:>3}. ")
        if line.near:
            told = prescribing.if_it_is(line.near)
            if line.elsewhere is not None:
                told = prescribing.if_it_is_done_there(line.near)
            say(told, first="     ", then="     ")
    if isinstance(made, Prescription):
        length_s = total_s(flatten(made.routine, speech, usual_manner()))
        say(pages.in_all(length_s), first="     ", then="     ")
    print()


def _say_line(line: Understood, first: str) -> None:
    indent = " " * len(first)
    say(line.said, first=first, then=indent)
    for note in line.notes:
        say(note, first=f"{indent}  ", then=f"{indent}  ")
    for doubt in line.doubts:
        say(own_file.warning(doubt), first=f"{indent}  ", then=f"{indent}  ")
