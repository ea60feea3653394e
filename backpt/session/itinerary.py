"""What of a list of steps is still ahead: what nothing leads to any more, and how long it is.

Steps are **left out** where half of an exercise is done, and **barred** where they strain a
leg or a back that hurts; barred for the rest of the session. What has its end already is not
told of a second time. Knows the list, and no moment.
"""

from __future__ import annotations

from collections.abc import Iterable

from backpt.session import jumps
from backpt.session.events import Why
from backpt.session.steps import Step


class Itinerary:
    """The way through ``steps``: it only ever becomes shorter, but for what was left out of
    an exercise that is over."""

    __slots__ = ("_before_s", "_ended", "_steps", "barred", "left_out")

    def __init__(self, steps: tuple[Step, ...]) -> None:
        self._steps = steps
        self.barred: frozenset[int] = frozenset()
        """Steps that nothing leads to any more: they strain the leg or the back."""
        self.left_out: frozenset[int] = frozenset()
        """Reps of this exercise that are not done today."""
        self._ended: set[int] = set()
        self._before_s = [0.0]
        for step in steps:
            self._before_s.append(self._before_s[-1] + step.planned_s)

    def copy(self) -> Itinerary:
        twin = object.__new__(Itinerary)
        twin._steps, twin._before_s = self._steps, self._before_s
        twin.barred, twin.left_out = self.barred, self.left_out
        twin._ended = set(self._ended)
        return twin

    def bar(self, items: frozenset[int]) -> None:
        """Let nothing lead to a step of ``items`` any more."""
        here = {at for at, step in enumerate(self._steps) if step.place.item in items}
        self.barred |= here

    def halve(self, index: int) -> None:
        """Leave out half of the reps from ``index`` to the end of its exercise."""
        self.left_out = jumps.half_left_out(self._steps, index)

    def take_all(self) -> None:
        """Leave nothing out (any more)."""
        self.left_out = frozenset()

    def end(self, indices: Iterable[int]) -> None:
        """Know that these steps have their end."""
        self._ended.update(indices)

    def why_gone(self, index: int) -> Why | None:
        """Return why nothing leads to this step any more; ``None`` where something may."""
        if index in self.barred:
            return Why.LEG
        return Why.EASED if index in self.left_out else None

    def past_left_out(self, index: int) -> int:
        """Return the first step from ``index`` on that is not left out."""
        while index in self.left_out:
            index += 1
        return index

    def past_barred(self, index: int) -> int:
        """Return the first step from ``index`` on that is not barred."""
        while index in self.barred:
            index += 1
        return index

    def untold(self, first: int, to: int) -> list[int]:
        """Return the steps from ``first`` up to ``to`` that take time and have no end yet."""
        return [
            index
            for index in range(first, to)
            if index not in self._ended and self._steps[index].planned_s > 0
        ]

    def planned_before_s(self, index: int) -> float:
        """Return the seconds planned for all steps before ``index``."""
        return self._before_s[index]

    def planned_from_s(self, first: int) -> float:
        """Return the seconds planned from ``first`` on, without all to which nothing leads."""
        gone = (at for at in self.barred | self.left_out if at >= first)
        left_s = self._before_s[-1] - self._before_s[first]
        return left_s - sum(self._steps[at].planned_s for at in gone)
