"""One place in a figure's data: its line, and how its values are read. Collects the faults."""

from collections.abc import Iterable, Mapping, Sequence
from math import isnan
from typing import TypeAlias

from backpt.figure.parts import Fault
from backpt.language import figure_faults as faults
from backpt.values import NamedTuple

Data: TypeAlias = "str | list[Data] | dict[str, Data]"
Path: TypeAlias = tuple[str | int, ...]

LARGEST = 1000
"""No angle, length or margin is as large."""


class Reading(NamedTuple):
    """The reading of one figure."""

    lines: dict[Path, int]
    """Names in the paths have underscores."""
    where: str
    faults: list[Fault]


class At(NamedTuple):
    """A place in the data. Its readers report what is wrong there and return a stand-in."""

    path: Path
    reading: Reading

    def inside(self, step: str | int) -> "At":
        return At((*self.path, step), self.reading)

    @property
    def line(self) -> int:
        """Of this place, or of the nearest one around it that has a line."""
        path = spelled(self.path)
        while path and path not in self.reading.lines:
            path = path[:-1]
        return self.reading.lines.get(path, 1)

    def fault(self, what: str, do: str) -> None:
        """Report what is wrong here, once: a plural is read for each of two joints."""
        named = [str(step) for step in self.path if isinstance(step, str)]
        place = " ".join((self.reading.where, *named))
        fault = Fault(self.line, f"{place}: {what}", do)
        if fault not in self.reading.faults:
            self.reading.faults.append(fault)

    def fields(self, data: Data, known: Iterable[str]) -> dict[str, Data] | None:
        """Return the fields of a map by names with underscores; unknown ones are reported."""
        if not isinstance(data, dict):
            self.fault(faults.NO_FIELDS, faults.WRITE_FIELDS)
            return None
        found = {}
        for key, value in data.items():
            name = key.replace("-", "_")
            if self._is_known(key, name, known):
                found[name] = value
        return found

    def _is_known(self, key: str, name: str, known: Iterable[str]) -> bool:
        if name in (names := tuple(known)):
            return True
        self.inside(key).fault(faults.not_known(key), _nearest(name, names))
        return False

    def known(self, name: str, names: Iterable[str]) -> bool:
        """Return whether ``name`` is one of ``names``, after reporting that it is not."""
        if name in (all_names := tuple(names)):
            return True
        self.fault(faults.not_known(name), _nearest(name, all_names))
        return False

    def word(self, data: Data) -> str | None:
        if isinstance(data, str) and data:
            return data.replace("-", "_")
        self.fault(faults.ONE_WORD, faults.WRITE_NAME)
        return None

    def several(self, data: Data) -> list[str]:
        """Return the words of a list, or of one word alone."""
        words = data if isinstance(data, list) else [data]
        found = [word for word in words if isinstance(word, str) and word]
        if len(found) < len(words):
            self.fault(faults.NAMES_BELONG, faults.WRITE_NAMES)
        return found

    def number(self, data: Data) -> float:
        try:
            number = float(data) if isinstance(data, str) else None
        except ValueError:
            number = None
        if number is None or isnan(number):
            self.fault(faults.NUMBER_BELONGS, faults.WRITE_NUMBER)
            return 0.0
        if abs(number) >= LARGEST:
            kind = "large" if number > 0 else "small"
            self.fault(faults.beyond(data, kind), faults.write_between(LARGEST))
            return 0.0
        return number

    def yes(self, data: Data) -> bool:
        if data in ("yes", "no", "true", "false"):
            return data in ("yes", "true")
        self.fault(faults.YES_OR_NO, faults.WRITE_YES)
        return False


def spelled(path: Path) -> Path:
    """Return a path with underscores in its names, as they are looked up."""
    return tuple(s.replace("-", "_") if isinstance(s, str) else s for s in path)


def points(name: str, known: Mapping[str, Sequence[str]], at: At) -> tuple[str, ...]:
    """Return what a name stands for; nothing once it is reported as unknown."""
    plain = name.replace("-", "_")
    return tuple(known[plain]) if at.known(plain, known) else ()


def _nearest(name: str, names: Sequence[str]) -> str:
    import difflib

    near = difflib.get_close_matches(name, names, n=1)
    if near:
        return faults.did_you_mean(near[0])
    return faults.one_of(", ".join(names)) if len(names) <= 12 else faults.TAKE_OUT
