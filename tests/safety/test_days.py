"""The days before today: evenings one after another, and what came of each.

The evenings are those of a review in which backpt was used for weeks. A table reads: the day,
what was said (pain before, leg, the answer about the last day that ended higher, pain after),
and what came: what was allowed, at how much of the dose, by which rules; after "call" the
rules that say it is time to talk to somebody; at last what was said after the session.
"""

from __future__ import annotations

from datetime import date

import pytest

from backpt.language.en.advice import contact_words, decision_words
from backpt.language.en.after_session import rise_words, settled_question
from backpt.safety.days import (
    FLARE_UP_ROUTINE,
    REST_ROUTINE,
    Earlier,
    Leg,
    Settled,
    asks_whether_it_drops,
    entries,
    has_risen,
    leg_went_down,
    read_standing,
    rise_of,
)
from backpt.safety.readiness import (
    Decision,
    History,
    Readiness,
    baseline,
    decide,
    standing_with,
    tells_contact,
)

FIRST = date(2025, 12, 1).toordinal()
"""Day 1 of a table, a Monday."""
ROUTINES = {Readiness.FLARE_UP: FLARE_UP_ROUTINE, Readiness.REST_POSITIONS: REST_ROUTINE}


class Diary:
    """Someone's sessions, as the journal would tell them."""

    def __init__(self) -> None:
        self.sessions: tuple[Earlier, ...] = ()

    def history(self, day: int, before: int | None, leg: str, settled: str = "-") -> History:
        held = [one.day for one in self.sessions if one.is_held]
        return History(
            pain=before,
            leg=None if leg == "-" else Leg(leg),
            entries=entries(self.sessions, day),
            days_off=day - held[0] if held else None,
            sessions=self.sessions,
            today=day,
            settled=None if settled == "-" else Settled(settled),
        )

    def live(self, history: History, after: int | None) -> Decision:
        """Have the evening that ``history`` lead to, and keep it."""
        decision = decide(history)
        refused = decision.kind is Readiness.NOT_TODAY
        said = [pain for pain in (history.pain, after) if pain is not None]
        one = Earlier(
            history.today,
            before=history.pain,
            after=None if refused else after,
            worst=max(said, default=None),
            leg=history.leg,
            routine=ROUTINES.get(decision.kind, "home-basics"),
            is_held=not refused,
            is_refused=refused,
            settled=history.settled,
        )
        self.sessions = (one, *self.sessions)
        return decision


def came(diary: Diary, row: str) -> str:
    """Return what came of the evening that ``row`` tells."""
    day, before, leg, settled, after = row.split()
    history = diary.history(FIRST - 1 + int(day), number(before), leg, settled)
    asked = read_standing(history.sessions, history.today).to_ask(history.today)
    assert (asked is not None) == (settled != "-"), f"day {day}: asked whether it settled"
    calls = ",".join(one.rule for one in standing_with(history).contacts)
    drops = asks_whether_it_drops(history.pain, history.sessions, history.today)
    decision = diary.live(history, number(after))
    said = rise_words(rise_of(history.pain, number(after) or 0))
    told = [
        f"{decision.kind} {decision.factor:.0%} {decision.rule}",
        f"call {calls}" if calls else "",
        "drops?" if drops else "",
        "no more" if "No more today" in said else "higher" if said else "",
    ]
    return "; ".join(filter(None, told))


def number(text: str) -> int | None:
    return None if text == "-" else int(text)


def played(table: str) -> tuple[list[str], list[str]]:
    """Return what came of each evening of ``table``, and what it says should come."""
    diary, found, wanted = Diary(), [], []
    for row in filter(None, map(str.strip, table.splitlines())):
        said, _, should = row.partition("|")
        found.append(f"{said}| {came(diary, said)}")
        wanted.append(f"{said}| {should.strip()}")
    return found, wanted


