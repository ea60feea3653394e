"""Before a session: what the three answers of today, and the days before, allow.

Pure: facts in, one decision with its rule and its sentence out. The rules are R1-R4, R9, R14,
R15 and the baseline of clinical D5, the screen of G4, and F9 for days off. The rules
in words and every number stand in ``safety.yaml``, with their sources; a clinician has
reviewed none of them. What the days before come to is ``safety/days.py``, what a decision does
to the doses ``safety/easing.py``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from backpt.safety.breaks import Break, last_break
from backpt.safety.days import (
    Earlier,
    Leg,
    Settled,
    Standing,
    day_name,
    from_to,
    standing,
    worst_after,
)
from backpt.safety.signs import CONTACT_WORDS
from backpt.safety.tables import (
    BASELINE_ABOVE,
    BASELINE_DAYS,
    BASELINE_FRESH_DAYS,
    BASELINE_WITHIN_DAYS,
    EASE_FROM,
    FLARE_UP_FROM,
    GREEN_MOST,
    GREEN_RISE,
    HALF,
    HALF_FROM,
    LESS,
    NO_MORE_FROM,
    NOT_TODAY_FROM,
    RED_FROM,
    RED_RISE,
    RED_RISE_HIGH,
    STEADY_ENDS,
    STEADY_RISE,
    STEADY_SESSIONS,
    STEADY_WITHIN,
)


class Readiness(StrEnum):
    """What may be done today, the freest first."""

    GO_ON = "go on"
    EASE = "ease"
    FLARE_UP = "flare-up"
    """The flare-up routine and nothing else."""
    REST_POSITIONS = "rest positions"
    """Only rest positions and walking."""
    NOT_TODAY = "not today"


class History(NamedTuple):
    """What is known before a session. What was not asked is ``None``, and stops nothing."""

    pain: int | None = None
    """0-10 NRS, now."""
    leg: Leg | None = None
    entries: tuple[tuple[int, int], ...] = ()
    """Earlier pain before sessions: (days ago, 0-10), latest first, one a day at most."""
    days_off: int | None = None
    """Days since the last session; ``None``: there was none."""
    further_today: bool = False
    """Pain went further down the leg in an earlier session of today."""
    sessions: tuple[Earlier, ...] = ()
    """Those before, latest first, refused ones too."""
    today: int = 0
    """Ordinal of the date, on the scale of ``Earlier.day``."""
    going_on: Earlier | None = None
    """The session that goes on: none of those before, and what was said at it still counts."""
    settled: Settled | None = None
    """What was answered about the last one that ended higher."""
    something_new: bool = False
    """Something new is felt, and none of the cards' signs."""
    wants_less: bool = False
    """The user asked for less today."""


class Decision(NamedTuple):
    """What may be done today, and why."""

    kind: Readiness
    rule: str
    """The rule of clinical D5 or F9 that decided: "R3"."""
    sentence: str
    """One sentence for the user."""
    factor: float = 1.0
    """Times the reps that are prescribed."""
    start_dose: bool = False
    """No more than the library's own dose either."""
    phase_before: bool = False
    """The routine of the phase before, if there is one."""
    phases_back: int | None = None
    """No exercise above the routine's phase less this; ``None``: whatever is prescribed."""
    contact: str = ""
    """Words of clinical D6, CONTACT, to be said besides."""
    may_be_declined: bool = False
    """Whether the user may say no: to easing below a pain of 6, never to a stop (G2: "6 or
    more means stop")."""


class CheckIn(NamedTuple):
    """What was said before a session, and what it allows."""

    decision: Decision
    pain: int | None = None
    leg: Leg | None = None
    something_new: bool | None = None
    """New numbness, weakness or toilet trouble was felt, and none of the cards' signs."""
    settled: Settled | None = None
    """Whether what the last session raised had settled by the next day."""
    asks_whether_it_drops: bool = False
    """Pain of 9 or 10 for the second day: whether rest lets it drop is asked (U10)."""
    tells_contact: bool = False
    """What the decision says of talking to somebody was not said today yet."""
    contact_told: str = ""
    """What was said of talking to somebody."""
    has_talked: bool = False
    """The user has talked to a therapist or doctor, as was advised."""


