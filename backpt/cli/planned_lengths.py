"""How long the routines of a plan take, for this user, today."""

from backpt.cli.common import for_you, usual_manner
from backpt.cli.present import agreed_now, present
from backpt.errors import BackptError
from backpt.language import speech
from backpt.library import open_library
from backpt.paths import Paths
from backpt.prescription.model import Frequency, Library, Routine, prescribe, single
from backpt.progress.course import Course
from backpt.progress.today_plan import usual_minutes
from backpt.session.compile import flatten
from backpt.session.steps import total_s
from backpt.values import NamedTuple


class PlannedLength(NamedTuple):
    """What is known of a routine that is planned."""

    minutes: int | None = None
    """To the next whole one; ``None``: it is gone, and was never led."""
    often: Frequency | None = None
    """How often it is meant to be done."""


def planned_lengths(
    paths: Paths, course: Course, routines: set[str], own: str | None
) -> dict[str, PlannedLength]:
    """Return how long each routine takes at its present doses and with the user's precautions;
    of one that is gone, how long it took last."""
    try:
        library = open_library(own)
        agreed = agreed_now(paths)
    except BackptError:  # a broken library is for ``check`` to explain
        return {one: PlannedLength(usual_minutes(course, one)) for one in routines}
    found = {}
    for id_ in routines:
        written = _written(library, id_)
        if written is None:
            found[id_] = PlannedLength(usual_minutes(course, id_))
            continue
        now = present(written, library, agreed)
        adapted, _ = for_you(now.routine, now.library, paths)
        routine = now.routine if adapted.refused is not None else adapted.routine
        found[id_] = PlannedLength(_minutes(routine), written.frequency)
    return found


def _written(library: Library, id_: str) -> Routine | None:
    """Return the routine, or the exercise as one, as the file has it; ``None``: it is gone."""
    if id_ in library.routines:
        return prescribe(library, id_)
    return single(library.exercises[id_]) if id_ in library.exercises else None


def _minutes(routine: Routine) -> int:
    """Return how long it takes, to the next whole minute."""
    seconds = total_s(flatten(routine, speech, usual_manner()))
    return max(1, -int(-seconds // 60))
