"""What is said of a line of a therapist's sheet: what was chosen in it, and what is unclear.

Parts of sentences: the line itself, or a full stop, is put around them.
"""

from __future__ import annotations

from collections.abc import Sequence

from backpt.language.en.durations import how_many
from backpt.prescription.model import Mode
from backpt.prescription.quoting import quoted
from backpt.session.keymap import Means

# --- what was not understood, and what to do -------------------------------------------

UNSHOWABLE = "a character that cannot be shown; type the line anew"
ONE_EXERCISE = "these are several exercises; write one a line"
NO_EXERCISE = "no exercise is named"
ONE_WEEK = (
    "only for some weeks; make a routine of each, or begin its lines with their weeks, as in"
    " 'weeks 3-4: bridge 2x10'"
)
SEVERAL = "several exercises; write each on a line of its own, with its dose"
HOW_MUCH = "how much? write 3x10 for sets and reps, or 30s for a time"
MORE_THAN_ONE_PACK = (
    "more than one pack; a pack in a routine goes on once, like 'ice 15 min'; for on and off"
    " again: backpt icepack"
)
MISREAD = {
    "comma": "write 2.5s with a point, or a blank after the comma",
    "blank": "write the number that is to stand there",
    "per_what": "say 'each side', or leave it out",
    "no_number": "say how long or how many",
    "two_sides": "both sides are led alike; write the dose of one side",
    "one_side": (
        "both sides are led; leave it out, and pass over the other side with"
        f" {Means.NEXT.value}"
    ),
    "clock": "write a length with its units, like 1m30s",
}
"""What to do about a piece that is not read, by its kind."""


def too_long(characters: int) -> str:
    return f"a line of {characters} characters; write one exercise a line"


def misread(piece: str, kind: str) -> str:
    return f"'{piece}': {MISREAD[kind]}"


def said_twice(piece: str) -> str:
    return f"'{piece}': that is said twice; keep one of them"


def unclear(piece: str) -> str:
    """Return what to do about a number of which nobody knows what it counts."""
    return f"'{piece}': say what it counts, like '3 sets of 10', 'hold 5s' or 'twice a day'"


def no_unit(number: str) -> str:
    return f"'{number}' has no unit; write x{number} for reps or {number}s for seconds"


def no_length(name: str) -> str:
    """Return that a pack has no length."""
    return f"no length; write '{name} 15 min'"


def is_held(name: str, reps: int) -> str:
    """Return that many reps of a long hold may be meant as seconds."""
    return f"{name} is held; write {reps}s if {reps} is its length, or 'x{reps} hold 5s'"


def timed(name: str) -> str:
    return f"{name} is timed; say how often and how long, like '3 x 30s'"


def there_is(name: str, id_: str) -> str:
    """Return that an exercise that is said to be new is not."""
    return f"there is {name} ({id_}) already; leave 'new' out, or give yours another name"


def there_is_a_routine(name: str, id_: str) -> str:
    return f"there is a routine {name} ({id_}) already"


# --- what was chosen -------------------------------------------------------------------

UNCHECKED = "No safety check for this one"
EACH_REP = "'each' is read as each rep; write 'each side' if you change sides"
ALTERNATING = "Left and right alternate, as in the library"
OPEN_ENDED = "How many is not said, so each set is at your own pace"
NO_REST = "No rest between its sets; for one write 'rest 30s'"
ONE_SET = "It has one set, so no rest; for a rest after it use a line of its own"
NEW = f"New. {UNCHECKED}"
SAID_TO_BE_NEW = ("new ", "quite new ")
"""How a line begins whose exercise is one of the user's own; the second: like none."""


def named_set(name: str) -> str:
    """Return the exercise whose name was read as a number of sets: "quad sets"."""
    return f"{name} set"


def new_like(name: str) -> str:
    """Return that an exercise is new, and like one that has no precautions."""
    return f"New. It looks like {name}. {UNCHECKED}"


def new_with_precautions(name: str) -> str:
    """Return that an exercise is new, and whose precautions it has."""
    return (
        f"New. It looks like {name}, so it keeps the precautions of {name}; if it is quite"
        " another, begin its line with 'quite new'"
    )


def shortened(name: str) -> str:
    return f"'{name}' is said for short; its whole name is kept, too"


def noted(notes: tuple[str, ...]) -> str:
    """Return what is kept of a line beside its dose."""
    return f"Note: {', '.join(notes)}"


def note_about(name: str, notes: tuple[str, ...]) -> str:
    """Return the notes of a line as a sentence with the name of its exercise, or nothing."""
    return f"{name}: {', '.join(notes)}." if notes else ""


def pack_comes(when: str) -> str:
    return f"'{when}': a pack comes where its line stands on the sheet"


def begin_with(said: str, low: str) -> str:
    """Return that of "8-12" the lower number was taken."""
    return f"'{said}': begin with {low}"


def count_of_seconds(said: str) -> str:
    return f"'{said}' is a count of seconds"


def bare_hold(said: str, length: str) -> str:
    return f"'{said}' is read as {length}"


