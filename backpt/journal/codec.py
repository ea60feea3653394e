"""The model's and the session's values <-> the text that is kept. Knows no SQL and no file.

Fields are kept by name, so that old text is read by a program with more fields, and every
value comes back exactly as it was: a float is written with all its digits.
"""

from __future__ import annotations

from typing import Any, assert_never

from backpt.journal.json_lines import from_json, to_json
from backpt.journal.local_days import milliseconds
from backpt.journal.plausible import checked
from backpt.language import trouble
from backpt.prescription.model import (
    Category,
    Dose,
    Exercise,
    Frequency,
    Grow,
    Growth,
    Item,
    Mode,
    Pace,
    Position,
    Rest,
    Routine,
    Side,
    Sides,
    ThermalPlan,
    Work,
)
from backpt.session.events import (
    Anchor,
    CueDue,
    Ending,
    Event,
    Halted,
    KeyAcknowledged,
    LegPainReported,
    Outcome,
    PainReported,
    SessionEnded,
    StepBegan,
    StepEnded,
    UnsureReported,
    Why,
)
from backpt.session.pack_steps import faults
from backpt.session.records import EventRow, Mark, StillOn, StoredEvent
from backpt.session.steps import Place, StepKind

FORMAT = 1
"""Of the prescription's text; raised when a program that knows less would misread it."""

STILL_ON = "on"
"""Kind of the row that says how long a pack is known to have been on the skin."""
UNSURE = "unsure"
"""Kind of the row that names an exercise of which it is not clear how it is done."""

_ITEMS = {"work": Work, "rest": Rest, "pack": ThermalPlan}
_NAMES = {made: name for name, made in _ITEMS.items()}


# The prescription


def routine_text(routine: Routine) -> str:
    """Return ``routine`` as JSON, whole: nothing in it is looked up when it is read."""
    return to_json({"version": FORMAT, **_plain(routine)})


def routine_from(line: str) -> Routine:
    """Return the routine that ``routine_text`` wrote.

    Raises ``ValueError`` with what is wrong, as a part of a sentence.
    """
    try:
        raw = from_json(line)
        if raw["version"] > FORMAT:
            raise ValueError(trouble.IS_OF_NEWER)
        items = tuple(_item(item) for item in raw["items"])
        fields = {**_fields(Routine, raw), "items": items, **_how_often(raw)}
        routine = checked(Routine(**fields))
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(trouble.is_damaged(error)) from error
    for item in items:
        if isinstance(item, ThermalPlan) and (wrong := faults(item)):
            raise ValueError(trouble.is_damaged(wrong[0]))
    return routine


def _plain(value: Any) -> Any:
    if not isinstance(value, tuple):
        return value
    if not hasattr(value, "_asdict"):
        return [_plain(part) for part in value]
    named = {name: _plain(part) for name, part in value._asdict().items()}
    return {"type": _NAMES[type(value)], **named} if type(value) in _NAMES else named


def _item(raw: Any) -> Item:
    match _ITEMS[raw["type"]]:
        case made if made is Work:
            exercise = _exercise(raw["exercise"])
            care = tuple(raw.get("care", ()))
            note = str(raw.get("note", ""))
            return Work(exercise, _dose(raw["dose"]), care, _grow(raw), note)
        case made if made is Rest:
            return Rest(**_fields(Rest, raw))
        case _:
            return ThermalPlan(**{**_fields(ThermalPlan, raw), "mode": Mode(raw["mode"])})


def _exercise(raw: Any) -> Exercise:
    fields = _fields(Exercise, raw)
    fields["category"] = Category(raw["category"])
    fields["position"] = Position(raw["position"])
    fields["dose"] = _dose(raw["dose"])
    fields |= {"grow": _grow(raw), **_how_often(raw)}
    fields["careful"] = tuple((code, do) for code, do in raw.get("careful", ()))
    return Exercise(**fields)


def _dose(raw: Any) -> Dose:
    fields = _fields(Dose, raw)
    fields["pace"] = Pace(**_fields(Pace, raw["pace"]))
    fields["sides"] = Sides(raw["sides"])
    return Dose(**fields)


def _how_often(raw: Any) -> dict[str, Any]:
    """Return the frequency and the note, which keeps what older text says in words."""
    often, note = raw.get("frequency"), raw.get("note", "")
    if isinstance(often, dict):
        return {"frequency": Frequency(**_fields(Frequency, often)), "note": note}
    if often is None:
        return {"frequency": None, "note": note}
    words = (raw.get("range", ""), often)
    return {"frequency": None, "note": "; ".join(word for word in words if word)}


