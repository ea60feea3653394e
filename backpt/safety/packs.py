"""Who should leave heat or cold alone, or ask first: what clinical C4 means for a pack.

The conditions are rows of ``safety.yaml``. Some are set by card 3 of the safety screen, the
others are asked before the first pack (``cards.PACK_CARD``).
"""

from backpt.prescription.model import Mode
from backpt.safety.cards import BY_FLAG
from backpt.safety.rows import Row, Verdict
from backpt.safety.tables import ROWS, WORDS
from backpt.values import NamedTuple

PARTS = WORDS["pack-pages"]
"""Pages of the card before the first pack, in order."""

(STOP_AT_ONCE,) = WORDS["stop-at-once"]
(PACK_NO,) = WORDS["pack-no"]


def verdict(row: Row, mode: Mode) -> Verdict:
    """Return what ``row`` means for a pack of ``mode``; for heat and cold both, the worse."""
    match mode:
        case Mode.HEAT:
            return row.heat
        case Mode.COLD:
            return row.cold
        case Mode.ALTERNATE:
            return max(row.heat, row.cold)


def advice(row: Row, mode: Mode) -> str:
    """Return how a pack of ``mode`` is used with ``row``, if it may be; empty for as usual."""
    match mode:
        case Mode.HEAT:
            return row.heat_how
        case Mode.COLD:
            return row.cold_how
        case Mode.ALTERNATE:
            return "; ".join(filter(None, (row.heat_how, row.cold_how)))


class PackRule(NamedTuple):
    """What a user's flags mean for packs of one mode."""

    mode: Mode
    verdict: Verdict
    """The worst of them."""
    reasons: tuple[str, ...] = ()
    """Conditions that make it so."""
    watched: tuple[tuple[Verdict, tuple[str, ...]], ...] = ()
    """Conditions that ask for care, by how much, worse ones first; the milder ones too where
    others block."""
    how: tuple[tuple[str, str], ...] = ()
    """Conditions, and how a pack that may be used is used with each, the end of a sentence."""


def may_use(rule: PackRule, *, allowed: bool) -> bool:
    """Tell whether a pack may be used; ``allowed``: a clinician was asked and said yes."""
    return rule.verdict < Verdict.ASK or (rule.verdict is Verdict.ASK and allowed)


def pack_rule(flags: frozenset[str], mode: Mode) -> PackRule:
    """Return what ``flags`` mean for a pack of ``mode``. A flag that is not known blocks."""
    rows = [row for row in ROWS if row.flag in flags]
    found = [(verdict(row, mode), row.text) for row in rows]
    found += [(Verdict.BLOCK, flag) for flag in sorted(flags - BY_FLAG.keys())]
    worst = max((level for level, _ in found), default=Verdict.OK)
    watched = ((level, _of(level, found)) for level in (Verdict.WARN, Verdict.CARE))
    return PackRule(
        mode,
        worst,
        _of(worst, found) if worst > Verdict.OK else (),
        tuple((level, texts) for level, texts in watched if texts),
        tuple((row.text, how) for row in rows if (how := advice(row, mode))),
    )


def _of(level: Verdict, found: list[tuple[Verdict, str]]) -> tuple[str, ...]:
    return tuple(text for of, text in found if of is level)
