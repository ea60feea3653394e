"""Before a session: what the three answers of today, and the days before, allow.

Pure: facts in, one decision with its rule and its sentence out. The rules are R1-R4, R9 and
the baseline of clinical D5, the screen of G4, and F9 for days off. Every number stands here
once, named, with its source; a clinician has reviewed none of them. What a decision does to
the doses is ``core/easing.py``.

Longer than the house's 300 lines, because its numbers, the table and the decision are
reviewed side by side.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from backpt.core.warning_signs import CONTACT_WORDS

NOT_TODAY_FROM = 8
"""Pain now of 8-10: no session (R1, [D] on AHPS)."""
FLARE_UP_FROM = 6
"""Pain now of 6-7: the flare-up routine only (R2, [D])."""
EASE_FROM = 4
"""Pain now of 4-5: less of the usual routine, no harder versions (R3, AHPS)."""

LESS, HALF = 0.75, 0.5
"""The two ends of "50-75 % reps" (R3, [D])."""
HALF_FROM = 5
"""At 4 three quarters, at 5 half: R3 gives the range and leaves this to us [D]."""

BASELINE_DAYS = 7
"""Days with an entry before the user's own baseline counts; it is their median (D5, G4)."""
BASELINE_WITHIN_DAYS = 28
"""They lie no further back than this: four weeks off are another phase (F9) [D]."""
BASELINE_FRESH_DAYS = 7
"""The last entry is no older: no advice from old data (T11)."""
BASELINE_ABOVE = 3
"""Only a baseline above 3 changes the lines (D5)."""
STEADY_WITHIN = 2
""" "Steady": no entry this far from the median, which would be a real change (OST08) [D]."""
GREEN_RISE, GREEN_MOST = 1, 5
"""Green: up to baseline + 1, never above 5 (D5)."""
RED_RISE, RED_FROM, RED_RISE_HIGH = 3, 6, 2
"""Red: baseline + 3 or more, or 6 or more; with a baseline of 6 or more, baseline + 2 (D5)."""

LIGHTER_AFTER_DAYS = 7
"""7-13 days off: three quarters of the dose (F9, [D])."""
START_AFTER_DAYS = 14
"""14 days off or more: the start dose, and no more than three quarters either (F9, [D])."""
PHASE_BACK_AFTER_DAYS = 28
"""28 days off or more: the phase before (F9, [D])."""

LEG_SESSIONS = 2
"""Further down the leg in so many sessions running: talk to somebody (R9: CENTR, RELIEF)."""


class Rule(NamedTuple):
    """One row of the table that is reviewed."""

    id: str
    when: str
    then: str
    sources: tuple[str, ...]


def _percent(factor: float) -> str:
    return f"{factor:.0%}"


RULES = (
    Rule(
        "R1", f"pain now {NOT_TODAY_FROM}-10", "no session; warning signs asked", ("D", "AHPS")
    ),
    Rule(
        "R2",
        f"pain now {FLARE_UP_FROM}-{NOT_TODAY_FROM - 1}",
        "the flare-up routine only; inside it pain stops at one more than before",
        ("D",),
    ),
    Rule(
        "R3",
        f"pain now {EASE_FROM}-{FLARE_UP_FROM - 1}",
        f"{_percent(LESS)} of the reps, from {HALF_FROM} on {_percent(HALF)}; no harder"
        " versions",
        ("AHPS", "D"),
    ),
    Rule("R4", f"pain now 0-{EASE_FROM - 1}", "the usual routine", ("AHPS",)),
    Rule(
        "R9",
        "leg pain further down, now or in an earlier session of today",
        f"rest positions and walking only; {LEG_SESSIONS} sessions running: talk to a"
        " therapist",
        ("CENTR", "RELIEF", "MDT-STEP"),
    ),
    Rule(
        "D5",
        f"{BASELINE_DAYS} days with an entry, steady, their median above {BASELINE_ABOVE}",
        f"up to median + {GREEN_RISE} and {GREEN_MOST}: the usual routine; median +"
        f" {RED_RISE} or"
        f" {RED_FROM} and more: as R2; with a median of {RED_FROM} or more up to median +"
        f" {RED_RISE_HIGH - 1}: as R3 at {_percent(HALF)}, from {FLARE_UP_FROM} on not to be"
        " declined; R1 stays",
        ("D", "OST08"),
    ),
    Rule(
        "F9",
        f"{LIGHTER_AFTER_DAYS}, {START_AFTER_DAYS}, {PHASE_BACK_AFTER_DAYS} days off or more",
        f"{_percent(LESS)} of the reps; from {START_AFTER_DAYS} on the start dose where that"
        " is less;"
        f" from {PHASE_BACK_AFTER_DAYS} on exercises of the phase before where there are some",
        ("D", "GK"),
    ),
)
"""For a clinician to review; ``decide`` below follows it, and a test holds both together."""


