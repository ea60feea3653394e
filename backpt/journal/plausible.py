"""Whether a value that was read can be true: of the declared type, and in a range.

A disk, a person or another program may have changed what is kept. Whatever is read passes
here, so that one damaged value costs one entry, and no more. Pure.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from backpt.language import trouble
from backpt.safety.calendar import LAST_DAY
from backpt.values import StrEnum

_T = TypeVar("_T", bound=tuple[Any, ...])
_Check = Callable[[Any], bool]

_LATEST_WALL = 253_402_300_799.0
"""The end of the year 9999, in seconds since 1970."""
_NUMBERS: tuple[float, float] = (-1, 2**53)
_SECONDS: tuple[float, float] = (-1e9, 1e9)
"""Thirty years either way: what is shown and counted stays in the range of dates."""
_LEAST_OFFSET_S, _MOST_OFFSET_S = -8 * 86_400, 8 * 86_400
_RANGES: dict[str, tuple[float, float]] = {
    "day": (1, LAST_DAY),  # as many dates as there are
    "started_ms": (0, _LATEST_WALL * 1000),
    "ended_ms": (0, _LATEST_WALL * 1000),
    "wall_ms": (-1e7, _LATEST_WALL * 1000),
    "started_wall": (0.0, _LATEST_WALL),
    "ended_wall": (0.0, _LATEST_WALL),
    "offset_s": (_LEAST_OFFSET_S, _MOST_OFFSET_S),
    "wall": (0.0, _LATEST_WALL),
    "first": (0, LAST_DAY),
    "last": (0, LAST_DAY),
    "on": (1, LAST_DAY),
    "at_min": (0, 24 * 60 - 1),
    "now": (0, 10),
    "worst": (0, 10),
    "can": (0, 10),
    "limited": (0, 3),
    "pain": (0, 10),
    "pain_before": (0, 10),
    "pain_after": (0, 10),
    "pain_high": (0, 10),
    "reps": (0, 1000),
    "cycles": (1, 3),
}
_MOST_PARTS = 1000
"""Of a tuple: items, sets, steps of a text."""
_MOST_TEXT = 2**22


def checked(value: _T) -> _T:
    """Return ``value``, a named tuple, if all that is in it can be true.

    Raises ``ValueError`` with the first field that cannot, as a part of a sentence.
    """
    fields: tuple[str, ...] = value._fields  # type: ignore[attr-defined]
    usuals, checks = _checks(type(value))
    for name, part, usual, can_be in zip(fields, value, usuals, checks, strict=True):
        # Most fields were left out, and a year has thousands: of those nothing is asked.
        if part is not usual and not can_be(part):
            raise ValueError(trouble.field_cannot_be(name, ascii(part)[:40]))
    return value


def can_be_moment(uid: object, wall: object, offset_s: object) -> bool:
    """Tell what ``checked`` would of these three: a year has a thousand that differ in them
    alone."""
    return (
        type(uid) is str
        and uid.isascii()
        and len(uid) <= _MOST_TEXT
        and type(wall) is float
        and 0.0 <= wall <= _LATEST_WALL
        and type(offset_s) is int
        and _LEAST_OFFSET_S <= offset_s <= _MOST_OFFSET_S
    )


_NEVER_LEFT_OUT = object()


@cache
def _checks(made: type) -> tuple[tuple[object, ...], tuple[_Check, ...]]:
    """Return for each field of a named tuple what it is where it is left out, and what tells
    whether a value can stand there."""
    hints, fields = get_type_hints(made), made._fields  # type: ignore[attr-defined]
    left_out = made._field_defaults  # type: ignore[attr-defined]
    return (
        tuple(left_out.get(name, _NEVER_LEFT_OUT) for name in fields),
        tuple(_check(hints[name], name) for name in fields),
    )


def _check(hint: Any, name: str) -> _Check:
    parts = get_args(hint)
    if get_origin(hint) in (Union, UnionType):
        if len(parts) == 2 and parts[1] is NoneType:  # most are: a year has thousands of them
            can_stand = _check(parts[0], name)
            return lambda value: value is None or can_stand(value)
        choices = tuple(_check(part, name) for part in parts)
        return lambda value: any(can_be(value) for can_be in choices)
    if get_origin(hint) is tuple:
        return _tuple_check(parts, name)
    if hint in (int, float):
        return _number_check(hint, *_range(hint, name))
    if hint is str:
        return _is_text
    if hint in (bool, NoneType):
        return lambda value: type(value) is hint
    if issubclass(hint, (Enum, StrEnum)):
        return lambda value: isinstance(value, hint)
    return lambda value: type(value) is hint and _is_whole(value)


def _range(hint: type, name: str) -> tuple[float, float]:
    return _RANGES.get(name, _NUMBERS if hint is int else _SECONDS)


def _number_check(hint: type, least: float, most: float) -> _Check:
    kinds = (int,) if hint is int else (int, float)
    # A number that is none lies between no two.
    return lambda value: type(value) in kinds and least <= value <= most


def _tuple_check(parts: tuple[Any, ...], name: str) -> _Check:
    if parts[-1] is ...:
        each = _check(parts[0], name)
        return lambda value: (
            type(value) is tuple and len(value) <= _MOST_PARTS and all(map(each, value))
        )
    checks = tuple(_check(part, name) for part in parts)
    return lambda value: (
        type(value) is tuple
        and len(value) == len(checks)
        and all(can_be(part) for can_be, part in zip(checks, value, strict=True))
    )


def _is_text(value: Any) -> bool:
    if not isinstance(value, str) or len(value) > _MOST_TEXT:
        return False
    return value.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in value)


def _is_whole(value: Any) -> bool:
    try:
        checked(value)
    except ValueError:
        return False
    return True
