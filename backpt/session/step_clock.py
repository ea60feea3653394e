"""The time of the one step that runs: how far it is, how long it is, which cue is next; and
how long a step that waits does so, and how often it says that it waits.

Knows nothing of the session around it. Elapsed time is always a difference of two moments;
nothing is counted down.
"""

from __future__ import annotations

from backpt.session.steps import Cue, Gate, Signal, Step, StepKind

REMIND_S = 20.0
"""Waiting for a key is signalled this often (DESIGN 6) ..."""
REMIND_SLOWLY_S = 60.0
"""... and once a minute after the first one, or while the skin recovers: read aloud, thirty
reminders in ten minutes leave no room for anything else [D]."""
ALARM_S = 5.0
"""The pack alarm sounds this often until acknowledged ..."""
ALARM_CAP_S = 600.0
"""... but after ten minutes ([D]) only as a reminder, ``ALARM_REMIND_S`` apart."""
ALARM_REMIND_S = 60.0
GATE_S = 30.0
"""A gate goes on by itself after this where no key can come (DESIGN 6)."""
GIVE_UP_S = 600.0
"""A gate unanswered for this long saves and stops (DESIGN 6)."""
UNHEARD_ALARM_S = 60.0
"""With no keyboard the alarm sounds this long, and time off begins unconfirmed."""

_FROM_END = {Signal.COUNT, Signal.TEN_LEFT}
"""Cues that belong to the end of a step and move with it when its length changes."""


class StepClock:
    """A step that began at ``began``: the moment at which its elapsed time is 0."""

    __slots__ = ("_cues", "_next", "began", "seconds", "step")

    def __init__(self, step: Step, began: float) -> None:
        self.step = step
        self.began = began
        self.seconds = step.seconds
        """Its length now, after plus and minus; ``None`` while it waits for the user."""
        self._cues = step.cues
        self._next = 0

    def copy(self) -> StepClock:
        twin = StepClock(self.step, self.began)
        twin.seconds, twin._cues, twin._next = self.seconds, self._cues, self._next
        return twin

    def elapsed(self, now: float) -> float:
        return now - self.began

    @property
    def ends(self) -> float | None:
        """The moment at which it ends by itself."""
        return None if self.seconds is None else self.began + self.seconds

    @property
    def cue_due(self) -> float | None:
        """The moment of the next cue."""
        if self._next >= len(self._cues):
            return None
        return self.began + self._cues[self._next].at_s

    def take_cue(self) -> Cue:
        """Return the next cue and go past it."""
        self._next += 1
        return self._cues[self._next - 1]

    def restart(self, now: float) -> None:
        """Begin anew at ``now``, cues and all."""
        self.began, self._next = now, 0

    def lengthen(self, by_s: float, now: float) -> None:
        """Make it longer, or shorter down to what has passed; the countdown moves with the
        end, and what was signalled already is not signalled again."""
        assert self.seconds is not None
        elapsed = self.elapsed(now)
        self.seconds = max(elapsed, self.seconds + by_s)
        moved_s = self.seconds - (self.step.seconds or 0.0)
        cues = (
            cue._replace(at_s=cue.at_s + moved_s) if cue.signal in _FROM_END else cue
            for cue in self.step.cues
        )
        self._cues = tuple(sorted(cue for cue in cues if elapsed < cue.at_s < self.seconds))
        self._next = 0


def unattended_s(step: Step) -> float:
    """Return how long a step that waits lasts where no key can come."""
    match step.kind:
        case StepKind.GATE:
            return GATE_S
        case StepKind.ALARM:
            return UNHEARD_ALARM_S
        case _:
            return step.planned_s


def repeats_every(step: Step, elapsed_s: float) -> float:
    """Return how long a step that waits is silent after it signalled ``elapsed_s`` into it."""
    if step.ask in (Gate.SKIN, Gate.SKIN_LOOK):
        return REMIND_SLOWLY_S
    if step.kind is not StepKind.ALARM:
        return REMIND_S if elapsed_s < REMIND_SLOWLY_S else REMIND_SLOWLY_S
    return ALARM_S if elapsed_s < ALARM_CAP_S else ALARM_REMIND_S
