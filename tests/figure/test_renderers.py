"""A drawing is the same picture in all that draw it: the PDF's engine, a library, a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from backpt.figure.svg import drawing
from tests.figure.dots import Box, Dots, dots
from tests.figure.drawn import shipped

typst = pytest.importorskip("typst", reason="no typst here: it comes with the development set")
RSVG = shutil.which("rsvg-convert")
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
WIDE = 240
"""Dots of the width that every picture is drawn with."""
NEAR = 3
"""Dots by which an edge may differ: each engine smooths edges in its own way."""
DRAWN = ("bridge", "bird-dog", "counter-stretch", "knee-tilts", "tandem-stand")
INKS = {"amber": (0xFF, 0xC8, 0x61), "red": (0xB3, 0x26, 0x1E)}
"""What moves, and arrows."""
PAPER = (0xFF, 0xFF, 0xFF)
ALIKE = 70
"""A dot is of an ink if its three channels together differ from it by less; anything else but
paper is ink too."""


def by_typst(svg: str, high: int, folder: Path) -> Dots:
    page = (
        f"#set page(width: {WIDE}pt, height: {high}pt, margin: 0pt)\n"
        f"#image(bytes(sys.inputs.svg), width: {WIDE}pt, height: {high}pt)"
    )
    made = typst.compile(page.encode(), format="png", ppi=72.0, sys_inputs={"svg": svg})
    return dots(made)


def by_rsvg(svg: str, high: int, folder: Path) -> Dots:
    assert RSVG
    command = [RSVG, "-w", str(WIDE), "-h", str(high), "-b", "white"]
    ran = subprocess.run(command, input=svg.encode(), capture_output=True, check=True)
    return dots(ran.stdout)


def by_chromium(svg: str, high: int, folder: Path) -> Dots:
    assert CHROMIUM
    page, picture = folder / "page.html", folder / "page.png"
    style = f"body{{margin:0}}svg{{display:block}}body>svg{{width:{WIDE}px;height:{high}px}}"
    page.write_text(f"<!doctype html><style>{style}</style>{svg}", encoding="utf-8")
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    command += [f"--screenshot={picture}", "--window-size=500,700", page.as_uri()]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    whole = dots(picture.read_bytes())  # no window is as small as the picture: cut it out
    return Dots(WIDE, high, [row[: 3 * WIDE] for row in whole.rows[:high]])


Renderer = Callable[[str, int, Path], Dots]


def boxes(drawn: Dots) -> dict[str, Box | None]:
    """Return the box around all that is drawn, and around each ink."""
    colours = drawn.colours()
    inks = {
        name: {one for one in colours if unlike(one, ink) < ALIKE} for name, ink in INKS.items()
    }
    inks["all"] = {one for one in colours if unlike(one, PAPER) > ALIKE}
    return {name: drawn.box(frozenset(found)) for name, found in inks.items()}


def unlike(one: bytes, other: tuple[int, int, int]) -> int:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


@cache
def svg_of(id_: str) -> tuple[str, int]:
    """Return a drawing and how high it is where it is ``WIDE``."""
    svg = drawing(shipped()[id_])
    wide, high = (float(n) for n in svg.split('viewBox="0 0 ')[1].split('"')[0].split())
    return svg, round(WIDE * high / wide)


has_rsvg = pytest.mark.skipif(not RSVG, reason="no rsvg-convert here")
has_chromium = pytest.mark.skipif(
    not CHROMIUM, reason="no Chromium here; name one with CHROMIUM=PROGRAM"
)
TWO = [
    *(pytest.param(by_rsvg, id_, marks=has_rsvg) for id_ in DRAWN),
    *(
        pytest.param(by_chromium, id_, marks=[pytest.mark.terminal, has_chromium])
        for id_ in DRAWN[:2]  # a browser takes two seconds to start
    ),
]


@pytest.mark.parametrize(("other", "id_"), TWO)
def test_a_drawing_has_its_inks_in_the_same_places_in_two_renderers(
    other: Renderer, id_: str, tmp_path: Path
) -> None:
    svg, high = svg_of(id_)
    first, second = (boxes(draw(svg, high, tmp_path)) for draw in (by_typst, other))
    for name, box in first.items():
        assert box is not None
        assert second[name] == pytest.approx(box, abs=NEAR), name


def test_a_shape_that_moves_moves_the_box_around_its_ink(tmp_path: Path) -> None:
    """The comparison above can fail: a panel that is moved is not the same."""
    svg, high = svg_of("bridge")
    before, panel, last = svg.rpartition('<svg x="')
    moved = f"{before}{panel}4{last}"  # to the right, and so off the edge it was near
    here, there = (boxes(by_typst(one, high, tmp_path))["red"] for one in (svg, moved))
    assert here is not None
    assert there != pytest.approx(here, abs=NEAR)