FURTHER_NOW = "Pain further down the leg: only rest positions and walking today."
FURTHER_TODAY = (
    "Pain went further down the leg in an earlier session: only rest positions and walking"
    " today."
)
"""That it is back does not lift it before tomorrow (R9)."""
FURTHER_STILL = (
    "Pain still further down the leg: only rest positions and walking, until it is closer to"
    " the back or gone."
)
"""On the days after that: the same is no better (R9)."""
REST_EASY = "Rest as is easiest; move a little when you can."
NOT_TODAY = f"Not today. {REST_EASY}"
"""G4."""


REST_TWO_DAYS = (
    "Twice running it did not settle by the next day: only rest positions and walking, today"
    " and tomorrow. Then half."
)
REST_SECOND_DAY = "One day more of rest positions and walking. Next time half."
FLARE_UP_LEFT = (
    "two flare-up days ended with more pain than they began, so leave that routine. Only rest"
    " positions and short walks today."
)
IF_IT_DOES_NOT_DROP = "If it does not drop when you rest, get medical advice today."
"""U10, where nobody can answer."""
WISHED = "F8"
"""The rule of what was asked for by the user alone."""
TELL_THERAPIST = "Tell your therapist; I will ask again next time."


def decide(history: History) -> Decision:
    """Return what ``history`` allow: the strictest rule that applies decides, and is named.

    Everything that eases acts together, the lowest dose of them.
    """
    now = standing_with(history)
    decision = _stop(history) or _rest(history, now) or _by_pain(history, now)
    return decision._replace(contact=contact_words(now))


def standing_with(history: History) -> Standing:
    """Return what stands today, with what was said today."""
    begun = history.going_on or Earlier(history.today)
    stays_further = begun.leg is Leg.FURTHER and history.leg in (None, Leg.SAME)
    today = Earlier(
        history.today,
        before=history.pain,
        worst=history.pain,
        leg=Leg.FURTHER if stays_further else history.leg,
        something_new=history.something_new or None,
        settled=history.settled or begun.settled,
        has_talked=begun.has_talked,
    )
    return standing((today, *history.sessions), history.today)


def contact_words(now: Standing) -> str:
    """Return the words of clinical D6, CONTACT, and why; empty where nothing waits."""
    if not now.contacts:
        return ""
    return " ".join((*CONTACT_WORDS, *(contact.why for contact in now.contacts)))


def tells_contact(history: History) -> bool:
    """Tell whether the words of CONTACT are due: once a day, and when there is more to say."""
    begun = (history.going_on,) if history.going_on else ()
    earlier = (*begun, *history.sessions)
    told = {one.rule for one in standing(earlier, history.today).contacts}
    is_first = all(one.day != history.today for one in earlier)
    now = {one.rule for one in standing_with(history).contacts}
    return bool(now if is_first else now - told)


def is_wish(decision: Decision) -> bool:
    """Tell whether ``decision`` is what the user asked for, and nothing besides."""
    return decision.rule == WISHED


def _stop(history: History) -> Decision | None:
    """R1, before a session and after the one before it."""
    begun = (history.going_on,) if history.going_on else ()
    after = worst_after((*begun, *history.sessions), history.today)
    if after is not None and after >= NO_MORE_FROM:
        return Decision(Readiness.NOT_TODAY, "R1", no_more_words(after))
    if history.pain is not None and history.pain >= NOT_TODAY_FROM:
        return Decision(Readiness.NOT_TODAY, "R1", not_today_words(history.pain))
    return None


