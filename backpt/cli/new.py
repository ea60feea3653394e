"""``backpt new``: a therapist's sheet typed in line by line, shown back, and written.

On a terminal it asks; otherwise the lines come from ``--line`` or standard input, and nothing
is written without ``--yes``, nor while a line may mean an exercise of the library: nobody can
be asked, and one of the user's own has no safety check. Knows the conversation; what a line
means is in ``library.prescribing``.
"""

import sys
from collections.abc import Iterator, Sequence
from typing import Annotated, NamedTuple

from backpt.authoring.own_file import add_to_own, keep_typed, whole_library
from backpt.authoring.prescribe import (
    NotUnderstood,
    Prescription,
    Understood,
    fault_of_name,
    prescription,
    understand,
    with_new,
)
from backpt.authoring.sheet import EXAMPLE
from backpt.cli.common import minutes, usual_manner
from backpt.cli.options import Argument, Option, epilog
from backpt.errors import BackptError, UsageError
from backpt.language import speech, words
from backpt.prescription.model import Library
from backpt.session.compile import flatten
from backpt.session.steps import total_s
from backpt.terminal.questions import NO, YES, Lines, ask_until, asks, offering
from backpt.terminal.tables import say, say_whole

MOST_LINES = 200
"""Of a sheet; three hours of exercises are fewer."""
LONGEST_LINE = 2000


class _Typed(NamedTuple):
    name: str | None
    lines: tuple[str, ...]
    yes: bool


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
"""
)
def new(
    *,
    name: Annotated[str | None, Argument("Name of the routine.", "[NAME]")] = None,
    line: Annotated[list[str] | None, Option("A line of the sheet.", "TEXT")] = None,
    yes: Annotated[bool, Option("Write it without asking.")] = False,
) -> int:
    """Make a routine of lines and add it to the user's file; return the exit code."""
    try:
        agreed = _agreed(_Typed(name, tuple(line or ()), yes))
    except KeyboardInterrupt:
        say("Nothing was written.")
        raise
    if agreed is None:
        say("Nothing was written.")
        return 0
    made, lines = agreed
    try:
        add_to_own(made.additions)
    except BackptError:
        _keep(made, lines)
        raise
    say(f"To begin: backpt session {made.id}")
    return 0


def _keep(made: Prescription, lines: Sequence[Understood]) -> None:
    """Keep what was typed, since the routine could not be written, and say where."""
    from shlex import quote

    name = str(made.entry["name"])
    try:
        path = keep_typed(f"{made.id}.sheet", [_anew_line(line) for line in lines])
    except OSError:
        return
    say("Nothing was written. Your lines are kept in:")
    say_whole(f"  {path}")
    say("To try again:")
    say_whole(f"  backpt new {quote(name)} --yes < {quote(path)}")


def _anew_line(understood: Understood) -> str:
    """Return a line as it would be typed to mean the same without a question."""
    line = understood.line
    is_said = line.casefold().startswith("new ")
    return f"new {line}" if understood.new and not is_said else line


def _agreed(typed: _Typed) -> tuple[Prescription, list[Understood]] | None:
    """Return the routine that was shown and agreed to, and its lines; ``None`` for one that
    was not."""
    library = whole_library()
    talks = asks() and not typed.lines
    sheet = Lines()
    name = (
        _asked_name(library, sheet) if talks and typed.name is None else _name(typed, library)
    )
    lines = _typed_in(library, sheet) if talks else _given(_all_lines(typed.lines), library)
    if not any(line.item for line in lines):
        raise UsageError("No exercise was written, so nothing was added.")
    made = prescription(name, lines, library)
    while True:
        wrong = ""
        if isinstance(made, NotUnderstood):
            wrong = f"{name}: {'; '.join(made.reasons)}."
            if not talks:
                raise UsageError(wrong)
        _preview(name, lines, made)
        if (typed.yes or not asks()) and (unclear := _unclear(lines)):
            raise UsageError(*unclear)
        if typed.yes and isinstance(made, Prescription):
            return made, lines
        if not asks():
            raise UsageError("Nothing was written; to write it, add --yes")
        answer = _answer(wrong, len(lines))
        if answer in YES and isinstance(made, Prescription):
            return made, lines
        if not answer.isdecimal():
            return None
        lines = _anew(lines, int(answer) - 1, library, sheet)
        made = prescription(name, lines, library)


