"""What stands on a handout, in which order, and what it must never leave out."""

from __future__ import annotations

import re
from datetime import date

import pytest

from backpt.language.en.sheet import SAME_AGAIN
from backpt.paper.document import (
    BLANK,
    Document,
    Facts,
    Grid,
    Notes,
    Pause,
    SheetCard,
    Urgent,
    texts,
)
from backpt.paper.pictures import draw_panels
from backpt.prescription.model import (
    Frequency,
    Level,
    Mode,
    Rest,
    Routine,
    ThermalPlan,
    Work,
    single,
)
from backpt.safety.answers import Profile
from tests.paper.sheets import (
    FIGURE,
    crowded,
    grid,
    library,
    routine,
    routine_ids,
    sheet,
    with_figure,
)

OTHER = {"left": "right", "right": "left"}


def notes(document: Document, title: str) -> tuple[str, ...]:
    (found,) = (
        block.lines
        for block in document.blocks
        if isinstance(block, Notes) and block.title == title
    )
    return found


@pytest.mark.parametrize("id_", routine_ids())
@pytest.mark.parametrize("full", [True, False])
def test_what_may_be_an_emergency_comes_first(id_: str, full: bool) -> None:
    first = sheet(routine(id_), full=full).blocks[0]
    assert isinstance(first, Urgent)
    assert "both legs" in " ".join(first.items)


def test_the_pain_that_is_fine_and_the_pain_that_stops_are_said() -> None:
    for full in (True, False):
        whole = " ".join(texts(sheet(routine("home-basics"), full=full)))
        assert "up to 3 out of 10 is fine" in whole
        assert "6 or more: stop" in whole
        assert "further down your leg" in whole


def test_an_exercise_in_brief_is_picture_dose_and_cue() -> None:
    card = sheet(routine("home-basics")).cards[3]
    assert (card.heading, card.dose) == ("4. Wall slides", "8 times, hold 3 seconds.")
    assert card.cue == "Slide down to a shallow bend. Your whole back stays on the wall."
    assert card.picture is not None
    assert card.steps == ()


@pytest.mark.parametrize(
    ("active", "side"), [("leg_r", "right"), ("leg_l", "left"), ("torso", "right")]
)
def test_the_cue_is_for_the_side_that_the_picture_shows(active: str, side: str) -> None:
    own = library().exercises["leg-lifts"]._replace(figure=FIGURE.replace("torso", active))
    made = Routine("own", "Own", (Work(own, own.dose),))
    assert f"{side} leg straight" in sheet(made).cards[0].cue
    assert "left leg straight" in sheet(made, figures=False).cards[0].cue


@pytest.mark.parametrize("id_", library().exercises)
def test_no_cue_says_the_other_side_of_what_stands_under_the_picture(id_: str) -> None:
    own = library().exercises[id_]
    (card,) = sheet(single(own)).cards
    if card.picture is None:
        return
    shown = sided(" ".join(card.picture.captions))
    assert {
        (side, what)
        for side, what in sided(card.cue)
        if (OTHER[side], what) in shown and (side, what) not in shown
    } == set()


def sided(text: str) -> set[tuple[str, str]]:
    """Return ("left", "knee") for every side that is said."""
    return set(re.findall(r"\b(left|right) (\w+)", text.casefold()))


@pytest.mark.parametrize("id_", routine_ids())
def test_an_exercise_in_full_has_steps_what_to_watch_and_when_to_stop(id_: str) -> None:
    for card in sheet(routine(id_), full=True).cards:
        labels = [label for label, _ in card.safety]
        assert len(card.steps) >= 3
        assert labels[:2] == ["Watch", "Stop if"]


