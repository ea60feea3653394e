"""What a line of a sheet and the library say together: the dose as a library file writes it.

The rules for what a line leaves open stand here, each with the sentence that says so to the
person who typed it. Knows no YAML and no file: fields are names and text.
"""

from collections.abc import Mapping

from backpt.authoring.sheet import Sheet
from backpt.language import doses, durations, typed_lines
from backpt.prescription.durations import written
from backpt.prescription.model import Dose, Exercise, Position, Sides
from backpt.values import NamedTuple

LEAST_MOVE_S, LEAST_RELAX_S = 2.0, 1.0
"""Of an exercise that nobody timed: the shortest parts that the library itself uses."""
LONG_S = 15.0
"""From here on "3 x 30s" of an unknown exercise is three long holds with rests between, and
below it three short ones in a row."""
MOST_SETS = 10

Fields = Mapping[str, str | list[str]]


class Dosed(NamedTuple):
    """Fields of a dose, and what was settled for the person, as sentences."""

    fields: Fields
    notes: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    """Why there is no dose."""


def dosed(sheet: Sheet, usual: Exercise | None) -> Dosed:
    """Return what ``sheet`` changes of the ``usual`` exercise, or a whole dose without one."""
    if usual is None:
        return _new(sheet)
    if usual.dose.time_s is not None:
        return _timed(sheet, usual)
    if is_unlikely(sheet, usual.dose):
        assert sheet.reps is not None
        return Dosed({}, unread=(typed_lines.is_held(usual.name, max(sheet.reps)),))
    sheet, notes = _counted(sheet)
    fields = _fields(sheet)
    is_list = sheet.reps is not None and len(sheet.reps) > 1
    if {"reps", "time"} & fields.keys() and not is_list and sheet.sets is None:
        fields = {"sets": "1", **fields} if usual.dose.sets > 1 else fields
    return _sided(Dosed(fields, notes), sheet, usual)


LONGEST_SET_S = 180.0
"""Of a long hold and reps that were not meant for it: "plank 4 sets of 30" [D]."""


def is_unlikely(sheet: Sheet, usual: Dose) -> bool:
    """Return whether the reps of ``sheet`` may be seconds: the ``usual`` hold would make more
    of a set of them than anybody holds."""
    if sheet.reps is None or sheet.hold_s is not None or sheet.length_s is not None:
        return False
    return usual.pace.hold_s >= LONG_S and max(sheet.reps) * usual.pace.hold_s > LONGEST_SET_S


def _new(sheet: Sheet) -> Dosed:
    many, long_s = sheet.times, sheet.length_s
    in_sets = many is not None and long_s is not None and long_s >= LONG_S
    if many is not None and in_sets and many <= MOST_SETS and sheet.sets is None:
        sheet = sheet._replace(times=None, sets=many)
    sheet, notes = _counted(sheet)
    if sheet.length_s is None and sheet.reps is None and sheet.hold_s is None:
        if sheet.sets is None and not sheet.self_paced:
            return Dosed({}, unread=(typed_lines.HOW_MUCH,))
        sheet = sheet._replace(self_paced=True)
        notes = (*notes, typed_lines.OPEN_ENDED)
    if sheet.length_s is None:
        sheet = sheet._replace(reps=sheet.reps or (1,))
        if not sheet.self_paced:
            sheet = sheet._replace(
                out_s=LEAST_MOVE_S if sheet.out_s is None else sheet.out_s,
                back_s=LEAST_MOVE_S if sheet.back_s is None else sheet.back_s,
                relax_s=LEAST_RELAX_S if sheet.relax_s is None else sheet.relax_s,
            )
            notes = (*notes, typed_lines.each_rep(sheet.out_s, sheet.hold_s, sheet.back_s))
    return _sided(Dosed(_fields(sheet), notes), sheet, None)


