"""A change of a dose in words: as it is offered, kept, listed, and said beside a dose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backpt.language.en.durations import in_full
from backpt.language.en.trends import date_words
from backpt.language.en.words import dose_written
from backpt.prescription.model import Item, Work
from backpt.progress.change import Change, ChangeField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from backpt.prescription.model import Exercise
    from backpt.progress.offer import Offer
    from backpt.progress.report_values import DoseChange
    from backpt.safety.agreed import Laid

# --- the question after a session ------------------------------------------------------

A_STEP_UP, HARDER, LESS_FOR_GOOD = "A step up?", "Something harder?", "Less for good?"
YES_UP, YES_LESS = "yes, so next time", "yes, so from now on"
NOT_NOW = "no, not now"
THIS_ONE = "this one, next time"
LEAVE_OUT = "leave it out"
TAKE_BACK = "To take it back: backpt plan --changes"


def waits(offer: Offer) -> str:
    """Return for the first page what is asked again: "After your next session: Bridge, from 8
    to 9?"."""
    name = offer.exercise.name
    if offer.field is ChangeField.EXERCISE:
        other = "harder" if isinstance(offer.to, str) and not offer.to else "easier"
        return f"After your next session: something {other} in place of {name}?"
    to, was = amount(offer.field, offer.to), amount(offer.field, offer.was)
    return f"After your next session: {name}, from {was} to {to}?"


def could_do_more(offer: Offer) -> str:
    """Return the question for two in reserve (F4): of a hold or a time, for longer."""
    name = offer.exercise.name
    match offer.field:
        case ChangeField.HOLD:
            return f"{name}: could you have held each one for two more good seconds?"
        case ChangeField.TIME:
            return f"{name}: could you have gone on for longer, just as well?"
        case _:
            return f"{name}: could you have done two more good ones?"


def step(offer: Offer) -> str:
    """Return what a yes leads to: "Then 9 each set next time, where it was 8."."""
    to, was = amount(offer.field, offer.to), amount(offer.field, offer.was)
    match offer.field:
        case ChangeField.REPS:
            return f"Then {to} each set next time, where it was {was}."
        case ChangeField.HOLD:
            return f"Then hold for {to} next time, where it was {was}."
        case _:
            return f"Then {to} next time, where it was {was}."


def amount(field: ChangeField, value: float | str) -> str:
    """Return a number of a dose with its unit: "9", "2 sets", "7 seconds"."""
    if isinstance(value, str):
        return value
    match field:
        case ChangeField.SETS:
            return f"{value:g} set{'' if value == 1 else 's'}"
        case ChangeField.HOLD | ChangeField.TIME:
            return in_full(value)
        case _:
            return f"{value:g}"


def reason(offer: Offer) -> str:
    """Return why it is offered: "2 full sessions, pain at most 1, settled by the next day."."""
    return (
        f"{offer.sessions} full sessions, pain at most {offer.pain}, settled by the next day."
    )


def choose(offer: Offer) -> str:
    return f"{offer.exercise.name} is at its top. If yes, which of these in its place?"


def choice(number: int, exercise: Exercise) -> str:
    """Return a line of the harder ones: "1) Single-leg bridge (needs: band)"."""
    needs = f" (needs: {', '.join(exercise.needs)})" if exercise.needs else ""
    return f"{number}) {exercise.name}{needs}"


def ended_early(offer: Offer) -> str:
    many = offer.sessions
    return f"{offer.exercise.name}: it hurt, and ended early, in {many} sessions running."


def less(offer: Offer) -> str:
    """Return what a yes to less leads to."""
    if offer.field is ChangeField.EXERCISE:
        name = offer.choices[0].name if offer.choices else offer.to
        return f"{name} in its place, from next time on?"
    to, was = amount(offer.field, offer.to), amount(offer.field, offer.was)
    return f"Back from {was} to {to}, from next time on?"


def kept(offer: Offer, to: str) -> str:
    """Return what was agreed to; ``to``: the name of the exercise that was chosen, or empty."""
    name = offer.exercise.name
    if offer.field is ChangeField.EXERCISE:
        return f"From next time: {to} in place of {name}. {TAKE_BACK}"
    return f"{name}, from next time: {amount(offer.field, offer.to)}. {TAKE_BACK}"


KEPT_NOT_NOW = "Nothing is changed. I will not ask about it for two weeks."

# --- beside a dose ---------------------------------------------------------------------


def since_each(laid: Laid, names: Mapping[str, str]) -> dict[int, str]:
    """Return since when the items of a routine are what they are, by their numbers: "from 8
    since 3 Dec"; ``names`` are those of exercises by their ids."""
    said: dict[int, dict[str, tuple[float | str, int]]] = {}
    for number, one in laid.counting:
        if one.field == ChangeField.EXERCISE:  # what was changed before was of another
            said[number] = {}
        was, _ = said.setdefault(number, {}).get(one.field, (one.was, 0))
        said[number][one.field] = (was, one.day)
    return {
        number: ", ".join(
            _since(ChangeField(field), was, day, names) for field, (was, day) in fields.items()
        )
        for number, fields in said.items()
    }


def dose_since(item: Item, since: str) -> str:
    """Return a dose that was changed: "Bridge: 2 x 9, from 8 since 3 Dec."."""
    assert isinstance(item, Work), "nothing else has a dose"
    return f"{item.exercise.name}: {dose_written(item.exercise, item.dose)}, {since}."


def _since(field: ChangeField, was: float | str, day: int, names: Mapping[str, str]) -> str:
    if isinstance(was, str):
        return f"in place of {names.get(was, was)} since {date_words(day)}"
    of = "hold " if field is ChangeField.HOLD else ""
    return f"{of}from {amount(field, was)} since {date_words(day)}"


def listed(change: Change, number: int, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return a line of the changes: number, day, exercise, what changed, where, by whom."""
    where = names.get(change.routine, change.routine)
    return (
        str(number),
        date_words(change.day),
        names.get(change.exercise, change.exercise),
        change_words(change, names),
        where,
        change.by,
    )


def change_words(change: Change | DoseChange, names: Mapping[str, str]) -> str:
    """Return what a change changes: "8 -> 9 each set", "5 seconds -> 7 seconds"."""
    was, to = (
        names.get(value, value) if isinstance(value, str) else amount(change.field, value)
        for value in (change.was, change.to)
    )
    match change.field:
        case ChangeField.REPS:
            return f"{was} -> {to} each set"
        case ChangeField.HOLD:
            return f"hold {was} -> {to}"
        case _:
            return f"{was} -> {to}"


NO_CHANGES = "No dose was changed. The exercises are as their file has them."
CHANGES_HEADS = ("no.", "since", "exercise", "change", "routine", "by")


def no_such_change(number: int, many: int) -> str:
    if not many:
        return NO_CHANGES
    return f"There is no change {number}. They go from 1 to {many}: backpt plan --changes"


def undone(change: Change, names: Mapping[str, str]) -> str:
    """Return what was taken back: "Taken back: Bridge, 8 -> 9 each set."."""
    name = names.get(change.exercise, change.exercise)
    return f"Taken back: {name}, {change_words(change, names)}."


TAKE_ONE_BACK = "To take one back: backpt plan --undo NUMBER"
NOTHING_TO_WRITE = "There is nothing to write into your file."


def in_your_file(id_: str) -> str:
    return f"{id_} stands in your file already. Change its doses there: backpt edit {id_}"


def by_itself(name: str) -> str:
    """Return that an exercise done by itself is in no routine that could be written."""
    return f"{name}, done by itself, stays as it was agreed: it is part of no routine of yours."
