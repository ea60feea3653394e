"""Report -> Document: what stands on the one side for a therapist, in which order (weeks 9).

Pure. The page is always one: what does not fit is cut in the order of ``CUTS``, and the page
says how much and where the rest is. Every figure is one of the report's.
"""

from collections.abc import Callable, Iterator
from math import ceil

from backpt.language import report as words
from backpt.language import sheet
from backpt.paper.document import (
    Block,
    Document,
    Facts,
    Labelled,
    Notes,
    RuledLines,
    SheetChart,
    SheetTable,
    Urgent,
)
from backpt.progress.chart import weeks_svg
from backpt.progress.report_values import WeeksReport
from backpt.safety.rows import AdviceLevel
from backpt.values import NamedTuple

MORE = "\N{HORIZONTAL ELLIPSIS}"
MOST_NAME, MOST_LINE, MOST_CELL = 40, 170, 60
"""Letters of a name, of a line, and of a cell on the page."""
MOST_ACTIVITIES_LINE = 320
CHART_VALUES = 4
"""So many daily values of a young diary make a picture."""
SHARES = (1.5, 1.75, 0, 1.1, 0, 1.5, 0)
"""Of the columns under ``words.HEADS``."""
WRITE, WRITE_AT_FIRST, WRITE_ALL = 3, 2, 3
"""Lines for questions; under each question of a first visit; there, where there is nothing else
to say."""

ROOM = 72.0
"""Lines of small print on one side of Letter, the lower of the two papers."""
_WIDE, _HALF = 128, 58
"""Letters of a line over the whole width, and in one of two columns."""
_COLUMN = (20, 26, 0, 16, 0, 22, 0)
"""Letters of a line in each column of the table."""
_LEAST = 8.0
"""Lines that are left for what may be cut, where that can be had."""
_CHART, _TITLE, _RULED = 13.5, 2.0, 2.1
"""Lines that the picture takes, a heading, and one ruled line."""


class Cut(NamedTuple):
    """What goes from the page where it is too full, down to how many."""

    part: str
    down_to: int


CUTS = (
    Cut("words", 4),
    Cut("changes", 3),
    Cut("lighter", 2),
    Cut("precautions", 4),
    Cut("advice", 4),
    Cut("exercises", 8),
    Cut("words", 2),
    Cut("changes", 1),
    Cut("lighter", 1),
    Cut("precautions", 2),
    Cut("advice", 2),
    Cut("exercises", 1),
    Cut("words", 0),
    Cut("changes", 0),
    Cut("lighter", 0),
)
"""From first to last. Warning signs, pain and the picture of the weeks are never cut; of the
exercises those go first of which there is nothing to say [D]."""


class _Shorter:
    """Shortens texts to the page, and knows whether it had to."""

    def __init__(self) -> None:
        self.is_used = False

    def __call__(self, text: str, most: int) -> str:
        if len(text) <= most:
            return text
        self.is_used = True
        return f"{text[: most - 1].rstrip()}{MORE}"


class _Dated(NamedTuple):
    """A line that stands in the order of its day, whatever it is worth."""

    day: int
    order: int
    text: str


class _Planned(NamedTuple):
    """How the page is laid out before anything is cut."""

    lines: float
    """Of what is never cut."""
    write: int
    """Ruled lines under each prompt."""
    has_chart: bool
    has_ask: bool = False
    """What to ask at a first visit is on it."""


class _Parts(NamedTuple):
    """What may be cut, as it is said, each in the order of the page."""

    words: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    lighter: tuple[str, ...] = ()
    precautions: tuple[str, ...] = ()
    advice: tuple[_Dated, ...] = ()
    """The strictest first."""
    exercises: tuple[tuple[str, ...], ...] = ()


def compose_page(found: WeeksReport, *, name: str = "", by: str = "", version: str) -> Document:
    """Return the page. ``name``: whom it is about, ``by``: who prescribed; nobody else's name
    is on it. ``version``: of the program that kept the diary."""
    shorter = _Shorter()
    urgent, facts = tuple(_urgent(found)), tuple(_facts(found, shorter))
    every = _parts(found, shorter)
    who = words.who(found.period, name, by)
    plan = _planned(found, who, urgent, facts)
    parts = _fitted(every, plan.lines)
    gone = {part: len(every[at]) - len(parts[at]) for at, part in enumerate(_Parts._fields)}
    told = words.cut(gone, is_shortened=shorter.is_used)
    blocks = _first_visit if found.period.is_first_visit else _usual
    return Document(
        id=words.FILE,
        title=words.title(found.period),
        who=who,
        blocks=(
            *urgent,
            *((Facts(facts),) if facts else ()),
            *blocks(found, parts, plan),
            *((Facts(((words.NOT_ON_PAGE, told),)),) if told else ()),
        ),
        phone="",
        footer=words.footer(version),
        brief=False,
        dense=True,
    )


