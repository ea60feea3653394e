"""Whether a change of a dose, or a phase, was offered and left without an answer. Pure, and
loads little: the first page asks it every time."""

from backpt.progress.course import Course
from backpt.safety.tables import PHASE_SAID_DAYS, STEP_WEEK_DAYS

UP_RULE = "F4"
"""Under this a step up that was asked about is kept among the tellings, answered or not."""
DOWN_RULE = "F8"
PHASE_RULE = "F"
"""Under this it is kept among the tellings that a phase was offered."""


def is_offer_left_open(course: Course) -> bool:
    """Tell whether one was asked about within STEP_WEEK_DAYS, and neither taken nor refused."""
    asked = [
        one.wall
        for day, one in course.tellings
        if one.rule in (UP_RULE, DOWN_RULE) and course.today - day < STEP_WEEK_DAYS
    ]
    return bool(asked) and all(one.wall < asked[-1] for one in course.changes)


def is_phase_left_open(course: Course) -> bool:
    """Tell whether a phase was offered within PHASE_SAID_DAYS, and none was chosen since."""
    said = [
        one.wall
        for day, one in course.tellings
        if one.rule == PHASE_RULE and course.today - day < PHASE_SAID_DAYS
    ]
    # The field by its value: the module of changes is loaded only where there are some.
    return bool(said) and not any(
        one.field == "phase" and one.wall >= said[-1] for one in course.changes
    )
