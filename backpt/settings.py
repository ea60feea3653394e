"""The user's settings: ``settings.yaml`` in the config folder, read as strictly as the library.

Knows the file and what may stand in it. No file, no import of a parser.
"""

import os

from backpt.errors import LibraryError
from backpt.language import library_file
from backpt.session.compile import HoldCount, SetupBy
from backpt.session.sound_choice import SoundLevel
from backpt.session.views import FigureMode
from backpt.values import NamedTuple


class Settings(NamedTuple):
    setup: SetupBy = SetupBy.TIMED
    """``setup``: how getting into place is timed."""
    hold_count: HoldCount = HoldCount.UP
    """``hold-count``: how holds of 5 to 15 seconds are counted."""
    sound: SoundLevel = SoundLevel.VOICE
    """``sound``: how much is heard."""
    volume: float = 1.0
    """``volume``: 0 to 10 in the file, 0 to 1 here."""
    headset: bool = True
    """``headset``: whether the output is kept awake between sounds, for wireless headsets."""
    figure: FigureMode = FigureMode.YES
    """``figure``: whether and how the movement is drawn beside the words; ``ascii``: digits
    and bars, too."""
    ambiguous: bool = False
    """``ambiguous``: whether the terminal gives two cells to what Unicode calls ambiguous."""
    size: bool = False
    """``size``: whether digits are for across the room."""


def _named(kind: type[SetupBy | HoldCount | SoundLevel | FigureMode]) -> dict[str, object]:
    return {one.value: one for one in kind}


_CHOICES: dict[str, dict[str, object]] = {
    "setup": _named(SetupBy),
    "hold-count": _named(HoldCount),
    "sound": _named(SoundLevel),
    "volume": {str(step): step / 10 for step in range(11)},
    "headset": {"yes": True, "no": False},
    "figure": _named(FigureMode),
    "ambiguous": {"narrow": False, "wide": True},
    "size": {"usual": False, "big": True},
}
"""What may be written -> what it means."""


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
        raise LibraryError((Problem(path, 1, library_file.SETTINGS_ARE_LINES),))
    for (key, value), line in zip(root.values.items(), root.lines, strict=True):
        if key not in _CHOICES:
            also = report.did_you_mean(key, tuple(_CHOICES))
            report.error(line, library_file.no_setting(shown(key), also))
        elif not isinstance(value, str) or value not in _CHOICES[key]:
            report.error(line, library_file.setting_is_one_of(key, ", ".join(_CHOICES[key])))
        else:
            found[key.replace("-", "_")] = _CHOICES[key][value]
    if problems := report.problems():
        raise LibraryError(problems)
    return Settings(**found)  # type: ignore[arg-type]  # the table gives each field its values


def with_missing(here: bytes, there: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return the file ``here`` with the settings that only ``there`` has, and their names.

    Of a file that cannot be read nothing is taken, and to one nothing is added.
    """
    from backpt.library.problem import Refused
    from backpt.library.tree import Map, parse

    try:
        mine, theirs = parse(here), parse(there)
    except Refused:
        return here, ()
    if not (isinstance(theirs, Map) and (mine is None or isinstance(mine, Map))):
        return here, ()
    known = {} if mine is None else mine.values
    missing = {
        key: value
        for key, value in theirs.values.items()
        if key not in known and isinstance(value, str) and value in _CHOICES.get(key, {})
    }
    lines = "".join(f"{key}: {value}\n" for key, value in missing.items()).encode()
    gap = b"\n" if here and lines and not here.endswith(b"\n") else b""
    return here + gap + lines, tuple(missing)
