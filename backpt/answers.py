"""Which first questions were answered, and when: a small text file, a line a question.

Knows nothing of the questions themselves. A file that cannot be read or written only means
that it asks again.
"""

from __future__ import annotations

import os

EMERGENCY = "emergency-questions"


def pack(mode: str) -> str:
    """Return the name of the question about packs of one mode."""
    return f"pack-{mode}"


def answered(path: str, question: str) -> str | None:
    """Return the date on which ``question`` was last answered with "none", or ``None``."""
    try:
        with open(path, encoding="utf-8") as file:
            lines = file.read(10_000).splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    kept = [line.split() for line in lines]
    dates = [words[1] for words in kept if len(words) > 1 and words[0] == question]
    return dates[-1] if dates else None


def keep(path: str, question: str, date: str) -> bool:
    """Add that ``question`` was answered on ``date`` (ISO); tell whether it could be kept."""
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(path, "a", encoding="utf-8") as file:
            file.write(f"{question} {date}\n")
    except OSError:
        return False
    return True
