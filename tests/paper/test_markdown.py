"""Markdown: everything is in it, whatever a name spells, and its pictures stand beside it."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from backpt.paper.document import texts
from backpt.paper.look import SheetLook
from backpt.paper.markdown import BOX, escaped, markdown
from backpt.paper.pictures import draw_panels
from tests.paper.sheets import (
    FOREIGN,
    HOSTILE,
    crowded,
    grid,
    missing,
    routine,
    routine_ids,
    sheet,
    squeezed,
)


def tokens(text: str) -> list[Token]:
    parsed = MarkdownIt("commonmark").enable("table").parse(text)
    return [one for token in parsed for one in (token, *(token.children or ()))]


def shown(text: str) -> str:
    """Return the words that a reader of the Markdown is shown, alternative texts included."""
    return "".join(
        " " if token.type == "softbreak" else token.content
        for token in tokens(text)
        if token.type in ("text", "text_special", "softbreak", "html_inline", "html_block")
        or token.type == "image"
    )


@pytest.mark.slow
@pytest.mark.parametrize("id_", routine_ids())
def test_everything_of_a_full_handout_is_in_it(id_: str) -> None:
    document = sheet(routine(id_), full=True, name="Zoë", phone="020 7946 0123")
    assert missing(texts(document), shown(markdown(document, SheetLook(), "a").text)) == []


def test_every_picture_is_a_file_that_is_named_and_drawn() -> None:
    document = sheet(crowded(7), full=True)
    made = markdown(document, SheetLook(), "crowded.assets")
    drawn = [draw_panels(card.picture, "line") for card in document.cards if card.picture]
    named = re.findall(r"\]\(crowded\.assets/([^)]+)\)", made.text)
    assert named == [name for name, _ in made.files]
    assert len(set(named)) == len(named) == sum(map(len, drawn)) > 7
    for name, svg in made.files:
        assert re.fullmatch(r"[0-9]+-[0-9]+\.svg", name)
        assert ElementTree.fromstring(svg).tag.endswith("svg")


@pytest.mark.parametrize(
    "folder",
    ["a b (c) #1", "50% [x](y)", "(", "a|b", "a\\b", "<a>", "q?x=1", "a:b", "Übung 日本"],
)
def test_a_picture_is_found_whatever_its_folder_is_called(folder: str) -> None:
    made = markdown(sheet(routine("home-basics")), SheetLook(), f"{folder}.assets")
    images = [token for token in tokens(made.text) if token.type == "image"]
    found = [urlsplit(str(image.attrs["src"])) for image in images]
    assert [unquote(one.path) for one in found] == [
        f"{folder}.assets/{name}" for name, _ in made.files
    ]
    assert {(one.scheme, one.netloc, one.query, one.fragment) for one in found} == {("",) * 4}
    heads = [token for token in tokens(made.text) if token.type == "th_open"]
    plain = markdown(sheet(routine("home-basics")), SheetLook(), "plain.assets")
    assert len(heads) == len([one for one in tokens(plain.text) if one.type == "th_open"])


def test_a_folder_whose_name_is_no_text_is_linked_byte_for_byte() -> None:
    made = markdown(sheet(routine("home-basics")), SheetLook(), "a\udcff.assets")
    assert b"](a%FF.assets/1-1.svg)" in made.text.encode()


def test_every_box_is_there() -> None:
    document = sheet(routine("flare-up-day"), full=True)
    assert markdown(document, SheetLook(), "a").text.count(BOX) == grid(document).boxes


@pytest.mark.parametrize("name", [*HOSTILE, *FOREIGN, "🙂 👩‍⚕️"])
@pytest.mark.parametrize("full", [True, False])
def test_a_hostile_name_is_only_text(name: str, full: bool) -> None:
    made = routine("home-basics")._replace(name=name, goal=name)
    harmless = sheet(routine("home-basics"), full=full, name="x", phone="x")
    text = markdown(sheet(made, full=full, name=name, phone=name), SheetLook(), "a").text
    assert squeezed(shown(text)).count(squeezed(name)) >= 4
    kinds = [
        [token.type for token in tokens(one) if token.type not in ("text", "text_special")]
        for one in (text, markdown(harmless, SheetLook(), "a").text)
    ]
    assert kinds[0] == kinds[1]


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("plain words, 2 x 3 - fine.", "plain words, 2 x 3 - fine."),
        ("1. first", "1\\. first"),
        ("- dash", "\\- dash"),
        ("two\nlines", "two lines"),
        ("a_b*c", "a\\_b\\*c"),
    ],
)
def test_only_what_would_be_markup_is_escaped(text: str, safe: str) -> None:
    assert escaped(text) == safe
