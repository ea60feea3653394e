"""Lines of a therapist's sheet against a library -> entries for the user's own file.

Every line is proved by the reader itself before it is accepted: what is shown to the person
is what was read back. An exercise that the library does not know is new, with a name and a
dose; nobody has said for whom it is not.
"""

import re
from collections.abc import Iterator, Sequence

from backpt.authoring.called import named_position, short_name
from backpt.authoring.doses import Fields, dosed, kept_in_words, side_words
from backpt.authoring.plan_lines import has_days, is_condition, stopped_for_leg
from backpt.authoring.recognition import Recognised, recognise, words_beside
from backpt.authoring.several import split_exercises
from backpt.authoring.sheet import Sheet, has_amount, read_sheet
from backpt.authoring.whole_sheet import is_to_heed, is_week
from backpt.language import doses, durations, how_often, typed_lines, words
from backpt.library.characters import unshowable
from backpt.library.emit import Plain, block
from backpt.library.fields import BETWEEN, VERSION
from backpt.library.load import read_content
from backpt.library.names import find_exercise, find_routine
from backpt.library.overlay import lay_over
from backpt.prescription.durations import written
from backpt.prescription.model import (
    Exercise,
    Library,
    Position,
    Routine,
    changed,
    prescribe,
)
from backpt.values import NamedTuple


class Understood(NamedTuple):
    """One line, and what it becomes."""

    line: str
    said: str
    """It said back: "Bridge: 3 sets of 10, hold 5 seconds."; empty for nothing to do."""
    notes: tuple[str, ...] = ()
    item: Plain = ""
    """The line of the routine; empty where the line only says how often."""
    new: tuple[tuple[str, Plain], ...] = ()
    """The exercise that the library does not know, by its id; none or one."""
    frequency: str = ""
    name: str = ""
    """Of the exercise; empty where the line has none."""
    near: tuple[str, ...] = ()
    """Ids of exercises that a new one may be instead, where the line does not say it is new."""
    elsewhere: Position | None = None
    """Where the line does the first of ``near``, which the library does elsewhere; ``None``
    where its name is in doubt."""
    doubts: tuple[str, ...] = ()
    """What ``backpt check`` would warn of in it: "what is wrong; what to do"."""
    note: str = ""
    """What to do if something happens, as a sentence."""
    leg_stops: tuple[str, ...] = ()
    """Ids of exercises that are stopped once pain moves further down the leg."""


class NotUnderstood(NamedTuple):
    line: str
    reasons: tuple[str, ...]


class Prescription(NamedTuple):
    """A routine to be added, with the exercises that it brings along."""

    id: str
    entry: dict[str, Plain]
    exercises: dict[str, Plain]
    routine: Routine
    """As it will run; its lengths are those of a session."""

    @property
    def additions(self) -> dict[str, dict[str, Plain]]:
        return {"exercises": self.exercises, "routines": {self.id: self.entry}}


def understand(line: str, library: Library, *, instead: str = "") -> Understood | NotUnderstood:
    """Return what ``line`` means in ``library``; ``instead`` is the id of what its name means.

    The ``library`` holds what earlier lines brought along (``with_new``).
    """
    if is_condition(line):
        return _condition(line, library)
    if is_week(line):
        return NotUnderstood(line, (typed_lines.ONE_WEEK,))
    if is_to_heed(line):
        said = typed_lines.condition(line)
        return Understood(line, said, note=said)
    if has_days(line):
        return NotUnderstood(line, (typed_lines.DAYS_ARE_GIVEN,))
    bare = _QUITE.sub(r"\1", _NUMBERED.sub("", line))
    if not instead and split_exercises(bare, library) != (bare,):
        return NotUnderstood(line, (typed_lines.SEVERAL,))
    sheet, is_like_none = read_sheet(bare), _QUITE.match(_NUMBERED.sub("", line)) is not None
    if sheet.unread:
        return NotUnderstood(line, tuple(dict.fromkeys(sheet.unread)))
    if sheet.pack is not None and sheet.length_s is not None:
        return _pack(line, sheet, sheet.pack.value, sheet.length_s, library)
    if sheet.is_rest and sheet.rest_s is not None:
        return _between(line, "rest", sheet.rest_s, library)
    if not sheet.name:
        if sheet.frequency and not has_amount(sheet):
            said = typed_lines.everything(sheet.frequency)
            return Understood(line, said, frequency=sheet.frequency)
        return NotUnderstood(line, (typed_lines.NO_EXERCISE,))
    found = Recognised(instead) if instead else _named(bare, sheet, library)
    sheet = sheet._replace(notes=_notes_beside(sheet, found, library))
    if sheet.is_new and not instead:
        return _said_to_be_new(line, sheet, found, library, is_like_none=is_like_none)
    if found.id is None and sheet.name_with_rest:
        with_rest = recognise(library, sheet.name_with_rest, sheet.position)
        named = sheet._replace(name=sheet.name_with_rest, rest_s=None, length_s=sheet.rest_s)
        found, sheet = with_rest, named
    return _exercise(line, sheet, found, library)