def _unclear(lines: list[Understood]) -> tuple[str, ...]:
    """Return which lines may mean an exercise of the library, and what to write; or nothing."""
    told = [
        f"Line {number}: the library has no {line.name}; write {_either(line.near)} if it is "
        f"that, or 'new {line.name.lower()}' if it is another exercise."
        for number, line in enumerate(lines, 1)
        if line.near
    ]
    return ("Nothing was written.", *told) if told else ()


def _either(ids: tuple[str, ...]) -> str:
    """Return "a", "a or b", "a, b or c"."""
    *others, last = ids
    return f"{', '.join(others)} or {last}" if others else last


def _answer(wrong: str, most: int) -> str:
    """Return yes, no or the number of a line; where something is ``wrong``, not yes."""
    answers: tuple[str, ...] = (*YES, *NO)
    question = "Write it? y yes, n no, or the number of a line to type anew: "
    if wrong:
        say(wrong)
        answers, question = NO, "The number of a line to type anew, or n to leave: "
    return ask_until(question, lambda said: said in answers or _is_number(said, most))


def _is_number(said: str, most: int) -> bool:
    return said in map(str, range(1, most + 1))


def _name(typed: _Typed, library: Library) -> str:
    if typed.name is None:
        raise UsageError("The routine needs a name; write: backpt new 'My routine'")
    if fault := _fault(typed.name, library):
        raise UsageError(fault)
    return typed.name


def _asked_name(library: Library, sheet: Lines) -> str:
    naming = Lines()
    while name := naming.next("What is the routine called? "):
        if naming.are_waiting:
            say("These are several lines: they are read after the name.")
            sheet.add((name, *naming.take()))
        elif not (fault := _fault(name, library)):
            return name
        else:
            say(fault)
    raise UsageError("Nothing was written.")


def _fault(name: str, library: Library) -> str:
    fault = fault_of_name(name, library)
    return f"{fault[:1].upper()}{fault[1:]}; choose another name." if fault else ""


# --- asked for -------------------------------------------------------------------------


def _typed_in(library: Library, sheet: Lines) -> list[Understood]:
    say("Type one exercise a line, as it stands on the sheet; an empty line ends.")
    say(f"Like this: {EXAMPLE}")
    lines: list[Understood] = []
    lost: list[str] = []
    with offering(_names(library)):
        while len(lines) < MOST_LINES and (said := sheet.next(f"{len(lines) + 1}. ")):
            understood = _talk_over(said, library)
            if understood is not None:
                library = with_new(library, understood)
                lines.append(understood)
            elif sheet.was_pasted:
                lost.append(said)
    if lost:
        print()
    for said in (*lost, *sheet.take()):
        say(f"Left out of what was pasted: {said}")
    return lines


def _talk_over(said: str, library: Library) -> Understood | None:
    """Say what a line means, after asking for what its name means where that is not clear."""
    understood = understand(said, library)
    if isinstance(understood, Understood) and understood.near:
        understood = _nearest(understood, library)
    if isinstance(understood, NotUnderstood):
        say(f"Not understood: {'; '.join(understood.reasons)}.", first="   ", then="   ")
        say(f"Write it like: {EXAMPLE}", first="   ", then="   ")
        return None
    _say_line(understood, "   ")
    return understood


