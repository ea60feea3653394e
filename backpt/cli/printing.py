"""``backpt print``: from what was typed to a file, a printer or a terminal.

What stands on the sheet is ``paper/compose.py``; how files are made, printed and shown is
beside this.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import NamedTuple

from backpt.cli import saving
from backpt.cli.catalogue import USUAL_ROUTINE, not_found, open_library, usual_manner
from backpt.cli.handout_files import Kind, make, save
from backpt.errors import BackptError, SafetyStop, UsageError
from backpt.journal.answers_file import Kept, read_answers
from backpt.language import speech
from backpt.paper.compose import MOST_WEEKS, Subject, Wish, compose
from backpt.paper.document import Document
from backpt.paper.look import Look, Paper, usual_paper
from backpt.paths import user_paths
from backpt.prescription.model import Library, Routine, prescribe, single
from backpt.safety.answers import profile_of
from backpt.safety.clearance import as_kept
from backpt.session.compile import flatten
from backpt.session.steps import total_s
from backpt.terminal.lines import say
from backpt.terminal.questions import asks
from backpt.terminal.tables import say_whole

LONGEST_TEXT = 1000
"""Of a name or a phone number on a sheet."""
NO_PDF = (
    "There is no PDF maker for this machine (typst has no build for it), so this is a web page:"
    " open it in a browser and print it there."
)
_ENDINGS = {"pdf": Kind.PDF, "html": Kind.HTML, "htm": Kind.HTML, "md": Kind.MD}


class PrintWish(NamedTuple):
    """``backpt print`` as it was typed."""

    routine: str | None = None
    to: str | None = None
    output: str | None = None
    paper: str | None = None
    large: bool = False
    mono: bool = False
    full: bool = False
    weeks: int = 2
    start: str | None = None
    name: str = ""
    by: str = ""
    phone: str = ""
    figures: bool = True
    everything: bool = False
    send: bool = False
    printer: str | None = None
    force: bool = False
    plain: bool = False
    library: str | None = None


def print_handout(wish: PrintWish) -> int:
    """Make the handout that was asked for; return the exit code."""
    kind, look, on_sheet = _kind(wish), _look(wish), _on_sheet(wish)
    library, kept = open_library(wish.library), _kept()
    if wish.everything:
        from backpt.cli.printing_all import print_all

        return print_all(wish, library, kept, kind=kind, look=look, on_sheet=on_sheet)
    routine = _routine(library, wish.routine)
    document = document_of(routine, library, kept, on_sheet)
    if kind is Kind.TERMINAL:
        from backpt.cli.reading import read_out

        read_out(document, plain=wish.plain)
        return 0
    if (wish.send or wish.printer is not None) and wish.output is None:
        return _send_only(document, look, wish.printer)
    path = wish.output or f"{routine.id}.{kind}"
    made = make(document, kind, look, os.path.expanduser(path))
    save(made, force=wish.force)
    if made.warning:
        say(made.warning, sys.stderr)
    say_whole(made.path)
    if wish.send or wish.printer is not None:
        from backpt.paper.printers import send

        send(made.path, wish.printer)
    else:
        _offer_to_open(made.path)
    return 0


# --- what was asked for ----------------------------------------------------------------


def _kind(wish: PrintWish) -> Kind:
    """Return what to make: what was said, else what the name of the file says, else a PDF."""
    _check_names(wish)
    named = None if wish.everything else _ending(wish.output or "")
    try:
        kind = Kind(wish.to.casefold()) if wish.to is not None else named or Kind.PDF
    except ValueError:
        raise UsageError("--to is one of: pdf, html, md, terminal.") from None
    sending = wish.send or wish.printer is not None
    if kind is Kind.TERMINAL and (wish.output or wish.everything or sending):
        raise UsageError("--to terminal shows one sheet here: leave out -o, --all and --print.")
    if sending and (kind is not Kind.PDF or wish.everything):
        raise UsageError("--print sends the PDF of one routine; leave out --to and --all.")
    if wish.everything and wish.routine:
        raise UsageError("A routine or --all, not both.")
    if named is not None and named is not kind:
        raise UsageError(f"--to {kind} and -o {wish.output} do not agree; leave one out.")
    from backpt.paper import pdf

    if kind is Kind.PDF and not pdf.is_available():
        if sending:
            raise BackptError(NO_PDF)
        say(NO_PDF, sys.stderr)
        return Kind.HTML
    return kind


def _check_names(wish: PrintWish) -> None:
    """Refuse what is no name: ``-o "$FILE"`` with nothing in FILE is no wish for the usual."""
    if wish.output == "-":
        raise UsageError("-o names a file; to read the sheet here: --to terminal.")
    if wish.output is not None and not wish.output.strip():
        what = "folder" if wish.everything else "file"
        raise UsageError(f"-o is empty; name a {what} after it, or leave it out.")
    if wish.printer is not None and not wish.printer.strip():
        raise UsageError(
            "--printer is empty; name one after it, or say --print for your usual printer."
        )


def _ending(path: str) -> Kind | None:
    """Return the kind that the name of a file says, ``None`` where it says nothing."""
    ending = os.path.splitext(path)[1].lstrip(".").casefold()
    if not ending:
        return None
    try:
        return _ENDINGS[ending]
    except KeyError:
        raise UsageError(
            f"A sheet is written as .pdf, .html or .md; {path} is none of these."
        ) from None


def _look(wish: PrintWish) -> Look:
    try:
        paper = Paper(wish.paper.casefold()) if wish.paper is not None else _usual_paper()
    except ValueError:
        raise UsageError("--paper is one of: a4, letter.") from None
    return Look(paper, large=wish.large, mono=wish.mono)


def _usual_paper() -> Paper:
    for variable in ("LC_ALL", "LC_PAPER", "LANG"):
        if name := os.environ.get(variable):
            return usual_paper(name)
    import locale

    return usual_paper(locale.getlocale()[0] or "")


def _on_sheet(wish: PrintWish) -> Wish:
    if not 1 <= wish.weeks <= MOST_WEEKS:
        raise UsageError(f"--weeks is a whole number from 1 to {MOST_WEEKS}.")
    return Wish(
        full=wish.full,
        weeks=wish.weeks,
        start=_day(wish.start),
        name=_plain_text("--for", wish.name),
        by=_plain_text("--by", wish.by),
        phone=_plain_text("--phone", wish.phone),
        figures=wish.figures,
    )


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError("--from is a day as year-month-day, like 2026-11-30.") from None
    if not 1900 <= day.year <= 9998:
        raise UsageError("--from is a day of our time, like 2026-11-30.")
    return day


def _plain_text(option: str, text: str) -> str:
    """Return one line of text; what moves a cursor or turns the writing round is left out."""
    from backpt.terminal.text import clean

    if len(text) > LONGEST_TEXT:
        raise UsageError(f"{option} is a line of text, {LONGEST_TEXT} letters at most.")
    return " ".join(clean(text).split())


def _kept() -> Kept:
    kept = read_answers(user_paths(os.environ).answers)
    if kept.trouble:
        say(
            f"{kept.trouble}. Until then the sheet is not made for you, and says so.",
            sys.stderr,
        )
    return kept


def _routine(library: Library, name: str | None) -> Routine:
    """Return what to print: what was named, else the routine done last, else the usual one."""
    if name is None:
        from backpt.clock import Clock
        from backpt.journal.reader import last_routine_id

        try:
            last = last_routine_id(user_paths(os.environ).journal, Clock().wall())
        except BackptError:  # a sheet needs no journal
            last = None
        return prescribe(library, last if last in library.routines else USUAL_ROUTINE)
    from backpt.library import find

    found = find(library, name)
    if found.id is None:
        raise UsageError(not_found(name, found.near, "routine or exercise"))
    if found.routine:
        return prescribe(library, found.id)
    return single(library.exercises[found.id])


# --- the sheet -------------------------------------------------------------------------


def document_of(routine: Routine, library: Library, kept: Kept, on_sheet: Wish) -> Document:
    """Return the handout of a routine as this user may do it.

    Raises ``SafetyStop`` or ``UsageError`` with one sentence where nothing of it is left.
    """
    adapted, _, left_out = as_kept(routine, library, kept.answers, speech)
    profile = profile_of(kept.answers)
    if adapted.refused:
        if profile.is_blocked:
            from backpt.safety.signs import SEEN_HOW, words_for

            raise SafetyStop(" ".join((*words_for(profile.signs), f"{SEEN_HOW}.")))
        raise UsageError(adapted.refused.replace("backpt session", "backpt print"))
    try:
        length_s = total_s(flatten(adapted.routine, speech, usual_manner()))
        unknown = bool(kept.trouble)
        subject = Subject(adapted, library, profile, length_s, left_out, unknown)
        return compose(subject, on_sheet)
    except ValueError as error:
        raise UsageError(f"{routine.name}: {str(error).rstrip('.')}.") from None


def _send_only(document: Document, look: Look, printer: str | None) -> int:
    """Print, and leave no file behind; a spooler has its own copy by then."""
    import tempfile

    from backpt.paper.printers import send

    folder = tempfile.mkdtemp(prefix="backpt-")
    path = os.path.join(folder, f"{document.id}.pdf")
    made = make(document, Kind.PDF, look, path)
    if made.warning:  # before paper is spent on it
        say(made.warning, sys.stderr)
    try:
        saving.write_whole(path, made.files[0][1])
        send(path, printer)
    finally:
        if sys.platform != "win32":  # there a viewer opens it later
            saving.remove(path)
            saving.remove(folder)
    say_whole("Sent to the printer.")
    return 0


def _offer_to_open(path: str) -> None:
    if not asks():
        return
    from backpt.paper.printers import open_file, viewer

    if viewer() is not None and saving.asked("Open it now?"):
        open_file(path)