def _named(line: str, sheet: Sheet, library: Library) -> Recognised:
    """Return what the name on a line means, with what stands beside it: "bird dog (arms only)"
    is not a bird dog, and "quad sets 3x10" are no three sets of a quad."""
    beside = "".join(f" ({one})" for one in sheet.asides)
    found = recognise(library, sheet.name + beside, sheet.position)
    is_set = re.search(rf"\b{re.escape(sheet.name)}\s+sets?\b", line, re.IGNORECASE)
    if found.id is None and is_set:
        as_set = recognise(library, typed_lines.named_set(sheet.name), sheet.position)
        return as_set if as_set.id else found
    return found


def _notes_beside(sheet: Sheet, found: Recognised, library: Library) -> tuple[str, ...]:
    """Return the notes of a line, with the words of its name that say how the exercise is
    done ("banded"), and without those that are a name of it."""
    if found.id is None:
        return sheet.notes
    names = [one for one in sheet.asides if recognise(library, one).id == found.id]
    beside = found.beside or words_beside(sheet.name, found.id, library)
    said = (one for one in beside if one not in sheet.asides)
    return (*said, *(note for note in sheet.notes if note not in names))


def understand_all(line: str, library: Library) -> tuple[Understood | NotUnderstood, ...]:
    """Return what each exercise of ``line`` means; most lines have one."""
    found: list[Understood | NotUnderstood] = []
    for part in split_exercises(line, library) or (line,):
        one = understand(part, library)
        if isinstance(one, Understood):
            library = with_new(library, one)
        found.append(one)
    return tuple(found)


def _condition(line: str, library: Library) -> Understood:
    """Return what to do if something happens; what stops for the leg is left out by itself."""
    said = typed_lines.condition(line)
    found = (recognise(library, name).id for name in stopped_for_leg(line))
    stops = tuple(id_ for id_ in found if id_ is not None)
    names = tuple(library.exercises[id_].name for id_ in stops)
    notes = (typed_lines.left_out_for_leg(names),) if names else ()
    return Understood(line, said, notes, note=said, leg_stops=stops)


_NUMBERED = re.compile(
    r"^\s*(?:ex|exercise|\u00fcbung|ejercicio|exercice)\.?\s*\d{1,2}\s*[.:)\u2013-]\s*",
    re.IGNORECASE,
)
"""The number of an exercise on a sheet, as a word and a figure."""
_QUITE = re.compile(r"^(\s*(?:(?:[-•*·]|\d{1,2}[.)])\s*)?)quite\s+(?=new\b)", re.IGNORECASE)
"""Before "new": it is like no exercise of the library, so nobody's precautions are its own."""


def with_new(library: Library, understood: Understood) -> Library:
    """Return ``library`` with the exercise that a line brought along."""
    if not understood.new:
        return library
    read, _ = read_content("", as_file(dict(understood.new), None), library)
    return lay_over(library, read)


