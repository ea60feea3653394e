"""Which presses of a key count: meant for what is shown now, and understood by their place.

A key that was typed ahead, or is still held down, was meant for what was shown before. Nothing
of it may answer a card: three cards in a row were passed by "nnn", and a held key sends thirty
a second. Pure: ``at`` comes in, in real seconds on a scale that never goes back.
"""

from backpt.session.keymap import Means
from backpt.session.layouts import KeyPlace, place_of
from backpt.values import NamedTuple, StrEnum

STANDS_S = 1.5
"""A page stands so long before a key answers it [D]. It is longer than the longest delay after
which a held key repeats, and no card is read faster."""
HELD_S = 1.2
"""The same key sooner than this after it came last is still held down, or was pressed twice by
mistake. Systems begin to repeat a held key after 0.25 to 1.0 s and then send 2 to 30 a second
(kbdrate(8): -d 250 to 1000 ms, -r 2.0 to 30.0; Windows: "keyboard delay" 0.25 to 1 s,
"keyboard speed" 2.5 to 30 a second, up to a fifth off)."""

RINGS_EVERY_S = 0.5
SAYS_EVERY_S = 15.0


class Refusal(StrEnum):
    """Why a press does not count."""

    TOO_SOON = "too soon"
    """What is shown could not be read yet."""
    HELD = "held"
    """The key is still held down, or was pressed twice by mistake."""
    BY_PLACE = "by place"
    """It counts by its place on another keyboard layout, and that was not said yet."""


class Uncounted(NamedTuple):
    """A press that does not count."""

    why: Refusal
    typed: str = ""
    """The character that came."""
    key: str = ""
    """The key that is meant by its place."""
    layout: str = ""
    """The layout that has ``typed`` there."""


class PressMeaning(NamedTuple):
    """What a press means."""

    key: str = ""
    """Empty: the press does not count."""
    refused: Uncounted | None = None
    """Why it does not."""


class Pressing:
    """The presses of one sitting, one after another. ``begin`` it for everything shown."""

    def __init__(self) -> None:
        self._since = float("-inf")
        self._asks = False
        self._key, self._at = "", float("-inf")
        self._is_held_over = False
        self._layout = ""
        self._rang, self._said = float("-inf"), ("", float("-inf"))
        self._explained: set[str] = set()

    def begin(self, at: float, *, asks: bool) -> None:
        """Say that something else is shown from ``at`` on. ``asks``: a page or a card, whose
        answers must be meant; else a session, where the first press may be the urgent one."""
        self._since, self._asks = at, asks
        self._is_held_over = True

    def heard(self, typed: str, at: float) -> PressMeaning:
        """Return what ``typed``, a character or the name of a key, means ``at`` this moment."""
        place = place_of(typed)
        again = place.key == self._key and at - self._at < HELD_S
        self._key, self._at = place.key, at
        if self._asks and at - self._since < STANDS_S:
            return PressMeaning(refused=Uncounted(Refusal.TOO_SOON))
        if again and (self._asks or self._is_held_over):
            return PressMeaning(refused=Uncounted(Refusal.HELD))
        self._is_held_over = False
        if place.layout and not self._is_sure(typed, place):
            self._explained.add(typed)
            return PressMeaning(refused=Uncounted(Refusal.BY_PLACE, typed, *place[:2]))
        if not place.is_doubtful:
            self._layout = place.layout
        return PressMeaning(place.key)

    def _is_sure(self, typed: str, place: KeyPlace) -> bool:
        """Tell whether ``typed`` is meant by its place. What another layout types may be meant
        as what it types: "н" is on the y, and is how a Russian no begins."""
        if typed in self._explained:
            return True
        is_known = not place.is_doubtful or place.layout == self._layout
        return is_known and place.key != Means.YES

    def rings(self, at: float) -> bool:
        """Tell whether a press that means nothing rings: not thirty times a second."""
        if at - self._rang < RINGS_EVERY_S:
            return False
        self._rang = at
        return True

    def says(self, hint: str, at: float) -> bool:
        """Tell whether ``hint`` is worth a line of its own: not the same one again soon."""
        said, before = self._said
        if hint == said and at - before < SAYS_EVERY_S:
            return False
        self._said = hint, at
        return bool(hint)
