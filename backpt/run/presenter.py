"""A session being led, as the loop drives it (``run/driven.py``). Pure: ``now`` comes in."""

from __future__ import annotations

from collections.abc import Callable

from backpt.language import captions, evening, keys
from backpt.safety.tables import HURTS_EASE_FROM
from backpt.session.commands import Command, NotNow, command_for
from backpt.session.events import (
    QUESTIONS,
    Event,
    Frame,
    PainReported,
    State,
    UnsureReported,
)
from backpt.session.keymap import Means
from backpt.session.player import Player
from backpt.session.steps import Compiled, StepKind
from backpt.session.views import STILL_S, View

REPAINT_S = 0.25
"""While something moves the picture is looked at four times a second, on the step's own grid,
so that a digit changes when it should; sending is another matter (only what changed)."""
_SAME_POINT_S = 0.001
FLASH_S = 0.3
TELL_S = 8.0
HINT_S = 4.0


_TOLD_IN = frozenset({State.RUNNING, State.COUNTING_IN, State.PAUSED})
"""Once pain is spoken of, no sentence from before takes the place of what follows from it."""


def _unsaid(text: str) -> None:
    """Say nothing: there is a picture."""


class SessionPresenter:
    """A player with its words: keys in, captions out."""

    asks = None

    def __init__(
        self,
        player: Player,
        compiled: Compiled,
        mute: Callable[[], bool] | None = None,
        say: Callable[[str], None] | None = None,
    ) -> None:
        """``mute`` turns the sound off or on again and returns whether it is off; ``say`` is
        told in a line what a picture shows of keys that change nothing in the session."""
        self._player = player
        self._compiled = compiled
        self._mute = mute
        self._say = say or _unsaid
        self._muted = False
        self._help = False
        self._flash_until = float("-inf")
        self._told: tuple[tuple[str, float], ...] = ()  # sentences, and until when
        self._hint, self._hint_until = "", float("-inf")

    @property
    def over(self) -> bool:
        return self._player.over

    def start(self, now: float) -> list[Event]:
        return self._player.start(now)

    def tick(self, now: float) -> list[Event]:
        return self._player.tick(now)

    def gap(self, since: float, now: float) -> list[Event]:
        return self._player.gap(since, now)

    def press(self, key: str, now: float) -> list[Event]:
        frame = self._player.frame(now)
        if key == Means.HELP or (self._help and key in (Means.ESC, Means.ENTER)):
            self._help = not self._help
            if key == "?":
                shown = captions.caption(self._compiled, frame)
                self._say(captions.keys_said(shown, mutes=self._mutes(frame)))
            return self._player.tick(now)
        if key.lower() == Means.MUTE and self._mute is not None and self._mutes(frame):
            was, self._muted = self._muted, self._mute()
            changed = captions.SOUND_OFF if self._muted else captions.SOUND_ON
            self._say(changed if self._muted is not was else captions.NO_SOUND)
            return self._player.tick(now)
        command = command_for(key, frame)
        try:
            if command is None:
                raise NotNow(f"{key} means nothing here")
            events = self._player.command(command, now, key)
        except NotNow as not_now:
            shown = captions.caption(self._compiled, frame)
            said = keys.which(tuple(key for key, _ in shown.keys))
            self.hint(said, now)
            raise NotNow(str(not_now), said) from None
        for event in events:
            if isinstance(event, PainReported) and event.pain < HURTS_EASE_FROM:
                self._answer(captions.pain_words(event), now)
            elif isinstance(event, UnsureReported):
                self._take_note(captions.unsure_words(self._compiled.routine, event), now)
        return events

    def hint(self, text: str, at: float) -> None:
        """Show ``text`` for a while in place of what comes next: never of what to do now."""
        self._hint, self._hint_until = text, at + HINT_S

    def _mutes(self, frame: Frame) -> bool:
        return self._mute is not None and frame.state not in QUESTIONS

    def tell(self, text: str, at: float) -> None:
        """Show a sentence for a while, in place of the cue of an exercise, once those before
        it have stood as long: that a pack is not for the user is not hidden by the next."""
        waiting = tuple(one for one in self._told if at < one[1])
        begins = waiting[-1][1] if waiting else at
        self._told = (*waiting, (text, begins + TELL_S))

    def _answer(self, text: str, at: float) -> None:
        """Show what answers a key, at once; what stands there waits."""
        waiting = ((said, until + TELL_S) for said, until in self._told if at < until)
        self._told = ((text, at + TELL_S), *waiting)

    def _take_note(self, text: str, now: float) -> None:
        """Show that something was noted; while pain is spoken of, not in place of that."""
        if self._player.frame(now).state in _TOLD_IN:
            self._answer(text, now)
        else:
            self.hint(text, now)

    def flash(self, at: float) -> None:
        """Let the picture stand out for a moment: what cannot be heard must be seen."""
        self._flash_until = at + FLASH_S

    def stop(self, now: float) -> list[Event]:
        if self._player.over:
            return []
        return self._player.command(Command.STOP, now)

    def farewell(self, now: float) -> str:
        if self._player.frame(now).kind in (StepKind.APPLY, StepKind.ALARM):
            return evening.LEFT_WITH_A_PACK
        return ""

    def absence(self, now: float) -> str:
        if self._player.frame(now).kind in (StepKind.APPLY, StepKind.ALARM):
            return evening.AWAY_WITH_A_PACK
        return ""

    def deadline(self) -> float | None:
        return self._player.deadline()

    def repaint(self, now: float) -> float:
        frame = self._player.frame(now)
        moving = frame.state in (State.RUNNING, State.COUNTING_IN) and frame.kind in (
            StepKind.WORK,
            StepKind.READY,
            StepKind.SWITCH,
        )
        grid = REPAINT_S if moving else STILL_S
        # The next point of the grid that is counted from the step's own beginning; the one
        # after it where we are a rounding error before a point.
        left_s = grid - frame.elapsed_s % grid
        again = now + (left_s if left_s > _SAME_POINT_S else left_s + grid)
        return min(again, self._flash_until) if now < self._flash_until else again

    def view(self, now: float) -> View:
        frame = self._player.frame(now)
        shown = captions.caption(self._compiled, frame, help=self._help)
        told = next((text for text, until in self._told if now < until), "")
        if told and frame.state in _TOLD_IN:
            # Where to lie or stand comes first: below it the rest.
            above = shown.note if frame.kind is StepKind.SETUP else ""
            shown = shown._replace(note=f"{above} {told}".strip())
        if now < self._hint_until:
            shown = shown._replace(coming=self._hint)
        if now < self._flash_until:  # an alarm is urgent already: it blinks
            shown = shown._replace(urgent=not shown.urgent)
        return shown._replace(title=evening.muted(shown.title)) if self._muted else shown
