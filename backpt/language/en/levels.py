"""What is said before a routine that is for later, too soon, or too early in the day."""

from __future__ import annotations

from backpt.language.en.durations import count
from backpt.prescription.model import Routine
from backpt.safety.levels import Concern, HighPain, Lack, MeanPain, Milestone, Sessions
from backpt.safety.tables import EARLY_H, GATE_HIGH_DAYS, GATE_HIGH_FROM, GATE_PAIN

TITLE = "Before you go on"
GO_ON_ANYWAY = "yes, go on anyway"

_NAMES = {
    "bridge": "bridge",
    "bird-dog": "bird dog (both sides counted)",
    "sit-to-stand": "sit-to-stand",
}
"""Of the exercises of ``safety.levels.MILESTONES``, within a sentence."""


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
    milestones = tuple(one for one in lacking if isinstance(one, Milestone))
    said = {_part(one) or _milestones(milestones): None for one in lacking}
    return tuple(said)


def _milestones(lacking: tuple[Milestone, ...]) -> str:
    said = ", ".join(_milestone(one) for one in lacking)
    each = "each " if len(lacking) > 1 else ""
    return f"{said}, {each}in one session with pain of {GATE_PAIN} or less"


def _milestone(one: Milestone) -> str:
    times = f"{_NAMES[one.exercise]} {one.reps} times"
    if not one.hold_s:
        return times
    return f"{times} held {count(int(one.hold_s))} seconds"


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
    return (
        f"No strong forward bend in the first {count(EARLY_H)} hours after getting up: {names}."
    )