class Leg(StrEnum):
    """Leg pain compared with before (clinical G4, 3)."""

    NONE = "none"
    SAME = "same"
    CLOSER = "closer"
    """Nearer to the back: good, whatever the back says (R10: CENTR)."""
    FURTHER = "further"
    """Further down the leg: bad, however low the number (R9)."""


class Kind(StrEnum):
    """What may be done today, the freest first."""

    GO_ON = "go on"
    EASE = "ease"
    FLARE_UP = "flare-up"
    """The flare-up routine and nothing else."""
    REST_POSITIONS = "rest positions"
    """Only rest positions and walking."""
    NOT_TODAY = "not today"


class Facts(NamedTuple):
    """What is known before a session. What was not asked is ``None``, and stops nothing."""

    pain: int | None = None
    """0-10 NRS, now."""
    leg: Leg | None = None
    entries: tuple[tuple[int, int], ...] = ()
    """Earlier pain before sessions: (days ago, 0-10), latest first, one a day at most."""
    further_before: int = 0
    """Sessions in a row up to the last one with leg pain further down."""
    days_off: int | None = None
    """Days since the last session; ``None``: there was none."""
    further_today: bool = False
    """Pain went further down the leg in an earlier session of today."""


class Decision(NamedTuple):
    """What may be done today, and why."""

    kind: Kind
    rule: str
    """The rule of clinical D5 or F9 that decided: "R3"."""
    sentence: str
    """One sentence for the user."""
    factor: float = 1.0
    """Times the reps that are prescribed."""
    start_dose: bool = False
    """No more than the library's own dose either."""
    phases_back: int | None = None
    """No exercise above the routine's phase less this; ``None``: whatever is prescribed."""
    contact: str = ""
    """Words of clinical D6, CONTACT, to be said besides."""
    may_be_declined: bool = False
    """Whether the user may say no: to easing below a pain of 6, never to a stop (G2: "6 or
    more means stop")."""


class Today(NamedTuple):
    """What was said before a session, and what it allows."""

    decision: Decision
    pain: int | None = None
    leg: Leg | None = None
    something_new: bool | None = None
    """New numbness, weakness or toilet trouble was felt, and none of the cards' signs."""


FURTHER_NOW = "Pain further down the leg: only rest positions and walking today."
FURTHER_TODAY = (
    "Pain went further down the leg in an earlier session: only rest positions and walking"
    " today."
)
"""That it is back does not lift it before tomorrow (R9)."""
NOT_TODAY = "Not today. Rest as is easiest; move a little when you can."
"""G4."""


def decide(facts: Facts) -> Decision:
    """Return what ``facts`` allow: the strictest rule that applies decides, and is named.

    Easing by pain and by days off act together, the lower dose of the two.
    """
    pain = _by_pain(facts)
    if pain.kind is Kind.NOT_TODAY:
        return pain
    if facts.leg is Leg.FURTHER or facts.further_today:
        running = facts.leg is Leg.FURTHER and facts.further_before + 1 >= LEG_SESSIONS
        return Decision(
            Kind.REST_POSITIONS,
            "R9",
            FURTHER_NOW if facts.leg is Leg.FURTHER else FURTHER_TODAY,
            contact=" ".join(CONTACT_WORDS) if running else "",
        )
    days = facts.days_off
    if pain.kind is Kind.GO_ON and days is not None and days >= LIGHTER_AFTER_DAYS:
        return _by_days_off(days)
    return pain


