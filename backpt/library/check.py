"""What the entries of a library say of each other: names, ladders, codes, doses, lengths.

Knows nothing of YAML but the lines. An error is what would make a wrong session, a warning
what is merely incomplete. A user's file is checked against all it is laid over, and answers
only for what it says itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from backpt.language import library_file
from backpt.library.checked_file import CheckedFile, new_faults
from backpt.library.entries import EMPTY
from backpt.library.how_much import frequency_fault, grow_faults
from backpt.library.names import Entries, Index, index, plain
from backpt.library.overlay import lay_over
from backpt.library.problem import Report, shown
from backpt.library.tree import Map
from backpt.prescription.model import (
    Dose,
    Exercise,
    Level,
    Library,
    Pace,
    Position,
    Rest,
    RoutineEntry,
    RoutineItem,
    Sides,
    Strain,
    ThermalPlan,
    changed,
    prescribe,
)
from backpt.session.compile import LONGEST_ROUTINE_S


def check_library(
    own: Library, base: Library | None, root: Map, report: Report, *, lint: bool = False
) -> Library:
    """Return ``own`` with every name in it turned into an id, after reporting mistakes.

    With ``lint`` a file without errors is also held to what makes a library good.
    """
    below = EMPTY if base is None else base
    entries = {name: node for name, node in root.values.items() if isinstance(node, Map)}
    lines = {
        name: dict(zip(node.values, node.lines, strict=True)) for name, node in entries.items()
    }
    subject = CheckedFile(own, below, lay_over(below, own), entries, lines)
    own = _resolved(subject, report)
    subject = subject._replace(own=own, whole=lay_over(below, own))
    for one in (
        _ladders,
        _codes,
        _strains,
        _precautions,
        _aliases,
        _doses,
        _growths,
        _frequencies,
        _routines,
        _others_routines,
    ):
        one(subject, report)
    if lint:
        from backpt.library.figure_data import check_figures

        check_figures(subject, report)
    if lint and not report.failed:
        from backpt.library.lint import lint_all

        lint_all(subject, report)
    return own


def _resolved(subject: CheckedFile, report: Report) -> Library:
    names = index(subject.whole.exercises)
    exercises = {
        id_: _with_ladder(exercise, names, subject, report)
        for id_, exercise in subject.own.exercises.items()
    }
    routines = {
        id_: entry._replace(
            items=tuple(
                item._replace(exercise=found)
                for item in entry.items
                if (found := _named(item, names, report)) is not None
            )
        )
        for id_, entry in subject.own.routines.items()
    }
    return subject.own._replace(exercises=exercises, routines=routines)


def _with_ladder(
    exercise: Exercise, names: Index, subject: CheckedFile, report: Report
) -> Exercise:
    if exercise.easier is None and exercise.harder is None:
        return exercise
    found: dict[str, str | None] = {}
    for step in ("easier", "harder"):
        name = getattr(exercise, step)
        ids = names.get(plain(name), ()) if name else ()
        found[step] = ids[0] if len(ids) == 1 else None
        if name and len(ids) != 1:
            line = subject.line("exercises", exercise.id, step)
            report.error(line, f"{step}: {_unknown(name, ids, names, report)}")
    return exercise._replace(easier=found["easier"], harder=found["harder"])


def _named(item: RoutineItem, names: Index, report: Report) -> str | None:
    """Return the id of an item's exercise, "" for a rest or pack, ``None`` once reported."""
    if item.other is not None:
        return ""
    ids = names.get(plain(item.exercise), ())
    if len(ids) == 1:
        return ids[0]
    report.error(item.line, _unknown(item.exercise, ids, names, report))
    return None


def _unknown(name: str, ids: tuple[str, ...], names: Index, report: Report) -> str:
    if ids:
        return library_file.may_mean(shown(name), " or ".join(ids))
    near = report.nearest(plain(name), names)
    what_to_do = (
        library_file.did_you_mean_this(names[near][0]) if near else library_file.NAME_ONE
    )
    return library_file.no_exercise_called(shown(name), what_to_do)


def _ladders(subject: CheckedFile, report: Report) -> None:
    """Easier leads to easier, and harder to harder, without coming back."""
    for step in ("easier", "harder"):
        walked: set[str] = set()
        for start in subject.own.exercises:
            path: list[str] = []
            here: str | None = start
            while here is not None and here not in walked:
                walked.add(here)
                path.append(here)
                here = getattr(subject.whole.exercises[here], step)
            if here in path:
                loop = path[path.index(here) :]
                ours = next(id_ for id_ in loop if id_ in subject.own.exercises)
                shortened = loop if len(loop) < 6 else (*loop[:4], "...")
                circle = " -> ".join((*shortened, loop[0]))
                line = subject.line("exercises", ours, step)
                report.error(line, library_file.is_circle(step, circle))