def prescription(
    name: str, lines: Sequence[Understood], library: Library
) -> Prescription | NotUnderstood:
    """Return the routine ``name`` of ``lines``; ``library`` is without them."""
    id_ = free_id(name, library)
    entry: dict[str, Plain] = {"name": name, **_how_often(_frequency(lines))}
    told = (entry.get("note", ""), *(line.note for line in lines))
    if note := " ".join(str(one) for one in told if one):
        entry["note"] = note
    entry["progress"] = "never"  # what a therapist wrote down is not raised by a program
    items: list[Plain] = [line.item for line in lines if line.item]
    there = {one if isinstance(one, str) else next(iter(one)) for one in items}
    stops = dict.fromkeys(id_ for line in lines for id_ in line.leg_stops if id_ in there)
    if stops:
        entry["if-leg-further"] = list(stops)
    entry["exercises"] = items
    exercises = {id_: data for line in lines for id_, data in line.new}
    read, wrong, _ = tried(entry, exercises, library)
    if wrong:
        return NotUnderstood(name, wrong)
    routine = prescribe(lay_over(library, read), TRIED)._replace(id=id_)
    return Prescription(id_, entry, exercises, routine)


def free_id(name: str, library: Library) -> str:
    """Return an id made of ``name`` that nothing in ``library`` has."""
    import unicodedata

    ascii_ = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", ascii_.replace("'", "")).strip("-")
    base = (base if base[:1].isalpha() else f"own-{base}")[:34].rstrip("-")
    taken = {*library.exercises, *library.routines, *BETWEEN}
    number, id_ = 1, base
    while id_ in taken:
        number += 1
        id_ = f"{base}-{number}"
    return id_


def fault_of_name(name: str, library: Library) -> str:
    """Return why a new routine cannot be called ``name``, or nothing."""
    if reason := unshowable(name):
        return typed_lines.of_the_name(reason)
    if (found := find_routine(library, name).id) is not None:
        return typed_lines.there_is_a_routine(library.routines[found].name, found)
    return "; ".join(tried({"name": name, "exercises": [{"rest": "1 min"}]}, {}, library).wrong)


# --- one line --------------------------------------------------------------------------


def _between(
    line: str, kind: str, seconds: float, library: Library
) -> Understood | NotUnderstood:
    item: Plain = {kind: written(seconds)}
    if wrong := tried({"name": "A", "exercises": [item]}, {}, library).wrong:
        return NotUnderstood(line, wrong)
    return Understood(line, typed_lines.between(kind, durations.spoken(seconds)), item=item)


def _pack(
    line: str, sheet: Sheet, kind: str, seconds: float, library: Library
) -> Understood | NotUnderstood:
    """Return a pack; how often it is to be had is kept as an exercise's is."""
    pack = _between(line, kind, seconds, library)
    if isinstance(pack, NotUnderstood):
        return pack
    notes = (*sheet.decided, *_noted(sheet))
    about = typed_lines.note_about(typed_lines.between_name(kind), sheet.notes)
    pack = pack._replace(notes=tuple(f"{note}." for note in notes), note=about)
    if not sheet.frequency:
        return pack
    said = typed_lines.between(kind, durations.spoken(seconds), sheet.frequency)
    name = typed_lines.between_name(kind)
    return pack._replace(said=said, frequency=sheet.frequency, name=name)


def _said_to_be_new(
    line: str, sheet: Sheet, found: Recognised, library: Library, *, is_like_none: bool
) -> Understood | NotUnderstood:
    """A name that begins with "new" itself wins; a known name is not taken a second time."""
    whole = find_exercise(library, f"new {sheet.name}")
    is_known = found.id is not None
    if is_like_none:
        is_known = find_exercise(library, sheet.name).id is not None
    if whole.id is None and is_known and found.id is not None:
        known = library.exercises[found.id].name
        return NotUnderstood(line, (typed_lines.there_is(known, found.id),))
    like = "" if is_like_none else found.like
    as_new = Recognised(whole.id, like=like, elsewhere=found.elsewhere)
    return _exercise(line, sheet, as_new, library)