def _usual(found: WeeksReport, parts: _Parts, plan: _Planned) -> Iterator[Block]:
    if plan.has_chart:
        yield _chart(found)
    yield from _table(parts)
    yield from _notes(found, parts)
    yield RuledLines(words.TO_ASK, (), WRITE)


def _first_visit(found: WeeksReport, parts: _Parts, plan: _Planned) -> Iterator[Block]:
    """What a first visit asks comes before what a few days can tell."""
    yield RuledLines(words.ANSWER_TITLE, words.FIRST_QUESTIONS, plan.write)
    if plan.has_chart:
        yield _chart(found)
    yield from _table(parts)
    yield from _notes(found, parts)
    if plan.has_ask:
        yield Notes(words.ASK_TITLE, words.ASK[: len(words.ASK) // 2])
        yield Notes(words.ASK_TITLE_TOO, words.ASK[len(words.ASK) // 2 :])
    yield RuledLines(words.TO_ASK, (), WRITE)


# --- the parts of the page -------------------------------------------------------------


def _urgent(found: WeeksReport) -> Iterator[Urgent]:
    said = [words.sign(one) for one in found.signs]
    if found.emergency_days:
        said.append(words.emergency_days(found.emergency_days))
    if found.new_days:
        said.append(words.new_days(found.new_days))
    if said:
        yield Urgent(words.SIGNS, tuple(said))


def _facts(found: WeeksReport, shorter: _Shorter) -> Iterator[Labelled]:
    """Yield a label and what is said, in the order of the page; what is empty is left out."""
    names = [shorter(one.name, MOST_NAME) for one in found.routines[:MOST_ROUTINES]]
    if not _has_signs(found):
        yield words.SIGNS, words.no_signs(found.precautions)
    if found.period.kept_since is None:
        yield words.PAIN, words.NOTHING_YET
    else:
        yield words.PAIN, words.pain(found.pain)
        yield words.NIGHTS, words.nights(found.pain)
    lines = [
        (words.BEGAN, "" if found.period.began is None else words.began(found.period)),
        (words.LEG, words.leg(found.leg)),
        (words.ACTIVITIES, shorter(words.activities(found.activities), MOST_ACTIVITIES_LINE)),
        (words.SESSIONS, words.sessions(found.sessions, found.pain) if found.routines else ""),
        (words.ROUTINES, words.routines(found.routines, names)),
        (words.READY, _ready(found, shorter)),
        (words.PACKS, words.packs(found.packs)),
        (words.AWAY, words.away_and_visits(found.aways, found.visits, found.period.last)),
    ]
    yield from ((label, said) for label, said in lines if said)


MOST_ROUTINES, MOST_READY = 4, 6


def _has_signs(found: WeeksReport) -> bool:
    return bool(found.signs or found.emergency_days or found.new_days)


def _ready(found: WeeksReport, shorter: _Shorter) -> str:
    names = [one.exercise.name for one in found.exercises if one.is_ready]
    return words.ready([shorter(one, MOST_NAME) for one in names[:MOST_READY]], len(names))


def _has_chart(found: WeeksReport) -> bool:
    """A picture of a few days says no more than their number does."""
    least = CHART_VALUES if found.period.is_first_visit else 1
    return len(found.pain.values) >= least


def _chart(found: WeeksReport) -> SheetChart:
    pain, today = found.pain, found.period.last
    said = words.chart(pain, today)
    drawn = weeks_svg(
        dict(pain.values),
        today,
        len(pain.weeks),
        said,
        sessions=pain.held_days,
        flare_ups=pain.flare_up_days,
    )
    return SheetChart(said.title, drawn, said.description)


def _table(parts: _Parts) -> Iterator[SheetTable]:
    if parts.exercises:
        yield SheetTable(words.EXERCISES, words.HEADS, parts.exercises, SHARES)


def _notes(found: WeeksReport, parts: _Parts) -> Iterator[Notes]:
    named = (
        (words.ADVICE, tuple(one.text for one in sorted(parts.advice))),
        (words.LIGHTER, parts.lighter),
        (words.PRECAUTIONS, parts.precautions),
        (words.CHANGES, parts.changes),
        (words.OWN_WORDS, parts.words),
    )
    yield from (Notes(title, lines) for title, lines in named if lines)


def _parts(found: WeeksReport, shorter: _Shorter) -> _Parts:
    def line(text: str) -> str:
        return shorter(" ".join(text.split()), MOST_LINE)

    declined = (words.declined(found.declined),) if found.declined else ()
    return _Parts(
        tuple(line(words.own_words(one)) for one in found.words),
        tuple(line(one) for one in (*map(words.change, found.changes), *declined)),
        tuple(line(words.lighter(one)) for one in found.lighter),
        tuple(map(line, words.precaution_lines(found.precautions))),
        tuple(_advice(found, line)),
        tuple(
            tuple(
                shorter(cell, MOST_CELL)
                for cell in words.exercise_cells(one, shorter(one.exercise.name, MOST_NAME))
            )
            for one in found.exercises
        ),
    )


def _advice(found: WeeksReport, line: Callable[[str], str]) -> Iterator[_Dated]:
    """Yield advice that asks for something, and what was answered, the strictest first, then
    the latest."""
    told = [one for one in found.advice if one.level >= AdviceLevel.EASE]
    lines = [(-one.level, _Dated(one.days[0], 0, line(words.advice(one)))) for one in told]
    answers = dict.fromkeys(one.answer for one in told if one.answer is not None)
    lines += [
        (-AdviceLevel.CONTACT, _Dated(one.day, 1, line(words.answer(one)))) for one in answers
    ]
    lines.sort(key=lambda row: (row[0], -row[1].day, row[1].order))
    yield from (one for _, one in lines)


# --- what fits -------------------------------------------------------------------------


def _fitted(every: _Parts, fixed: float) -> _Parts:
    """Return what of ``every`` there is room for; ``fixed``: lines of what is never cut."""
    parts = every
    for cut in CUTS:
        while fixed + _height(parts) > ROOM:
            lines = getattr(parts, cut.part)
            if len(lines) <= cut.down_to:
                break
            at = _least(cut.part, lines)
            parts = parts._replace(**{cut.part: (*lines[:at], *lines[at + 1 :])})
    return parts


def _least(part: str, lines: tuple[object, ...]) -> int:
    """Return which of ``lines`` goes first: of words the oldest, of exercises the
    last of which there is nothing to say, of anything else the last."""
    if part == "words":
        return 0
    if part != "exercises":
        return len(lines) - 1
    quiet = [at for at, row in enumerate(lines) if _is_quiet(row)]
    return quiet[-1] if quiet else len(lines) - 1


def _is_quiet(row: object) -> bool:
    assert isinstance(row, tuple)
    return all(cell == sheet.NOTHING for cell in row[4:])


def _planned(
    found: WeeksReport, who: str, urgent: tuple[Urgent, ...], facts: tuple[Labelled, ...]
) -> _Planned:
    """Return how the page is laid out before anything is cut. A first visit gives up room to
    write, and then the picture, where there is too much to say."""
    high = 5.0 + 1.25 * _rows(who, _WIDE - 30)
    high += sum(1.25 * _rows(said, _WIDE - 22) for _, said in facts)
    for one in urgent:
        high += 2 * _TITLE + sum(map(_lines_of, one.items)) / min(2, len(one.items))
    high += _TITLE + WRITE * _RULED
    chart = _CHART if _has_chart(found) else 0.0
    if not found.period.is_first_visit:
        return _Planned(high + chart, WRITE, bool(chart))
    asked, ask = len(words.FIRST_QUESTIONS), 2 * _TITLE + 1.2 * len(words.ASK) / 2
    is_empty = found.period.kept_since is None
    least = 0.0 if is_empty else _LEAST
    ways = [(WRITE_AT_FIRST, chart, ask), (1, chart, ask), (1, 0.0, ask), (1, 0.0, 0.0)]
    for write, drawn, told in ([(WRITE_ALL, 0.0, ask)] if is_empty else []) + ways:
        lines = high + asked * (1.8 + write * _RULED) + drawn + told
        if lines + least <= ROOM:
            break
    return _Planned(lines, write, bool(drawn), bool(told))


def _height(parts: _Parts) -> float:
    columns = [_TITLE + sum(map(_lines_of, lines)) for lines in parts[:-1] if lines]
    high = max(sum(columns) / 2 + 1, *columns) if columns else 0.0
    if parts.exercises:
        high += _TITLE + 2 + sum(map(_row_height, parts.exercises))
    return high


def _lines_of(line: str | _Dated | tuple[str, ...]) -> float:
    return 1.1 * _rows(line.text if isinstance(line, _Dated) else str(line), _HALF)


def _row_height(row: tuple[str, ...]) -> float:
    across = zip(row, _COLUMN, strict=True)
    return 0.6 + 0.9 * max(_rows(cell, wide) for cell, wide in across if wide)


def _rows(text: str, wide: int) -> int:
    return max(1, ceil(len(text) / wide))
