"""What can be shown, in words only: a caption for a moment of a session, and a page.

Both are media-free: the screen lays them out, plain mode prints them, a test reads them.
"""

from backpt.prescription.model import Pace
from backpt.session.keymap import PageKey
from backpt.values import NamedTuple, StrEnum

STILL_S = 0.5
"""A picture in which nothing moves is looked at twice a second."""


class FigureMode(StrEnum):
    """How movements are drawn where there is room for a picture."""

    NO = "no"
    YES = "yes"
    """In braille dots, or in ASCII where the terminal is known to have none."""
    ASCII = "ascii"


class Movement(NamedTuple):
    """What the body does at a moment, for whoever draws it."""

    figure: str
    """The figure of the exercise, as the library keeps it."""
    pace: Pace | None
    """Of one rep; ``None`` in a timed position, in a set that the user counts, and at rest."""
    elapsed_s: float
    """Since the rep or the step began."""
    repeats: bool | None = None
    """Where there is no pace: whether it goes on and on; ``None``: the figure knows."""
    mirrored: bool = False
    """The left side works; figures are of the right one."""
    turns: bool = False
    """The other side works too, by turns or later: its pictures will be wanted."""


class Caption(NamedTuple):
    """One moment of a session in words. Empty texts are left out of the picture."""

    title: str
    """The routine ("Home basics")."""
    heading: str
    """The exercise or pack ("Leg lifts")."""
    where: str
    """"exercise 2 of 4"."""
    side: str
    """"Left leg"."""
    counting: str
    """"set 1 of 2, rep 3 of 6"."""
    action: str
    """What to do now: "Hold", "Rest", "Get into place", "Paused", "Take the pack off"."""
    digits: str
    """What is drawn large: "7", "0:42", "+0:15"; only digits, colon, plus and minus."""
    note: str
    """The one-line cue of the exercise, or what to answer."""
    coming: str
    """What comes next ("Next: Wall slides, 8 times")."""
    keys: tuple[tuple[str, str], ...]
    """Key and what it does here, most important first: (("space", "pause"), ("n", "next"))."""
    progress: float
    """Whole session, 0-1."""
    left: str
    """Time left in the whole session ("6:10 left")."""
    part: float | None
    """How far through the step, 0-1; ``None`` where it waits."""
    urgent: bool = False
    """An alarm: must stand out without colour too."""
    help: bool = False
    """Show what every key does."""
    movement: Movement | None = None
    """What a figure beside the words shows."""


class Page(NamedTuple):
    """A screen of text that asks something, or says something and waits for a key."""

    title: str
    lines: tuple[str, ...]
    """Paragraphs; wrapped to the width by whoever shows them. An empty one is a blank line."""
    options: tuple[PageKey, ...] = ()
    """What may be pressed, and what it does. Nothing else answers the page."""
    urgent: bool = False
    asked: int | None = None
    """Of several questions the one whose turn it is: the number of its line, from 0."""
    later: tuple[int, ...] = ()
    """Lines of the questions that come after it: to be seen at once, but not to be heard."""
    hint: str = ""
    """What to press, for who pressed another key, or too soon."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that answers it."""
        return tuple(key for one in self.options for key in one.keys)


View = Caption | Page
