"""The drawings as files: strict, described, small, and safe with any text."""

from __future__ import annotations

import re
from itertools import accumulate
from math import cos, dist, pi, sin
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.figure.in_words import alt_text, captions
from backpt.figure.parts import Figure
from backpt.figure.scene import frame, shots
from backpt.figure.svg import drawing, outline_path, panels
from backpt.figure.themes import THEMES
from tests.examples import cases
from tests.figure.drawn import everything, examples

SVG = "{http://www.w3.org/2000/svg}"
figures = pytest.mark.parametrize("figure", [pytest.param(f, id=n) for n, f in everything()])


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


@pytest.mark.slow
@figures
def test_every_drawing_is_strict_xml_with_title_and_description(figure: Figure) -> None:
    root = parsed(drawing(figure, title="Bridge", ids="x"))
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "x-title x-desc"
    assert root.findtext(f"{SVG}title") == "Bridge"
    assert root.findtext(f"{SVG}desc") == alt_text(figure)


@pytest.mark.slow
@figures
def test_every_drawing_is_small(figure: Figure) -> None:
    for theme in THEMES:
        assert len(drawing(figure, theme=theme).encode()) < 25 * 1024


@figures
@pytest.mark.slow
def test_every_panel_has_the_words_of_its_pose(figure: Figure) -> None:
    made = panels(figure, ids="x")
    said = captions(figure)
    assert tuple(panel.says for panel in made[: len(said)]) == said
    assert len(made) == len(said) + (figure.second is not None)
    for panel in made:
        assert parsed(panel.svg).findtext(f"{SVG}desc") == panel.says


@figures
def test_all_that_is_drawn_is_inside_the_picture(figure: Figure) -> None:
    for shot in shots(figure):
        left, bottom, right, top = frame(figure, shot.view)
        assert 20 < right - left < 260
        assert 15 < top - bottom < 160


HOSTILE = ['<script>alert("x")</script>', "a & b", "]]>", "\"' onload='x'", "<!--", "&lt;"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_is_text(text: str) -> None:
    svg = drawing(examples()["bridge"], title=text, ids=text)
    root = parsed(svg)
    assert root.findtext(f"{SVG}title") == text
    assert "<script" not in svg
    assert all("onload" not in one.attrib for one in root.iter())


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"))
)
@cases(40)
def test_any_name_is_text(text: str) -> None:
    svg = drawing(examples()["ninety-ninety-rest"], title=text)
    assert (parsed(svg).findtext(f"{SVG}title") or "") == (text or "Exercise")


def test_ids_are_different_where_several_stand_in_one_page() -> None:
    figure = examples()["bridge"]
    both = drawing(figure, theme="mono", ids="one") + drawing(figure, theme="mono", ids="two")
    ids = re.findall(r'\bid="([^"]+)"', both)
    assert len(ids) == len(set(ids)) == 10
    assert set(re.findall(r"url\(#([^)]+)\)", both)) <= set(ids)


def test_the_other_side_is_the_mirror_image_with_other_words() -> None:
    figure = examples()["clamshell"]
    other = drawing(figure, mirrored=True)
    assert other.count("matrix(-1 0 0 1") == 2
    assert "Lift the left knee" in other
    assert "On your right side" in other
    shapes = re.compile(r"<path[^>]*>")
    assert shapes.findall(other) == shapes.findall(drawing(figure))


def test_drawing_twice_is_drawing_the_same() -> None:
    assert drawing(examples()["cat-cow"]) == drawing(examples()["cat-cow"])


@pytest.mark.slow
def test_mono_is_black_and_white_only() -> None:
    for _, figure in everything():
        svg = drawing(figure, theme="mono")
        colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg))
        assert {one for one in colours if not one.startswith("url(")} <= {
            "#000",
            "#fff",
            "none",
        }


def test_near_and_far_and_moving_are_told_apart_without_colour() -> None:
    svg = drawing(examples()["dead-bug"], theme="mono", ids="x")
    for pattern in ("x-far", "x-active", "x-beyond"):
        assert f"url(#{pattern})" in svg


def test_an_arrow_follows_the_path_that_the_joint_takes() -> None:
    """The ankle of a lifted leg goes on a circle round the hip."""
    svg = drawing(examples()["leg-lifts"])
    shaft = max(re.findall(r'<path d="M([^"]+)" fill="none" stroke="#b3261e"', svg), key=len)
    steps = [[float(n) for n in re.findall(r"-?[\d.]+", p)] for p in shaft.split("l")]
    points = list(accumulate(steps, lambda a, b: [a[0] + b[0], a[1] + b[1]]))
    radii = [(x**2 + (y + 6.2) ** 2) ** 0.5 for x, y in points[:-1]]
    assert max(radii) - min(radii) < 1.0
    assert min(radii) > 48


@pytest.mark.parametrize("theme", THEMES)
def test_where_the_body_was_is_dashed_and_nothing_else_is(theme: str) -> None:
    """A pale limb beside a solid one was read as a third leg."""
    first, then, *_ = panels(examples()["hip-abduction-standing"], theme=theme)
    assert "stroke-dasharray" not in first.svg
    dashed = [
        path
        for path in parsed(then.svg).iter(f"{SVG}path")
        if "stroke-dasharray" in path.attrib
    ]
    assert len(dashed) == 1
    assert dashed[0].get("paint-order") == "stroke"
    assert dashed[0].get("stroke") == THEMES[theme].ghost_line


@pytest.mark.parametrize("corner", [0.14, 0.3, 0.4, 2.0])
@pytest.mark.parametrize("many", [5, 7, 24])
def test_an_outline_is_where_the_body_is_however_small_its_corners_are(
    many: int, corner: float
) -> None:
    """Every step of a path begins where the one before ended: none may be lost."""
    turns = [2 * pi * turn / many for turn in range(many)]
    spots = [(40 * cos(turn), 9 * sin(turn)) for turn in turns]
    path = outline_path(tuple((x, y, corner) for x, y in spots))
    x = y = 0.0
    for step in re.findall(r"[Mla][^MlaZ]+", path):
        *_, ahead, down = re.findall(r"-?(?:\d+\.?\d*|\.\d+)", step)
        x, y = x + float(ahead), y - float(down)
        assert abs(min(dist((x, y), spot) for spot in spots) - corner) < 0.08, step
