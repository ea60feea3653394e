"""Failures that are expected, each with its exit code and one sentence of what to do.

Knows nothing of how they are shown. Bugs are not here: they rise to the boundary in ``cli``.
"""

from __future__ import annotations


class BackptError(Exception):
    """A failure that the user can do something about; its text is the sentence to show.

    Several texts are lines of their own. A line break inside one is part of a name, and shown
    as such.
    """

    exit_code = 1

    def __init__(self, *lines: object) -> None:
        self.lines = tuple(map(str, lines))
        super().__init__("\n".join(self.lines))


class UsageError(BackptError):
    """The command line, or a file it names, cannot be used as it is."""

    exit_code = 2


class LibraryError(BackptError):
    """A YAML file has mistakes: ``problems``, in the order of the file, one a line.

    They are ``library.problem.Problem`` values; here only their text matters.
    """

    exit_code = 2

    def __init__(self, problems: tuple[object, ...]) -> None:
        super().__init__(*problems)
        self.problems = problems


class SafetyStop(BackptError):  # a stop is no mistake
    """An answer that means: no session now, get help. The text is the emergency words."""

    exit_code = 4
