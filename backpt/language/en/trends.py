"""Pain over the weeks in words, and the words that stand beside its pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backpt.language.en.durations import how_many
from backpt.progress.sparkline import MOST_DIGIT, PICTURE_DAYS, blocks, weeks
from backpt.progress.trend import Direction, Trend, Values, window

if TYPE_CHECKING:
    from backpt.progress.chart import ChartWords

NO_DAYS = "Not enough days to tell"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def date_words(day: int) -> str:
    """Return the date of an ordinal day: "3 Dec"."""
    from datetime import date  # most that is said of weeks names no date

    one = date.fromordinal(day)
    return f"{one.day} {MONTHS[one.month - 1]}"


def points(value: float) -> str:
    """Return a mean or a difference on the scale of 0-10: "4.1"."""
    return f"{value:.1f}"


def trend_line(found: Trend) -> str:
    """Return the trend in one sentence, its numbers in it."""
    if found.direction is Direction.UNKNOWN or found.recent is None or found.before is None:
        return (
            f"{NO_DAYS}: {how_many(found.recent_values, 'day')} with an entry among the last"
            f" {found.recent_days}, {how_many(found.before_values, 'day')} among the four weeks"
            " before."
        )
    if found.direction is Direction.LEVEL:
        numbers = _numbers(found.recent, found.before, found.recent_days)
        return f"{numbers}: no real change."
    differ = found.differ or 0.0
    return trend_words(found.recent, found.before, differ, found.recent_days)


def trend_words(recent: float, before: float, differ: float, days: int) -> str:
    """Return a change that counts, with the means it is made of."""
    change = recent - before
    way = "up" if change > 0 else "down"
    return (
        f"{_numbers(recent, before, days)}: {way} {points(abs(change))}, more than your days"
        f" usually differ ({points(differ)})."
    )


def _numbers(recent: float, before: float, days: int) -> str:
    return f"The last {days} days {points(recent)}, the four weeks before {points(before)}"


# --- the picture of the last weeks -----------------------------------------------------


def picture_line(
    values: Values, today: int, days: int = PICTURE_DAYS, *, unicode: bool = True
) -> str:
    """Return the last days as blocks, or as digits, with what they mean."""
    drawn = blocks(values, today, days, unicode=unicode)
    scale = "0-10" if unicode else f"0-9, {MOST_DIGIT}: 10"
    return f"Last {days} days   {drawn}   {scale}; a dot: no entry"


def picture_words(values: Values, today: int, days: int = PICTURE_DAYS) -> str:
    """Return the same in words, for who does not see blocks."""
    said = window(values, today, days)
    if not said:
        return f"No entry in the last {days} days."
    lowest, highest = min(said), max(said)
    between = f", from {lowest:g} to {highest:g}"
    if lowest == highest:
        between = f": {lowest:g}" if len(said) == 1 else f", always {lowest:g}"
    parts = [window(values, today - 7 * back, 7) for back in range(days // 7 - 1, -1, -1)]
    means = ", ".join(points(sum(one) / len(one)) if one else "no entry" for one in parts)
    return (
        f"An entry on {len(said)} of {days} days{between}. Week by week, on average: {means}."
    )


def chart_words(values: Values, today: int, many: int) -> ChartWords:
    """Return what stands in the chart of the last ``many`` weeks."""
    from backpt.progress.chart import ChartWords  # loads what paper alone needs

    rows = weeks(values, today, many)
    means = ", ".join("no entry" if row.mean is None else points(row.mean) for row in rows)
    return ChartWords(
        title=f"Pain over {many} weeks, 0-10",
        description=f"Mean of each week, from {date_words(rows[0].monday)}: {means}.",
        dates=tuple(date_words(row.monday) for row in rows),
        legend=("a day", "the week's mean", "session", "flare-up day"),
    )