def _timed(sheet: Sheet, usual: Exercise) -> Dosed:
    """The usual dose is one long step: reps are sets of it, and a hold is its length."""
    length_s = sheet.length_s if sheet.length_s is not None else sheet.hold_s
    sets = sheet.sets if sheet.sets is not None else sheet.times
    if sheet.reps is not None:
        if sets is not None or len(sheet.reps) > 1 or sheet.reps[0] > MOST_SETS:
            return Dosed({}, unread=(typed_lines.timed(usual.name),))
        sets = sheet.reps[0]
    plain = sheet._replace(reps=None, times=None, hold_s=None, length_s=length_s, sets=sets)
    return _sided(Dosed(_fields(plain)), plain, usual)


def _counted(sheet: Sheet) -> tuple[Sheet, tuple[str, ...]]:
    """Turn a length beside a number of reps into the hold of each."""
    if sheet.length_s is None or sheet.hold_s is not None:
        return sheet, ()
    reps, sets = sheet.reps, sheet.sets
    if sheet.times is not None:
        in_sets = sheet.rest_s is not None and sets is None and sheet.times <= MOST_SETS
        reps, sets = ((1,), sheet.times) if in_sets else ((sheet.times,), sets)
    if reps is None:
        return sheet, ()
    held = sheet._replace(
        times=None, sets=sets, reps=reps, hold_s=sheet.length_s, length_s=None
    )
    return held, (typed_lines.held_each(written(sheet.length_s)),)


def _fields(sheet: Sheet) -> Fields:
    fields: dict[str, str | list[str]] = {}
    if sheet.sets is not None:
        fields["sets"] = str(sheet.sets)
    if sheet.reps is not None:
        each = [str(reps) for reps in sheet.reps]
        fields["reps"] = each if len(each) > 1 else each[0]
    lengths = (
        ("time", sheet.length_s),
        ("out", sheet.out_s),
        ("hold", sheet.hold_s),
        ("back", sheet.back_s),
        ("relax", sheet.relax_s),
        ("rest", sheet.rest_s),
    )
    fields |= {key: written(seconds) for key, seconds in lengths if seconds is not None}
    if sheet.self_paced:
        fields["pace"] = "self"
    return fields


def _sided(done: Dosed, sheet: Sheet, usual: Exercise | None) -> Dosed:
    """Add how the sides share it; a bare "each" means what makes sense for the exercise."""
    sides, notes = sheet.sides, done.notes
    before = Sides.BOTH if usual is None else usual.dose.sides
    if sides is None and sheet.each:
        if usual is not None and before is Sides.BOTH:
            notes = (*notes, typed_lines.EACH_REP)
        else:
            sides = Sides.EACH
    if sides is Sides.EACH and before is Sides.ALTERNATE:
        sides = None
        notes = (*notes, typed_lines.ALTERNATING)
    if sides is None or sides is before:
        return done._replace(notes=notes)
    return done._replace(fields={**done.fields, "sides": sides.value}, notes=notes)


def side_words(position: Position | None, fields: Fields) -> Fields:
    """Return what is said for the sides of a new exercise, where "left" alone is unclear."""
    if position is Position.SIDE_LYING and fields.get("sides", "both") != "both":
        return {"left": typed_lines.LYING_LEFT, "right": typed_lines.LYING_RIGHT}
    return {}


# --- said back -------------------------------------------------------------------------


def kept_in_words(fields: Fields, dose: Dose) -> str:
    """Return what of the ``dose`` comes from the library and not from ``fields``."""
    is_held = "hold" not in fields and dose.pace.hold_s and dose.time_s is None
    is_rested = "rest" not in fields and dose.sets > 1 and dose.rest_s
    return typed_lines.as_in_library(
        "" if {"reps", "time"} & fields.keys() else doses.amount_said_back(dose),
        durations.in_full(dose.pace.hold_s) if is_held else "",
        durations.in_full(dose.rest_s) if is_rested else "",
    )
