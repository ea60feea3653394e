"""What is due today, the notice that says so, and the system's own timer."""

from __future__ import annotations

from collections.abc import Sequence

from backpt.language.en.plan import listed, plan_now
from backpt.progress.plan import Plan

# --- what is due -----------------------------------------------------------------------


def due(plans: Sequence[Plan], minutes: Sequence[int | None]) -> str:
    """Return what is due and when: "Due today: Home basics, 8 min, at 18:00."."""
    return f"Due today: {'; '.join(map(plan_now, plans, minutes))}."


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


# --- the system's timer ----------------------------------------------------------------

ABOUT = "backpt: reminder of your exercises"
WORDS = "--remind is one of: on, off, show."
NO_PLAN = (
    "You have no plan to be reminded of. To make one: backpt plan home-basics --days daily"
)
WILL_WRITE = "This will be written:"
WILL_RUN = "And this will be run:"
ASK = "Install it?"
NOTHING_INSTALLED = "Nothing was installed."
NOBODY_TO_ASK = "Nothing was installed: a yes is needed, and there is nobody to ask."
OUT_OF_DATE = "Your reminders are for other times, or another backpt."
RENEW = "Your reminders do not fit any more. To renew them: backpt plan --remind on"
STOP = "You have no plan any more. To stop the reminders: backpt plan --remind off"
ARE_OFF = "Reminders are off. To be reminded: backpt plan --remind on"
NOW_OFF = "Reminders are off now, and nothing of them is left."
HOW_IT_WORKS = (
    "You hear of it once, and once more 90 minutes later, if it is not done by then. To stop"
    " it: backpt plan --remind off"
)
COPY_THESE = (
    "This system has no timer that backpt could install. To be reminded, type crontab -e and"
    " add these lines:"
)
IN_CRONTAB = (
    "Your crontab reminds you. To stop it, type crontab -e and remove each line with backpt"
    " due."
)


def are_on(begins: Sequence[int]) -> str:
    """Return that reminders are on; ``begins`` are the times of the plan, in minutes after
    midnight."""
    return f"Reminders are on, for {_times(begins)} on the days of your plan."


def _times(begins: Sequence[int]) -> str:
    return listed(tuple(f"{at // 60}:{at % 60:02}" for at in begins))


def not_started(why: str) -> str:
    return f"The reminder could not be installed, and nothing of it is left: {why}."
