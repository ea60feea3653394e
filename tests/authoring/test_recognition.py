"""The exercise that a sheet's name means: found, asked, or one of the user's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.authoring.called import MOST_WORDS, short_name
from backpt.authoring.conversation import as_typed
from backpt.authoring.name_tables import name_tables
from backpt.authoring.name_words import trimmings
from backpt.authoring.prescribe import NotUnderstood, Understood, understand, with_new
from backpt.authoring.recognition import recognise
from backpt.prescription.model import Position
from tests.builders import shipped

LIBRARY = shipped()
REAL = [
    line.split(" = ")
    for line in Path(__file__).with_name("real_names.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def understood(line: str) -> Understood:
    found = understand(line, LIBRARY)
    assert isinstance(found, Understood), found
    return found


@pytest.mark.parametrize(("name", "wanted"), REAL, ids=[name for name, _ in REAL])
def test_a_real_name_is_found_or_asked_and_never_taken_for_another(
    name: str, wanted: str
) -> None:
    found = recognise(LIBRARY, name)
    if wanted.startswith("? "):
        assert found.id is None
        assert wanted[2:] in found.near
    else:
        assert (found.id or "-") in wanted.split(" | ")


@pytest.mark.parametrize(
    ("said", "id_"),
    [
        ("lower trunk rotation stretch", "knee-tilts"),
        ("the supine pelvic tilt exercise", "pelvic-tilt"),
        ("bridging", "bridge"),
        ("planks, side", "side-plank"),
        ("raises: straight leg", "leg-lifts"),
        ("march w/ bridge", "bridge-march"),
        ("gentle clam-shells", "clamshell"),
        ("isometric glute squeezes", "glute-squeeze"),
        ("bilateral heel raise", "heel-raise"),
        ("bilateral knee to chest", "double-knee-to-chest"),
        ("row with red band", "band-row"),
        ("hip twist (bent knee fall out)", "bent-knee-fallout"),
        ("bridge (Setu Bandhasana)", "bridge"),
        ("retraction / chin tuck", "chin-tuck"),
        ("dying or dead bug", "dead-bug"),
        ("\u00bd kneeling hip flexor stretch", "hip-flexor-stretch"),
        ("SLR's", "leg-lifts"),
    ],
)
def test_trimmings_plurals_hyphens_and_the_order_of_words_do_not_matter(
    said: str, id_: str
) -> None:
    assert recognise(LIBRARY, said).id == id_


@pytest.mark.parametrize(
    ("said", "near"),
    [
        ("banded clamshells", "clamshell"),
        ("single-leg calf raise", "heel-raise"),
        ("bridge with ball squeeze", "bridge"),
        ("bridge (one leg at a time)", "bridge"),
        ("squats", "mini-squat"),
        ("hip abduction", "side-lying-leg-lift"),
        ("brigde", "bridge"),
    ],
)
def test_a_word_that_may_make_another_exercise_of_it_is_asked(said: str, near: str) -> None:
    found = recognise(LIBRARY, said)
    assert found.id is None
    assert near in found.near
    assert found.like


@pytest.mark.parametrize(
    "line",
    [
        "Bridge: Lie on your back with knees bent. Lift your hips. Hold 5 seconds. 10 times.",
        "Pelvic tilts. Lie on your back. Flatten your low back to the floor. 10 reps.",
        "Clams (side lying): feet together, lift top knee, 3x10",
        "Exercise 2 - Bridge 3x10",
    ],
)
def test_how_an_exercise_is_done_makes_no_other_of_it(line: str) -> None:
    assert understood(line).new == ()


@pytest.mark.parametrize(
    "line", ["Bridge: lift one leg at the top, 3x10", "Bridge: stand on your feet first, 3x10"]
)
def test_another_way_to_do_it_is_asked(line: str) -> None:
    assert "bridge" in understood(line).near


@pytest.mark.parametrize("said", ["calf strengthening", "plank stretch", "bridge stretch"])
def test_a_stretch_is_not_taken_for_a_strengthening_exercise_nor_the_other_way(
    said: str,
) -> None:
    assert recognise(LIBRARY, said).id is None


@pytest.mark.parametrize("line", ["standing bridge 3x10", "bridge 3x10, standing"])
def test_a_position_that_is_not_the_librarys_is_asked(line: str) -> None:
    found = understood(line)
    assert found.near == ("bridge",)
    assert found.elsewhere is Position.STANDING


@pytest.mark.parametrize(
    "line", ["supine bridge 3x10", "bridge 3x10, on your back", "bridge lying down 3x10"]
)
def test_a_position_that_is_the_librarys_is_not(line: str) -> None:
    assert understood(line).item == {"bridge": {"sets": "3", "reps": "10"}}


def test_a_position_in_the_name_tells_two_exercises_apart() -> None:
    assert recognise(LIBRARY, "prone SLR").id == "prone-hip-extension"
    assert recognise(LIBRARY, "side-lying SLR").id == "side-lying-leg-lift"
    assert recognise(LIBRARY, "SLR").id == "leg-lifts"


@pytest.mark.parametrize(
    ("line", "id_", "note"),
    [
        ("banded clamshell 2x15", "clamshell", "Clamshell: banded."),
        ("brigde 3x10", "bridge", ""),
        ("HS 3x10", "heel-slide", ""),
    ],
)
def test_a_word_that_was_asked_about_is_kept_as_a_note(line: str, id_: str, note: str) -> None:
    found = understand(line, LIBRARY, instead=id_)
    assert isinstance(found, Understood)
    assert found.note == note


def test_a_word_that_says_how_it_is_done_is_kept_as_a_note() -> None:
    assert understood("modified bird dog 2x8").note == "Bird dog: modified."
    assert understood("row with red band 2x8").note == "Band row: red."
    assert understood("bridge (Setu Bandhasana) 2x8").note == ""


# --- new -------------------------------------------------------------------------------


def new_entry(line: str) -> dict[str, object]:
    ((_, entry),) = understood(line).new
    assert isinstance(entry, dict)
    return dict(entry)


def test_a_new_exercise_keeps_the_precautions_of_the_one_that_it_looks_like() -> None:
    found = understood("new banded dead bug 3x10")
    entry = new_entry("new banded dead bug 3x10")
    usual = LIBRARY.exercises["dead-bug"]
    assert entry["avoid"] == [*usual.avoid]
    assert entry["position"] == "supine"
    assert any("keeps the precautions of Dead bug" in note for note in found.notes)
    assert not any("No safety check" in note for note in found.notes)
    after = with_new(LIBRARY, found).exercises["banded-dead-bug"]
    assert after.avoid == usual.avoid
    assert after.careful == usual.careful
    assert after.strains == usual.strains
    assert not after.unchecked


def test_somebody_says_that_it_is_quite_another() -> None:
    found = understood("2. Quite new banded dead bug 3x10")
    assert "avoid" not in new_entry("2. Quite new banded dead bug 3x10")
    assert "New. No safety check for this one." in found.notes
    assert found.near == ()
    assert as_typed(understood("quite new banded dead bug 3x10")).startswith("quite new")


def test_a_known_exercise_is_never_new_in_silence() -> None:
    for name in ("hamstring stretch", "squat", "press-up", "banded clamshell"):
        assert understood(f"{name} 3x10").near, name


def test_what_looks_like_nothing_is_new_and_says_that_nobody_checked_it() -> None:
    found = understood("ankle alphabet 3x10")
    assert found.near == ()
    assert "New. No safety check for this one." in found.notes


@pytest.mark.parametrize(
    ("whole", "short"),
    [
        ("Towel squeeze", "Towel squeeze"),
        (
            "\u00bd kneeling wall ankle drive with anterior band pull",
            "\u00bd kneeling wall drive",
        ),
        ("Lift and hold of the big toe", "Lift hold big toe"),
        ("Ankle circles (both ways, slowly, seated)", "Ankle circles"),
    ],
)
def test_a_long_name_is_shortened_for_the_voice(whole: str, short: str) -> None:
    assert short_name(whole) == short


def test_a_shortened_name_is_found_again_by_its_whole() -> None:
    line = "new wall ankle drive to the other foot 3x10"
    found = understood(line)
    assert found.name == "Wall ankle drive foot"
    assert any("said for short" in note for note in found.notes)
    again = understand("wall ankle drive to the other foot 2x5", with_new(LIBRARY, found))
    assert isinstance(again, Understood)
    assert again.new == ()


@given(st.text(max_size=300))
def test_any_name_is_shortened_to_four_words(name: str) -> None:
    said = short_name(name)
    assert len(said.split()) <= MOST_WORDS or len(name.split()) <= MOST_WORDS
    assert len(said) <= 60


# --- the tables ------------------------------------------------------------------------


def test_the_tables_name_exercises_that_there_are() -> None:
    tables = name_tables()
    ids = {id_ for _, id_ in tables.names} | {id_ for _, ids in tables.may_be for id_ in ids}
    assert ids <= LIBRARY.exercises.keys()


def test_no_name_of_the_tables_means_two_exercises_without_being_asked() -> None:
    for name, id_ in name_tables().names:
        found = recognise(LIBRARY, name)
        assert found.id == id_, (name, id_, found)


def test_every_doubtful_name_is_asked_with_its_choices_in_order() -> None:
    for name, ids in name_tables().may_be:
        found = recognise(LIBRARY, name)
        assert (found.id, found.near[: len(ids)]) == (None, ids), name


def test_a_trimming_is_one_word() -> None:
    assert all(len(said.split()) == 1 for said in name_tables().trimmings)
    assert "bridg" not in trimmings()


@given(st.text(max_size=120) | st.sampled_from([name for name, _ in REAL]))
def test_any_name_is_answered(name: str) -> None:
    found = recognise(LIBRARY, name)
    assert found.id is None or found.id in LIBRARY.exercises
    assert {*found.near} <= LIBRARY.exercises.keys()
    assert not (found.id and found.near)


@given(st.text(max_size=60))
def test_a_line_with_any_name_is_understood_or_told(name: str) -> None:
    assert isinstance(understand(f"{name} 3x10", LIBRARY), Understood | NotUnderstood)


def test_a_part_of_an_exercise_is_asked() -> None:
    assert "dead-bug" in understood("Dead bug (arms only) 3x10").near


def test_a_new_exercise_has_no_name_of_the_librarys() -> None:
    found = understood("new wall sits (single leg) 3x30s")
    assert found.name == "Wall sits single leg"
    assert [*dict(found.new)] == ["wall-sits-single-leg"]
    assert found.note == ""


def test_a_doubtful_name_offers_only_what_the_library_has() -> None:
    exercises = {**shipped().exercises}
    del exercises["double-knee-to-chest"]
    library = shipped()._replace(exercises=exercises)
    found = recognise(library, "Knie zur Brust")
    assert (found.id, found.near) == (None, ("single-knee-to-chest",))
