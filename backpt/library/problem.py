"""Mistakes in a file as values: where, what is wrong, what to do. All are reported at once.

Knows nothing of what the files are about.
"""

from collections.abc import Iterable
from typing import Literal

from backpt.language import yaml_text
from backpt.values import NamedTuple

MOST_PROBLEMS = 50
"""More than these are counted, not listed: nobody reads them, and hostile files have many."""
MOST_SUGGESTIONS = 20
"""Looking for near misses is slow; a file with more unknown words has one cause, not many."""

Level = Literal["error", "warning"]


class Problem(NamedTuple):
    """One mistake. ``message`` is "what is wrong; what to do" without a full stop."""

    file: str
    line: int
    """Counts from 1."""
    message: str
    level: Level = "error"
    """An error would make a wrong session; a warning is merely incomplete."""

    def __str__(self) -> str:
        mark = "warning: " if self.level == "warning" else ""
        return f"{self.file}:{self.line}: {mark}{self.message}"


class Refused(Exception):  # said of the file, and short
    """The file cannot be read as YAML of ours: one reason, and reading stops there."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


class Report:
    """Collects the problems of one file; they come out in the order of the file."""

    __slots__ = ("_beyond", "_beyond_level", "_problems", "_suggestions", "builtin", "file")

    def __init__(self, file: str, *, builtin: bool = False) -> None:
        self.file = file
        self.builtin = builtin
        """The built-in library is held to more than a user's own file."""
        self._problems: list[Problem] = []
        self._beyond = 0
        self._beyond_level: Level = "warning"
        self._suggestions = 0

    def error(self, line: int, message: str) -> None:
        self._add(line, message, "error")

    def warn(self, line: int, message: str) -> None:
        self._add(line, message, "warning")

    def _add(self, line: int, message: str, level: Level) -> None:
        if len(self._problems) < MOST_PROBLEMS:
            self._problems.append(Problem(self.file, line, message, level))
            return
        self._beyond += 1
        if level == "error":
            self._beyond_level = "error"

    @property
    def failed(self) -> bool:
        """Whether there is an error among the problems."""
        return self._beyond_level == "error" or any(
            problem.level == "error" for problem in self._problems
        )

    def nearest(self, word: str, known: Iterable[str]) -> str | None:
        """Return the known word that ``word`` is likely to be a misspelling of."""
        self._suggestions += 1
        if self._suggestions > MOST_SUGGESTIONS or len(word) > 60:
            return None
        import difflib

        spelled = {one.lower(): one for one in known}
        near = difflib.get_close_matches(word.lower(), spelled, n=1)
        return spelled[near[0]] if near else None

    def did_you_mean(self, word: str, known: Iterable[str]) -> str:
        """Return "; did you mean 'x'?" for the nearest known word, or nothing."""
        near = self.nearest(word, known)
        return yaml_text.did_you_mean(near) if near else ""

    def problems(self) -> tuple[Problem, ...]:
        listed = sorted(self._problems, key=lambda problem: problem.line)
        if self._beyond:
            more = yaml_text.and_more(self._beyond)
            listed.append(Problem(self.file, listed[-1].line, more, self._beyond_level))
        return tuple(listed)


def shown(text: str) -> str:
    """Return ``text`` in quotes, on one line and short enough to be part of a sentence."""
    one_line = text
    if not text.isprintable():
        one_line = "".join(c if c.isprintable() else "?" for c in " ".join(text.split()))
    return f"'{one_line}'" if len(one_line) <= 40 else f"'{one_line[:37]}...'"
