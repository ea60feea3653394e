"""The picture of a page of text: airy where there is room, then dense, then run together.

Pure, like the rest of the picture. Title and prompt stay whatever happens, because what to
press counts most: without it the program seems to hang.
"""

from __future__ import annotations

from backpt.language import keys
from backpt.session.views import Page
from backpt.terminal.picture_rows import (
    BOLD,
    MEASURE,
    PLAIN,
    SMALLEST,
    WIDEST,
    Look,
    Picture,
    Row,
    alarm,
    centred,
    filled,
    fitted,
    key_rows,
    loud,
)
from backpt.terminal.text import width, wrap


def page_picture(page: Page, columns: int, lines: int, look: Look) -> Picture:
    """Return ``lines`` rows of ``columns`` cells; text that fits nowhere is cut and says so."""
    rows = _airy(page, columns, look)
    if len(rows) > lines or columns < SMALLEST[0]:
        rows = _dense(page, columns, lines, look)
    return filled(rows, columns, lines, look)


def shows_whole(page: Page, columns: int, lines: int, look: Look) -> bool:
    """Tell whether the picture of ``page`` has all of its text."""
    if columns >= SMALLEST[0] and len(_airy(page, columns, look)) <= lines:
        return True
    options = _option_rows(page, columns, columns, look)
    beside = len(_page_title(page, columns, look)) + len(options)
    room = max(0, lines - beside)
    text = _squeezed(page, columns, room, look)
    return keys.WINDOW_TOO_SMALL not in text and bool(text or not any(page.lines))


def _airy(page: Page, columns: int, look: Look) -> list[Row]:
    inner = min(WIDEST, max(1, columns - 4))
    indent = (columns - inner) // 2
    measure = min(inner, MEASURE)
    text = [line for paragraph in page.lines for line in wrap(paragraph, measure, look.wide)]
    rows = [fitted(((line, PLAIN),), columns, look, indent) for line in text]
    prompt = _option_rows(page, inner, columns, look, indent)
    gap = fitted((), columns, look)
    title = _page_title(page, columns, look, indent)
    return [gap, *title, gap, *rows, gap, *prompt]


def _page_title(page: Page, columns: int, look: Look, indent: int = 0) -> list[Row]:
    if not page.title:
        return []
    if page.urgent:
        style = alarm(look)
        return [centred(((loud(page.title), style),), columns, look, style)]
    return [fitted(((page.title, BOLD),), columns, look, indent)]


def _option_rows(
    page: Page, inner: int, columns: int, look: Look, indent: int = 0
) -> list[Row]:
    """The options, none broken over two rows, and the hint below them."""
    shown = tuple((one.shown, one.does) for one in page.options)
    if any(width(f"{key} {does}", look.wide) > inner for key, does in shown):
        text = wrap("   ".join(f"{key} {does}" for key, does in shown), inner, look.wide)
        placed = [fitted(((line, BOLD),), columns, look, indent) for line in text]
    else:
        rows = key_rows(shown, inner, look) if shown else []
        placed = [fitted(((" " * indent, PLAIN), *row), columns, look) for row in rows]
    hint = wrap(page.hint, inner, look.wide) if page.hint else ()
    return placed + [fitted(((line, BOLD),), columns, look, indent) for line in hint]


def _dense(page: Page, columns: int, lines: int, look: Look) -> list[Row]:
    """Title and options stay; the text between them takes what room there is."""
    title = _page_title(page, columns, look)
    options = _option_rows(page, columns, columns, look)
    if lines <= len(title) + len(options):
        options = options[: max(1, lines - len(title))]
    if lines < 2 and title and options:
        short = "  ".join(f"{one.shown} {one.does}" for one in page.options)
        both = f"{loud(page.title) if page.urgent else page.title}  {short}"
        shown = both if width(both, look.wide) <= columns else short
        style = alarm(look) if page.urgent else BOLD
        return [fitted(((shown, style),), columns, look)]
    room = max(0, lines - len(title) - len(options))
    text = [
        fitted(((line, PLAIN),), columns, look) for line in _squeezed(page, columns, room, look)
    ]
    return [*title, *text, *options]


def _squeezed(page: Page, columns: int, room: int, look: Look) -> list[str]:
    paragraphs = tuple(filter(str.strip, page.lines))
    for kept in (page.lines, paragraphs):
        text = [line for paragraph in kept for line in wrap(paragraph, columns, look.wide)]
        if len(text) <= room:
            return text
    dot = " • " if look.blocks else " * "
    text = list(wrap(dot.join(paragraphs), columns, look.wide))
    if len(text) <= room:
        return text
    return [*text[: room - 1], keys.WINDOW_TOO_SMALL] if room else []
