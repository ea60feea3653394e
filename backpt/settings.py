"""The user's settings: ``settings.yaml`` in the config folder, read as strictly as the library.

Knows the file and what may stand in it. No file, no import of a parser.
"""

from __future__ import annotations

import os
from typing import NamedTuple

from backpt.core.hearing import Level
from backpt.core.timeline import HoldCount, SetupBy
from backpt.errors import LibraryError


class Settings(NamedTuple):
    setup: SetupBy = SetupBy.TIMED
    """``setup``: how getting into place is timed."""
    hold_count: HoldCount = HoldCount.UP
    """``hold-count``: how holds of 5 to 15 seconds are counted."""
    sound: Level = Level.VOICE
    """``sound``: how much is heard."""
    volume: float = 1.0
    """``volume``: 0 to 10 in the file, 0 to 1 here."""


_CHOICES: dict[str, tuple[str, type[SetupBy] | type[HoldCount] | type[Level]]] = {
    "setup": ("setup", SetupBy),
    "hold-count": ("hold_count", HoldCount),
    "sound": ("sound", Level),
}
_VOLUMES = {str(step): step / 10 for step in range(11)}


def read_settings(path: str) -> Settings:
    """Return the settings in the file at ``path``; the usual ones where there is none.

    Raises ``LibraryError`` with every problem of the file.
    """
    if not os.path.exists(path):
        return Settings()
    from backpt.library.problem import Problem, Refused, Report, shown
    from backpt.library.source import read_bytes
    from backpt.library.tree import Map, parse

    report = Report(path)
    found: dict[str, object] = {}
    try:
        root = parse(read_bytes(path))
    except Refused as refused:
        raise LibraryError((Problem(path, refused.line, refused.message),)) from None
    if root is None:
        return Settings()
    if not isinstance(root, Map):
        raise LibraryError((Problem(path, 1, "settings are lines like 'setup: slow'"),))
    for (key, value), line in zip(root.values.items(), root.lines, strict=True):
        if key == "volume":
            if isinstance(value, str) and value in _VOLUMES:
                found["volume"] = _VOLUMES[value]
            else:
                report.error(line, "volume is a whole number from 0 to 10")
            continue
        if key not in _CHOICES:
            also = report.did_you_mean(key, (*_CHOICES, "volume"))
            report.error(line, f"there is no setting {shown(key)}{also}")
            continue
        field, kind = _CHOICES[key]
        if not isinstance(value, str) or value not in tuple(kind):
            report.error(line, f"{key} is one of: {', '.join(kind)}")
        else:
            found[field] = kind(value)
    if problems := report.problems():
        raise LibraryError(problems)
    return Settings(**found)  # type: ignore[arg-type]  # the table pairs field and type
