"""Where a session is shown: the screen, or plain lines. Both give the terminal back whole.

Knows which of the two this output can be, and nothing of sessions.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Protocol

from backpt.clock import Clock
from backpt.language import keys
from backpt.session.views import Caption, FigureMode, Page, View
from backpt.terminal.alerts import mark_progress, notification
from backpt.terminal.picture_rows import Look, Picture
from backpt.terminal.plain import PlainLines
from backpt.terminal.screen import draw_view
from backpt.terminal.session_figure import Figures, Room, joined, room
from backpt.terminal.writer import Writer, can_draw, detect_look, open_terminal

_USUAL = (80, 24)
_Ended = tuple[type[BaseException] | None, BaseException | None, TracebackType | None]


class Surface(Protocol):
    """What the session needs of a place to be shown in."""

    def draw(self, view: View) -> None:
        """Show a moment or a page. Cheap where nothing changed: call it at every wake-up."""

    def line(self, text: str) -> None:
        """Say an event as one line."""

    def bell(self) -> None:
        """Ring once."""

    def alert(self, text: str) -> None:
        """Let the desktop show ``text``, where the terminal is known to pass it on."""

    def work(self, free_s: float) -> None:
        """Make something ready that is to be shown later, if ``free_s`` seconds allow it."""

    def resized(self) -> None:
        """The window may have changed, or others may have written in it: draw whole."""

    def leave(self, words: str) -> None:
        """Give the terminal back and say ``words``: it is the shell's until ``come_back``.

        Meanwhile nothing is drawn and no line is said, but bells ring, and an alert is said
        once as a line of its own.
        """

    def come_back(self) -> None:
        """Take the terminal again; what is drawn next is drawn whole."""

    def __enter__(self) -> Surface: ...

    def __exit__(self, *ended: *_Ended) -> None: ...


class Screen:
    """Pictures on a terminal. Lines are not shown: the picture says the same."""

    __slots__ = (
        "_alerted",
        "_away",
        "_drawn",
        "_environ",
        "_figure",
        "_figures",
        "_marked",
        "_marks",
        "_picture",
        "_size_of",
        "_writer",
        "look",
        "size",
        "whose",
    )

    def __init__(
        self,
        writer: Writer,
        look: Look,
        size_of: Callable[[], tuple[int, int]],
        environ: Mapping[str, str],
        figures: Figures | None = None,
    ) -> None:
        """``figures``: what is drawn beside the words; ``None``: words alone."""
        self._writer = writer
        self._figures = figures
        self._figure: Picture = ()
        self.look = look
        self._size_of = size_of
        self._environ = environ
        self._marks = bool(mark_progress(None, environ))
        """Whether the window shows how far the session is."""
        self._marked: int | None = None
        """The percent it shows."""
        self._drawn: View | None = None
        self._picture: Picture = ()
        self._away = False
        self._alerted = ""
        """What was said on the shell's terminal."""
        self.size = _USUAL
        """Columns and lines."""
        self.whose = ""
        """For whom this is: said above every picture. Empty: for who uses it alone."""

    def draw(self, view: View) -> None:
        if self._away:
            return
        if view != self._drawn or self._drawn_figure(view) is not self._figure:
            self._picture = self._laid_out(view)
            self._drawn = view
        self._writer.show(self._picture)
        if self._marks and isinstance(view, Caption):
            self._mark(int(view.progress * 100))

    def work(self, free_s: float) -> None:
        """Make pictures ready for later; something else is due in ``free_s`` seconds."""
        if self._figures is not None and not self._away:
            self._figures.work(free_s)

    def _laid_out(self, view: View) -> Picture:
        columns, lines = self.size
        if self.whose:
            view = view._replace(title=": ".join(filter(None, (self.whose, view.title))))
        self._figure = self._drawn_figure(view)
        place = self._place(view)
        if place is None:
            return draw_view(view, columns, lines, self.look)
        if place.beside:
            words = draw_view(view, columns - place.columns, lines, self.look)
        else:
            words = draw_view(view, columns, lines - place.rows, self.look)
        return joined(self._figure, words, place, columns, self.look)

    def _drawn_figure(self, view: View) -> Picture:
        place = self._place(view)
        if place is None or self._figures is None or not isinstance(view, Caption):
            return ()
        assert view.movement is not None
        return self._figures.drawn(view.movement, place)

    def _place(self, view: View) -> Room | None:
        """Return where the figure of ``view`` stands, if it has one and there is room."""
        if self._figures is None or not isinstance(view, Caption) or view.help:
            return None
        return room(*self.size) if view.movement is not None else None

    def _mark(self, percent: int) -> None:
        """A mark that the terminal did not take is sent again with the next drawing."""
        if percent != self._marked and self._writer.signal(
            mark_progress(percent, self._environ)
        ):
            self._marked = percent

    def _give_back(self) -> None:
        marked, self._marked = self._marked, None
        mark = b"" if marked is None else mark_progress(None, self._environ)
        self._writer.restore(farewell=mark)

    def line(self, text: str) -> None:
        pass

    def bell(self) -> None:
        self._writer.bell()

    def alert(self, text: str) -> None:
        if sequence := notification(text, self._environ):
            self._writer.signal(sequence)
        if self._away and text != self._alerted:
            self._alerted = text
            self._writer.say(text)

    def resized(self) -> None:
        if self._away:
            return
        self.size = self._size_of()
        self._writer.repaint()
        view, self._drawn = self._drawn, None
        if view is not None:
            self.draw(view)

    def leave(self, words: str) -> None:
        if not self._away:
            self._give_back()
        self._writer.say(words)
        self._away, self._alerted = True, ""

    def come_back(self) -> None:
        self._away = False
        self._drawn = None
        self.size = self._size_of()
        self._writer.begin()

    def __enter__(self) -> Screen:
        self.size = self._size_of()
        self._writer.begin()
        return self

    def __exit__(self, *ended: *_Ended) -> None:
        if not self._away:
            self._give_back()
        self._writer.close()


