"""A session that nobody answers, as a recording has it: what is in it, how long, what happens.

Pure. How long something waits that usually waits for a key is the rule of ``step_clock.py``;
what happens is what the player does where no key can come.
"""

from backpt.prescription.model import Rest, Routine, ThermalPlan, Work
from backpt.session.events import CueDue, Event
from backpt.session.player import Player
from backpt.session.speech import Speech
from backpt.session.step_clock import unattended_s
from backpt.session.steps import Signal, Step
from backpt.values import NamedTuple

_OF_KEYS = frozenset({Signal.WAITING, Signal.KEYS})
"""What asks for a key: nobody hears it who has none."""


class Portable(NamedTuple):
    """What of a routine can be taken along."""

    routine: Routine
    """Without packs; items keep their numbers, so that a pack becomes a rest of no length."""
    packs: tuple[ThermalPlan, ...]
    """What was left out: where nobody can answer for the skin or hear an alarm, there is
    neither heat nor cold (clinical C2)."""

    @property
    def works(self) -> bool:
        """Whether an exercise is left to do."""
        return any(isinstance(item, Work) for item in self.routine.items)


def portable(routine: Routine) -> Portable:
    """Return ``routine`` without what needs somebody at the keys for safety's sake."""
    items = tuple(
        Rest(0.0) if isinstance(item, ThermalPlan) else item for item in routine.items
    )
    packs = tuple(item for item in routine.items if isinstance(item, ThermalPlan))
    return Portable(routine._replace(items=items), packs)


def timed(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return ``steps``, those that wait with a length: their total is that of a recording."""
    return tuple(
        step
        if step.seconds is not None
        else step._replace(seconds=unattended_s(step), planned_s=unattended_s(step))
        for step in steps
    )


def unattended_events(steps: tuple[Step, ...], speech: Speech) -> tuple[Event, ...]:
    """Return all that happens while ``steps`` run from moment 0 and no key comes, in order."""
    player = Player(steps, speech, keyboard=False)
    events = player.start(0.0)
    while (due := player.deadline()) is not None:
        events += player.tick(due)
    return tuple(
        event
        for event in events
        if not (isinstance(event, CueDue) and event.cue.signal in _OF_KEYS)
    )
