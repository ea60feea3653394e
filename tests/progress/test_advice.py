"""One headline, when it is said again, and what a call quiets."""

from __future__ import annotations

import pytest

from backpt.language.en import weeks
from backpt.progress.advice import advise, history, may_say, said_again
from backpt.progress.entry import Source
from backpt.progress.rules import Ruling
from backpt.safety.days import Leg
from backpt.safety.rows import AdviceLevel
from backpt.safety.tables import AGAIN_DAYS, QUIET_DAYS, WEEKS
from tests.progress.diary import FIRST, Diary


def steady(days: int = 60) -> Diary:
    return Diary().pains([4] * days)


def test_the_headline_is_the_strictest_and_the_rest_is_there_too() -> None:
    diary = steady(15)
    diary.pain(14, 8, 20.0)
    assert [one.rule for one in diary.advice(14).holding][:2] == ["T3b", "R1"]
    signs = advise(diary.course(14, signs=("E1",)))
    assert signs.headline is not None
    assert (signs.headline.rule, signs.headline.level) == ("E1", AdviceLevel.EMERGENCY)


def test_the_same_is_said_once_in_seven_days_and_all_of_its_day() -> None:
    diary = steady()
    diary.tell(14, diary.advice(14))
    said = [day for day in range(14, 30) if may_say(diary.advice(day))]
    assert said == [14, *range(14 + AGAIN_DAYS, 30)]
    assert said_again(diary.advice(16)) == FIRST + 14 + AGAIN_DAYS


def test_urgent_is_said_every_time_and_of_nothing_there_is_no_next_time() -> None:
    diary = Diary().pains([9, 9])
    diary.tell(1, diary.advice(1))
    diary.pain(2, 9)
    assert may_say(diary.advice(2))
    assert said_again(diary.advice(2)) is None
    assert weeks.again(diary.advice(2)) == ""
    assert not may_say(Diary().advice(0))
    assert said_again(Diary().advice(0)) is None


def test_a_level_that_rises_is_said_at_once() -> None:
    diary = steady(50)
    diary.tell(40, diary.advice(40))
    assert not may_say(diary.advice(41))
    assert diary.headline(42) == "T3c"
    assert may_say(diary.advice(42)), "another rule"


@pytest.mark.parametrize(("worse", "may"), [(8, False), (9, True)])
def test_a_number_is_news_when_it_has_risen_by_one(worse: int, may: bool) -> None:
    diary = Diary().pains([8, 8])
    diary.tell(1, diary.advice(1))
    diary.pain(2, worse)
    assert diary.headline(2) == "T5a"
    assert may_say(diary.advice(2)) is may


def test_a_call_quiets_contact_for_fourteen_days() -> None:
    diary = steady()
    diary.call(20)
    quiet = [day for day in range(20, 41) if diary.headline(day) is None]
    assert quiet == [*range(20, 20 + QUIET_DAYS)]
    advice = diary.advice(21)
    assert advice.quiet_until == FIRST + 20 + QUIET_DAYS
    assert any(one.rule == "T3b" and one.holds for one in advice.findings), "why still tells"


def test_who_said_so_before_a_session_has_called_too() -> None:
    diary = steady()
    diary.held(20, 4, 4, has_talked=True)
    assert diary.headline(21) != "T3b"


def test_a_call_never_quiets_emergency_urgent_nor_what_got_worse() -> None:
    diary = steady()
    diary.call(20)
    assert advise(diary.course(21, signs=("U5",))).headline is not None
    for day in (21, 22):
        diary.pain(day, 8, 13.0)
        diary.pain(day, 8, 14.0)
    assert diary.headline(22) == "T5a"
    diary.pain(21, 9, 15.0)
    diary.pain(22, 9, 15.0)
    assert diary.headline(22) == "U10"


def test_a_call_quiets_what_was_bad_already_until_it_is_worse() -> None:
    diary = Diary().pains([8, 8])
    diary.call(1)
    diary.pain(2, 8)
    assert diary.headline(2) == "R1", "not today, but no reminder to call"
    diary.pain(3, 9)
    assert diary.headline(3) == "T5a"


def test_a_call_does_not_quiet_what_is_no_contact() -> None:
    diary = Diary().pains([4] * 8)
    diary.call(7)
    assert diary.headline(7) == "T3a"


def test_history_tells_each_past_day_from_what_is_known_of_it_now() -> None:
    diary = steady(20)
    told = history(diary.course(19), 10)
    heads = [None if one.headline is None else one.headline.rule for one in told]
    assert heads == ["T3a"] * 4 + ["T3b"] * 6
    assert [one.today - FIRST for one in told] == list(range(10, 20))


# --- words -----------------------------------------------------------------------------


def said(diary: Diary, day: int) -> str:
    return " ".join(weeks.headline(diary.advice(day)))


def test_a_headline_has_its_numbers_who_to_talk_to_and_when_it_comes_again() -> None:
    diary = Diary().pains([4] * 28 + [6] * 10)
    assert said(diary, 37) == (
        "The last 7 days 6.0, the four weeks before 4.2: up 1.8, more than your days usually"
        " differ (0.9). Time to talk to a physical therapist or doctor. I will say so again in"
        " 7 days, or when it changes."
    )


