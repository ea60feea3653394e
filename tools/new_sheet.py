"""A therapist's sheet of twelve lines, typed, pasted and piped by a new user.

    python -m tools.new_sheet            write docs/new-sheet.md
    python -m tools.new_sheet --print    print it

Clinic and person are invented; everything else is what the program says. What a person types
stands behind its question. A question without an answer here ends with an error.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from backpt.cli import guarded, new, run
from backpt.terminal.questions import Lines
from tests.homes import environment

PAGE = Path(__file__).parents[1] / "docs" / "new-sheet.md"
HEAD = """\
# A new sheet

A therapist's sheet of twelve lines, three times: typed line by line, pasted, and piped. Made by
`python -m tools.new_sheet`, and held to it by a test. Clinic and person are invented; the rest
is what the program says.
"""
SHEET = """\
Riverside Physiotherapy, Tel. 0123 456 7890
Home exercises for Anna Example

1. Supine LTR x10, hold 3 seconds
2. PPT 2x10, hold 5s
3. SKTC 3 x 20s each side
4. Bridging 3x10
5. Supine hamstring stretch w/ strap 2 x 30s
6. Banded clamshells 2x15
7. Seated heel raises 2x15
8. Bird dog, dead bug 2x8 of each
Do these exercises twice a day
Precautions: no twisting for 6 weeks
"""
Reply = str | tuple[str, ...]


class Script(Lines):
    """Somebody at a terminal: what they type or paste (several lines) at each question."""

    def __init__(self, replies: Sequence[Reply]) -> None:
        super().__init__()
        self._replies = list(replies)

    def _next(self, question: str) -> Reply:
        if not self._replies:
            raise SystemExit(f"no answer to {question!r}")
        said = self._replies.pop(0)
        print(question + (said if isinstance(said, str) else "\n".join(said)))
        return said

    def read(self, question: str, names: Sequence[str] = ()) -> tuple[str, ...] | None:
        del names
        said = self._next(question)
        return (said,) if isinstance(said, str) else said

    def answer(self, question: str) -> str | None:
        said = self._next(question)
        return said if isinstance(said, str) else None


def _shown(home: Path, call: Callable[[], int], typed: str = "") -> str:
    """Return what ``call`` prints, with a home of its own, and ``typed`` piped into it."""
    out = io.StringIO()
    with (
        patch.dict(os.environ, environment(home, COLUMNS="80", TERM="dumb"), clear=True),
        patch.object(sys, "stdin", io.StringIO(typed)),
        redirect_stdout(out),
        redirect_stderr(out),
    ):
        guarded(call)
    return out.getvalue().replace(str(home), "~")


def _block(command: str, said: str) -> str:
    return f"```text\n$ {command}\n{said.strip()}\n```\n"


def _at_terminal(replies: Sequence[Reply]) -> str:
    with tempfile.TemporaryDirectory() as folder:
        script = Script(replies)
        return _shown(Path(folder), lambda: new.make(None, (), script, yes=False))


def _piped(text: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        return _shown(Path(folder), lambda: run(["new", "Anna", "--yes"]), text)


def typed_in() -> str:
    """Return the sheet typed line by line, with a slip, and one line mended at the end."""
    lines = [line.partition(". ")[2] for line in SHEET.splitlines() if line[:1].isdigit()]
    slip = "Bridging 3x10 4x8"
    mended = [*lines[:3], slip, *lines[3:5], lines[5], "1", lines[6], "", lines[7]]
    ends = ["twice a day", "Precautions: no twisting for 6 weeks", "", "2", "PPT 3x10, hold 5s"]
    return _at_terminal(["Anna", *mended, *ends, "y"])


def pasted_in() -> str:
    """Return the sheet pasted where the name is asked for."""
    return _at_terminal([tuple(SHEET.splitlines()), "Anna", "1", "", "", "y"])


def page() -> str:
    """Return the page."""
    sure = SHEET.replace("Banded clamshells", "Clamshells")
    sure = sure.replace("Seated heel raises", "New seated heel raises")
    parts = (
        HEAD,
        f"## The sheet\n\n```text\n{SHEET}```\n",
        "## Typed\n\nOne line is not understood and typed again; line 2 is typed anew.\n",
        _block("backpt new", typed_in()),
        "## Pasted\n\nAll of it at once, where the name is asked for.\n",
        _block("backpt new", pasted_in()),
        "## Piped\n\nNobody can be asked, so two lines say first what they are.\n",
        _block("backpt new Anna --yes < sheet.txt", _piped(SHEET)),
        _block("backpt new Anna --yes < sheet.txt", _piped(sure)),
    )
    return "\n".join(parts)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--print", action="store_true", help="print it, write nothing")
    text = page()
    if parser.parse_args().print:
        sys.stdout.write(text)
    else:
        PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
