"""Rows of the plan and of changes of a dose: added to the journal, and read back.

Apart from ``week_rows.py``, which every evening loads: most have no plan.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from backpt.journal.json_lines import to_json
from backpt.journal.local_days import milliseconds
from backpt.journal.plausible import checked
from backpt.journal.sqlite import Connection
from backpt.progress.change import Change, ChangeField
from backpt.progress.plan import DAYS, Away, AwayWhy, Plan, PlanRow, Visit
from backpt.values import NamedTuple


class PlanRows(NamedTuple):
    """All that was said of the plan, what no longer counts too."""

    plans: tuple[Plan, ...] = ()
    aways: tuple[Away, ...] = ()
    visits: tuple[Visit, ...] = ()
    changes: tuple[Change, ...] = ()


# --- adding ----------------------------------------------------------------------------


def tables(rows: PlanRows) -> list[tuple[str, list[tuple[Any, ...]]]]:
    """Return the table of each part and what goes into it: uid first, the device left out."""
    return [
        ("plan", [_kept(one, days=to_json(one.days)) for one in rows.plans]),
        ("away", [_kept(one) for one in rows.aways]),
        ("visit", [_kept(one) for one in rows.visits]),
        ("change", [_kept(one) for one in rows.changes]),
    ]


def _kept(row: PlanRow | Change, **instead: object) -> tuple[Any, ...]:
    fields = row._asdict() | instead
    return (fields.pop("uid"), milliseconds(fields.pop("wall")), *fields.values())


# --- from text -------------------------------------------------------------------------


def parts_from(raw: dict[str, Any]) -> dict[str, tuple[Any, ...]]:
    """Return the parts of ``week_rows.Rows`` that JSON has.

    Raises ``ValueError``, ``TypeError`` and ``LookupError`` for what is none.
    """
    return {name: tuple(_MAKERS[name]({**one}) for one in raw[name]) for name in raw}


def _plan(raw: dict[str, Any]) -> Plan:
    raw["days"] = tuple(raw["days"])
    if not set(raw["days"]) <= set(DAYS):
        raise ValueError("there is no such day of the week")
    return checked(Plan(**raw))


def _away(raw: dict[str, Any]) -> Away:
    if raw.get("why") is not None:
        raw["why"] = AwayWhy(raw["why"])
    return checked(Away(**raw))


def _visit(raw: dict[str, Any]) -> Visit:
    raw["is_off"] = bool(raw["is_off"])
    return checked(Visit(**raw))


def _change(raw: dict[str, Any]) -> Change:
    raw["field"], raw["is_agreed"] = ChangeField(raw["field"]), bool(raw["is_agreed"])
    return checked(Change(**raw))


_MAKERS: dict[str, Callable[[dict[str, Any]], Plan | Away | Visit | Change]] = {
    "plans": _plan,
    "aways": _away,
    "visits": _visit,
    "changes": _change,
}


# --- reading ---------------------------------------------------------------------------


def read_plan_rows(db: Connection) -> PlanRows:
    """Return every row of the plan; what is damaged is left out."""
    return PlanRows(
        tuple(_read(db, "plan", Plan, _plan)),
        tuple(_read(db, "away", Away, _away)),
        tuple(_read(db, "visit", Visit, _visit)),
        tuple(_read(db, "change", Change, _change)),
    )


def _numbers(text: str) -> list[int]:
    """Return a list of numbers as JSON has it; what reads all of JSON is not loaded for it."""
    inside = text.removeprefix("[").removesuffix("]")
    return [int(one) for one in inside.split(",") if inside]


def _read(
    db: Connection, table: str, made: Any, maker: Callable[[dict[str, Any]], Any]
) -> Iterator[Any]:
    for row in db.execute(f"SELECT * FROM {table}"):  # noqa: S608  # our words
        uid, _, wall_ms, *rest = row
        with suppress(TypeError, ValueError, LookupError):
            raw = dict(zip(made._fields, (uid, wall_ms / 1000, *rest), strict=True))
            if table == "plan":
                raw["days"] = _numbers(raw["days"])
            yield maker(raw)
