"""Pages that wait for a key, and those with more than one answer: lines to tick, and questions
answered one after another.

A card is a value: a key makes another card of it, and it shows itself as a page. ``DrivenCard``
lets the loop drive one, and ``DrivenPage`` a page. No clock is read; Enter and space answer
nothing on a card, but that Enter leaves out a question of the card of the week.
"""

from collections.abc import Callable
from typing import Protocol

from backpt.language import keys
from backpt.session.commands import NotNow
from backpt.session.events import Event
from backpt.session.keymap import DIGITS, TEN_WITHIN_S, Means, PageKey
from backpt.session.views import STILL_S, Page
from backpt.values import NamedTuple

_ONE, _NOUGHT = "1", "0"
ALL_PARTS = -1
"""Where a card that was answered before begins: all of it, as it stands."""


class CardPart(NamedTuple):
    """Lines that belong together, on a page of their own: at most nine, a digit each."""

    title: str
    names: tuple[str, ...]
    """Of the lines, in the order of their digits, from 1."""


class Checklist(NamedTuple):
    """A card to tick, part by part: a digit a line, n for none of a part, d for all ticked.

    One that was answered before begins with all that is ticked: k keeps it, a digit opens a
    part. Nothing that is ticked is taken away but by its own digit.
    """

    parts: tuple[CardPart, ...]
    pages: Callable[["Checklist"], Page]
    """Shows the card as it stands."""
    ticked: frozenset[str] = frozenset()
    """Names of the ticked lines."""
    at: int = 0
    """The part that is asked, from 0, or ``ALL_PARTS``."""
    is_known: bool = False
    """It was answered before."""
    is_over: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the ticked lines, in the order of the card."""
        every = (name for part in self.parts for name in part.names)
        return tuple(name for name in every if name in self.ticked)

    @property
    def page_no(self) -> int:
        return self.at

    @property
    def may_be_ten(self) -> bool:
        return False

    def as_ten(self) -> "Checklist":
        return self

    @property
    def part(self) -> CardPart | None:
        """What is asked; ``None`` where it is all of the card."""
        return None if self.at == ALL_PARTS else self.parts[self.at]

    def known(self, names: tuple[str, ...]) -> "Checklist":
        """Return the card as it was answered before."""
        return self._replace(ticked=frozenset(names), at=ALL_PARTS, is_known=True)

    def again(self, names: tuple[str, ...]) -> "Checklist":
        """Return the card from its beginning, with ``names`` ticked."""
        begun = self._replace(ticked=frozenset(names), at=0, is_over=False)
        return begun._replace(at=ALL_PARTS) if self.is_known else begun

    def pressed(self, key: str) -> "Checklist":
        """Return the card after ``key``. None is no answer once something of the part is
        ticked, and done is none before; raises ``NotNow`` for what is no answer."""
        part = self.part
        if part is None:
            if key == Means.KEEP:
                return self._replace(is_over=True)
            if key in _digits(len(self.parts)):
                return self._replace(at=int(key) - 1)
            raise NotNow(f"{key} is no answer here")
        if key in _digits(len(part.names)):
            return self._replace(ticked=self.ticked ^ {part.names[int(key) - 1]})
        if key == (Means.DONE if self.ticked & set(part.names) else Means.NO):
            return self._after_part()
        if key == Means.BACK and self.at and not self.is_known:
            return self._replace(at=self.at - 1)
        raise NotNow(f"{key} is no answer here")

    def _after_part(self) -> "Checklist":
        if self.is_known:
            return self._replace(at=ALL_PARTS)
        if self.at == len(self.parts) - 1:
            return self._replace(is_over=True)
        return self._replace(at=self.at + 1)

    def shown(self) -> Page:
        return self.pages(self)

    def all_pages(self) -> tuple[Page, ...]:
        """Every page on which something of the card is asked, as it stands."""
        at = (*([ALL_PARTS] if self.is_known else []), *range(len(self.parts)))
        return tuple(self._replace(at=part).shown() for part in at)


def _digits(many: int) -> tuple[str, ...]:
    return tuple(str(number) for number in range(1, many + 1))


class Questionnaire(NamedTuple):
    """One page with several questions, a key each; b takes the last answer back.

    Besides them there may be one wish, whose key turns it on and off at any of them.
    """

    questions: tuple[tuple[PageKey, ...], ...]
    """The answers that there are to each."""
    page: Callable[[tuple[str, ...], bool], Page]
    """Shows the page with the answers given so far, and whether the wish is on."""
    answers: tuple[str, ...] = ()
    longer: tuple[tuple[str, str, str], ...] = ()
    """An answer, the key after it, and the answer that both together mean: 1 and 0 is ten."""
    wish: str = ""
    """Its key; empty: there is none."""
    is_wished: bool = False

    @property
    def page_no(self) -> int:
        return 0

    @property
    def is_over(self) -> bool:
        return len(self.answers) == len(self.questions)

    @property
    def may_be_ten(self) -> bool:
        """Whether a 0 at once after the last answer makes ten of it."""
        at = len(self.answers) - 1
        return self.answers[-1:] == (_ONE,) and Means.TEN in self.keys[at]

    def as_ten(self) -> "Questionnaire":
        """Return the page with ten for the last answer."""
        return self._replace(answers=(*self.answers[:-1], Means.TEN.value))

    @property
    def keys(self) -> tuple[tuple[str, ...], ...]:
        """Of each question."""
        return tuple(
            tuple(key for one in options for key in one.keys) for options in self.questions
        )

    def pressed(self, key: str) -> "Questionnaire":
        """Return the page after ``key``, an answer to the question whose turn it is; raises
        ``NotNow`` for what is none."""
        if not self.is_over and key in self.keys[len(self.answers)]:
            return self._replace(answers=(*self.answers, key))
        for first, then, both in self.longer:
            if self.answers[-1:] == (first,) and key == then:
                return self._replace(answers=(*self.answers[:-1], both))
        if key == Means.BACK and self.answers:
            return self._replace(answers=self.answers[:-1])
        if self.wish and key == self.wish:
            return self._replace(is_wished=not self.is_wished)
        raise NotNow(f"{key} is no answer here")

    def shown(self) -> Page:
        return self.page(self.answers, self.is_wished)


class Card(Protocol):
    """What can be asked: ``Checklist``, ``Questionnaire``."""

    @property
    def is_over(self) -> bool: ...
    @property
    def page_no(self) -> int:
        """Which of its pages is shown; one whose questions are all there is one page."""

    @property
    def may_be_ten(self) -> bool: ...
    def as_ten(self) -> "Card": ...
    def pressed(self, key: str) -> "Card": ...
    def shown(self) -> Page: ...


class _Driven:
    """What the loop may ask of a page where nothing happens by itself and nothing is lost."""

    def start(self, now: float) -> list[Event]:
        del now
        return []

    def tick(self, now: float) -> list[Event]:
        del now
        return []

    def gap(self, since: float, now: float) -> list[Event]:
        del since, now
        return []

    def farewell(self, now: float) -> str:
        del now
        return ""

    def absence(self, now: float) -> str:
        del now
        return ""

    def deadline(self) -> float | None:
        return None

    def repaint(self, now: float) -> float:
        return now + STILL_S


class DrivenCard(_Driven):
    """A card that waits for its keys; ``q`` and whatever ends the program leave it."""

    def __init__(self, card: Card) -> None:
        self.card = card
        """As it was answered so far."""
        self.has_left = False
        """The user left without an answer."""
        self._hint = ""
        self._ten_until = float("-inf")

    @property
    def asks(self) -> int:
        return self.card.page_no

    @property
    def over(self) -> bool:
        return self.has_left or (self.card.is_over and self._ten_until == float("-inf"))

    def tick(self, now: float) -> list[Event]:
        if now >= self._ten_until:
            self._ten_until = float("-inf")
        return []

    def deadline(self) -> float | None:
        return self._ten_until if self.card.is_over and not self.over else None

    def press(self, key: str, now: float) -> list[Event]:
        self.tick(now)
        if self.over:
            return []
        if key.lower() == Means.LEAVE:
            self._ten_until, self.has_left = float("-inf"), not self.card.is_over
            return []
        try:
            is_ten = key == _NOUGHT and now < self._ten_until
            self.card = self.card.as_ten() if is_ten else self.card.pressed(key.lower())
        except NotNow:
            self.hint(keys.which(tuple(one.shown for one in self.card.shown().options)), now)
            raise
        self._ten_until = now + TEN_WITHIN_S if self.card.may_be_ten else float("-inf")
        self._hint = ""
        return []

    def hint(self, text: str, at: float) -> None:
        del at
        self._hint = text

    def stop(self, now: float) -> list[Event]:
        del now
        self._ten_until, self.has_left = float("-inf"), not self.card.is_over
        return []

    def view(self, now: float) -> Page:
        del now
        return self.card.shown()._replace(hint=self._hint)


class DrivenPage(_Driven):
    """A page that waits for one of its keys. ``answer`` is the key, or what silence means."""

    asks = 0

    def __init__(
        self,
        page: Page,
        *,
        give_up_s: float | None = None,
        silence: str = "",
        stopped: str = Means.LEAVE.value,
    ) -> None:
        self._page = page
        self._give_up_s = give_up_s
        self._silence = silence
        self._stopped = stopped
        self._until: float | None = None
        self._ten_until: float | None = None
        """While a 0 makes ten of the 1 that was pressed."""
        self._over = False
        self.answer = ""

    @property
    def over(self) -> bool:
        return self._over

    def start(self, now: float) -> list[Event]:
        if self._give_up_s is not None:
            self._until = now + self._give_up_s
        return []

    def tick(self, now: float) -> list[Event]:
        if self._ten_until is not None and now >= self._ten_until:
            self._answered(_ONE)
        elif self._until is not None and now >= self._until:
            self._answered(self._silence)
        return []

    def _answered(self, answer: str) -> None:
        """Take the first answer there is."""
        if not self._over:
            self._over, self.answer, self._ten_until = True, answer, None

    def gap(self, since: float, now: float) -> list[Event]:
        if self._until is not None:
            self._until += now - since
        return []

    def press(self, key: str, now: float) -> list[Event]:
        self.tick(now)
        if key.lower() not in self._page.keys:
            self.hint(keys.which(tuple(one.shown for one in self._page.options)), now)
            raise NotNow(f"{key} is no answer here")
        if self._ten_until is not None:
            is_number = key in DIGITS
            self._answered(Means.TEN.value if key == _NOUGHT else key if is_number else _ONE)
        elif key == _ONE and not self._over and Means.TEN in self._page.keys:
            self._ten_until = now + TEN_WITHIN_S
            self.hint(keys.ONE_OR_TEN, now)
        else:
            self._answered(key.lower())
        return []

    def hint(self, text: str, at: float) -> None:
        del at
        self._page = self._page._replace(hint=text)

    def stop(self, now: float) -> list[Event]:
        del now
        self._answered(self._stopped if self._ten_until is None else _ONE)
        return []

    def deadline(self) -> float | None:
        return self._until if self._ten_until is None else self._ten_until

    def view(self, now: float) -> Page:
        del now
        return self._page
