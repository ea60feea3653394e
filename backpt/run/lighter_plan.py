"""Three ways to make a plan lighter, where less than was meant was done of it (T8)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from backpt.errors import BackptError
from backpt.language import plan as words
from backpt.prescription.model import Library, Work, prescribe
from backpt.progress.course import Course
from backpt.progress.plan import Plan, planned
from backpt.progress.plan_doubts import two_that_matter
from backpt.session.keymap import Means


def lighter_lines(course: Course) -> Iterator[str]:
    """Yield the ways out by name, each with what to type; nothing where there is no plan."""
    plan = planned(course.plans, course.aways, course.visits)
    counting = plan.counting(course.today)
    if not counting:
        return
    one = max(counting, key=lambda each: len(each.days))
    two = _two_of(one)
    if len(two) > 1:
        yield words.fewer(one, two)
    yield words.shorter(Means.LESS)
    yield words.another_time(one)


def _two_of(one: Plan) -> tuple[str, ...]:
    """Return the names of the two exercises that matter most in a plan; none where its routine
    has no more than two, or cannot be read."""
    from backpt.library import open_library

    with suppress(BackptError):  # a broken library is for ``check`` to explain
        library: Library = open_library()
        if one.routine in library.routines:
            routine = prescribe(library, one.routine)
            works = [item for item in routine.items if isinstance(item, Work)]
            if len(works) > 2:
                return tuple(each.name for each in two_that_matter(routine))
    return ()
