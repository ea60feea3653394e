"""It hurts: what follows from a number, rules R6-R8 and R2 of clinical D5."""

from __future__ import annotations

import pytest

from backpt.session.pain import Answer, judge

GO_ON, EASE, REST = Answer.GO_ON, Answer.EASE, Answer.REST_THEN_ASK


def judged(before: int | None) -> list[Answer]:
    return [judge(pain, before, again=False, on_skin=False) for pain in range(11)]


@pytest.mark.parametrize("before", [None, 0, 3, 5])
def test_from_6_on_it_stops_and_from_4_on_it_eases(before: int | None) -> None:
    assert judged(before) == [GO_ON] * 4 + [EASE] * 2 + [REST] * 5


@pytest.mark.parametrize("before", [6, 7])
def test_who_began_with_6_or_7_stops_at_one_more(before: int) -> None:
    assert judged(before) == [GO_ON] * 4 + [EASE] * (before - 3) + [REST] * (10 - before)


@pytest.mark.parametrize(
    ("before", "pain", "ends"), [(2, 6, True), (6, 6, False), (6, 7, True)]
)
def test_asked_again_the_same_line_ends_the_session(before: int, pain: int, ends: bool) -> None:
    answer = judge(pain, before, again=True, on_skin=False)
    assert (answer is Answer.END_SESSION) == ends


def test_on_the_skin_the_line_stays_where_it_is() -> None:
    assert judge(6, 6, again=False, on_skin=True) is Answer.END_EXERCISE
