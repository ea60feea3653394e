"""``backpt export`` and ``backpt import``: a routine as one file, and such a file taken in."""

from __future__ import annotations

import os
import sys
from typing import Annotated

from backpt.authoring.own_file import add_to_own, own_is_there, own_path, whole_library
from backpt.cli.common import check_output, print_bytes, usual_manner
from backpt.cli.options import Argument, Option, epilog
from backpt.errors import BackptError, LibraryError, UsageError
from backpt.language import (
    doses,
    how_often,
    own_file,
    pages,
    speech,
    usage,
    words,
)
from backpt.library.exporting import exported
from backpt.library.importing import Incoming, doubts, incoming
from backpt.library.load import read_content
from backpt.library.names import find_routine
from backpt.library.overlay import lay_over
from backpt.library.source import MOST_BYTES, read_bytes
from backpt.library.tree import Map, parse
from backpt.paths import builtin_library
from backpt.prescription.model import Library, Rest, RoutineEntry, changed, prescribe
from backpt.session.compile import flatten
from backpt.session.steps import total_s
from backpt.terminal.layout import say, say_whole
from backpt.terminal.questions import asks, confirm

STDIO = "-"


@epilog(
    """\b
Examples:
  backpt export home-basics
  backpt export home-basics -o for-anna.yaml
"""
)
def export(
    *,
    routine: Annotated[str, Argument("By any of its names.", "ROUTINE", "names")],
    output: Annotated[
        str | None,
        Option("Usually ROUTINE.yaml here; - prints it.", "FILE", ("--output", "-o")),
    ] = None,
    force: Annotated[bool, Option("Replace the file; it is kept beside it.")] = False,
) -> int:
    """Write a routine and all that it needs to a file; return the exit code."""
    check_output(output)
    library = whole_library()
    found = find_routine(library, routine)
    if found.id is None:
        raise UsageError(usage.not_found(routine, found.near, usage.ROUTINE))
    paths = (builtin_library(), *((own_path(),) if own_is_there() else ()))
    roots = [root for path in paths if isinstance(root := parse(read_bytes(path)), Map)]
    name = library.routines[found.id].name
    head = f"# {own_file.head(name)}\n"
    text = head + exported(found.id, library, roots)
    if output == STDIO:
        print_bytes(text.encode())
        return 0
    path = os.path.expanduser(output or f"{found.id}.yaml")
    _write(path, text.encode(), force=force)
    say(own_file.is_in(name))
    say_whole(f"  {path}")
    return 0


def _write(path: str, content: bytes, *, force: bool) -> None:
    from backpt.files import replace_file

    if os.path.isdir(path):
        raise UsageError(own_file.is_folder(path))
    if not os.path.isdir(os.path.dirname(os.path.abspath(path))):
        raise UsageError(own_file.no_folder(path))
    was = None
    if os.path.lexists(path):
        if not force:
            raise UsageError(own_file.already_there(path))
        was = read_bytes(path)
    kept = replace_file(path, content, was, mode=None)
    if kept is not None:
        say(own_file.PREVIOUS_KEPT)
        say_whole(f"  {kept}")


@epilog(
    """Nothing of yours is replaced. - reads standard input, and needs --yes.

\b
Examples:
  backpt import my-back.yaml
  backpt import - --yes < my-back.yaml
"""
)
def import_(
    *,
    file: Annotated[str, Argument("A file made by backpt export.", "FILE")],
    yes: Annotated[bool, Option("Add it without asking.")] = False,
) -> int:
    """Show what a file adds and add it when told to; return the exit code.

    Raises ``LibraryError`` with every mistake of the file.
    """
    library = whole_library()
    data = _content(file)
    shown = own_file.STANDARD_INPUT if file == STDIO else file
    read, problems = read_content(shown, data, library)
    if any(one.level == "error" for one in problems):
        raise LibraryError(problems)
    root = parse(data)
    if not isinstance(root, Map):  # said as a problem
        raise BackptError(own_file.holds_nothing(shown))
    taken = incoming(root, read, library)
    _show(taken, library)
    if taken.is_empty:
        say(own_file.HAVE_IT_ALL)
        return 0
    if not yes:
        if not asks():
            raise UsageError(own_file.SAY_YES)
        if not confirm(own_file.ADD_IT):
            say(own_file.NOTHING_ADDED)
            return 0
    add_to_own(taken.additions)
    for id_ in taken.routines:
        say(own_file.to_begin(id_))
    return 0


def _content(name: str) -> bytes:
    if name != STDIO:
        return read_bytes(os.path.expanduser(name))
    data = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UsageError(own_file.too_much(MOST_BYTES // 2**20))
    return data


# --- shown -----------------------------------------------------------------------------


def _show(taken: Incoming, library: Library) -> None:
    """Print what would be added, as it would run here, and what to know about it."""
    from backpt.library.emit import Plain, block
    from backpt.library.fields import VERSION

    whole: dict[str, Plain] = {"version": str(VERSION), **taken.additions}
    data = "\n".join(block({key: value for key, value in whole.items() if value})).encode()
    read, problems = read_content(own_file.THIS_FILE, data, library, lint=True)
    if any(one.level == "error" for one in problems):
        raise LibraryError(problems)
    root = parse(data)
    assert isinstance(root, Map)  # it was read
    doubtful = doubts(problems, root)
    after = lay_over(library, read)
    for routine in read.routines.values():
        _show_routine(routine, after, doubtful.lines)
    others = [id_ for id_ in read.exercises if not _is_used(id_, read)]
    for id_ in others:
        exercise = read.exercises[id_]
        say(own_file.an_exercise(doses.dose_said_back(exercise, exercise.dose)))
    for exercise in read.exercises.values():
        if exercise.unchecked:
            say(own_file.unchecked(exercise.name))
        for doubt in doubtful.exercises.get(exercise.id, ()):
            say(own_file.warning_of(exercise.name, doubt))
    for note in taken.notes:
        say(f"{note}.")


def _is_used(id_: str, read: Library) -> bool:
    return any(item.exercise == id_ for one in read.routines.values() for item in one.items)


def _show_routine(
    routine: RoutineEntry, library: Library, doubts_on: dict[int, tuple[str, ...]]
) -> None:
    often = f", {how_often.words(routine.frequency)}" if routine.frequency else ""
    say(f"{routine.name} ({routine.id}){often}")
    for number, item in enumerate(routine.items, 1):
        if isinstance(item.other, Rest):
            said = own_file.lasts(words.item_name(item.other), item.other.rest_s)
        elif item.other is not None:
            said = own_file.lasts(words.item_name(item.other), item.other.apply_s)
        else:
            exercise = library.exercises[item.exercise]
            said = doses.dose_said_back(exercise, changed(exercise.dose, item.changes))
        say(said, first=f"{number:>3}. ", then=" " * 5)
        for doubt in doubts_on.get(item.line, ()):
            say(own_file.warning(doubt), first=" " * 7, then=" " * 7)
    length_s = total_s(flatten(prescribe(library, routine.id), speech, usual_manner()))
    say(pages.in_all(length_s), first=" " * 5)
