"""Every style that is used, on the palettes of real terminals, by the formula of WCAG 2.2."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from rich.color import ColorSystem
from rich.style import Style

from backpt.cli.print_terminal import _ROLES
from backpt.figure.raster import ROLES
from backpt.paper.terminal import Tone
from backpt.terminal.picture_rows import Look
from backpt.terminal.screen import draw_view
from backpt.terminal.session_figure import styled

from .glass import ALARM, CAPTION, SAFETY

LEAST = 4.5
Colour = tuple[int, int, int]


class Theme(NamedTuple):
    """The colours of a terminal: 0-7 usual, 8-15 bright; and the two it begins with."""

    letters: str
    paper: str
    palette: str


XTERM = (
    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
    "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
)
VGA = (
    "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
    "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
)
TANGO = (
    "2e3436 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf "
    "555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2 eeeeec"
)
CAMPBELL = (
    "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc "
    "767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2"
)
SOLARIZED = (
    "073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 "
    "002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3"
)
THEMES = {
    **{
        f"{name} on {paper}": Theme(letters, on, palette)
        for name, palette in (
            ("xterm", XTERM),
            ("VGA", VGA),
            ("Tango", TANGO),
            ("Campbell", CAMPBELL),
        )
        for paper, letters, on in (("black", "ffffff", "000000"), ("white", "000000", "ffffff"))
    },
    "Solarized dark": Theme("839496", "002b36", SOLARIZED),
    "Solarized light": Theme("657b83", "fdf6e3", SOLARIZED),
}


def rgb(text: str) -> Colour:
    red, green, blue = bytes.fromhex(text)
    return red, green, blue


def luminance(colour: Colour) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [part / 255 for part in colour]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    """WCAG 2.2, contrast ratio: 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def shown(style: str, theme: Theme) -> tuple[Colour, Colour]:
    """Return letters and paper that ``theme`` makes of the parameters of an SGR sequence.

    Bold letters in one of the eight colours are bright, as most terminals have it; dim ones
    come four tenths of the way, as in the terminal that dims most (kitty).
    """
    palette = [rgb(one) for one in theme.palette.split()]
    letters, paper = rgb(theme.letters), rgb(theme.paper)
    codes = [int(code) for code in style.split(";") if code]
    reverse, dim, bold = 7 in codes, False, False
    while codes:
        code = codes.pop(0)
        if code in (38, 48):
            assert codes.pop(0) == 5
            number = codes.pop(0)
            assert 16 <= number < 232, "a theme may change the first sixteen"
            cube = (number - 16) // 36, (number - 16) // 6 % 6, (number - 16) % 6
            red, green, blue = (55 + 40 * level if level else 0 for level in cube)
            letters, paper = (
                ((red, green, blue), paper) if code == 38 else (letters, (red, green, blue))
            )
        elif code // 10 in (3, 9):
            letters = palette[code % 10 + (8 if bold or code >= 90 else 0)]
        bold, dim = bold or code == 1, dim or code == 2
    if dim:
        red, green, blue = (
            round(b + 0.4 * (a - b)) for a, b in zip(letters, paper, strict=True)
        )
        letters = red, green, blue
    return (paper, letters) if reverse else (letters, paper)


def of_the_screen() -> Iterator[str]:
    for view in (CAPTION, CAPTION._replace(help=True), ALARM, SAFETY):
        for look in (Look(), Look(colour=False), Look(unicode=False)):
            for size in ((100, 30), (40, 10), (20, 2)):
                yield from (style for row in draw_view(view, *size, look) for _, style in row)


def of_figures() -> Iterator[str]:
    yield from (style for _, style in styled(tuple(("x", role) for role in ROLES)))


def of_paper_on_a_terminal() -> Iterator[str]:
    for said in (*_ROLES.values(), *(tone.value for tone in Tone)):
        sent = Style.parse(said).render("x", color_system=ColorSystem.STANDARD)
        yield sent.partition("m")[0].removeprefix("\x1b[") if "\x1b" in sent else ""


STYLES = sorted({*of_the_screen(), *of_figures(), *of_paper_on_a_terminal()})


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("style", STYLES)
def test_every_style_is_read_on_light_and_on_dark(style: str, theme: str) -> None:
    letters, paper = shown(style, THEMES[theme])
    own = {rgb(THEMES[theme].letters), rgb(THEMES[theme].paper)}
    assert {letters, paper} == own or contrast(letters, paper) >= LEAST


def test_the_formula_gives_the_values_that_are_published() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21.0)
    assert contrast(rgb("767676"), rgb("ffffff")) == pytest.approx(4.54, abs=0.01)
    letters, paper = shown("1;33", THEMES["xterm on white"])  # the limb that moved, before
    assert contrast(letters, paper) == pytest.approx(1.07, abs=0.01)


def test_what_moves_stands_out_from_what_is_still() -> None:
    moving, still = (styled((("x", role),))[0][1] for role in ("active", "far"))
    assert moving != still
