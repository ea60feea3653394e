"""The days before today: what was said on them, and what of it still stands.

Pure: the sessions of the last weeks in, one standing out. The rules are R2, R9 and R12-R15 of
clinical D5, T5a of D6 and U10 of D4; numbers and sources stand in ``safety.yaml``.
A clinician has reviewed none of them. What a standing allows today is ``safety/readiness.py``.
"""

from collections.abc import Iterable

from backpt.safety.tables import (
    BAD_DAYS,
    BAD_FROM,
    BAD_OF_DAYS,
    BASELINE_DAYS,
    FLARE_UPS_HIGHER,
    HIGH_FROM,
    HIGHER_BY,
    LEG_SESSIONS,
    NO_MORE_FROM,
    QUIET_DAYS,
    REMEMBERED_DAYS,
    REST_DAYS,
    UNSETTLED_RUNNING,
    WORST_FROM,
    WORST_WITHIN_DAYS,
)
from backpt.values import NamedTuple, StrEnum

FLARE_UP_ROUTINE = "flare-up-day"
"""Clinical E."""
REST_ROUTINE = "rest-positions"
"""The routine made of rest positions and a walk (G4, 3)."""


class Leg(StrEnum):
    """Leg pain compared with before (clinical G4, 3)."""

    NONE = "none"
    SAME = "same"
    """As it was: after "further" it is still further down, and lifts nothing."""
    CLOSER = "closer"
    """Nearer to the back: good, whatever the back says (R10: CENTR)."""
    FURTHER = "further"
    """Further down the leg: bad, however low the number (R9)."""