def _codes(subject: CheckedFile, report: Report) -> None:
    known, sources = subject.whole.precautions, subject.whole.sources
    tell = report.error if report.builtin else report.warn
    for id_, exercise in subject.own.exercises.items():
        for code in exercise.avoid:
            if code not in known:
                near = report.did_you_mean(code, known) or library_file.ADD_UNDER_PRECAUTIONS
                line = subject.line("exercises", id_, "avoid")
                report.error(line, library_file.no_precaution(shown(code), near))
        for code, _ in exercise.careful:
            warns = code in known and known[code].level is Level.WARN
            if not warns or code not in subject.whole.exercises[id_].avoid:
                line = subject.line("exercises", id_, "careful")
                report.error(
                    line,
                    library_file.no_careful(shown(code)),
                )
        for source in exercise.sources if sources else ():
            if source not in sources:
                line = subject.line("exercises", id_, "sources")
                tell(line, library_file.no_source(shown(source)))


def _strains(subject: CheckedFile, report: Report) -> None:
    known = {strain.value: strain for strain in Strain}
    for id_, exercise in subject.own.exercises.items():
        for strain in exercise.strains or ():
            if strain not in known:
                near = report.did_you_mean(strain, known) or library_file.write_one_or(
                    tuple(known)
                )
                line = subject.line("exercises", id_, "strains")
                report.error(line, library_file.no_strain(shown(strain), near))


def _precautions(subject: CheckedFile, report: Report) -> None:
    """A user's file may add to what is below it, never take away."""
    for id_, precaution in subject.own.precautions.items():
        below = subject.base.precautions.get(id_)
        if below and below.level is Level.BLOCK and precaution.level is not Level.BLOCK:
            line = subject.line("precautions", id_, "level")
            report.error(line, library_file.keep_block(id_))
    for id_, exercise in subject.own.exercises.items():
        old = subject.base.exercises.get(id_)
        if exercise.avoid and old and (lost := set(old.avoid) - set(exercise.avoid)):
            line = subject.line("exercises", id_, "avoid")
            report.warn(
                line,
                library_file.keep_avoid(", ".join(sorted(lost)), id_),
            )


def _aliases(subject: CheckedFile, report: Report) -> None:
    """Every alias leads to one entry, or it leads nowhere."""
    sections: tuple[tuple[str, Entries, Entries], ...] = (
        ("exercises", subject.own.exercises, subject.whole.exercises),
        ("routines", subject.own.routines, subject.whole.routines),
    )
    for section, own, whole in sections:
        owners: dict[str, str] = {}
        for id_, entry in whole.items():
            for alias in entry.aliases:
                owners.setdefault(plain(alias), id_)
        owners |= {plain(id_): id_ for id_ in whole}
        for id_, entry in own.items():
            for alias in entry.aliases:
                owner = owners[plain(alias)]
                if owner != id_:
                    line = subject.line(section, id_, "aliases")
                    report.warn(line, library_file.alias_taken(shown(alias), owner))
    for id_ in subject.own.routines.keys() & subject.whole.exercises.keys():
        line = subject.line("routines", id_)
        report.warn(line, library_file.id_is_exercise(shown(id_)))


def _doses(subject: CheckedFile, report: Report) -> None:
    for id_, exercise in subject.own.exercises.items():
        for fault in _faults(exercise, exercise.dose):
            report.error(subject.line("exercises", id_, "dose"), fault)
        if fault := fault_of_dose(exercise.dose):
            report.error(subject.line("exercises", id_, "dose"), f"{shown(id_)} {fault}")


def _faults(exercise: Exercise, dose: Dose) -> Iterator[str]:
    if dose.time_s is None and not dose.self_paced and dose.pace.rep_s == 0:
        yield library_file.REP_TAKES_NO_TIME
    if dose.sides is Sides.BOTH:
        if "{" in exercise.cue:
            yield library_file.CUE_NAMES_SIDE
    elif exercise.position is Position.SIDE_LYING and exercise.side_words is None:
        yield (library_file.SIDES_UNCLEAR)


def _growths(subject: CheckedFile, report: Report) -> None:
    for id_, exercise in subject.own.exercises.items():
        for fault in grow_faults(exercise.dose, exercise.grow):
            report.error(subject.line("exercises", id_, "grow"), fault)
    for routine in subject.own.routines.values():
        for item in routine.items:
            if item.grow is not None:
                dose = changed(subject.whole.exercises[item.exercise].dose, item.changes)
                for fault in grow_faults(dose, item.grow):
                    report.error(item.line, fault)


