"""safety.yaml -> the rows of the safety tables, read and checked as strictly as a library.

Knows which fields the file may have, and what its rows say of each other. A session never
reads it: the program carries the rows compiled (``safety/tables.py``), so that a first
question costs no parsing and the pure rooms no file.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from backpt.language import library_file
from backpt.library import fields as f
from backpt.library.entries import check_version
from backpt.library.fields import field
from backpt.library.problem import Problem, Refused, Report, shown
from backpt.library.reader import is_code, read_record
from backpt.library.tree import Map, parse
from backpt.prescription.durations import parse_duration
from backpt.prescription.model import Library
from backpt.safety.rows import (
    AdviceLevel,
    Number,
    Question,
    Row,
    Rule,
    Sign,
    Tick,
    Urgency,
    Verdict,
    WeekRule,
)
from backpt.values import NamedTuple

T = TypeVar("T")

MOST_LINES = 9
"""Of a page, so that a digit ticks a line and nobody, reading or listening, holds more in
mind."""

_SOURCES = field("sources", f.Codes(), "where this comes from", required=True)
_VERDICT = f.Choice({verdict.name.lower(): verdict for verdict in Verdict})
_FLAGS = field("flags", f.Codes(), "conditions for heat and cold that it sets")
_CODES = field("codes", f.Codes(), "precautions of exercises that it sets")
_CARD = f.Choice({card: card for card in ("emergency", "urgent", "none")})

SIGN = dict(
    (
        field(
            "level",
            f.Choice({level.value: level for level in Urgency}),
            "emergency or urgent",
            name="urgency",
            required=True,
        ),
        field("sign", f.Text(200), "the sign itself", name="trigger", required=True),
        field(
            "words",
            f.Choice({"nerves": True}),
            "nerves: with the words for the nerves of the back",
            name="is_of_nerves",
        ),
        _SOURCES,
    )
)
QUESTION = dict(
    (
        field("card", _CARD, "emergency, urgent or none", required=True),
        field("press", f.Text(1), "the key that means yes", required=True),
        field("text", f.Text(200), "the question", required=True),
        field("signs", f.Codes(), "the signs that a yes is", required=True),
        _CODES,
        _FLAGS,
        field("again", f.Choice({"yes": True}), "yes: asked when something new is felt"),
    )
)
TICK = dict(
    (
        field("page", f.Text(60), "the page it stands on", name="part", required=True),
        field("number", f.Whole(1, 99), "its number on the clinical page", required=True),
        field("group", f.Text(60), "what stands before the lines of one number"),
        field("text", f.Text(200), "the line", required=True),
        field("follows", f.Text(200), "what follows from it, in sentences", name="sets"),
        _CODES,
        _FLAGS,
        field("ask-first", f.Choice({"yes": True}), "yes: somebody is to be asked first"),
        field("sources", f.Codes(), "where the line comes from"),
    )
)
CONDITION = dict(
    (
        field("text", f.Text(200), "the condition", required=True),
        field("heat", _VERDICT, "ok, care, warn, ask or block", required=True),
        field("cold", _VERDICT, "ok, care, warn, ask or block", required=True),
        field("heat-how", f.Text(200), "how heat is used where it may be"),
        field("cold-how", f.Text(200), "how cold is used where it may be"),
        field("page", f.Text(60), "where it is asked before the first pack", name="part"),
        field("lasts", f.Choice({"no": False}), "no: it is over in a few days"),
        field("asks", f.Codes(), "questions of the cards that follow"),
        _SOURCES,
    )
)
RULE = dict(
    (
        field("when", f.Text(300), "what the rule is for", required=True),
        field("then", f.Text(400), "what follows", required=True),
        _SOURCES,
    )
)
WEEK_RULE = dict(
    (
        field(
            "level",
            f.Choice({level.name.lower(): level for level in AdviceLevel}),
            "emergency, urgent, contact, stop, ease, continue or progress",
            required=True,
        ),
        *RULE.items(),
    )
)
NUMBER = dict(
    (
        field(
            "value", f.Text(60), "a number, a percentage or a time, or several", required=True
        ),
        field("means", f.Text(300), "what it decides, with its rule", required=True),
        _SOURCES,
    )
)
WORDS = dict((field("says", f.Texts(300), "the sentences", required=True), _SOURCES))

SECTIONS = {
    "signs": SIGN,
    "questions": QUESTION,
    "ticks": TICK,
    "conditions": CONDITION,
    "rules": RULE,
    "weeks": WEEK_RULE,
    "numbers": NUMBER,
    "words": WORDS,
}
PAGES = {"ticks": "about-pages", "conditions": "pack-pages"}
NEEDED_WORDS = (
    *PAGES.values(),
    "emergency-nerves",
    "emergency-care",
    "urgent",
    "contact",
    "ask-first",
    "stop-at-once",
    "pack-no",
    "rest-routine",
)


Value = int | float | tuple[float, ...]
_TIME = "a time like 20s or 10min"
_KINDS: tuple[tuple[str, str, float, float], ...] = (
    ("_S", _TIME, 1.0, 86_400.0),
    ("_H", "hours like 12", 0.0, 72.0),
    ("_DAYS", "days like 14", 1.0, 366.0),
    ("_FROM", "pain like 6", 0.0, 10.0),
    ("_PHASE", "a phase like 2", 1.0, 3.0),
    ("", "a number like 8 or 75%", 0.0, 100.0),
)
"""What the name of a number ends with, what it counts then, and the least and the most."""
_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")
_NAMED = re.compile(r"\{([^{}]*?)(-1|#|)\}")


class SafetyTables(NamedTuple):
    """All that the file says; sources are those of the library."""

    signs: tuple[Sign, ...]
    questions: tuple[Question, ...]
    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]
    rules: tuple[Rule, ...]
    weeks: tuple[WeekRule, ...]
    numbers: tuple[Number, ...]
    values: dict[str, Value]
    """Of the numbers, by their names."""
    words: dict[str, tuple[str, ...]]
    word_sources: dict[str, tuple[str, ...]]
    cited: tuple[str, ...]
    """Every source that something names, each once."""


def is_safety_file(data: bytes) -> bool:
    """Tell whether ``data`` is meant as safety rules and not as a library."""
    return all(f"\n{name}:".encode() in data for name in ("signs", "conditions"))


def read_safety(
    path: str, data: bytes, library: Library
) -> tuple[SafetyTables | None, tuple[Problem, ...]]:
    """Return what a file says and everything that is wrong with it; no tables with an error.

    ``library`` is the shipped one: its sources and precautions are those that rows name.
    """
    report = Report(path, builtin=True)
    try:
        root = parse(data)
        if not isinstance(root, Map):
            raise Refused(1, library_file.begin_map_with_version(1))
        check_version(root)
    except Refused as refused:
        return None, (Problem(path, refused.line, refused.message),)
    for key, line in zip(root.values, root.lines, strict=True):
        if key != "version" and key not in SECTIONS:
            near = report.did_you_mean(key, SECTIONS) or library_file.TAKE_IT_OUT
            report.error(line, library_file.unknown_section(shown(key), near))
    records = {name: _records(root, name, report) for name in SECTIONS}
    if not report.failed:  # else what is missing would be reported again by what names it
        for check in (_check_names, _check_numbers, _check_words, _check_pages, _check_keys):
            check(records, root, library, report)
    return (None if report.failed else _tables(records)), report.problems()


Records = dict[str, dict[str, Any]]


def _records(root: Map, section: str, report: Report) -> Records:
    node, line = root.values.get(section), root.line_of(section)
    if not isinstance(node, Map):
        report.error(line, library_file.write_rows(section))
        return {}
    table = SECTIONS[section]
    read = {}
    for (key, row), at in zip(node.values.items(), node.lines, strict=True):
        if len(key) > 40 or not is_code(key):
            report.error(at, library_file.no_code(shown(key)))
        read[key] = read_record(row, at, table, f"{section}: {shown(key)}", report)
    return read


def _tables(records: dict[str, Records]) -> SafetyTables:
    cited = (
        code
        for section in records.values()
        for row in section.values()
        for code in row.get("sources", ())
    )
    return SafetyTables(
        _rows(Sign, records["signs"]),
        _rows(Question, records["questions"]),
        _rows(Tick, records["ticks"]),
        _rows(Row, records["conditions"]),
        tuple(
            Rule(key, **_told(row, records["numbers"])) for key, row in records["rules"].items()
        ),
        tuple(
            WeekRule(key, **_told(row, records["numbers"]))
            for key, row in records["weeks"].items()
        ),
        tuple(
            Number(key, row["value"], row["means"], row["sources"])
            for key, row in records["numbers"].items()
        ),
        {key: _number(key, row["value"]) for key, row in records["numbers"].items()},
        {key: row["says"] for key, row in records["words"].items()},
        {key: row["sources"] for key, row in records["words"].items()},
        tuple(dict.fromkeys(cited)),
    )


def _rows(make: Callable[..., T], records: Records) -> tuple[T, ...]:
    return tuple(make(key, **row) for key, row in records.items())


def _number(name: str, text: str) -> Value:
    """Return what a value means, times in seconds. Raises ``ValueError``, with what to write
    instead, for what is none or what the number of that name cannot be."""
    several = tuple(_one_number(name, one, text) for one in text.split())
    return several if len(several) > 1 else several[0]


def _one_number(name: str, text: str, whole: str) -> int | float:
    _, write, least, most = next(kind for kind in _KINDS if name.endswith(kind[0]))
    try:
        if write == _TIME:
            value = parse_duration(text)
        elif text.endswith("%"):
            value = int(text[:-1]) / 100
        else:
            value = float(text) if _DECIMAL.fullmatch(text) else int(text)
    except ValueError:
        raise ValueError(library_file.no_number(shown(whole), write)) from None
    if not least <= value <= most:
        raise ValueError(library_file.number_cannot_be(shown(whole), write, least, most))
    return value


def _told(row: dict[str, Any], numbers: Records) -> dict[str, Any]:
    """Return the fields of a rule with its numbers in its words."""
    return {**row, "when": _filled(row["when"], numbers), "then": _filled(row["then"], numbers)}


def _filled(text: str, numbers: Records) -> str:
    """Return the text of a rule with its numbers; raises ``KeyError`` for an unknown name."""

    def written(named: re.Match[str]) -> str:
        several = numbers[named[1]]["value"].split()
        match named[2]:
            case "-1":
                return str(int(several[0]) - 1)
            case "#":
                return str(len(several))
            case _:
                return ", ".join(several)

    return _NAMED.sub(written, text)


# --- what rows say of each other -------------------------------------------------------


def _check_names(
    records: dict[str, Records], root: Map, library: Library, report: Report
) -> None:
    known: dict[str, Iterable[str]] = {
        "signs": records["signs"],
        "flags": records["conditions"],
        "asks": records["questions"],
        "codes": library.precautions,
        "sources": library.sources,
    }
    for section, rows in records.items():
        for key, row in rows.items():
            for name in known.keys() & row.keys():
                for code in row[name]:
                    if code not in known[name]:
                        near = report.did_you_mean(code, known[name]) or library_file.ADD_IT
                        said = library_file.nothing_called(name, shown(code), near)
                        report.error(_line(root, section, key, name), said)


def _check_numbers(
    records: dict[str, Records], root: Map, library: Library, report: Report
) -> None:
    for key, row in records["numbers"].items():
        try:
            _number(key, row["value"])
        except ValueError as error:
            report.error(_line(root, "numbers", key, "value"), f"value: {error}")
    texts = [
        (section, key, name, row[name])
        for section in ("rules", "weeks")
        for key, row in records[section].items()
        for name in ("when", "then")
    ]
    for section, key, name, text in texts:
        for named, _ in _NAMED.findall(text):
            if named not in records["numbers"]:
                said = library_file.no_number_called(name, shown(named))
                report.error(_line(root, section, key, name), said)


def _check_words(
    records: dict[str, Records], root: Map, library: Library, report: Report
) -> None:
    for name in NEEDED_WORDS:
        if not records["words"].get(name, {}).get("says"):
            report.error(root.line_of("words"), library_file.words_missing(name))


def _check_pages(
    records: dict[str, Records], root: Map, library: Library, report: Report
) -> None:
    for section, words in PAGES.items():
        pages = records["words"].get(words, {}).get("says", ())
        lines: Counter[str] = Counter()
        for key, row in records[section].items():
            if not (page := row.get("part")):
                continue
            lines[page] += 1
            if page not in pages:
                said = library_file.no_page(shown(page), words)
                report.error(_line(root, section, key, "page"), said)
            elif lines[page] == MOST_LINES + 1:
                said = library_file.page_full(shown(page), MOST_LINES)
                report.error(_line(root, section, key, "page"), said)


def _check_keys(
    records: dict[str, Records], root: Map, library: Library, report: Report
) -> None:
    taken: set[tuple[str, str]] = set()
    for key, row in records["questions"].items():
        press = (row["card"], row["press"])
        if press in taken:
            said = library_file.key_taken(press[0], shown(press[1]))
            report.error(_line(root, "questions", key, "press"), said)
        taken.add(press)


def _line(root: Map, section: str, key: str, name: str) -> int:
    """Return where a field of a row stands."""
    rows = root.values[section]
    row = rows.values[key] if isinstance(rows, Map) else None
    return row.line_of(name) if isinstance(row, Map) else root.line_of(section)
