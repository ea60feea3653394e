"""The weeks as a picture for paper: daily values, weekly means, sessions, flare-ups. Pure.

Black on white, told apart by their shapes. The words come from whoever asks.
"""

from collections.abc import Iterable
from html import escape

from backpt.progress.sparkline import MOST_PAIN, weeks
from backpt.progress.trend import Values
from backpt.values import NamedTuple

WIDTH, HEIGHT = 640, 196
_LEFT, _RIGHT, _TOP, _BOTTOM = 34, 10, 20, 46
_MARKS_Y = HEIGHT - _BOTTOM + 3
"""Top of the row of sessions and flare-ups, under the days."""
_EVERY_PX = 46
"""A date needs so much room."""
_MEAN_PX = 24
"""The number of a mean needs so much."""
_LEGEND_PX = 118
"""From one mark of the legend to the next."""
_DAY, _RULE = "#777", "#ccc"


class ChartWords(NamedTuple):
    """What stands in the picture."""

    title: str
    """Its name, for who cannot see it."""
    description: str
    """The same as the picture, in words."""
    dates: tuple[str, ...]
    """Of the Mondays, the first one first."""
    legend: tuple[str, str, str, str]
    """What its marks are: a day, the mean of a week, a session, a flare-up."""
    font: str = "sans-serif"
    """The one that it is written in."""


def weeks_svg(
    values: Values,
    today: int,
    many: int,
    words: ChartWords,
    *,
    sessions: Iterable[int] = (),
    flare_ups: Iterable[int] = (),
) -> str:
    """Return the last ``many`` weeks up to ``today`` as an SVG document.

    ``sessions`` and ``flare_ups`` are days on which one was held. Days without an entry have
    no dot, and the line of means is broken at a week without one.
    """
    rows = weeks(values, today, many)
    first = rows[0].monday
    scale = _Scale(first, 7 * len(rows))
    shown = range(first, today + 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' aria-label="{escape(words.title)}" font-family="{words.font}" font-size="10">',
        f"<title>{escape(words.title)}</title>",
        f"<desc>{escape(words.description)}</desc>",
        *_grid(scale),
        *_dates(scale, [row.monday for row in rows], words.dates),
    ]
    parts += [
        f'<circle cx="{scale.x(day):.1f}" cy="{scale.y(values[day]):.1f}" r="2" fill="{_DAY}"/>'
        for day in shown
        if day in values
    ]
    means = [(row.monday + 3, row.mean) for row in rows]
    parts += _line(scale, means)
    held = {day for day in sessions if day in shown}
    flared = {day for day in flare_ups if day in shown}
    parts += [_tick(scale.x(day), _MARKS_Y) for day in sorted(held - flared)]
    parts += [_triangle(scale.x(day), _MARKS_Y) for day in sorted(flared)]
    parts += _legend(words.legend)
    return "\n".join((*parts, "</svg>", ""))


class _Scale(NamedTuple):
    first: int
    days: int

    def x(self, day: int) -> float:
        return _LEFT + (day - self.first + 0.5) * (WIDTH - _LEFT - _RIGHT) / self.days

    def y(self, pain: float) -> float:
        return HEIGHT - _BOTTOM - pain * (HEIGHT - _TOP - _BOTTOM) / MOST_PAIN


def _grid(scale: _Scale) -> list[str]:
    lines = []
    for pain in range(0, MOST_PAIN + 1, 2):
        y = scale.y(pain)
        lines.append(f'<path d="M{_LEFT} {y:.1f}H{WIDTH - _RIGHT}" stroke="{_RULE}"/>')
        lines.append(f'<text x="{_LEFT - 6}" y="{y + 3.5:.1f}" text-anchor="end">{pain}</text>')
    return lines


def _dates(scale: _Scale, mondays: list[int], dates: tuple[str, ...]) -> list[str]:
    a_week = scale.x(scale.first + 7) - scale.x(scale.first)
    every = max(1, round(_EVERY_PX / a_week + 0.49))
    return [
        f'<text x="{scale.x(monday) - a_week / 14:.1f}" y="{HEIGHT - 20}">{escape(date)}</text>'
        for at, (monday, date) in enumerate(zip(mondays, dates, strict=True))
        if at % every == 0
    ]


def _line(scale: _Scale, means: list[tuple[int, float | None]]) -> list[str]:
    runs: list[list[tuple[int, float]]] = [[]]
    for day, mean in means:
        if mean is None:
            runs.append([])
        else:
            runs[-1].append((day, mean))
    is_numbered = scale.x(scale.first + 7) - scale.x(scale.first) >= _MEAN_PX
    found = []
    for run in filter(None, runs):
        points = " ".join(f"{scale.x(day):.1f},{scale.y(mean):.1f}" for day, mean in run)
        found.append(
            f'<polyline points="{points}" fill="none" stroke="#000" stroke-width="1.5"/>'
        )
        found += [_square(scale.x(day), scale.y(mean)) for day, mean in run]
        found += [_number(scale.x(day), mean) for day, mean in run if is_numbered]
    return found


def _square(x: float, y: float) -> str:
    return f'<rect x="{x - 2.5:.1f}" y="{y - 2.5:.1f}" width="5" height="5" fill="#000"/>'


def _number(x: float, mean: float) -> str:
    """Return the number of a mean, over the week it is of and above all dots."""
    return (
        f'<text x="{x:.1f}" y="{_TOP - 7}" text-anchor="middle" font-weight="bold">'
        f"{mean:.1f}</text>"
    )


def _tick(x: float, y: float) -> str:
    return (
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{y}" y2="{y + 7}" stroke="#000"'
        ' stroke-width="1.5"/>'
    )


def _triangle(x: float, y: float) -> str:
    return f'<path d="M{x - 4:.1f} {y + 7}h8l-4-7z" fill="#fff" stroke="#000"/>'


def _legend(words: tuple[str, str, str, str]) -> list[str]:
    """Return each mark with its word, in a row at the bottom."""
    y = HEIGHT - 4
    places = [_LEFT + 4 + _LEGEND_PX * at for at in range(len(words))]
    marks = [
        f'<rect class="day" x="{places[0] - 2}" y="{y - 6}" width="4" height="4" rx="2"'
        f' fill="{_DAY}"/>',
        f'<path d="M{places[1] - 8} {y - 3.5}h16" stroke="#000" stroke-width="1.5"/>'
        + _square(places[1], y - 3.5),
        _tick(places[2], y - 7),
        _triangle(places[3], y - 7),
    ]
    said = [
        f'<text x="{x + 12}" y="{y}">{escape(word)}</text>'
        for x, word in zip(places, words, strict=True)
    ]
    return [*marks, *said]
