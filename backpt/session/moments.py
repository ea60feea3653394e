"""A moment of a session without words: what moves, which digits stand there, which keys count.

Pure. The words beside it are ``language/en/captions.py``.
"""

from __future__ import annotations

import math

from backpt.prescription.durations import clock
from backpt.prescription.model import Pace, Part, Side, Sides, Work
from backpt.session.commands import IN_SESSION, PERMITTED
from backpt.session.compile import COUNTED_HOLD_S
from backpt.session.events import QUESTIONS, Frame, State
from backpt.session.keymap import Means
from backpt.session.steps import EXERCISE, Cue, Gate, Signal, Step, StepKind
from backpt.session.views import Movement

MIDDLE_FROM_S = 8.0
"""A hold of this length or more has a plain line in its middle: silence for longer leaves one
in doubt whether it still runs [D]."""
HALFWAY_WITHIN_S = 1.0
"""A count this near to the middle of a hold is called halfway [D]."""


def movement(work: Work, frame: Frame) -> Movement | None:
    """Return what the body does now; it is at rest in all steps but those of an exercise."""
    still = (State.LEG_RESTING, State.LEG_ASKING, State.OVER)
    if frame.state in QUESTIONS or frame.state in still:
        return None
    at_rest = Movement(
        work.exercise.figure,
        None,
        0.0,
        False,
        mirrored=frame.step.place.side is Side.LEFT,
        turns=work.dose.sides is not Sides.BOTH,
    )
    if frame.kind not in EXERCISE or frame.state in (State.COUNTING_IN, State.TELLING):
        return at_rest
    if frame.kind is StepKind.COUNT:
        return at_rest._replace(elapsed_s=frame.elapsed_s, repeats=True)
    return at_rest._replace(pace=frame.step.parts, elapsed_s=frame.elapsed_s, repeats=None)


def digits(frame: Frame) -> str:
    """Return what is drawn large: only digits, colon and plus; empty where nothing counts."""
    if frame.state in QUESTIONS or frame.typed:
        return frame.typed
    if frame.state in (State.TELLING, State.LEG_ASKING):
        return ""
    if frame.state in (State.RESTING, State.LEG_RESTING) or frame.check_due:
        return clock(max(0.0, frame.question_left_s or 0.0))
    if frame.state is State.COUNTING_IN:
        return str(max(1, math.ceil(-frame.elapsed_s - 1e-6)))
    if frame.kind is StepKind.ALARM:
        return f"+{clock(math.floor(frame.elapsed_s + 1e-6))}"
    if frame.step.parts is not None:
        return _digits_of_part(frame.step.parts, frame)
    if (left := frame.remaining_s) is None:
        return ""
    whole = math.ceil(left - 1e-6)
    return clock(whole) if (frame.seconds or 0) >= 60 else str(whole)


def _digits_of_part(parts: Pace, frame: Frame) -> str:
    """The digits belong to the word above them: seconds left of that part; a hold counts up,
    as the articles' "count of ten" does (S003), unless it is counted down aloud or is longer
    than one that is counted throughout."""
    part, since_s, length_s = parts.at(frame.elapsed_s)
    if part is Part.HOLD and not _counts_down(parts, frame.step):
        # Half a second before a number is spoken it is shown, and while it is heard.
        whole = min(math.floor(length_s), math.floor(since_s + 0.5))
        return str(max(1, whole))
    left = math.ceil(length_s - since_s - 1e-6)
    return clock(left) if length_s >= 60 else str(max(1, left))


def _counts_down(parts: Pace, step: Step) -> bool:
    counted = [cue.number for cue in step.cues if cue.signal is Signal.COUNT]
    return parts.hold_s > COUNTED_HOLD_S[1] or counted != sorted(counted)


def part_done(frame: Frame) -> float | None:
    """Return how far through the step it is, 0 to 1; ``None`` where it waits."""
    if not frame.seconds or frame.state is State.COUNTING_IN:
        return None
    return min(1.0, max(0.0, frame.elapsed_s / frame.seconds))


def counts_a_hold(step: Step, cue: Cue) -> bool:
    """Tell it from counting in, which comes before the step begins."""
    return cue.signal is Signal.COUNT and step.kind is StepKind.WORK and cue.at_s >= 0


def in_the_middle(step: Step) -> Cue | None:
    """Return the count nearest to the middle of a long hold; ``None`` where it is short, is
    not counted, or says "Halfway." by itself."""
    begins_s, hold_s = hold_of(step)
    if hold_s < MIDDLE_FROM_S or Signal.HALFWAY in {cue.signal for cue in step.cues}:
        return None
    counts = (cue for cue in step.cues if cue.signal is Signal.COUNT)
    middle_s = begins_s + hold_s / 2
    return min(counts, key=lambda cue: abs(cue.at_s - middle_s), default=None)


def hold_of(step: Step) -> tuple[float, float]:
    """Return when the hold of a step begins and how long it is, in seconds."""
    if step.parts is None:
        return 0.0, step.seconds or 0.0
    return step.parts.out_s, step.parts.hold_s


def is_halfway(step: Step, cue: Cue) -> bool:
    """Tell whether ``cue`` comes so near to the middle of a hold that it is called halfway."""
    begins_s, hold_s = hold_of(step)
    return abs(cue.at_s - begins_s - hold_s / 2) <= HALFWAY_WITHIN_S


def means_something(means: Means, frame: Frame) -> bool:
    """Tell whether a key of a running step does something at this one."""
    nothing: tuple[Means, ...] = ()
    if frame.kind is StepKind.WORK and frame.step.place.rep_no > 0:
        nothing = (Means.MORE, Means.LESS)
    elif frame.step.ask in (Gate.SKIN, Gate.LEG):
        nothing = (Means.NEXT,)
    if not isinstance(frame.step.item, Work):
        nothing = (*nothing, Means.UNSURE)
    return IN_SESSION[means] in PERMITTED[frame.kind] and means not in nothing