def test_easier_and_harder_are_named_but_not_what_a_precaution_blocks() -> None:
    card = sheet(routine("home-basics"), full=True).cards[0]
    assert dict(card.safety)["Harder"] == "Ball knee rolls."
    blocked = library().exercises["ball-knee-roll"].avoid[0]
    assert library().precautions[blocked].level is Level.BLOCK
    own = routine("home-basics")
    kept = own._replace(items=own.items[1:])
    first = kept.items[0]
    assert isinstance(first, Work)
    harder = first.exercise._replace(harder="ball-knee-roll", avoid=())
    made = Routine("own", "Own", (Work(harder, first.dose),))
    assert "Harder" in dict(sheet(made, full=True).cards[0].safety)
    profile = Profile(codes=frozenset({blocked}), screened=True)
    assert "Harder" not in dict(sheet(made, profile, full=True).cards[0].safety)


@pytest.mark.parametrize("full", [True, False])
def test_what_a_precaution_left_out_or_changed_is_said_and_gone(full: bool) -> None:
    profile = Profile(codes=frozenset({"PREG_SUPINE", "BALANCE"}), screened=True)
    document = sheet(routine("home-basics"), profile, full=full)
    whole = " ".join(texts(document))
    assert [card.name for card in document.cards] == ["Posture hold", "Wall slides"]
    assert [card.number for card in document.cards] == [1, 2]
    assert re.search(r"Left out for you: (Knee tilts, )?Leg lifts\. Pregnant", whole)
    assert re.search(r"Careful with Posture hold(, Wall slides)?\. A risk of falling", whole)
    assert "Leg lifts" not in [card.name for card in document.cards]


def test_what_is_only_to_be_careful_with_is_not_called_a_change() -> None:
    profile = Profile(codes=frozenset({"BALANCE"}), screened=True)
    (said,) = notes(sheet(routine("home-basics"), profile), "Take care")
    assert said.startswith("Careful with Posture hold")


@pytest.mark.parametrize("full", [False, True])
def test_what_a_precaution_asks_for_stands_at_its_exercise(full: bool) -> None:
    profile = Profile(codes=frozenset({"KNEE_BEND"}), screened=True)
    for card in sheet(routine("home-basics"), profile, full=full).cards:
        said = " ".join((card.cue, *(text for _, text in card.safety)))
        assert ("ess than 45 degrees." in said) == (card.name == "Wall slides")


def test_the_boxes_to_tick_come_before_the_small_print() -> None:
    blocks = sheet(routine("home-basics"), full=True).blocks
    titles = [block.title for block in blocks if isinstance(block, Grid | Notes)]
    assert titles[-3:] == [
        "Tick a box each time",
        "Questions for your therapist",
        "Where the doses come from",
    ]


def test_a_second_view_says_that_it_shows_the_same() -> None:
    picture = sheet(routine("home-basics")).cards[2].picture
    assert picture is not None
    assert [panel.says for panel in draw_panels(picture, "line")] == [
        *picture.captions,
        SAME_AGAIN,
    ]


def test_a_pack_tells_its_limits_and_in_full_who_must_not() -> None:
    pack = sheet(crowded(1), full=True).cards[1]
    rows = dict(pack.safety)
    assert (pack.name, pack.dose) == ("Heat", "15 minutes on, then 15 minutes off, 2 times.")
    assert rows["Where"] == "On the lower back."
    assert "Never more than 20 minutes on" in rows["Limits"]
    assert "2 times a day at most" in rows["Limits"]
    assert "Not in bed" in rows["Stay awake"]
    assert "Poor circulation" in rows["Not with"]
    assert "blistered" in rows["Stop if"]
    small = dict(sheet(crowded(1)).cards[1].safety)
    assert small.keys() == rows.keys() - {"Not with"}


@pytest.mark.parametrize("full", [True, False])
def test_a_pack_that_is_not_for_this_user_is_left_out_and_said(full: bool) -> None:
    profile = Profile(flags=frozenset({"raynaud"}), screened=True)
    document = sheet(crowded(1), profile, full=full)
    assert [card.name for card in document.cards][1:] == ["Heat"]
    whole = " ".join(texts(document))
    assert "Left out for you: Cold pack. Raynaud's" in whole
    assert "only with care" in dict(document.cards[1].safety)["Careful"]


