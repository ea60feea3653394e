"""Heat and cold on a handout: how a pack is used, its limits, and for whom it is not.

The numbers are those of ``core/thermal.py``, the conditions those of
``core/heat_cold_safety.py``.
"""

from __future__ import annotations

from collections.abc import Iterable

from backpt.core import thermal, words
from backpt.core.heat_cold_safety import ROWS, STOP_AT_ONCE, Verdict, pack_rule, verdict
from backpt.core.model import Item, Mode, ThermalPlan
from backpt.handout.document import Card, Labelled
from backpt.handout.wording import pack_words, sentence

_CLOTH = {
    Mode.HEAT: "A dry cloth between pack and skin. Low or medium heat only.",
    Mode.COLD: "A damp thin towel between pack and skin; two layers straight from the freezer.",
    Mode.ALTERNATE: "A cloth between pack and skin, every time.",
}
"""C3 (SFH, BLACKP, HWHEAT)."""


def _lines(plan: ThermalPlan, *, full: bool) -> tuple[Labelled, ...]:
    """Return how a pack is used, with its limits (C2, C3), as labels and sentences; in full
    also who must not (C4)."""
    most = round(thermal.MAX_APPLY_S / 60)
    hours = round(thermal.BETWEEN_SESSIONS_S / 3600)
    first, second = (round(seconds / 60) for seconds in thermal.SKIN_CHECKS_S)
    limits = (
        f"Never more than {most} minutes on; again only when your skin is back to normal."
        f" At least {hours} hours between two times, {thermal.SESSIONS_A_DAY} times a day at"
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


def refused(plan: ThermalPlan, flags: frozenset[str]) -> str:
    """Return why a pack is not for a user with these flags, or an empty text (clinical C4)."""
    rule = pack_rule(flags, plan.mode)
    return rule.sentence if rule.verdict >= Verdict.ASK else ""


def left_out(items: Iterable[Item], flags: frozenset[str]) -> tuple[str, ...]:
    """Return a sentence for every kind of pack that is not for this user."""
    packs = (item for item in items if isinstance(item, ThermalPlan))
    reasons = ((words.item_name(plan), refused(plan, flags)) for plan in packs)
    said = (f"Left out for you: {name}. {why}" for name, why in reasons if why)
    return tuple(dict.fromkeys(said))


def pack_card(plan: ThermalPlan, flags: frozenset[str], *, full: bool) -> Card:
    """Return a pack as it stands on the sheet."""
    rule = pack_rule(flags, plan.mode)
    careful = (("Careful", sentence(rule.sentence)),) if rule.sentence else ()
    return Card(
        words.item_name(plan),
        sentence(pack_words(plan)),
        safety=(*careful, *_lines(plan, full=full)),
    )