EVENINGS = {
    "AF: nine after a session ends the day, and is asked about on the next": """
        1  2 none -    9 | go on 100% R4; no more
        2  3 none no  10 | ease 75% R14; no more
        3  4 none no   4 | rest positions 100% R15; call T5a,R15
        4  3 none -    3 | rest positions 100% R15; call T5a,R15
        5  3 none -    3 | ease 50% R15; call T5a,R15
        6  3 none -    3 | go on 100% R4; call T5a,R15
    """,
    "A: it gets better, and nothing is eased": """
        1  5 none -  4 | ease 50% R3
        2  5 none -  4 | ease 50% R3
        3  4 none -  3 | ease 75% R3
        4  3 none -  3 | go on 100% R4
        8  2 none -  2 | go on 100% R4
        9  1 none -  1 | go on 100% R4
        10 1 none -  0 | go on 100% R4
        11 0 none -  0 | go on 100% R4
    """,
    "B: a diary that rises is never a baseline": """
        1  2 none -   3 | go on 100% R4
        2  2 none -   3 | go on 100% R4
        3  3 none -   4 | go on 100% R4
        4  3 none -   4 | go on 100% R4
        5  3 none -   4 | go on 100% R4
        8  3 none -   4 | go on 100% R4
        9  4 none -   5 | ease 75% R3
        10 4 none -   5 | ease 75% R3
        11 4 none -   5 | ease 75% R3
        12 5 none -   6 | ease 50% R3; higher
        15 5 none no  6 | ease 50% R14, R3; higher
        16 5 none no  6 | rest positions 100% R15; call R15; higher
        17 6 none no  7 | rest positions 100% R15; call R15; higher
        18 6 none no  7 | rest positions 100% R15; call R15; higher
    """,
    "B, its end: flare-up days that end higher, and days that are refused": """
        1  6 none -   7 | flare-up 100% R2; higher
        2  6 none yes 7 | flare-up 100% R2; higher
        3  7 none yes 8 | rest positions 100% R2; call R2,T5a; no more
        4  8 none no  - | not today 100% R1; call R2,T5a
        5  8 none -   - | not today 100% R1; call R2,T5a
        6  9 none -   - | not today 100% R1; call R2,T5a
        7  9 none -   - | not today 100% R1; call R2,T5a; drops?
        8  5 none -   5 | ease 50% R15, R14, R3; call R2,T5a
        9  3 none -   3 | go on 100% R4; call R2,T5a
    """,
    "flare-up days with an ordinary one between them are not days running": """
        1  6 none -   7 | flare-up 100% R2; higher
        2  3 none yes 3 | ease 75% R14
        3  6 none -   7 | flare-up 100% R2; higher
        4  6 none yes 6 | flare-up 100% R2; call T5a; higher
    """,
    "C: steady at 4 is usual after seven days": """
        1  4 none -  4 | ease 75% R3
        2  4 none -  4 | ease 75% R3
        3  4 none -  4 | ease 75% R3
        4  4 none -  4 | ease 75% R3
        5  4 none -  4 | ease 75% R3
        8  4 none -  4 | ease 75% R3
        9  4 none -  4 | ease 75% R3
        10 4 none -  6 | go on 100% D5; higher
        11 4 none yes 4 | ease 75% R14, R3
        12 4 none -  4 | ease 75% R3
        15 4 none -  4 | go on 100% D5
    """,
    "D: the same as further down lifts nothing; closer does": """
        1  3 further - 3 | rest positions 100% R9
        2  3 further - 3 | rest positions 100% R9; call R9
        3  3 same    - 3 | rest positions 100% R9; call R9
        4  3 same    - 3 | rest positions 100% R9; call R9
        5  3 closer  - 3 | go on 100% R4; call R9
        6  3 same    - 3 | go on 100% R4; call R9
    """,
    "E: days off": """
        1  2 none -  2 | go on 100% R4
        11 2 none -  2 | ease 75% F9
        12 2 none -  2 | ease 85% F9
        13 2 none -  2 | go on 100% R4
    """,
    "F: a week of bad days is no week off": """
        1  3  none -   3 | go on 100% R4
        2  6  none -   6 | flare-up 100% R2; higher
        3  7  none yes 7 | flare-up 100% R2; higher
        4  6  none yes 6 | flare-up 100% R2; higher
        5  8  none yes - | not today 100% R1; call T5a
        6  9  none -   - | not today 100% R1; call T5a
        7  10 none -   - | not today 100% R1; call T5a; drops?
        8  5  none -   5 | ease 50% R15, R14, R3; call T5a
        9  3  none -   3 | go on 100% R4; call T5a
    """,
    "what did not settle once is less the next time, and no more than that": """
        1  3 none -       5 | go on 100% R4; higher
        2  3 none no      3 | ease 75% R14
        3  3 none -       5 | go on 100% R4; higher
        4  3 none unknown 5 | ease 75% R14; higher
        5  3 none no      3 | ease 75% R14
        6  3 none -       3 | go on 100% R4
    """,
    "what is back on the very day is not asked about, and has settled": """
        1  3 none -   5 | go on 100% R4; higher
        1  3 none -   3 | ease 75% R14
        2  3 none -   3 | go on 100% R4
    """,
    "two sessions a day: the day began with the first, and is asked about as one": """
        1  3 none -   5 | go on 100% R4; higher
        1  5 none -   5 | ease 50% R14, R3
        2  3 none yes 3 | ease 75% R14
        3  3 none -   3 | go on 100% R4
    """,
}


