"""``backpt print --all``: every routine, a file each, with a progress bar on a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from itertools import chain

from backpt.cli.common import confirm_overwrite
from backpt.errors import BackptError, UsageError
from backpt.files import make_folder, remove
from backpt.language import printing
from backpt.paper.document import Document
from backpt.paper.handout_files import Made, SheetFormat, make_file, pictures_beside, save
from backpt.paper.look import SheetLook
from backpt.prescription.model import Library, Routine, RoutineEntry, prescribe
from backpt.terminal.layout import say_whole
from backpt.terminal.lines import say_line
from backpt.terminal.writer import can_draw

USUAL_FOLDER = "handouts"


def print_all(
    library: Library,
    document_of: Callable[[Routine], Document],
    folder: str,
    kind: SheetFormat,
    look: SheetLook,
    *,
    force: bool,
    plain: bool,
) -> int:
    """Make the handout of every routine; return the exit code.

    A routine of which nothing is left for this user is named and left out.
    """
    paths = {id_: os.path.join(folder, f"{id_}.{kind}") for id_ in library.routines}
    pictures = map(pictures_beside, paths.values()) if kind is SheetFormat.MD else ()
    confirm_overwrite((*paths.values(), *chain(*pictures)), force=force)

    def made(entry: RoutineEntry) -> Made:
        return make_file(document_of(prescribe(library, entry.id)), kind, look, paths[entry.id])

    anew = not os.path.isdir(folder)
    make_folder(folder)
    try:
        written, left_out = _save_each(library, made, folder, plain=plain)
    finally:
        if anew:
            remove(folder)  # it stays if there is a sheet in it
    for sentence in left_out:
        say_line(sentence, sys.stderr)
    if not written:
        raise BackptError(printing.NO_ROUTINE_LEFT)
    say_whole(printing.written(written, folder))
    return 0


def _save_each(
    library: Library, made_for: Callable[[RoutineEntry], Made], folder: str, *, plain: bool
) -> tuple[int, list[str]]:
    """Return how many sheets were written, and what is to be said of them and the others.

    Where it stops, it says how many there are; why it stopped is said after that.
    """
    entries = tuple(library.routines.values())
    written, told = 0, list[str]()
    try:
        with closing(_with_bar(entries, plain=plain)) as shown:
            for entry in shown:
                try:
                    made = made_for(entry)
                except UsageError as refused:
                    told.append(str(refused))
                    continue
                save(made)
                told += _warned(entry, made)
                written += 1
    except BaseException:  # Ctrl-C, too
        if written:
            say_line(printing.written_so_far(written, len(entries), folder), sys.stderr)
        raise
    return written, told


def _warned(entry: RoutineEntry, made: Made) -> Iterable[str]:
    return (printing.warning(entry.name, made.warning),) if made.warning else ()


def _with_bar(
    entries: tuple[RoutineEntry, ...], *, plain: bool
) -> Generator[RoutineEntry, None, None]:
    """Yield the entries; on a terminal that can draw a bar shows how far it is."""
    if plain or not can_draw(os.environ, sys.stdout.isatty()):
        yield from entries
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
    )
    with Progress(*columns, console=Console(), transient=True) as bar:
        task = bar.add_task(printing.SHEETS, total=len(entries))
        for entry in entries:
            bar.update(task, description=entry.name)
            yield entry
            bar.advance(task)
