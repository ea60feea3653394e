"""The plan of the weeks: what is planned, what was kept of it, what does not fit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from backpt.language.en.trends import MONTHS, date_words
from backpt.prescription.quoting import quoted
from backpt.progress.plan import DAYS, Away, AwayWhy, Plan
from backpt.progress.plan_doubts import Doubt
from backpt.progress.today_plan import TodayPlan
from backpt.progress.week import DayMark, RoutineWeek, WeekCount

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SHORTEST = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
EVERY_DAY = ("daily", "every day", "everyday")
WORK_DAYS = ("weekdays",)
AND = ("and", "&")
BETWEEN = ("on",)
"""Words between days and routines that say nothing by themselves."""
MARKS: dict[DayMark, str] = {
    DayMark.DONE: "━",
    DayMark.PLANNED: "░",
    DayMark.AWAY: "·",
    DayMark.VISIT: "v",
    DayMark.NOTHING: " ",
}
LEGEND = "━ done   ░ planned   · away   v a visit to your therapist"
AWAY_WHY: dict[AwayWhy, str] = {
    AwayWhy.ILL: "ill",
    AwayWhy.TRAVEL: "travelling",
    AwayWhy.FLARE: "a flare-up",
}

NO_PLAN = "You have no plan. To make one: backpt plan home-basics --days daily"
HOW_TO_SEE = "To see your weeks: backpt plan. To see how they go: backpt week."
NOTHING_TO_END = "There is no plan to end."
ONE_AT_A_TIME = "One of these at a time: {}."
A_ROUTINE_WITH_DAYS = "a routine with --days"
DAYS_NEED_A_ROUTINE = (
    "Which routine? Write it first: backpt plan home-basics --days mon,wed,fri"
)
ROUTINE_NEEDS_DAYS = "On which days? Write: backpt plan {} --days mon,wed,fri"
WHY_IS_FOR_AWAY = "--why is for days away; write: --away 2026-12-24 2026-12-27 --why travel"
WHY = "--why is one of: ill, travel, flare."
NO_DAYS = "--days {} cannot be read; write days like mon,wed,fri or daily"
NO_TIME = "--at {} is no time of day; write --at 18:00"
NO_DATE = "{} {} is no day; write a date like 2026-12-07, 7 Dec, today or monday"
AFTER = "--after is a few words, 60 letters at most."
BACKWARDS = "--away ends before it begins; write the first day, then the last."
NOTHING_TO_TAKE_BACK = "On {} you are not away, and there is no visit: nothing to take back."


def weeks_range(most: int) -> str:
    return f"--weeks is a whole number from 1 to {most}; write --weeks 8"


def too_far(option: str, text: str) -> str:
    return f"{option} {quoted(text[:40])} is too far away: a plan is for a year at most."


def too_long_ago(option: str, text: str) -> str:
    return (
        f"{option} {quoted(text[:40])} is too long ago: a plan begins four weeks ago at most."
    )


def no_such_plan(name: str) -> str:
    return f"{name} is not in your plan; to see what is: backpt plan"


def listed(names: tuple[str, ...]) -> str:
    """Return names as a sentence has them: "Mon, Wed and Fri"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def day_names(days: tuple[int, ...]) -> str:
    """Return the days of the week of a plan: "Mon, Wed and Fri"; "every day"."""
    return "every day" if days == DAYS else listed(tuple(SHORT[day] for day in days))


FAR_DAYS = 180
"""A date further away has its year: "1 Nov" may be the one that was just over."""


def on_date(day: int, today: int | None = None) -> str:
    """Return a date with its day of the week: "Tue 12 Jan"; its year far from today."""
    one = date.fromordinal(day)
    year = f" {one.year}" if today is not None and abs(day - today) > FAR_DAYS else ""
    return f"{SHORT[one.weekday()]} {date_words(day)}{year}"


def near_day(day: int, today: int) -> str:
    """Return a day that is to come: "today", "tomorrow", "on Saturday", "on Tue 12 Jan"."""
    match day - today:
        case 0:
            return "today"
        case 1:
            return "tomorrow"
        case ahead if ahead < len(DAYS):
            return f"on {WEEKDAYS[date.fromordinal(day).weekday()]}"
        case _:
            return f"on {on_date(day)}"


