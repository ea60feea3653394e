"""Routines at their present doses, as ``show``, ``print`` and ``session --plan`` give them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from backpt.cli.common import for_you, sign_words
from backpt.clock import Clock
from backpt.errors import BackptError, SafetyStop
from backpt.journal.agreed_doses import read_agreed
from backpt.language import clearance, offers
from backpt.paths import Paths
from backpt.prescription.model import Library, Routine
from backpt.safety.agreed import laid_over, present_library
from backpt.values import NamedTuple

if TYPE_CHECKING:
    from backpt.progress.change import Change
    from backpt.safety.precautions import Note


class Present(NamedTuple):
    """A routine at its present doses."""

    routine: Routine
    library: Library
    """With every routine at its present doses."""
    since: Mapping[int, str]
    """Since when the items that were changed are what they are, by their numbers: "from 8 since
    3 Dec"."""
    trouble: str = ""
    """Why it is as the file has it though it may have been changed: the diary cannot be read.
    Empty where it can."""

    @property
    def lines(self) -> tuple[str, ...]:
        """A sentence for each dose that was changed, and for what could not be read."""
        items = ((self.routine.items[number], words) for number, words in self.since.items())
        lines = (offers.dose_since(item, words) for item, words in items)
        return (*filter(None, (self.trouble,)), *lines)


class AgreedTo(NamedTuple):
    """What was agreed to of the doses."""

    changes: tuple[Change, ...] = ()
    trouble: str = ""
    """Why it is not known, in one sentence; empty where it is."""


def agreed_now(paths: Paths) -> AgreedTo:
    """Return what was agreed to of the doses until now."""
    try:
        return AgreedTo(read_agreed(paths.journal, Clock().wall()))
    except BackptError as error:
        return AgreedTo(trouble=str(error))


def allowed_now(
    routine: Routine, library: Library, paths: Paths
) -> tuple[Routine, tuple[Note, ...], tuple[str, ...]]:
    """Return ``routine`` at its present doses as its user may do it, what that changed, and
    every sentence about it. What today's pain or days off change is known only when a session
    begins.

    Raises ``SafetyStop`` while a warning sign was not seen, and where nothing is left.
    """
    if said := sign_words(paths):
        raise SafetyStop(said)
    now = present(routine, library, agreed_now(paths))
    allowed, told = for_you(now.routine, now.library, paths)
    if allowed.refused:
        raise SafetyStop(clearance.refused_words(allowed.refused))
    return allowed.routine, allowed.notes, (*now.lines, *told)


def present(routine: Routine, library: Library, agreed: AgreedTo) -> Present:
    """Return ``routine``, as the file has it, with what was agreed to laid over it."""
    if not agreed.changes:
        return Present(routine, library, {}, agreed.trouble)
    laid = laid_over(routine, library, agreed.changes)
    names = {one.id: one.name for one in library.exercises.values()}
    since = offers.since_each(laid, names)
    return Present(laid.routine, present_library(library, agreed.changes), since)
