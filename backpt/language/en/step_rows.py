"""A session as a table: a row a step, with start times and the total.

The words are those of ``captions``: the plan calls a step what the screen calls it.
"""

from __future__ import annotations

from collections.abc import Iterator

from backpt.language.en import packs, words
from backpt.language.en.durations import how_many
from backpt.prescription.durations import clock
from backpt.prescription.model import ThermalPlan, Work, periods
from backpt.session.steps import EXERCISE, Compiled, Gate, Step, StepKind

Row = tuple[str, ...]

ACTIONS: dict[StepKind, str] = {
    StepKind.SETUP: "get into place",
    StepKind.READY: "get ready",
    StepKind.WORK: "go on",
    StepKind.COUNT: "at your own pace",
    StepKind.SWITCH: "change sides",
    StepKind.REST: "rest",
    StepKind.GATE: "ready?",
    StepKind.APPLY: "pack on",
    StepKind.ALARM: "take the pack off",
    StepKind.OFF: "pack off",
}
WAITS = "ready?"
SKIN = "skin back to normal?"
LEG = "how is your leg?"
SKIN_LOOK = "look at your skin"

UNTIL_KEY = "until you press space"
UNTIL_ANSWER = "until you press y or n"
IF_NOT_NORMAL = "only if the skin is not back to normal"
IF_SKIN_SUFFERED = "only after over 20 minutes of contact, or if the skin does not come back"
NO_START = "-"


def step_rows(compiled: Compiled) -> list[Row]:
    """Return a row a step: start, exercise or pack, what to do, side, length; then the total.

    A step that the expected answers jump over has no start, and says when it comes.
    """
    steps = compiled.steps
    on_path = set(_expected(steps))
    rows: list[Row] = []
    start_s = 0.0
    for number, step in enumerate(steps):
        expected = number in on_path
        if not expected and step.ask is Gate.SKIN:
            continue  # asked once more after the extra minutes: nothing new to say
        begins = clock(start_s) if expected else NO_START
        length = _length(step) if expected else _condition(step)
        rows.append((begins, _name(step), _what(step), _side(step), length))
        start_s += step.planned_s
    return [*rows, (clock(start_s), "Total", "", "", "")]


def _expected(steps: tuple[Step, ...]) -> Iterator[int]:
    """Yield the steps that the expected answers lead through."""
    number = 0
    while number < len(steps):
        yield number
        step = steps[number]
        answer = "off" if step.kind is StepKind.ALARM else "yes"
        leads_to = step.leads_to(answer)
        number = number + 1 if leads_to is None else leads_to


def _name(step: Step) -> str:
    match item := step.item:
        case None:
            return "Before you start"
        case ThermalPlan():
            return packs.pack_name(item, step.place.set_no or 1)
        case _:
            return words.item_name(item)


def _what(step: Step) -> str:
    """Return the set and the rep, and what to do where they do not say it."""
    counted = _counted(step)
    if step.kind is StepKind.WORK and step.place.rep_no:
        return ", ".join(counted)
    return ", ".join((*counted, _action(step)))


def _action(step: Step) -> str:
    if step.kind is StepKind.READY and step.seconds is None:
        return WAITS
    match step.ask:
        case Gate.SKIN:
            return SKIN
        case Gate.SKIN_LOOK:
            return SKIN_LOOK
        case Gate.LEG:
            return LEG
        case _:
            return ACTIONS[step.kind]


def _counted(step: Step) -> Iterator[str]:
    set_no, rep_no = step.place.set_no, step.place.rep_no
    match item := step.item:
        case Work() if rep_no or step.kind in EXERCISE:
            reps = item.dose.reps[set_no - 1]
            if item.dose.sets > 1:
                yield f"set {set_no} of {item.dose.sets}"
            if rep_no:
                yield f"rep {rep_no} of {reps}"
            elif step.kind is StepKind.COUNT:
                yield how_many(reps, "rep")
        case ThermalPlan() if step.kind is StepKind.APPLY:
            many = len(periods(item))
            if many > 1:
                yield f"period {set_no} of {many}"
        case _:
            return


def _side(step: Step) -> str:
    item = step.item
    if isinstance(item, Work) and (
        step.place.rep_no or step.kind in (*EXERCISE, StepKind.SWITCH)
    ):
        return words.side_word(item.exercise, step.place.side).lower()
    return ""


def _length(step: Step) -> str:
    if step.seconds is not None:
        return _seconds(step.seconds)
    until = UNTIL_ANSWER if step.ask in (Gate.SKIN, Gate.LEG) else UNTIL_KEY
    return f"{until} (about {_seconds(step.planned_s)})" if step.planned_s else until


def _condition(step: Step) -> str:
    if step.ask is Gate.SKIN_LOOK:
        return IF_SKIN_SUFFERED
    return f"{_seconds(step.seconds or 0.0)}, {IF_NOT_NORMAL}"


def _seconds(seconds: float) -> str:
    return f"{seconds:g} s" if seconds < 60 else clock(seconds)
