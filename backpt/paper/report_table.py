"""Report -> CSV: a row an exercise in a session, for a spreadsheet.

A cell that a spreadsheet would work out is kept as text: it gets an apostrophe before it, as
one does that begins with an apostrophe (OWASP, CSV injection). Without the first apostrophe
each cell is what it was.
"""

import csv
from datetime import date
from io import StringIO

from backpt.language import report as words
from backpt.progress.report_values import WeeksReport

_WORKED_OUT = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
    "'",
)
"""What begins a formula, also as wide letters, or hides that one does; and the apostrophe, so
that none is lost."""
_MARK = "'"


def table_of(found: WeeksReport) -> bytes:
    """Return the table, UTF-8 with a byte order mark, by which spreadsheets know it."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(words.COLUMNS)
    for row in found.rows:
        writer.writerow(
            map(kept_as_text, words.csv_cells(row, date.fromordinal(row.day).isoformat()))
        )
    return text.getvalue().encode("utf-8-sig", errors="replace")


def kept_as_text(cell: str) -> str:
    """Return ``cell`` so that no spreadsheet takes it for a formula."""
    return f"{_MARK}{cell}" if cell.startswith(_WORKED_OUT) else cell
