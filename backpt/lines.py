"""Sentences on standard output and error, wrapped for whoever reads them there."""

from __future__ import annotations

import os
import sys
from typing import TextIO


def say(text: str, stream: TextIO | None = None) -> None:
    """Print ``text``; on a terminal wrapped between words. A reader that is gone misses
    nothing: nothing is raised then."""
    out = sys.stdout if stream is None else stream
    try:
        print(_fitted(text, out), file=out, flush=True)  # this is what it is for
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())


def _fitted(text: str, stream: TextIO) -> str:
    if not stream.isatty():
        return text
    import textwrap

    try:
        columns = os.get_terminal_size(stream.fileno()).columns or 80
    except OSError:
        columns = 80
    return "\n".join(
        textwrap.fill(line, min(columns, 88), break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    )
