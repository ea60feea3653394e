"""How people write doses down: patterns of a sheet's line, and what each of them says.

Every rule takes its piece out of the line. The order matters: what is more exact comes
first. A number that may mean seconds, minutes or repetitions is not read (``no_unit``).

Longer than the house's 300 lines, because its rules are one table whose order is what
matters.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from backpt.language import typed_lines
from backpt.prescription.durations import parse_duration
from backpt.prescription.model import Position, Sides

_I = re.IGNORECASE
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
    "once": 1, "twice": 2,
}  # fmt: skip
_N = rf"(?:\d{{1,4}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_TO = rf"{_N}(?:\s*(?:-|to|or)\s*{_N})?"
_S, _M = r"(?:seconds?|secs?|s)\b", r"(?:minutes?|mins?|m)\b"
_Q = rf"{_TO}(?:\.\d)?\s*-?\s*(?:{_M}(?:\s*\d{{1,2}}\s*{_S})?|m\d{{1,2}}s\b|{_S}|hours?\b|h\b)"
"""A quantity of time."""
_LENGTH = re.compile(
    rf"({_N})(?:\s*(?:-|to|or)\s*({_N}))?(\.\d)?\s*-?\s*([a-z].*)", _I | re.DOTALL
)
_LIMB = r"(?:sides?|legs?|arms?|foot|feet|knees?|hips?|hands?|shoulders?|ways?|directions?)"
_BETWEEN = r"(?:\s*(?:in\s+)?(?:between|after)\s*(?:each|every|the)?\s*(?P<of>sets?|reps?)?)?"

_AS_TYPED = str.maketrans("×✕✖*–—−\u00a0\u202f″“”′’‘", "xxxx---  \"\"\"'''")
_SHORT = tuple(
    (re.compile(short, _I), whole)
    for short, whole in ((r"\bw/\s*", "with "), (r"\bea\b\.?", "each"), (r"@", " at "))
)
_MARK = re.compile(r"^\s*(?:[-•·]|\d{1,2}[.)])\s+")

_POSITIONS: tuple[tuple[str, Position], ...] = (
    (r"(?:lying |lie )?on (?:your |my |the )?back|supine", Position.SUPINE),
    (
        r"(?:lying |lie )?on (?:your |my |the )?(?:front|stomach|belly|tummy)|prone|face down",
        Position.PRONE,
    ),
    (r"(?:lying |lie )?on (?:your |my |the |one )?side|side[- ]lying", Position.SIDE_LYING),
    (r"(?:on )?(?:hands and knees|all[- ]fours)", Position.QUADRUPED),
    (r"kneeling on one knee|half[- ]kneeling", Position.HALF_KNEELING),
    (r"kneeling|on (?:your |my )?knees", Position.KNEELING),
    (r"sitting|seated|sit|(?:sitting )?on a chair", Position.SEATED),
    (r"standing|stand", Position.STANDING),
    (r"(?:standing )?(?:at|against) (?:the|a) wall", Position.WALL),
)


class LineScanner:
    """What is left of a line while its pieces are found; a "|" stands where one was."""

    def __init__(self, line: str) -> None:
        text = _MARK.sub("", " ".join(line.translate(_AS_TYPED).replace("|", ",").split()))
        for short, whole in _SHORT:
            text = short.sub(whole, text)
        text = re.sub(r"\bhalf a minute\b", "30s", text, flags=_I)
        text = re.sub(r"\b(?:a|one) minute\b", "1 min", text, flags=_I)
        text = re.sub(r"(?<=\d)\s*(?:''|\")", "s", text)
        self.left = re.sub(r"(?<=\d)\s*'(?!\w)", " min", text)
        self.found: dict[str, object] = {}
        self.decided: list[str] = []
        self.unread: list[str] = []
        self.is_said_twice = False
        """Something has two values."""

    def take_all(self, pattern: re.Pattern[str], take: Take) -> None:
        def taken(match: re.Match[str]) -> str:
            take(self, match)
            return " | "

        self.left = pattern.sub(taken, self.left)

    def put(self, field: str, value: object, said: str) -> None:
        if field in self.found and self.found[field] != value:
            self.unread.append(typed_lines.said_twice(said.strip()))
            self.is_said_twice = True
        self.found[field] = value

    def number(self, said: str) -> int:
        """Return a whole number; of "8-12" the first, and say so."""
        first, *others = re.split(r"\s*(?:-|to\b|or\b)\s*", said.strip().lower())
        low = _WORDS.get(first) or int(first)
        if others and others[0]:
            self.decided.append(typed_lines.begin_with(said.strip(), str(low)))
        return low

    def seconds(self, said: str) -> float:
        """Return a length; of "5-10s" the shorter one, and say so."""
        match = _LENGTH.fullmatch(said.strip())
        assert match is not None, said  # what the rules find is a length
        low, high, part, unit = match.groups(default="")
        written = f"{_WORDS.get(low.lower(), low)}{'' if high else part} {unit.lower()}"
        if high:
            self.decided.append(typed_lines.begin_with(said.strip(), written.strip()))
        return parse_duration(written)


Take = Callable[[LineScanner, "re.Match[str]"], None]


def _length(field: str) -> Take:
    return lambda reading, match: reading.put(field, reading.seconds(match["q"]), match[0])


def _nothing(reading: LineScanner, match: re.Match[str]) -> None:
    """Words that change nothing."""


def _fixed(field: str, value: object) -> Take:
    return lambda reading, match: reading.put(field, value, match[0])


def _misread(kind: str) -> Take:
    """``kind`` is one of ``typed_lines.MISREAD``."""

    def take(reading: LineScanner, match: re.Match[str]) -> None:
        reading.unread.append(typed_lines.misread(match[0].strip(" ,;"), kind))

    return take


def _numbers(reading: LineScanner, match: re.Match[str]) -> None:
    """Put whatever of sets, reps, times and a length the pattern names."""
    for name, said in match.groupdict().items():
        if said and name in ("sets", "times"):
            reading.put(name, reading.number(said), match[0])
        elif said and name == "reps":
            reading.put("reps", (reading.number(said),), match[0])
        elif said:
            reading.put(
                "hold_s" if name == "hold" else "length_s", reading.seconds(said), match[0]
            )


def _pyramid(reading: LineScanner, match: re.Match[str]) -> None:
    reading.put("reps", tuple(map(int, re.split(r"\s*[-/]\s*", match["list"]))), match[0])


def _rest(reading: LineScanner, match: re.Match[str]) -> None:
    field = "relax_s" if (match["of"] or "").lower().startswith("rep") else "rest_s"
    reading.put(field, reading.seconds(match["q"]), match[0])


def _count(reading: LineScanner, match: re.Match[str]) -> None:
    """A count of ten is ten seconds (the founding articles; one number a second)."""
    reading.put("hold_s", float(reading.number(match["n"])), match[0])
    reading.decided.append(typed_lines.count_of_seconds(match[0].strip()))


def _tempo(reading: LineScanner, match: re.Match[str]) -> None:
    parts = map(float, match["tempo"].replace("/", "-").split("-"))
    for field, seconds in zip(("out_s", "hold_s", "back_s", "relax_s"), parts, strict=False):
        reading.put(field, seconds, match[0])


def _often(reading: LineScanner, match: re.Match[str]) -> None:
    said = _frequency(match)
    before = str(reading.found.get("frequency", ""))
    reading.found["frequency"] = f"{before}, {said}" if before else said


def _frequency(match: re.Match[str]) -> str:
    if short := match.groupdict().get("short"):
        return _PRESCRIBED[short.lower().replace(".", "")]
    many, per = (match.groupdict().get(name) for name in ("many", "per"))
    if many is None or per is None:
        return " ".join(match[0].lower().strip(" ,").split())
    day = _DAYS.get(per.lower(), per.lower())
    number = " ".join(many.lower().split())
    times = {"1": "once", "2": "twice", "one": "once", "two": "twice"}.get(number, number)
    return f"{times} a {day}" if times in ("once", "twice") else f"{times} times a {day}"


def _way(field: str) -> Take:
    def take(reading: LineScanner, match: re.Match[str]) -> None:
        reading.put(field, reading.seconds(match["q"] or match["q2"]), match[0])

    return take


def _often_long(reading: LineScanner, match: re.Match[str]) -> None:
    reading.put("times", reading.number(match["times"] or match["times2"]), match[0])
    reading.put("length_s", reading.seconds(match["length"]), match[0])


def _bare_reps(reading: LineScanner, match: re.Match[str]) -> None:
    reading.put("reps", (reading.number(match["reps"] or match["reps2"]),), match[0])


# --- the rules -------------------------------------------------------------------------

Rule = tuple[str, Take]

_PER = r"\s*(?:(?:a|per|each|every)\s+|/\s*)?(?P<per>day|daily|week|weekly|wk|(?<=/)d)\b"
_DAYS = {"daily": "day", "d": "day", "weekly": "week", "wk": "week"}
_PRESCRIBED = {
    "qd": "once a day",
    "bid": "twice a day",
    "tid": "3 times a day",
    "qid": "4 times a day",
}
"""What is short for how often on a prescription."""
_HOW_OFTEN: tuple[Rule, ...] = (
    (rf"\b(?P<many>{_TO})\s*(?:x|times?){_PER}", _often),
    (rf"\b(?P<many>once|twice){_PER}", _often),
    (r"\b(?P<short>q\.?d|[btq]\.?i\.?d)\b\.?", _often),
    (
        rf"\b{_TO} days? (?:a|per|each|every|/)\s*week\b|\bevery {_TO} (?:hours?|days?)\b",
        _often,
    ),
    (r"\bwith (?:a|one|two|\d) (?:rest )?days?(?: of rest)? (?:in )?between\b", _often),
    (r"\b(?:(?:on )?most days|on any day|alternate days)\b", _often),
    (
        r"\b(?:every|each) (?:other |second |single )?(?:day|morning|evening|night|hour)\b"
        r"|\b(?:daily|hourly|weekly|morning and (?:evening|night)|am\s*(?:&|and|/)\s*pm"
        r"|in the (?:morning|evening)|at (?:night|bedtime)|before bed)\b",
        _often,
    ),
)
_NOT_READ: tuple[Rule, ...] = (
    (
        rf"(?<!\d)\d{{1,3}},\d{{1,2}}\s*-?\s*(?:{_M}|{_S}|hours?\b|h\b)",
        _misread("decimal comma"),
    ),
    (
        rf"\b\d*\s*(?:½|(?<!\d)1/2)\s*-?\s*(?:{_M}|{_S}|hours?\b|h\b)",
        _misread("fraction"),
    ),
    (
        r"\b(?:with\s+)?\d{1,3}(?:[.,]\d)?\s*-?\s*(?:kgs?|kilos?|lbs?|pounds?)\b",
        _misread("weight"),
    ),
)
_ONE_SIDE: tuple[Rule, ...] = (
    (
        rf"\b(?:left|right)(?:\s+{_LIMB})?\s+only\b"
        rf"|\bonly\s+(?:the\s+)?(?:left|right)\b(?:\s+{_LIMB}\b)?",
        _misread("one side"),
    ),
)
_RESTS: tuple[Rule, ...] = (
    (
        r"\b(?:with\s+)?(?:a\s+)?(?:rest|pause|break)\s*(?:of|for|:)?\s*"
        rf"(?P<q>{_Q}){_BETWEEN}",
        _rest,
    ),
    (rf"\b(?P<q>{_Q})\s*(?:of\s+)?(?:rest|pause|break)\b{_BETWEEN}", _rest),
)
_WAYS: tuple[Rule, ...] = (
    (r"\btempo\s*(?P<tempo>\d(?:[-/]\d){2,3})\b", _tempo),
    (
        rf"\b(?P<q>{_Q})\s*up\b|\b(?:up|lift|raise)\s+(?:for|over|in)\s+(?P<q2>{_Q})",
        _way("out_s"),
    ),
    (
        rf"\b(?P<q>{_Q})\s*down\b|\b(?:down\s+(?:for|over|in)"
        rf"|lower(?:ing)?(?:\s+(?:for|over|in))?)\s+(?P<q2>{_Q})",
        _way("back_s"),
    ),
)
_HOLDS: tuple[Rule, ...] = (
    (
        rf"\b(?:hold(?:s|ing)?\s*(?:for\s+)?|for\s+)?(?:a\s+)?count\s+(?:of|to)\s+(?P<n>{_TO})\b",
        _count,
    ),
    (rf"\b(?P<times>\d{{1,3}})\s*x\s*(?P<hold>{_Q})\s*-?\s*holds?\b", _numbers),
    (
        r"\bhold(?:s|ing)?\b[ :-]*(?:(?:it|each|for|of|position|the)\s+)*"
        rf"(?P<q>{_Q})(?:\s*(?:each|every|per)\s*(?:time|rep(?:etition)?|one)\b)?",
        _length("hold_s"),
    ),
    (rf"\b(?:with\s+)?(?:a\s+)?(?P<q>{_Q})\s*-?\s*holds?\b", _length("hold_s")),
    (
        rf"\bhold(?:s|ing)?\s*(?:for\s+)?{_TO}(?:\s*breaths?)?\b",
        _misread("bare hold"),
    ),
    (r"\b(?:each|per|every)\s+(?:rep(?:etition)?|time|hold|set)\b", _nothing),
)
_SIDES: tuple[Rule, ...] = (
    (
        rf"\balternat(?:e|ing|ely)\b(?:\s*{_LIMB}\b)?|\b(?:by turns|in turn)\b",
        _fixed("sides", Sides.ALTERNATE),
    ),
    (
        rf"\b(?:on\s+|to\s+|for\s+)?(?:each|per|every)\s*{_LIMB}\b|\b(?:on\s+)?both\s+sides\b"
        r"|\bleft\s*(?:and|then|&|\+|/)\s*right\b|\bright\s*(?:and|then|&|\+|/)\s*left\b"
        r"|\b[lr]\s*(?:[/&+]|and\b|then\b)\s*[lr]\b",
        _fixed("sides", Sides.EACH),
    ),
    (
        r"(?<=[,;(|])\s*(?:both\s+(?:legs|arms|hands|knees)(?:\s+together)?|together)\s*"
        r"(?=[,;)|]|$)",
        _fixed("sides", Sides.BOTH),
    ),
    (r"\beach\b", _fixed("each", True)),
)
_PACE_AND_PLACE: tuple[Rule, ...] = (
    (
        r"\b(?:at\s+)?(?:your|my|his|her)?\s*own pace\b|\bself[- ]paced\b",
        _fixed("self_paced", True),
    ),
    *(
        (rf"(?<=[,;(|])\s*(?:{said})\s*(?=[,;)|]|$)", _fixed("position", position))
        for said, position in _POSITIONS
    ),
)
_REPS = r"(?:reps?|repetitions?|times)"
_COUNTS: tuple[Rule, ...] = (
    (rf"\b(?P<list>\d{{1,3}}(?:\s*[-/]\s*\d{{1,3}}){{2,}})(?:\s*{_REPS})?\b", _pyramid),
    (rf"\b(?P<sets>\d{{1,3}})\s*x\s*(?P<reps>\d{{1,3}})\s*x\s*(?P<hold>{_Q})", _numbers),
    (rf"\b(?P<sets>{_N})\s*sets?\s*(?:of|x)?\s*(?P<length>{_Q})", _numbers),
    (rf"\b(?P<sets>{_N})\s*sets?\s*(?:of|x)?\s*(?P<reps>{_TO})\b\s*(?:{_REPS}\b)?", _numbers),
    (
        rf"\b(?P<reps>{_TO})\s*{_REPS}?\s*(?:x|for|in|of)\s*(?P<sets>{_N})\s*sets?\b",
        _numbers,
    ),
    (rf"\b(?P<times>\d{{1,3}})\s*(?:x|times)\s*(?:for\s+)?(?P<length>{_Q})", _numbers),
    (
        rf"\b(?P<length>{_Q})[ ,]*(?:x\s*(?P<times>\d{{1,3}})\b"
        rf"|(?P<times2>{_N})\s*(?:x|times)\b)",
        _often_long,
    ),
    (rf"\b(?P<sets>\d{{1,3}})\s*x\s*(?P<reps>{_TO})\b\s*(?:{_REPS}\b)?", _numbers),
    (rf"\b(?P<sets>{_N})\s*sets?\b", _numbers),
    (rf"\b(?:repeat\s+)?(?P<reps>{_TO})\s*(?:{_REPS}|repeats?|goes)\b", _numbers),
    (rf"\brepeat\s+(?P<reps>{_TO})\b", _numbers),
    (rf"(?:\bx\s*|\s+x)(?P<reps>{_TO})\b|\b(?P<reps2>\d{{1,3}})\s*x(?!\w)", _bare_reps),
    (rf"\b(?:for\s+)?(?P<q>{_Q})", _length("length_s")),
    (r"(?<=\s)(?P<reps>\d{1,3})\s*(?=\|)", _numbers),
    (r"\b\d{1,3}:\d{2}\b", _misread("clock")),
    (r"^[\s|]*(?P<reps>\d{1,3}(?:\s*(?:-|to)\s*\d{1,3})?)\s+(?=[^\W\d])", _numbers),
)

RULES = tuple(
    (re.compile(pattern, _I), take)
    for pattern, take in (
        *_NOT_READ,
        *_HOW_OFTEN,
        *_ONE_SIDE,
        *_RESTS,
        *_WAYS,
        *_HOLDS,
        *_SIDES,
        *_PACE_AND_PLACE,
        *_COUNTS,
    )
)