def no_more_words(after: int) -> str:
    """Return what is said for the rest of a day on which a session ended at pain ``after``."""
    return f"Pain {after} after the session earlier today: no more today. {REST_EASY}"


def not_today_words(pain: int) -> str:
    """Return what is said where ``pain`` allows no session."""
    return f"Pain {pain}. {NOT_TODAY}"


def _rest(history: History, now: Standing) -> Decision | None:
    """R9 and R15: rest positions and walking."""
    if history.leg is Leg.FURTHER:
        return Decision(Readiness.REST_POSITIONS, "R9", FURTHER_NOW)
    if history.further_today or now.is_further:
        said = FURTHER_TODAY if history.further_today else FURTHER_STILL
        return Decision(Readiness.REST_POSITIONS, "R9", said)
    if now.rests(history.today):
        said = REST_TWO_DAYS if now.rest_since == history.today else REST_SECOND_DAY
        return Decision(Readiness.REST_POSITIONS, "R15", said)
    return None


class _Less(NamedTuple):
    """One reason to do less today."""

    rule: str
    why: str
    """The beginning of the sentence: "Pain 4"."""
    factor: float
    may_be_declined: bool = True


def _by_pain(history: History, now: Standing) -> Decision:
    pain = history.pain
    usual = baseline(history.entries, history.sessions)
    said, less, green = f"Pain {pain}", None, Decision(Readiness.GO_ON, "", "")
    if pain is not None and usual is not None and usual > BASELINE_ABOVE:
        said = f"{said}, and {usual} is usual for you"
        zone, less = _by_baseline(pain, usual, said)
        green = Decision(zone, "D5", f"{said}: go on as usual.")
    elif pain is not None:
        zone = Readiness.FLARE_UP if pain >= FLARE_UP_FROM else Readiness.GO_ON
        if EASE_FROM <= pain < FLARE_UP_FROM:
            less = _Less("R3", said, HALF if pain >= HALF_FROM else LESS)
        green = Decision(zone, "R4", f"{said}: good zone, go on as usual.")
    if green.kind is Readiness.FLARE_UP:
        return _flare_up(said, now)
    reasons = tuple(filter(None, (*_by_days_before(history, now), less, *_by_today(history))))
    held = [one.day for one in history.sessions if one.is_held]
    off = None if history.going_on else last_break(history.days_off, held)
    if reasons or off is not None:
        return _eased(reasons, off, is_hard=bool(now.refused))
    return green


def _by_baseline(pain: int, usual: int, said: str) -> tuple[Readiness, _Less | None]:
    """The user's own lines (D5): green goes on, amber does less, red is for the flare-up."""
    if pain <= min(usual + GREEN_RISE, GREEN_MOST):
        return Readiness.GO_ON, None
    high = usual >= RED_FROM
    if pain >= (usual + RED_RISE_HIGH if high else min(usual + RED_RISE, RED_FROM)):
        return Readiness.FLARE_UP, None
    return Readiness.EASE, _Less("D5", said, HALF, may_be_declined=pain < FLARE_UP_FROM)


def _flare_up(why: str, now: Standing) -> Decision:
    if now.is_flare_up_worse:
        return Decision(Readiness.REST_POSITIONS, "R2", f"{why}, and {FLARE_UP_LEFT}")
    return Decision(Readiness.FLARE_UP, "R2", f"{why}: only the flare-up routine today.")


def _by_days_before(history: History, now: Standing) -> tuple[_Less, ...]:
    """Return what the days before ask to do less for (R14, R15)."""
    found = []
    if now.is_half_due(history.today):
        found.append(_Less("R15", "After the days of rest", HALF, may_be_declined=False))
    if now.refused:
        many = len(now.refused) > 1
        why = "It has been a hard week" if many else "After a day that was too much"
        found.append(_Less("R15", why, HALF))
    if now.higher is not None:
        numbers = from_to(now.higher.before, now.higher.after)
        why = f"{day_name(now.higher.day, history.today)}, pain {numbers}"
        found.append(_Less("R14", why, LESS, may_be_declined=now.unsettled == 0))
    return tuple(found)