@pytest.mark.parametrize("evenings", EVENINGS)
def test_the_evenings_of_the_review_come_out_as_the_rules_say(evenings: str) -> None:
    found, wanted = played(EVENINGS[evenings])
    assert found == wanted


# --- pain after a session --------------------------------------------------------------


def held(day: int, before: int | None, after: int | None, **more: object) -> Earlier:
    one = Earlier(day, before=before, after=after, is_held=True)
    return one._replace(**more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (3, 4, ""),
        (5, 5, ""),
        (None, 5, ""),
        (
            3,
            5,
            "Pain 3 before, 5 after: higher than before. Rest easy; it should be back to 3 by"
            " tomorrow. I will ask. Next time a quarter less.",
        ),
        (
            6,
            6,
            "Pain 6 before, 6 after: still high. Rest easy; it should be lower by tomorrow. I"
            " will ask. Next time a quarter less.",
        ),
        (
            None,
            6,
            "Pain 6 after: higher than before. Rest easy; it should be lower by tomorrow. I"
            " will ask. Next time a quarter less.",
        ),
        (
            2,
            8,
            "Pain 2 before, 8 after. No more today. Rest as is easiest; move a little when you"
            " can. If it is not lower after a day of rest, see a doctor.",
        ),
    ],
)
def test_pain_after_a_session_is_said_with_its_numbers(
    before: int | None, after: int, said: str
) -> None:
    assert rise_words(rise_of(before, after)) == said


@pytest.mark.parametrize("routine", [FLARE_UP_ROUTINE, REST_ROUTINE])
def test_a_quarter_less_is_not_promised_where_there_is_none(routine: str) -> None:
    assert rise_words(rise_of(6, 7, routine)) == (
        "Pain 6 before, 7 after: higher than before. Rest easy; it should be back to 6 by"
        " tomorrow. I will ask."
    )


@pytest.mark.parametrize("after", range(11))
def test_from_8_after_a_session_there_is_no_other_that_day(after: int) -> None:
    today = (held(10, 2, after),)
    kinds = [
        decide(History(2, Leg.NONE, sessions=today, today=10)).kind,
        decide(History(2, Leg.NONE, today=10, going_on=today[0])).kind,
    ]
    assert [kind is Readiness.NOT_TODAY for kind in kinds] == [after >= 8] * 2
    tomorrow = decide(History(2, Leg.NONE, sessions=today, today=11))
    assert tomorrow.kind is (Readiness.EASE if has_risen(2, after) else Readiness.GO_ON)


def test_no_more_today_names_the_highest_pain_of_the_day() -> None:
    two = (held(10, 2, 3), held(10, 2, 9))
    assert decision_words(decide(History(None, sessions=two, today=10))) == (
        "Pain 9 after the session earlier today: no more today. Rest as is easiest; move a"
        " little when you can."
    )


@pytest.mark.parametrize(
    ("ago", "when"), [(1, "Yesterday"), (2, "Monday"), (4, "Saturday"), (7, "Wednesday")]
)
def test_the_day_that_ended_higher_is_asked_about_by_its_name(ago: int, when: str) -> None:
    today = FIRST + 2  # a Wednesday
    higher = read_standing((held(today - ago, 3, 5),), today).to_ask(today)
    assert higher is not None
    asked = settled_question(higher, today)
    assert asked == f"{when}: pain 3 before, 5 after. Was it back to 3 by the next day?"


def test_what_ended_higher_before_anything_was_done_is_asked_about_too() -> None:
    stopped = Earlier(10, before=3, after=5)
    assert read_standing((stopped,), 11).to_ask(11) == stopped
    assert decide(History(3, Leg.NONE, sessions=(stopped,), today=11)).rule == "R14"
    refused = Earlier(11, before=8, is_refused=True)
    assert read_standing((refused, stopped), 12).higher == stopped


