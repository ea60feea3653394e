"""Events as the text of a calendar file (RFC 5545). Pure: values in, text out.

Times are those of the clock on the wall, without a zone: six in the evening stays six in the
evening where the clocks are changed, and where somebody travels. A series of days is a rule of
the week with a count, and the days that fall out of it. The same events make the same bytes.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from unicodedata import category

from backpt.progress.plan import DAYS, weekday_of
from backpt.safety.calendar import DAY_BEGINS_S, DAY_S, FIRST_DAY
from backpt.values import NamedTuple

MOST_OCTETS = 75
"""Of a line, its end left out (RFC 5545 3.1)."""
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_JOINER = "\u200d"
_MOST_STAMP_S = 253_370_764_800
"""A moment in the year 9999, the last that a date can say."""


class CalendarEvent(NamedTuple):
    """What is on some days, at the same time on each."""

    uid: str
    days: tuple[int, ...]
    """Of the diary, as ordinals, rising; at least one."""
    summary: str
    description: str = ""
    at_min: int | None = None
    """Minutes after midnight by the clock on the wall; ``None``: all day. What is before 03:00
    is in the night after the day that it counts for."""
    length_min: int | None = None
    """How long it lasts; ``None``: not known, or all day."""
    alarm_min: int | None = None
    """When it is called to mind, in minutes after it begins; ``None``: not at all."""


def calendar_text(
    events: Iterable[CalendarEvent], *, name: str, made_wall: float, sequence: int
) -> str:
    """Return the file, with its line ends.

    ``made_wall`` is when the last of it was said, in seconds since 1970; ``sequence`` grows
    with each change: calendars take the later one of two files by these.
    """
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//backpt//plan//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{text_value(name)}",
        *(
            line
            for one in events
            for line in _event(one, stamp=_stamp(made_wall), sequence=sequence)
        ),
        "END:VCALENDAR",
    )
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def _event(event: CalendarEvent, *, stamp: str, sequence: int) -> Iterator[str]:
    days = tuple(day + _is_past_midnight(event.at_min) for day in event.days)
    value = ";VALUE=DATE:" if event.at_min is None else ":"
    yield "BEGIN:VEVENT"
    yield f"UID:{text_value(event.uid)}@backpt"
    yield f"DTSTAMP:{stamp}"
    yield f"SEQUENCE:{sequence}"
    yield f"DTSTART{value}{_moment(days[0], event.at_min)}"
    if event.length_min is not None and event.at_min is not None:
        yield f"DURATION:{_duration(event.length_min)}"
    weekdays, ruled = _rule(days)
    if len(ruled) > 1:
        yield f"RRULE:{_rule_text(weekdays, len(ruled))}"
    if out := sorted({*ruled} - {*days}):
        yield f"EXDATE{value}{','.join(_moment(day, event.at_min) for day in out)}"
    yield f"SUMMARY:{text_value(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{text_value(event.description)}"
    yield "CLASS:PRIVATE"
    if event.at_min is None:
        yield "TRANSP:TRANSPARENT"  # it takes no certain time of the day
    if event.alarm_min is not None:
        yield from _alarm(event.alarm_min, event.summary)
    yield "END:VEVENT"


def _alarm(after_min: int, said: str) -> Iterator[str]:
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{text_value(said)}"
    yield f"TRIGGER:{_duration(after_min)}"
    yield "END:VALARM"


# --- days ------------------------------------------------------------------------------


def _is_past_midnight(at_min: int | None) -> bool:
    """Tell whether a time falls on the date after the day of the diary."""
    return at_min is not None and at_min * 60 < DAY_BEGINS_S


def _rule(days: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the days of the week that ``days`` fall on, and all that these rule between the
    first and the last."""
    weekdays = tuple(sorted({weekday_of(day) for day in days}))
    between = range(days[0], days[-1] + 1)
    return weekdays, tuple(day for day in between if weekday_of(day) in weekdays)


def _rule_text(weekdays: tuple[int, ...], count: int) -> str:
    if weekdays == DAYS:
        return f"FREQ=DAILY;COUNT={count}"
    named = ",".join(_WEEKDAYS[day] for day in weekdays)
    return f"FREQ=WEEKLY;COUNT={count};BYDAY={named}"


def _moment(day: int, at_min: int | None) -> str:
    on = date.fromordinal(day).isoformat().replace("-", "")
    return on if at_min is None else f"{on}T{at_min // 60:02}{at_min % 60:02}00"


def _duration(minutes: int) -> str:
    """Return a length of less than a day: "PT1H5M"."""
    hours, rest = divmod(minutes, 60)
    return f"PT{hours}H{rest}M" if hours and rest else f"PT{hours}H" if hours else f"PT{rest}M"


def _stamp(wall: float) -> str:
    """Return a moment of UTC: "20261130T212500Z"."""
    days, seconds = divmod(int(min(max(wall, 0.0), _MOST_STAMP_S)), DAY_S)
    minutes = seconds // 60
    return f"{_moment(FIRST_DAY + days, minutes)[:-2]}{seconds % 60:02}Z"


# --- text ------------------------------------------------------------------------------


def text_value(text: str) -> str:
    """Return ``text`` as a value of a calendar: in one line, and no sign ends it."""
    plain = "".join(" " if _breaks(one) else one for one in text.replace("\r\n", "\n"))
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, f"\\{sign}")
    return plain.replace("\n", "\\n")


def _breaks(character: str) -> bool:
    """Tell whether some reader would end a line here, or refuse the file."""
    return character != "\n" and category(character) in ("Cc", "Cs", "Zl", "Zp")


def folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most MOST_OCTETS, each but the first with a blank before
    it. No character is divided, nor an emoji or a letter with its marks if it has room."""
    piece, octets = "", 0
    for cluster in _clusters(line):
        for part in (cluster,) if _octets(cluster) < MOST_OCTETS else cluster:
            if octets + _octets(part) > MOST_OCTETS:
                yield piece
                piece, octets = " ", 1
            piece += part
            octets += _octets(part)
    yield piece


def _octets(text: str) -> int:
    return len(text.encode())


def _clusters(line: str) -> Iterator[str]:
    """Yield what is seen as one sign each: an emoji of several, a flag, a letter with marks."""
    cluster, is_half_a_flag = "", False
    for one in line:
        is_flag = "\U0001f1e6" <= one <= "\U0001f1ff"
        joins = bool(cluster) and (
            _is_added(one) or cluster[-1] == _JOINER or (is_flag and is_half_a_flag)
        )
        if cluster and not joins:
            yield cluster
            cluster = ""
        is_half_a_flag = is_flag and not (joins and is_half_a_flag)
        cluster += one
    if cluster:
        yield cluster


def _is_added(character: str) -> bool:
    """Tell whether a character changes the one before it: a mark, a joiner, a skin tone."""
    if character.isascii():
        return False
    is_skin = "\U0001f3fb" <= character <= "\U0001f3ff"
    is_tag = "\U000e0020" <= character <= "\U000e007f"
    return is_skin or is_tag or character == _JOINER or category(character)[0] == "M"
