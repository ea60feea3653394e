"""Draw contact sheets of all figures, and check them: ``python -m tools.contact_sheets``.

FILE is a library (``exercises:``), or a fragment of ids, each with its figure (or with
``figure:`` in it); the shipped library where none is named. Writes ``paper-1.png`` and on, and
``terminal-1.png`` (at rest, half-way and held) and on, into the folder of ``-o``, with the SVG
beside each. Says ``file:line: what; what to do`` for every fault; ends with 1 if there are any.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from backpt.figure.cells import picture
from backpt.figure.motion import TICKS, Moment, stays
from backpt.figure.parts import Figure
from backpt.figure.read import read_figure
from backpt.figure.slips import lint
from backpt.figure.svg import drawing
from backpt.library.figure_data import plain_data
from backpt.library.load import load
from backpt.library.problem import Refused
from backpt.library.tree import Map, Node, parse
from backpt.paper.pictures import as_png

SHIPPED = Path(__file__).resolve().parents[1] / "exercises.yaml"
FOLDER = Path("build/contact-sheets")
"""Not tracked."""
ON_A_SHEET = 20

COLOURS = {
    **{
        "near": "#e8e8e8",
        "face": "#e8e8e8",
        "torso": "#87afd7",
        "active": "#ffaf5f",
        "far_active": "#c98a4b",
    },
    **{"far": "#9a9a9a", "prop": "#8a8a8a", "ground": "#6c6c6c", "soft": "#8a8a8a"},
    **{"ball": "#5fd7af", "band": "#ff5faf", "weight": "#d0d0d0", "arrow": "#ff5f5f"},
    **{"tight": "#ff5f5f", "mark": "#ffffff"},
}


def figures(path: Path) -> Iterator[tuple[str, Node, int]]:
    """Yield id, what stands under ``figure:``, and its line."""
    root = parse(path.read_bytes())
    assert isinstance(root, Map), f"{path}: this is not a map"
    entries = root.values.get("exercises", root)
    assert isinstance(entries, Map)
    for (id_, entry), line in zip(entries.values.items(), entries.lines, strict=True):
        if not isinstance(entry, Map):
            continue
        if "figure" in entry.values:
            yield id_, entry.values["figure"], entry.line_of("figure")
        elif "poses" in entry.values:
            yield id_, entry, line


def read_all(paths: list[Path], only: set[str]) -> tuple[dict[str, Figure], int]:
    """Return the figures by id and how many faults were said."""
    found, faults = {}, 0
    for path in paths:
        try:
            nodes = list(figures(path))
        except Refused as refused:
            print(f"{path}:{refused.line}: {refused.message}")
            faults += 1
            continue
        for id_, node, line in nodes:
            if only and id_ not in only:
                continue
            data, lines = plain_data(node, line)
            figure, said = read_figure(data, lines, id_)
            sentences = [(one.line, one.what, one.do) for one in said]
            if figure is not None:
                found[id_] = figure
                for one in lint(figure):
                    at = lines.get(("poses", one.pose.replace("-", "_")), line)
                    at = lines.get(("poses", one.pose), at)
                    sentences.append((at, f"{id_} {one.pose}: {one.what}", one.do))
            for at, what, do in sentences:
                print(f"{path}:{at}: {what}; {do}")
            faults += len(sentences)
    return found, faults


def paper(
    found: dict[str, Figure], *, columns: int, theme: str, mirrored: bool, size: tuple[int, int]
) -> str:
    """Return all drawings in a grid, each with its id under it; those of the shipped library
    have its doses, too."""
    doses = {one.id: one.dose for one in load(None, str(SHIPPED), None).exercises.values()}
    wide, high = size
    parts = []
    for number, (id_, figure) in enumerate(found.items()):
        svg = drawing(
            figure,
            theme=theme,
            mirrored=mirrored,
            stays=id_ in doses and stays(figure, doses[id_]),
            title=id_,
            ids=f"f{number}",
        )
        head = re.match(
            r'<svg xmlns="[^"]*" viewBox="0 0 (\S+) (\S+)" width="\d+" height="\d+"', svg
        )
        assert head
        w, h = float(head[1]), float(head[2])
        scale = min((wide - 16) / w, (high - 30) / h)
        row, column = divmod(number, columns)
        x = column * wide + (wide - w * scale) / 2
        y = row * high + (high - 24 - h * scale) / 2
        place = (
            f'<svg x="{x:.1f}" y="{y:.1f}" width="{w * scale:.1f}" height="{h * scale:.1f}" '
            f'viewBox="0 0 {head[1]} {head[2]}"'
        )
        parts.append(svg.replace(head[0], place, 1))
        parts.append(_label(column * wide + wide / 2, (row + 1) * high - 8, id_, "#000"))
    rows = -(-len(found) // columns)
    return _page(columns * wide, rows * high, "#fff", "".join(parts))


def terminal(
    found: dict[str, Figure], *, cells: tuple[int, int], mirrored: bool, colour: bool = True
) -> str:
    """Return every figure as dots: start, half-way and held, as a terminal shows them."""
    columns, rows = cells
    dot = 2.0
    wide, high = columns * 2 * dot + 12, rows * 4 * dot + 24
    parts = []
    for number, (id_, figure) in enumerate(found.items()):
        row, half = divmod(number, 2)
        held = figure.held_index
        moments = [Moment(), Moment(0, held, TICKS // 2), Moment(held, held)]
        if held + 1 < len(figure.poses):  # back goes on through another pose: show that
            moments[1] = Moment(held + 1, held + 1)
        for column, at in enumerate(moments):
            x0, y0 = (column + 3 * half) * wide, row * high
            drawn = picture(figure, at, columns=columns, rows=rows, mirrored=mirrored)
            parts += _dots(drawn, x0 + 6, y0 + 18, dot, colour)
        parts.append(_label((3 * half + 0.5) * wide, row * high + 12, id_, "#ccc"))
    return _page(6 * wide, -(-len(found) // 2) * high, "#121418", "".join(parts))


def _dots(
    drawn: tuple[tuple[tuple[str, str], ...], ...],
    x0: float,
    y0: float,
    dot: float,
    colour: bool,
) -> list[str]:
    places: dict[str, list[str]] = {}
    letters: list[str] = []
    for r, row in enumerate(drawn):
        c = 0
        for text, role in row:
            for character in text:
                if "A" <= character <= "Z":
                    at = x0 + (2 * c + 1) * dot, y0 + (4 * r + 3.6) * dot
                    letters.append(_label(*at, character, "#fff", 8))
                    c += 1
                    continue
                bits = ord(character) - 0x2800 if character != " " else 0
                for n, bit in enumerate((1, 8, 2, 16, 4, 32, 64, 128)):
                    if bits & bit:
                        x, y = x0 + (2 * c + n % 2) * dot, y0 + (4 * r + n // 2) * dot
                        shade = COLOURS.get(role, "#ccc") if colour else "#ccc"
                        places.setdefault(shade, []).append(f"M{x:g} {y:g}h1.4v1.4h-1.4z")
                c += 1
    paths = [f'<path fill="{shade}" d="{"".join(d)}"/>' for shade, d in places.items()]
    return paths + letters


def _label(x: float, y: float, text: str, colour: str, size: int = 12) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" font-family="DejaVu Sans,sans-serif" font-size="{size}" '
        f'text-anchor="middle" fill="{colour}">{escape(text)}</text>'
    )


def _page(wide: float, high: float, paper_colour: str, inner: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:g}" height="{high:g}">'
        f'<path d="M0 0H{wide:g}V{high:g}H0Z" fill="{paper_colour}"/>{inner}</svg>'
    )


def sheets(found: dict[str, Figure], given: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Yield a name and an SVG for each sheet of paper and of a terminal."""
    columns, _, rows = given.cells.partition("x")
    ids = list(found)
    for number, first in enumerate(range(0, len(ids), ON_A_SHEET), 1):
        some = {id_: found[id_] for id_ in ids[first : first + ON_A_SHEET]}
        yield (
            f"paper-{number}",
            paper(
                some,
                columns=min(given.columns, len(some)),
                theme=given.theme,
                mirrored=given.mirrored,
                size=(520, 380),
            ),
        )
        yield (
            f"terminal-{number}",
            terminal(
                some,
                cells=(int(columns), int(rows)),
                mirrored=given.mirrored,
                colour=not given.no_colour,
            ),
        )


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="*", type=Path, default=[SHIPPED])
    parser.add_argument("-o", "--output", type=Path, default=FOLDER, help="folder")
    parser.add_argument("--only", default="", help="ids, with commas between")
    parser.add_argument("--columns", type=int, default=4)
    parser.add_argument("--theme", default="line", choices=("line", "solid", "mono"))
    parser.add_argument("--mirrored", action="store_true")
    parser.add_argument("--cells", default="40x14", help="columns and rows of the terminal")
    parser.add_argument("--no-colour", action="store_true")
    parser.add_argument("--svg", action="store_true", help="no PNG, which takes longer")
    given = parser.parse_args(arguments)
    found, faults = read_all(given.files, {one for one in given.only.split(",") if one})
    given.output.mkdir(parents=True, exist_ok=True)
    for name, svg in sheets(found, given):
        (given.output / f"{name}.svg").write_text(svg, encoding="utf-8")
        if not given.svg:
            (given.output / f"{name}.png").write_bytes(as_png(svg))
    print(f"{len(found)} figures, {faults} faults; {given.output}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