@pytest.mark.parametrize("today", [10, 18])
def test_it_is_not_asked_on_the_same_day_and_not_after_a_week(today: int) -> None:
    now = read_standing((held(10, 3, 5),), today)
    assert now.to_ask(today) is None
    assert (now.higher is None) == (today == 18)


def test_what_was_answered_is_not_asked_again_on_a_day_that_was_refused() -> None:
    refused = Earlier(11, before=8, is_refused=True, settled=Settled.NO)
    now = read_standing((refused, held(10, 3, 5)), 12)
    assert now.to_ask(12) is None
    assert now.unsettled == 1


def test_not_settled_takes_the_no_to_less_away() -> None:
    def decline(settled: Settled) -> bool:
        history = History(3, Leg.NONE, sessions=(held(10, 3, 5),), today=11, settled=settled)
        return decide(history).may_be_declined

    assert [decline(one) for one in Settled] == [True, False, True]


def test_less_after_a_day_that_ended_higher_names_the_day_and_its_numbers() -> None:
    decision = decide(History(3, Leg.NONE, sessions=(held(10, 3, 5),), today=11))
    assert decision_words(decision) == (
        "Yesterday, pain 3 before, 5 after: three quarters of the reps today, and no harder"
        " versions."
    )


def test_two_days_of_rest_are_said_and_then_half() -> None:
    diary = Diary()
    said = []
    for day, settled in ((1, "-"), (2, "no"), (3, "no"), (4, "-"), (5, "-")):
        history = diary.history(day, 3, "none", settled)
        said.append(decision_words(diary.live(history, 5 if day < 3 else 3)))
    assert said[2] == (
        "Twice running it did not settle by the next day: only rest positions and walking,"
        " today and tomorrow. Then half of the reps."
    )
    assert said[3] == (
        "One more day of rest positions and walking. Next time half of the reps."
    )
    assert said[4].startswith("After the days of rest: half of the reps today")


def test_what_was_said_before_a_session_that_goes_on_still_counts() -> None:
    begun = Earlier(11, before=3, is_held=True, settled=Settled.NO)
    history = History(3, Leg.NONE, sessions=(held(10, 3, 5),), today=11, going_on=begun)
    assert not decide(history).may_be_declined
    assert decide(history._replace(going_on=None)).may_be_declined
    bad = tuple(Earlier(day, worst=8) for day in (10, 9))
    waits = History(3, Leg.NONE, sessions=bad, today=11, going_on=Earlier(11))
    assert decide(waits).contacts
    assert not decide(waits._replace(going_on=Earlier(11, has_talked=True))).contacts


# --- steady ----------------------------------------------------------------------------


def days(*pains: int) -> tuple[tuple[int, int], ...]:
    """Entries of the last days, the latest pain last."""
    return tuple((ago, pain) for ago, pain in enumerate(reversed(pains), 1))


@pytest.mark.parametrize(
    ("pains", "usual"),
    [
        ((4, 4, 4, 4, 4, 4, 4), 4),
        ((4, 5, 4, 4, 5, 4, 4), 4),
        ((3, 4, 4, 4, 4, 5, 5), None),
        ((4, 4, 4, 4, 5, 5, 5), None),
        ((4, 4, 4, 4, 4, 5, 5), 4),
        ((5, 5, 5, 4, 4, 4, 4), 4),
        ((2, 2, 3, 3, 3, 3, 4), None),
    ],
)
def test_a_diary_that_rises_is_never_a_baseline(pains: tuple[int, ...], usual: int) -> None:
    assert baseline(days(*pains)) == usual


@pytest.mark.parametrize(
    ("afters", "is_steady"),
    [
        ((4, 4), True),
        ((6, 4), False),
        ((4, 6), False),
        ((4, 4, 6), True),
        ((None, 4, 6), False),
    ],
)
def test_a_session_that_ended_higher_is_no_sign_of_steady(
    afters: tuple[int | None, ...], is_steady: bool
) -> None:
    """The latest first; one of which the end is not known tells nothing."""
    sessions = tuple(held(20 - ago, 4, after) for ago, after in enumerate(afters))
    assert (baseline(days(*[4] * 7), sessions) is not None) is is_steady


