"""Heat and cold on a handout: how a pack is used, its limits, and for whom it is not.

The numbers are those of ``session/pack_steps.py``, the conditions those of
``safety/packs.py``. Whether this user may use a pack was decided before
(``safety/clearance.py``): one that comes here is printed.
"""

from __future__ import annotations

from backpt.language import words
from backpt.paper.document import Card, Labelled
from backpt.paper.wording import pack_words, sentence
from backpt.prescription.model import Mode, ThermalPlan
from backpt.safety.clearance import pack_care
from backpt.safety.packs import STOP_AT_ONCE, verdict
from backpt.safety.rows import Verdict
from backpt.safety.tables import ROWS
from backpt.session import pack_steps

_CLOTH = {
    Mode.HEAT: "A dry cloth between pack and skin. Low or medium heat only.",
    Mode.COLD: "A damp thin towel between pack and skin; two layers straight from the freezer.",
    Mode.ALTERNATE: "A cloth between pack and skin, every time.",
}
"""C3 (SFH, BLACKP, HWHEAT)."""


def _lines(plan: ThermalPlan, *, full: bool) -> tuple[Labelled, ...]:
    """Return how a pack is used, with its limits (C2, C3), as labels and sentences; in full
    also who must not (C4)."""
    most = round(pack_steps.MAX_APPLY_S / 60)
    hours = round(pack_steps.BETWEEN_SESSIONS_S / 3600)
    first, second = (round(seconds / 60) for seconds in pack_steps.SKIN_CHECKS_S)
    limits = (
        f"Never more than {most} minutes on; again only when your skin is back to normal."
        f" At least {hours} hours between two times, {pack_steps.SESSIONS_A_DAY} times a day at"
        " most."
    )
    awake = f"Not in bed. Set an alarm. Look at your skin after {first} and {second} minutes."
    blocking = (row.text for row in ROWS if verdict(row, plan.mode) is Verdict.BLOCK)
    return (
        *((("Where", f"On {plan.area}."),) if plan.area else ()),
        ("How", f"{_CLOTH[plan.mode]} The pack goes on you, never under you."),
        ("Limits", limits),
        ("Stay awake", awake),
        *((("Not with", f"{'; '.join(blocking)}."),) if full else ()),
        ("Stop if", STOP_AT_ONCE),
    )


def pack_card(plan: ThermalPlan, flags: frozenset[str], *, full: bool) -> Card:
    """Return a pack as it stands on the sheet of a user with these flags, who may use it."""
    said = " ".join(pack_care(flags, plan.mode))
    careful = (("Careful", said),) if said else ()
    return Card(
        words.item_name(plan),
        sentence(pack_words(plan)),
        safety=(*careful, *_lines(plan, full=full)),
    )
