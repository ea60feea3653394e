from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.language import speech
from backpt.language.en.captions import caption
from backpt.prescription.model import prescribe
from backpt.session.commands import Command
from backpt.session.compile import flatten
from backpt.session.keymap import PageKey
from backpt.session.player import Player
from backpt.session.steps import Compiled, StepKind
from backpt.session.views import Caption, Page, View
from backpt.terminal.picture_rows import Look, Picture
from backpt.terminal.screen import draw_view
from backpt.terminal.text import cells, width
from tests.builders import shipped
from tests.examples import cases

from .glass import ALARM, CAPTION, SAFETY, Glass

COLOURED = Look()
ASCII = Look(unicode=False, colour=False)

Golden = Callable[[str, str], None]

words = st.one_of(
    st.text(max_size=60), st.sampled_from(["", "Hold", "漢字" * 9, "e\u0301" * 20, "🧊 pack"])
)
OPTIONS = "   ".join(f"{one.shown} {one.does}" for one in SAFETY.options)
keys = st.lists(st.tuples(words, words), max_size=14).map(tuple)
parts = st.floats(-1, 2)
captions = st.builds(
    Caption,
    **dict.fromkeys(
        ("title", "heading", "where", "side", "counting", "action", "note", "coming", "left"),
        words,
    ),
    digits=st.one_of(words, st.from_regex(r"[+-]?[0-9]{1,2}(:[0-9]{2}){0,2}", fullmatch=True)),
    keys=keys,
    progress=parts,
    part=st.one_of(st.none(), parts),
    urgent=st.booleans(),
    help=st.booleans(),
)
pages = st.builds(
    Page,
    title=words,
    lines=st.lists(words, max_size=14).map(tuple),
    options=st.lists(st.builds(PageKey, st.just(("y",)), words, words), max_size=8).map(tuple),
    urgent=st.booleans(),
    hint=words,
)
views = st.one_of(captions, pages)
looks = st.builds(Look, *[st.booleans()] * 6)


def lines_of(shown: Picture) -> list[str]:
    return ["".join(text for text, _ in row) for row in shown]


def said(shown: Picture) -> str:
    return "\n".join(lines_of(shown))


@pytest.mark.parametrize(
    ("name", "view", "columns", "lines", "look"),
    [
        ("moment-80x24", CAPTION, 80, 24, COLOURED),
        ("moment-100x30", CAPTION, 100, 30, COLOURED),
        ("moment-120x40", CAPTION, 120, 40, COLOURED),
        ("moment-40x10", CAPTION, 40, 10, COLOURED),
        ("moment-39x9", CAPTION, 39, 9, COLOURED),
        ("moment-80x24-ascii", CAPTION, 80, 24, ASCII),
        ("moment-80x24-big", CAPTION, 80, 24, Look(big=True)),
        ("alarm-80x24", ALARM, 80, 24, COLOURED),
        ("alarm-40x10-ascii", ALARM, 40, 10, ASCII),
        ("alarm-39x9", ALARM, 39, 9, COLOURED),
        ("help-80x24", CAPTION._replace(help=True), 80, 24, COLOURED),
        ("help-40x10", CAPTION._replace(help=True), 40, 10, COLOURED),
        ("page-80x24", SAFETY, 80, 24, COLOURED),
        ("page-40x24", SAFETY, 40, 24, COLOURED),
        ("page-40x10-ascii", SAFETY, 40, 10, ASCII),
        ("page-urgent-80x24", SAFETY._replace(urgent=True), 80, 24, COLOURED),
    ],
)
def test_the_glass_shows_what_was_agreed(
    golden: Golden, name: str, view: View, columns: int, lines: int, look: Look
) -> None:
    with Glass(columns, lines) as glass:
        glass.writer.begin()
        shown = draw_view(view, columns, lines, look)
        while not glass.writer.show(shown):
            glass.read()
        glass.read()
        golden(name, glass.text())


@cases(300)
@given(views, st.integers(1, 200), st.integers(1, 60), looks)
def test_any_view_fills_any_window_exactly(
    view: View, columns: int, lines: int, look: Look
) -> None:
    shown = draw_view(view, columns, lines, look)
    assert len(shown) == lines
    wide = look.wide
    assert {sum(width(text, wide) for text, _ in row) for row in shown} == {columns}
    assert all(len(cells(text, wide)) == width(text, wide) for row in shown for text, _ in row)


@cases(100)
@given(views, st.integers(1, 120), st.integers(1, 40))
def test_the_ascii_look_is_ascii_whatever_the_view_holds(
    view: View, columns: int, lines: int
) -> None:
    assert said(draw_view(view, columns, lines, ASCII)).isascii()


OURS = (CAPTION, CAPTION._replace(help=True), ALARM, SAFETY, SAFETY._replace(urgent=True))