def _grow(raw: Any) -> Grow | None:
    grow = raw.get("grow")
    return None if grow is None else tuple(Growth(**_fields(Growth, one)) for one in grow)


def _fields(made: Any, raw: Any) -> dict[str, Any]:
    """Return the fields of ``made`` that ``raw`` has; lists are tuples in the model."""
    return {
        name: tuple(raw[name]) if isinstance(raw[name], list) else raw[name]
        for name in made._fields
        if name in raw
    }


# Events


def event_row(
    event: Event | StillOn,
    mark: Mark | None,
    *,
    seq: int,
    at_s: float,
    wall: float,
    mode: str = "",
) -> EventRow | None:
    """Return the row that keeps ``event``, or ``None`` for one that is not kept.

    Cues follow from the steps; they are not kept.
    """
    attempt, payload = 0, _step_fields(event, mark)
    match event:
        case StepBegan():
            kind, attempt = "began", event.attempt
        case StepEnded():
            kind, attempt = "ended", event.attempt
            payload |= {"outcome": event.outcome, "active_s": event.active_s}
            payload |= {"why": event.why} if event.why else {}
            payload |= {"answer": event.answer} if event.answer else {}
        case Halted():
            kind, payload["why"] = "halted", event.why
        case PainReported():
            kind, payload["pain"] = "pain", event.pain
            payload |= {"goes_on": True} if event.goes_on else {}
        case LegPainReported():
            kind = "leg"
        case UnsureReported():
            kind, payload["exercise"] = UNSURE, event.exercise
        case Anchor():
            kind = "anchor"
            payload |= {"elapsed_s": event.elapsed_s, "lead_s": event.lead_s}
        case KeyAcknowledged():
            kind = "key"
            payload |= {"longer_s": event.longer_s} if event.longer_s else {}
        case StillOn():
            kind = STILL_ON
        case SessionEnded():
            kind, payload["ending"] = "over", event.ending
            payload |= {"sign": event.sign} if event.sign else {}
        case CueDue():
            return None
        case _:
            assert_never(event)
    return EventRow(seq, attempt, at_s, milliseconds(wall), kind, mode, to_json(payload))


def _step_fields(event: Event | StillOn, mark: Mark | None) -> dict[str, object]:
    if mark is None or isinstance(event, (SessionEnded, CueDue)):
        return {}
    fields: dict[str, object] = {
        "step": event.step_index,
        "kind": mark.kind,
        "place": mark.place,
    }
    return fields | {"nth": mark.nth} if mark.nth else fields


def stored(row: EventRow) -> StoredEvent:
    """Return the event that ``row`` keeps.

    Raises ``ValueError`` with what is wrong, as a part of a sentence.
    """
    try:
        raw = from_json(checked(row).payload)
        mark = _mark(raw) if "place" in raw else None
        event = checked(_event(row, raw))
        if mark is not None:
            checked(mark)
        elif not isinstance(event, SessionEnded):
            raise KeyError("place")
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(trouble.event_damaged(row.seq, error)) from error
    return StoredEvent(row.seq, row.at_s, row.wall_ms / 1000, mark, event)


def _mark(raw: Any) -> Mark:
    item, set_no, rep_no, side = raw["place"]
    place = Place(item, set_no, rep_no, None if side is None else Side(side))
    return Mark(StepKind(raw["kind"]), place, raw.get("nth", 0))


def _event(row: EventRow, raw: Any) -> Event | StillOn:
    at, index = row.at_s, raw.get("step", 0)
    match row.kind:
        case "began":
            return StepBegan(at, index, row.attempt)
        case "ended":
            outcome, why = Outcome(raw["outcome"]), Why(raw.get("why", ""))
            active_s, answer = raw["active_s"], raw.get("answer", "")
            return StepEnded(at, index, row.attempt, outcome, why, active_s, answer)
        case "halted":
            return Halted(at, index, Why(raw["why"]))
        case "pain":
            return PainReported(at, index, raw["pain"], raw.get("goes_on", False))
        case "leg":
            return LegPainReported(at, index)
        case kind if kind == UNSURE:
            return UnsureReported(at, index, raw["exercise"])
        case "anchor":
            return Anchor(at, index, raw["elapsed_s"], raw["lead_s"])
        case "key":
            return KeyAcknowledged(at, index, raw.get("longer_s", 0.0))
        case kind if kind == STILL_ON:
            return StillOn(at, index)
        case "over":
            return SessionEnded(at, Ending(raw["ending"]), raw.get("sign", 0))
        case unknown:
            raise ValueError(trouble.event_of_no_kind(row.seq, unknown))
