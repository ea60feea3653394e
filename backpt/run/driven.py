"""What the loop drives: a session (``run/presenter.py``), or a page (``intake/pages.py``).

Both understand keys, say when they want to be woken and show a view of any moment, so that
one loop, and one wait, serves the whole program. Pure: ``now`` comes in.
"""

from __future__ import annotations

from typing import Protocol

from backpt.session.events import Event
from backpt.session.views import View


class Driven(Protocol):
    """What the loop needs to know of what it drives."""

    @property
    def asks(self) -> int | None:
        """Which of its pages asks for a key, each of which must be read first; ``None``: a
        session runs."""

    @property
    def over(self) -> bool: ...
    def start(self, now: float) -> list[Event]: ...
    def tick(self, now: float) -> list[Event]: ...
    def gap(self, since: float, now: float) -> list[Event]: ...
    def press(self, key: str, now: float) -> list[Event]:
        """Return what a key brings. Raises ``NotNow`` for one that means nothing here."""

    def hint(self, text: str, at: float) -> None:
        """Say below the rest what to press, to somebody who pressed something else."""

    def stop(self, now: float) -> list[Event]: ...
    def farewell(self, now: float) -> str:
        """Return what must be said before the program stands still; mostly nothing."""

    def absence(self, now: float) -> str:
        """Return what must be said when the program goes on in the background."""

    def deadline(self) -> float | None: ...
    def repaint(self, now: float) -> float:
        """Return when the picture may next look different."""

    def view(self, now: float) -> View: ...
