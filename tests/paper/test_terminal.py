"""The lines for a terminal: everything is told, in order, with and without pictures."""

from __future__ import annotations

import json
from typing import Any

import pytest

from backpt.paper.document import texts
from backpt.paper.pictures import SMALL, cropped, draw_cells, picture_of
from backpt.paper.terminal import Drawn, Table, TextLine, Tone, lay_out
from tests.paper.sheets import FIGURE, grid, library, missing, routine, routine_ids, sheet


def whole(id_: str, **wish: Any) -> str:
    """Return all that is told, pictures in words."""
    parts = []
    for one in lay_out(sheet(routine(id_), **wish)):
        match one:
            case TextLine():
                parts.append(one.first + one.text)
            case Drawn():
                parts.append(one.picture.alt)
            case Table():
                parts += [" ".join(row) for row in (one.heads, *one.rows)]
    return "\n".join(parts)


@pytest.mark.parametrize("id_", routine_ids())
def test_everything_of_a_full_handout_is_told(id_: str) -> None:
    document = sheet(routine(id_), full=True, name="Zoë", phone="020 7946 0123")
    assert (
        missing(texts(document), whole(id_, full=True, name="Zoë", phone="020 7946 0123")) == []
    )


def test_the_urgent_comes_before_any_exercise() -> None:
    lines = list(lay_out(sheet(routine("home-basics"))))
    urgent = next(n for n, one in enumerate(lines) if getattr(one, "tone", "") is Tone.URGENT)
    drawn = next(n for n, one in enumerate(lines) if isinstance(one, Drawn))
    assert urgent < drawn


def test_every_box_is_there_in_unicode_and_in_ascii() -> None:
    document = sheet(routine("flare-up-day"), full=True)
    for box in ("\u2610", "[]"):
        (table,) = (one for one in lay_out(document, box=box) if isinstance(one, Table))
        assert (
            sum(cell.count(box) for row in table.rows for cell in row) == grid(document).boxes
        )


def test_the_heads_of_a_narrow_table_are_the_numbers_of_the_exercises() -> None:
    (table,) = (
        one
        for one in lay_out(sheet(routine("home-basics"), full=True))
        if isinstance(one, Table)
    )
    assert table.short == ("Day", "1", "2", "3", "4", "Pain")


@pytest.mark.parametrize("ascii_", [True, False])
def test_a_small_picture_has_every_pose_and_its_size(ascii_: bool) -> None:
    card = sheet(routine("home-basics")).cards[0]
    assert card.picture is not None
    poses = draw_cells(card.picture, ascii=ascii_)
    assert len(poses) == len(card.picture.captions)
    for rows in poses:
        widths = {sum(len(text) for text, _ in row) for row in rows}
        assert (widths, len(rows)) == ({SMALL[0]}, SMALL[1])
        drawn = "".join(text for row in rows for text, _ in row)
        assert drawn.strip()
        assert drawn.isascii() or not ascii_


def test_a_small_picture_is_cropped_to_what_is_drawn_in_any_pose() -> None:
    card = sheet(routine("home-basics")).cards[1]
    assert card.picture is not None
    poses = draw_cells(card.picture)
    small = cropped(poses)
    lines = ["".join(text for text, _ in row) for rows in small for row in rows]
    assert {len(line) for line in lines} == {len(lines[0])}
    assert len(lines[0]) < SMALL[0]
    assert any(line[0].strip(" \u2800") for line in lines)
    assert any(line[-1].strip(" \u2800") for line in lines)
    heights = {len(rows) for rows in small}
    assert len(heights) == 1
    for edge in (0, -1):
        assert any("".join(text for text, _ in rows[edge]).strip(" \u2800") for rows in small)

    def marks(all_: tuple[Any, ...]) -> str:
        drawn = "".join(text for rows in all_ for row in rows for text, _ in row)
        return drawn.replace(" ", "").replace("\u2800", "")

    assert marks(small) == marks(poses)


def test_a_pose_that_is_only_moved_through_is_not_shown() -> None:
    figure = json.loads(FIGURE)
    start, up = figure["poses"].values()
    figure["poses"] = {"start": start, "half": {"lean": "-9", "passing": "yes"}, "up": up}
    own = library().exercises["leg-lifts"]._replace(figure=json.dumps(figure))
    picture = picture_of(own, own.dose)
    assert picture is not None
    assert len(draw_cells(picture)) == len(picture.captions) == 2
