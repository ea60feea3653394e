"""Sentences on standard output and error, wrapped for whoever reads them there.

Whatever else is in them - names of files, words of other programs - stands in a form that a
terminal only shows (``terminal.text.visible``).
"""

from __future__ import annotations

import os
import sys
from typing import TextIO


def say_line(text: str, stream: TextIO | None = None) -> None:
    """Print ``text`` as one line; on a terminal wrapped between words. A reader that is gone
    misses nothing: nothing is raised then."""
    from backpt.terminal.text import visible

    out = sys.stdout if stream is None else stream
    unicode = (getattr(out, "encoding", None) or "utf-8").lower().startswith("utf")
    try:
        print(wrapped(visible(text, unicode), out), file=out, flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())


def wrapped(text: str, stream: TextIO) -> str:
    """Return ``text`` broken between words where ``stream`` is a terminal."""
    if not stream.isatty():
        return text
    import textwrap

    try:
        columns = os.get_terminal_size(stream.fileno()).columns or 80
    except OSError:
        columns = 80
    return textwrap.fill(text, min(columns, 88), break_long_words=False, break_on_hyphens=False)
