"""What is due today, the notice that says so, and the system's own timer."""

from __future__ import annotations

from collections.abc import Sequence

from backpt.language.en.plan import time_words
from backpt.progress.plan import Plan

# --- what is due -----------------------------------------------------------------------


def due(plans: Sequence[Plan], minutes: Sequence[int | None]) -> str:
    """Return what is due and when: "Due today: Home basics, 8 min, at 18:00."."""
    each = (
        ", ".join((one.name, *((f"{took} min",) if took else ()), *time_words(one)))
        for one, took in zip(plans, minutes, strict=True)
    )
    return f"Due today: {'; '.join(each)}."


NOTHING_DUE = "Nothing is due today."
NO_DAY_FOR_IT = "Nothing is due today: it is no day for exercises. To see why: backpt"
ENOUGH = (
    "Nothing is due today: in maintenance two or three days a week are enough, with a day"
    " between."
)


def not_known(why: str) -> str:
    return f"The plan cannot be read. The journal: {why}."


def notice(minutes: int | None) -> str:
    """Return the notice on the desktop: others may see the screen."""
    return f"Time for your exercises (about {minutes} min)" if minutes else TIME_FOR_IT


TIME_FOR_IT = "Time for your exercises"
