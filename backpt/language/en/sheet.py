"""What stands on a sheet: labels, warning signs, pain, packs, dates; and of making one.

The words of warning signs and of pain are those of the clinical fact sheet, whose paragraphs
are named beside them. No clinician has reviewed them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from backpt.language.en.durations import in_full
from backpt.prescription.model import Dose, Exercise, Frequency, Mode, ThermalPlan, periods
from backpt.safety import tables
from backpt.safety.packs import STOP_AT_ONCE
from backpt.safety.rows import Urgency
from backpt.safety.tables import SIGNS

Labelled = tuple[str, str]
"""A label and what it says."""

MOST_BOXES = 4
"""Boxes for one day; whoever does more often than this needs no more boxes."""
SEVERAL = 3
"""What "every 2 hours", which is kept in words, is given."""

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

_A_DAY = re.compile(r"(?:\d+\s*[-–]\s*)?(\d+) times (?:a|per|each) day")
_TWICE = re.compile(r"morning and (?:evening|night)|twice (?:a|per) day|twice daily")
_SEVERAL = re.compile(r"several times a day|every \d+(?:-\d+)? (?:h|hours?)\b")


def pace_words(exercise: Exercise, dose: Dose) -> str:
    """Return how long the moving parts of a rep take: "Up in 2 seconds, back in 3 seconds"."""
    if dose.time_s is not None:
        return ""
    parts = (
        (exercise.out_word or "out", dose.pace.out_s),
        (exercise.back_word or "back", dose.pace.back_s),
    )
    told = (f"{name.lower()} in {in_full(seconds)}" for name, seconds in parts if seconds)
    return capital(", ".join(told))


def pack_times(plan: ThermalPlan) -> str:
    """Return how long a pack is on and off: "15 minutes on, 15 minutes off, 2 times"."""
    on, many = in_full(plan.apply_s), len(periods(plan))
    if many == 1:
        return f"{on} on"
    return f"{on} on, then {in_full(plan.off_s)} off, {many} times"


def planned_on(days: Sequence[int]) -> str:
    """Return the days of the week of a plan, 0 Monday: "Planned: Mon, Wed, Fri."."""
    return f"Planned: {', '.join(DAYS[day] for day in days)}."


def in_small_steps(later: str) -> str:
    """Return how a dose grows as the sheet says it: "In small steps: up to 10 times."."""
    return sentence(f"in small steps, {later}")


def boxes_a_day(frequency: Frequency | None, note: str = "") -> int:
    """Return how many boxes a day needs, 1 to 4: 3 for 2-3 times a day.

    Where a file says how often in words that no field holds, they stand in the ``note``.
    """
    if frequency is not None:
        return min(MOST_BOXES, frequency.times_high)
    text = note.casefold()
    if found := _A_DAY.search(text):
        return max(1, min(MOST_BOXES, int(found[1])))
    if _SEVERAL.search(text):
        return SEVERAL
    return 2 if _TWICE.search(text) else 1


def date_words(day: date) -> str:
    """Return "23 November 2026", which no country reads as another day."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Return "Mon 23 Nov"."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1][:3]}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return ``text`` with a capital and a full stop."""
    said = capital(text.strip())
    return said if said.endswith((".", "!", "?")) else f"{said}."


# --- what every sheet says -----------------------------------------------------------------

EMERGENCY_TITLE = "Get medical help at once if you have any of these"
EMERGENCY_BRIEF = (
    "Numbness between the legs, new bladder or bowel trouble, weakness or numbness in both"
    " legs, chest pain, or pain after a serious accident: go to emergency care.",
)
"""G2."""
_BEGAN, _HAD = "Began after", "Pain that began after"
"""The tables tell what the pain did; under the title each line must be a thing to have."""
EMERGENCY = tuple(
    sign.trigger.replace(_BEGAN, _HAD, 1) if sign.trigger.startswith(_BEGAN) else sign.trigger
    for sign in SIGNS
    if sign.urgency is Urgency.EMERGENCY
)
"""D3. One is enough."""
EMERGENCY_DO = "Call your emergency number or go to an emergency department now."
"""D6."""

PAIN_SCALE = "Pain up to 3 out of 10 is fine; 4 or 5: do less; 6 or more: stop."
"""G2; D1 and D5 (AHPS, PROVIDE, HP3)."""
STOP_RULE = (
    "Stop an exercise if pain moves further down your leg, or you get new numbness, weakness,"
    " dizziness or chest pain. Keep breathing all the time."
)
"""B, rules for all exercises."""
FOOTER = "General information, not personal medical advice. Do only what feels safe."
"""G2."""
UNKNOWN = (
    "Not made for you: the file with your safety answers is damaged, so nothing that you must"
    " be careful about is on this sheet. Answer the questions again (backpt safety), and print"
    " it anew."
)
UNREVIEWED = "No clinician has reviewed this sheet."

QUESTIONS = (
    "What do you think is moving or loading badly?",
    "Which two exercises matter most?",
    "How much pain is fine while I exercise?",
    "What should make me call you?",
    "How many visits do you expect?",
    "What do I do when it goes away?",
)
"""G5."""

CODE = "en"
"""The language, as a page or a PDF names it."""
QUESTIONS_CALL = "Questions? Call"
NOTHING = "-"
"""A cell of which there is nothing to say."""
TO_WRITE_IN, TO_TICK, NOT_PLANNED = "to write in", "to tick", "not planned"
SKIP, SKIP_TO_PAGE = "Skip to the exercises", "Skip to the figures"
PICTURES_MOVE = "The pictures move"
PAGE, PAGE_NUMBERS = "Page", "1 of 1"
"""As typst writes it: the number of this page and of all."""


def who(name: str, by: str, start: date | None) -> str:
    """Return for whom, by whom and from when a sheet is; empty where nothing is known."""
    parts = (
        f"For {name}" if name else "",
        f"by {by}" if by else "",
        f"from {date_words(start)}" if start else "",
    )
    return capital(", ".join(filter(None, parts)))


# --- headings and labels -------------------------------------------------------------------

HOW_MUCH_PAIN = "How much it may hurt"
QUESTIONS_FOR = "Questions for your therapist"
WHERE_FROM = "Where the doses come from"
CHANGED, TAKE_CARE = "Changed for you", "Take care"
HOW_TO = "How to do it"
PACE, BETWEEN_SETS, NEED = "Pace", "Between sets", "You need"
LATER, NOTE = "Later", "Note"
CAREFUL, WATCH, STOP_IF = "Careful", "Watch", "Stop if"
EASIER, HARDER = "Easier", "Harder"
GOAL, HOW_OFTEN, TAKES = "What it is for", "How often", "Takes"
NOTHING_TO_FETCH = "Nothing to fetch."
SAME_AGAIN = "The same, seen from another side."
"""What stands under the panel of a second view."""


def rest_for(seconds: float) -> str:
    return f"Rest for {in_full(seconds)}."


def rest_between(seconds: float) -> str:
    return f"Rest {in_full(seconds)}."


def about(minutes: int) -> str:
    return f"About {in_full(60 * minutes)}."


def unchecked(names: Sequence[str]) -> str:
    """Return what to do about the user's own exercises of which no safety is known."""
    them = "them" if len(names) > 1 else "it"
    return (
        f"No safety check for {', '.join(names)}: no precautions are known for {them}."
        f" Check with the person who gave {them} to you."
    )