def _frequencies(subject: CheckedFile, report: Report) -> None:
    for section, entries in (
        ("exercises", subject.own.exercises),
        ("routines", subject.own.routines),
    ):
        for id_, entry in entries.items():
            if fault := frequency_fault(entry.frequency):
                report.error(subject.line(section, id_, "frequency"), fault)


def _routines(subject: CheckedFile, report: Report) -> None:
    for id_, routine in subject.own.routines.items():
        for item in routine.items:
            if item.other is None:
                for fault in _item_faults(subject.whole.exercises[item.exercise], item):
                    report.error(item.line, fault)
        there = {item.exercise for item in routine.items}
        for stopped in routine.leg_stops:
            if stopped not in there:
                line = subject.line("routines", id_, "if-leg-further")
                report.error(line, library_file.stops_what_is_not_there(shown(stopped)))
        if fault := _fault_of_whole(routine, subject):
            line = subject.line("routines", id_)
            report.error(line, f"{shown(id_)} {fault}")


def _fault_of_whole(routine: RoutineEntry, subject: CheckedFile) -> str:
    """An exercise that is too long by itself answers for that alone."""
    ours = subject.own.exercises
    if any(
        item.exercise in ours and fault_of_dose(ours[item.exercise].dose)
        for item in routine.items
    ):
        return ""
    return fault_of_length(routine, subject.whole)


def _item_faults(exercise: Exercise, item: RoutineItem) -> Iterator[str]:
    yield from new_faults(_faults, exercise, item)
    in_pace = [name for name, _ in item.changes if name in Pace._fields]
    if in_pace and changed(exercise.dose, item.changes).time_s is not None:
        yield library_file.is_long_step(exercise.id)


def _others_routines(subject: CheckedFile, report: Report) -> None:
    """A changed exercise must still fit the routines below that name it."""
    for id_, routine in subject.whole.routines.items():
        ours = [item for item in routine.items if item.exercise in subject.own.exercises]
        if not ours or id_ in subject.own.routines:
            continue
        for item in ours:
            for fault in new_faults(_faults, subject.whole.exercises[item.exercise], item):
                line = subject.line("exercises", item.exercise, "dose")
                report.error(line, library_file.fault_in(shown(id_), fault))
        if fault := _fault_of_whole(routine, subject):
            line = subject.line("exercises", ours[0].exercise, "dose")
            report.error(line, library_file.with_this_dose(shown(id_), fault))


# --- what no session can lead through: longer than any sitting, packs too near --------


def fault_of_length(routine: RoutineEntry, library: Library) -> str:
    """Return why no session can lead through ``routine``, or nothing."""
    if fault := _too_long(_length_s(routine, library)):
        return fault
    packs = sum(isinstance(item.other, ThermalPlan) for item in routine.items)
    return _packs_too_near(routine, library) if packs > 1 else ""


def fault_of_dose(dose: Dose) -> str:
    """Return why no session can lead through an exercise of this dose, or nothing."""
    return _too_long(_dose_s(dose))


def _too_long(length_s: float) -> str:
    if length_s <= LONGEST_ROUTINE_S:
        return ""
    longest = LONGEST_ROUTINE_S / 3600
    return library_file.takes_hours(length_s / 3600, longest)


def _length_s(routine: RoutineEntry, library: Library) -> float:
    """Return the seconds a routine prescribes, without the time to get into place."""
    total_s = 0.0
    for item in routine.items:
        if isinstance(item.other, Rest):
            total_s += item.other.rest_s
        elif item.other is not None:
            total_s += item.other.apply_s
        else:
            dose = changed(library.exercises[item.exercise].dose, item.changes)
            total_s += _dose_s(dose)
    return total_s


def _dose_s(dose: Dose) -> float:
    sides = 1 if dose.sides is Sides.BOTH else 2
    if dose.time_s is None:
        work_s = sum(dose.reps) * dose.pace.rep_s
    else:
        work_s = dose.sets * dose.time_s
    return sides * work_s + (dose.sets - 1) * dose.rest_s


def _packs_too_near(entry: RoutineEntry, library: Library) -> str:
    from backpt.language import packs, speech
    from backpt.session.compile import flatten, packs_too_near

    routine = prescribe(library._replace(routines={entry.id: entry}), entry.id)
    mode = packs_too_near(flatten(routine, speech))
    if mode is None:
        return ""
    near = packs.too_near_words(mode)
    return library_file.packs_cannot_be(near)
