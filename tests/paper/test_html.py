"""The web page: everything is on it, it is valid, loads nothing, and runs nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from backpt.paper.document import BLANK, texts
from backpt.paper.html import html
from backpt.paper.look import Paper, SheetLook
from backpt.prescription.model import Routine, Work
from tests.paper.sheets import (
    FIGURE,
    FOREIGN,
    HOSTILE,
    crowded,
    grid,
    library,
    missing,
    routine,
    routine_ids,
    sheet,
    squeezed,
)

LOOKS = (SheetLook(), SheetLook(Paper.LETTER, large=True), SheetLook(mono=True))


class _Reader(HTMLParser):
    """What a browser would show or read aloud, and the elements that it would make."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.said += [value for name, value in attrs if name == "aria-label" and value]

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    @property
    def text(self) -> str:
        return "".join(self.said)


def validated(page: str) -> Any:
    """Return the tree of a page that breaks no rule of the HTML standard's parser."""
    import html5lib

    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


@pytest.mark.parametrize("id_", routine_ids())
@pytest.mark.slow
def test_everything_of_a_full_handout_is_on_the_page(id_: str) -> None:
    document = sheet(routine(id_), full=True, name="Zoë", phone="020 7946 0123")
    assert missing(texts(document), _Reader(html(document, SheetLook())).text) == []


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("full", [True, False])
def test_the_page_is_valid_and_its_ids_are_its_own(look: SheetLook, full: bool) -> None:
    page = html(sheet(crowded(7), full=full, phone="0123"), look)
    validated(page)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids)) > 5
    assert [used for used in re.findall(r"url\(#([^)]+)\)", page) if used not in ids] == []


def test_there_is_one_title_and_a_heading_for_every_exercise() -> None:
    document = sheet(routine("home-basics"), full=True)
    tags = [tag for tag, _ in _Reader(html(document, SheetLook())).tags]
    assert tags.count("h1") == 1
    assert tags.count("article") == len(document.cards)
    assert tags.count("main") == 1
    assert "h3" not in tags


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    reader = _Reader(html(sheet(crowded(7), full=True), SheetLook()))
    (policy,) = (
        attributes["content"]
        for tag, attributes in reader.tags
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert "script" not in policy
    tags = {tag for tag, _ in reader.tags}
    assert tags.isdisjoint({"script", "link", "img", "iframe", "object", "use", "image"})
    for _, attributes in reader.tags:
        assert [name for name in attributes if name.startswith("on")] == []
        assert attributes.keys().isdisjoint({"src", "xlink:href"})
    assert {a["href"] for tag, a in reader.tags if tag == "a"} == {"#main"}


def test_every_box_is_there_and_has_words_for_who_cannot_see_it() -> None:
    document = sheet(routine("flare-up-day"), full=True)
    page = html(document, SheetLook())
    assert page.count('<span class="box">') == grid(document).boxes
    assert page.count("to tick") == sum(
        bool(many) for row in grid(document).rows for many in row.cells
    )


@pytest.mark.parametrize("name", [*HOSTILE, *FOREIGN, "🙂 👩‍⚕️"])
@pytest.mark.parametrize("full", [pytest.param(True, marks=pytest.mark.slow), False])
def test_a_hostile_name_is_only_text(name: str, full: bool) -> None:
    made = routine("home-basics")._replace(name=name, goal=name)
    harmless = html(sheet(routine("home-basics"), full=full, name="x", phone="x"), SheetLook())
    page = html(sheet(made, full=full, name=name, phone=name), SheetLook())
    validated(page)
    reader = _Reader(page)
    assert squeezed(reader.text).count(squeezed(name)) >= 4
    assert [tag for tag, _ in reader.tags] == [tag for tag, _ in _Reader(harmless).tags]


def test_a_hostile_caption_stays_inside_its_picture() -> None:
    figure = FIGURE.replace("On your back", "</desc></svg><script>alert(1)")
    own = library().exercises["bridge"]._replace(figure=figure)
    made = Routine("own", "Own", (Work(own, own.dose),))
    page = html(sheet(made, full=True), SheetLook())
    validated(page)
    assert "script" not in {tag for tag, _ in _Reader(page).tags}
    assert "<script>alert(1)" in _Reader(page).text


def test_pictures_move_only_where_motion_is_welcome() -> None:
    page = html(sheet(routine("home-basics")), SheetLook())
    welcome = page.index("(prefers-reduced-motion: no-preference)")
    before, after = page[:welcome], page[welcome:]
    assert "animation" not in before
    assert "animation" in after
    assert 'type="checkbox" id="move"' in after
    still = html(sheet(routine("home-basics"), figures=False), SheetLook())
    assert 'type="checkbox"' not in still


def test_in_large_print_heading_picture_dose_and_safety_are_one_piece() -> None:
    document = sheet(routine("home-basics"), full=True)
    tree = validated(html(document, SheetLook(large=True)))
    tops = tree.findall(".//article/div[@class='top']")
    assert len(tops) == len(document.cards)
    for top, card in zip(tops, document.cards, strict=True):
        said = "".join(top.itertext())
        assert top.find("figure") is not None
        assert missing(iter((card.heading, card.dose, *dict(card.safety).values())), said) == []
        assert top.find(".//ol") is None
    assert len(tree.findall(".//article/ol")) == len(tops)


@pytest.mark.parametrize("large", [True, False])
def test_the_footer_is_printed_unless_the_margins_of_the_page_have_it(large: bool) -> None:
    page = html(sheet(routine("home-basics")), SheetLook(large=large))
    hidden = re.findall(r"footer \{[^}]*display: none", page)
    known = page.index("@supports (app-region: none)")
    assert len(hidden) == 1
    assert page.index(hidden[0]) > known
    assert f'width: 82%; font: {11 if large else 8}pt "Atkinson' in page


def test_the_heads_of_a_table_stand_where_their_longest_words_would_not_fit() -> None:
    for names, stand in (("Bend", False), ("Contralateral hamstring-strengthening", True)):
        made = routine("big-three")
        items = [
            item._replace(exercise=item.exercise._replace(name=names))
            for item in made.items
            if isinstance(item, Work)
        ]
        page = html(sheet(made._replace(items=(*items, *items)), full=True), SheetLook())
        assert ('class="upright"' in page) is stand


def test_room_for_a_phone_number_is_seen_and_said() -> None:
    page = html(sheet(routine("home-basics")), SheetLook())
    assert f'Call <span aria-hidden="true">{BLANK}</span>' in page
    given = html(sheet(routine("home-basics"), phone="0123"), SheetLook())
    assert BLANK not in given


def test_the_same_document_is_the_same_page() -> None:
    document = sheet(routine("home-basics"), full=True)
    assert html(document, SheetLook()) == html(document, SheetLook())


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, "A4"), (Paper.LETTER, "letter")])
def test_it_prints_on_the_paper_that_was_asked_for(paper: Paper, size: str) -> None:
    assert f"size: {size};" in html(sheet(routine("home-basics")), SheetLook(paper))