def _exercise(
    line: str, sheet: Sheet, found: Recognised, library: Library
) -> Understood | NotUnderstood:
    usual = None if found.id is None else library.exercises[found.id]
    if usual is None:
        sheet = _named_apart(sheet, found, library)
    dose = dosed(sheet, usual)
    if dose.unread:
        return NotUnderstood(line, dose.unread)
    notes = (*sheet.decided, *dose.notes, *_noted(sheet))
    exercises: dict[str, Plain] = {}
    like = library.exercises[found.like] if usual is None and found.like else None
    if usual is None:
        id_ = free_id(sheet.name, library)
        exercises[id_] = _new_entry(sheet, dose.fields, like)
        item: Plain = id_
    else:
        id_ = usual.id
        item = {id_: _plain(dose.fields)} if dose.fields else id_
    alone: dict[str, Plain] = {"name": "A", "exercises": [item]}
    read, wrong, doubts = tried(alone, exercises, library, lint=True)
    if wrong:
        return NotUnderstood(line, wrong)
    exercise = (read if usual is None else library).exercises[id_]
    (in_routine,) = read.routines[TRIED].items
    prescribed = changed(exercise.dose, in_routine.changes)
    if usual is None:
        notes = (*notes, *_new_notes(sheet, exercise, like))
        if prescribed.sets > 1 and not prescribed.rest_s:
            notes = (*notes, typed_lines.NO_REST)
    else:
        kept = kept_in_words(dose.fields, prescribed)
        notes = (*notes, *_elsewhere(sheet, usual))
        notes = tuple(filter(None, (*notes, kept, typed_lines.UNCHECKED * exercise.unchecked)))
    if "rest" in dose.fields and prescribed.sets == 1:
        notes = (*notes, typed_lines.ONE_SET)
    return Understood(
        line,
        doses.dose_said_back(exercise, prescribed, sheet.frequency),
        tuple(f"{note}." for note in notes),
        item,
        tuple(exercises.items()),
        sheet.frequency,
        exercise.name,
        found.near if usual is None else (),
        found.elsewhere,
        doubts,
        note=typed_lines.note_about(exercise.name, sheet.notes),
    )


def _noted(sheet: Sheet) -> tuple[str, ...]:
    return (typed_lines.noted(sheet.notes),) if sheet.notes else ()


def _named_apart(sheet: Sheet, found: Recognised, library: Library) -> Sheet:
    """Return the line of a new exercise with a name that is not the library's for another:
    with the position that sets it apart, or with what stands beside it."""
    if found.elsewhere and not named_position(sheet.name):
        name = f"{sheet.name} {words.POSITION_NAMES[found.elsewhere]}"
        return sheet._replace(name=name, position=found.elsewhere)
    if sheet.asides and recognise(library, sheet.name).id is not None:
        first = sheet.asides[0]
        notes = tuple(note for note in sheet.notes if note != first)
        return sheet._replace(name=f"{sheet.name} {first}", notes=notes)
    return sheet


def _new_entry(sheet: Sheet, dose: Fields, like: Exercise | None) -> dict[str, Plain]:
    """Return an exercise of the user's own; what it is ``like`` lends it its precautions."""
    whole = sheet.name[:1].upper() + sheet.name[1:]
    name = short_name(whole)
    entry: dict[str, Plain] = {"name": name}
    if name != whole and len(whole) <= LONGEST_ALIAS:
        entry["aliases"] = [whole]
    position = _position(sheet, like)
    if position is not None:
        entry["position"] = position.value
    entry["dose"] = _plain(dose)
    entry |= _how_often(sheet.frequency)
    if words := side_words(position, dose):
        entry["side-words"] = _plain(words)
    if like is not None:
        entry |= _precautions(like)
    return entry


LONGEST_ALIAS = 60
"""Characters, as the fields of a library file have it."""


def _position(sheet: Sheet, like: Exercise | None) -> Position | None:
    """Return where a new exercise is done: as its line says, else its name, else as the one
    that it is like."""
    if sheet.position is not None:
        return sheet.position
    return named_position(sheet.name) or (None if like is None else like.position)


