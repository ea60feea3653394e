"""A figure as SVG, for paper and the web. Knows paths and strokes; refuses to know bodies.

What the roles of shapes look like is in ``themes``.
"""

from math import hypot
from xml.sax.saxutils import escape

from backpt.figure.camera import Circle, Flat, hull
from backpt.figure.in_words import alt_text
from backpt.figure.lettering import MIRRORED, STROKES
from backpt.figure.motion import Moment
from backpt.figure.parts import Figure
from backpt.figure.scene import NUMBER_IN, panel, picture_at, shots
from backpt.figure.shapes import Blob, Box, Closeup, Layer, Letter, Line, Picture
from backpt.figure.themes import PATTERNS, THEMES, Theme, thinner
from backpt.language import figures
from backpt.values import NamedTuple

GAP = 6.0
FLAT = 1.7
"""Panels this much wider than high stand under each other."""
WHOLE = 95.0
"""A picture of this size or more has lines of full width."""
SCALE = 2.4
"""Pixels to one per cent of body height, where nobody says how large."""


class Panel(NamedTuple):
    """One picture with its own caption."""

    svg: str
    says: str


def drawing(
    figure: Figure,
    *,
    theme: str = "line",
    mirrored: bool = False,
    stays: bool = False,
    title: str = "",
    ids: str = "",
) -> str:
    """Return the whole figure as one ``<svg>``: all panels beside or under each other.

    ``mirrored`` draws it for the other side, words included. ``stays`` marks the held pose
    as one to stay in. ``title`` is the name of the exercise, any text. ``ids`` begins every id
    inside, so that several can stand in one page.
    """
    prefix = _prefix(ids)
    pictures = [panel(figure, shot, stays=stays, mirrored=mirrored) for shot in shots(figure)]
    sizes = [_size(picture) for picture in pictures]
    stacked = all(w > FLAT * h for w, h in sizes)
    x = y = 0.0
    parts = []
    wide = max(w for w, _ in sizes)
    for picture, (w, h) in zip(pictures, sizes, strict=True):
        left = x + (wide - w) / 2 if stacked else x
        inner = _inner(picture, theme, mirrored, prefix)
        parts.append(
            f'<svg x="{_n(left)}" y="{_n(y)}" width="{_n(w)}" height="{_n(h)}" '
            f'viewBox="0 0 {_n(w)} {_n(h)}">{inner}</svg>'
        )
        x, y = (x, y + h + GAP) if stacked else (x + w + GAP, y)
    size = (wide, y - GAP) if stacked else (x - GAP, max(h for _, h in sizes))
    said = alt_text(figure, mirrored=mirrored)
    return _document(
        "".join(parts),
        size,
        title=title or "Exercise",
        said=said,
        patterns=PATTERNS if theme == "mono" else "",
        prefix=prefix,
    )


def panels(
    figure: Figure,
    *,
    theme: str = "line",
    mirrored: bool = False,
    stays: bool = False,
    ids: str = "",
) -> tuple[Panel, ...]:
    """Return the panels one by one, each an ``<svg>`` with what is said under it.

    The panel of a second view repeats the movement, so it has the same words.
    """
    made = []
    for number, shot in enumerate(shots(figure)):
        picture = panel(figure, shot, stays=stays, mirrored=mirrored)
        says = figures.side_swapped(picture.says) if mirrored else picture.says
        own = f"{_prefix(ids)}-{number + 1}"
        svg = _document(
            _inner(picture, theme, mirrored, own),
            _size(picture),
            title=figures.picture(number + 1),
            said=says,
            patterns=PATTERNS if theme == "mono" else "",
            prefix=own,
        )
        made.append(Panel(svg, says))
    return tuple(made)


def moving(figure: Figure, at: Moment, *, mirrored: bool, title: str, ids: str) -> str:
    """Return a picture of a movement as an ``<svg>``; those of one figure have one frame."""
    picture = picture_at(figure, at)
    return _document(
        _inner(picture, "line", mirrored, ids),
        _size(picture),
        title=title,
        said=alt_text(figure, mirrored=mirrored),
        patterns="",
        prefix=ids,
    )


def _prefix(ids: str) -> str:
    """Return what ids begin with, without what has no place in one."""
    return "".join(c if c.isascii() and (c.isalnum() or c == "-") else "-" for c in ids) or "f"


def _size(picture: Picture) -> tuple[float, float]:
    left, bottom, right, top = picture.box
    return right - left, top - bottom


