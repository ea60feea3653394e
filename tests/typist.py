"""Somebody who types a sheet, without a terminal: line by line, as a script says."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from backpt.terminal.questions import Lines


class Typist(Lines):
    """What a script says comes: a line, several that are pasted (a tuple), or ``None`` for the
    end of input. A callable is done first: what happens meanwhile."""

    def __init__(self, *script: str | tuple[str, ...] | Callable[[], object] | None) -> None:
        super().__init__()
        self._script = list(script)
        self.asked: list[str] = []
        """Every question that was asked, in order."""

    def _next(self, question: str) -> str | tuple[str, ...] | None:
        self.asked.append(question.strip())
        assert self._script, f"nothing is left for {question!r}"
        said = self._script.pop(0)
        while callable(said):
            said()
            said = self._script.pop(0)
        print(f"{question}{said}")
        return said

    def read(self, question: str, names: Sequence[str] = ()) -> tuple[str, ...] | None:
        assert names or "called" in question
        said = self._next(question)
        return (said,) if isinstance(said, str) else said

    def answer(self, question: str) -> str | None:
        said = self._next(question)
        assert not isinstance(said, tuple), f"a paste is no answer to {question!r}"
        return said

    @property
    def left_over(self) -> int:
        """How much of the script nobody asked for."""
        return len(self._script)
