"""A trial of bending back for symptoms in a leg: for whom it is not.

Pure (clinical E, ``leg-symptom-trial``: "OPTIONAL, gated"; R9). Its words are
``language.trial``.
"""

from __future__ import annotations

from backpt.prescription.model import Routine
from backpt.safety.answers import Profile

BENDING_BACK = "EXT_INTOL"
"""The precaution of who gets worse by bending back (clinical B2)."""


def is_forbidden(routine: Routine, profile: Profile) -> bool:
    """Tell whether ``routine`` is a trial that a precaution of this user forbids."""
    return routine.trial and BENDING_BACK in profile.codes