def _document(
    inner: str, size: tuple[float, float], *, title: str, said: str, patterns: str, prefix: str
) -> str:
    w, h = size
    patterns = patterns.replace("ID", prefix)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(w)} {_n(h)}" '
        f'width="{w * SCALE:.0f}" height="{h * SCALE:.0f}" role="img" '
        f'aria-labelledby="{prefix}-title {prefix}-desc">'
        f'<title id="{prefix}-title">{escape(title)}</title>'
        f'<desc id="{prefix}-desc">{escape(said)}</desc>{patterns}{inner}</svg>'
    )


def _inner(picture: Picture, theme: str, mirrored: bool, ids: str) -> str:
    """Return the shapes of a panel, moved so that its box begins at 0, 0.

    In the picture y goes up and in SVG down, so every y is turned over on the way out.
    """
    left, bottom, right, top = picture.box
    look = thinner(THEMES[theme], min(1.0, max(right - left, top - bottom) / WHOLE))
    drawn = "".join(_layer(layer, look, mirrored) for layer in picture.layers)
    if picture.closeup is not None:
        drawn += _closeup(picture.closeup, look, mirrored)
    drawn = drawn.replace("url(#ID", f"url(#{ids}")
    ends = 'stroke-linecap="round" stroke-linejoin="round"'
    signs = _number(picture.number, look) if picture.number else ""
    signs += _stopwatch(picture.watch, look) if picture.watch else ""
    if mirrored:
        place = f"matrix(-1 0 0 1 {_n(right)} {_n(top)})"
    else:
        place = f"translate({_n(-left)} {_n(top)})"
    return f'<g transform="{place}" {ends}>{drawn}</g>{signs}'


RIM, LEADER = 0.9, 0.6
"""How thick the frame of an inset is, and the line that leads to it."""


def _closeup(closeup: Closeup, look: Theme, mirrored: bool) -> str:
    """Return the inset in its frame, a ring round its place and a line from one to the other.

    A document within the document cuts off what does not belong into the frame.
    """
    left, bottom, right, top = closeup.window
    wide, high = right - left, top - bottom
    box = closeup.box
    fine = thinner(look, wide / (box[2] - box[0]))
    inner = "".join(_layer(layer, fine, mirrored) for layer in closeup.layers)
    inside = (
        f'<svg x="{_n(box[0])}" y="{_n(-box[3])}" width="{_n(box[2] - box[0])}" '
        f'height="{_n(box[3] - box[1])}" '
        f'viewBox="{_n(left)} {_n(-top)} {_n(wide)} {_n(high)}">{inner}</svg>'
    )
    lead = _open_path(closeup.leader) if closeup.leader else ""
    place, rim = _rectangle(closeup.ring), _rectangle(box)
    return (
        f'<path d="{lead}{place}" fill="none" stroke="{look.halo}" stroke-width="1.6"/>'
        f'<path d="{lead}{place}" fill="none" stroke="{look.number}" stroke-width="{LEADER}"/>'
        f'<path d="{rim}" fill="{look.halo}"/>{inside}'
        f'<path d="{rim}" fill="none" stroke="{look.number}" stroke-width="{RIM}"/>'
    )


def _rectangle(box: Box) -> str:
    left, bottom, right, top = box
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    return f"{_open_path(corners)}Z"


def _layer(layer: Layer, look: Theme, mirrored: bool) -> str:
    if layer.name == "ghost":
        return _ghost(layer, look)
    if layer.name == "sign":
        signs = (shape for shape in layer.shapes if isinstance(shape, Letter))
        return "".join(_sign(sign, look, mirrored=mirrored) for sign in signs)
    blobs = [
        shape for shape in layer.shapes if isinstance(shape, Blob) and shape.role != "mark"
    ]
    marks = [
        shape for shape in layer.shapes if isinstance(shape, Blob) and shape.role == "mark"
    ]
    lines = [shape for shape in layer.shapes if isinstance(shape, Line)]
    paths = [(blob.role, outline_path(blob.circles)) for blob in blobs]
    out = []
    if paths:
        out.append(_outlined(paths, layer.name == "prop", look))
    out += [_mark(mark, look) for mark in marks]
    out += [_line(alike, look) for alike in _alike(lines)]
    out += [_arrow(line, look) for line in lines if line.role == "arrow"]
    return "".join(out)


