"""A therapist looks over a patient's file: what precautions take out, and a clearance."""

from __future__ import annotations

from collections.abc import Sequence

NOTHING_CHANGES = "Nothing changes."
NO_ROUTINES = "There is no routine in this file."
NOTHING_WRITTEN = "Nothing was written."
BY_IS_MISSING = "A clearance has a name: add --by, like --by 'Dr Ng'."
BY_IS_FOR_CLEAR = "--by says who clears an exercise: add --clear EXERCISE."
CLEAR_NEEDS_YES = "Nothing was written; to write it, add --yes"


def precautions(whys: Sequence[str]) -> str:
    """Return which precautions are laid over the file."""
    if not whys:
        return "No precautions are set. To name some: --with CODE,CODE"
    return f"Precautions: {' '.join(whys)}"


def no_code(code: str, near: str) -> str:
    all_of_them = "" if near else "; the codes are in brackets in: backpt safety --about"
    return f"--with: there is no precaution {code}{near}{all_of_them}"


def is_cleared(name: str, by: str, on: str) -> str:
    return f"{name} is cleared by {by}, {on}."


def not_for_surgery(name: str) -> str:
    """After surgery it is the person who is cleared, not one exercise (G3, 14)."""
    return (
        f"{name}: in the first 12 weeks after surgery a clearance of one exercise does not"
        " count. Clear the patient there: backpt safety --cleared DATE"
    )


def clear_it(name: str, by: str, on: str) -> str:
    return f"Clear {name} for this patient, by {by}, {on}? Every precaution is lifted for it."
