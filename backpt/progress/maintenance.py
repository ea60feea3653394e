"""Going on for life: two or three days a week and walking, once there is hardly any pain.

Maintenance follows from the entries (T10), or from the user's word that the goal is met, which
is a row like any other agreed change and may be taken back. It ends with it being said that the
pain is back; nothing is offered in it (weeks 7).
"""

from collections.abc import Iterable

from backpt.progress.change import Change, ChangeField, agreed
from backpt.progress.course import Course
from backpt.progress.entry import Source
from backpt.progress.episodes import is_mild
from backpt.safety.tables import STILL_WELL_DAYS

MAINTENANCE = "maintenance"
"""What a change of the phase leads to where the goal is met."""


def is_maintained(course: Course) -> bool:
    """Tell whether what was reached is only to be kept."""
    return is_mild(course) is True or is_goal_met(course.changes)


def is_still_well_due(course: Course) -> bool:
    """Tell whether to ask once more: nothing was said of a whole week for STILL_WELL_DAYS, the
    card of the week included, and there was a session before that."""
    if not is_maintained(course):
        return False
    first = course.today - STILL_WELL_DAYS
    weekly = [day for day, one in course.entries if one.source is Source.WEEKLY]
    began = min((day for day, _ in course.sessions), default=course.today)
    return began <= first and not any(day > first for day in weekly)


def is_goal_met(changes: Iterable[Change]) -> bool:
    """Tell whether the last word on the phase is that the goal is met."""
    said = [one for one in agreed(changes) if one.field is ChangeField.PHASE]
    return bool(said) and said[-1].to == MAINTENANCE
