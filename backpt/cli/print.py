"""``backpt print``: from what was typed to a file, a printer or a terminal.

What stands on the sheet is ``paper/handout.py``; how its files are made, ``handout_files.py``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from typing import Annotated

from backpt.cli.common import (
    check_output,
    confirm_overwrite,
    kept_habit,
    leg_is_down,
    named_routine,
    usual_manner,
)
from backpt.cli.options import Option, OwnLibrary, Plain, RoutineOrExercise, epilog
from backpt.cli.present import agreed_now, present
from backpt.cli.sheet_options import chosen_paper, kind_named, offer_to_open, plain_text
from backpt.errors import BackptError, UsageError
from backpt.intake.wanted import usual_routine
from backpt.journal.answers_file import read_answers
from backpt.language import printing
from backpt.library import open_library
from backpt.paper.document import Document
from backpt.paper.handout import MOST_WEEKS, Wish
from backpt.paper.handout_files import Made, SheetFormat, make_file, save
from backpt.paper.look import SheetLook
from backpt.paper.personal import personal_sheet
from backpt.paths import user_paths
from backpt.prescription.model import Library, Routine
from backpt.terminal.layout import say_whole
from backpt.terminal.lines import say_line

_ENDINGS = {
    "pdf": SheetFormat.PDF,
    "html": SheetFormat.HTML,
    "htm": SheetFormat.HTML,
    "md": SheetFormat.MD,
}


@epilog(
    """Without --full: one side for the fridge, with pictures, doses and boxes to tick,
if there are up to six exercises. The precautions you set with `backpt safety` are respected,
and the sheet says what they changed.

\b
Examples:
  backpt print home-basics
  backpt print classic-six --full --for Sam --from 2026-11-30
  backpt print --to terminal
  backpt print --all -o handouts
