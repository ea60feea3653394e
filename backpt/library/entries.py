"""The tree of a library file -> the core's values, each entry by its table.

Knows what belongs together inside one entry (reps or time, an item of a routine); what two
entries say of each other is in ``check.py``. An entry with a mistake is kept with what could
be read of it, so that one mistake is not reported again by everything that names the entry.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from backpt.language import library_file
from backpt.library import fields as f
from backpt.library.problem import Refused, Report, shown
from backpt.library.reader import is_code, is_id, read_duration, read_record
from backpt.library.tree import Map, Node, Seq
from backpt.prescription.model import (
    Category,
    Citation,
    Dose,
    Exercise,
    Level,
    Library,
    Mode,
    Pace,
    Position,
    Precaution,
    Rest,
    RoutineEntry,
    RoutineItem,
    Sides,
    ThermalPlan,
)

T = TypeVar("T")

EMPTY = Library({}, {}, {}, {})

_UNREAD_DOSE = Dose(self_paced=True)
"""Stands for a dose that was reported; never run, for its file has an error."""


def read_exercise_file(root: Node | None, report: Report) -> Library:
    """Return what the file says, names not yet resolved.

    Raises ``Refused`` where it is no library of this version.
    """
    if not isinstance(root, Map):
        said = library_file.IS_EMPTY if not root else library_file.IS_NO_MAP
        raise Refused(1, library_file.begin_with_version(said, f.VERSION))
    check_version(root)
    for key, line in zip(root.values, root.lines, strict=True):
        if key != "version" and key not in f.SECTIONS:
            near = report.did_you_mean(key, f.SECTIONS) or library_file.TAKE_IT_OUT
            report.error(line, library_file.unknown_section(shown(key), near))
    return Library(
        _section(root, "exercises", _exercise, report),
        _section(root, "routines", _routine, report),
        _section(root, "sources", _source, report),
        _section(root, "precautions", _precaution, report),
    )


def check_version(root: Map) -> None:
    """Raise ``Refused`` for a file of another version, or of none."""
    version, line = root.values.get("version"), root.line_of("version")
    if version is None:
        raise Refused(line, library_file.version_missing(f.VERSION))
    if version == str(f.VERSION):
        return
    if (
        isinstance(version, str)
        and version.isascii()
        and version.isdigit()
        and version[:1] > "0"
    ):
        reads = library_file.reads_version(f.VERSION, version[:9])
        raise Refused(line, library_file.update_to_read(reads))
    raise Refused(line, library_file.no_version(f.VERSION))


def _section(
    root: Map, section: str, read: Callable[[str, Node, int, Report], T], report: Report
) -> dict[str, T]:
    """Return the entries of a section by id; wrong ids are reported and kept."""
    node = root.values.get(section)
    if node is None:
        return {}
    if not isinstance(node, Map):
        line = root.line_of(section)
        report.error(line, library_file.write_entries(section))
        return {}
    for id_, line in zip(node.values, node.lines, strict=True):
        if section in ("exercises", "routines"):
            _check_id(id_, line, report)
        elif len(id_) > 40 or not is_code(id_):
            report.error(line, library_file.no_code(shown(id_)))
    return {
        id_: read(id_, entry, line, report)
        for (id_, entry), line in zip(node.values.items(), node.lines, strict=True)
    }


def _check_id(id_: str, line: int, report: Report) -> None:
    if id_ in f.BETWEEN:
        report.error(line, library_file.has_own_meaning(shown(id_)))
    elif not is_id(id_):
        report.error(
            line,
            library_file.no_id(shown(id_)),
        )


def _exercise(id_: str, node: Node, line: int, report: Report) -> Exercise:
    values = read_record(node, line, f.EXERCISE, f"exercise {shown(id_)}", report)
    words = values.pop("words", None) or {}
    sides = values.pop("side_words", None)
    cleared = values.pop("cleared", None)
    given = node.values.get("dose") if isinstance(node, Map) else None
    if sides is not None and len(sides) == 2:
        values["side_words"] = (sides["left"], sides["right"])
    if cleared is not None and len(cleared) == 2:
        values["cleared"] = (cleared["by"], cleared["date"])
    _keep_words(values)
    return Exercise(
        id=id_,
        name=values.pop("name", id_),
        category=values.pop("category", Category.MOVEMENT),
        position=values.pop("position", Position.STANDING),
        dose=_dose(values.pop("dose", {}), given, report),
        phase=values.pop("phase", 1),
        cue=values.pop("cue", ""),
        out_word=words.get("out", ""),
        back_word=words.get("back", ""),
        rest_word=words.get("rest", ""),
        half_word=words.get("half", ""),
        says_each=words.get("each", False),
        **values,
    )


def _keep_words(values: dict[str, Any]) -> None:
    """Put what a frequency in words, or a range, says beyond the fields into the note.

    Files of before had both as text: what a person wrote is shown as it stands.
    """
    often = values.get("frequency")
    told = [values.pop("range", ""), values.get("note", "")]
    if isinstance(often, str):
        del values["frequency"]
        told.insert(0, often)
    if note := " ".join(filter(None, map(sentence, told))):
        values["note"] = note


def sentence(text: str) -> str:
    """Return ``text`` with a capital and a full stop."""
    said = f"{text[:1].upper()}{text[1:]}"
    return said if not said or said.endswith((".", "!", "?")) else f"{said}."


def _dose(values: dict[str, Any], given: Node | None, report: Report) -> Dose:
    if not isinstance(given, Map) or len(values) < len(given.values):
        return _UNREAD_DOSE  # what is missing was reported
    problem = _contradiction(values)
    if not problem and "reps" not in values and "time_s" not in values:
        problem = library_file.DOSE_SAYS_NOTHING
    if problem:
        report.error(given.line, problem)
        return _UNREAD_DOSE
    reps, sets = values.get("reps", 1), values.get("sets", 1)
    return Dose(
        reps=reps if isinstance(reps, tuple) else (reps,) * sets,
        pace=Pace(*(values.get(name, 0.0) for name in Pace._fields)),
        time_s=values.get("time_s"),
        sides=values.get("sides", Sides.BOTH),
        rest_s=values.get("rest_s", 0.0),
        self_paced=values.get("self_paced", False),
    )


def _contradiction(values: dict[str, Any]) -> str:
    """Return what in a dose, or in a change of one, excludes each other, or nothing."""
    reps = values.get("reps")
    if "time_s" in values:
        if reps is not None:
            return library_file.REPS_OR_TIME
        if "self_paced" in values:
            return library_file.TIME_NOT_SELF
        if any(name in values for name in Pace._fields):
            return library_file.TIME_NOT_PARTS
    if isinstance(reps, tuple) and values.get("sets", len(reps)) != len(reps):
        return library_file.reps_and_sets(len(reps), values["sets"])
    return ""


def _routine(id_: str, node: Node, line: int, report: Report) -> RoutineEntry:
    values = read_record(node, line, f.ROUTINE, f"routine {shown(id_)}", report)
    name, items = values.pop("name", id_), values.pop("items", None)
    _keep_words(values)
    if items is None:
        return RoutineEntry(id_, name, (), **values)
    if not isinstance(items, Seq) or not items.values:
        at = node.line_of("exercises") if isinstance(node, Map) else line
        report.error(at, library_file.EXERCISES_ARE_A_LIST)
        return RoutineEntry(id_, name, (), **values)
    read = (_item(*pair, report) for pair in zip(items.values, items.lines, strict=True))
    return RoutineEntry(id_, name, tuple(item for item in read if item is not None), **values)


def _item(node: Node, line: int, report: Report) -> RoutineItem | None:
    if isinstance(node, str) and node and node not in f.BETWEEN:
        return RoutineItem(node, line=line)
    if isinstance(node, str) and node:
        report.error(line, library_file.needs_length(shown(node), node))
    elif not isinstance(node, Map) or not node.values:
        report.error(line, library_file.NO_EXERCISE)
    elif len(node.values) > 1:
        first, *more = node.values
        report.error(
            line,
            library_file.one_name_an_item(len(node.values), first, more[0]),
        )
    else:
        ((name, value),) = node.values.items()
        return _named_item(name, value, line, report)
    return None


def _named_item(name: str, value: Node, line: int, report: Report) -> RoutineItem | None:
    if name in f.BETWEEN:
        seconds = read_duration(f.BETWEEN[name], value, line, name, report)
        other = Rest(seconds) if name == "rest" else ThermalPlan(Mode(name), seconds, 0.0, 1)
        return RoutineItem(other=other, line=line)
    if not isinstance(value, Map):
        report.error(
            line,
            library_file.no_dose_after(shown(name), shown(name)[1:-1]),
        )
        return None
    changes = read_record(value, line, f.ITEM, shown(name), report, named=_in_routine)
    if len(changes) < len(value.values):
        return RoutineItem(name, line=line)
    grow = changes.pop("grow", None)
    if problem := _contradiction(changes):
        report.error(line, problem)
    return RoutineItem(name, _changes(changes), line=line, grow=grow)


def _in_routine(name: str) -> str:
    return library_file.in_this_routine(name)


def _changes(values: dict[str, Any]) -> tuple[tuple[str, object], ...]:
    """Return a routine's dose as ``model.changed`` takes it.

    There reps of one number mean that many in each set, so a list of one says its set too.
    """
    reps = values.get("reps")
    if isinstance(reps, int):
        values["reps"] = (reps,)
    elif reps is not None:
        values.pop("sets", None)
        if len(reps) == 1:
            values["sets"] = 1
    return tuple(values.items())


def _source(id_: str, node: Node, line: int, report: Report) -> Citation:
    values = read_record(node, line, f.SOURCE, f"source {shown(id_)}", report)
    return Citation(id_, values.get("title", ""), values.get("address", ""))


def _precaution(id_: str, node: Node, line: int, report: Report) -> Precaution:
    values = read_record(node, line, f.PRECAUTION, f"precaution {shown(id_)}", report)
    level, do = values.get("level", Level.BLOCK), values.get("do", "")
    if level is Level.WARN and isinstance(node, Map) and "do" not in node.values:
        report.error(
            line,
            library_file.says_not_what_to_do(shown(id_)),
        )
    return Precaution(id_, level, values.get("why", ""), values.get("sources", ()), do)