def breaths_last(breaths: int, length: str) -> str:
    """Return how long a hold of some breaths is taken to be."""
    return f"{how_many(breaths, 'breath')} {'is' if breaths == 1 else 'are'} taken as {length}"


def half_a_side(total: int, reps: int) -> str:
    return f"{total} in total is {reps} each side"


def times_a(low: float, high: float, per: str) -> str:
    """Return how often a day or a week, as ``how_often`` reads it: "2-3 times a day"."""
    if low == high and low in (1, 2):
        return f"{'once' if low == 1 else 'twice'} a {per}"
    return f"{_span(low, high)} times a {per}"


def days_of_a_week(low: float, high: float) -> str:
    """Return "3 days a week"; of one day, "once a week"."""
    return f"{_span(low, high)} days a week" if high > 1 else times_a(1, 1, "week")


def every_so_long(low: float, high: float, unit: str) -> str:
    """Return "every 2-3 hours", "every hour"."""
    return f"every {unit}" if low == high == 1 else f"every {_span(low, high)} {unit}s"


def _span(low: float, high: float) -> str:
    return f"{low:g}" if low == high else f"{low:g}-{high:g}"


def held_each(length: str) -> str:
    return f"{length} is how long each rep is held"


def each_rep(out_s: float | None, hold_s: float | None, back_s: float | None) -> str:
    """Return the parts of a rep that nobody timed."""
    parts = ("out", out_s), ("hold", hold_s), ("back", back_s)
    told = ", ".join(f"{name} {seconds:g} s" for name, seconds in parts if seconds)
    return f"Each rep: {told}; write 'own pace' to count for yourself"


def done_in(position: str) -> str:
    """Return how an exercise is taken to be done; ``position`` as it is written."""
    return f"Taken as done {position}; if not, say where after a comma: ', on your back'"


def done_elsewhere(usual: str, typed: str) -> str:
    """Return that the library does an exercise in another position than was typed."""
    return (
        f"The library does it {usual}, not {typed}; if yours is another exercise, give it"
        " another name"
    )


def as_in_library(amount: str, hold: str, rest: str) -> str:
    """Return what of a dose comes from the library; empty where nothing does."""
    kept = (amount, f"hold {hold}" if hold else "", f"rest {rest}" if rest else "")
    said = ", ".join(filter(None, kept))
    return f"As in the library: {said}" if said else ""


# --- said back -------------------------------------------------------------------------

LYING_LEFT, LYING_RIGHT = "Lying on your left side", "Lying on your right side"
"""The sides of a new exercise that is done lying on one."""
_BETWEEN = {"rest": "Rest", Mode.HEAT.value: "Heat", Mode.COLD.value: "Cold pack"}


def between(kind: str, length: str, frequency: str = "") -> str:
    """Return a rest or a pack between exercises, said back."""
    often = f", {frequency}" if frequency else ""
    return f"{_BETWEEN[kind]}: {length}{often}."


def between_name(kind: str) -> str:
    return _BETWEEN[kind]


def everything(frequency: str) -> str:
    return f"Everything {frequency}."


# --- the user's own file ---------------------------------------------------------------

WRITTEN_TO = "Written to:"
BEFORE = "The file as it was before:"
NO_PLACE = "no place was found for what was typed"


def of_the_name(reason: str) -> str:
    """Return why a name cannot be shown, from why a line cannot (``yaml_text``)."""
    return reason.replace("this line", "the name")


DAYS_ARE_GIVEN = (
    "days and weeks are read from a file or from --line: backpt new NAME --line"
    " 'Mon Wed Fri: ...'"
)


def condition(line: str) -> str:
    """Return what to do if something happens, as a sentence."""
    said = " ".join(line.split()).rstrip(".")
    return f"{said[:1].upper()}{said[1:]}."


def review_is_over(on: str) -> str:
    return f"review {quoted(on[:40])} is a day that is over; write one to come, like 12 Jan"


def left_out_for_leg(names: Sequence[str]) -> str:
    """Return that the program itself leaves exercises out once pain moves down the leg."""
    return (
        f"{', '.join(names)}: left out once you say that pain went further down the leg, until"
        " you have talked to your therapist."
    )


# --- a plan in lines -------------------------------------------------------------------


def version_name(name: str, days: str, weeks: str) -> str:
    """Return what a routine of a plan is called: "My back Mon Wed Fri, weeks three to four"."""
    on = days.lower() if days.lower() in ("daily", "every day", "weekdays") else days
    said = f"{name} {on}" if on else name
    return f"{said}, {weeks}" if weeks else said


def weeks_named(first: str, last: str) -> str:
    """Return the weeks of a routine; the numbers are words."""
    return f"week {first}" if first == last else f"weeks {first} to {last}"


def about_no_day(line: str) -> str:
    return f"{line}: no day of the plan has this exercise; name its days first"


def no_weeks(line: str, most: int) -> str:
    return f"{line}: the weeks are 1 to {most}, the first before the last, as in weeks 3-4"


def days_a_week(days: int) -> str:
    """Return how often, as a line of a sheet says it."""
    return {1: "once a week", 7: "daily"}.get(days, f"{days} days a week")


NOT_PLANNED_YET = "It is not in the plan, for it was not written."