"""
)
def print_(
    *,
    routine: RoutineOrExercise = None,
    to: Annotated[str | None, Option("pdf, html, md or terminal; usually pdf.", "KIND")] = None,
    output: Annotated[
        str | None, Option("Where to; a folder with --all.", "FILE", ("--output", "-o"))
    ] = None,
    paper: Annotated[
        str | None, Option("a4 or letter; usually your country's.", "SIZE")
    ] = None,
    large: Annotated[bool, Option("Large print.")] = False,
    mono: Annotated[bool, Option("Black and white only.")] = False,
    full: Annotated[bool, Option("Steps, warnings, a diary and sources, too.")] = False,
    weeks: Annotated[int, Option("Weeks to tick, 1 to 12.", "N")] = 2,
    start: Annotated[
        str | None, Option("First day, as 2026-11-30.", "DATE", ("--from",))
    ] = None,
    name: Annotated[
        str, Option("Whom it is for.", "NAME", ("--for",), show_default=False)
    ] = "",
    by: Annotated[str, Option("Whom it is from.", "NAME", show_default=False)] = "",
    phone: Annotated[
        str, Option("Whom to call with questions.", "TEXT", show_default=False)
    ] = "",
    no_figures: Annotated[bool, Option("Leave the pictures out.")] = False,
    all_: Annotated[bool, Option("Every routine, into a folder.", flags=("--all",))] = False,
    print_it: Annotated[
        bool, Option("Send the PDF to your usual printer.", flags=("--print",))
    ] = False,
    printer: Annotated[str | None, Option("Send the PDF to this printer.", "NAME")] = None,
    force: Annotated[bool, Option("Overwrite a file without asking.")] = False,
    plain: Plain = False,
    library: OwnLibrary = None,
) -> int:
    """Make the handout that was asked for; return the exit code."""
    sending = print_it or printer is not None
    _check_names(output, printer, every=all_)
    kind = _kind(to, output, routine, every=all_, sending=sending)
    look = SheetLook(chosen_paper(paper), large=large, mono=mono)
    if not 1 <= weeks <= MOST_WEEKS:
        raise UsageError(printing.weeks(MOST_WEEKS))
    on_sheet = Wish(
        full=full,
        weeks=weeks,
        start=_day(start),
        name=plain_text("--for", name),
        by=plain_text("--by", by),
        phone=plain_text("--phone", phone),
        figures=not no_figures,
        planned=_planned(),
    )
    known = open_library(library)
    personal = _personal(known, on_sheet)
    if all_:
        from backpt.cli.print_all import USUAL_FOLDER, print_all

        folder = os.path.expanduser(output or USUAL_FOLDER)
        return print_all(known, personal, folder, kind, look, force=force, plain=plain)
    wanted = (
        usual_routine(known, kept_habit(user_paths(os.environ).journal))
        if routine is None
        else named_routine(known, routine)
    )
    sheet = personal(wanted)
    if kind is SheetFormat.TERMINAL:
        from backpt.cli.print_terminal import read_out

        read_out(sheet, plain=plain)
        return 0
    if sending and output is None:
        from backpt.paper.printers import send_document

        send_document(sheet, look, printer, lambda warning: say_line(warning, sys.stderr))
        say_whole(printing.SENT)
        return 0
    path = os.path.expanduser(output or f"{wanted.id}.{kind}")
    return _save(make_file(sheet, kind, look, path), printer, force=force, sending=sending)


def _save(made: Made, printer: str | None, *, force: bool, sending: bool) -> int:
    """Save a handout, print it or offer to open it; return the exit code."""
    confirm_overwrite(made.paths, force=force)
    save(made)
    if made.warning:
        say_line(made.warning, sys.stderr)
    say_whole(made.path)
    if sending:
        from backpt.paper.printers import send

        send(made.path, printer)
    else:
        offer_to_open(made.path)
    return 0


# --- what was asked for ----------------------------------------------------------------


def _check_names(output: str | None, printer: str | None, *, every: bool) -> None:
    """Refuse what is no name of a file, a folder or a printer."""
    if output == "-":
        raise UsageError(printing.NAMES_A_FILE)
    check_output(output, is_folder=every)
    if printer is not None and not printer.strip():
        raise UsageError(printing.PRINTER_IS_EMPTY)


def _kind(
    to: str | None, output: str | None, routine: str | None, *, every: bool, sending: bool
) -> SheetFormat:
    """Return what to make: what was said, else what the name of the file says, else a PDF."""
    named = None if every else kind_named(output or "", _ENDINGS, printing.no_sheet_file)
    try:
        kind = SheetFormat(to.casefold()) if to is not None else named or SheetFormat.PDF
    except ValueError:
        raise UsageError(printing.TO) from None
    if kind is SheetFormat.TERMINAL and (output or every or sending):
        raise UsageError(printing.TO_TERMINAL)
    if sending and (kind is not SheetFormat.PDF or every):
        raise UsageError(printing.PRINT_IS_PDF)
    if every and routine:
        raise UsageError(printing.ROUTINE_OR_ALL)
    if named is not None and named is not kind:
        raise UsageError(printing.do_not_agree(kind, output))
    from backpt.paper import pdf

    if kind is SheetFormat.PDF and not pdf.is_available():
        if sending:
            raise BackptError(printing.NO_PDF)
        say_line(printing.NO_PDF, sys.stderr)
        return SheetFormat.HTML
    return kind


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(printing.FROM) from None
    if not 1900 <= day.year <= 9998:
        raise UsageError(printing.FROM_OF_OUR_TIME)
    return day


def _personal(library: Library, on_sheet: Wish) -> Callable[[Routine], Document]:
    """Return what makes the sheet of a routine as this user may do it, at present doses."""
    paths = user_paths(os.environ)
    answers, trouble, _ = read_answers(paths.answers)
    if trouble:
        say_line(printing.not_for_you(trouble), sys.stderr)
    agreed, manner = agreed_now(paths), usual_manner()
    if agreed.trouble:
        say_line(agreed.trouble, sys.stderr)

    def sheet(routine: Routine) -> Document:
        now = present(routine, library, agreed)
        return personal_sheet(
            now.routine,
            library=now.library,
            answers=answers,
            manner=manner,
            on_sheet=on_sheet,
            unknown=bool(trouble),
            since=now.since,
            leg_went_down=leg_is_down(now.routine, paths),
        )

    return sheet


def _planned() -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return the routines of the plan that counts now, or soon, each with its days."""
    from backpt.clock import Clock
    from backpt.journal.local_days import local_day
    from backpt.progress.plan import planned
    from backpt.progress.planning import coming
    from backpt.run.weeks import course_now

    now_wall = Clock().wall()
    try:
        course = course_now(user_paths(os.environ), now_wall)
    except BackptError:
        say_line(printing.NO_PLAN_READ, sys.stderr)
        return ()
    plan = planned(course.plans, course.aways, course.visits)
    left = coming(plan, local_day(now_wall))
    return tuple((one.plan.routine, one.plan.days) for one in left)
