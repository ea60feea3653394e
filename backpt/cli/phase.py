"""The phases: the card, and the user's own choice, which counts whatever the gate wants."""

from __future__ import annotations

from backpt.cli.common import sign_words
from backpt.clock import Clock
from backpt.errors import SafetyStop, UsageError
from backpt.journal.keeping import new_uid
from backpt.journal.local_days import utc_offset_s
from backpt.journal.week_rows import Rows
from backpt.language import phases as words
from backpt.paths import Paths
from backpt.prescription.model import Library
from backpt.progress.change import Change, ChangeField
from backpt.progress.maintenance import MAINTENANCE
from backpt.progress.phases import FIRST_PHASE, LAST_PHASE, Phase
from backpt.run.entry_keeping import keep_or_wait
from backpt.run.offering import standing_now
from backpt.terminal.layout import say
from backpt.terminal.questions import asks, confirm


def show_phase(paths: Paths, library: Library) -> int:
    """Print where the user stands and what the gate wants; where a step is offered, on or
    back, ask for it. Nothing but a yes takes it. Return the exit code. Raises ``SafetyStop``
    while a sign was not seen."""
    _stop_at_a_sign(paths)
    card = standing_now(paths, Clock().wall()).card(library)
    for line in words.card_lines(
        card, {one.id: one.name for one in library.exercises.values()}
    ):
        say(line)
    offered = card.offered
    if offered is not None and asks() and confirm(words.question(offered)):
        _keep(paths, card.phase, offered)
    return 0


def choose_phase(paths: Paths, library: Library, text: str) -> int:
    """Keep which phase the user chose; return the exit code. Raises ``UsageError`` for a text
    that names none, ``SafetyStop`` while a sign was not seen."""
    _stop_at_a_sign(paths)
    choices: dict[str, Phase] = {
        str(phase): phase for phase in range(FIRST_PHASE, LAST_PHASE + 1)
    }
    to = (choices | {MAINTENANCE: MAINTENANCE}).get(text.strip().casefold())
    if to is None:
        raise UsageError(words.UNKNOWN_PHASE)
    card = standing_now(paths, Clock().wall()).card(library)
    _keep(paths, card.phase, to)
    return 0


def _stop_at_a_sign(paths: Paths) -> None:
    """Raise ``SafetyStop`` while a sign was not seen: a phase says to go on with sessions."""
    if said := sign_words(paths):
        raise SafetyStop(said)


def _keep(paths: Paths, was: Phase, to: Phase) -> None:
    now_wall = Clock().wall()
    offset_s = utc_offset_s(now_wall)
    change = Change(new_uid(), now_wall, offset_s, "", ChangeField.PHASE, was, to)
    keep_or_wait(paths, Rows(changes=(change,)), now_wall)
    say(words.chosen(to))
