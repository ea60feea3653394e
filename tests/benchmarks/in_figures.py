"""Runs inside the measured environment: how long the figures of the library take to draw.

python in_figures.py  ->  ms an SVG, a picture of 40x14, of 80x24; largest KiB; how many
"""

from __future__ import annotations

import time
from collections.abc import Callable

from backpt.figure.cells import picture
from backpt.figure.motion import moments
from backpt.figure.parts import Figure
from backpt.figure.read import figure_of
from backpt.figure.svg import drawing
from backpt.library import load
from backpt.paths import builtin_library

PICTURES = 3
"""Of each figure: as many moments of its rep."""


def main() -> None:
    library = load(None, builtin_library(), None)
    texts = [one.figure for one in library.exercises.values() if one.figure]
    figures = [found for text in texts if (found := figure_of(text)) is not None]
    largest = max(len(drawing(figure)) for figure in figures)
    svg_ms = _mean_ms(figures, lambda figure: drawing(figure, theme="solid"))
    print(svg_ms, *(_cells_ms(figures, *size) for size in ((40, 14), (80, 24))), end=" ")
    print(largest / 1024, len(figures))


def _cells_ms(figures: list[Figure], columns: int, rows: int) -> float:
    def some(figure: Figure) -> None:
        for at in moments(figure)[: PICTURES * 4 : 4]:
            picture(figure, at, columns=columns, rows=rows)

    return _mean_ms(figures, some) / PICTURES


def _mean_ms(figures: list[Figure], draw: Callable[[Figure], object]) -> float:
    began = time.perf_counter()
    for figure in figures:
        draw(figure)
    return 1000 * (time.perf_counter() - began) / len(figures)


if __name__ == "__main__":
    main()
