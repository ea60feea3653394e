"""A routine compiled, or refused in words where it breaks a limit. Pure."""

from __future__ import annotations

from backpt.errors import UsageError
from backpt.language import refusals
from backpt.prescription.model import Routine
from backpt.safety.clearance import broken_limit
from backpt.session.compile import Manner, flatten
from backpt.session.pack_steps import PackOverLimit
from backpt.session.speech import Speech
from backpt.session.steps import Step


def compile_within_limits(routine: Routine, speech: Speech, manner: Manner) -> tuple[Step, ...]:
    """Return the steps of ``routine``. Raises ``UsageError`` for one that breaks a limit."""
    try:
        steps = flatten(routine, speech, manner)
    except PackOverLimit as error:  # in the user's own routine
        raise UsageError(refusals.pack_over_limit(routine, error.plan)) from None
    if broken := broken_limit(routine, steps):
        raise UsageError(refusals.over_limit(routine, broken))
    return steps
