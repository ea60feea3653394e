"""The weeks in words: what the rules between sessions say, to whom to turn, and when again.

A sentence has its numbers in it and says what to do. It is never a diagnosis. The rules are
those of ``progress/rules.py``; their ids are only in the answer to why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from backpt.language.en.advice import IF_IT_DOES_NOT_DROP, not_today
from backpt.language.en.after_session import day_name, from_to
from backpt.language.en.trends import date_words, points, trend_line, trend_words
from backpt.progress.advice import Advice, said_again
from backpt.progress.due_questions import ActivityChange, DueQuestion
from backpt.progress.rules import Input, Ruling
from backpt.progress.trend import Direction
from backpt.safety.rows import AdviceLevel
from backpt.safety.signs import CONTACT_WORDS, words_for
from backpt.safety.tables import (
    BAD_DAYS,
    BAD_FROM,
    BAD_OF_DAYS,
    EPISODE_FROM,
    LIMITED_OF_DAYS,
    QUIET_DAYS,
    RECURRENCE_DAYS,
    T3A_DROP,
    TREND_POINTS,
    TREND_SHARE,
    WEEKS,
    WOKEN_OF_NIGHTS,
    WORST_FROM,
)

TALK = " ".join(CONTACT_WORDS)
NOTHING = "Nothing stands out. Keep going."
SAY_MORE = "The more days you say, the sooner it shows: backpt pain, and a number from 0 to 10."
NOTHING_YET = "Nothing to go by yet. Say how it is: backpt pain, and a number from 0 to 10."
PAGE_HOW = "The page to take along: backpt report"
DONE_HOW = (
    'When you have called: backpt advice --done "called Monday". Then it is quiet for'
    f" {QUIET_DAYS} days."
)
DONE_KEPT = (
    f"you have talked to somebody. No reminder for {QUIET_DAYS} days, unless it gets worse"
)
"""For ``pain.answer``."""
DONE_ALONE = "--done says that you have called; leave --why, --history and --json out."
DONE_TEXT = '--done is a few plain words; write --done "called Monday"'
PACKS_ARE_SHORT = "Heat or ice gives short-term relief; the exercises do the lasting work."
"""After a pack, once a week at most (A15)."""

Names = Mapping[str, str]
"""Names of exercises by their ids."""


def sentence(one: Ruling, today: int, names: Names | None = None) -> str:
    """Return what a rule that holds says, with its numbers and what to do."""
    say = _SENTENCES.get(one.rule)
    if say is None:
        return " ".join(words_for((one.rule,)))
    return say(one, today, names or {})


def headline(advice: Advice, names: Names | None = None) -> tuple[str, ...]:
    """Return the headline and when it is said again; empty where there is nothing to say."""
    one = advice.headline
    if one is None:
        return ()
    return tuple(filter(None, (sentence(one, advice.today, names), again(advice))))


def nothing(advice: Advice) -> str:
    """Return the answer where no rule has anything to say: that may be for want of days."""
    course, trend = advice.facts.course, advice.facts.trend
    if not (course.entries or course.sessions):
        return NOTHING_YET
    if trend.direction is Direction.UNKNOWN:
        return f"Nothing stands out yet. {trend_line(trend)} {SAY_MORE}"
    return NOTHING


def again(advice: Advice) -> str:
    """Return when the headline is said again; empty for what is said every time."""
    day = said_again(advice)
    if day is None:
        return ""
    days = day - advice.today
    when = "tomorrow" if days == 1 else f"in {days} days"
    return f"I will say so again {when}, or when it changes."


def quiet(advice: Advice) -> str:
    """Return until when advice to talk to somebody is quiet; empty where it is not."""
    if advice.quiet_until is None:
        return ""
    return f"You have talked to somebody: no reminder until {date_words(advice.quiet_until)}."


# --- one rule each ---------------------------------------------------------------------


def _number(one: Ruling, name: str) -> float:
    value = one.inputs.get(name)
    return float(value) if isinstance(value, int | float) else 0.0


def _whole(one: Ruling, name: str) -> int:
    return int(_number(one, name))


def _pain(one: Ruling, name: str) -> int | None:
    value = one.inputs.get(name)
    return value if isinstance(value, int) else None


def _bad_days(one: Ruling, today: int, names: Names) -> str:
    many = _whole(one, "bad_days")
    which = "each" if many == BAD_OF_DAYS else f"{max(many, BAD_DAYS)}"
    if _whole(one, "until") < today:
        which, until = f"{max(many, BAD_DAYS)}", date_words(_whole(one, "until"))
        return f"Pain was {BAD_FROM} or more on {which} days up to {until}. {TALK}"
    return f"Pain was {BAD_FROM} or more on {which} of the last {BAD_OF_DAYS} days. {TALK}"


def _leg(one: Ruling, today: int, names: Names) -> str:
    return (
        f"Pain was further down the leg {_times(_whole(one, 'sessions_running'))} running."
        f" {TALK} Until it is closer to the back or gone: rest positions and walking."
    )


def _below_the_knee(one: Ruling, today: int, names: Names) -> str:
    days = _whole(one, "tingling_days")
    below = one.inputs.get("below_knee") == "true"
    why = "Pain or tingling reaches below the knee." if below else f"Tingling for {days} days."
    return (
        f"{why} {TALK} Do so within a few days. If the leg gets weak or numb, answer the"
        " safety questions at once: backpt safety."
    )


def _two_weeks(one: Ruling, today: int, names: Names) -> str:
    first, last = points(_number(one, "first")), points(_number(one, "last"))
    if "between" in one.inputs:
        better = points(_number(one, "between"))
        course = f"{first} at first, {better} in the best week between, {last} now"
        return f"{_since(one)}: {course}. It has come back. {TALK}"
    return f"{_since(one)}: {first} at first, {last} now, no real change. {TALK}"


def _six_weeks(one: Ruling, today: int, names: Names) -> str:
    return (
        f"{_since(one)}, and {_still(one)}. Please see somebody: you can often go to a"
        " physical therapist directly, or see a doctor."
    )


def _twelve_weeks(one: Ruling, today: int, names: Names) -> str:
    return (
        f"{_since(one)}, and {_still(one)}. Ask a physical therapist or doctor to look at it"
        " again, and for a structured programme. Walking is part of it."
    )


def _since(one: Ruling) -> str:
    weeks = _whole(one, "age") // 7
    return f"{weeks} weeks since this began"


def _still(one: Ruling) -> str:
    return (
        f"the last {_whole(one, 'recent_days')} days are still at"
        f" {points(_number(one, 'recent'))} on average"
    )


def _came_back(one: Ruling, today: int, names: Names) -> str:
    many, since = _whole(one, "episodes"), one.inputs.get("since_quiet")
    if isinstance(since, int) and since <= RECURRENCE_DAYS:
        why = (
            f"Pain of {EPISODE_FROM} or more is back, {since} days after two weeks almost"
            " without any."
        )
    else:
        why = f"{many} times within a year pain of {EPISODE_FROM} or more has come."
    helped = one.inputs.get("helped")
    last_time = f" The last time it went while you did {helped}." if helped else ""
    return f"{why}{last_time} {TALK} Ask for a plan for such times."


def _packs(one: Ruling, today: int, names: Names) -> str:
    return (
        f"{_whole(one, 'packs')} packs running on {_whole(one, 'days')} days, and none eased"
        f" the pain by {TREND_POINTS} points or {round(100 * TREND_SHARE)} percent. {TALK}"
    )


def _unsure(one: Ruling, today: int, names: Names) -> str:
    ids = one.inputs.get("exercises")
    which = ", ".join(names.get(id_, id_) for id_ in ids) if isinstance(ids, tuple) else ""
    return f"You were not sure how to do this: {which}. {TALK} Ask to be shown how."


def _ended_higher(one: Ruling, today: int, names: Names) -> str:
    numbers = from_to(_pain(one, "before"), _pain(one, "after"))
    when = day_name(_whole(one, "day"), today)
    return f"{when}: pain {numbers}. Do a quarter less next time."


def _settled(one: Ruling, today: int, names: Names) -> str:
    when = day_name(_whole(one, "day"), today)
    return f"{when}: pain had settled by the next day. Good zone. Keep going at this level."


def _adherence(one: Ruling, today: int, names: Names) -> str:
    return (
        f"You did {round(100 * _number(one, 'share'))} percent of the plan in four weeks. Three"
        " ways to make it fit: fewer exercises, a shorter dose, or another time of day."
    )


def _old(one: Ruling, today: int, names: Names) -> str:
    since = one.inputs.get("days_since")
    days = (
        f"No pain entry for {since} days" if isinstance(since, int) else "No pain entry lately"
    )
    return f"{days}: too long ago to go by. How is it now? backpt pain, and 0 to 10."


def _one_week(one: Ruling, today: int, names: Names) -> str:
    was, now = _number(one, "first"), _number(one, "last")
    numbers = f"One week since this began: {points(was)} then, {points(now)} now."
    if now - was >= T3A_DROP:  # nobody whose pain rises is told to wait
        return (
            f"{numbers} That is more. If it goes on rising, do not wait: talk to a physical"
            " therapist or doctor."
        )
    return f"{numbers} Give it another week; call earlier if you are worried."


def _down(one: Ruling, today: int, names: Names) -> str:
    return f"{_compared(one)} You have earned a small step up."


def _up(one: Ruling, today: int, names: Names) -> str:
    return f"{_compared(one)} {TALK}"


def _compared(one: Ruling) -> str:
    return trend_words(
        _number(one, "recent"),
        _number(one, "before"),
        _number(one, "differ"),
        _whole(one, "recent_days"),
    )


def _times(many: int) -> str:
    return "twice" if many == 2 else f"{many} times"


_SENTENCES: dict[str, Callable[[Ruling, int, Names], str]] = {
    "U10": lambda one, today, names: (
        f"Pain of {WORST_FROM} or 10 for the second day. {IF_IT_DOES_NOT_DROP}"
    ),
    "T5a": _bad_days,
    "R9": _leg,
    "R15": lambda one, today, names: (
        f"After two sessions running the pain did not settle by the next day. {TALK} Two days"
        " of rest positions and walking, then half."
    ),
    "R2": lambda one, today, names: (
        f"Two flare-up days running ended with more pain than they began. {TALK} Leave that"
        " routine: rest positions and short walks instead."
    ),
    "T2": _up,
    "T6": _below_the_knee,
    "T3c": _six_weeks,
    "T3d": _twelve_weeks,
    "T3b": _two_weeks,
    "T7": lambda one, today, names: (
        f"Pain woke you on {_whole(one, 'woken')} of the last {WOKEN_OF_NIGHTS} nights. {TALK}"
        " If rest does not ease it, get medical advice today."
    ),
    "T5b": lambda one, today, names: (
        f"Pain kept you from much on {_whole(one, 'limited_days')} of the last"
        f" {LIMITED_OF_DAYS} days. {TALK}"
    ),
    "T5c": _came_back,
    "T1": _packs,
    "T4": _unsure,
    "R1": lambda one, today, names: not_today(_pain(one, "now")),
    "R14": _ended_higher,
    "T8": _adherence,
    "T11": _old,
    "T10": lambda one, today, names: (
        "Two weeks almost without pain. Go on with two or three sessions a week and walking:"
        " people who keep exercising have about half as many new episodes in the next year."
    ),
    "T3a": _one_week,
    "R13": _settled,
    "T9": _down,
}
"""By the ids of ``safety.yaml``."""

# --- why -------------------------------------------------------------------------------

_INPUTS = {
    "after": "pain after it",
    "age": "days since this began",
    "away": "away today",
    "bad_days": f"days of {BAD_FROM} or more",
    "before": "mean before",
    "before_values": "days with an entry before",
    "below_knee": "below the knee",
    "between": "mean of the best week between",
    "change": "change",
    "day": "day",
    "days": "on days",
    "days_said": "days with an answer",
    "days_since": "days since the last entry",
    "differ": "your days usually differ by",
    "episodes": "episodes within a year",
    "helped": "done most before it had gone",
    "exercises": "exercises",
    "first": "mean of the first days",
    "flare_ups_higher": "flare-up days that ended higher",
    "last": "mean of the last days",
    "later": "pain the next day",
    "limited_days": "days on which pain kept you from much",
    "nights_said": "nights with an answer",
    "not_settled": "sessions that had not settled",
    "now": "last pain of today",
    "packs": "packs running without relief",
    "recent": "mean of the last days",
    "recent_days": "last days looked at",
    "recent_values": "days with an entry among them",
    "sessions": "sessions with a mark",
    "sessions_running": "times running",
    "settled": "sessions that had settled",
    "share": "share of the plan done",
    "since": "since",
    "since_quiet": "days since two weeks almost without pain",
    "start": "the last one began",
    "tingling_days": "days of tingling",
    "until": "the last such day",
    "woken": "nights woken by pain",
    "worst": "highest pain",
    "worst_before": "highest pain of the day before it",
}
_OF_A_SESSION = {"before": "pain before it"}
"""What is another thing where a rule looks at one session."""
CALENDAR = frozenset({"day", "start", "until", "since"})
"""Inputs that are days of the calendar."""
_UNITS = frozenset({"now", "worst", "worst_before", "after", "later"})
"""Inputs that were said: whole numbers."""


def why(advice: Advice) -> tuple[tuple[str, str, str], ...]:
    """Return each rule: its id, whether it holds and when it does, and what it looked at,
    which is empty where nothing was said of it."""
    return tuple((one.rule, *explain(one)) for one in advice.findings)


def explain(one: Ruling) -> tuple[str, str]:
    """Return whether a rule holds and when it does, and what it looked at."""
    labels = {**_INPUTS, **_OF_A_SESSION} if "day" in one.inputs else _INPUTS
    inputs = "; ".join(
        f"{labels[name]}: {_input(name, value)}"
        for name, value in one.inputs.items()
        if value is not None and value != ()
    )
    looked_at = f"{inputs[:1].upper()}{inputs[1:]}." if inputs else ""
    return f"{_HOLDS[one.holds]} ({level(one.level)}): {when(one.rule)}.", looked_at


def when(rule: str) -> str:
    """Return when a rule holds, as the table of the rules has it; of a sign, what it says."""
    found = [row.when for row in WEEKS if row.id == rule]
    return found[0] if found else " ".join(words_for((rule,))).rstrip(".")


_HOLDS = {True: "holds", False: "does not hold", None: "cannot be told"}


def _input(name: str, value: Input) -> str:
    match value:
        case int() if name in CALENDAR:
            return date_words(value)
        case float() if name == "share":
            return f"{round(100 * value)}%"
        case float() if name in _UNITS:
            return f"{value:.0f}"
        case "true" | "false":
            return "yes" if value == "true" else "no"
        case float():
            return points(value)
        case tuple():
            return ", ".join(value) or "none"
        case _:
            return str(value)


def level(one: AdviceLevel) -> str:
    """Return the name of a level (clinical D2)."""
    return one.name.lower()


def history_line(advice: Advice) -> str:
    """Return what followed from the weeks on one past day."""
    one = advice.headline
    said = "no advice" if one is None else sentence(one, advice.today)
    return f"{date_words(advice.today)}  {said}"


# --- questions -------------------------------------------------------------------------

WEEK_CARD = "Once a week"
LEFT_OUT = "left out"
NO_ROOM_FOR_WEEK = "The card of the week needs a larger window; this week it is left out."
PACKS_OVER = "The pack is off"
_ASKS = {
    DueQuestion.PACK_BEFORE: "Pain now, before the pack, 0 none to 10 worst?",
    DueQuestion.PACK_AFTER: "Pain now, after the pack?",
    DueQuestion.WORST_OF_WEEK: "The worst pain of the last 7 days, 0 none to 10 worst?",
}


def asked(question: DueQuestion) -> str:
    """Return a question around a pack, or on the card of the week."""
    return _ASKS[question]


def activity_question(name: str) -> str:
    """Return the question about one activity in the user's own words."""
    return f"{name}, how well: 0 cannot, 10 as before?"


NAME_ACTIVITIES = (
    'Name up to three things you want to do again: backpt pain 4 --activity "tie my shoes=3"'
)


def pack_line(before: int, after: int) -> str:
    """Return pain before and after a pack."""
    drop = before - after
    change = f"down {drop}" if drop > 0 else f"up {-drop}" if drop < 0 else "the same"
    return f"Pain {before} before the pack, {after} after it: {change}."


def activity_line(change: ActivityChange) -> str:
    """Return how well one thing can be done, at first and now."""
    numbers = (
        f"{change.last}" if change.first == change.last else f"{change.first} -> {change.last}"
    )
    return f"{change.name}: {numbers} of 10, as before is 10."