# --- days that are bad -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("pain", "before", "asked"),
    [
        (9, {1: 9}, True),
        (10, {1: 10}, True),
        (8, {1: 10}, False),
        (9, {1: 8}, False),
        (9, {2: 9}, True),
        (9, {3: 9}, False),
        (9, {1: 5, 2: 9}, False),
        (9, {0: 9}, False),
        (9, {}, False),
        (None, {1: 9}, False),
    ],
)
def test_on_the_second_day_of_9_or_10_it_is_asked_whether_it_drops(
    pain: int | None, before: dict[int, int], asked: bool
) -> None:
    sessions = tuple(Earlier(20 - ago, worst=worst) for ago, worst in before.items())
    assert asks_whether_it_drops(pain, sessions, 20) is asked


@pytest.mark.parametrize(
    ("pains", "waits"),
    [
        ({2: 7, 0: 7}, True),
        ({3: 7, 0: 7}, False),
        ({1: 10, 0: 6}, False),
        ({1: 7, 0: 8}, True),
        ({0: 8}, False),
    ],
)
def test_pain_of_7_on_2_of_3_days_is_time_to_talk(pains: dict[int, int], waits: bool) -> None:
    sessions = tuple(Earlier(20 - ago, worst=pain) for ago, pain in sorted(pains.items()))
    assert bool(read_standing(sessions, 20).contacts) is waits


def test_time_to_talk_waits_until_the_user_has_talked_and_then_is_quiet_for_two_weeks() -> None:
    bad = tuple(Earlier(day, worst=8) for day in (11, 10))
    assert read_standing(bad, 40).contacts[0].since == 11
    talked = (Earlier(12, worst=3, has_talked=True), *bad)
    assert read_standing(talked, 40).contacts == ()
    for day, waits in ((25, False), (26, True)):
        again = tuple(Earlier(one, worst=8) for one in (day, day - 1))
        assert bool(read_standing((*again, *talked), day).contacts) is waits
    leg = Earlier(13, leg=Leg.FURTHER)
    other = read_standing((leg._replace(day=14), leg, *talked), 14).contacts
    assert [contact.rule for contact in other] == ["R9"]


def test_time_to_talk_is_told_once_a_day_and_when_there_is_more_of_it() -> None:
    bad = tuple(Earlier(day, worst=8) for day in (11, 10))
    assert tells_contact(History(3, Leg.NONE, sessions=bad, today=12))
    today = (Earlier(12, worst=3, is_held=True), *bad)
    assert not tells_contact(History(3, Leg.NONE, sessions=today, today=12))
    legs = (Earlier(12, worst=3, leg=Leg.FURTHER, is_held=True), *bad)
    assert tells_contact(History(3, Leg.FURTHER, sessions=legs, today=12))
    assert not tells_contact(History(3, Leg.NONE, today=12))
    going_on = Earlier(12, worst=3, is_held=True)
    assert not tells_contact(History(3, Leg.NONE, sessions=bad, today=12, going_on=going_on))


def test_days_that_were_refused_are_not_called_days_off() -> None:
    last = held(1, 3, 3)
    refused = tuple(Earlier(day, before=9, worst=9, is_refused=True) for day in (9, 8))
    history = History(3, Leg.NONE, days_off=9, sessions=(*refused, last), today=10)
    assert decision_words(decide(history)) == (
        "It has been a hard week: half of the reps, and no harder versions."
    )
    assert decision_words(decide(history._replace(sessions=(last,)))).startswith(
        "9 days off. Welcome"
    )
    once = history._replace(sessions=(refused[0], last), days_off=3)
    assert decision_words(decide(once)).startswith("After a day that was too much: half")


def test_weeks_of_days_that_were_refused_lighten_as_much_as_days_off() -> None:
    refused = tuple(Earlier(day, before=9, is_refused=True) for day in (39, 38))
    history = History(3, Leg.NONE, days_off=30, sessions=(*refused, held(10, 3, 3)), today=40)
    decision = decide(history)
    assert (decision.factor, decision.start_dose, decision.phases_back) == (0.5, True, 1)
    assert "Welcome back" not in decision_words(decision)


def test_less_is_one_wish_away_on_a_good_day_and_never_more() -> None:
    wished = decide(History(2, Leg.NONE, wants_less=True))
    assert (wished.kind, wished.factor, wished.rule) == (Readiness.EASE, 0.75, "F8")
    assert decide(History(5, Leg.NONE, wants_less=True)).factor == 0.5
    for stricter in (History(6), History(2, Leg.FURTHER), History(9)):
        assert decide(stricter._replace(wants_less=True)) == decide(stricter)


