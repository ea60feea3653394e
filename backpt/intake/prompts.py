"""What the conversation around a session asks of its console, each with the reply it is sent.

The conversation is a generator: it yields one of these, is sent the reply, and returns a value.
A console that cannot bring a reply throws what happened instead: ``UserLeft``, or whatever
ended the program. ``run/console.py`` conducts it at a terminal, ``tests/scripted.py`` without.
"""

from collections.abc import Generator
from typing import Any, TypeAlias, TypeVar

from backpt.errors import SafetyStop
from backpt.intake.pages import Checklist, Questionnaire
from backpt.safety.answers import Answers
from backpt.safety.readiness import CheckIn
from backpt.session.events import Ending
from backpt.session.records import Unfinished
from backpt.session.views import Page
from backpt.values import NamedTuple


class UserLeft(Exception):
    """The user leaves at a question; nothing was begun."""


class SignSaid(SafetyStop):
    """A sign that no clinician has seen was said, now or earlier."""


class PagePrompt(NamedTuple):
    """Ask ``page``. Reply: the key that answers it."""

    page: Page
    unasked: str
    """The reply where no key can come, or none did."""
    give_up_s: float | None = None
    """How long to wait for a key; ``None``: for ever."""


class CardPrompt(NamedTuple):
    """Ask ``card``. For a console with a keyboard only. Reply: ``Answered``."""

    card: Checklist | Questionnaire


class Answered(NamedTuple):
    """A card as it was answered."""

    card: Checklist | Questionnaire
    left: BaseException | None = None
    """What ended it before its last answer, to be raised; ``None``: nothing did."""


class FitsPrompt(NamedTuple):
    """Ask the console whether every one of ``pages`` can be read whole. Reply: a bool."""

    pages: tuple[Page, ...]


class ElapsedPrompt(NamedTuple):
    """Ask how many seconds have passed since the facts were read. Reply: a float."""


class Say(NamedTuple):
    """Say a line. Reply: ``None``."""

    text: str


class KeepAnswers(NamedTuple):
    """Keep the answers to the cards. Reply: whether they are kept."""

    answers: Answers


class KeepDay(NamedTuple):
    """Keep a day that ends before anything is begun. Reply: ``None``."""

    today: CheckIn
    ending: Ending
    going_on: Unfinished | None
    """The session that would have gone on; ``None``: a new one was asked for."""


class KeepWeek(NamedTuple):
    """Keep what was said on the card of the week. Reply: ``None``."""

    activities: tuple[tuple[str, int], ...]
    """Those of which something was said, in the user's own words: 0 cannot, 10 as before."""
    worst: int | None
    """The worst pain of the last 7 days, 0-10; ``None``: left out."""


class KeepOffer(NamedTuple):
    """Keep the answer to the change of a dose that was asked about. Reply: whether it is."""

    is_agreed: bool | None
    """``None``: it was not answered, and changes nothing; that it was asked is kept."""
    to: str = ""
    """Id of the exercise that was chosen among several."""


Prompt: TypeAlias = (
    PagePrompt
    | CardPrompt
    | FitsPrompt
    | ElapsedPrompt
    | Say
    | KeepAnswers
    | KeepDay
    | KeepWeek
    | KeepOffer
)
_T = TypeVar("_T")
Conversation: TypeAlias = Generator[Prompt, Any, _T]


def ask(page: Page, *, unasked: str, give_up_s: float | None = None) -> Conversation[str]:
    """Return the key that answers ``page``. Raises ``UserLeft`` for q."""
    key: str = yield PagePrompt(page, unasked, give_up_s)
    return key


def fits(*pages: Page) -> Conversation[bool]:
    """Tell whether every one of ``pages`` can be read whole now."""
    whole: bool = yield FitsPrompt(pages)
    return whole


def elapsed_s() -> Conversation[float]:
    """Return how many seconds have passed since the facts were read."""
    seconds: float = yield ElapsedPrompt()
    return seconds