@pytest.mark.parametrize("full", [True, False])
def test_a_pack_that_needs_asking_is_printed_once_a_clinician_allowed_it(full: bool) -> None:
    profile = Profile(flags=frozenset({"diabetes", "over-65"}), screened=True)
    asked = sheet(crowded(1), profile, full=full)
    assert [card.name for card in asked.cards][1:] == []
    whole = " ".join(texts(asked))
    assert "Left out for you: Heat. Diabetes. Not for you without advice" in whole
    assert "Left out for you: Cold pack. Diabetes. Not for you without advice" in whole
    told = sheet(crowded(1), profile, allowed=("heat",), full=full)
    assert [card.name for card in told.cards][1:] == ["Heat"]
    careful = dict(told.cards[1].safety)["Careful"]
    assert careful.startswith("Diabetes: a clinician allowed it, as you said. Over 65")
    assert "Left out for you: Heat" not in " ".join(texts(told))


def test_an_older_permission_does_not_print_a_pack_that_is_forbidden() -> None:
    profile = Profile(flags=frozenset({"child"}), screened=True)
    document = sheet(crowded(1), profile, allowed=("heat", "cold"))
    assert [card.name for card in document.cards][1:] == []


def test_a_pack_is_never_ticked_oftener_than_it_may_be_used() -> None:
    made = crowded(1)._replace(frequency=Frequency(7, 7, 4, 4))
    assert grid(sheet(made, full=True)).rows[0].cells == (4, 2, 2, 0)


@pytest.mark.parametrize(
    ("frequency", "boxes"),
    [(Frequency(7, 7), 1), (Frequency(7, 7, 2, 3), 3), (Frequency(3, 3), 1)],
)
def test_the_weeks_have_boxes_by_how_often(frequency: Frequency, boxes: int) -> None:
    made = routine("home-basics")._replace(frequency=frequency)
    brief = grid(sheet(made, weeks=3))
    assert [row.label for row in brief.rows] == ["Week 1", "Week 2", "Week 3"]
    assert brief.heads == ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    assert brief.boxes == 3 * 7 * boxes
    full = grid(sheet(made, weeks=3, full=True))
    assert full.boxes == 3 * 7 * 4 * boxes
    assert full.heads[-1].startswith("Pain")
    assert {row.cells[-1] for row in full.rows} == {0}


def test_a_first_day_names_the_days_and_begins_the_week() -> None:
    wednesday = date(2026, 12, 30)
    brief = sheet(routine("home-basics"), start=wednesday)
    assert grid(brief).heads[0] == "Wed"
    assert grid(brief).rows[1].label == "From Wed 6 Jan"
    assert brief.who == "From 30 December 2026"
    full = grid(sheet(routine("home-basics"), start=wednesday, full=True))
    assert [row.label for row in full.rows[:3]] == ["Wed 30 Dec", "Thu 31 Dec", "Fri 1 Jan"]


def test_the_boxes_follow_the_days_of_the_plan() -> None:
    mon_wed_fri = (("home-basics", (0, 2, 4)),)
    plain = sheet(routine("home-basics"), planned=mon_wed_fri)
    assert grid(plain).rows[0].cells == (1, -1, 1, -1, 1, -1, -1)
    (facts,) = (block for block in plain.blocks if isinstance(block, Facts))
    assert dict(facts.rows)["How often"].endswith("Planned: Mon, Wed, Fri.")
    from_thursday = sheet(routine("home-basics"), planned=mon_wed_fri, start=date(2026, 12, 31))
    assert grid(from_thursday).rows[0].cells == (-1, 1, -1, -1, 1, -1, 1)
    full = grid(sheet(routine("home-basics"), planned=mon_wed_fri, full=True))
    assert [row.cells for row in full.rows[:3]] == [
        (1, 1, 1, 1, 0),
        (-1, -1, -1, -1, 0),
        (1, 1, 1, 1, 0),
    ]
    assert grid(plain).boxes == 2 * 3
    assert full.boxes == 2 * 3 * 4
    other = grid(sheet(routine("wind-down"), planned=mon_wed_fri))
    assert other.rows[0].cells == (1,) * 7