def _alike(lines: list[Line]) -> list[list[Line]]:
    """Return the lines without a head, those of one role and width together."""
    found: dict[tuple[str, float], list[Line]] = {}
    for line in lines:
        if line.role != "arrow":
            found.setdefault((line.role, line.width), []).append(line)
    return list(found.values())


def _outlined(paths: list[tuple[str, str]], thing: bool, look: Theme) -> str:
    """Return shapes with one contour around all of them: strokes first, then the fills."""
    roles = {role for role, _ in paths}
    width = look.active_width if roles & {"active", "far_active"} else look.outline_width
    if thing:
        width *= 0.55
    whole = "".join(path for _, path in paths)
    colour = look.outline if not thing or look.outline != "#ffffff" else "#6b7680"
    out = [
        f'<path d="{whole}" fill="{colour}" stroke="{colour}" stroke-width="{_n2(width * 2)}"/>'
    ]
    for role in dict.fromkeys(role for role, _ in paths):
        d = "".join(path for one, path in paths if one == role)
        out.append(f'<path d="{d}" fill="{look.fills[role]}"/>')
    return "".join(out)


DASH, DASHED = "1.9 1.6", 1.1
"""Dashes and the gaps between them, and the width of both, of which half is covered."""


def _ghost(layer: Layer, look: Theme) -> str:
    """Return where the body was, in dashes: they lie under what fills it, so that only those
    around all of it are seen."""
    d = "".join(outline_path(s.circles) for s in layer.shapes if isinstance(s, Blob))
    return (
        f'<path d="{d}" fill="{look.ghost}" stroke="{look.ghost_line}" '
        f'stroke-width="{DASHED}" stroke-dasharray="{DASH}" paint-order="stroke"/>'
    )


def _mark(mark: Blob, look: Theme) -> str:
    ((x, y, r), *_) = mark.circles
    where = f'cx="{_n(x)}" cy="{_n(-y)}" r="{_n2(r)}"'
    colour = look.fills["mark"]
    if mark.hollow:
        return f'<circle {where} fill="none" stroke="{colour}" stroke-width=".7"/>'
    return f'<circle {where} fill="{colour}"/>'


def _sign(sign: Letter, look: Theme, *, mirrored: bool) -> str:
    """Return a letter with a pale rim, turned over before all of the picture is."""
    text = MIRRORED.get(sign.text, sign.text) if mirrored else sign.text
    x, y = sign.at
    wide = -sign.size if mirrored else sign.size
    d = "".join(
        _open_path(tuple((x + px * wide, y + py * sign.size) for px, py in stroke))
        for stroke in STROKES[text]
    )
    return f"{_stroke(d, look.halo, 2.4)}{_stroke(d, look.number, 1.1)}"


NUMBER_HIGH = 4.2


def _number(text: str, look: Theme) -> str:
    """Return the number of a panel in a ring, in its upper left corner, never turned over."""
    d = ""
    step = 0.6 * NUMBER_HIGH
    for place, one in enumerate(text):
        x = NUMBER_IN + (place - (len(text) - 1) / 2) * step
        d += "".join(
            _open_path(
                tuple((x + px * NUMBER_HIGH, py * NUMBER_HIGH - NUMBER_IN) for px, py in stroke)
            )
            for stroke in STROKES[one]
        )
    return (
        f'<g fill="none" stroke="{look.number}" stroke-width=".6" stroke-linecap="round">'
        f'<circle cx="{_n(NUMBER_IN)}" cy="{_n(NUMBER_IN)}" r="3.5" fill="{look.halo}"/>'
        f'<path d="{d}"/></g>'
    )


def _stopwatch(middle: Flat, look: Theme) -> str:
    """Return a stopwatch whose first quarter has passed, never turned over: "stay here"."""
    x, y = middle
    return (
        f'<g stroke="{look.number}" stroke-width=".6" stroke-linecap="round">'
        f'<path d="M{_n(x)} {_n(y - 2.5)}v-1.2m-1 0h2M{_n(x + 2.2)} {_n(y - 1.6)}l.8-.8"/>'
        f'<circle cx="{_n(x)}" cy="{_n(y + 0.5)}" r="3" fill="{look.halo}"/>'
        f'<path d="M{_n(x)} {_n(y + 0.5)}v-2.1a2.1 2.1 0 0 1 2.1 2.1z" '
        f'fill="{look.number}" stroke="none"/></g>'
    )


