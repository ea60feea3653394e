"""Where the program meets its user: clock, keyboard and what is shown, opened in one place.

A terminal, unless somebody brought another: a test leads whole evenings at one where no time
passes but what is waited for. Knows what is opened, and nothing of what is done there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from backpt.clock import Clock
from backpt.session.views import FigureMode
from backpt.terminal.keys import Keyboard, NoKeyboard, open_keys
from backpt.terminal.plain import PlainLines, open_lines
from backpt.terminal.surface import Plain, Screen, open_surface


class Place(Protocol):
    @property
    def clock(self) -> Clock: ...

    def open_keys(self) -> Keyboard | NoKeyboard: ...

    def open_surface(
        self,
        environ: Mapping[str, str],
        encoding: str,
        *,
        plain: bool = False,
        figures: FigureMode = FigureMode.NO,
        shapes: bool = True,
        wide: bool = False,
        big: bool = False,
    ) -> Screen | Plain:
        """Return what pages and moments are shown on (``terminal.surface.open_surface``)."""

    def open_lines(self, encoding: str) -> PlainLines | None:
        """Return lines that wait for nobody; ``None`` where they are printed as any other."""


class AtTerminal:
    """The terminal that the program was started at, or none where it is none."""

    def __init__(self) -> None:
        self.clock = Clock()

    def open_keys(self) -> Keyboard | NoKeyboard:
        return open_keys(self.clock)

    def open_surface(
        self,
        environ: Mapping[str, str],
        encoding: str,
        *,
        plain: bool = False,
        figures: FigureMode = FigureMode.NO,
        shapes: bool = True,
        wide: bool = False,
        big: bool = False,
    ) -> Screen | Plain:
        return open_surface(
            environ,
            encoding,
            self.clock,
            plain=plain,
            figures=figures,
            shapes=shapes,
            wide=wide,
            big=big,
        )

    def open_lines(self, encoding: str) -> PlainLines | None:
        return open_lines(encoding, self.clock)


_TAKEN: ContextVar[Place | None] = ContextVar("_TAKEN", default=None)


def here() -> Place:
    """Return where the program meets its user now."""
    return _TAKEN.get() or AtTerminal()


@contextmanager
def meeting_at(place: Place) -> Iterator[None]:
    """Meet the user at ``place`` as long as this lasts."""
    token = _TAKEN.set(place)
    try:
        yield
    finally:
        _TAKEN.reset(token)