def test_who_it_is_for_is_said_only_if_asked() -> None:
    assert sheet(routine("home-basics")).who == ""
    asked = sheet(routine("home-basics"), name="Sam", by="J. Okafor", phone="0123")
    assert (asked.who, asked.phone) == ("For Sam, by J. Okafor", "0123")


@pytest.mark.parametrize("full", [True, False])
def test_without_a_phone_number_there_is_room_to_write_one(full: bool) -> None:
    document = sheet(routine("home-basics"), full=full)
    assert document.phone == BLANK
    assert BLANK in texts(document)


def test_what_began_with_an_accident_is_a_thing_that_one_has() -> None:
    (urgent,) = (
        block
        for block in sheet(routine("home-basics"), full=True).blocks
        if isinstance(block, Urgent)
    )
    assert "Pain that began after a serious accident or a fall from height" in urgent.items
    assert [item for item in urgent.items if item.startswith("Began")] == []


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        ("Six of one article. Needs a chair, a ball and a band.", "Six of one article."),
        ("Six of one article. Needs a towel.", "Six of one article. Needs a towel."),
        ("Strength with a band.", "Strength with a band."),
    ],
)
def test_the_purpose_does_not_list_again_what_is_needed(goal: str, said: str) -> None:
    made = routine("classic-six")._replace(goal=goal)
    (facts,) = (block for block in sheet(made).blocks if isinstance(block, Facts))
    assert dict(facts.rows)["What it is for"] == said


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("codes", [frozenset[str](), frozenset({"BALANCE"})])
def test_what_nobody_checked_is_said_with_what_to_do(full: bool, codes: frozenset[str]) -> None:
    bridge = library().exercises["bridge"]._replace(sources=(), avoid=())
    own = [bridge._replace(id=f"own{n}", name=f"Own {n}") for n in (1, 2)]
    made = Routine("own", "Own", tuple(Work(one, one.dose) for one in own))
    profile = Profile(codes=codes, screened=True)
    said = notes(sheet(made, profile, full=full), "Take care")
    assert [line for line in said if line.startswith("No safety check")] == [
        "No safety check for Own 1, Own 2: no precautions are known for them."
        " Check with the person who gave them to you."
    ]


@pytest.mark.parametrize("full", [True, False])
def test_a_sheet_of_one_exercise_has_neither_its_number_nor_its_title_twice(full: bool) -> None:
    exercise = library().exercises["knee-tilts"]
    document = sheet(single(exercise), full=full)
    (card,) = document.cards
    assert (document.title, card.heading) == ("Knee tilts", "How to do it")
    head = grid(document).heads[0] if full else grid(document).title
    assert head == ("Knee tilts" if full else "Tick a box each time you have done it")
    renamed = sheet(single(exercise)._replace(name="For my back"), full=full)
    assert renamed.cards[0].heading == "Knee tilts"
    assert grid(sheet(routine("home-basics"))).title.endswith("done them all")


def test_the_whole_is_told_for_what_how_long_and_with_what() -> None:
    (facts,) = (
        dict(block.rows)
        for block in sheet(routine("classic-six"), full=True).blocks
        if isinstance(block, Facts)
    )
    assert facts["How often"] == "3 days a week, with a day between."
    assert facts["Takes"] == "About 8 minutes."
    assert facts["You need"] == "Stability ball, chair, band."
    assert facts["What it is for"].startswith("The six exercises")


def test_rests_stand_between_the_exercises_and_what_was_left_out_leaves_no_gap() -> None:
    made = routine("home-basics")
    rested = made._replace(items=(made.items[0], Rest(90.0), Rest(0.0), *made.items[1:]))
    blocks = sheet(rested, full=True).blocks
    assert [block for block in blocks if isinstance(block, Pause)] == [
        Pause("Rest for 1 minute 30 seconds.")
    ]