def test_something_new_is_half_and_is_not_to_be_declined() -> None:
    decision = decide(History(2, Leg.NONE, something_new=True))
    assert (decision.kind, decision.factor, decision.rule) == (Readiness.EASE, 0.5, "G4")
    assert not decision.may_be_declined
    assert decision_words(decision).endswith("Tell your therapist; I will ask again next time.")


# At the edges of the numbers


def flare_up(day: int, before: int = 5, after: int = 6) -> Earlier:
    return Earlier(day, before, after, after, routine=FLARE_UP_ROUTINE, is_held=True)


@pytest.mark.parametrize(("later", "is_left"), [(1, True), (7, True), (8, False)])
def test_two_flare_up_days_are_running_while_a_week_lies_between_them(
    later: int, is_left: bool
) -> None:
    assert read_standing((flare_up(later), flare_up(0)), later).is_flare_up_worse is is_left


def test_two_flare_up_sessions_of_one_day_are_one_day() -> None:
    assert not read_standing((flare_up(3), flare_up(3)), 3).is_flare_up_worse
    assert read_standing((flare_up(4), flare_up(3), flare_up(3)), 4).is_flare_up_worse


def refused(day: int) -> Earlier:
    return Earlier(day, 8, worst=8, is_refused=True)


@pytest.mark.parametrize(("today", "days"), [(7, (0, 1)), (8, (1,)), (9, ())])
def test_refused_days_are_remembered_for_a_week_each_once(
    today: int, days: tuple[int, ...]
) -> None:
    assert read_standing((refused(1), refused(0), refused(0)), today).refused == days


def test_of_two_sessions_of_a_day_that_ended_higher_the_first_says_where_it_began() -> None:
    second = Earlier(0, 5, 6, 6, is_held=True)
    first = Earlier(0, 2, 5, 5, is_held=True)
    higher = read_standing((second, first), 1).to_ask(1)
    assert higher is not None
    assert settled_question(higher, 1) == (
        "Yesterday: pain 2 before, 6 after. Was it back to 2 by the next day?"
    )
    assert read_standing((second, first._replace(day=-1)), 1).to_ask(1) == second


@pytest.mark.parametrize(("after", "rests"), [(None, True), (3, False)])
def test_a_session_after_which_no_pain_was_said_settles_nothing(
    after: int | None, rests: bool
) -> None:
    evenings = (
        Earlier(3, 3, worst=3, settled=Settled.NO),
        Earlier(2, 3, 5, 5, is_held=True),
        Earlier(1, 3, after, 3, settled=Settled.NO, is_held=True),
        Earlier(0, 3, 5, 5, is_held=True),
    )
    assert read_standing(evenings, 3).rests(3) is rests


def test_time_to_talk_is_true_since_the_day_on_which_it_became_so() -> None:
    bad = tuple(Earlier(day, 7, worst=7) for day in (3, 2, 1))
    (contact,) = read_standing(bad, 3).contacts
    assert (contact.rule, contact.since) == ("T5a", 2)
    said = contact_words((contact,))
    assert said.endswith("Pain was 7 or more on each of the last 3 days.")


@pytest.mark.parametrize(("today", "last"), [(4, "yesterday"), (9, "6 days ago")])
def test_bad_days_that_are_over_are_not_called_the_last_days(today: int, last: str) -> None:
    bad = tuple(Earlier(day, 7, worst=7) for day in (3, 1))
    said = contact_words(read_standing(bad, today).contacts)
    assert said.endswith(f"Pain was 7 or more on 2 days, the last {last}.")


# --- what a plan stops for the leg -----------------------------------------------------


@pytest.mark.parametrize(
    ("latest_first", "is_down"),
    [
        ((), False),
        ((Leg.NONE, Leg.SAME), False),
        ((Leg.FURTHER,), True),
        ((Leg.NONE, Leg.CLOSER, Leg.FURTHER), True),
        (("talked", Leg.FURTHER), False),
        ((Leg.NONE, "talked", Leg.FURTHER), False),
        ((Leg.FURTHER, "talked"), True),
    ],
)
def test_a_leg_that_went_down_stays_so_until_somebody_was_talked_to(
    latest_first: tuple[Leg | str, ...], is_down: bool
) -> None:
    said = [
        Earlier(1, has_talked=True) if one == "talked" else Earlier(1, leg=Leg(one))
        for one in latest_first
    ]
    assert leg_went_down(said) is is_down
