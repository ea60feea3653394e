"""``backpt print --all``: every routine, a file each, with a progress bar on a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator

from backpt.cli import saving
from backpt.cli.handout_files import Kind, Made, make, save
from backpt.cli.printing import PrintWish, document_of
from backpt.cli.tables import say_whole
from backpt.core.model import Library, RoutineEntry, prescribe
from backpt.core.profile import Profile
from backpt.errors import BackptError, SafetyStop, UsageError
from backpt.handout.compose import Wish
from backpt.handout.look import Look
from backpt.lines import say

USUAL_FOLDER = "handouts"


def print_all(
    wish: PrintWish,
    library: Library,
    profile: Profile,
    *,
    kind: Kind,
    look: Look,
    on_sheet: Wish,
) -> int:
    """Make the handout of every routine; return the exit code.

    A routine of which nothing is left for this user is named and left out.
    """
    folder = os.path.expanduser(wish.output or USUAL_FOLDER)
    paths = {id_: os.path.join(folder, f"{id_}.{kind}") for id_ in library.routines}
    saving.may_write(paths.values(), force=wish.force)
    there = os.path.isdir(folder)
    saving.make_folder(folder)
    left_out: list[str] = []
    written = 0
    for entry in _with_bar(tuple(library.routines.values())):
        try:
            document = document_of(prescribe(library, entry.id), library, profile, on_sheet)
        except SafetyStop:
            if not there:
                os.rmdir(folder)
            raise
        except UsageError as refused:
            left_out.append(str(refused))
            continue
        made = make(document, kind, look, paths[entry.id])
        save(made, force=True)
        left_out += _warned(entry, made)
        written += 1
    for sentence in left_out:
        say(sentence, sys.stderr)
    if not written:
        raise BackptError("No routine is left for you, so nothing was written.")
    say_whole(f"{written} {'sheet' if written == 1 else 'sheets'} in {folder}")
    return 0


def _warned(entry: RoutineEntry, made: Made) -> Iterable[str]:
    return (f"{entry.name}: {made.warning}",) if made.warning else ()


def _with_bar(entries: tuple[RoutineEntry, ...]) -> Iterator[RoutineEntry]:
    """Yield the entries; on a terminal a bar shows how far it is."""
    if not sys.stdout.isatty():
        yield from entries
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
    )
    with Progress(*columns, transient=True) as bar:
        task = bar.add_task("Sheets", total=len(entries))
        for entry in entries:
            bar.update(task, description=entry.name)
            yield entry
            bar.advance(task)
