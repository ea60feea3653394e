"""The one loop: clock, keys, a view and sinks around something that is led.

Single-threaded, with one wait: the keyboard read with a timeout. It decides nothing; what a
key, a moment or a gap means is the business of ``core``.
"""

import math
from collections.abc import Callable, Iterable
from typing import Protocol

from backpt.language import keys
from backpt.run.driven import Driven
from backpt.session.commands import NotNow
from backpt.session.events import Event
from backpt.session.pressing import Pressing
from backpt.session.views import View
from backpt.values import NamedTuple

LONGEST_WAIT_S = 1.0
"""So that a gap is noticed within a second (DESIGN 4)."""
GAP_S = 2.0
"""This much more than asked for has passed: the machine slept, or we were stopped."""

Sink = Callable[[Event], None]

ENDING_KEYS = {"interrupt": 130, "terminate": 143, "hangup": 129}
"""What ends the program from outside, and the exit code that tells so."""


class Clock(Protocol):
    def awake(self) -> float: ...
    def real(self) -> float: ...


class Keys(Protocol):
    def read(self, timeout_s: float, *, exact: bool) -> str | None:
        """Return the next key, or ``None`` once ``timeout_s`` has passed.

        ``exact``: something is due then; else it is only time for another picture.
        """

    def suspend(self) -> bool:
        """Stop this process until it is continued; return whether the terminal is ours then,
        which it is not in the background."""


class Surface(Protocol):
    def draw(self, view: View) -> None: ...
    def line(self, text: str) -> None: ...
    def bell(self) -> None: ...
    def resized(self) -> None: ...
    def leave(self, words: str) -> None:
        """Give the terminal back, say ``words``, and draw nothing until ``come_back``."""

    def come_back(self) -> None:
        """Take the terminal again; what is drawn next is drawn whole."""


class Companion(Protocol):
    """Something that runs beside a session, as its sound does. Nothing here may wait."""

    def attend(self, now: float) -> None:
        """Do what is to be done at ``now``; called at every wake-up, after the picture: the
        first time, the first picture is out."""

    def hush(self) -> None:
        """This process is about to be stopped (Ctrl-Z)."""


class SessionTime:
    """The player's scale: ``real`` seconds from a beginning, times the speed."""

    def __init__(self, clock: Clock, speed: float = 1.0) -> None:
        self._clock = clock
        self._origin = clock.real()
        self.speed = speed

    def now(self) -> float:
        return (self._clock.real() - self._origin) * self.speed

    def unscaled(self, seconds: float) -> float:
        return seconds / self.speed


class BrokenOff(Exception):
    """The program was told to end from outside; what was done is saved."""

    def __init__(self, exit_code: int) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code

    @property
    def was_asked_for(self) -> bool:
        """Whether somebody pressed Ctrl-C: at any other end perhaps nobody is there."""
        return self.exit_code == ENDING_KEYS["interrupt"]


class _Woke(NamedTuple):
    """The last wake-up, on the three scales: a gap is measured from it."""

    now: float
    awake: float
    real: float


def lead(
    led: Driven,
    *,
    clock: Clock,
    time: SessionTime,
    keys: Keys,
    surface: Surface,
    sinks: Iterable[Sink] = (),
    companion: Companion | None = None,
    pressing: Pressing | None = None,
) -> None:
    """Drive ``led`` to its end, with ``companion`` beside it. ``pressing`` knows the presses of
    what was led before.

    Raises ``BrokenOff`` after having stopped it, when a signal asked for the end.
    """
    sinks = tuple(sinks)
    woke = _Woke(time.now(), clock.awake(), clock.real())
    pressing = pressing or Pressing()
    asked = led.asks
    pressing.begin(woke.real, asks=asked is not None)
    events = led.start(woke.now)
    exit_code = 0
    while True:
        for sink in sinks:  # each takes all that is due: the first hears it at once
            for event in events:
                sink(event)
        surface.draw(led.view(woke.now))
        if companion is not None:
            companion.attend(woke.now)
        if led.over:
            break
        key, woke, events = _wait(led, clock, time, keys, woke)
        if key in ENDING_KEYS:
            exit_code = ENDING_KEYS[key]
            events += led.stop(woke.now)
        elif key == "suspend":
            since = woke.now
            is_back = _suspend(led, since, keys, surface, companion)
            woke = _Woke(time.now(), clock.awake(), clock.real())
            events += led.gap(since, woke.now)
            if not is_back:
                surface.leave(led.absence(woke.now))
        elif key == "away":  # after bg nobody can press a key
            surface.leave(led.absence(woke.now))
            events += led.gap(woke.now, woke.now)
        elif key:
            events += _press(led, key, woke, pressing, surface)
            if led.asks != asked:
                asked = led.asks
                pressing.begin(woke.real, asks=asked is not None)
    if exit_code:
        raise BrokenOff(exit_code)


def _wait(
    led: Driven, clock: Clock, time: SessionTime, keys: Keys, woke: _Woke
) -> tuple[str | None, _Woke, list[Event]]:
    """Wait for a key until something is due; say what time brought meanwhile."""
    before = time.now()
    due = led.deadline()
    wake = min(led.repaint(before), math.inf if due is None else due)
    wait_s = min(LONGEST_WAIT_S, max(0.0, time.unscaled(wake - before)))
    key = keys.read(wait_s, exact=wake == due)
    now = _Woke(time.now(), clock.awake(), clock.real())
    passed_s = max(now.awake - woke.awake, now.real - woke.real)
    if passed_s > wait_s + GAP_S:
        return key, now, led.gap(woke.now, now.now)
    return key, now, led.tick(now.now)


def _suspend(
    led: Driven, now: float, keys: Keys, surface: Surface, companion: Companion | None
) -> bool:
    """Stand still until continued; return whether the terminal is ours again."""
    if companion is not None:
        companion.hush()
    surface.leave(led.farewell(now))
    is_back = keys.suspend()
    if is_back:
        surface.come_back()
    return is_back


def _press(
    led: Driven, typed: str, woke: _Woke, pressing: Pressing, surface: Surface
) -> list[Event]:
    """Hand a press on. One that means nothing is a bell and a hint, and changes nothing."""
    if typed == "back":  # after fg
        surface.come_back()
        return []
    if typed in ("resize", "continue"):
        surface.resized()
        return []
    heard = pressing.heard(typed, woke.real)
    hint = keys.refused(heard.refused)
    if heard.key:
        try:
            return led.press(heard.key, woke.now)
        except NotNow as not_now:
            hint = not_now.instead
    else:
        led.hint(hint, woke.now)
    if pressing.rings(woke.real):
        surface.bell()
    if led.asks is None and pressing.says(hint, woke.real):  # a page shows it itself
        surface.line(hint)
    return []
