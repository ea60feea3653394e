"""The user's own exercises: opened in an editor, given away, added from somebody's file."""

from __future__ import annotations

from backpt.language.en import typed_lines
from backpt.language.en.durations import spoken

NOTHING_CHANGED = "Nothing was changed."
MADE = "A file to begin with was made:"
NOTHING_CHANGED_YET = "Nothing is changed yet. backpt checks the file at its next start."
MISTAKES_SINCE = "The file has mistakes since it was saved last:"
WHAT_NOW = "e edit again, k keep it as it is, b go back to what it was: "
HAS_A_WINDOW = "The editor came back at once: it may have a window of its own."
SAVE_THERE = "Save the file there, then press Enter here: "
THIS_FILE = "this file"
NO_PROBLEMS = "No problems."
AS_BEFORE = "The file as it was before:"
AS_IT_IS = "The file is as it was."
CHANGES_KEPT = "Your changes are kept in:"
PREVIOUS_KEPT = "Previous version kept as:"

NOTHING_ADDED = "Nothing was added."
SAY_YES = "Nothing was added; to add it, write --yes"
ADD_IT = "Add it?"
HAVE_IT_ALL = "You have all of it already; nothing was added."
STANDARD_INPUT = "standard input"

LINES_KEPT = "Nothing was written. Your lines are kept in:"
TO_TRY_AGAIN = "To try again:"
NO_TEXT = "Standard input is no UTF-8 text; save the sheet as UTF-8."
DOES_NOT_END = "Standard input does not end; give the lines of one sheet."
TO_GO_BACK = "To go back: backpt edit"

STARTER = """\
# Your own exercises and routines. They come before those of the built-in library.
# Lines that begin with # are notes. Times carry units: 5s, 1m30s, 15 min.
# To check this file: backpt check. To add a sheet line by line: backpt new
version: 1

# Take the # away to begin:
#
# exercises:
#   towel-squeeze:
#     name: Towel squeeze
#     position: supine
#     dose: {sets: 2, reps: 8, out: 2s, hold: 5s, back: 2s, relax: 1s, rest: 30s}
#
# routines:
#   mine:
#     name: Mine
#     exercises:
#       - knee-tilts
#       - towel-squeeze: {reps: 6}
#       - rest: 60s
#       - heat: 15 min
"""
"""The file that ``backpt edit`` makes where there is none: one line of it is no comment."""


def no_editor(path: str) -> str:
    return f"No editor was found; set EDITOR, or open the file yourself: {path}"


def no_command(variable: str, named: str) -> str:
    return f"{variable} is not a command: {named}"


def not_there(variable: str, program: str, path: str) -> str:
    return (
        f"{variable} names {program}, which is not there; set {variable} to an editor, or open"
        f" the file yourself: {path}"
    )


def cannot_start(program: str, why: str | None) -> str:
    return f"{program} cannot be started ({why})."


def ended_with(program: str, code: int) -> str:
    return f"{program} ended with code {code}."


def not_kept(path: str, why: str) -> str:
    return f"{path} cannot be kept beside itself ({why}); nothing was opened."


def is_in(name: str) -> str:
    return f"{name} is in:"


def head(name: str) -> str:
    """Return the first line of a routine's file, without the mark of a comment."""
    return f"{name}, a routine for backpt. To add it: backpt import FILE"


def is_folder(path: str) -> str:
    return f"{path} is a folder; name a file in it."


def no_folder(path: str) -> str:
    return f"The folder of {path} is not there; make it first."


def already_there(path: str) -> str:
    return f"{path} is there already; name another file, or add --force"


def holds_nothing(shown: str) -> str:
    return f"{shown} holds nothing."


def too_much(most_mb: int) -> str:
    return f"Standard input is more than {most_mb} MB."


def to_begin(id_: str) -> str:
    return f"To begin: backpt session {id_}"


def line_too_long(most: int) -> str:
    return f"A line of a sheet has {most} letters at most."


def exercise_comes_as(old: str, new: str) -> str:
    return f"You have an exercise {old} already; this one comes as {new}"


def has_routine(name: str, known_as: str) -> str:
    """``known_as``: the user's id for it, where it has another."""
    return f"You have the routine {name} already{f', as {known_as}' if known_as else ''}"


def routine_comes_as(old: str, new: str) -> str:
    return f"You have a routine {old} already; this one comes as {new}"


def clearance_left_out(name: str) -> str:
    return f"{name}: somebody was cleared for it there; that is left out, for it is not for you"


def precaution_differs(id_: str, level: str) -> str:
    return f"Precaution {id_} says something else there; yours is kept ({level})"


def kept_in(copy: str) -> str:
    return f"It is kept as it was in {copy}"


def an_exercise(said: str) -> str:
    return f"Exercise {said}"


def lasts(what: str, seconds: float) -> str:
    """Return a rest or a pack of a routine: "Rest: thirty seconds."."""
    return f"{what}: {spoken(seconds)}."


def unchecked(name: str) -> str:
    return f"{name}: {typed_lines.UNCHECKED.lower()}."


def warning(doubt: str) -> str:
    return f"Warning: {doubt}."


def warning_of(name: str, doubt: str) -> str:
    return f"{name}: warning: {doubt}."