class Plain:
    """Lines only. A moment is said by its events; a page is printed when it comes."""

    __slots__ = (
        "_alerted",
        "_away",
        "_lines",
        "_missed",
        "_page",
        "_rings",
        "_said",
        "size",
    )

    def __init__(self, lines: PlainLines, *, rings: bool) -> None:
        """Take where lines go; ``rings``: a terminal is there to ring its bell."""
        self._lines = lines
        self._rings = rings
        self._page: Page | None = None
        self._away = False
        self._alerted = self._missed = ""
        """Said on the shell's terminal; and the last line that was not."""
        self._said = ""
        """The last line."""
        self.size = _USUAL

    def draw(self, view: View) -> None:
        if self._away:
            return
        page = view if isinstance(view, Page) else None
        if page is not None and page != self._page:
            texts = page_lines(page, self._page)
            # "Finished. Well done." is the last line of a session and the title after it.
            for text in texts[texts[0] == self._said :] if texts else ():
                self._say(text)
        self._page = page

    def line(self, text: str) -> None:
        if self._away:
            self._missed = text
        else:
            self._say(text)

    def _say(self, text: str) -> None:
        self._lines.say(text)
        self._said = text

    def bell(self) -> None:
        if self._rings:
            self._lines.bell()

    def alert(self, text: str) -> None:
        if self._away and text != self._alerted:
            self._alerted = text
            self._lines.say(text)

    def work(self, free_s: float) -> None:
        pass

    def resized(self) -> None:
        pass

    def leave(self, words: str) -> None:
        if words:
            self._lines.say(words)
        self._lines.finish()
        self._away, self._alerted = self._rings, ""  # a file or a pipe is nobody's but ours

    def come_back(self) -> None:
        missed, self._missed, self._away, self._page = self._missed, "", False, None
        if missed:
            self._lines.say(missed)

    def __enter__(self) -> Plain:
        return self

    def __exit__(self, *ended: *_Ended) -> None:
        self._lines.finish()


def page_lines(page: Page, before: Page | None) -> tuple[str, ...]:
    """Return ``page`` as lines to be heard: each question when its turn comes, together with
    what to press, and never one that comes later.

    Of a page that stays, which ``before`` was, only what changed: a line that was ticked, an
    answer that was given, which keys there are for who pressed another. What stands below a
    question is heard when it changes.
    """
    asks = keys.prompt(page.options)
    mark = "!! " if page.urgent else ""
    title, prompt = ((f"{mark}{text}",) if text else () for text in (page.title, asks))
    hint = (page.hint,) if page.hint else ()
    if before is not None and page._replace(hint="") == before._replace(hint=""):
        return hint
    not_now = (*page.later, page.asked)
    lines = tuple(line for number, line in enumerate(page.lines) if number not in not_now)
    asked = () if page.asked is None else (page.lines[page.asked],)
    if before is None or before.title != page.title:
        return (*title, *lines[: page.asked], *asked, *prompt, *hint)
    new = tuple(line for line in lines if line not in before.lines)
    if asked or page.options != before.options:
        return (*new, *asked, *prompt, *hint)
    return (*new, *hint)


def open_surface(
    environ: Mapping[str, str],
    encoding: str,
    clock: Clock,
    *,
    plain: bool = False,
    figures: FigureMode = FigureMode.NO,
    shapes: bool = True,
    wide: bool = False,
    big: bool = False,
    fd: int = 1,
) -> Screen | Plain:
    """Return the screen where ``fd`` can draw one and ``plain`` is not asked for.

    ``encoding`` is that of the output ("utf-8"); ``shapes``: what is drawn may be more
    than ASCII; ``wide``: ambiguous characters take two cells; ``big``: digits are read from
    across the room, and no figure is drawn. A terminal that may not be opened by its name
    (after ``su``) gets plain lines.
    """
    terminal = None
    if os.isatty(fd):
        try:
            terminal = open_terminal(fd)
        except OSError:
            terminal = None
    if terminal is None:
        return Plain(PlainLines(fd, encoding, clock), rings=False)
    if plain or not can_draw(environ, stdout_isatty=True):
        return Plain(PlainLines(terminal, encoding, clock), rings=True)

    def size_of() -> tuple[int, int]:
        try:
            columns, lines = os.get_terminal_size(terminal)
        except OSError:
            return _USUAL
        return (columns or _USUAL[0], lines or _USUAL[1])

    look = detect_look(environ, encoding)._replace(
        shapes=shapes and figures is not FigureMode.ASCII, wide=wide, big=big
    )
    drawn = None if big or figures is FigureMode.NO else Figures(look)
    return Screen(Writer(terminal, clock, wide=wide), look, size_of, environ, drawn)
