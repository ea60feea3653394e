"""What is said before a routine that is for later, too soon, or too early in the day."""

from __future__ import annotations

from backpt.language.en.durations import count
from backpt.prescription.model import Routine
from backpt.safety.levels import Concern, HighPain, Lack, MeanPain, Milestone, Sessions
from backpt.safety.tables import GATE_HIGH_DAYS, GATE_HIGH_FROM

TITLE = "Before you go on"
GO_ON_ANYWAY = "yes, go on anyway"

_MILESTONES = {
    "bridge": "bridge 2 x 10",
    "bird-dog": "bird dog 6 x 6 s each side",
    "sit-to-stand": "sit-to-stand 2 x 8",
}
"""By the id of the exercise; the numbers are those of ``safety.levels.MILESTONES``."""


def instead(below: Routine) -> str:
    return f"instead {below.name}"


def lines(found: Concern, routine: Routine) -> tuple[str, ...]:
    """Return all there is to say before ``routine``, a sentence or two a line."""
    said = (
        _for_later(found, routine) if found.lacking else "",
        _day_between(is_today=found.strength_today) if found.strength_lately else "",
        _early(found) if found.folds else "",
    )
    return tuple(filter(None, said))


def _for_later(found: Concern, routine: Routine) -> str:
    return f"{routine.name} is for later. First: {'; '.join(lacks(found.lacking))}."


def lacks(lacking: tuple[Lack, ...]) -> tuple[str, ...]:
    """Return what the gate to a phase still wants; its milestones in one part."""
    milestones = [_MILESTONES[one.exercise] for one in lacking if isinstance(one, Milestone)]
    said = {_part(one) or ", ".join(milestones): None for one in lacking}
    return tuple(said)


def _part(one: Lack) -> str:
    match one:
        case Sessions():
            so_far = count(one.there) if one.there else "none"
            return f"{count(one.wanted)} sessions of phase {one.phase}, {so_far} so far"
        case MeanPain():
            return f"a mean pain of {one.most:g} or less over a week, {one.mean:.1f} now"
        case HighPain():
            return f"{count(GATE_HIGH_DAYS)} days without pain of {GATE_HIGH_FROM} or more"
        case Milestone():
            return ""


def _day_between(*, is_today: bool) -> str:
    when = "today" if is_today else "yesterday"
    return f"You did strength {when}. Muscles need a day between."


def _early(found: Concern) -> str:
    names = ", ".join(exercise.name for exercise in found.folds)
    return f"No strong forward bend in the first two hours after getting up: {names}."
