"""Names as sheets spell them: what is meant is found, and nothing else is taken for it."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.authoring.name_words import closed_up
from backpt.authoring.recognition import find_as_spelled
from backpt.library.names import find_exercise, index
from tests.builders import shipped

LIBRARY = shipped()


@pytest.mark.parametrize(
    ("spelled", "id_"),
    [
        ("birddog", "bird-dog"),
        ("Bird-dogs", "bird-dog"),
        ("bird dog", "bird-dog"),
        ("clam shells", "clamshell"),
        ("clam-shell", "clamshell"),
        ("clamshells", "clamshell"),
        ("wall slide", "wall-slides"),
        ("wallslides", "wall-slides"),
        ("deadbugs", "dead-bug"),
        ("catcow", "cat-cow"),
        ("hip-flexor stretches", "hip-flexor-stretch"),
        ("front planks", "plank"),
        ("bridges", "bridge"),
        ("walk", "walking"),
        ("childs poses", "childs-pose"),
        ("child\N{RIGHT SINGLE QUOTATION MARK}s pose", "childs-pose"),
        ("face down press-ups", "prone-press-up"),
        ("marching in place", "march-in-place"),
        ("knee to chest", "single-knee-to-chest"),
        ("knees to chest", "double-knee-to-chest"),
    ],
)
def test_what_people_write_is_found(spelled: str, id_: str) -> None:
    assert find_as_spelled(LIBRARY, spelled).id == id_


@pytest.mark.parametrize("spelled", ["hamstring stretch", "squat", "side bends", "kneetochest"])
def test_what_may_mean_several_is_asked_for(spelled: str) -> None:
    found = find_as_spelled(LIBRARY, spelled)
    assert found.id is None
    assert found.near


def test_no_two_exercises_of_the_library_are_spelled_alike_but_for_one_knee_or_both() -> None:
    means: dict[str, set[str]] = defaultdict(set)
    for name, ids in index(LIBRARY.exercises).items():
        means[closed_up(name)] |= set(ids)
    shared = {name: ids for name, ids in means.items() if len(ids) > 1}
    assert shared == {"kneetochest": {"single-knee-to-chest", "double-knee-to-chest"}}


@given(st.sampled_from(sorted(index(LIBRARY.exercises))))
def test_a_name_as_it_stands_means_what_it_means_everywhere(name: str) -> None:
    assert find_as_spelled(LIBRARY, name) == find_exercise(LIBRARY, name)


@given(st.text(max_size=40))
def test_any_text_is_closed_up_and_that_once(name: str) -> None:
    assert " " not in closed_up(name)
    assert find_as_spelled(LIBRARY, name).id in (None, *LIBRARY.exercises)
