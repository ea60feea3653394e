"""The picture of a view: a pure function of view, size and look. Knows no terminal.

A picture is exactly as many rows as the window has lines, and a row exactly as many cells as
it has columns. A caption is a pile of blocks, each with a rank; while the pile is too high the
block with the highest rank goes, or steps down to the smaller one it names. So a large window
has air and very large digits, 80x24 has everything, 40x10 keeps what one needs while lying on
the floor, and below that the moment is one line.
"""

from functools import lru_cache

from backpt.session.keymap import Means
from backpt.session.views import Caption, Page, View
from backpt.terminal.digits import HEIGHT, large
from backpt.terminal.page import page_picture
from backpt.terminal.picture_rows import (
    BOLD,
    MEASURE,
    PLAIN,
    REVERSE,
    SMALLEST,
    WIDEST,
    Look,
    Picture,
    Row,
    alarm,
    bar,
    centred,
    filled,
    fitted,
    fitting_keys,
    key_rows,
    loud,
    two_ended,
)
from backpt.terminal.text import clean, cut, width, wrap
from backpt.values import NamedTuple

BESIDE_DIGITS = 12
"""Rows of words, bars and keys that large digits leave room for."""


class _Block(NamedTuple):
    """Rows that stay or go together."""

    rank: int
    """The highest goes first; 0 never goes."""
    rows: Picture
    instead: "_Block | None" = None
    """What takes its place; it has a rank of its own."""


def draw_view(view: View, columns: int, lines: int, look: Look) -> Picture:
    """Return ``lines`` rows of ``columns`` cells each that show ``view``; both at least 1."""
    if isinstance(view, Page):
        page = _cleaned(view, look.unicode)
        assert isinstance(page, Page)
        return page_picture(page, columns, lines, look)
    still = _cleaned(_without_bars(view), look.unicode)
    assert isinstance(still, Caption)
    caption = still._replace(part=view.part, progress=view.progress)
    if columns < SMALLEST[0] or lines < SMALLEST[1]:
        return _one_line(caption, columns, lines, look)
    return _moving(caption, columns, lines, look)


def _without_bars(caption: Caption) -> Caption:
    """The same with both bars empty and no figure: what changes once a second, not four
    times."""
    part = None if caption.part is None else 0.0
    return caption._replace(part=part, progress=0.0, movement=None)


def _moving(caption: Caption, columns: int, lines: int, look: Look) -> Picture:
    """Lay out what stands still once, and put the two bars that move into it."""
    if not caption.left:  # nothing tells the two bars apart
        return _caption(caption, columns, lines, look)
    rows, bars, progress = _still(_without_bars(caption), columns, lines, look)
    inner = _inner(columns, look)
    margin = (columns - inner) // 2
    right = columns - inner - margin
    now = list(rows)
    if bars is not None:
        now[bars] = _in_margins(bar(caption.part or 0.0, inner, look), margin, right)
    if progress is not None:
        now[progress] = _in_margins(_progress(caption, inner, look), margin, right)
    return tuple(now)


@lru_cache(maxsize=8)
def _still(
    caption: Caption, columns: int, lines: int, look: Look
) -> tuple[Picture, int | None, int | None]:
    """Return the picture with both bars empty, and in which rows they are."""
    rows = _caption(caption, columns, lines, look)
    inner = _inner(columns, look)
    margin = (columns - inner) // 2
    right = columns - inner - margin
    part = None if caption.part is None else _in_margins(bar(0.0, inner, look), margin, right)
    progress = _in_margins(_progress(caption, inner, look), margin, right)
    return (
        rows,
        rows.index(part) if part in rows else None,
        rows.index(progress) if progress in rows else None,
    )


def _inner(columns: int, look: Look) -> int:
    """Return how many columns have content: lines no wider than one reads, unless what counts
    is read from afar."""
    most = columns if look.big else WIDEST
    return min(most, columns - 2 if columns < 60 else columns - 4)


def _progress(caption: Caption, columns: int, look: Look) -> Row:
    label = f"  {caption.left}" if caption.left else ""
    label = label if width(label, look.wide) <= columns // 2 else ""
    done = bar(caption.progress, columns - width(label, look.wide), look)
    return fitted((*done, (label, PLAIN)), columns, look)