def when(plan: Plan) -> str:
    """Return days, time of day and what it follows: "Mon and Fri, at 18:00, after coffee"."""
    return ", ".join((day_names(plan.days), *time_words(plan)))


def time_words(plan: Plan) -> tuple[str, ...]:
    """Return the time of day, and what it follows; as much of it as was said."""
    at = plan.at_min
    clock = () if at is None else (f"at {at // 60}:{at % 60:02}",)
    return (*clock, *((f"after {plan.after}",) if plan.after else ()))


def kept(plan: Plan, today: int) -> str:
    """Return the answer to a plan that was made."""
    between = f"from {on_date(plan.first, today)} to {on_date(plan.last, today)}"
    return f"In your plan: {plan.name}, {when(plan)}, {between}."


def in_place_of(plan: Plan) -> str:
    """Return that the earlier plan of the same routine counts no longer."""
    return f"It takes the place of {when(plan)}. What was planned before that stays."


def beside(plans: tuple[Plan, ...]) -> str:
    """Return what else is planned."""
    names = listed(tuple(f"{one.name} ({day_names(one.days)})" for one in plans))
    return f"Also in your plan: {names}. To end one: backpt plan {plans[0].routine} --end"


def ended(name: str) -> str:
    return f"{name} is no longer in your plan. All that you did stays in your diary."


def plan_line(plan: Plan, last: int, today: int, *, is_gone: bool) -> str:
    """Return a plan that counts, or will, with its week."""
    week, weeks = (today - plan.first) // 7 + 1, (last - plan.first) // 7 + 1
    goes = f"until {on_date(last, today)}"
    if plan.first > today:
        goes = f"from {on_date(plan.first, today)} {goes}"
    elif weeks > 1:
        goes += f": week {week} of {weeks}"
    gone = " It is no longer among your exercises: backpt list." if is_gone else ""
    return f"{plan.name}: {when(plan)}, {goes}.{gone}"


def ended_line(name: str, last: int) -> str:
    return f"{name} ended on {on_date(last)}. To plan on: backpt plan with its name and days."


def away_kept(away: Away, today: int) -> str:
    return (
        f"{away_line(away, today)} Nothing is planned on these days, and none of them counts."
    )


def away_line(away: Away, today: int) -> str:
    """Return days away, and why where that was said."""
    why = "" if away.why is None else f" ({AWAY_WHY[away.why]})"
    if away.first == away.last:
        return f"Away on {on_date(away.first, today)}{why}."
    return f"Away from {on_date(away.first, today)} to {on_date(away.last, today)}{why}."


def visit_kept(day: int, today: int) -> str:
    on = on_date(day, today)
    return f"A visit to your therapist on {on}: nothing else is planned that day."


def visits_line(days: tuple[int, ...], today: int) -> str:
    return f"Visits to your therapist: {listed(tuple(on_date(day, today) for day in days))}."


def back_kept(day: int) -> str:
    return (
        f"Taken back: from {on_date(day)} on you are at home, and there is no visit that day."
    )


def month_named(word: str) -> int | None:
    """Return the number of the month that ``word`` begins, 1-12; ``None`` for what is none."""
    names = [one.lower() for one in MONTHS]
    return names.index(word[:3]) + 1 if word[:3] in names else None


_TODAY = {
    "done": "All that you planned for today is done; this is the routine you did last.",
    "rest": "Nothing is planned for today; this is the routine you did last.",
    "away": "Your plan says that you are away today; this is the routine you did last.",
    "visit": "Today is your visit to the therapist; this is the routine you did last.",
}


def nothing_for_today(kind: str) -> str:
    """Return why the plan asks for nothing today; ``kind`` as ``Habit.today`` has it."""
    return _TODAY.get(kind, "")


def gone_today(id_: str) -> str:
    """Return that what is planned today is no longer there."""
    return (
        f"Your plan asks for {id_}, which is no longer among your exercises; this is the"
        f" routine you did last. To end that plan: backpt plan {id_} --end"
    )


