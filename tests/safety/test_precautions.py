"""Precautions over a routine: left out by name, replaced, warned, cleared; never silently."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.language import speech
from backpt.language.en.clearance import (
    adapted_lines,
    ground_words,
    note_words,
    refused_words,
    why_words,
)
from backpt.prescription.model import (
    Exercise,
    Item,
    Level,
    Library,
    Precaution,
    Rest,
    Routine,
    Work,
    prescribe,
    single,
)
from backpt.safety.answers import Profile
from backpt.safety.precautions import Adapted, Effect, apply, care_on, notes_on, why_blocked
from backpt.session.compile import flatten
from tests.builders import cold, exercise, routine, shipped, work

BLOCKS = Precaution("BAD", Level.BLOCK, "Something is bad.")
WARNS = Precaution("SORE", Level.WARN, "Something is sore.", do="Go easy.")
SHIPPED = shipped()


def made(name: str, avoid: str = "", easier: str | None = None, **more: object) -> Exercise:
    one = exercise(name)._replace(
        avoid=tuple(avoid.split()), easier=easier, sources=("GK",), dose=work().dose
    )
    return one._replace(**more)  # type: ignore[arg-type]  # what a test wants different


def library(*exercises: Exercise) -> Library:
    precautions = {one.id: one for one in (BLOCKS, WARNS)}
    return Library({one.id: one for one in exercises}, {}, {}, precautions)


def profile(*codes: str) -> Profile:
    return Profile(codes=frozenset(codes), screened=True)


def done(adapted: Adapted) -> list[str]:
    return [
        item.exercise.id if isinstance(item, Work) else type(item).__name__
        for item in adapted.routine.items
    ]


HARD, MIDDLE, EASY = made("Hard", "BAD", "middle"), made("Middle", "BAD", "easy"), made("Easy")
OTHER = made("Other", "SORE")
LADDER = library(HARD, MIDDLE, EASY, OTHER)


def test_without_precautions_nothing_changes() -> None:
    asked = routine(work(HARD), work(OTHER))
    assert apply(asked, LADDER, Profile()) == Adapted(asked)


def test_a_blocked_exercise_is_replaced_by_the_first_allowed_one_in_its_own_dose() -> None:
    asked = routine(work(HARD, reps=(9, 9)), work(OTHER))
    adapted = apply(asked, LADDER, profile("BAD"))
    assert done(adapted) == ["easy", "other"]
    assert adapted.routine.items[0] == Work(EASY, EASY.dose)
    assert adapted_lines(adapted) == ("Easy instead of Hard. Something is bad.",)


def test_one_that_the_routine_has_already_is_not_done_twice() -> None:
    adapted = apply(routine(work(EASY), work(HARD), work(MIDDLE)), LADDER, profile("BAD"))
    assert done(adapted) == ["easy", "Rest", "Rest"]
    assert adapted_lines(adapted) == ("Left out for you: Hard, Middle. Something is bad.",)


def test_two_blocked_ones_share_no_replacement() -> None:
    adapted = apply(routine(work(HARD), work(MIDDLE)), LADDER, profile("BAD"))
    assert done(adapted) == ["easy", "Rest"]


def test_where_the_ladder_ends_it_is_left_out_by_name_and_keeps_its_number() -> None:
    alone = made("Alone", "BAD")
    adapted = apply(routine(work(alone), work(EASY)), library(alone, EASY), profile("BAD"))
    assert adapted.routine.items[0] == Rest(0.0)
    assert adapted_lines(adapted) == ("Left out for you: Alone. Something is bad.",)
    assert {step.place.item for step in flatten(adapted.routine, speech)} == {1}


def test_a_ladder_that_goes_in_circles_ends() -> None:
    one, two = made("One", "BAD", "two"), made("Two", "BAD", "one")
    assert done(apply(routine(work(one)), library(one, two), profile("BAD"))) == ["Rest"]


def test_a_warned_one_stays_and_says_why_and_what_to_do() -> None:
    adapted = apply(routine(work(OTHER)), LADDER, profile("SORE"))
    assert done(adapted) == ["other"]
    assert adapted_lines(adapted) == ("Careful with Other. Something is sore. Go easy.",)
    assert cares(adapted) == [("Go easy.",)]


def cares(adapted: Adapted) -> list[tuple[str, ...]]:
    return [item.care for item in adapted.routine.items if isinstance(item, Work)]


def test_an_exercise_says_in_its_own_words_what_to_do_there() -> None:
    own = made("Own", "SORE", careful=(("SORE", "Lift only a little."),))
    adapted = apply(routine(work(own), work(OTHER)), library(own, OTHER), profile("SORE"))
    assert cares(adapted) == [("Lift only a little.",), ("Go easy.",)]
    assert adapted_lines(adapted) == (
        "Careful with Own. Something is sore. Lift only a little.",
        "Careful with Other. Something is sore. Go easy.",
    )


def test_an_older_prescription_is_told_what_to_do_in_todays_words() -> None:
    today = OTHER._replace(careful=(("SORE", "Lift only a little."),))
    adapted = apply(routine(work(OTHER)), library(today), profile("SORE"))
    assert cares(adapted) == [("Lift only a little.",)]


def test_who_has_no_such_precaution_any_more_is_told_nothing_where_it_goes_on() -> None:
    before = apply(routine(work(OTHER)), LADDER, profile("SORE")).routine
    assert cares(apply(before, LADDER, Profile())) == [()]


def test_a_cleared_one_says_no_less_of_what_only_warns() -> None:
    cleared = made("Hard", "BAD SORE", cleared=("Dr. Who", "2026-11-01"))
    adapted = apply(routine(work(cleared)), library(cleared), profile("BAD", "SORE"))
    assert cares(adapted) == [("Go easy.",)]


@pytest.mark.parametrize("id_", SHIPPED.exercises)
def test_a_warning_of_the_library_always_says_what_to_do_with_a_verb(id_: str) -> None:
    one = SHIPPED.exercises[id_]
    for code, known in SHIPPED.precautions.items():
        said = care_on(one, SHIPPED, {code})
        assert bool(said) == (code in one.avoid and known.level is Level.WARN), code
        for sentence in said:
            assert sentence.split()[0] in VERBS, sentence
            assert sentence.endswith("."), sentence
            assert len(sentence.split()) <= MOST_WORDS, sentence


VERBS = frozenset(
    {
        *("Bend", "Carry", "Come", "Have", "Hold", "Keep", "Kneel", "Leave", "Let", "Lift"),
        *(
            "Move",
            "Put",
            "Rise",
            "Shift",
            "Sit",
            "Skip",
            "Slide",
            "Step",
            "Stay",
            "Straighten",
            "Tip",
            "Use",
        ),
        *("Take", "Walk"),
    }
)
MOST_WORDS = 16
"""It is heard while getting into place: no longer than a cue."""


def test_a_replacement_that_is_warned_says_that_too() -> None:
    hard, easy = made("Hard", "BAD", "easy"), made("Easy", "SORE")
    adapted = apply(routine(work(hard)), library(hard, easy), profile("BAD", "SORE"))
    assert [note.effect for note in adapted.notes] == [Effect.REPLACED, Effect.WARNED]


def test_asked_for_by_itself_it_is_refused_and_what_is_allowed_is_named() -> None:
    adapted = apply(single(HARD), LADDER, profile("BAD"))
    assert adapted.refused is not None
    assert refused_words(adapted.refused) == (
        "Hard is not for you now. Something is bad. Easy is allowed: backpt session easy"
    )
    alone = made("Alone", "BAD")
    refused = apply(single(alone), library(alone), profile("BAD")).refused
    assert refused is not None
    assert refused_words(refused) == ("Alone is not for you now. Something is bad.")
    assert apply(single(OTHER), LADDER, profile("BAD")).refused is None


def test_packs_around_a_blocked_exercise_do_not_let_it_through() -> None:
    asked = single(HARD)._replace(items=(*single(HARD).items, cold(cycles=1)))
    assert apply(asked, LADDER, profile("BAD")).refused


def test_a_routine_of_which_nothing_is_left_is_refused_with_the_reason() -> None:
    one, two = made("One", "BAD"), made("Two", "BAD")
    adapted = apply(routine(work(one), work(two)), library(one, two), profile("BAD"))
    assert adapted.refused is not None
    said = refused_words(adapted.refused)
    assert said == "Nothing of Evening is left for you now. Something is bad."


def test_cleared_by_somebody_it_stays_and_that_is_said() -> None:
    cleared = made("Hard", "BAD", "easy", cleared=("Dr. Who", "2026-11-01"))
    adapted = apply(routine(work(cleared)), library(cleared, EASY), profile("BAD"))
    assert done(adapted) == ["hard"]
    assert adapted_lines(adapted) == (
        "Kept for you: Hard, allowed by Dr. Who (2026-11-01). Something is bad.",
    )


def test_nothing_is_cleared_against_a_sign_that_no_clinician_has_seen() -> None:
    cleared = made("Hard", "BAD", cleared=("Dr. Who", "2026-11-01"))
    blocked = Profile(codes=frozenset({"BAD"}), signs=("E1",))
    adapted = apply(routine(work(cleared), work(EASY)), library(cleared, EASY), blocked)
    assert done(adapted) == ["Rest", "Rest"]
    assert adapted.refused


def test_after_surgery_every_exercise_is_blocked_whatever_it_says_itself() -> None:
    for one in SHIPPED.exercises.values():
        assert why_blocked(one, SHIPPED, profile("POSTOP")), one.id


def test_who_ticked_a_broken_bone_is_not_told_of_surgery_alone() -> None:
    (ground,) = why_blocked(SHIPPED.exercises["bridge"], SHIPPED, profile("POSTOP"))
    why = ground_words(ground)
    assert "urgery" in why
    assert "broken bone" in why
    assert "12 weeks" in why


def test_an_exercise_that_was_cleared_is_still_blocked_after_surgery() -> None:
    cleared = made("Hard", "BAD", cleared=("Dr. Who", "2020-01-01"))
    adapted = apply(routine(work(cleared)), library(cleared), profile("BAD", "POSTOP"))
    assert done(adapted) == ["Rest"]
    assert adapted.refused


def test_a_code_that_the_library_does_not_know_blocks() -> None:
    odd = made("Odd", "NEW_CODE")
    (ground,) = why_blocked(odd, library(odd), profile("NEW_CODE"))
    assert "NEW_CODE" in ground_words(ground)


def test_an_exercise_that_nobody_checked_says_so_to_whom_it_matters() -> None:
    own = exercise("Towel squeeze")
    assert own.unchecked
    (note,) = notes_on(own, library(own), profile("SORE"))
    assert "No safety check for this one" in note_words(note)
    assert notes_on(own, library(own), Profile()) == ()


def test_what_was_begun_is_left_out_rather_than_swapped() -> None:
    adapted = apply(routine(work(HARD), work(EASY)), LADDER, profile("BAD"), replace=False)
    assert done(adapted) == ["Rest", "easy"]


def test_todays_codes_count_for_an_older_prescription_too() -> None:
    older = HARD._replace(avoid=())
    assert why_blocked(older, LADDER, profile("BAD"))
    no_longer_in_the_library = made("Gone", "BAD")
    assert why_blocked(no_longer_in_the_library, LADDER, profile("BAD"))


# --- whatever the profile --------------------------------------------------------------

CODES = sorted(SHIPPED.precautions)
PROFILES = st.builds(
    Profile,
    codes=st.sets(st.sampled_from(CODES)).map(frozenset),
    signs=st.sampled_from([(), (), (), ("E1",), ("U5", "DVT")]),
    screened=st.just(True),
)


def routines() -> st.SearchStrategy[Routine]:
    """The shipped routines, and any exercises of the library in any order and number."""
    some = st.lists(st.sampled_from(sorted(SHIPPED.exercises)), min_size=1, max_size=8)
    mixed = some.map(
        lambda ids: Routine(
            "mixed",
            "Mixed",
            tuple(Work(SHIPPED.exercises[id_], SHIPPED.exercises[id_].dose) for id_ in ids),
        )
    )
    whole = st.sampled_from(sorted(SHIPPED.routines)).map(lambda id_: prescribe(SHIPPED, id_))
    return st.one_of(whole, mixed)


def blocking(one: Exercise, who: Profile) -> set[str]:
    """The codes that block ``one``, written out anew."""
    codes = set(one.avoid) & who.codes
    blocks = {code for code in codes if SHIPPED.precautions[code].level is Level.BLOCK}
    return blocks | ({"POSTOP"} & who.codes) | set(who.signs)


@given(routines(), PROFILES, st.booleans())
def test_no_blocked_exercise_is_ever_in_what_is_run(
    asked: Routine, who: Profile, replace: bool
) -> None:
    adapted = apply(asked, SHIPPED, who, replace=replace)
    steps = flatten(adapted.routine, speech)
    for step in steps:
        item = adapted.routine.items[step.place.item] if step.place.item >= 0 else None
        assert not isinstance(item, Work) or not blocking(item.exercise, who)
    assert bool(steps) or adapted.refused


def uncared(item: Item) -> Item:
    """Return an item without what its user does differently."""
    return item._replace(care=()) if isinstance(item, Work) else item


@given(routines(), PROFILES)
def test_items_keep_their_numbers_and_no_change_is_silent(asked: Routine, who: Profile) -> None:
    adapted = apply(asked, SHIPPED, who)
    assert len(adapted.routine.items) == len(asked.items)
    said = " ".join(adapted_lines(adapted))
    for number, (before, after) in enumerate(
        zip(asked.items, adapted.routine.items, strict=True)
    ):
        notes = [note for note in adapted.notes if note.item == number]
        if before != uncared(after):
            assert isinstance(before, Work)
            assert before.exercise.name in (notes[0].name, notes[0].instead_of)
            assert notes[0].effect in (Effect.LEFT_OUT, Effect.REPLACED)
            assert before.exercise.name in said
        if isinstance(after, Work) and set(after.exercise.avoid) & who.codes:
            assert Effect.WARNED in [note.effect for note in notes]
            assert after.care
        assert all(why_words(note).endswith(".") for note in notes)


@given(routines(), PROFILES)
def test_nothing_allowed_is_changed_and_none_is_added_twice(
    asked: Routine, who: Profile
) -> None:
    adapted = apply(asked, SHIPPED, who)
    for before, after in zip(asked.items, adapted.routine.items, strict=True):
        assert isinstance(before, Work) or before == after
        if isinstance(before, Work) and not blocking(before.exercise, who):
            assert uncared(after) == before
    new = [
        after.exercise.id
        for before, after in zip(asked.items, adapted.routine.items, strict=True)
        if before != uncared(after) and isinstance(after, Work)
    ]
    kept = [
        after.exercise.id
        for before, after in zip(asked.items, adapted.routine.items, strict=True)
        if before == uncared(after) and isinstance(after, Work)
    ]
    assert len(set(new)) == len(new)
    assert not set(new) & set(kept)


@given(routines(), PROFILES)
def test_laid_over_twice_it_is_the_same(asked: Routine, who: Profile) -> None:
    once = apply(asked, SHIPPED, who).routine
    assert apply(once, SHIPPED, who).routine == once