def test_nobody_whose_pain_rose_in_the_first_week_is_told_to_wait() -> None:
    for pains, is_more in (([3, 3, 3, 3, 4, 4, 4, 4], True), ([3, 3, 3, 3, 3, 4, 4, 4], False)):
        advice = Diary().pains(pains).advice(7)
        assert advice.headline is not None
        assert advice.headline.rule == "T3a"
        said = weeks.headline(advice)[0]
        assert ("That is more. If it goes on rising, do not wait" in said) is is_more
        assert ("Give it another week" in said) is not is_more


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (7, "One week since this began: 4.0 then, 4.0 now. Give it another week;"),
        (14, "2 weeks since this began: 4.0 at first, 4.0 now, no real change. Time"),
        (
            42,
            "6 weeks since this began, and the last 7 days are still at 4.0 on average. Please",
        ),
        (
            90,
            "12 weeks since this began, and the last 7 days are still at 4.0 on average. Ask a",
        ),
    ],
)
def test_no_change_is_said_with_the_time_that_has_passed(day: int, words: str) -> None:
    assert said(steady(91), day).startswith(words)


def everything() -> list[tuple[Ruling, int]]:
    """Every ruling that holds on a day of a diary that has nearly all of them."""
    diary = Diary().pains([9, 9, *[1] * 14, 5, 5])
    for day in (0, 1):
        diary.held(day, 6, 8, routine="flare-up-day", unsure=("bird-dog",))
        diary.pack(day, 5, 5)
        diary.pack(day, 5, 5, hour=21.0)
        diary.pain(day, 9, leg=Leg.FURTHER, woken=True, limited=3, tingling=True)
    courses = [
        diary.course(day, signs=("E1", "E8", "U3"), adherence=0.4) for day in (0, 1, 2, 8, 17)
    ]
    courses += [steady(91).course(day) for day in (7, 14, 42, 90)]
    courses += [Diary().pains([4] * 28 + [6] * 10).course(37), Diary().pains([4]).course(9)]
    return [(one, course.today) for course in courses for one in advise(course).holding]


def test_every_ruling_that_holds_is_a_sentence_with_nothing_left_open() -> None:
    found = everything()
    assert len({one.rule for one, _ in found}) >= 15
    for one, today in found:
        words = weeks.sentence(one, today, {"bird-dog": "Bird dog"})
        assert words.endswith("."), words
        assert "None" not in words
        assert "bird-dog" not in words
        assert not {"missed", "failed", "should", "diagnosis"} & set(words.lower().split())
        assert "you may have" not in words.lower()


def test_why_has_a_line_for_each_rule_and_tells_what_is_not_known() -> None:
    lines = {
        rule: (said, looked_at) for rule, said, looked_at in weeks.why(steady().advice(14))
    }
    said, looked_at = lines["T3b"]
    assert said.startswith("holds (contact): 14 days since the start, and the last week not")
    assert looked_at == (
        "Days since this began: 14; mean of the first days: 4.0; mean of the last days: 4.0."
    )
    assert lines["T2"][0].startswith("does not hold (contact): the mean of the last 7 days is")
    assert lines["T2"][1].startswith("Mean of the last days: 4.0; last days looked at: 7;")
    assert lines["T7"] == (
        "cannot be told (contact): woken by pain in 3 of 7 nights.",
        "Nights woken by pain: 0; nights with an answer: 0.",
    )
    assert lines["R15"][1] == "", "nothing was said of it"
    assert list(lines) == [one.id for one in WEEKS]


def test_why_names_each_rule_in_words_and_says_of_no_input_that_there_is_none() -> None:
    for one, today in everything():
        said, looked_at = weeks.explain(one)
        assert f"({weeks.level(one.level)}): " in said, today
        assert said.endswith((".", "?")), said
        assert not {"None", "true", "false"} & set(looked_at.replace(";", " ").split())
    held = Diary()
    held.held(0, 3, 5)
    assert (
        weeks.explain(held.finding("R14", 0))[1]
        == "Pain before it: 3; pain after it: 5; day: 1 Dec."
    )


def test_in_answer_to_entries_it_is_said_once_a_day_and_again_when_its_number_rises() -> None:
    diary = Diary().pains([7, 7])
    assert may_say(diary.advice(1), all_day=False)
    diary.tell(1, diary.advice(1))
    assert may_say(diary.advice(1))
    assert not may_say(diary.advice(1), all_day=False)
    diary.pain(1, 3, 20.0)
    assert not may_say(diary.advice(1), all_day=False), "it fell"
    diary.pain(1, 8, 21.0)
    assert may_say(diary.advice(1), all_day=False), "it rose"


def test_what_is_true_of_today_only_is_not_promised_again_in_a_week() -> None:
    diary = Diary().pains([8])
    assert diary.headline(0) == "R1"
    assert said_again(diary.advice(0)) is None
    assert weeks.again(diary.advice(0)) == ""


def test_a_quiet_word_and_a_line_of_history_have_a_date() -> None:
    diary = steady(40)
    diary.call(20)
    assert weeks.quiet(diary.advice(21)) == (
        "You have talked to somebody: no reminder until 4 Jan."
    )
    assert weeks.quiet(diary.advice(19)) == ""
    assert weeks.history_line(diary.advice(19)).startswith("20 Dec  2 weeks since this began")
    assert weeks.history_line(Diary().advice(0)) == "1 Dec  no advice"


def test_an_entry_of_the_week_alone_gives_no_headline() -> None:
    diary = Diary()
    diary.pain(0, source=Source.WEEKLY, worst=9)
    assert diary.headline(0) is None


def test_pain_that_rises_on_the_day_of_a_call_after_it_is_news() -> None:
    diary = Diary().pains([7, 7])
    diary.call(1)  # at 21:00
    assert diary.headline(1) is None
    diary.pain(1, 7, 22.0)
    assert diary.headline(1) is None, "it is no worse"
    diary.pain(1, 9, 22.5)
    assert diary.headline(1) == "T5a"
    assert diary.headline(2) == "T5a"
