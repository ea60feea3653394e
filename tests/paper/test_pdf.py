"""The PDF: everything is on it, nothing is cut, and a screen reader can follow it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.paper.document import texts
from backpt.paper.look import Paper, SheetLook
from backpt.paper.pdf import pdf
from backpt.prescription.model import Work, single
from tests.examples import cases
from tests.paper.sheets import (
    FOREIGN,
    HOSTILE,
    Pdf,
    crowded,
    exercises_in,
    grid,
    library,
    missing,
    routine,
    routine_ids,
    sheet,
    squeezed,
    words_on,
)

pytestmark = pytest.mark.slow
MARGIN = 0.12
"""A last page with less than this on it is a page too many."""
FULL_ENOUGH = 0.65
"""Words on less of a page that is not the last leave a gap that is seen."""
LOOKS = (
    SheetLook(),
    SheetLook(Paper.LETTER),
    SheetLook(large=True),
    SheetLook(Paper.LETTER, large=True, mono=True),
)


@pytest.mark.parametrize("id_", routine_ids())
def test_everything_of_a_full_handout_is_in_the_pdf(id_: str) -> None:
    document = sheet(routine(id_), full=True, name="Zoë", phone="020 7946 0123")
    made = Pdf(pdf(document, SheetLook()).data)
    alts = {card.picture.alt for card in document.cards if card.picture}
    assert len(alts) >= 1
    assert missing((text for text in texts(document) if text not in alts), made.text) == []
    assert [alt for alt in alts if squeezed(alt) not in squeezed(" ".join(made.alts))] == []


@pytest.mark.parametrize("id_", [id_ for id_ in routine_ids() if exercises_in(id_) <= 6])
@pytest.mark.parametrize("paper", Paper)
def test_up_to_six_exercises_are_on_one_side(id_: str, paper: Paper) -> None:
    document = sheet(routine(id_), phone="020 7946 0123", name="Zoë", by="J. Okafor")
    (page,) = Pdf(pdf(document, SheetLook(paper)).data).pages
    assert page.faults == ()


def test_no_exercise_is_broken_over_two_pages() -> None:
    document = sheet(routine("strength-builder"), full=True)
    pages = [
        squeezed(text) for _, text in words_on(pdf(document, SheetLook()).data, large=False)
    ]
    for card in document.cards:
        told = (*card.steps, *(said for _, said in card.safety))
        assert together(told, pages)


def test_in_large_print_an_exercise_is_broken_only_between_its_steps() -> None:
    cut = 0
    for id_ in ("flare-up-day", "strength-builder"):
        document = sheet(routine(id_), full=True)
        made = words_on(pdf(document, SheetLook(Paper.LETTER, large=True)).data, large=True)
        pages = [squeezed(text) for _, text in made]
        for card in document.cards:
            captions = card.picture.captions if card.picture else ()
            told = (card.heading, card.dose, *captions, *(said for _, said in card.safety))
            assert together(told, pages)
            if not together((*told, *card.steps), pages):
                cut += 1
                assert any(squeezed(f"{card.heading}, continued") in page for page in pages)
    assert cut > 0


def together(told: Iterable[str], pages: list[str]) -> bool:
    """Whether one page has all of it."""
    wanted = [squeezed(text) for text in told]
    return any(all(text in page for text in wanted) for page in pages)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("full", [True, False])
def test_no_page_of_a_shipped_routine_is_half_empty_nor_the_last_a_few_lines(
    look: SheetLook, full: bool
) -> None:
    for id_ in routine_ids():
        document = sheet(routine(id_), full=full)
        made = words_on(pdf(document, look).data, large=look.large)
        *others, (filled, last) = made
        assert [many for many, _ in others if many < FULL_ENOUGH] == []
        assert filled > MARGIN
        text = squeezed(last)
        if full:
            assert squeezed("Where the doses come from") in text
        else:  # never the boxes alone
            assert any(squeezed(card.heading) in text for card in document.cards)


def test_a_smaller_picture_saves_an_exercise_a_page_of_its_own() -> None:
    document = sheet(routine("classic-six"), full=True, weeks=12)
    made = words_on(pdf(document, SheetLook()).data, large=False)
    assert [many for many, _ in made[:-1] if many < FULL_ENOUGH] == []


@pytest.mark.parametrize("exercises", [2, 3, 4, 5, 6])
@pytest.mark.parametrize("packs", [True, False])
@pytest.mark.parametrize("large", [True, False])
def test_the_heads_of_the_diary_stay_in_their_columns(
    exercises: int, packs: bool, large: bool
) -> None:
    document = sheet(crowded(exercises, packs=packs), full=True, figures=False)
    made = Pdf(pdf(document, SheetLook(large=large)).data)
    assert [page.faults for page in made.pages if page.faults] == []


def test_short_heads_of_a_diary_lie() -> None:
    """And those with a long word stand: then the table is higher."""
    made = routine("home-basics")
    names = ("Bend", "Contralateral")
    heights = []
    for name in names:
        items = [
            item._replace(exercise=item.exercise._replace(name=name))
            for item in made.items
            if isinstance(item, Work)
        ]
        document = sheet(made._replace(items=(*items, *items)), full=True, figures=False)
        pages = words_on(pdf(document, SheetLook()).data, large=False)
        heights.append(sum(filled for filled, _ in pages))
    assert heights[0] < heights[1]


@pytest.mark.parametrize("large", [True, False])
def test_a_long_diary_is_parted_between_two_weeks(large: bool) -> None:
    document = sheet(routine("home-basics"), full=True, weeks=12, figures=False)
    made = Pdf(pdf(document, SheetLook(large=large)).data)
    boxes = [many for many in made.boxes if many]
    assert len(boxes) > 1
    assert sum(boxes) == grid(document).boxes
    assert [many for many in boxes if many % (7 * len(document.cards))] == []
    assert [page.faults for page in made.pages if page.faults] == []


def test_six_exercises_with_the_longest_names_and_two_packs_are_on_one_side() -> None:
    (page,) = Pdf(pdf(sheet(crowded(6)), SheetLook()).data).pages
    assert page.faults == ()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("full", [True, False])
def test_nothing_is_cut_or_over_another_or_alone(look: SheetLook, full: bool) -> None:
    document = sheet(crowded(12), full=full, weeks=3, start=date(2026, 12, 21))
    made = Pdf(pdf(document, look).data)
    assert [page.faults for page in made.pages if page.faults] == []
    assert made.pages[-1].filled > MARGIN


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("full", [True, False])
def test_every_box_to_tick_is_drawn(look: SheetLook, full: bool) -> None:
    """Without figures, in which a chair is a box, too."""
    for made in (crowded(12), routine("flare-up-day")):
        document = sheet(made, full=full, weeks=3, figures=False)
        assert sum(Pdf(pdf(document, look).data).boxes) == grid(document).boxes


@pytest.mark.parametrize("id_", routine_ids())
def test_every_box_of_the_diary_is_drawn(id_: str) -> None:
    document = sheet(routine(id_), full=True, figures=False)
    assert sum(Pdf(pdf(document, SheetLook()).data).boxes) == grid(document).boxes


def test_the_same_document_is_the_same_bytes() -> None:
    document = sheet(routine("home-basics"), full=True, start=date(2026, 11, 23))
    assert pdf(document, SheetLook()) == pdf(document, SheetLook())


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("full", [True, False])
def test_a_checker_of_pdf_ua_finds_no_error(
    tmp_path: Path, look: SheetLook, full: bool
) -> None:
    import pdfua

    file = tmp_path / "sheet.pdf"
    file.write_bytes(pdf(sheet(crowded(7), full=full, name="Zoë"), look).data)
    report: Any = pdfua.validate(str(file))
    assert len(report.outcomes) > 10
    assert [str(finding) for finding in report.findings] == []


def test_it_says_what_it_is_and_not_for_whom() -> None:
    import pypdf

    document = sheet(routine("home-basics"), name="Zoë Secret", by="Dr. Known", phone="0123")
    reader = pypdf.PdfReader(BytesIO(pdf(document, SheetLook()).data))
    root: Any = reader.trailer["/Root"]
    described = f"{reader.metadata} {root['/Metadata'].get_data().decode()}"
    assert "Home basics" in described
    assert "pdfuaid" in described
    assert [word for word in ("Secret", "Known", "0123") if word in described] == []
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]


def test_only_our_font_is_in_it_and_whole_words_can_be_copied() -> None:
    import pypdf

    reader = pypdf.PdfReader(BytesIO(pdf(sheet(routine("home-basics")), SheetLook()).data))
    fonts: Any = reader.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    names = {font["/BaseFont"].split("+")[1] for font in fonts.values()}
    assert names == {"AtkinsonHyperlegible-Bold", "AtkinsonHyperlegible-Regular"}
    assert all("/ToUnicode" in font for font in fonts.values())


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("full", [True, False])
def test_a_hostile_name_is_only_text(name: str, full: bool) -> None:
    made = routine("home-basics")._replace(name=name, goal=name)
    document = sheet(made, full=full, name=name, by=name, phone=name)
    printed = Pdf(pdf(document, SheetLook()).data)
    assert squeezed(printed.text).count(squeezed(name)) >= 4
    assert [page.faults for page in printed.pages if page.faults] == []


@pytest.mark.parametrize("name", FOREIGN)
def test_another_font_stands_in_and_that_is_said(name: str) -> None:
    printed = pdf(sheet(routine("home-basics"), name=name), SheetLook())
    strange = {one for one in name if not one.isascii()}
    assert strange <= set(printed.stand_in)
    assert printed.lost == ""
    assert strange <= set(Pdf(printed.data).text)


def test_a_character_that_no_font_has_is_a_question_mark_and_that_is_said() -> None:
    nobody = "\u0378\U0010fffd"  # neither is given to any character
    printed = pdf(sheet(routine("home-basics"), name=f"Jo {nobody}!"), SheetLook())
    assert set(printed.lost) == set(nobody)
    assert "For Jo ??!" in Pdf(printed.data).text


@pytest.mark.parametrize(
    "name",
    [
        "Jo \U0001f44d\U0001f3fd",  # a skin tone
        "1\ufe0f\u20e3 Jo",  # a keycap
        "\uff8a\uff9e\uff8a\uff9f",  # half-width katakana with voice marks
        "\U0001f469\u200d\U0001f9b1",  # joined
        "\U0001f1e9\U0001f1ea",  # a flag
        "\U0001f3f4\U000e0067\U000e007f",  # a flag of tags
        "\u845b\U000e0100",  # another form of a character
        "a\u0378\u0301\u20dd",  # marks on a character that no font has
    ],
    ids=ascii,
)
def test_characters_that_belong_together_are_a_sheet_whether_or_not_a_font_has_them(
    name: str,
) -> None:
    printed = pdf(sheet(routine("home-basics"), name=name, phone=name), SheetLook())
    text = Pdf(printed.data).text
    assert "1. Knee tilts" in text
    assert not (set(printed.lost) & set(printed.stand_in))
    if printed.lost:
        assert "?" in text


def test_more_strange_characters_than_typst_names_one_by_one_are_taken_out() -> None:
    many = " ".join(chr(0xE000 + number) for number in range(120))
    printed = pdf(sheet(routine("home-basics"), name=many), SheetLook())
    assert len(printed.lost + printed.stand_in) >= 120
    assert Pdf(printed.data).text.count("?") >= len(printed.lost)


_PIECES = (
    "\U0001f44d", "\U0001f3fd", "\ufe0f", "\u20e3", "\u200d", "\u0301", "\uff9e", "\uff76",
    "1", "#", "Jo", " ", "\u0928", "\u094d", "\u0e33", "\u1100", "\u1161", "\u0627", "\u064b",
    "\u34f0", "\U000e0101", "\u3164", "\ue000", "\u0378", "\u2011", '"', "\\", "\u0345",
)  # fmt: skip


@cases(15)
@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=12).map("".join))
def test_no_name_stops_the_sheet(name: str) -> None:
    made = routine("home-basics")
    printed = pdf(
        sheet(made._replace(items=made.items[:1]), name=name, figures=False), SheetLook()
    )
    assert printed.data.startswith(b"%PDF")


def test_mono_has_no_colour() -> None:
    import pypdfium2

    drawn = pypdfium2.PdfDocument(pdf(sheet(routine("home-basics")), SheetLook(mono=True)).data)
    bitmap = drawn[0].render(scale=1, rev_byteorder=True)
    data, bytes_a_dot = bytes(bitmap.buffer), bitmap.n_channels
    assert data[0::bytes_a_dot] == data[1::bytes_a_dot] == data[2::bytes_a_dot]
    drawn.close()


def test_wide_pictures_stand_under_each_other_where_they_are_larger_so() -> None:
    """A body that lies, with its enlargement beside it, is as wide as a card has room."""
    made = single(library().exercises["pelvic-tilt"])
    ((wide, high),) = Pdf(pdf(sheet(made), SheetLook()).data).pictures
    assert wide < 2.5 * high
    ((wide, high),) = Pdf(pdf(sheet(made, full=True), SheetLook()).data).pictures
    assert wide > 4 * high  # each has its words under it


def test_the_pictures_of_one_exercise_use_the_room_of_its_sheet() -> None:
    """Three panels under each other, and half of the page was empty."""
    alone = single(library().exercises["double-knee-to-chest"])
    made = pdf(sheet(alone), SheetLook()).data
    ((_, high),) = Pdf(made).pictures
    assert high > 260  # points
    assert len(Pdf(made).pages) == 1
