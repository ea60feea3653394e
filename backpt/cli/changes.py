"""What was agreed to of the doses: listed, taken back, or written into the user's own file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backpt.authoring.own_file import add_to_own, own_is_there, own_path, whole_library
from backpt.cli.present import agreed_now
from backpt.clock import Clock
from backpt.errors import UsageError
from backpt.journal.keeping import new_uid
from backpt.journal.local_days import utc_offset_s
from backpt.journal.store import JournalError
from backpt.journal.week_rows import Rows
from backpt.language import offers
from backpt.library import open_library
from backpt.library.present_entries import routine_entry
from backpt.library.source import read_bytes
from backpt.library.tree import Map, parse
from backpt.paths import Paths, builtin_library
from backpt.prescription.model import Library, Work, prescribe
from backpt.progress.change import Change, ChangeField
from backpt.progress.offer import taken_back
from backpt.run.entry_keeping import keep_or_wait
from backpt.safety.agreed import laid_over
from backpt.terminal.layout import aligned, say

if TYPE_CHECKING:
    from backpt.library.exporting import Entries


def doses_command(
    paths: Paths,
    own: str | None,
    *,
    undo: int | None,
    write: bool,
    phase: bool,
    to: str | None,
) -> int:
    """Do what ``backpt plan`` was asked to do with doses and phases, one of it; alone list the
    changes. ``own``: a library that was named. Return the exit code."""
    if phase or to is not None:
        from backpt.cli.phase import choose_phase, show_phase

        library = open_library(own)
        return show_phase(paths, library) if to is None else choose_phase(paths, library, to)
    if undo is not None:
        return undo_change(paths, open_library(own), undo)
    return write_changes(paths) if write else list_changes(paths, open_library(own))


def list_changes(paths: Paths, library: Library) -> int:
    """Print the changes of doses, a line each, with the number that takes it back; return the
    exit code."""
    changes, names = _numbered(paths), _names(library)
    if not changes:
        say(offers.NO_CHANGES)
        return 0
    rows: list[tuple[str, ...]] = [offers.CHANGES_HEADS]
    rows += [offers.listed(one, number, names) for number, one in enumerate(changes, 1)]
    for line in aligned(rows, right=(0,)):
        say(line)
    say(offers.TAKE_ONE_BACK)
    return 0


def undo_change(paths: Paths, library: Library, number: int) -> int:
    """Take back the change of that number, and those that were built on it; return the exit
    code. Raises ``UsageError`` for a number that none has."""
    changes = _numbered(paths)
    if not 1 <= number <= len(changes):
        raise UsageError(offers.no_such_change(number, len(changes)))
    out = taken_back(changes, changes[number - 1])
    now_wall, names = Clock().wall(), _names(library)
    offset_s = utc_offset_s(now_wall)
    rows = tuple(
        one._replace(uid=new_uid(), wall=now_wall, offset_s=offset_s, undoes=one.uid)
        for one in out
    )
    keep_or_wait(paths, Rows(changes=rows), now_wall)
    for one in out:
        say(offers.undone(one, names))
    return 0


def write_changes(paths: Paths) -> int:
    """Put the routines whose doses were changed into the user's own file; return the exit code.

    What stands in that file already is the user's to change: it is named and left. Raises
    ``LibraryError`` where the entries do not fit into the file.
    """
    library, changes = whole_library(), tuple(_numbered(paths))
    files = (builtin_library(), *((own_path(),) if own_is_there() else ()))
    roots = [root for path in files if isinstance(root := parse(read_bytes(path)), Map)]
    routines = _changed_routines(library, changes, roots)
    there = _own_ids(roots[1:])
    for id_ in sorted(there & set(routines)):
        say(offers.in_your_file(id_))
    for id_ in sorted({one.routine for one in changes} & set(library.exercises)):
        say(offers.by_itself(library.exercises[id_].name))
    new = {id_: one for id_, one in routines.items() if id_ not in there}
    if not new:
        say(offers.NOTHING_TO_WRITE)
        return 0
    add_to_own({"routines": new})
    return 0


def _changed_routines(
    library: Library, changes: tuple[Change, ...], roots: list[Map]
) -> dict[str, Entries]:
    """Return the routines whose doses ``changes`` change, as entries of a file."""
    routines: dict[str, Entries] = {}
    for id_ in library.routines:
        laid = laid_over(prescribe(library, id_), library, changes)
        works = {
            number: item
            for number, _ in laid.counting
            if isinstance(item := laid.routine.items[number], Work)
        }
        if works:
            routines[id_] = routine_entry(id_, works, roots)
    return routines


def _own_ids(own: list[Map]) -> set[str]:
    """Return the ids of the routines of the user's own file."""
    sections = [root.values.get("routines") for root in own]
    return {id_ for one in sections if isinstance(one, Map) for id_ in one.values}


def _numbered(paths: Paths) -> list[Change]:
    """Return the changes of doses that count, by their numbers, from 1."""
    agreed = agreed_now(paths)
    if agreed.trouble:
        raise JournalError(agreed.trouble)
    return [one for one in agreed.changes if one.field is not ChangeField.PHASE]


def _names(library: Library) -> dict[str, str]:
    """Return the names of exercises and routines by their ids."""
    of_routines = {one.id: one.name for one in library.routines.values()}
    return of_routines | {one.id: one.name for one in library.exercises.values()}