def _precautions(like: Exercise) -> dict[str, Plain]:
    """Return the fields that say for whom an exercise is not, and what it asks of whom."""
    fields: dict[str, Plain] = {}
    if like.strains is not None:
        fields["strains"] = [*like.strains]
    if like.avoid:
        fields["avoid"] = [*like.avoid]
    if like.careful:
        fields["careful"] = dict(like.careful)
    return fields


def _how_often(said: str) -> dict[str, Plain]:
    """Return how often as fields, where all of it is understood; else as it stands."""
    if not said:
        return {}
    often = how_often.from_words(said)
    if often is None:
        return {"note": said}
    days, times = (often.days_low, often.days_high), (often.times_low, often.times_high)
    fields: dict[str, Plain] = {"days": _from_to(*days)}
    if times != (1, 1):
        fields["times"] = _from_to(*times)
    if often.apart:
        fields["apart"] = str(often.apart)
    if often.when:
        fields["when"] = often.when
    return {"frequency": fields}


def _from_to(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}-{high}"


def _plain(fields: Fields) -> dict[str, Plain]:
    """Return fields as data to be written."""
    made: dict[str, Plain] = {}
    for key, value in fields.items():
        made[key] = value if isinstance(value, str) else [*value]
    return made


def _new_notes(sheet: Sheet, exercise: Exercise, like: Exercise | None) -> Iterator[str]:
    if like is None:
        yield typed_lines.NEW
    elif exercise.unchecked:
        yield typed_lines.new_like(like.name)
    else:
        yield typed_lines.new_with_precautions(like.name)
    if exercise.aliases:
        yield typed_lines.shortened(exercise.name)
    if sheet.position is None and named_position(sheet.name) is None:
        yield typed_lines.done_in(words.POSITION_NAMES[exercise.position])


def _elsewhere(sheet: Sheet, usual: Exercise) -> Iterator[str]:
    """Yield that the library does it in another position than the sheet, if so."""
    if sheet.position is not None and sheet.position is not usual.position:
        yield typed_lines.done_elsewhere(
            words.POSITION_NAMES[usual.position], words.POSITION_NAMES[sheet.position]
        )


def _frequency(lines: Sequence[Understood]) -> str:
    """Return how often: of the whole, or each with its name where they differ."""
    exercises = [line for line in lines if line.name]
    whole = [line.frequency for line in lines if not line.name and line.frequency]
    said = {line.frequency for line in exercises}
    if len(said) == 1 and not whole:
        return said.pop()
    return "; ".join(
        (*whole, *(f"{line.name} {line.frequency}" for line in exercises if line.frequency))
    )


# --- entries as they would stand in a file, read back by the reader itself ------------

TRIED = "this-line"
"""Id of the routine that is tried."""


class Tried(NamedTuple):
    read: Library
    """Without what it was laid over."""
    wrong: tuple[str, ...]
    doubts: tuple[str, ...]
    """What ``backpt check`` would warn of, if that was asked for."""


def tried(
    entry: dict[str, Plain],
    exercises: dict[str, Plain],
    library: Library,
    *,
    lint: bool = False,
) -> Tried:
    """Return what the reader makes of a routine and the exercises that it brings along."""
    read, problems = read_content("", as_file(exercises, entry), library, lint=lint)
    said: dict[str, dict[str, None]] = {"error": {}, "warning": {}}
    for one in problems:
        said[one.level][one.message.replace(f"'{TRIED}' ", "it ")] = None
    return Tried(read, tuple(said["error"]), tuple(said["warning"]))


def as_file(exercises: dict[str, Plain], routine: dict[str, Plain] | None) -> bytes:
    """Return a library file of these exercises, and of a routine if there is one."""
    whole: dict[str, Plain] = {"version": str(VERSION), "exercises": exercises}
    if routine is not None:
        whole["routines"] = {TRIED: routine}
    return "\n".join(block(whole)).encode()
