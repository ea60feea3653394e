"""Heat and cold on a handout: how a pack is used, its limits, and for whom it is not.

The words are those of ``language.sheet``, the conditions those of ``safety/packs.py``. Whether
this user may use a pack was decided before (``safety/clearance.py``): one that comes here is
printed.
"""

from __future__ import annotations

from backpt.language import clearance, sheet, words
from backpt.paper.document import SheetCard
from backpt.prescription.model import ThermalPlan
from backpt.safety.clearance import flagged_rule
from backpt.safety.packs import verdict
from backpt.safety.rows import Verdict
from backpt.safety.tables import ROWS


def printed_pack(plan: ThermalPlan, flags: frozenset[str], *, full: bool) -> SheetCard:
    """Return a pack as it stands on the sheet of a user with these flags, who may use it; in
    full, also who must not."""
    said = " ".join(clearance.beside_pack(flagged_rule(flags, plan.mode)))
    careful = ((sheet.CAREFUL, said),) if said else ()
    blocking = (row.text for row in ROWS if verdict(row, plan.mode) is Verdict.BLOCK)
    return SheetCard(
        words.item_name(plan),
        sheet.sentence(sheet.pack_times(plan)),
        safety=(*careful, *sheet.pack_lines(plan, tuple(blocking) if full else ())),
    )
