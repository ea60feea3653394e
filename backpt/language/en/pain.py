"""What is said about pain between sessions: the answer to ``backpt pain``, and its mistakes."""

from __future__ import annotations

from backpt.language.en.trouble import TRY_AGAIN
from backpt.prescription.quoting import quoted
from backpt.progress.entry import Activity, Entry, Source, Spread
from backpt.safety.days import Leg

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

NOT_A_NUMBER = "Pain is a whole number from 0 (none) to 10 (worst); write: backpt pain 4"
NO_WORST = "--worst is a whole number from 0 (none) to 10 (worst); write --worst 6"
LESS_THAN_NOW = "--worst is the worst of the day, and cannot be less than the pain now."
NO_LEG = "--leg is one of: none, same, closer, further."
NO_SPREAD = "--spread is one of: none, buttock, thigh, below-knee."
TINGLING_OR_NOT = "--tingling and --no-tingling say the opposite; leave one of the two out."
IF_IT_IS_NEW = "If the tingling is new, answer the safety questions now: backpt safety."
NO_ACTIVITY = (
    "--activity is a thing you want to do and how well you can, 0 cannot to 10 as before;"
    ' write --activity "tie my shoes=6"'
)
TOO_MANY_ACTIVITIES = "Three activities at most."
SAME_ACTIVITY = "The same --activity is there twice; leave one of the two out."
NO_NOTE = "--note is a few plain words on one line, 500 letters at most."
NOTHING_SAID = "--at says when; add what it was, like: backpt pain 4 --at yesterday"
JSON_OR_ENTRY = "--json shows your diary and keeps nothing; leave it out to say how it is."

_LEGS: dict[Leg, str] = {
    Leg.NONE: "nothing in the leg",
    Leg.SAME: "the leg the same",
    Leg.CLOSER: "leg pain closer to the back",
    Leg.FURTHER: "pain further down the leg",
}
SPREADS: dict[Spread, str] = {
    Spread.NONE: "in the back only",
    Spread.BUTTOCK: "down to the buttock",
    Spread.THIGH: "down to the thigh",
    Spread.BELOW_KNEE: "below the knee",
}
_LIMITED = (
    "kept from nothing",
    "kept from a little that day",
    "kept from much that day",
    "kept from nearly everything that day",
)


def no_moment(option: str, text: str) -> str:
    return (
        f"{option} {_shown(text)} is no moment; write {option} 20:00,"
        f' {option} "yesterday 20:00" or {option} 2026-11-21'
    )


def no_day(option: str, text: str) -> str:
    return f"{option} {_shown(text)} is no day; write {option} yesterday or {option} 2026-11-21"


def long_before(option: str, text: str) -> str:
    return f"{option} {_shown(text)} is too long ago; write a day of the year 2000 or later."


def still_to_come(option: str, text: str) -> str:
    return f"{option} {_shown(text)} is still to come; say it afterwards."


def _shown(text: str) -> str:
    return quoted(text[:40])


def said(entry: Entry) -> str:
    """Return what an entry says, in a few words: "pain 4, worst 6"."""
    parts = (
        "" if entry.now is None else f"pain {entry.now}",
        "" if entry.worst is None else _worst(entry.worst, entry.source),
        "" if entry.leg is None else _LEGS[entry.leg],
        "" if entry.spread is None else SPREADS[entry.spread],
        "" if entry.tingling is None else _tingling(entry.tingling),
        "woken by it in the night" if entry.woken else "",
        "not woken by it" if entry.woken is False else "",
        "" if entry.limited is None else _LIMITED[entry.limited],
        *map(_activity, entry.activities),
        "" if not entry.unsure else f"not sure how: {', '.join(entry.unsure)}",
    )
    return ", ".join(filter(None, parts))


def _worst(pain: int, source: Source) -> str:
    return f"worst of the week {pain}" if source is Source.WEEKLY else f"worst {pain}"


def _tingling(is_there: bool) -> str:
    return "tingling in a leg" if is_there else "no tingling"


def _activity(one: Activity) -> str:
    return f'"{one.name}" {one.can} of 10'


def answer(what: str, *, is_there: bool) -> str:
    """Return the answer to what was said; not ``is_there``: it waits in a file."""
    return f"{'In your diary' if is_there else 'Kept for your diary'}: {what}."


def kept(entry: Entry, when: str) -> str:
    """Return what an entry says, for ``answer``; ``when`` is its moment as it is shown."""
    return f"{said(entry) or 'a note'}, {when}"


def since_kept(day: str) -> str:
    """Return the beginning of an episode on that date, for ``answer``."""
    return f"this began on {day}"


def waits(why: str, path: str) -> str:
    """Return that what was said waits in a file, and why."""
    return (
        f"{why.removesuffix(TRY_AGAIN)}. Nothing is lost: what you said waits in {path}, and"
        " your next entry after that adds it. Do not say it again."
    )


def not_kept(why: str) -> str:
    """Return that no file took what was said."""
    return f"{why}. Nothing could be kept: say it again later."


# --- done without the program ----------------------------------------------------------

NOTHING_LEFT = "Nothing of it is left: leave out fewer exercises."


def not_in_it(name: str, routine: str, id_: str) -> str:
    """Return that ``name`` is no exercise of a routine."""
    return f"--without {_shown(name)} is no exercise of {routine}; see: backpt show {id_}"


def did(name: str, day: str) -> str:
    """Return a session that was held without the program, for ``answer``."""
    return f"{name}, {day}, done without backpt"


def did_waits(*told: str) -> str:
    """Return why the diary did not take it, and where it is, as sentences of one line."""
    return " ".join(one if one.endswith(".") else f"{one}." for one in told)


def unsure_kept(name: str) -> str:
    """Return an exercise of which it is not clear how it is done, for ``answer``."""
    return (
        f"you are not sure how to do {name}. Leave it out, and ask a physical therapist to"
        " show you"
    )


UNSURE_NEEDS_AN_EXERCISE = "--unsure is for one exercise; name it, like: backpt show bridge"