def _by_pain(facts: Facts) -> Decision:
    pain = facts.pain
    if pain is None:
        return Decision(Kind.GO_ON, "", "")
    if pain >= NOT_TODAY_FROM:
        return Decision(Kind.NOT_TODAY, "R1", f"Pain {pain}. {NOT_TODAY}")
    usual = baseline(facts.entries)
    if usual is not None and usual > BASELINE_ABOVE:
        return _by_baseline(pain, usual, facts.days_off)
    if pain >= FLARE_UP_FROM:
        return _flare_up(f"Pain {pain}")
    if pain >= EASE_FROM:
        factor = HALF if pain >= HALF_FROM else LESS
        return _ease("R3", f"Pain {pain}", factor, facts.days_off)
    return Decision(Kind.GO_ON, "R4", f"Pain {pain}: good zone, go on as usual.")


def _by_baseline(pain: int, usual: int, days: int | None) -> Decision:
    """The user's own lines (D5): green goes on, amber does less, red is for the flare-up."""
    compared = f"Pain {pain}, and {usual} is usual for you"
    if pain <= min(usual + GREEN_RISE, GREEN_MOST):
        return Decision(Kind.GO_ON, "D5", f"{compared}: go on as usual.")
    high = usual >= RED_FROM
    if pain >= (usual + RED_RISE_HIGH if high else min(usual + RED_RISE, RED_FROM)):
        return _flare_up(compared)
    eased = _ease("D5", compared, HALF, days)
    return eased._replace(may_be_declined=pain < FLARE_UP_FROM)


def _flare_up(why: str) -> Decision:
    return Decision(Kind.FLARE_UP, "R2", f"{why}: only the flare-up routine today.")


def _ease(rule: str, why: str, factor: float, days: int | None) -> Decision:
    """Return less of the usual, after ``days`` off: the lower dose of the two, and no other
    is named."""
    if days is None or days < LIGHTER_AFTER_DAYS:
        said = f"{why}: {_part(factor)} of the reps today, and {_NO_HARDER}."
        eased = Decision(Kind.EASE, rule, said, factor, phases_back=0)
        return eased._replace(may_be_declined=True)
    off = _by_days_off(days)
    factor = min(factor, off.factor)
    easier = _EASIER if off.phases_back else _NO_HARDER
    return off._replace(
        rule=f"{rule}, {off.rule}",
        sentence=f"{why}. {_welcome(days)} {_dose(factor, days)}, and {easier}.",
        factor=factor,
        phases_back=off.phases_back or 0,
    )


def _by_days_off(days: int) -> Decision:
    back = 1 if days >= PHASE_BACK_AFTER_DAYS else None
    said = f"{_welcome(days)} {_dose(LESS, days)}"
    return Decision(
        Kind.EASE,
        "F9",
        f"{said}, and {_EASIER}." if back else f"{said}.",
        LESS,
        start_dose=days >= START_AFTER_DAYS,
        phases_back=back,
        may_be_declined=True,
    )


_NO_HARDER = "no harder versions"
_EASIER = "easier exercises where there are some"


def _welcome(days: int) -> str:
    return f"{days} days off. Welcome back. Starting lighter today:"


def _dose(factor: float, days: int) -> str:
    if days < START_AFTER_DAYS:
        return f"{_part(factor)} of the reps"
    return f"the start dose, or {_part(factor)} of your reps where that is less"


def _part(factor: float) -> str:
    return "half" if factor == HALF else "three quarters"


def baseline(entries: tuple[tuple[int, int], ...]) -> int | None:
    """Return the median of the latest seven days with an entry, or ``None``.

    ``entries`` as in ``Facts``. ``None`` with fewer days, with old ones, or where the pain
    goes up and down too much to be called steady.
    """
    latest = entries[:BASELINE_DAYS]
    if len(latest) < BASELINE_DAYS:
        return None
    if latest[0][0] > BASELINE_FRESH_DAYS or latest[-1][0] > BASELINE_WITHIN_DAYS:
        return None
    pains = sorted(pain for _, pain in latest)
    median = pains[BASELINE_DAYS // 2]
    if max(median - pains[0], pains[-1] - median) >= STEADY_WITHIN:
        return None
    return median
