"""What is asked before and after a sitting, and what follows from it.

Asks and keeps the answers; the wording and the limits are in ``core/screening.py``.
"""

from __future__ import annotations

from backpt import answers
from backpt.core import screening
from backpt.core.model import Mode, Routine, ThermalPlan
from backpt.core.thermal import BETWEEN_SESSIONS_S, SESSIONS_A_DAY
from backpt.core.units import spoken
from backpt.core.views import Page
from backpt.desk import Desk, Leaves
from backpt.errors import BackptError, SafetyStop
from backpt.history.reading import packs_since
from backpt.history.rows import SESSION
from backpt.order import Order


def first_questions(order: Order, desk: Desk) -> None:
    """The emergency card before the first sitting, and C4 before the first pack of a mode.

    Raises ``SafetyStop`` with the words that an answer calls for.
    """
    path = order.paths.answers
    today = _date(desk.clock.wall())
    if not answers.answered(path, answers.EMERGENCY):
        page, keys = screening.EMERGENCY_PAGE, screening.EMERGENCY_KEYS
        answer = desk.ask(page, keys, unasked="n")
        if answer != "n":
            raise SafetyStop(screening.emergency_words(answer))
        if desk.has_keyboard:
            answers.keep(path, answers.EMERGENCY, today)
    for mode in _pack_modes(order.routine):
        if answers.answered(path, answers.pack(mode)):
            continue
        if desk.ask(screening.pack_page(mode), screening.PACK_KEYS, unasked="n") != "n":
            raise SafetyStop(screening.PACK_NO)
        if desk.has_keyboard:
            answers.keep(path, answers.pack(mode), today)


def _pack_modes(routine: Routine) -> tuple[Mode, ...]:
    modes = [item.mode for item in routine.items if isinstance(item, ThermalPlan)]
    both = (Mode.HEAT, Mode.COLD)
    return both if Mode.ALTERNATE in modes else tuple(mode for mode in both if mode in modes)


def ask_about_earlier_packs(order: Order, desk: Desk) -> None:
    """Two hours between, two a day: said and asked, not forbidden (clinical C2).

    Not for a sitting that goes on: its pack may still be on, and the alarm comes first.
    """
    if order.rehearsal:
        return
    now = desk.clock.wall()
    for mode in _pack_modes(order.routine):
        try:
            today = packs_since(order.paths.journal, mode, now - 24 * 3600.0)
        except BackptError:
            continue
        if not today:
            continue
        ago_s = now - today[-1].off_wall
        if ago_s < BETWEEN_SESSIONS_S:
            why = (
                f"The last {mode} pack was {spoken(ago_s)} ago; two hours between are advised."
            )
        elif len(today) >= SESSIONS_A_DAY:
            why = f"There were {len(today)} {mode} sessions in the last day; two are advised."
        else:
            continue
        page = Page("So soon again?", (why,), "y go on all the same    q leave")
        desk.ask(page, ("y", "q"), unasked="y")


def ask_pain(order: Order, desk: Desk) -> int | None:
    """The pain before, 0-10. Raises ``SafetyStop`` from 8 up (clinical D5 R1)."""
    pain = order.pain
    if pain is None and desk.has_keyboard and not order.rehearsal and order.kind == SESSION:
        page = screening.pain_page("before")
        pain = screening.pain_of(desk.ask(page, screening.PAIN_KEYS, unasked=""))
    if pain is not None and pain >= screening.NOT_TODAY_FROM and order.kind == SESSION:
        raise SafetyStop(screening.NOT_TODAY)
    return pain


def ask_pain_after(desk: Desk) -> int | None:
    """Return the pain after a session, 0-10; ``None`` for silence: nobody is there."""
    try:
        answer = desk.ask(
            screening.pain_page("after"),
            screening.PAIN_KEYS,
            unasked="",
            give_up_s=screening.PAIN_AFTER_GIVE_UP_S,
        )
    except Leaves:
        return None
    return screening.pain_of(answer)


def _date(wall: float) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(wall, UTC).astimezone().date().isoformat()