class Settled(StrEnum):
    """Whether pain that a session raised was back by the next day (R12-R15)."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Earlier(NamedTuple):
    """What was said at one session, and what became of it."""

    day: int
    """Ordinal of its date where the user was."""
    before: int | None = None
    """Pain before it, 0-10."""
    after: int | None = None
    """Pain after it, 0-10."""
    worst: int | None = None
    """The highest that was said at it: before, in between or after."""
    leg: Leg | None = None
    """Before it or in it, the worse of the two; ``None``: not asked."""
    routine: str = ""
    is_held: bool = False
    """Something of it was done."""
    is_refused: bool = False
    """Its answers allowed nothing."""
    something_new: bool | None = None
    """Numbness, weakness or toilet trouble that was new then; ``None``: not asked."""
    settled: Settled | None = None
    """Said before it, about the last one that had ended higher; ``None``: not asked."""
    has_talked: bool = False
    """Said before it: the user has talked to a therapist or doctor."""

    @property
    def ended_higher(self) -> bool:
        """Whether its end is to be asked about (clinical D5, after a session), also where
        it was stopped before anything was done."""
        return has_risen(self.before, self.after)


def leg_went_down(sessions: Iterable[Earlier]) -> bool:
    """Tell whether pain moved further down the leg since the user last had talked to a
    therapist or doctor; ``sessions``: the latest first. That it is closer again lifts no stop
    that a therapist wrote down."""
    for one in sessions:
        if one.leg is Leg.FURTHER:
            return True
        if one.has_talked:
            return False
    return False


def has_risen(before: int | None, after: int | None) -> bool:
    """Tell whether pain ``after`` a session is high, or well above that ``before`` it."""
    if after is None:
        return False
    return after >= HIGH_FROM or (before is not None and after - before >= HIGHER_BY)


class Contact(NamedTuple):
    """A rule that says: time to talk to somebody (clinical D6, CONTACT)."""

    rule: str
    since: int
    """The day on which it became true."""
    many: int = 0
    """Sessions running (R9), or days (T5a), that made it so."""
    until: int = 0
    """The last day on which it became true again."""
    ago: int = 0
    """Days from then to the day that is asked about."""


class Standing(NamedTuple):
    """What still stands after some days."""

    further: int = 0
    """Sessions running with leg pain further down, or the same as that."""
    higher: Earlier | None = None
    """The last day that ended higher, until something was done on a later one."""
    is_answered: bool = False
    """Whether it had settled by the next day was asked."""
    unsettled: int = 0
    """Sessions running that had not settled by the next day."""
    rest_since: int | None = None
    """The first day of rest after two of them, until the half session was done."""
    flare_ups: tuple[int, ...] = ()
    """Flare-up days running that ended higher than they began."""
    refused: tuple[int, ...] = ()
    """Days that were refused since something was last done."""
    bad: tuple[int, ...] = ()
    """Days with pain of 7 or more."""
    something_new: bool = False
    """Something new was felt at the last session."""
    contacts: tuple[Contact, ...] = ()
    """What the user has not answered with having talked to somebody."""
    talked: tuple[tuple[str, int], ...] = ()
    """Rules that were answered so, and on which day."""

    @property
    def is_further(self) -> bool:
        """Whether leg pain went further down and was not closer or gone since (R9)."""
        return self.further > 0

    @property
    def is_flare_up_worse(self) -> bool:
        """Whether the flare-up routine is to be left (clinical D5)."""
        return len(self.flare_ups) >= FLARE_UPS_HIGHER

    def to_ask(self, today: int) -> Earlier | None:
        """Return what is to be asked about on ``today``: a day that ended higher."""
        if self.higher is None or self.is_answered or self.higher.day >= today:
            return None
        return self.higher

    def rests(self, today: int) -> bool:
        """Tell whether ``today`` is one of the days of rest and walking (R15)."""
        return self.rest_since is not None and today - self.rest_since < REST_DAYS

    def is_half_due(self, today: int) -> bool:
        """Tell whether those days are over, and the half session not yet done (R15)."""
        return self.rest_since is not None and not self.rests(today)


def read_standing(sessions: tuple[Earlier, ...], today: int) -> Standing:
    """Return what stands on ``today``, an ordinal, after ``sessions``, latest first."""
    now = Standing()
    for one in reversed(sessions):
        now = _aged(now, one.day)
        if not _is_pain_alone(one):  # a year of it changes nothing that stands
            now = _after(now, one)
    now = _aged(now, today)
    waiting = (one._replace(ago=max(0, today - one.until)) for one in now.contacts)
    return now._replace(contacts=tuple(waiting))


def _aged(now: Standing, day: int) -> Standing:
    if now.higher is not None and day - now.higher.day > REMEMBERED_DAYS:
        now = now._replace(higher=None, is_answered=False, unsettled=0)
    if now.flare_ups and day - now.flare_ups[-1] > REMEMBERED_DAYS:
        now = now._replace(flare_ups=())
    if now.refused and day - min(now.refused) > REMEMBERED_DAYS:
        refused = tuple(one for one in now.refused if day - one <= REMEMBERED_DAYS)
        now = now._replace(refused=refused)
    return now


def _is_pain_alone(one: Earlier) -> bool:
    """Tell whether of a day nothing is said but pain between sessions that is not bad: none of
    what ``_after`` follows."""
    return (
        (one.worst is None or one.worst < BAD_FROM)
        and one.leg is None
        and one.after is None
        and one.settled is None
        and one.something_new is None
        and not (one.is_held or one.is_refused or one.has_talked)
    )


def _after(now: Standing, one: Earlier) -> Standing:
    if one.has_talked:
        quiet = tuple((contact.rule, one.day) for contact in now.contacts)
        now = now._replace(contacts=(), talked=(*now.talked, *quiet))
    for follow in (_leg, _settling, _flare_up, _bad_days):
        now = follow(now, one)
    if one.is_held:
        now = now._replace(refused=())
    elif one.is_refused and one.day not in now.refused:
        now = now._replace(refused=(*now.refused, one.day))
    if one.something_new is None:
        return now
    return now._replace(something_new=one.something_new)


def _leg(now: Standing, one: Earlier) -> Standing:
    """R9: further is lifted by closer or none, never by the same."""
    if one.leg in (Leg.CLOSER, Leg.NONE):
        return now._replace(further=0)
    if one.leg is None or (one.leg is Leg.SAME and not now.is_further):
        return now
    now = now._replace(further=now.further + 1)
    if now.further < LEG_SESSIONS:
        return now
    return _told(now, Contact("R9", one.day, now.further))


def _settling(now: Standing, one: Earlier) -> Standing:
    """R12-R15: an answer belongs to the last day that ended higher."""
    if one.settled is not None and now.higher is not None and not now.is_answered:
        now = _answered(now, one)
    if one.is_held and now.rest_since is not None and not now.rests(one.day):
        now = now._replace(rest_since=None)
    if not one.is_held and one.after is None:
        return now
    same_day = now.higher is not None and now.higher.day == one.day
    if one.ended_higher:
        began = now.higher.before if same_day and now.higher else one.before
        return now._replace(higher=one._replace(before=began), is_answered=False)
    if same_day and not _is_back(one, now.higher):
        return now
    settles = 0 if one.after is not None else now.unsettled
    return now._replace(higher=None, is_answered=False, unsettled=settles)


def _is_back(one: Earlier, higher: Earlier | None) -> bool:
    """Tell whether pain had settled on the very day that ``higher`` ended higher (R12)."""
    if higher is None or higher.before is None or one.before is None:
        return False
    return one.before <= higher.before


def _answered(now: Standing, one: Earlier) -> Standing:
    now = now._replace(is_answered=True)
    match one.settled:
        case Settled.YES:
            return now._replace(unsettled=0)
        case Settled.NO if now.unsettled + 1 >= UNSETTLED_RUNNING:
            now = now._replace(unsettled=0, rest_since=one.day)
            return _told(now, Contact("R15", one.day))
        case Settled.NO:
            return now._replace(unsettled=now.unsettled + 1)
        case _:
            return now


def _flare_up(now: Standing, one: Earlier) -> Standing:
    """R2: what makes it worse twice is left; another routine that was done ends the row."""
    if not one.is_held or one.routine == REST_ROUTINE:
        return now
    if one.routine != FLARE_UP_ROUTINE:
        return now._replace(flare_ups=())
    if one.before is None or one.after is None:
        return now
    if one.after <= one.before:
        return now._replace(flare_ups=())
    if one.day not in now.flare_ups:
        now = now._replace(flare_ups=(*now.flare_ups, one.day))
    if not now.is_flare_up_worse:
        return now
    return _told(now, Contact("R2", one.day))


def _bad_days(now: Standing, one: Earlier) -> Standing:
    """T5a, of refused days too."""
    if one.worst is None or one.worst < BAD_FROM:
        return now
    bad = {*now.bad, one.day}
    last = tuple(sorted(day for day in bad if one.day - day < BAD_OF_DAYS))
    now = now._replace(bad=last)
    if len(last) < BAD_DAYS:
        return now
    return _told(now, Contact("T5a", one.day, len(last)))


def _told(now: Standing, contact: Contact) -> Standing:
    """Return ``now`` with ``contact`` waiting, unless it was answered not long ago."""
    for rule, day in now.talked:
        if rule == contact.rule and contact.since - day < QUIET_DAYS:
            return now
    contact = contact._replace(until=contact.since)
    first = [one.since for one in now.contacts if one.rule == contact.rule]
    others = tuple(one for one in now.contacts if one.rule != contact.rule)
    kept = contact._replace(since=first[0]) if first else contact
    return now._replace(contacts=(*others, kept))


def are_same(some: tuple[Contact, ...], others: tuple[Contact, ...]) -> bool:
    """Tell whether two times to talk are for the same reasons, since whenever."""
    return _reasons(some) == _reasons(others)


def _reasons(contacts: tuple[Contact, ...]) -> list[tuple[str, int]]:
    return [(one.rule, one.many) for one in contacts]


def asks_whether_it_drops(pain: int | None, sessions: tuple[Earlier, ...], today: int) -> bool:
    """Tell whether pain of 9 or 10 is there for the second day (U10)."""
    if pain is None or pain < WORST_FROM:
        return False
    days = [one.day for one in sessions if one.day < today and one.worst is not None]
    if not days or today - max(days) > WORST_WITHIN_DAYS:
        return False
    last = max(days)
    return any(one.day == last and (one.worst or 0) >= WORST_FROM for one in sessions)


def entries(sessions: tuple[Earlier, ...], today: int) -> tuple[tuple[int, int], ...]:
    """Return the first pain before a session of each of the latest days, as many as a
    baseline needs: (days ago, 0-10), latest first."""
    first = {one.day: one.before for one in sessions if one.before is not None}
    return tuple((today - day, first[day]) for day in sorted(first)[-BASELINE_DAYS:][::-1])


def worst_after(sessions: tuple[Earlier, ...], today: int) -> int | None:
    """Return the highest pain after a session of ``today``; ``None``: none was said."""
    said = [one.after for one in sessions if one.day == today and one.after is not None]
    return max(said, default=None)


# --- after a session -------------------------------------------------------------------


class Rise(NamedTuple):
    """A session that ended high, or well above its beginning, and what follows (D5)."""

    before: int | None
    after: int
    is_all_today: bool
    """No other session today."""
    is_less_next: bool
    """A quarter less is due the next time: not after a day of flare-up or of rest, of which
    another takes the same again."""


def rise_of(before: int | None, after: int, routine: str = "") -> Rise | None:
    """Return what follows from pain ``after`` a session of ``routine``, an id; ``None``:
    nothing does. Pain is 0-10 NRS."""
    if not has_risen(before, after):
        return None
    is_less_next = routine not in (FLARE_UP_ROUTINE, REST_ROUTINE)
    return Rise(before, after, after >= NO_MORE_FROM, is_less_next)