def test_every_source_is_tied_to_its_exercises_and_what_has_none_is_said() -> None:
    known = library()
    both, other = "NHS-LBP", "CSP"
    sources = ((both, "GK"), (), (both, other), ("GK",))
    own = [
        one._replace(sources=some)
        for one, some in zip(known.exercises.values(), sources, strict=False)
    ]
    made = Routine("own", "Own", tuple(Work(one, one.dose) for one in own))
    lines = notes(sheet(made, full=True), "Where the doses come from")
    titles = [known.sources[id_] for id_ in (both, other)]
    assert lines == (
        f"Exercises 1, 3: {titles[0].title} ({titles[0].address})",
        f"Exercise 3: {titles[1].title} ({titles[1].address})",
        "From general knowledge; no source text was seen: exercises 1, 4.",
        "No source is named: exercise 2.",
        "No clinician has reviewed this sheet.",
    )
    alone = sheet(single(own[0]), full=True)
    assert notes(alone, "Where the doses come from")[:2] == (
        f"{titles[0].title} ({titles[0].address})",
        "From general knowledge; no source text was seen.",
    )


@pytest.mark.parametrize("id_", routine_ids())
def test_no_source_of_an_exercise_is_left_out(id_: str) -> None:
    made = routine(id_)
    lines = notes(sheet(made, full=True), "Where the doses come from")
    number = 0
    for item in made.items:
        if isinstance(item, Work):
            number += 1
            tied = rf"xercises? (\d+, )*{number}(, \d+)*(:|\.$)"
            assert sum(bool(re.search(tied, line)) for line in lines) == len(
                item.exercise.sources
            )


def test_the_sources_are_named_once_and_that_nobody_reviewed_it() -> None:
    document = sheet(routine("classic-six"), full=True)
    lines = notes(document, "Where the doses come from")
    assert len(set(lines)) == len(lines) > 5
    assert lines[-1] == "No clinician has reviewed this sheet."
    assert any("https://" in line for line in lines)
    assert (
        len(notes(sheet(routine("classic-six"), full=True), "Questions for your therapist"))
        == 6
    )


def test_a_card_says_how_the_dose_grows_and_what_else_there_is_to_know() -> None:
    cards = {
        card.name: dict(card.notes) for card in sheet(routine("core-starter"), full=True).cards
    }
    assert cards["Bridge"] == {
        "Later": "In small steps, up to 15 times, then up to 3 sets, then hold up to 5 seconds."
    }
    assert cards["Curl-up"] == {
        "Later": "In small steps, hold up to 10 seconds, then up to 6 times.",
        "Note": "Also done as a pyramid of 5, 4, 3 or 6, 4, 2.",
    }


def test_a_sheet_on_which_nothing_is_offered_says_nothing_of_later() -> None:
    labels = {
        label
        for card in sheet(routine("flare-up-day"), full=True).cards
        for label, _ in card.notes
    }
    assert labels == {"Note"}


def test_a_single_exercise_has_its_own_frequency() -> None:
    exercise = with_figure(library().exercises["bridge"])
    made = Routine("bridge", "Bridge", (Work(exercise, exercise.dose),))
    (facts,) = (block for block in sheet(made).blocks if isinstance(block, Facts))
    assert dict(facts.rows)["How often"] == "3-5 days a week."


def test_a_routine_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing of it is left"):
        sheet(Routine("none", "None", (Rest(0.0),)))
    profile = Profile(flags=frozenset({"numb-skin"}), screened=True)
    only_heat = Routine("heat", "Heat", (ThermalPlan(Mode.HEAT, 900.0, 900.0, 2),))
    with pytest.raises(ValueError, match="Left out for you: Heat"):
        sheet(only_heat, profile)


def test_pictures_can_be_left_out() -> None:
    assert [card.picture for card in sheet(routine("home-basics"), figures=False).cards] == [
        None
    ] * 4


def test_cards_are_counted_in_the_order_of_the_routine() -> None:
    cards = sheet(crowded(7), full=True).cards
    assert [card.number for card in cards] == [1, 2, 3, 4, 5, 6, 7, 0, 0]
    assert isinstance(cards[0], SheetCard)