@lru_cache(maxsize=8)
def _cleaned(view: View, unicode: bool) -> View:
    """Return ``view`` with every text safe to print."""
    if isinstance(view, Page):
        return Page(
            clean(view.title, unicode),
            tuple(clean(line, unicode) for line in view.lines),
            tuple(
                one._replace(does=clean(one.does, unicode), shown=clean(one.shown, unicode))
                for one in view.options
            ),
            view.urgent,
            view.asked,
            view.later,
            clean(view.hint, unicode),
        )
    texts = (clean(text, unicode) if isinstance(text, str) else text for text in view)
    keys = tuple((clean(key, unicode), clean(does, unicode)) for key, does in view.keys)
    return Caption._make(texts)._replace(keys=keys)


# --- a caption ----------------------------------------------------------------------------


def _caption(caption: Caption, columns: int, lines: int, look: Look) -> Picture:
    inner = _inner(columns, look)
    head = _head(caption, inner, look)
    middle = _help(caption, inner, lines, look) if caption.help else None
    if middle is None:
        middle = _moment(caption, inner, lines, look)
    foot = _foot(caption, inner, look)
    head, middle, foot = _reduced((head, middle, foot), lines)
    body = [[row for block in pile for row in block.rows] for pile in (head, middle, foot)]
    spare = lines - sum(map(len, body))
    above = spare // 2
    gap = fitted((), inner, look)
    rows = (*body[0], *[gap] * above, *body[1], *[gap] * (spare - above), *body[2])
    margin = (columns - inner) // 2
    return tuple(_in_margins(row, margin, columns - inner - margin) for row in rows[:lines])


@lru_cache(maxsize=64)
def _in_margins(row: Row, left: int, right: int) -> Row:
    return ((" " * left, PLAIN), *row, (" " * right, PLAIN))


def _reduced(piles: tuple[list[_Block], ...], lines: int) -> tuple[list[_Block], ...]:
    """Return the piles without the blocks that ``lines`` rows have no room for."""
    piles = tuple(list(pile) for pile in piles)
    while sum(len(block.rows) for pile in piles for block in pile) > lines:
        pile = max(piles, key=lambda pile: max((block.rank for block in pile), default=0))
        block = max(pile, key=lambda block: block.rank)
        if not block.rank:
            break
        place = pile.index(block)
        pile[place : place + 1] = [block.instead] if block.instead else []
    return piles


def _gap(columns: int, look: Look, rank: int = 11) -> _Block:
    return _Block(rank, (fitted((), columns, look),))


def _texts(rank: int, *rows: Row) -> list[_Block]:
    return [_Block(rank, rows)] if rows else []


def _head(caption: Caption, columns: int, look: Look) -> list[_Block]:
    blocks = []
    if caption.title:
        title = fitted(((caption.title, PLAIN),), columns, look)
        blocks += [_Block(9, (title,)), _gap(columns, look)]
    if caption.heading or caption.where:
        heading = (caption.heading, BOLD)
        row = two_ended(heading, (caption.where, PLAIN), columns, look)
        blocks += [_Block(3, (row,)), _gap(columns, look)]
    return blocks


def _moment(caption: Caption, columns: int, lines: int, look: Look) -> list[_Block]:
    """What to do now, how long, and how to do it."""
    blocks = [_action(caption, columns, look), _gap(columns, look, 10)]
    if caption.digits:
        blocks += [_digits(caption.digits, columns, lines, look), _gap(columns, look)]
    if caption.part is not None:
        blocks.append(_Block(7, (bar(caption.part, columns, look),)))
    if caption.counting:
        blocks += _texts(2, centred(((caption.counting, PLAIN),), columns, look))
    if caption.note:
        blocks += [_gap(columns, look), _note(caption.note, columns, look)]
    if caption.coming:
        coming = centred(((caption.coming, PLAIN),), columns, look)
        blocks += [_gap(columns, look), _Block(8, (coming,))]
    return blocks


@lru_cache(maxsize=8)
def _note(text: str, columns: int, look: Look) -> _Block:
    """The note whole, or its first three rows, or cut to one."""
    across = min(columns, MEASURE)
    lines = wrap(text, across, look.wide)
    if len(lines) < 2:
        return _Block(5, tuple(centred(((line, PLAIN),), columns, look) for line in lines))
    block = _Block(5, (fitted(((text, PLAIN),), columns, look),))
    for most in sorted({min(3, len(lines)), len(lines)}):
        shown = (
            *lines[: most - 1],
            cut(" ".join(lines[most - 1 :]), across, look.blocks, look.wide),
        )
        rows = tuple(centred(((line, PLAIN),), columns, look) for line in shown)
        block = _Block(7, rows, block)
    return block


