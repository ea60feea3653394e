"""Pain after a session in words, and the question about it on a later day (clinical D5)."""

from __future__ import annotations

from backpt.safety.days import Earlier, Rise

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_name(day: int, today: int) -> str:
    """Return the name that a day of the last week has on ``today``; both are ordinals."""
    match today - day:
        case 0:
            return "Earlier today"
        case 1:
            return "Yesterday"
        case _:
            return WEEKDAYS[(day - 1) % len(WEEKDAYS)]


def from_to(before: int | None, after: int | None) -> str:
    """Return pain before and after a session: "3 before, 5 after"."""
    return f"{after} after" if before is None else f"{before} before, {after} after"


def settled_question(higher: Earlier, today: int) -> str:
    """Return the question whether a day that ended higher had settled by the next."""
    said = f"{day_name(higher.day, today)}: pain {from_to(higher.before, higher.after)}."
    return f"{said} Was it {_back_to(higher.before, higher.after)} by the next day?"


def _back_to(before: int | None, after: int | None) -> str:
    if before is None or after is None or after <= before:
        return "lower"
    return f"back to {before}"


def rise_words(rise: Rise | None) -> str:
    """Return what follows from a session that ended higher; empty where none did."""
    if rise is None:
        return ""
    before, after = rise.before, rise.after
    numbers = f"Pain {from_to(before, after)}"
    if rise.is_all_today:
        return (
            f"{numbers}. No more today. Rest as is easiest; move a little when you can. If it"
            " is not lower after a day of rest, see a doctor."
        )
    how = "higher than before" if before is None or after > before else "still high"
    less = " Next time a quarter less." if rise.is_less_next else ""
    return (
        f"{numbers}: {how}. Rest easy; it should be {_back_to(before, after)} by tomorrow. I"
        f" will ask.{less}"
    )