@pytest.mark.parametrize("look", [Look(shapes=False), Look(wide=True)], ids=["ascii", "wide"])
@pytest.mark.parametrize("view", OURS)
def test_nothing_of_ours_is_drawn_outside_ascii_where_that_is_wanted(
    view: View, look: Look
) -> None:
    for columns in (10, 40, 60, 80, 120):
        for lines in (1, 9, 10, 14, 24, 40):
            assert said(draw_view(view, columns, lines, look)).isascii()


def test_letters_stay_letters_where_drawings_are_ascii() -> None:
    view = CAPTION._replace(heading="Étirement 脚")
    for look in (Look(shapes=False), Look(wide=True)):
        assert "Étirement 脚" in said(draw_view(view, 80, 24, look))


@pytest.mark.parametrize("lines", range(10, 31))
@pytest.mark.parametrize("columns", [40, 60, 80, 100])
def test_what_counts_is_there_at_every_ordinary_size(columns: int, lines: int) -> None:
    shown = said(draw_view(CAPTION._replace(digits="0:42"), columns, lines, COLOURED))
    for text in ("Hold", "Left leg", "set 1 of 2, rep 3 of 6", "Leg lifts", "space pause"):
        assert text in shown


@pytest.mark.parametrize(("columns", "lines"), [(39, 24), (80, 9), (30, 3), (12, 1)])
def test_a_small_window_has_one_line_that_begins_with_what_to_do(
    columns: int, lines: int
) -> None:
    first, *others = lines_of(draw_view(CAPTION, columns, lines, COLOURED))
    assert first.startswith("Hold  0:42"[:columns])
    assert not "".join(others).strip()


@pytest.mark.parametrize("look", [COLOURED, ASCII])
@pytest.mark.parametrize(
    ("columns", "lines"), [(100, 30), (80, 24), (40, 10), (39, 9), (40, 1)]
)
def test_an_alarm_stands_out_by_words_and_by_reverse(
    columns: int, lines: int, look: Look
) -> None:
    shown = draw_view(ALARM, columns, lines, look)
    loud = [(text, style) for row in shown for text, style in row if "!!" in text]
    assert "TAKE THE PACK OFF" in loud[0][0]
    assert "7" in loud[0][1].split(";")


@cases(50)
@given(views, st.integers(1, 120), st.integers(1, 40), st.booleans())
def test_no_colour_is_used_where_none_is_wanted(
    view: View, columns: int, lines: int, unicode: bool
) -> None:
    shown = draw_view(view, columns, lines, Look(unicode, colour=False))
    used = {code for row in shown for _, style in row for code in style.split(";")}
    assert used <= {"", "1", "2", "7"}


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (40, 10), (60, 12)])
def test_help_says_what_every_key_does(columns: int, lines: int) -> None:
    shown = said(draw_view(CAPTION._replace(help=True), columns, lines, COLOURED))
    for key, does in CAPTION.keys:
        assert f"{key} " in shown
        assert does[:10] in shown
    assert "Hold" in shown


@pytest.mark.parametrize("urgent", [False, True])
@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (40, 24)])
def test_a_page_of_twelve_lines_is_read_whole(columns: int, lines: int, urgent: bool) -> None:
    shown = " ".join(
        said(draw_view(SAFETY._replace(urgent=urgent), columns, lines, ASCII)).split()
    )
    for text in (*SAFETY.lines, OPTIONS):
        assert " ".join(text.split()) in shown


@pytest.mark.parametrize("lines", [3, 6, 10])
def test_a_page_that_does_not_fit_keeps_title_and_prompt_and_says_so(lines: int) -> None:
    shown = [line.strip() for line in lines_of(draw_view(SAFETY, 44, lines, COLOURED))]
    assert (shown[0], shown[-1]) == (SAFETY.title, OPTIONS)
    assert shown[-2] == "(make the window larger, or use --plain)"


def test_what_to_press_is_the_last_thing_a_page_gives_up() -> None:
    shown = said(draw_view(SAFETY, 30, 1, COLOURED))
    assert all(f"{one.shown} {one.does}" in shown for one in SAFETY.options)


def test_no_option_of_a_page_is_torn_over_two_rows_and_each_stands_apart() -> None:
    options = tuple(
        PageKey((key,), does, key)
        for key, does in (
            ("n", "none"),
            ("s", "same"),
            ("c", "closer to the back"),
            ("f", "further down"),
            ("b", "back"),
            ("q", "leave"),
        )
    )
    page = SAFETY._replace(lines=("Text.",), options=options)
    for columns in (80, 40, 26):
        shown = said(draw_view(page, columns, 40, ASCII))
        for one in options:
            assert f"{one.shown} {one.does}   " in shown + "   "


