"""The phases in words: where the user stands, what a gate wants, and maintenance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backpt.language.en.pages import PHASES
from backpt.language.en.trends import points
from backpt.progress.maintenance import MAINTENANCE
from backpt.progress.phases import LAST_PHASE, GateTick, Phase, PhaseCard, Want
from backpt.safety.levels import MILESTONES
from backpt.safety.tables import (
    GATE_AWAY_DAYS,
    GATE_FLARE_DAYS,
    GATE_HIGH_DAYS,
    GATE_HIGH_FROM,
    GATE_MEAN_DAYS,
    GATE_PAIN,
    MILD_DAYS,
    MILD_MOST,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

COCHRANE = "People who keep exercising have about half as many new episodes in the next year."
"""Cochrane CD006555: rate ratio 0.50, 0.34-0.73 (weeks 6)."""
UPKEEP = f"Go on with two or three sessions a week and walking. {COCHRANE}"
YOURS = (
    "You decide; once your goal is met: maintenance."
    " To choose one: backpt plan --to-phase 1, 2, 3 or maintenance"
)
ASK_ME = "The whole card: backpt plan --phase"
_MARKS = {True: "[x]", False: "[ ]", None: "[ ]"}
_MILESTONES = {one.exercise: one for one in MILESTONES}


def phase_name(phase: Phase) -> str:
    """Return "phase 2 (strengthen)", or "maintenance"."""
    return phase if isinstance(phase, str) else f"phase {phase} ({PHASES[phase]})"


def card_lines(card: PhaseCard, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the card, a line each; ``names`` are those of exercises by their ids."""
    if card.phase == MAINTENANCE:
        return (f"You are in {MAINTENANCE}.", UPKEEP, YOURS)
    of = f"You are in phase {card.phase} of {LAST_PHASE}: {PHASES[int(card.phase)]}."
    assert card.onward is not None
    one = ", one of these is enough" if card.wants_one and len(card.ticks) > 1 else ""
    onward = f"To {phase_name(card.onward)}{one}: {card.met} of {len(card.ticks)}."
    ticks = (tick_line(one, names) for one in card.ticks)
    return (of, *back_lines(card), onward, *ticks, *_open(card), YOURS)


def _open(card: PhaseCard) -> tuple[str, ...]:
    return (
        (f"The way to {phase_name(card.onward)} is open.",)
        if card.is_open and card.onward
        else ()
    )


def back_lines(card: PhaseCard) -> tuple[str, ...]:
    """Return why the phase before is offered; empty where it is not."""
    if card.back is None:
        return ()
    why = (
        f"{card.flare_ups} days of {GATE_HIGH_FROM} or more in {GATE_FLARE_DAYS} days"
        if card.flare_ups
        else f"{GATE_AWAY_DAYS} days or more without a session"
    )
    return (f"{why}: better {phase_name(card.back)} again for a while.",)


def tick_line(tick: GateTick, names: Mapping[str, str]) -> str:
    """Return one condition: "[ ] no day of 6 or more in the last 3: not yet"."""
    said = {True: "yes", False: "not yet", None: "not known, too few entries"}[tick.is_met]
    if tick.want in (Want.SESSIONS, Want.GOAL):
        said = f"{tick.there or 0:g} of {tick.wanted:g}"
    elif tick.want is Want.MEAN and tick.there is not None:
        said = f"{said}, {points(tick.there)}"
    return f"  {_MARKS[tick.is_met]} {_wanted(tick, names)}: {said}"


def _wanted(tick: GateTick, names: Mapping[str, str]) -> str:
    match tick.want:
        case Want.MEAN:
            return f"mean pain of {GATE_MEAN_DAYS} days at most {tick.wanted:g}"
        case Want.NO_HIGH:
            return f"no day of {GATE_HIGH_FROM} or more in the last {GATE_HIGH_DAYS}"
        case Want.LEG:
            return "leg pain the same or closer"
        case Want.SESSIONS:
            return "sessions of this phase"
        case Want.MILESTONE:
            _, reps, hold_s = _MILESTONES[tick.exercise]
            held = f", held {hold_s:g} seconds," if hold_s else ""
            name = names.get(tick.exercise, tick.exercise)
            return f"{name} {reps} times in one session{held} with pain of {GATE_PAIN} at most"
        case Want.MILD:
            return f"pain 0-{MILD_MOST} for {MILD_DAYS} days"
        case Want.GOAL:
            return "what you named goes as before, 10 of 10"


def question(to: Phase) -> str:
    return f"Go to {phase_name(to)}?"


def chosen(to: Phase) -> str:
    return (
        f"From now on: {phase_name(to)}. {UPKEEP}"
        if to == MAINTENANCE
        else (f"From now on: {phase_name(to)}.")
    )


def is_open(card: PhaseCard) -> str:
    """Return in one line what is offered now; empty: nothing."""
    if card.back is not None:
        return f"{back_lines(card)[0]} {ASK_ME}"
    if card.is_open and card.onward is not None:
        return f"{phase_name(card.onward).capitalize()} is open to you. {ASK_ME}"
    return ""


UNKNOWN_PHASE = "--to-phase takes 1, 2, 3 or maintenance."

# --- once a month ----------------------------------------------------------------------

STILL_WELL = "Still well?"
WORST_OF_MONTH = "Worst pain of the last four weeks, 0 none to 10 worst?"
