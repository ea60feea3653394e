"""Before a session: what the three answers of today, and the days before, allow.

Pure: facts in, one decision with its rule and its reasons out. The rules are R1-R4, R9, R14,
R15 and the baseline of clinical D5, the screen of G4, and F9 for days off. The rules
in words and every number stand in ``safety.yaml``, with their sources; a clinician has
reviewed none of them. What the days before come to is ``safety/days.py``, what a decision does
to the doses ``safety/easing.py``, and its words are ``language/en/advice.py``.
"""

from backpt.safety.breaks import Break, last_break
from backpt.safety.days import (
    Contact,
    Earlier,
    Leg,
    Settled,
    Standing,
    read_standing,
    worst_after,
)
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
from backpt.values import NamedTuple, StrEnum


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


class Cause(StrEnum):
    """Why today is as it is."""

    WORST_NOW = "worst now"
    """Pain too high to begin (R1)."""
    WORST_AFTER = "worst after"
    """Pain too high after a session of today (R1)."""
    FURTHER_NOW = "further now"
    FURTHER_TODAY = "further today"
    """In an earlier session: that it is back does not lift it before tomorrow (R9)."""
    FURTHER_STILL = "further still"
    """On the days after that: the same is no better (R9)."""
    REST_TWO_DAYS = "rest two days"
    REST_SECOND_DAY = "rest second day"
    PAIN = "pain"
    """Pain now, or pain now beside the usual one."""
    FLARE_UPS_WORSE = "flare-ups worse"
    """Two flare-up days ended higher than they began (R2)."""
    AFTER_REST = "after rest"
    HARD_DAY = "hard day"
    """A day was refused (R15)."""
    HARD_WEEK = "hard week"
    """Several were."""
    ENDED_HIGHER = "ended higher"
    SOMETHING_NEW = "something new"
    WISH = "wish"


class Reason(NamedTuple):
    """One reason for a decision, with its numbers."""

    cause: Cause
    pain: int | None = None
    """0-10 NRS."""
    usual: int | None = None
    """The steady pain that it was compared with; ``None``: it was not."""
    session: Earlier | None = None
    """The one that ended higher."""
    today: int = 0
    """Ordinal of the date, where ``session`` is named by its day."""


class Decision(NamedTuple):
    """What may be done today, and why."""

    kind: Readiness
    rule: str
    """The rule of clinical D5 or F9 that decided: "R3"."""
    reasons: tuple[Reason, ...] = ()
    """In the order in which they are said."""
    factor: float = 1.0
    """Times the reps that are prescribed."""
    start_dose: bool = False
    """No more than the library's own dose either."""
    phase_before: bool = False
    """The routine of the phase before, if there is one."""
    phases_back: int | None = None
    """No exercise above the routine's phase less this; ``None``: whatever is prescribed."""
    since_break: Break | None = None
    """The days off that make it less (F9); ``None``: none do."""
    contacts: tuple[Contact, ...] = ()
    """Why it is time to talk to somebody, to be said besides (clinical D6)."""
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
    contacts_told: tuple[Contact, ...] = ()
    """Why it was time to talk to somebody, as it was said."""
    has_talked: bool = False
    """The user has talked to a therapist or doctor, as was advised."""


WISHED = "F8"
"""The rule of what was asked for by the user alone."""


def decide(history: History) -> Decision:
    """Return what ``history`` allow: the strictest rule that applies decides, and is named.

    Everything that eases acts together, the lowest dose of them.
    """
    now = standing_with(history)
    decision = _stop(history) or _rest(history, now) or _by_pain(history, now)
    return decision._replace(contacts=now.contacts)


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
    return read_standing((today, *history.sessions), history.today)


def tells_contact(history: History) -> bool:
    """Tell whether the words of CONTACT are due: once a day, and when there is more to say."""
    begun = (history.going_on,) if history.going_on else ()
    earlier = (*begun, *history.sessions)
    told = {one.rule for one in read_standing(earlier, history.today).contacts}
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
        return _rule(Readiness.NOT_TODAY, "R1", Reason(Cause.WORST_AFTER, after))
    if history.pain is not None and history.pain >= NOT_TODAY_FROM:
        return _rule(Readiness.NOT_TODAY, "R1", Reason(Cause.WORST_NOW, history.pain))
    return None


def _rest(history: History, now: Standing) -> Decision | None:
    """R9 and R15: rest positions and walking."""
    if history.leg is Leg.FURTHER:
        return _rule(Readiness.REST_POSITIONS, "R9", Reason(Cause.FURTHER_NOW))
    cause = why_rest(now, history.today, further_today=history.further_today)
    if cause is None:
        return None
    is_leg = cause in (Cause.FURTHER_TODAY, Cause.FURTHER_STILL)
    return _rule(Readiness.REST_POSITIONS, "R9" if is_leg else "R15", Reason(cause))