def nothing_left(left_out: Sequence[str]) -> str:
    return " ".join(("nothing of it is left", *left_out))


def only_lists(said: str, listed: frozenset[str]) -> bool:
    """Whether ``said`` is like "Needs a chair and a band." and names nothing but ``listed``."""
    first, *others = re.findall(r"\w+", said.casefold()) or [""]
    return first == "needs" and set(others) <= {*listed, "a", "an", "and", "the", "one"}


# --- packs ---------------------------------------------------------------------------------

_CLOTH = {
    Mode.HEAT: "A dry cloth between pack and skin. Low or medium heat only.",
    Mode.COLD: "A damp thin towel between pack and skin; two layers straight from the freezer.",
    Mode.ALTERNATE: "A cloth between pack and skin, every time.",
}
"""C3 (SFH, BLACKP, HWHEAT)."""


def pack_lines(plan: ThermalPlan, not_with: Sequence[str]) -> tuple[Labelled, ...]:
    """Return how a pack is used, with its limits (C2, C3), as labels and sentences; with
    ``not_with``, who must not (C4), where that is to be told."""
    most = round(tables.PACK_MOST_ON_S / 60)
    hours = round(tables.PACK_BETWEEN_S / 3600)
    first, second = (round(seconds / 60) for seconds in tables.PACK_CHECKS_S)
    limits = (
        f"Never more than {most} minutes on; again only when your skin is back to normal."
        f" At least {hours} hours between two times, {tables.PACKS_A_DAY} times a day at"
        " most."
    )
    awake = f"Not in bed. Set an alarm. Look at your skin after {first} and {second} minutes."
    return (
        *((("Where", f"On {plan.area}."),) if plan.area else ()),
        ("How", f"{_CLOTH[plan.mode]} The pack goes on you, never under you."),
        ("Limits", limits),
        ("Stay awake", awake),
        *((("Not with", f"{'; '.join(not_with)}."),) if not_with else ()),
        ("Stop if", STOP_AT_ONCE),
    )


