"""Making sheets: what is wrong with the wish, what was written, what is sent."""

from __future__ import annotations

NO_PDF = (
    "There is no PDF maker for this machine (typst has no build for it), so this is a web page:"
    " open it in a browser and print it there."
)
SENT = "Sent to the printer."
OPEN_IT = "Open it now?"
SHEETS = "Sheets"
NO_ROUTINE_LEFT = "No routine is left for you, so nothing was written."

NAMES_A_FILE = "-o names a file; to read the sheet here: --to terminal."
PRINTER_IS_EMPTY = (
    "--printer is empty; name one after it, or say --print for your usual printer."
)
TO = "--to is one of: pdf, html, md, terminal."
TO_TERMINAL = "--to terminal shows one sheet here: leave out -o, --all and --print."
PRINT_IS_PDF = "--print sends the PDF of one routine; leave out --to and --all."
ROUTINE_OR_ALL = "A routine or --all, not both."
PAPER = "--paper is one of: a4, letter."
FROM = "--from is a day as year-month-day, like 2026-11-30."
FROM_OF_OUR_TIME = "--from is a day of our time, like 2026-11-30."
NO_PLAN_READ = "The plan cannot be read, so the sheet has boxes for every day."


def weeks(most: int) -> str:
    return f"--weeks is a whole number from 1 to {most}."


def do_not_agree(kind: str, output: str | None) -> str:
    return f"--to {kind} and -o {output} do not agree; leave one out."


def no_sheet_file(path: str) -> str:
    return f"A sheet is written as .pdf, .html or .md; {path} is none of these."


def too_long(option: str, most: int) -> str:
    return f"{option} is a line of text, {most} letters at most."


def not_for_you(trouble: str) -> str:
    """Return what is wrong with the kept answers, and what that means for a sheet."""
    return f"{trouble}. Until then the sheet is not made for you, and says so."


def nothing_left(name: str, why: str) -> str:
    return f"{name}: {why.rstrip('.')}."


def written(many: int, folder: str) -> str:
    return f"{many} {'sheet' if many == 1 else 'sheets'} in {folder}"


def written_so_far(many: int, of: int, folder: str) -> str:
    return f"{many} of {of} sheets {'is' if many == 1 else 'are'} in {folder}."


def warning(name: str, said: str) -> str:
    return f"{name}: {said}"
