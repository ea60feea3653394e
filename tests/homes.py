"""Homes of people who use the program: their environment, and their answers to the cards."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from backpt.clock import Clock
from backpt.journal.local_days import local_day


def answers_file(home: Path) -> Path:
    return home / ".local" / "share" / "backpt" / "safety.txt"


def answer(home: Path, about: str = "none", answered: str = "") -> None:
    """Keep answers to the cards, today's unless ``answered`` names a day."""
    answered = answered or date.fromordinal(local_day(Clock().wall())).isoformat()
    answers_file(home).write_text(
        f"answered: {answered}\nemergency: none\nurgent: none\nabout: {about}\npacks: none\n"
    )


def environment(home: Path, *, about: str = "none", **more: str) -> dict[str, str]:
    """An environment whose home is ``home``, with temporary files of its own, and in which the
    safety cards are answered."""
    data = home / ".local" / "share" / "backpt"
    data.mkdir(parents=True, exist_ok=True)
    answer(home, about)
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return {
        **kept,
        "HOME": str(home),
        "TMPDIR": str(home),
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(Path(__file__).parents[1]),
        **more,
    }