def why_rest(now: Standing, today: int, *, further_today: bool) -> Cause | None:
    """Return why the days before leave only rest positions and walking on ``today``, if they
    do; ``further_today`` as in ``History``."""
    if further_today or now.is_further:
        return Cause.FURTHER_TODAY if further_today else Cause.FURTHER_STILL
    if now.rests(today):
        return Cause.REST_TWO_DAYS if now.rest_since == today else Cause.REST_SECOND_DAY
    return None


def _rule(kind: Readiness, rule: str, *reasons: Reason) -> Decision:
    return Decision(kind, rule, reasons)


class _Less(NamedTuple):
    """One reason to do less today."""

    rule: str
    reason: Reason
    factor: float
    may_be_declined: bool = True


def _by_pain(history: History, now: Standing) -> Decision:
    pain = history.pain
    usual = baseline(history.entries, history.sessions)
    why, less, green = Reason(Cause.PAIN, pain), None, Decision(Readiness.GO_ON, "")
    if pain is not None and usual is not None and min(usual, pain) > BASELINE_ABOVE:
        why = why._replace(usual=usual)
        zone, less = _by_baseline(pain, usual, why)
        green = _rule(zone, "D5", why)
    elif pain is not None:
        zone = Readiness.FLARE_UP if pain >= FLARE_UP_FROM else Readiness.GO_ON
        if EASE_FROM <= pain < FLARE_UP_FROM:
            less = _Less("R3", why, HALF if pain >= HALF_FROM else LESS)
        green = _rule(zone, "R4", why)
    if green.kind is Readiness.FLARE_UP:
        return _flare_up(why, now)
    reasons = tuple(filter(None, (*_by_days_before(history, now), less, *_by_today(history))))
    held = [one.day for one in history.sessions if one.is_held]
    off = None if history.going_on else last_break(history.days_off, held)
    if reasons or off is not None:
        return _eased(reasons, off)
    return green


def _by_baseline(pain: int, usual: int, why: Reason) -> tuple[Readiness, _Less | None]:
    """The user's own lines (D5): green goes on, amber does less, red is for the flare-up."""
    if pain <= min(usual + GREEN_RISE, GREEN_MOST):
        return Readiness.GO_ON, None
    high = usual >= RED_FROM
    if pain >= (usual + RED_RISE_HIGH if high else min(usual + RED_RISE, RED_FROM)):
        return Readiness.FLARE_UP, None
    return Readiness.EASE, _Less("D5", why, HALF, may_be_declined=pain < FLARE_UP_FROM)


def _flare_up(why: Reason, now: Standing) -> Decision:
    if now.is_flare_up_worse:
        worse = Reason(Cause.FLARE_UPS_WORSE)
        return _rule(Readiness.REST_POSITIONS, "R2", why, worse)
    return _rule(Readiness.FLARE_UP, "R2", why)


def _by_days_before(history: History, now: Standing) -> tuple[_Less, ...]:
    """Return what the days before ask to do less for (R14, R15)."""
    found = []
    if now.is_half_due(history.today):
        found.append(_Less("R15", Reason(Cause.AFTER_REST), HALF, may_be_declined=False))
    if now.refused:
        cause = Cause.HARD_WEEK if len(now.refused) > 1 else Cause.HARD_DAY
        found.append(_Less("R15", Reason(cause), HALF))
    if now.higher is not None:
        why = Reason(Cause.ENDED_HIGHER, session=now.higher, today=history.today)
        found.append(_Less("R14", why, LESS, may_be_declined=now.unsettled == 0))
    return tuple(found)


def _by_today(history: History) -> tuple[_Less, ...]:
    """Return what was said today, pain aside, that asks to do less."""
    found = []
    if history.something_new:
        found.append(_Less("G4", Reason(Cause.SOMETHING_NEW), HALF, may_be_declined=False))
    if history.wants_less:
        found.append(_Less(WISHED, Reason(Cause.WISH), LESS))
    return tuple(found)


def _eased(less: tuple[_Less, ...], off: Break | None) -> Decision:
    """Return less of the usual, for all the reasons there are: the lowest dose of them, and no
    other is named."""
    factor = min((*(one.factor for one in less), *((off.factor,) if off else ())))
    back = off is not None and off.goes_phase_back
    rules = (*(one.rule for one in less), *(("F9",) if off else ()))
    return Decision(
        Readiness.EASE,
        ", ".join(dict.fromkeys(rules)),
        tuple(one.reason for one in less),
        factor,
        start_dose=off is not None and off.is_start_dose,
        phase_before=back,
        phases_back=1 if back else 0 if less else None,
        since_break=off,
        may_be_declined=all(one.may_be_declined for one in less),
    )


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
