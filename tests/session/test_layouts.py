"""Keys of other layouts, by place. The pairs are written out as they stand on keyboards."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from backpt.session.keymap import DIGITS, Means
from backpt.session.layouts import LAM_ALEF, LAYOUTS, US, Layout, place_of
from backpt.session.pressing import Pressing

COMMANDS = {
    "Russian": dict(zip("ynkdbqtscflwxrphemui", "нтлвийеыcадцчкзруьгш", strict=True)),
    "Ukrainian": dict(zip("ynkdbqtscflwxrphemui", "нтлвийеісадцчкзруьгш", strict=True)),
    "Greek": dict(zip("ynkdbqtscflwxrphemui", "υνκδβ;τσψφλςχρπηεμθι", strict=True)),
    "Hebrew": dict(zip("ynkdbqtscflwxrphemui", "טמלגנ/אדבכך'סרפיקצון", strict=True)),
    "Arabic": dict(
        zip("ynkdbqtscflwxrphemui", "غىني" + LAM_ALEF + "ضفسؤبمصءقحاثةعه", strict=True)
    ),
}
COMMANDS["Russian"]["c"] = "с"
"""Every letter that means something -> what its key types, read off keyboards' pictures."""


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_every_command_is_reached_by_its_key_and_by_no_other_letter(layout: Layout) -> None:
    letters = {means.value for means in Means if len(means.value) == 1 and means.isalpha()}
    assert set(COMMANDS[layout.name]) == letters
    for key, typed in COMMANDS[layout.name].items():
        pressing = Pressing()
        pressing.begin(0.0, asks=True)
        heard = [pressing.heard(typed, at).key for at in (10.0, 20.0)]
        assert heard[1] == key
        assert heard[0] in ("", key)
    places = [place_of(typed) for typed in layout.types]
    # A mark that is a letter's key elsewhere is asked about before it counts as that.
    sure = [place for place in places if not place.is_doubtful or place.layout == layout.name]
    meant = [place.key for place in sure if place.key.isalpha()]
    assert sorted(meant) == sorted(key for key in US if key.isalpha())


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_layout_types_each_character_once(layout: Layout) -> None:
    assert len(layout.types) == len(US) == len(set(layout.types))


def test_yes_and_no_are_never_the_same_key_in_two_layouts() -> None:
    yes = {table["y"] for table in COMMANDS.values()}
    no = {table["n"] for table in COMMANDS.values()}
    assert not yes & no
    assert not yes & set().union(
        *(set(table.values()) - {table["y"]} for table in COMMANDS.values())
    )


def test_caps_lock_and_full_width_change_nothing() -> None:
    for key in "ynhqx":
        wide = chr(ord(key) + 0xFEE0)
        assert [place_of(typed).key for typed in (key.upper(), wide, wide.upper())] == [key] * 3
    assert [place_of(typed).key for typed in "РрЙйΝνΗη"] == list("hhqqnnhh")
    assert [place_of(typed).key for typed in ("？", "؟", "＋", "－", "　")] == [
        "?",
        "?",
        "+",
        "-",
        " ",
    ]


def test_digits_of_every_script_are_digits() -> None:
    found = 0
    for number in range(128, sys.maxunicode + 1):
        digit = unicodedata.decimal(chr(number), None)
        if digit is not None:
            assert place_of(chr(number)).key == DIGITS[digit]
            found += 1
    assert found > 600


def test_names_of_keys_and_what_stands_nowhere_stay_what_they_are() -> None:
    for typed in ("enter", "esc", "backspace", " ", "+", "?", "é", "漢", "²"):
        assert place_of(typed).key in (typed, "2" if typed == "²" else typed)
    assert place_of("é").layout == ""
