"""The user's precautions, for whoever needs them: handouts, ``show``, lists, sessions."""

from __future__ import annotations

from backpt.answers import read_answers
from backpt.core.answering import profile_of
from backpt.core.profile import Profile
from backpt.paths import Paths


def read_profile(paths: Paths) -> Profile:
    """Return what the kept answers mean; the empty profile where nothing was answered.

    For what is only looked at or printed. A file that cannot be relied on gives the empty
    profile too, with ``screened`` false: say then that the precautions are not known
    (``trouble`` says why). A session asks the cards instead (``backpt/cards.py``).
    """
    return profile_of(read_answers(paths.answers).answers)


def trouble(paths: Paths) -> str:
    """Return ``file:line: what is wrong; what to do`` for a file that cannot be relied on."""
    return read_answers(paths.answers).trouble