def today_line(
    today: TodayPlan, day: int, minutes: Mapping[str, int | None], *, asks: bool
) -> str:
    """Return what the plan says for today: "Today: Home basics, 8 min, after coffee.".

    ``minutes`` are those that each routine took last. Empty instead of what is left where it is
    no day for it: not ``asks``.
    """
    then = "" if today.next_plan is None else f" Next: {_next(today, day)}."
    match today.kind:
        case "left" if not asks:
            return ""
        case "left":
            left = (plan_now(one, minutes.get(one.routine)) for one in today.left)
            return f"Today: {'; '.join(left)}."
        case "done":
            done = listed(tuple(one.name for one in today.done))
            return f"Today: {done}, done.{then}"
        case "away":
            return f"Today: away, until {on_date(today.away_last)}.{then}"
        case "visit":
            return f"Today: a visit to your therapist.{then}"
        case "rest":
            return f"Today: nothing planned.{then}"
        case _:
            return ""


def _next(today: TodayPlan, day: int) -> str:
    assert today.next_plan is not None
    return f"{today.next_plan.name} {near_day(today.next_on, day)}"


def plan_now(one: Plan, took: int | None) -> str:
    """Return a routine that is due: "Home basics, 8 min"; ``took``: minutes, the last time."""
    return ", ".join((one.name, *((f"{took} min",) if took else ()), *time_words(one)))


def this_week(weeks: tuple[RoutineWeek, ...]) -> str:
    """Return how much of the week's plan is done: "This week: 2 of 3."."""
    if len(weeks) == 1:
        return f"This week: {done_of(weeks[0])}."
    return f"This week: {', '.join(f'{one.plan.name} {done_of(one)}' for one in weeks)}."


def done_of(week: RoutineWeek | WeekCount) -> str:
    """Return what was done of a week's plan: "2 of 3"; no more than was planned."""
    return f"{min(week.done, week.planned)} of {week.planned}"


# --- what does not fit -----------------------------------------------------------------


def doubt(one: Doubt) -> str:
    """Return a warning about a plan, and what to do instead."""
    match one.kind:
        case "many":
            return (
                f"{one.name} is meant for {_days_a_week(one.low, one.high)}, and you plan"
                f" {one.many}. More is not better: leave out a day or two."
            )
        case "few":
            return (
                f"{one.name} is meant for {_days_a_week(one.low, one.high)}, and you plan"
                f" {one.many}. Each day more helps, where you have the time for it."
            )
        case _:
            days = listed(tuple(SHORT[day] for day in one.days))
            return (
                f"{one.name} makes you stronger on the days between. You plan it with no day"
                f" off: {days}. Better is every other day, such as Mon, Wed and Fri."
            )


def _days_a_week(low: int, high: int) -> str:
    if low == len(DAYS):
        return "every day"
    many = f"{low}" if low == high else f"{low} to {high}"
    return f"{many} {'day' if many == '1' else 'days'} a week"


# --- a lighter plan --------------------------------------------------------------------


def fewer(plan: Plan, two: tuple[str, ...]) -> str:
    """Return the way out by fewer exercises: the two that matter."""
    days = " ".join(SHORT[day].lower() for day in plan.days)
    each = ", ".join(f"{days} {name.lower()}" for name in two)
    return (
        f"Fewer exercises: {listed(two)} do most of the work. To plan only these two, each a"
        " few minutes by itself:"
        f' backpt plan {plan.routine} --end, then backpt plan "{each}"'
    )


def shorter(key: str) -> str:
    """Return the way out by a shorter dose; ``key`` is that of the wish for less."""
    return f"A shorter dose: press {key} at the questions before a session, for a quarter less."


def another_time(plan: Plan) -> str:
    """Return the way out by another time of day."""
    days = "daily" if plan.days == DAYS else ",".join(SHORT[day].lower() for day in plan.days)
    return f"Another time: backpt plan {plan.routine} --days {days} --at 7:30"


# --- the picture -----------------------------------------------------------------------


def picture_head() -> str:
    return f"{'':8}{' '.join(SHORTEST)}"


def picture_row(monday: int, marks: tuple[DayMark, ...]) -> str:
    """Return one week of the plan: the date of its Monday, and a mark for each day."""
    cells = " ".join(MARKS[one].ljust(2) for one in marks)
    return f"{date_words(monday):8}{cells}".rstrip()
