"""The report for a therapist in words: its labels, and each figure as a phrase.

It is read by who treats and by who is treated: short, no ids of rules, and a word where there
is nothing, because an empty place reads as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from backpt.language.en.clearance import left_out_packs, notes_together
from backpt.language.en.durations import how_many
from backpt.language.en.offers import change_words
from backpt.language.en.pain import SPREADS
from backpt.language.en.plan import AWAY_WHY, day_names
from backpt.language.en.sheet import NOTHING, QUESTIONS, capital
from backpt.language.en.sheet import date_words as long_date
from backpt.language.en.trends import chart_words, date_words, points
from backpt.language.en.words import dose_written
from backpt.progress.chart import ChartWords
from backpt.progress.due_questions import ActivityChange
from backpt.progress.report_values import (
    AdviceFigures,
    AwayFigures,
    DoneRow,
    DoseChange,
    ExerciseLine,
    LegFigures,
    LighterFigures,
    OwnWords,
    PackFigures,
    PainFigures,
    Period,
    PrecautionFigures,
    RoutineLine,
    SessionFigures,
    SignFigures,
    TalkedTo,
)
from backpt.progress.trend import Direction
from backpt.safety.calendar import LAST_DAY, week_of
from backpt.safety.rows import AdviceLevel
from backpt.safety.tables import TREND_POINTS, TREND_SHARE

TITLE = "Report for a physical therapist"
FIRST_TITLE = "For a first visit to a physical therapist"
FILE = "report"
"""The name of the file, before its day."""

# --- labels ----------------------------------------------------------------------------

PAIN, SESSIONS, LEG, ACTIVITIES, PACKS = "Pain", "Sessions", "Leg", "Activities", "Heat and ice"
BEGAN, SIGNS, AWAY, READY = "Began", "Warning signs", "Away, visits", "Ready for more"
ROUTINES, NIGHTS = "Routines", "Nights and days"
EXERCISES = "Exercise by exercise"
HEADS = (
    "Exercise",
    "Prescribed",
    "Days done",
    "Most in full",
    "Highest pain",
    "Less, and why",
    "Not sure",
)
ADVICE, LIGHTER = "Advice given, and the answer", "Sessions made lighter"
PRECAUTIONS, CHANGES = "Precautions, and what they changed", "Doses changed"
OWN_WORDS = "In their own words"
TO_ASK = "Questions"
NOT_ON_PAGE = "Not on this page"
FIRST_QUESTIONS = (
    "When and how did it begin? Has it come before?",
    "What makes it better, and what makes it worse?",
    "How do you sit, stand, lift, move and sleep on a usual day?",
    "What do you want to be able to do again?",
    "Earlier injuries, operations, illnesses, medicines?",
)
"""What a first visit asks (A13)."""
ASK = QUESTIONS
"""What to ask (G5)."""
ASK_TITLE, ASK_TITLE_TOO = "What you may ask", "And for later"
ANSWER_TITLE = "What you will be asked"
NOTHING_YET = (
    "The diary is empty so far. To say how it is: backpt pain, and a number from 0 to 10."
)

# --- mistakes and answers of the command -----------------------------------------------

TO = "--to is one of: pdf, html, md, terminal, csv, json."
WEEKS_OR_SINCE = "--weeks or --since, not both."
TO_TERMINAL = "--to terminal shows the page here: leave out -o."
JSON_ALONE = "--json prints the figures; leave --to and -o out, or write --to json -o FILE."


def weeks(most: int) -> str:
    return f"--weeks is a whole number from 1 to {most}; write --weeks 6"


def too_long_ago(most: int) -> str:
    return f"--since is too long ago: the report looks back {most} weeks at most."


def no_file(path: str) -> str:
    return f"A report is written as .pdf, .html, .md, .csv or .json; {path} is none of these."


def damaged(many: int) -> str:
    rows = "One row" if many == 1 else f"{many} rows"
    return f"{rows} of the diary cannot be read, and {'is' if many == 1 else 'are'} left out."


def no_answers(trouble: str) -> str:
    return f"{trouble}. So the report knows no precautions and no warning signs."


# --- the head --------------------------------------------------------------------------


def title(period: Period) -> str:
    return FIRST_TITLE if period.is_first_visit else TITLE


def who(period: Period, name: str, by: str) -> str:
    """Return whom it is about, who prescribed, and the days."""
    parts = (
        f"About {name}" if name else "",
        f"exercises from {by}" if by else "",
        _days_of(period),
    )
    return capital(", ".join(filter(None, parts)))


def _days_of(period: Period) -> str:
    """Return the days looked back on; of a young diary those that it has."""
    last = _date(period.last)
    if period.kept_since in (None, period.last):
        return long_date(last)
    since = period.kept_since or period.first
    day = max(period.first, since) if period.is_first_visit else period.first
    first, days_ = _date(day), period.last - day + 1
    many = how_many(days_ // 7, "week") if days_ % 7 == 0 else how_many(days_, "day")
    begins, ends = long_date(first).split(" "), long_date(last)
    while len(begins) > 1 and begins[-1] == ends.split(" ")[len(begins) - 1]:
        begins.pop()
    return f"{' '.join(begins)} to {ends} ({many})"


def _date(day: int) -> date:
    return date.fromordinal(min(max(day, 1), LAST_DAY))


def footer(version: str) -> str:
    return (
        f"Told by the person, kept by backpt {version}, reviewed by nobody. Pain: 0 none, 10"
        " worst."
    )


# --- days ------------------------------------------------------------------------------

MOST_DAYS = 3
"""Dates in a row; of more the first and the last are named."""


def days(found: Sequence[int]) -> str:
    """Return dates: "3 Dec, 10 Dec"; of many "5 days, 3 Dec to 1 Jan"."""
    if len(found) <= MOST_DAYS:
        return ", ".join(map(date_words, found))
    return f"{len(found)} days, {date_words(found[0])} to {date_words(found[-1])}"


# --- pain ------------------------------------------------------------------------------


def pain(found: PainFigures) -> str:
    """Return the first week and the last, and whether the change is one that counts."""
    if found.first is None:
        return "Not said in this time."
    if found.last is None or found.change is None:
        told = f"{points(found.first)} on average ({how_many(found.days_said, 'day')} said)"
        return f"{told}; too few days to compare{_worst(found)}."
    told = f"{points(found.first)} in the first week, {points(found.last)} in the last"
    return f"{told}: {_change(found)}{_worst(found)}."


def _change(found: PainFigures) -> str:
    change = found.change or 0.0
    if not round(abs(change), 1):
        return "no change"
    way = "up" if change > 0 else "down"
    share = "" if found.percent is None else f" ({abs(found.percent)} %)"
    enough = f"{TREND_POINTS:g} points or {round(100 * TREND_SHARE)} % is what counts"
    counts = "" if found.counts else ", less than counts"
    return f"{way} {points(abs(change))}{share}{counts}; {enough}"


def _worst(found: PainFigures) -> str:
    if found.worst is None or found.worst_day is None:
        return ""
    return f". Worst {found.worst}, on {date_words(found.worst_day)}"


_TRENDS = {
    Direction.UP: "the last days are up on the four weeks before",
    Direction.DOWN: "the last days are down on the four weeks before",
    Direction.LEVEL: "the last days are level with the four weeks before",
    Direction.UNKNOWN: "too few days to compare the last with the four weeks before",
}


def around_sessions(found: PainFigures) -> str:
    """Return the pain before and after sessions; empty where none was rated."""
    if found.before is None or found.after is None:
        return ""
    return (
        f"pain {points(found.before)} before and {points(found.after)} after, on average of"
        f" {found.rated}"
    )


def nights(found: PainFigures) -> str:
    """Return nights and days that pain spoiled, and the trend."""
    told = (
        f"woken on {how_many(found.woken, 'night')}" if found.woken else "",
        f"kept from much on {how_many(found.limited, 'day')}" if found.limited else "",
    )
    said = "; ".join(filter(None, told)) or "no night or day said to be spoiled"
    return f"{capital(said)}; {_TRENDS[found.trend]}."


def leg(found: LegFigures) -> str:
    """Return what was said of the leg; empty for nothing."""
    parts = []
    if found.further_days:
        parts.append(f"further down on {days(found.further_days)}")
    parts += [
        f"{word} on {how_many(many, 'day')}"
        for word, many in (("closer", found.closer), ("the same", found.same))
        if many
    ]
    if found.none:
        parts.append(f"nothing in it on {how_many(found.none, 'day')}")
    if found.spread is not None and found.spread_day is not None:
        parts.append(f"{SPREADS[found.spread]} ({date_words(found.spread_day)})")
    if found.tingling_days:
        parts.append(f"tingling on {how_many(found.tingling_days, 'day')}")
    return f"{capital('; '.join(parts))}." if parts else ""


def activities(found: Sequence[ActivityChange]) -> str:
    """Return then and now of each activity, and of their mean; empty for none."""
    if not found:
        return ""
    told = "; ".join(f"{one.name} {one.first} -> {one.last}" for one in found)
    if len(found) > 1:
        first, last = (sum(getattr(one, at) for one in found) / len(found) for at in _ENDS)
        told += f"; mean {points(first)} -> {points(last)}"
    return f"{told} (0 cannot, 10 as before; 3 points of one count, 2 of the mean)."


_ENDS = ("first", "last")


def chart(found: PainFigures, today: int) -> ChartWords:
    """Return what stands in the picture of the weeks, and the same in words."""
    many = (week_of(today) - found.weeks[0].monday) // 7 + 1
    made = chart_words(dict(found.values), today, many)
    sessions = ", ".join(str(one.sessions) for one in found.weeks)
    flares = f" Flare-up days: {days(found.flare_up_days)}." if found.flare_up_days else ""
    return made._replace(
        description=f"{made.description} Days with a session in each week: {sessions}.{flares}"
    )


# --- what was done ---------------------------------------------------------------------

_ENDED = {
    "stopped": "stopped",
    "unanswered": "left without an answer",
    "pain": "ended by pain",
    "leg": "ended by pain further down the leg",
    "emergency": "ended by signs of an emergency",
}


def sessions(found: SessionFigures, felt: PainFigures) -> str:
    """Return how many sessions were held, of how many, and how they went."""
    parts = [_held(found)]
    if found.told:
        parts.append(f"{found.told} of them done from paper")
    parts += [f"{many} {_ENDED.get(how, how)}" for how, many in found.ended]
    if found.refused_days:
        parts.append(f"not today: {days(found.refused_days)}")
    parts.append(around_sessions(felt))
    return f"{'; '.join(filter(None, parts))}."


def _held(found: SessionFigures) -> str:
    if found.planned is None:
        return f"{found.held} held; there was no plan"
    extra = "" if found.held == found.done else f", {found.held} held in all"
    share = "" if found.share is None else f" ({round(100 * found.share)} %, dose included)"
    return f"{found.done} of {found.planned} planned{share}{extra}"


def routines(found: Sequence[RoutineLine], names: Sequence[str]) -> str:
    """Return the routines under as many ``names``, and how many there are besides."""
    told = [_routine(one, name) for one, name in zip(found, names, strict=False)]
    more = len(found) - len(told)
    return "; ".join((*told, *((f"{more} more",) if more else ())))


def _routine(one: RoutineLine, name: str) -> str:
    """Return a routine: how often it was done, when it is planned, who wrote it down."""
    parts = [how_many(one.held, "session")]
    if one.days:
        parts.append(f"planned {day_names(one.days)}")
    if one.is_written_down:
        parts.append("own sheet")
    return f"{name} ({', '.join(parts)})"


def away(one: AwayFigures) -> str:
    """Return days away: "30 Nov to 6 Dec (travelling)"."""
    why = "" if one.why is None else f" ({AWAY_WHY[one.why]})"
    if one.first == one.last:
        return f"{date_words(one.first)}{why}"
    return f"{date_words(one.first)} to {date_words(one.last)}{why}"


def away_and_visits(away_: Sequence[AwayFigures], visits: Sequence[int], today: int) -> str:
    """Return days away, the latest ones, and appointments; empty for neither."""
    told = [away(one) for one in away_[-MOST_DAYS:]]
    if len(away_) > MOST_DAYS:
        told.insert(0, f"{len(away_)} times, the last")
    return capital("; ".join(filter(None, (", ".join(told), _visits(visits, today)))))


def _visits(found: Sequence[int], today: int) -> str:
    """Return appointments: "visits 21 Nov; next 29 Dec"; empty for none."""
    past, ahead = [one for one in found if one <= today], [one for one in found if one > today]
    told = (
        f"visits: {days(past)}" if past else "",
        f"next visit: {date_words(ahead[0])}" if ahead else "",
    )
    return "; ".join(filter(None, told))


def packs(found: PackFigures) -> str:
    """Return how many packs there were and what they did; empty for none."""
    if not found.heat + found.cold:
        return ""
    many = ", ".join(
        f"{number} {name}"
        for name, number in (("heat", found.heat), ("cold", found.cold))
        if number
    )
    if found.change is None:
        return f"{many}; pain before and after not said."
    way = "down" if found.change < 0 else "up"
    size = f"{way} {points(abs(found.change))}" if round(abs(found.change), 1) else "no change"
    enough = f"{TREND_POINTS:g} points or {round(100 * TREND_SHARE)} %"
    return (
        f"{many}; pain {size} on average of {found.rated}; {found.helped} eased it by {enough}."
    )


# --- exercises -------------------------------------------------------------------------

_STOPS = {
    "hurts": "it hurt",
    "eased": "fewer, it hurt",
    "leg": "pain down the leg",
    "next": "skipped",
    "stopped": "session stopped",
    "unanswered": "no answer",
    "pain": "pain ended it",
    "emergency": "warning sign",
    "ready early": "cut short",
    "no": "left out",
    "answered": "left out",
    "unconfirmed": "no key",
}
_INTERRUPTED = "interrupted"


def exercise_cells(line: ExerciseLine, name: str) -> tuple[str, ...]:
    """Return the cells of an exercise under ``HEADS``; ``name`` as it fits."""
    return (
        name,
        _prescribed(line),
        _done(line),
        _reached(line),
        _highest(line),
        stops(line) or NOTHING,
        f"{line.unsure} x" if line.unsure else NOTHING,
    )


def _done(line: ExerciseLine) -> str:
    if line.planned is None:
        return str(line.done)
    if line.done > line.planned:  # before there was a plan, or beside it
        return f"{line.done}; planned {line.planned}"
    return f"{line.done} of {line.planned}"


def _prescribed(line: ExerciseLine) -> str:
    if line.now is None or line.prescribed is None:
        return "no longer"
    now = dose_written(line.exercise, line.now)
    if line.now == line.prescribed or line.changed is None:
        return now
    was = dose_written(line.exercise, line.prescribed)
    return f"{now} (until {date_words(line.changed)}: {was})"


def _reached(line: ExerciseLine) -> str:
    if line.reached is None:
        return "never" if line.done else NOTHING
    if line.reached == line.now:
        return "all of it"
    return dose_written(line.exercise, line.reached)


def _highest(line: ExerciseLine) -> str:
    if line.pain_high is None:
        return NOTHING
    return f"{line.pain_high}, hurt {line.hurt} x"


def stops(line: ExerciseLine) -> str:
    """Return why less was done: "it hurt 2 x, skipped 1 x"; empty for never."""
    merged: dict[str, int] = {}
    for one in line.stops:
        word = _STOPS.get(one.why, _INTERRUPTED)
        merged[word] = merged.get(word, 0) + one.many
    if line.leg_further and _STOPS["leg"] not in merged:
        merged[_STOPS["leg"]] = line.leg_further
    return ", ".join(f"{word} {many} x" for word, many in merged.items())


def ready(names: Sequence[str], many: int) -> str:
    """Return which exercises are ready for more, ``many`` in all; empty for none."""
    more = f" and {many - len(names)} more" if many > len(names) else ""
    why = "done in full, little pain, settled by the next day"
    return f"{', '.join(names)}{more} ({why})." if names else ""


def began(period: Period) -> str:
    assert period.began is not None
    return f"{long_date(_date(period.began))}."


# --- signs, precautions ----------------------------------------------------------------


def sign(one: SignFigures) -> str:
    """Return a yes to a warning sign, when, and whether a clinician has seen it."""
    when = "" if one.day is None else f", {date_words(one.day)}"
    seen = (
        "no clinician has seen it yet"
        if one.seen is None
        else f"seen by a clinician on {date_words(one.seen)}"
    )
    return f"{one.question} Yes{when}; {seen}."


def new_days(found: Sequence[int]) -> str:
    return f"Something new was felt: {days(found)}."


def emergency_days(found: Sequence[int]) -> str:
    return f"A session ended by signs of an emergency: {days(found)}."


def no_signs(found: PrecautionFigures) -> str:
    """Return that none was said, and when that was asked."""
    if found.answered is None:
        return "Not known: the safety questions are not answered."
    return f"None said; asked {long_date(_date(found.answered))}."


def precaution_lines(found: PrecautionFigures) -> tuple[str, ...]:
    """Return what the person must be careful about, then what that changed."""
    ticks = (f"{'; '.join(found.ticks)}.",) if found.ticks else ()
    return (*ticks, *notes_together(found.notes), *left_out_packs(found))


# --- advice and changes ----------------------------------------------------------------

_TOLD = {
    AdviceLevel.EMERGENCY: "emergency care",
    AdviceLevel.URGENT: "medical advice that day",
    AdviceLevel.CONTACT: "talk to somebody",
    AdviceLevel.STOP: "not today",
    AdviceLevel.EASE: "do less",
    AdviceLevel.CONTINUE: "go on",
    AdviceLevel.PROGRESS: "a step up",
}
_WHY = {
    "U10": "pain of 9 or 10 for a second day",
    "T5a": "7 or more on two of three days",
    "R9": "further down the leg twice running",
    "R15": "two sessions did not settle by the next day",
    "R2": "two flare-up days ended higher",
    "T2": "pain clearly up on the four weeks before",
    "T6": "below the knee, or tingling for a week",
    "T3c": "six weeks, and still 3 or more",
    "T3d": "twelve weeks, and still 3 or more",
    "T3b": "two weeks without a real change",
    "T7": "woken on three of seven nights",
    "T5b": "kept from much on four of seven days",
    "T5c": "pain came back",
    "T1": "three packs running without relief",
    "T4": "not sure how to do an exercise",
    "R1": "pain of 8 or more",
    "R14": "a session ended higher",
    "T8": "less than 60 % of the plan done",
    "T11": "no entry for a week",
    "T10": "two weeks almost without pain",
    "T3a": "a week without a change",
    "R13": "the session had settled",
    "T9": "pain clearly down",
}


def advice(one: AdviceFigures) -> str:
    """Return advice with its days, and that nothing was answered where nothing was."""
    why = _WHY.get(one.rule, "a warning sign")
    is_open = one.level >= AdviceLevel.CONTACT and one.answer is None
    answer = "; no answer said" if is_open else ""
    return f"{days(one.days)}: {why} ({_TOLD[one.level]}){answer}."


def answer(one: TalkedTo) -> str:
    """Return that somebody was talked to, in the words of who did."""
    note = f": {one.note}" if one.note else ""
    return f"{date_words(one.day)}: talked to somebody{note}."


def lighter(one: LighterFigures) -> str:
    return f"{days(one.days)}: {one.reason}"


def change(one: DoseChange) -> str:
    return f"{date_words(one.day)}: {one.name}, {change_words(one, {})}."


def declined(many: int) -> str:
    return f"{how_many(many, 'step')} up offered and not wanted then."


def own_words(one: OwnWords) -> str:
    return f"{date_words(one.day)}: {one.text}"


# --- what did not fit ------------------------------------------------------------------

_CUT = {
    "words": "note",
    "lighter": "rule that made a session lighter",
    "changes": "change of a dose",
    "precautions": "line on precautions",
    "advice": "piece of advice",
    "exercises": "exercise",
}


def cut(many: dict[str, int], *, is_shortened: bool) -> str:
    """Return what is not on the page, and where it is; empty where all of it is there."""
    left = [_more(name, number) for name, number in many.items() if number]
    if not (left or is_shortened):
        return ""
    told = f"{', '.join(left)}; " if left else ""
    long = "the ends of long lines; " if is_shortened else ""
    table = "; every exercise-session: backpt report --to csv" if many.get("exercises") else ""
    return f"{capital(told + long)}all of it: backpt report --json{table}."


def _more(name: str, many: int) -> str:
    noun = _CUT[name]
    if many == 1:
        return f"1 more {noun}"
    first, *rest = noun.split(" ", 1)
    plural = {"piece": "pieces", "line": "lines"}.get(first, f"{first}s")
    return f"{many} more {' '.join((plural, *rest))}"


# --- a table for a spreadsheet ---------------------------------------------------------

COLUMNS = (
    "date", "time", "session", "routine", "routine_name", "told", "exercise", "exercise_name",
    "prescribed", "planned", "done", "partial", "skipped", "active_s", "why", "pains",
    "leg_further", "unsure", "pain_before", "pain_after", "ending",
)  # fmt: skip
_YES = {True: "yes", False: "no"}


def csv_cells(row: DoneRow, day: str) -> Iterator[str]:
    """Yield the cells of an exercise-session under ``COLUMNS``; ``day``: its date."""
    work = row.prescribed
    yield from (day, row.time, row.session, row.routine, row.routine_name, _YES[row.is_told])
    yield from (row.exercise, row.name)
    yield "" if work is None else dose_written(work, work.dose)
    yield from map(str, (row.planned, row.done, row.partial, row.skipped))
    yield f"{row.active_s:g}"
    yield row.why
    yield " ".join(map(str, row.pains))
    yield from (_YES[row.is_leg_further], _YES[row.is_unsure])
    yield from ("" if one is None else str(one) for one in (row.pain_before, row.pain_after))
    yield row.ending
