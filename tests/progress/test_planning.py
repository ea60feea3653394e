"""The rows that a wish adds to a plan: what they replace, and which doubts are new."""

from __future__ import annotations

from backpt.progress.plan import Away, Counting, Plan, Visit, planned
from backpt.progress.plan_doubts import Meant
from backpt.progress.planning import (
    Stamp,
    Terms,
    back_rows,
    coming,
    ended_rows,
    new_doubts,
    planned_row,
)

TODAY = 740_000


class Stamped:
    """Makes stamps that are each later than the one before."""

    def __init__(self) -> None:
        self.many = 0

    def __call__(self) -> Stamp:
        self.many += 1
        return Stamp(f"s{self.many}", 1000.0 + self.many, 0)


def core(uid: str = "p1", first: int = TODAY - 7, last: int = TODAY + 20) -> Plan:
    return Plan(uid, 1.0, 0, "core", "Core", (0, 2, 4), first, last)


def test_a_plan_takes_the_place_of_the_one_of_the_same_routine_that_is_still_to_come() -> None:
    old, other = core(), core("p2")._replace(routine="tilts", name="Tilts")
    there = coming(planned((old, other), (), ()), TODAY)
    row = planned_row(
        there, Stamped()(), ("core", "Core"), (1,), Terms(TODAY, TODAY + 6, 1080, "coffee")
    )
    assert row == Plan(
        "s1", 1001.0, 0, "core", "Core", (1,), TODAY, TODAY + 6, 1080, "coffee", replaces="p1"
    )
    over = coming(planned((core(last=TODAY - 1),), (), ()), TODAY)
    assert over == ()
    fresh = planned_row(over, Stamped()(), ("core", "Core"), (1,), Terms(TODAY, TODAY + 6))
    assert fresh.replaces == ""


def test_what_ends_ends_today_and_what_has_not_begun_never_begins() -> None:
    later = core("p2", TODAY + 7, TODAY + 30)
    plans = planned((core(), later._replace(routine="tilts")), (), ())
    rows = ended_rows(coming(plans, TODAY), TODAY, Stamped())
    assert [(one.replaces, one.first, one.days) for one in rows] == [
        ("p1", TODAY, ()),
        ("p2", TODAY + 7, ()),
    ]
    after = planned((core(), later._replace(routine="tilts"), *rows), (), ())
    assert after.spans == (Counting(core(), TODAY - 7, TODAY - 1),)


def test_who_is_back_is_away_until_the_day_before_and_has_no_visit_that_day() -> None:
    away, visit = Away("a", 1.0, 0, TODAY - 2, TODAY + 5), Visit("v", 1.0, 0, TODAY)
    plan = planned((), (away,), (visit,))
    aways, visits = back_rows(plan, TODAY, Stamped())
    after = planned((), (away, *aways), (visit, *visits))
    assert after.is_away(TODAY - 1)
    assert not after.is_away(TODAY)
    assert not after.is_visit(TODAY)
    assert back_rows(plan, TODAY + 6, Stamped()) == ((), ())


def test_a_doubt_about_what_was_planned_before_is_not_said_again() -> None:
    many = Meant("Tilts", (0, 1, 2), high=2)
    assert [one.name for one in new_doubts([Meant("Core", (0,), low=3)], [many])] == ["Core"]
    assert new_doubts([Meant("Walk", (0,))], [many]) == ()
    close = new_doubts([Meant("Core", (1,), apart=1)], [Meant("Legs", (0,), apart=1)])
    assert [one.kind for one in close] == ["close"], "the two of them have no day between"