def _nearest(understood: Understood, library: Library) -> Understood | NotUnderstood:
    say(f"The library has no {understood.name}. Is it one of these?", first="   ", then="   ")
    for number, id_ in enumerate(understood.near, 1):
        exercise = library.exercises[id_]
        where = words.POSITION_NAMES[exercise.position]
        say(f"{exercise.name}, {where}", first=f"   {number}  ", then="      ")
    most = len(understood.near)
    answer = ask_until(
        "   Its number, or Enter if it is another one: ",
        lambda said: not said or _is_number(said, most),
    )
    if answer:
        return understand(understood.line, library, instead=understood.near[int(answer) - 1])
    return understood._replace(near=())


def _anew(
    lines: list[Understood], number: int, library: Library, sheet: Lines
) -> list[Understood]:
    """Return the lines with one typed anew; an empty answer takes it out, and several lines
    that are pasted take its place."""
    before, after = lines[:number], lines[number + 1 :]
    for line in (*before, *after):
        library = with_new(library, line)
    say(f"It was: {lines[number].line}")
    anew: list[Understood] = []
    with offering(_names(library)):
        while (not anew or sheet.are_waiting) and (said := sheet.next(f"{number + 1}. ")):
            if (understood := _talk_over(said, library)) is not None:
                library = with_new(library, understood)
                anew.append(understood)
    return [*before, *anew, *after]


def _names(library: Library) -> tuple[str, ...]:
    """Return what can be completed: names, then other names."""
    exercises = library.exercises.values()
    names = [exercise.name.lower() for exercise in exercises]
    return (*names, *(alias for exercise in exercises for alias in exercise.aliases))


# --- given -----------------------------------------------------------------------------


def _all_lines(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines of the command line, or of standard input."""
    if lines:
        return lines
    read = []
    for line in _standard_input():
        if line.strip() and not line.lstrip().startswith("#"):
            read.append(line.strip())
        if len(read) > MOST_LINES:
            raise UsageError(f"More than {MOST_LINES} lines; write several routines.")
    return tuple(read)


def _standard_input() -> Iterator[str]:
    """Yield the lines of standard input. Raises ``UsageError`` for what is no text, and for
    what does not end."""
    try:
        for _ in range(10 * MOST_LINES):  # notes and empty lines are not counted
            line = sys.stdin.readline(LONGEST_LINE + 1)
            if len(line) > LONGEST_LINE:
                raise UsageError(f"A line of a sheet has {LONGEST_LINE} letters at most.")
            if not line:
                return
            yield line
    except UnicodeDecodeError:
        raise UsageError("Standard input is no UTF-8 text; save the sheet as UTF-8.") from None
    raise UsageError("Standard input does not end; give the lines of one sheet.")


def _given(said: tuple[str, ...], library: Library) -> list[Understood]:
    """Return every line understood. Raises ``UsageError`` with all that are not."""
    lines: list[Understood] = []
    wrong = []
    for number, line in enumerate(said, 1):
        understood = understand(line, library)
        if isinstance(understood, NotUnderstood):
            wrong.append(f"Line {number}, not understood: {'; '.join(understood.reasons)}.")
        else:
            library = with_new(library, understood)
            lines.append(understood)
    if wrong:
        wrong.append(f"Write a line like: {EXAMPLE}")
        raise UsageError(*wrong)
    return lines


# --- shown -----------------------------------------------------------------------------


def _preview(name: str, lines: list[Understood], made: Prescription | NotUnderstood) -> None:
    print()
    say(name)
    for number, line in enumerate(lines, 1):
        _say_line(line, f"{number:>3}. ")
        if line.near:
            said = f"Not in the library; if it is {_either(line.near)}, write that."
            say(said, first="     ", then="     ")
    if isinstance(made, Prescription):
        length_s = total_s(flatten(made.routine, speech, usual_manner()))
        say(f"In all: {minutes(length_s)}.", first="     ", then="     ")
    print()


def _say_line(line: Understood, first: str) -> None:
    indent = " " * len(first)
    say(line.said, first=first, then=indent)
    for note in line.notes:
        say(note, first=f"{indent}  ", then=f"{indent}  ")
    for doubt in line.doubts:
        say(f"Warning: {doubt}.", first=f"{indent}  ", then=f"{indent}  ")
