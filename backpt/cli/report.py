"""``backpt report``: the weeks on one side of paper, for who treats; as a table, or as figures.

Which figures there are is ``progress/report.py``; what stands on the page,
``paper/report_page.py``; ``--json`` has all of them, as ``cli/report_object.py`` says.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Annotated

from backpt.cli.common import check_output, confirm_overwrite
from backpt.cli.options import Json, Option, Plain, epilog
from backpt.cli.sheet_options import chosen_paper, kind_named, offer_to_open, plain_text
from backpt.clock import Clock
from backpt.errors import UsageError
from backpt.journal.local_days import iso_day, local_day
from backpt.language import printing
from backpt.language import report as words
from backpt.paper.document import Document
from backpt.paper.handout_files import Made, SheetFormat, make_file, save
from backpt.paper.look import SheetLook
from backpt.paths import user_paths
from backpt.progress.report import MOST_WEEKS
from backpt.progress.report_values import WeeksReport
from backpt.run.reporting import report_now
from backpt.terminal.layout import print_json, say_whole
from backpt.terminal.lines import say_line
from backpt.values import StrEnum

WEEKS = 6
"""Looked back on where nothing else is said."""
_WEEK = 7


class ReportFormat(StrEnum):
    PDF = "pdf"
    HTML = "html"
    MD = "md"
    TERMINAL = "terminal"
    CSV = "csv"
    JSON = "json"


_ENDINGS = {
    **{kind.value: kind for kind in ReportFormat if kind is not ReportFormat.TERMINAL},
    "htm": ReportFormat.HTML,
}


@epilog(
    """One side of paper: pain and the picture of the weeks, each exercise with its pain and
the reason for less of it, advice and your answers, your precautions, and room for questions. A
young diary makes the page for a first visit. Where something does not fit, the page says so.
Names are on it only where --for and --by put them.

\b
Examples:
  backpt report
  backpt report --weeks 12 --for Sam -o visit.pdf
  backpt report --since 2026-11-02 --to terminal
  backpt report --to csv
"""
)
def report_(
    *,
    weeks: Annotated[
        int | None, Option("Weeks to look back on, 1 to 52; usually 6.", "N")
    ] = None,
    since: Annotated[str | None, Option("The first day, instead of --weeks.", "DAY")] = None,
    to: Annotated[
        str | None, Option("pdf, html, md, terminal, csv or json; usually pdf.", "KIND")
    ] = None,
    output: Annotated[str | None, Option("Where to.", "FILE", ("--output", "-o"))] = None,
    paper: Annotated[
        str | None, Option("a4 or letter; usually your country's.", "SIZE")
    ] = None,
    name: Annotated[
        str, Option("Whom it is about.", "NAME", ("--for",), show_default=False)
    ] = "",
    by: Annotated[
        str, Option("Who prescribed the exercises.", "NAME", show_default=False)
    ] = "",
    mono: Annotated[bool, Option("Black and white only.")] = False,
    force: Annotated[bool, Option("Overwrite a file without asking.")] = False,
    plain: Plain = False,
    json: Json = False,
) -> int:
    """Make the report that was asked for; return the exit code."""
    kind = _kind(to, output, json=json)
    look = SheetLook(chosen_paper(paper), mono=mono)
    name, by = plain_text("--for", name), plain_text("--by", by)
    paths, now_wall = user_paths(os.environ), Clock().wall()
    read = report_now(paths, now_wall, _first(weeks, since, now_wall))
    if read.answers_trouble:
        say_line(words.no_answers(read.answers_trouble), sys.stderr)
    if read.left_out:
        say_line(words.damaged(read.left_out), sys.stderr)
    if kind is ReportFormat.JSON and output is None:
        from backpt.cli.report_object import report_object

        print_json([report_object(read.report)])
        return 0
    if kind is ReportFormat.TERMINAL:
        from backpt.cli.print_terminal import read_out

        read_out(_page(read.report, name, by), plain=plain)
        return 0
    today = iso_day(read.report.period.last)
    path = os.path.expanduser(output or f"{words.FILE}-{today}.{kind}")
    made = _made(read.report, kind, look, path, lambda: _page(read.report, name, by))
    confirm_overwrite(made.paths, force=force)
    save(made)
    if made.warning:
        say_line(made.warning, sys.stderr)
    say_whole(made.path)
    if kind in (ReportFormat.PDF, ReportFormat.HTML):
        offer_to_open(made.path)
    return 0


def _page(found: WeeksReport, name: str, by: str) -> Document:
    from backpt import __version__
    from backpt.paper.report_page import compose_page

    return compose_page(found, name=name, by=by, version=__version__)


def _made(
    found: WeeksReport,
    kind: ReportFormat,
    look: SheetLook,
    path: str,
    page: Callable[[], Document],
) -> Made:
    """Return the files of the report; nothing is written yet."""
    match kind:
        case ReportFormat.CSV:
            from backpt.paper.report_table import table_of

            return Made(((path, table_of(found)),))
        case ReportFormat.JSON:
            from backpt.cli.report_object import report_object
            from backpt.terminal.layout import json_text

            return Made(((path, f"{json_text([report_object(found)])}\n".encode()),))
        case _:
            return make_file(page(), SheetFormat(kind), look, path)


# --- what was asked for ----------------------------------------------------------------


def _first(weeks: int | None, since: str | None, now_wall: float) -> int:
    """Return the first day to look back on. Raises ``UsageError``."""
    if weeks is not None and since is not None:
        raise UsageError(words.WEEKS_OR_SINCE)
    today = local_day(now_wall)
    if since is not None:
        from backpt.cli.moments import read_day

        first = read_day(since, now_wall, "--since")
        if today - first >= _WEEK * MOST_WEEKS:
            raise UsageError(words.too_long_ago(MOST_WEEKS))
        return first
    many = WEEKS if weeks is None else weeks
    if not 1 <= many <= MOST_WEEKS:
        raise UsageError(words.weeks(MOST_WEEKS))
    return today - _WEEK * many + 1


def _kind(to: str | None, output: str | None, *, json: bool) -> ReportFormat:
    """Return what to make: what was said, else what the name of the file says, else a PDF."""
    if output == "-":
        raise UsageError(printing.NAMES_A_FILE)
    check_output(output)
    if json:
        if to is not None or output is not None:
            raise UsageError(words.JSON_ALONE)
        return ReportFormat.JSON
    named = kind_named(output or "", _ENDINGS, words.no_file)
    try:
        kind = ReportFormat(to.casefold()) if to is not None else named or ReportFormat.PDF
    except ValueError:
        raise UsageError(words.TO) from None
    if kind is ReportFormat.TERMINAL and output:
        raise UsageError(words.TO_TERMINAL)
    if named is not None and named is not kind:
        raise UsageError(printing.do_not_agree(kind, output))
    from backpt.paper import pdf

    if kind is ReportFormat.PDF and not pdf.is_available():
        say_line(printing.NO_PDF, sys.stderr)
        return ReportFormat.HTML
    return kind