def _by_today(history: History) -> tuple[_Less, ...]:
    """Return what was said today, pain aside, that asks to do less."""
    found = []
    if history.something_new:
        found.append(_Less("G4", "Something new", HALF, may_be_declined=False))
    if history.wants_less:
        found.append(_Less(WISHED, "As you wish", LESS))
    return tuple(found)


_NO_HARDER = "no harder versions"
_EASIER = "an easier routine or easier exercises"


def _eased(less: tuple[_Less, ...], off: Break | None, *, is_hard: bool) -> Decision:
    """Return less of the usual, for all the reasons there are: the lowest dose of them, and no
    other is named. Days off (F9) that were days too bad to do anything are not called so."""
    factor = min((*(one.factor for one in less), *((off.factor,) if off else ())))
    start_dose = off is not None and off.is_start_dose
    back = off is not None and off.goes_phase_back
    harder = _EASIER if back else _NO_HARDER if less else ""
    why = ". ".join(one.why for one in less)
    dose = f"{_dose(factor, start_dose=start_dose)}{f', and {harder}' if harder else ''}."
    if off is None or is_hard:
        said = f"{why}: {dose}" if off else f"{why}: {_today(dose)}"
    else:
        said = f"{f'{why}. ' if why else ''}{_welcome(off)} {dose}"
    if any(one.rule == "G4" for one in less):
        said = f"{said} {TELL_THERAPIST}"
    rules = (*(one.rule for one in less), *(("F9",) if off else ()))
    return Decision(
        Readiness.EASE,
        ", ".join(dict.fromkeys(rules)),
        said,
        factor,
        start_dose=start_dose,
        phase_before=back,
        phases_back=1 if back else 0 if less else None,
        may_be_declined=all(one.may_be_declined for one in less),
    )


_LIGHTER = "Starting lighter today:"


def _welcome(off: Break) -> str:
    if off.since == 0:
        return f"{off.days} days off. Welcome back. {_LIGHTER}"
    return f"{('Second', 'Third')[off.since - 1]} session after {off.days} days off:"


def _dose(factor: float, *, start_dose: bool) -> str:
    if factor == 1:
        return "all of the reps"
    little_less = f"a little less than usual, {round(100 * factor)} percent"
    part = {HALF: "half", LESS: "three quarters"}.get(factor, little_less)
    if not start_dose:
        return f"{part} of the reps"
    return f"about {part} of what you did"


def _today(dose: str) -> str:
    return dose.replace("of the reps", "of the reps today", 1)


def baseline(
    entries: tuple[tuple[int, int], ...], sessions: tuple[Earlier, ...] = ()
) -> int | None:
    """Return the median of the latest seven days with an entry, or ``None``.

    ``entries`` and ``sessions`` as in ``History``. ``None`` with fewer days, with old ones, or
    where the pain is not steady: it goes up and down, or it rises.
    """
    latest = entries[:BASELINE_DAYS]
    if len(latest) < BASELINE_DAYS:
        return None
    if latest[0][0] > BASELINE_FRESH_DAYS or latest[-1][0] > BASELINE_WITHIN_DAYS:
        return None
    pains = [pain for _, pain in latest]
    median = sorted(pains)[BASELINE_DAYS // 2]
    if max(median - min(pains), max(pains) - median) >= STEADY_WITHIN:
        return None
    rise = sum(pains[:STEADY_ENDS]) - sum(pains[-STEADY_ENDS:])
    if rise >= STEADY_RISE * STEADY_ENDS:  # whole numbers: no thirds to round
        return None
    ended = [one for one in sessions if one.after is not None]
    if any(one.ended_higher for one in ended[:STEADY_SESSIONS]):
        return None
    return median
