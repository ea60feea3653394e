"""``backpt review``: what a patient's precautions take out of a file, and a clearance in it.

For a therapist: the file may be a patient's, on the therapist's own machine. Whatever is
written is inserted; comments, quotes and order stay, and the old file is kept beside it.
"""

from __future__ import annotations

import os
from datetime import date
from typing import Annotated

from backpt.authoring.own_file import shipped_library
from backpt.cli.options import Argument, Option, epilog
from backpt.clock import Clock
from backpt.errors import LibraryError, UsageError
from backpt.files import one_writer, replace_file
from backpt.journal.answers_file import read_answers
from backpt.journal.local_days import local_day
from backpt.language import clearance, typed_lines, usage
from backpt.language import review as words
from backpt.library.load import read_content
from backpt.library.names import find_exercise
from backpt.library.overlay import lay_over
from backpt.library.problem import Problem, Refused, Report
from backpt.library.source import read_bytes
from backpt.paths import builtin_library, user_paths
from backpt.prescription.model import Exercise, Library, prescribe
from backpt.safety.answers import POSTOP, Profile, profile_of
from backpt.safety.clearance import allowed_routine
from backpt.terminal.layout import say, say_list, say_whole
from backpt.terminal.questions import asks, confirm

MOST_BY = 60


@epilog(
    """Without --with the precautions are those that were set here with `backpt safety`.
A clearance lifts every precaution for one exercise in this file, and says who gave it.

\b
Examples:
  backpt review anna.yaml --with EXT_INTOL,KNEE_BEND
  backpt review anna.yaml --with OSTEO_FLEX --clear bridge --by 'Dr Ng'
"""
)
def review(
    *,
    file: Annotated[str, Argument("A patient's exercise file.", "FILE")],
    with_: Annotated[
        str | None, Option("Precautions of the patient, by code.", "CODES", ("--with",))
    ] = None,
    clear: Annotated[str | None, Option("Clear this exercise in it.", "EXERCISE")] = None,
    by: Annotated[str | None, Option("Who clears it.", "NAME")] = None,
    yes: Annotated[bool, Option("Write it without asking.")] = False,
) -> int:
    """Show what a patient may do of ``file``, and clear an exercise; return the exit code."""
    if by is not None and clear is None:
        raise UsageError(words.BY_IS_FOR_CLEAR)
    path = os.path.expanduser(file)
    own, whole = _read(path)
    profile = _profile(with_, whole)
    _show(own, whole, profile)
    if clear is None:
        return 0
    name = " ".join((by or "").split())
    if not name or len(name) > MOST_BY or not name.isprintable():
        raise UsageError(words.BY_IS_MISSING)
    return _clear(path, whole, profile, clear, name, yes=yes)


def _read(path: str) -> tuple[Library, Library]:
    """Return what a file says, and that laid over the shipped library. Raises
    ``LibraryError`` with every mistake in it."""
    base = shipped_library()
    own, problems = read_content(path, read_bytes(path), base)
    if any(one.level == "error" for one in problems):
        raise LibraryError(problems)
    return own, lay_over(base, own)


def _profile(codes: str | None, library: Library) -> Profile:
    """Return the precautions that are named, else those of the answers kept here."""
    if codes is None:
        answers, _, _ = read_answers(user_paths(os.environ).answers)
        return profile_of(answers)
    named = [one.strip().upper() for one in codes.replace(" ", ",").split(",") if one.strip()]
    for code in named:
        if code not in library.precautions:
            near = Report("").did_you_mean(code, library.precautions)
            raise UsageError(words.no_code(code[:40], near))
    return Profile(codes=frozenset(named), screened=True)


# --- shown -----------------------------------------------------------------------------


def _show(own: Library, whole: Library, profile: Profile) -> None:
    known = (whole.precautions[code] for code in sorted(profile.codes & {*whole.precautions}))
    say(words.precautions([one.why for one in known]))
    for id_ in own.routines:
        adapted = allowed_routine(prescribe(whole, id_), whole, profile)
        refused = adapted.refused
        lines = clearance.adapted_lines(adapted)
        if refused is not None:
            lines = (*lines, clearance.refused_words(refused))
        say_list(whole.routines[id_].name, lines or (words.NOTHING_CHANGES,))
    if not own.routines:
        say(words.NO_ROUTINES)
    for exercise in own.exercises.values():
        if exercise.cleared is not None:
            print()
            say(words.is_cleared(exercise.name, *exercise.cleared))


# --- cleared ---------------------------------------------------------------------------


def _clear(
    path: str, whole: Library, profile: Profile, clear: str, by: str, *, yes: bool
) -> int:
    found = find_exercise(whole, clear)
    if found.id is None:
        raise UsageError(usage.not_found(clear, found.near, usage.EITHER))
    exercise = whole.exercises[found.id]
    on = date.fromordinal(local_day(Clock().wall())).isoformat()
    print()
    if POSTOP in profile.codes:
        say(words.not_for_surgery(exercise.name))
    if not yes and not asks():
        raise UsageError(words.CLEAR_NEEDS_YES)
    if not yes and not confirm(words.clear_it(exercise.name, by, on)):
        say(words.NOTHING_WRITTEN)
        return 0
    kept = _write(path, exercise, by, on)
    say(words.is_cleared(exercise.name, by, on))
    say(typed_lines.WRITTEN_TO)
    say_whole(f"  {path}")
    if kept is not None:
        say(typed_lines.BEFORE)
        say_whole(f"  {kept}")
    return 0


def _write(path: str, exercise: Exercise, by: str, on: str) -> str | None:
    """Put the clearance into the file and return where the old one is kept; what another
    program wrote meanwhile is not lost, for the file is read anew."""
    with one_writer(path):
        was = read_bytes(path)
        try:
            new = _with_clearance(was, exercise.id, by, on)
        except Refused as refused:
            raise LibraryError((Problem(path, refused.line, refused.message),)) from None
        _, found = read_content(path, new, shipped_library())
        if any(one.level == "error" for one in found):
            raise LibraryError(found)
        return replace_file(path, new, was)


def _with_clearance(was: bytes, id_: str, by: str, on: str) -> bytes:
    """Return the file with the clearance: in its own entry of the exercise, else in a copy of
    the library's entry, which the file then has."""
    from backpt.library.exporting import raw
    from backpt.library.insert import with_added
    from backpt.library.insert_field import with_clearance
    from backpt.library.tree import Map, parse

    root = parse(was)
    entries = root.values.get("exercises") if isinstance(root, Map) else None
    if not (isinstance(entries, Map) and id_ in entries.values):
        shipped = parse(read_bytes(builtin_library()))
        assert isinstance(shipped, Map)
        was = with_added(was, {"exercises": {id_: raw("exercises", id_, (shipped,))}})
    return with_clearance(was, id_, by, on)
