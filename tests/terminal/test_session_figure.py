"""The figure beside the words: where it stands, and that it never keeps a cue waiting."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.clock import Clock
from backpt.prescription.model import Pace
from backpt.session.views import FigureMode, Movement
from backpt.terminal.picture_rows import SMALLEST, Look, Picture
from backpt.terminal.screen import draw_view
from backpt.terminal.session_figure import LEAST, PICTURE_S, Figures, Room, joined, room
from backpt.terminal.surface import Screen, open_surface
from backpt.terminal.text import width

from .glass import CAPTION, Glass

LEG_LIFTS = json.dumps(
    {
        "view": "side",
        "props": ["floor"],
        "plant": ["foot-l"],
        "active": ["leg-r"],
        "poses": {
            "start": {
                "base": "hook-lying",
                "hip-r": "0",
                "knee-r": "0",
                "says": "On your back, left knee bent.",
            },
            "up": {"hip-r": "45", "says": "Lift the right leg."},
        },
    }
)
PACE = Pace(2.0, 3.0, 3.0, 1.0)
RESTING = Movement(LEG_LIFTS, None, 0.0, False)
HELD = Movement(LEG_LIFTS, PACE, 3.0)
ASCII, BRAILLE = Look(unicode=False, colour=False), Look()
PLACE = Room(42, 14, beside=True)
LONG_S = 10.0


def text_of(shown: Picture) -> str:
    return "\n".join("".join(text for text, _ in row) for row in shown)


def finished(look: Look = BRAILLE, movement: Movement = RESTING) -> Figures:
    """Return figures whose pictures of ``movement`` are all ready."""
    figures = Figures(look)
    figures.drawn(movement, PLACE)
    for _ in range(60):
        figures.work(LONG_S)
    return figures


@given(st.integers(1, 300), st.integers(1, 120))
def test_words_keep_the_room_they_need_and_a_figure_is_never_too_small(
    columns: int, lines: int
) -> None:
    place = room(columns, lines)
    if place is None:
        assert columns < LEAST[0] + SMALLEST[0] or lines < LEAST[1]
        return
    assert place.columns >= LEAST[0]
    assert LEAST[1] <= place.rows <= lines
    left = columns - place.columns if place.beside else columns
    below = lines if place.beside else lines - place.rows
    assert left >= SMALLEST[0]
    assert below >= (SMALLEST[1] if place.beside else 20)


@pytest.mark.parametrize(
    ("size", "beside"), [((80, 24), True), ((200, 50), True), ((60, 40), False)]
)
def test_a_usual_window_has_a_figure(size: tuple[int, int], beside: bool) -> None:
    place = room(*size)
    assert place is not None
    assert place.beside is beside


def test_in_a_small_window_there_are_words_only() -> None:
    assert room(79, 24) is None
    assert room(80, 13) is None


@given(st.integers(80, 160), st.integers(14, 60), st.booleans(), st.booleans())
def test_a_joined_picture_fills_the_window_exactly(
    columns: int, lines: int, is_ready: bool, unicode: bool
) -> None:
    place, look = room(columns, lines), Look(unicode=unicode)
    assert place is not None
    drawn = (((" " * place.columns, ""),),) * place.rows if is_ready else ()
    beside = place.columns if place.beside else 0
    above = 0 if place.beside else place.rows
    words = draw_view(CAPTION, columns - beside, lines - above, look)
    shown = joined(drawn, words, place, columns, look)
    assert len(shown) == lines
    assert {sum(width(text) for text, _ in row) for row in shown} == {columns}


def test_nothing_is_drawn_before_there_was_time_for_it() -> None:
    figures = Figures(BRAILLE)
    assert figures.drawn(RESTING, PLACE) == ()
    figures.work(PICTURE_S)  # a cue is due: no time
    assert figures.drawn(RESTING, PLACE) == ()
    figures.work(LONG_S)
    assert figures.drawn(RESTING, PLACE)


def test_it_moves_out_stands_still_while_holding_and_comes_back_the_same_way() -> None:
    figures = finished()
    at = partial(Movement, LEG_LIFTS, PACE)
    out, held, later, back, relaxed = (
        text_of(figures.drawn(at(elapsed_s), PLACE)) for elapsed_s in (1.0, 2.5, 4.5, 6.5, 8.5)
    )
    assert held == later
    assert out == back
    assert len({out, held, relaxed}) == 3
    assert relaxed == text_of(figures.drawn(RESTING, PLACE))


def test_the_other_side_is_the_mirror_image() -> None:
    right = text_of(finished().drawn(RESTING, PLACE))
    left = RESTING._replace(mirrored=True)
    mirrored = text_of(finished(movement=left).drawn(left, PLACE))
    assert mirrored != right
    for one, other in zip(mirrored.split("\n"), right.split("\n"), strict=True):
        turned = other[::-1]
        begins = len(one) - len(one.lstrip()), len(turned) - len(turned.lstrip())
        ends = len(one.rstrip()), len(turned.rstrip())
        assert begins[0] == pytest.approx(begins[1], abs=1)  # a dot is half a cell
        assert ends[0] == pytest.approx(ends[1], abs=1)


def test_by_turns_every_rep_of_both_sides_moves_as_the_first_does() -> None:
    """As the session does it: four times a second, three seconds of getting into place."""
    figures = Figures(BRAILLE)
    shown: dict[bool, list[str]] = {}
    for wake in range(4 * 3):
        figures.drawn(RESTING._replace(turns=True, elapsed_s=wake / 4), PLACE)
        figures.work(LONG_S)
    for rep in range(6):
        mirrored = rep % 2 == 1
        rep_of = Movement(LEG_LIFTS, PACE, 0.0, mirrored=mirrored, turns=True)
        drawn = []
        for wake in range(int(4 * PACE.rep_s)):
            drawn.append(text_of(figures.drawn(rep_of._replace(elapsed_s=wake / 4), PLACE)))
            figures.work(LONG_S)
        if rep > 1:
            assert drawn == shown[mirrored]
        assert len(set(drawn)) > 8, rep
        assert "" not in drawn
        shown[mirrored] = drawn
    assert shown[True] != shown[False]


def test_another_side_is_never_shown_in_place_of_the_one_that_works() -> None:
    figures = finished()
    assert figures.drawn(RESTING._replace(mirrored=True), PLACE) == ()


def test_what_is_to_be_seen_now_comes_first_and_until_then_the_nearest_is_shown() -> None:
    figures = Figures(BRAILLE)
    figures.drawn(HELD, PLACE)
    figures.work(LONG_S)  # the first moments of a rep
    resting, beginning = figures.drawn(RESTING, PLACE), figures.drawn(HELD, PLACE)
    assert text_of(beginning) not in ("", text_of(resting))
    figures.work(LONG_S)
    assert text_of(figures.drawn(HELD, PLACE)) == text_of(finished().drawn(HELD, PLACE))


def test_without_braille_and_colour_it_is_ascii_and_plain() -> None:
    shown = finished(ASCII).drawn(HELD, PLACE)
    assert text_of(shown).isascii()
    assert not any("36" in style for row in shown for _, style in row)


def test_a_figure_is_ascii_where_no_shapes_are_wanted() -> None:
    assert text_of(finished(Look(shapes=False)).drawn(HELD, PLACE)).isascii()


def test_a_figure_with_a_mistake_is_left_out() -> None:
    wrong = RESTING._replace(figure='{"view": "nowhere"}')
    assert finished(movement=wrong).drawn(wrong, PLACE) == ()


def test_a_screen_with_a_figure(golden: Callable[[str, str], None]) -> None:
    place = room(80, 24)
    assert place is not None
    figures = Figures(ASCII)
    figures.drawn(HELD, place)
    for _ in range(60):
        figures.work(LONG_S)
    words = draw_view(CAPTION, 80 - place.columns, 24, ASCII)
    shown = text_of(joined(figures.drawn(HELD, place), words, place, 80, ASCII))
    golden("figure_80x24_ascii", "\n".join(line.rstrip() for line in shown.split("\n")))


def is_dots(shown: str) -> bool:
    return any("\u2801" <= one <= "\u28ff" for one in shown)


def before_and_after_work(environ: dict[str, str], drawing: FigureMode) -> tuple[str, str]:
    """Return a screen with a figure before there was time to draw it, and after."""
    with Glass(80, 24) as glass:
        surface = open_surface(environ, "utf-8", Clock(), figures=drawing, fd=glass.slave)
        assert isinstance(surface, Screen)
        with surface:
            moving = CAPTION._replace(movement=HELD)
            surface.draw(moving)
            glass.read()
            before = "".join(glass.screen.display)
            surface.work(LONG_S)
            surface.draw(moving)
            glass.read()
            return before, "".join(glass.screen.display)


def test_the_screen_draws_it_as_soon_as_it_is_ready() -> None:
    before, after = before_and_after_work({"TERM": "xterm"}, FigureMode.YES)
    assert not is_dots(before)
    assert is_dots(after)
    assert "Leg lifts" in after


@pytest.mark.parametrize(("term", "drawing"), [("linux", "yes"), ("xterm", "ascii")])
def test_where_the_font_has_no_dots_or_none_are_wanted_it_is_drawn_in_ascii(
    term: str, drawing: str
) -> None:
    before, after = before_and_after_work({"TERM": term}, FigureMode(drawing))
    assert not is_dots(after)
    ink = [sum(one in "/\\|_-#'" for one in shown) for shown in (before, after)]
    assert ink[1] > ink[0] + 60


def test_whoever_wants_no_figure_gets_the_whole_width_for_words() -> None:
    before, after = before_and_after_work({"TERM": "xterm"}, FigureMode.NO)
    assert before == after
    assert not is_dots(after)
