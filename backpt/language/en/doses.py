"""A dose in words: on paper, said back, explained. As it is spoken it stands in ``words``."""

from __future__ import annotations

from backpt.language.en.durations import how_many, in_full
from backpt.language.en.words import dose_phrase, side_noun
from backpt.prescription.durations import clock
from backpt.prescription.growing import amount
from backpt.prescription.model import Dose, Exercise, Grow, Sides


def dose_words(exercise: Exercise, dose: Dose) -> str:
    """Return the dose as a therapist writes it: "2 sets of 8, hold 3 seconds, each leg"."""
    parts = [_amount(dose)]
    if dose.pace.hold_s and dose.time_s is None:
        parts.append(f"hold {in_full(dose.pace.hold_s)}")
    if dose.sides is not Sides.BOTH:
        parts.append(f"each {side_noun(exercise)}")
    if dose.sides is Sides.ALTERNATE and dose.time_s is None:
        parts.append("alternating")
    if dose.self_paced:
        parts.append("at your own pace")
    return ", ".join(parts)


def _amount(dose: Dose) -> str:
    if dose.time_s is not None:
        length = in_full(dose.time_s)
        return length if dose.sets == 1 else f"{dose.sets} times {length}"
    if len(set(dose.reps)) > 1:
        return f"{dose.sets} sets: {', then '.join(map(str, dose.reps))}"
    if dose.sets > 1:
        return f"{dose.sets} sets of {dose.reps[0]}"
    return "once" if dose.reps[0] == 1 else f"{dose.reps[0]} times"


def growth_words(dose: Dose, grow: Grow | None) -> str:
    """Return how a dose may grow: "hold up to 5 seconds, then up to 12 times, then 3 sets".

    What is at its top already is left out; empty where nothing grows.
    """
    tops = []
    for growth in grow or ():
        now = amount(dose, growth.field)
        if now is not None and now < growth.high:
            tops.append(_top(growth.field, growth.high, dose))
    return ", then ".join(tops)


def _top(field: str, high: float, dose: Dose) -> str:
    match field:
        case "hold":
            return f"hold up to {in_full(high)}"
        case "time":
            return f"up to {in_full(high)}"
        case "sets":
            return f"up to {how_many(int(high), 'set')}"
        case _ if len(set(dose.reps)) > 1:
            more = int(high) - max(dose.reps)
            return f"up to {', '.join(str(reps + more) for reps in dose.reps)}"
        case _:
            return f"up to {how_many(int(high), 'time')}"


def growth_explained(dose: Dose, grow: Grow | None) -> str:
    """Return the same with the steps: "by 1 rep up to 12, then by 1 set up to 3"."""
    told = []
    for growth in grow or ():
        if amount(dose, growth.field) is None or growth.low >= growth.high:
            continue
        if growth.field in ("hold", "time"):
            what = " of hold" if growth.field == "hold" else ""
            told.append(f"by {in_full(growth.step)}{what} up to {in_full(growth.high)}")
        else:
            step = how_many(int(growth.step), growth.field.removesuffix("s"))
            told.append(f"by {step} up to {growth.high:g}")
    return ", then ".join(told)


def dose_said_back(exercise: Exercise, dose: Dose, frequency: str = "") -> str:
    """Return a prescription as it is said back: "Bridge: 3 sets of 10, hold 5 seconds, ..."."""
    parts = [amount_said_back(dose)]
    if dose.pace.hold_s and dose.time_s is None:
        parts.append(f"hold {in_full(dose.pace.hold_s)}")
    if dose.sides is not Sides.BOTH:
        parts.append(f"each {side_noun(exercise)}")
    if dose.sides is Sides.ALTERNATE:
        parts.append("alternating")
    if dose.self_paced:
        parts.append("at your own pace")
    if dose.sets > 1 and dose.rest_s:
        parts.append(f"rest {in_full(dose.rest_s)} between sets")
    if frequency:
        parts.append(frequency)
    return f"{exercise.name}: {', '.join(parts)}."


def amount_said_back(dose: Dose) -> str:
    if dose.time_s is not None:
        long = in_full(dose.time_s)
        return long if dose.sets == 1 else f"{dose.sets} times {long}"
    first, *others = dose.reps
    if len(set(dose.reps)) > 1:
        return ", then ".join(map(str, dose.reps))
    if others and first == 1:
        return f"{dose.sets} times"
    if others:
        return f"{dose.sets} sets of {first}"
    return "once" if first == 1 else f"{first} times"


def dose_explained(exercise: Exercise, dose: Dose) -> str:
    """Return the dose as it is spoken, and how long the parts of a rep are.

    "Five each side. Each rep: out 3 s, hold 3 s, back 3 s, relax 1 s."
    """
    pace = dose.pace
    parts = (
        ("out", pace.out_s),
        ("hold", pace.hold_s),
        ("back", pace.back_s),
        ("relax", pace.relax_s),
    )
    told = ", ".join(f"{part} {seconds:g} s" for part, seconds in parts if seconds)
    said = dose_phrase(exercise, dose)
    if dose.sides is Sides.ALTERNATE:
        said = (*said, "Alternate left and right.")
    if told and dose.time_s is None:
        said = (*said, f"Each rep: {told}.")
    if dose.sets > 1 and dose.rest_s:
        said = (*said, f"Rest {clock(dose.rest_s)} between sets.")
    return " ".join(said)