def _line(alike: list[Line], look: Theme) -> str:
    """Return lines of one role and width, each with a pale rim, under none of which another
    is lost."""
    d = "".join(_open_path(line.points) for line in alike)
    role, width = alike[0].role, alike[0].width
    return _stroke(d, look.halo, width + 1.3) + _stroke(d, look.fills[role], width)


def _stroke(d: str, colour: str, width: float) -> str:
    return f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{_n2(width)}"/>'


HEAD = 4.8 / 1.7
"""Length of an arrow's head, in widths of its shaft."""


def _arrow(line: Line, look: Theme) -> str:
    """Return a shaft that stops inside its head, both with a pale rim."""
    points = line.points
    (x0, y0), (x1, y1) = points[-3] if len(points) > 3 else points[0], points[-1]
    long = hypot(x1 - x0, y1 - y0) or 1.0
    ux, uy = (x1 - x0) / long, (y1 - y0) / long
    tip = (x1 + ux * 1.5, y1 + uy * 1.5)
    head_long = HEAD * line.width
    base = (tip[0] - ux * head_long, tip[1] - uy * head_long)
    half = head_long * 0.58
    wings = [
        (base[0] - uy * half, base[1] + ux * half),
        (base[0] + uy * half, base[1] - ux * half),
    ]
    shaft = [p for p in points if hypot(p[0] - tip[0], p[1] - tip[1]) > head_long * 0.9]
    d = _open_path((*shaft, base) if shaft else (points[0], base))
    head = f"{_open_path((tip, *wings))}Z"
    colour = look.fills["arrow"]
    return (
        f"{_stroke(d, look.halo, line.width + 1.9)}"
        f'<path d="{head}" fill="{look.halo}" stroke="{look.halo}" stroke-width="1.8"/>'
        f'{_stroke(d, colour, line.width)}<path d="{head}" fill="{colour}"/>'
    )


def _open_path(points: tuple[Flat, ...]) -> str:
    """Return a path through some points: each after the first from the one before, which is
    shorter."""
    steps: list[str] = []
    x = y = 0.0
    for px, py in points:
        ax, ay = round(px, 1), round(-py, 1)
        steps.append(_pair("l" if steps else "M", ax - x, ay - y))
        x, y = ax, ay
    return "".join(steps)


def outline_path(circles: tuple[Circle, ...]) -> str:
    """Return the outline of a hull: an arc for each circle on it, lines between; a corner
    where an arc would be too small to be seen."""
    if len(circles) == 1:
        return _circle_path(circles[0])
    runs = hull(circles, _CORNERS)
    if len(runs) == 1:
        return _circle_path(runs[0].circle)
    steps: list[str] = []
    x = y = 0.0
    for run in runs:
        ends = run.points[0], run.points[-1]
        large = 1 if len(run.points) - 1 > _CORNERS / 2 else 0
        if not large and sum(abs(a - b) for a, b in zip(*ends, strict=True)) <= LEAST_ARC:
            ends = (run.points[len(run.points) // 2],) * 2
        (ax, ay), (bx, by) = ((round(x, 1), round(-y, 1)) for x, y in ends)
        steps.append(_pair("l" if steps else "M", ax - x, ay - y))
        if ends[0] != ends[1]:
            r = _n2(run.circle[2])
            steps.append(_pair(f"a{r} {r} 0 {large} 0", bx - ax, by - ay))
        x, y = bx, by
    return "".join(steps) + "Z"


_CORNERS = 32
LEAST_ARC = 0.9
"""How far it is across and down, together, from one end of the least arc to the other: the
corner instead is less than a tenth of a line's width inside of it."""


def _pair(command: str, x: float, y: float) -> str:
    """Return a command of a path with two numbers, relative ones, which are shorter."""
    first, second = _n(x), _n(y)
    gaps = (" " if not number.startswith("-") else "" for number in (first, second))
    before, between = gaps
    return f"{command}{before if command[-1].isdigit() else ''}{first}{between}{second}"


def _circle_path(circle: Circle) -> str:
    x, y, r = circle
    return (
        f"M{_n(x - r)} {_n(-y)}a{_n2(r)} {_n2(r)} 0 1 0 {_n2(2 * r)} 0"
        f"a{_n2(r)} {_n2(r)} 0 1 0 {_n2(-2 * r)} 0Z"
    )


def _n(value: float) -> str:
    """Return a coordinate: a tenth of a per cent of height is a fifth of a millimetre."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text.replace("0.", ".", 1) if abs(value) < 0.95 else text


def _n2(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