def test_a_hint_stands_below_the_options() -> None:
    page = SAFETY._replace(hint="Press y, or q.")
    for columns, lines in ((80, 24), (44, 8)):
        rows = [line.strip() for line in lines_of(draw_view(page, columns, lines, ASCII))]
        at = rows.index(OPTIONS)
        assert rows[at + 1] == "Press y, or q."


def test_the_bar_of_a_session_fills_with_it() -> None:
    filled = [
        said(draw_view(CAPTION._replace(progress=step / 10, part=None), 80, 24, ASCII)).count(
            "#"
        )
        for step in range(11)
    ]
    assert filled == sorted(set(filled))


@pytest.mark.parametrize(("wild", "sensible"), [(1.5, 1.0), (-0.5, 0.0), (float("nan"), 0.0)])
@pytest.mark.parametrize("look", [COLOURED, ASCII])
def test_progress_beyond_its_range_is_the_end_of_the_bar(
    wild: float, sensible: float, look: Look
) -> None:
    shown = [
        draw_view(CAPTION._replace(progress=part, part=part), 80, 24, look)
        for part in (wild, sensible)
    ]
    assert lines_of(shown[0]) == lines_of(shown[1])


def test_the_content_of_a_very_wide_window_stays_together() -> None:
    for line in lines_of(draw_view(CAPTION, 200, 50, COLOURED)):
        assert not line[:52].strip()
        assert not line[148:].strip()


@pytest.mark.parametrize("lines", range(10, 31))
@pytest.mark.parametrize("columns", [40, 46, 60, 80, 100])
def test_no_window_hides_what_to_press_when_it_hurts_nor_how_to_see_all_keys(
    columns: int, lines: int
) -> None:
    shown = said(draw_view(CAPTION, columns, lines, COLOURED))
    assert "h it hurts" in shown
    assert "? keys" in shown


def questions() -> list[Caption]:
    """Return what the screen says while a question of "it hurts" is open, and in the rests
    after it."""
    of = prescribe(shipped(), "home-basics")
    steps = flatten(of, speech)
    player = Player(steps, speech, first=2)
    player.start(0.0)
    found = []
    for command, value in (
        (Command.HURTS, ""),
        (Command.NEW_SIGN, ""),
        (Command.DIGIT, "1"),
        (Command.NO, ""),
        (Command.TAKE_BACK, ""),
        (Command.LEG, ""),
        (Command.DONE, ""),
    ):
        player.command(command, 1.0, value)
        found.append(caption(Compiled(of, steps), player.frame(1.0)))
    return found


@pytest.mark.parametrize("lines", [14, 20, 24, 40])
@pytest.mark.parametrize("columns", [60, 80, 100, 120])
def test_every_answer_to_a_question_is_on_the_screen(columns: int, lines: int) -> None:
    for shown in questions():
        there = said(draw_view(shown, columns, lines, COLOURED))
        for key, does in shown.keys:
            assert f"{key} {does}"[: columns - 6] in there, there


def setups() -> list[Caption]:
    """Return what the screen says while one gets into place, in every shipped routine."""
    library = shipped()
    found = []
    for routine_id in library.routines:
        of = prescribe(library, routine_id)
        steps = flatten(of, speech)
        for index, step in enumerate(steps):
            if step.kind is StepKind.SETUP:
                player = Player(steps, speech, first=index, keyboard=False)
                player.start(0.0)
                found.append(caption(Compiled(of, steps), player.frame(0.0)))
    return list(dict.fromkeys(found))


def test_beside_a_figure_the_words_of_getting_into_place_are_there_to_the_last() -> None:
    all_of_them = setups()
    assert len(all_of_them) > 60
    for shown in all_of_them:
        words_there = " ".join(said(draw_view(shown, 40, 24, COLOURED)).split())
        assert " ".join(shown.note.split()) in words_there, words_there


@pytest.mark.parametrize("shown", [CAPTION, ALARM, CAPTION._replace(digits="-12:34")])
@pytest.mark.parametrize(("columns", "lines", "least"), [(80, 24, 9), (200, 50, 20)])
@pytest.mark.parametrize("unicode", [True, False])
def test_big_digits_are_read_from_across_the_room(
    shown: Caption, columns: int, lines: int, least: int, unicode: bool
) -> None:
    """With the words beside them that say what to do, and the keys."""
    look = Look(unicode=unicode, big=True)
    drawn = lines_of(draw_view(shown, columns, lines, look))
    ink = "██" if unicode else "##"
    tall = [row for row in drawn if ink in row and "░" not in row and "[" not in row]
    assert len(tall) >= least
    text = "\n".join(drawn)
    assert shown.action.lower() in text.lower()
    assert "space" in text


def test_a_small_window_has_smaller_digits_rather_than_no_words() -> None:
    for columns, lines in ((40, 10), (60, 16), (80, 20)):
        text = said(draw_view(CAPTION, columns, lines, Look(big=True)))
        assert "Hold" in text
        assert "space" in text