def _action(caption: Caption, columns: int, look: Look) -> _Block:
    if caption.urgent:
        style = alarm(look)
        words = (caption.action, caption.side)
        shout = loud(" - ".join(filter(None, words)) or caption.heading)
        row = centred(((shout, style),), columns, look, style)
        edge = fitted((), columns, look, fill=style)
        return _Block(6, (edge, row, edge), _Block(0, (row,)))
    side = ((f" {caption.side} ", REVERSE), ("  ", PLAIN)) if caption.side else ()
    return _Block(0, (centred((*side, (caption.action, BOLD)), columns, look),))


@lru_cache(maxsize=8)  # a second is shown some four times, in two sizes
def _digits(text: str, columns: int, lines: int, look: Look) -> _Block:
    """The digits as large as there is room for; as a last resort in ordinary letters."""
    best = _Block(0, (centred(((text, BOLD),), columns, look),))
    for scale, rank in _sizes(lines, look):
        rows = large(text, look.blocks, scale)
        if rows and len(rows[0]) <= columns:
            drawn = tuple(centred(((row, BOLD),), columns, look) for row in rows)
            best = _Block(rank, drawn, best)
    return best


def _sizes(lines: int, look: Look) -> tuple[tuple[int, int], ...]:
    """Return how large digits may be in a window of so many lines, the smallest first, each
    with its rank: seen from afar they go after everything but what to do, and with what."""
    if look.big:
        largest = max(1, (lines - BESIDE_DIGITS) // HEIGHT)
        return tuple((scale, 4 if scale == 1 else 3) for scale in range(1, largest + 1))
    return ((1, 4), (2, 10)) if lines >= 30 else ((1, 4),)


def _foot(caption: Caption, columns: int, look: Look) -> list[_Block]:
    """How far the session is, and what the keys do."""
    blocks = [_gap(columns, look), _Block(6, (_progress(caption, columns, look),))]
    if not caption.keys or caption.help:
        return blocks
    one, two = (fitting_keys(caption.keys, columns, look, most) for most in (1, 2))
    if all(key != Means.HELP for key, _ in caption.keys):
        # A question: no other key shows those that are left out, and one may be urgent.
        every = tuple(key_rows(caption.keys, columns, look))
        return [*blocks, _Block(1, every, _Block(1, two, _Block(1, one)))]
    return [*blocks, _Block(10, two, _Block(1, one)) if len(two) > 1 else _Block(1, one)]


def _help(caption: Caption, columns: int, lines: int, look: Look) -> list[_Block] | None:
    """All keys in as few columns as the window allows, below the moment in one row."""
    if not caption.keys:
        return None
    style = alarm(look) if caption.urgent else BOLD
    now = fitted(((_said(caption), style),), columns, look)
    room = max(1, lines - 3)  # heading, moment, progress
    across = -(-len(caption.keys) // room)
    down = -(-len(caption.keys) // across)
    cell = columns // across
    name = min(max(width(key, look.wide) for key, _ in caption.keys) + 2, cell)
    rows = []
    for line in range(down):
        pairs = (
            fitted((*fitted(((key, BOLD),), name, look), (does, PLAIN)), cell - 1, look)
            for key, does in caption.keys[line::down]
        )
        spans = [span for pair in pairs for span in (*pair, (" ", PLAIN))]
        rows.append(fitted(tuple(spans), columns, look))
    return [_Block(0, (now,)), _gap(columns, look), _Block(0, tuple(rows))]


# --- one line -----------------------------------------------------------------------------


def _said(caption: Caption) -> str:
    """The moment in one line, most important first."""
    action = caption.action or caption.heading
    if caption.urgent:
        return "  ".join(
            filter(None, (f"!! {action.upper()} !!", caption.digits, caption.side))
        )
    words = (action, caption.digits, caption.side, caption.counting)
    return "  ".join(filter(None, words))


def _one_line(caption: Caption, columns: int, lines: int, look: Look) -> Picture:
    style = alarm(look) if caption.urgent else BOLD
    rows = [fitted(((_said(caption), style),), columns, look)]
    if caption.help:
        rows += key_rows(caption.keys, columns, look) if caption.keys else []
    return filled(rows, columns, lines, look)
