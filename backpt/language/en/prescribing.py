"""What is asked and said while a therapist's sheet is typed in (``backpt new``)."""

from __future__ import annotations

from backpt.prescription.model import Exercise

_EXAMPLE = "bridge 3x10 hold 5s, twice a day"
LIKE_THIS = f"Like this: {_EXAMPLE}"
WRITE_IT_LIKE = f"Write it like: {_EXAMPLE}"
WRITE_A_LINE_LIKE = f"Write a line like: {_EXAMPLE}"
NAME = "What is the routine called? "
NAME_FIRST = "The routine needs a name; write: backpt new 'My routine'"
AFTER_THE_NAME = "These are several lines: they are read after the name."
ONE_A_LINE = "Type one exercise a line, as it stands on the sheet; an empty line ends."
WHICH = "Its number, or Enter if it is another one: "
WRITE_IT = "Write it? y yes, n no, or the number of a line to type anew: "
WHICH_ANEW = "The number of a line to type anew, or n to leave: "
NOTHING_WRITTEN = "Nothing was written."
SAY_YES = "Nothing was written; to write it, add --yes"
NO_EXERCISE = "No exercise was written, so nothing was added."
TOO_MANY = "More than {} lines; write several routines."
PLAN_NEEDS_A_NAME = "A plan has a name: backpt new NAME, then its lines."


def taken(fault: str) -> str:
    """Return why a name cannot be that of the routine."""
    return f"{fault[:1].upper()}{fault[1:]}; choose another name."


def left_out(line: str) -> str:
    return f"Left out of what was pasted: {line}"


def not_understood(reasons: tuple[str, ...]) -> str:
    return f"Not understood: {'; '.join(reasons)}."


def line_not_understood(number: int, reasons: tuple[str, ...], line: str = "") -> str:
    """Return why a line is not understood; the ``line`` itself where it stands on a sheet."""
    which = f"Line {number}, {line!r}" if line else f"Line {number}"
    return f"{which}, not understood: {'; '.join(reasons)}."


def no_exercise(line: str) -> str:
    return f"No exercise, left out: {line}"


def last_workout(when: str, rows: int) -> str:
    """Return which part of a workout app's log was taken."""
    return f"A log of {rows} sets: the exercises of its last day are taken, {when}."


EMPTY_LOG = "This log of a workout app has no exercise that was done."
MY_SHEET = "My sheet"
ONE_SOURCE = "The lines come from --file or from --line; give one of them."


def no_file(path: str) -> str:
    return f"{path} is not a file; name the file of a sheet."


def no_text(path: str) -> str:
    return f"{path}: no text; save the sheet as plain text in UTF-8."


def wrong_in(name: str, reasons: tuple[str, ...]) -> str:
    return f"{name}: {'; '.join(reasons)}."


def not_in_library(name: str) -> str:
    return f"The library has no {name}. Is it one of these?"


def done_elsewhere(name: str, usual: str, typed: str) -> str:
    """Return that the library does an exercise in another position, and ask for it."""
    return f"{name} is done {usual} in the library, not {typed}. Is it that one?"


def unclear_place(number: int, name: str, near: tuple[str, ...], usual: str) -> str:
    """Return that a line may mean an exercise that is done elsewhere, and what to write."""
    return (
        f"Line {number}: the library does {either(near)} {usual}; write it without the other"
        f" position if it is that, or 'new {name.lower()}' if it is another exercise."
    )


def offered(exercise: Exercise, where: str) -> str:
    return f"{exercise.name}, {where}"


def it_was(line: str) -> str:
    return f"It was: {line}"


def unclear(number: int, name: str, near: tuple[str, ...]) -> str:
    """Return that a line may mean an exercise of the library, and what to write."""
    return (
        f"Line {number}: the library has no {name}; write {either(near)} if it is that, or"
        f" 'new {name.lower()}' if it is another exercise."
    )


def if_it_is(near: tuple[str, ...]) -> str:
    return f"Not in the library; if it is {either(near)}, write that."


def if_it_is_done_there(near: tuple[str, ...]) -> str:
    return f"The library does it elsewhere; if it is {either(near)}, leave the position out."


def either(ids: tuple[str, ...]) -> str:
    """Return "a", "a or b", "a, b or c"."""
    *others, last = ids
    return f"{', '.join(others)} or {last}" if others else last
