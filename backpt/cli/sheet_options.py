"""What is typed of any sheet: paper and names; and opening what was made."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TypeVar

from backpt.errors import UsageError
from backpt.language import printing
from backpt.paper.look import Paper, usual_paper
from backpt.terminal.questions import asks, confirm

Kind = TypeVar("Kind")

LONGEST_TEXT = 1000
"""Of a name or a phone number on a sheet."""


def chosen_paper(named: str | None) -> Paper:
    """Return the paper that was named, else the usual one here. Raises ``UsageError``."""
    try:
        return Paper(named.casefold()) if named is not None else _usual_paper()
    except ValueError:
        raise UsageError(printing.PAPER) from None


def _usual_paper() -> Paper:
    for variable in ("LC_ALL", "LC_PAPER", "LANG"):
        if name := os.environ.get(variable):
            return usual_paper(name)
    import locale

    return usual_paper(locale.getlocale()[0] or "")


def kind_named(
    path: str, endings: Mapping[str, Kind], refusal: Callable[[str], str]
) -> Kind | None:
    """Return the kind that the name of a file says, ``None`` where it says nothing.

    Raises ``UsageError`` with ``refusal`` of it where it says one that there is not.
    """
    ending = os.path.splitext(path)[1].lstrip(".").casefold()
    if ending and ending not in endings:
        raise UsageError(refusal(path))
    return endings[ending] if ending else None


def plain_text(option: str, text: str) -> str:
    """Return one line of text; what moves a cursor or turns the writing round is left out."""
    from backpt.terminal.text import clean

    if len(text) > LONGEST_TEXT:
        raise UsageError(printing.too_long(option, LONGEST_TEXT))
    return " ".join(clean(text).split())


def offer_to_open(path: str) -> None:
    """Ask whether to open a file, where somebody can answer and something can show it."""
    if not asks():
        return
    from backpt.paper.printers import open_file, viewer

    if viewer() is not None and confirm(printing.OPEN_IT):
        open_file(path)
