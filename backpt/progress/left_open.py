"""Whether a change of a dose was offered and left without an answer. Pure, and loads little:
the first page asks it every time."""

from backpt.progress.course import Course
from backpt.safety.tables import STEP_WEEK_DAYS

UP_RULE = "F4"
"""Under this a step up that was asked about is kept among the tellings, answered or not."""
DOWN_RULE = "F8"


def is_offer_left_open(course: Course) -> bool:
    """Tell whether one was asked about within STEP_WEEK_DAYS, and neither taken nor refused."""
    asked = [
        one.wall
        for day, one in course.tellings
        if one.rule in (UP_RULE, DOWN_RULE) and course.today - day < STEP_WEEK_DAYS
    ]
    return bool(asked) and all(one.wall < asked[-1] for one in course.changes)
