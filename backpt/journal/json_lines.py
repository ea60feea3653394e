"""A value as one line of JSON, and back: the text that the journal keeps.

Apart from ``codec.py``, which loads every value that a session is made of.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from backpt.language import trouble

if TYPE_CHECKING:
    from collections.abc import Callable


def to_json(value: object) -> str:
    """Return ``value`` as one line of JSON in ASCII."""
    return _encoder()(value)


@cache
def _encoder() -> Callable[[object], str]:
    import json  # not before something is written

    return json.JSONEncoder(separators=(",", ":")).encode


def from_json(line: str) -> Any:
    """Return what one line of JSON says. Raises ``ValueError`` where it is none."""
    import json

    try:
        return json.loads(line)
    except RecursionError as error:  # thousands of brackets, which a damaged line may have
        raise ValueError(trouble.is_damaged(error)) from error
