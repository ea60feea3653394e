"""The text of a whole sheet, from a file or from standard input, however it is written.

What is no text, and what does not end, is a sentence. A workout app's log is a sheet, too.
"""

import os
import stat
import sys
from contextlib import suppress

from backpt.authoring.conversation import MOST_LINES
from backpt.authoring.tracker_csv import read_tracker
from backpt.authoring.whole_sheet import SheetPart, WholeSheet, read_whole_sheet
from backpt.errors import UsageError
from backpt.language import own_file, prescribing
from backpt.library.source import read_bytes
from backpt.prescription.model import Library

LONGEST_LINE = 2000
MOST_BYTES = 4 * 2**20
"""Of standard input; ten years of a workout app's log take less."""
MOST_ROWS = 3 * MOST_LINES
"""Of a sheet that is no log, with its headings and addresses."""


def text_of_file(path: str) -> str:
    """Return the text of a file. Raises ``UsageError`` for one that is none."""
    if path == "-":
        return text_of_standard_input()
    with suppress(OSError, ValueError):  # ``read_bytes`` says what is wrong
        mode = os.stat(path).st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            raise UsageError(prescribing.no_file(path))
    text = _decoded(read_bytes(path))
    if text is None:
        raise UsageError(prescribing.no_text(path))
    return text


def text_of_standard_input() -> str:
    """Return all of standard input; empty where there is none. Raises ``UsageError`` for what
    is no text, and for what does not end."""
    stream = sys.stdin
    if stream is None:
        return ""
    try:
        if (buffer := getattr(stream, "buffer", None)) is None:
            text: str | None = stream.read(MOST_BYTES + 1)
        else:
            data = buffer.read(MOST_BYTES + 1)
            if len(data) > MOST_BYTES:
                raise UsageError(own_file.DOES_NOT_END)
            text = _decoded(data)
    except (OSError, ValueError):  # it is closed
        return ""
    if text is None:
        raise UsageError(own_file.NO_TEXT)
    return text


def comes_from_a_pipe() -> bool:
    """Return whether standard input is gone once it was read."""
    try:
        return not stat.S_ISREG(os.fstat(sys.stdin.fileno()).st_mode)
    except (OSError, ValueError, AttributeError):
        return False


def _decoded(data: bytes) -> str | None:
    """Return the text, with or without a mark before it; ``None`` where it is none."""
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def read_text(text: str, library: Library) -> WholeSheet:
    """Return the pieces of a sheet, or of the last workout of an app's log. Raises
    ``UsageError`` for more than one sheet has."""
    log = read_tracker(text)
    if log is not None:
        if not log.lines:
            raise UsageError(prescribing.EMPTY_LOG)
        said = SheetPart(prescribing.last_workout(log.when, log.rows), (0,), is_aside=True)
        each = (SheetPart(line, (number,)) for number, line in enumerate(log.lines, 1))
        return WholeSheet((said, *each))
    rows = text.splitlines()
    if any(len(row) > LONGEST_LINE for row in rows):
        raise UsageError(own_file.line_too_long(LONGEST_LINE))
    full = [row for row in rows if row.strip()]
    if len(full) > MOST_ROWS:
        raise UsageError(prescribing.TOO_MANY.format(MOST_LINES))
    if len(rows) > 10 * MOST_LINES:
        raise UsageError(own_file.DOES_NOT_END)
    whole = read_whole_sheet(rows, library)
    if len(whole.lines) > MOST_LINES:
        raise UsageError(prescribing.TOO_MANY.format(MOST_LINES))
    return whole
