"""The weeks as a picture for paper: daily values, weekly means, sessions, flare-ups. Pure.

Black on white, told apart by their shapes. The words come from whoever asks.
"""

from collections.abc import Iterable
from html import escape

from backpt.progress.sparkline import MOST_PAIN, weeks
from backpt.progress.trend import Values
from backpt.values import NamedTuple

WIDTH, HEIGHT = 640, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 34, 10, 12, 46
_EVERY_PX = 46
"""A date needs so much room."""


class ChartWords(NamedTuple):
    """What stands in the picture."""

    title: str
    """Its name, for who cannot see it."""
    description: str
    """The same as the picture, in words."""
    dates: tuple[str, ...]
    """Of the Mondays, the first one first."""
    legend: str


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
        f' aria-label="{escape(words.title)}" font-family="sans-serif" font-size="10">',
        f"<title>{escape(words.title)}</title>",
        f"<desc>{escape(words.description)}</desc>",
        *_grid(scale),
        *_dates(scale, [row.monday for row in rows], words.dates),
    ]
    parts += [
        f'<circle cx="{scale.x(day):.1f}" cy="{scale.y(values[day]):.1f}" r="2" fill="#777"/>'
        for day in shown
        if day in values
    ]
    means = [(row.monday + 3, row.mean) for row in rows]
    parts += _line(scale, means)
    held = {day for day in sessions if day in shown}
    flared = {day for day in flare_ups if day in shown}
    parts += [_tick(scale, day) for day in sorted(held - flared)]
    parts += [_triangle(scale, day) for day in sorted(flared)]
    parts.append(f'<text x="{_LEFT}" y="{HEIGHT - 4}">{escape(words.legend)}</text>')
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
        lines.append(f'<path d="M{_LEFT} {y:.1f}H{WIDTH - _RIGHT}" stroke="#ccc"/>')
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
    found = []
    for run in filter(None, runs):
        points = " ".join(f"{scale.x(day):.1f},{scale.y(mean):.1f}" for day, mean in run)
        found.append(
            f'<polyline points="{points}" fill="none" stroke="#000" stroke-width="1.5"/>'
        )
        found += [
            f'<rect x="{scale.x(day) - 2.5:.1f}" y="{scale.y(mean) - 2.5:.1f}" width="5"'
            ' height="5" fill="#000"/>'
            for day, mean in run
        ]
    return found


def _tick(scale: _Scale, day: int) -> str:
    x, y = scale.x(day), HEIGHT - _BOTTOM
    return f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{y + 3}" y2="{y + 10}" stroke="#000"/>'


def _triangle(scale: _Scale, day: int) -> str:
    x, y = scale.x(day), HEIGHT - _BOTTOM + 3
    return f'<path d="M{x - 4:.1f} {y + 7}h8l-4-7z" fill="#fff" stroke="#000"/>'
