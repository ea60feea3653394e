"""Figures as characters. The golden pictures are in ASCII, so that a diff shows them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from backpt.figure.cells import picture
from backpt.figure.motion import TICKS, Moment
from backpt.figure.parts import Figure
from backpt.figure.raster import ROLES
from tests.figure.drawn import everything, examples

SMALLEST = COLUMNS, ROWS = (40, 14)
"""Below this a figure is not worth looking at."""


def lines(
    figure: Figure,
    at: Moment,
    *,
    ascii: bool = False,
    mirrored: bool = False,
    size: tuple[int, int] = SMALLEST,
) -> list[str]:
    drawn = picture(figure, at, columns=size[0], rows=size[1], mirrored=mirrored, ascii=ascii)
    return ["".join(text for text, _ in row) for row in drawn]


@pytest.mark.parametrize("id_", sorted(examples()))
def test_the_picture_is_the_one_that_was_looked_at(
    id_: str, golden: Callable[[str, str], None]
) -> None:
    figure = examples()[id_]
    held = figure.held_index
    moments = [Moment(), Moment(0, 1, TICKS // 2), Moment(held, held)][: 1 + 2 * (held > 0)]
    shown = "\n".join(
        f"{'-' * COLUMNS}\n"
        + "\n".join(line.rstrip() for line in lines(figure, at, ascii=True))
        for at in moments
    )
    assert shown.isascii()
    golden(id_, f"{shown}\n")


OTHER_SIZES = ((60, 20), (33, 9), (7, 3), (1, 1))


@pytest.mark.parametrize("figure", [pytest.param(f, id=n) for n, f in everything()])
@pytest.mark.parametrize(
    "size",
    [SMALLEST, *(pytest.param(one, marks=pytest.mark.slow) for one in OTHER_SIZES)],
    ids=lambda size: f"{size[0]} x {size[1]}",
)
def test_a_picture_has_exactly_the_size_that_was_asked_for(
    figure: Figure, size: tuple[int, int]
) -> None:
    for plain in (False, True):
        drawn = lines(figure, Moment(), ascii=plain, size=size)
        assert [len(line) for line in drawn] == [size[0]] * size[1]
        characters = set("".join(drawn))
        if plain:
            assert all(" " <= one <= "~" for one in characters)
        else:
            letters = set("LR") if figure.letters else set()
            rest = characters - letters - {" "}
            assert all("\u2801" <= one <= "\u28ff" for one in rest)


@pytest.mark.slow
def test_roles_are_those_that_are_documented() -> None:
    for _, figure in everything():
        for row in picture(figure, Moment(), columns=COLUMNS, rows=ROWS):
            assert {role for _, role in row} <= set(ROLES)


def test_what_moves_is_solid_and_the_far_side_is_dotted() -> None:
    drawn = picture(examples()["leg-lifts"], Moment(1, 1), columns=60, rows=20)
    by_role: dict[str, str] = {}
    for row in drawn:
        for text, role in row:
            by_role[role] = by_role.get(role, "") + text.replace(" ", "")
    assert by_role["active"].count("\u28ff") > len(by_role["active"]) / 4
    assert by_role["far"].count("\u28ff") < len(by_role["far"]) / 10


def test_the_other_side_is_the_mirror_image() -> None:
    figure = examples()["bird-dog"]
    one = lines(figure, Moment(1, 1), size=(60, 20))
    other = lines(figure, Moment(1, 1), size=(60, 20), mirrored=True)
    ink = [sum(c != " " for c in line) for line in one]
    mirrored = [sum(c != " " for c in line) for line in other]
    assert all(abs(a - b) <= 3 for a, b in zip(ink, mirrored, strict=True))
    left = sum(len(line) / 2 > line.index(line.lstrip()[0]) for line in one if line.strip())
    assert left
    assert one != other


def test_a_still_body_is_drawn_once_for_the_whole_hold() -> None:
    figure = examples()["bridge"]
    first = picture(figure, Moment(1, 1), columns=COLUMNS, rows=ROWS)
    assert picture(figure, Moment(1, 1), columns=COLUMNS, rows=ROWS) is first


def test_a_push_shows_its_arrows_while_it_is_held_and_not_before() -> None:
    figure = examples()["ball-squeeze"]

    def arrows(at: Moment) -> int:
        drawn = picture(figure, at, columns=COLUMNS, rows=ROWS)
        return sum(role == "arrow" for row in drawn for _, role in row)

    assert arrows(Moment(1, 1)) > 0
    assert arrows(Moment()) == arrows(Moment(0, 1, 6)) == 0


def test_the_frame_does_not_move_while_the_body_does() -> None:
    figure = examples()["bridge"]
    floors = {
        next(n for n, line in enumerate(lines(figure, Moment(0, 1, t))) if line.count(" ") < 8)
        for t in range(1, TICKS)
    }
    assert len(floors) == 1


@pytest.mark.slow
@pytest.mark.parametrize("figure", [pytest.param(f, id=n) for n, f in everything()])
def test_a_floor_is_seen_at_every_size_though_it_is_thinner_than_a_dot(figure: Figure) -> None:
    if figure.focus or not any(prop.kind == "floor" for prop in figure.props):
        return
    for size in (SMALLEST, (48, 16), (60, 20)):
        drawn = picture(figure, Moment(), columns=size[0], rows=size[1])
        ground = sum(len(text) for row in drawn for text, role in row if role == "ground")
        assert ground