# --- where the doses come from -------------------------------------------------------------

FROM_GENERAL = "From general knowledge; no source text was seen"
NO_SOURCE = "No source is named"


def source_of(said: str, numbers: Sequence[int]) -> str:
    """Return a source and the exercises it is for; no numbers: the sheet has one exercise."""
    return f"{_exercises(numbers)}: {said}" if numbers else said


def without_source(said: str, numbers: Sequence[int]) -> str:
    """Return ``FROM_GENERAL`` or ``NO_SOURCE`` and the exercises of which it is true."""
    return f"{said}: {_exercises(numbers).lower()}." if numbers else f"{said}."


def _exercises(numbers: Sequence[int]) -> str:
    return f"Exercise{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"


# --- tables to fill in ---------------------------------------------------------------------

WEEK, DAY = "Week", "Day"
TICK = "Tick a box each time"
PAIN_COLUMN = "Pain before / after (0-10)"


def tick_done(*, only: bool) -> str:
    """Return the title of a table for a whole routine; ``only``: it has one exercise."""
    return f"Tick a box each time you have {'done it' if only else 'done them all'}"


def week(number: int) -> str:
    return f"Week {number}"


def week_from(day: date) -> str:
    return f"From {short_date(day)}"


def day_of_week(number: int, weekday: int) -> str:
    return f"Week {number}, {DAYS[weekday]}"


# --- what is said of a sheet that is made --------------------------------------------------


def font_lacks(stand_in: Sequence[str], lost: Sequence[str]) -> str:
    """Return what to say of characters that the font of the sheet lacks: those that another
    font drew, and those that no font has."""
    said = ""
    if stand_in:
        said = f"The font of the sheet lacks {_listed(stand_in)}: another font stands in."
    if lost:
        said = f"{said} No font here has {_listed(lost)}: there is a question mark instead."
    return said.strip()


def _listed(characters: Sequence[str]) -> str:
    shown = [f"{one} (U+{ord(one):04X})" for one in characters[:5]]
    more = f" and {len(characters) - 5} more" if len(characters) > 5 else ""
    return f"{', '.join(shown)}{more}"


def no_folder_for_pictures(folder: str, *, is_link: bool) -> str:
    kind = "link" if is_link else "file"
    return (
        f"{folder} is a {kind}, and the pictures belong in a folder of that name; name"
        " another file with -o."
    )


NO_CHOICE_OF_PRINTER = (
    "On Windows only the usual printer can be used; choose it in the settings of Windows, and"
    " write --print."
)
NO_PRINTER = (
    "There is no printer here: neither lp nor lpr is installed. Leave --print out, and print"
    " the file from a viewer."
)


def not_printed(why: str) -> str:
    """Return that the printer did not take the sheet; ``why`` as the system says it."""
    return f"The printer did not take the sheet: {why or 'it gave no reason'}."
