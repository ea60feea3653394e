"""A routine as one user may do it -> its sheet. Pure: the answers are an argument.

What may be done is decided in ``safety/clearance.py``; what stands on the sheet, in
``handout.py``.
"""

from __future__ import annotations

from collections.abc import Mapping

from backpt.errors import SafetyStop, UsageError
from backpt.language import clearance, printing, refusals, signs, speech
from backpt.paper.document import Document
from backpt.paper.handout import Subject, Wish, compose_handout
from backpt.prescription.model import Library, Routine
from backpt.safety.answers import Answers, profile_of
from backpt.safety.clearance import as_kept
from backpt.session.compile import Manner, flatten
from backpt.session.pack_steps import PackOverLimit
from backpt.session.steps import total_s


def personal_sheet(
    routine: Routine,
    *,
    library: Library,
    answers: Answers,
    manner: Manner,
    on_sheet: Wish,
    unknown: bool,
    since: Mapping[int, str] = {},
    leg_went_down: bool = False,
) -> Document:
    """Return the handout of a routine as a user of these ``answers`` may do it; ``unknown``:
    what is kept of them cannot be relied on, which the sheet says. ``since`` as in ``Subject``;
    ``leg_went_down`` as in ``Profile``.

    Raises ``SafetyStop`` or ``UsageError`` with one sentence where nothing of it is left.
    """
    fitted = as_kept(routine, library, answers, leg_went_down=leg_went_down)
    adapted, left_out = fitted.adapted, clearance.left_out_packs(fitted)
    profile = profile_of(answers)
    if adapted.refused:
        if profile.is_blocked:
            raise SafetyStop(signs.blocked(answers))
        raise UsageError(clearance.refused_words(adapted.refused, "print"))
    try:
        length_s = total_s(flatten(adapted.routine, speech, manner))
        subject = Subject(adapted, library, profile, length_s, left_out, unknown, since)
        return compose_handout(subject, on_sheet)
    except PackOverLimit as error:
        raise UsageError(refusals.pack_over_limit(routine, error.plan)) from None
    except ValueError as error:
        raise UsageError(printing.nothing_left(routine.name, str(error))) from None
