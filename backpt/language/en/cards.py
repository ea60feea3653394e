"""The words around the safety cards: the three cards and the one before the first pack.

The questions themselves are rows of ``safety.yaml``. Wording is that of the clinical fact
sheet (G1, G3, C4); no clinician has reviewed it.
"""

from __future__ import annotations

from backpt.language.en.clearance import PACK_NAMES
from backpt.prescription.model import Mode
from backpt.safety.answers import UnreadAnswer
from backpt.safety.cards import BY_FLAG, TICKS, told, what_follows
from backpt.safety.rows import Question, Tick

REVIEWED = "No clinician has reviewed this yet."
DISCLAIMER = (
    "backpt is a timer, exercise guide and diary. It is not a doctor or a physical therapist.",
    f"It suits adults with ordinary low-back ache that has no warning signs. {REVIEWED}",
    "Stop if something feels wrong, and ask a professional if you are unsure.",
)
"""G1, in three lines."""

# --- titles ----------------------------------------------------------------------------

EMERGENCY = "Your safety, card 1 of 3"
URGENT = "Your safety, card 2 of 3"
ABOUT_YOU = "Your safety, card 3 of 3: about you"
NEW = "Something new"
ALSO = "One more thing"
NOT_TODAY = "Not today"
NO_MORE_TODAY = "No more today"
TAKEN_AWAY = "You are taking something away. Is that right?"
IS_IT_TRUE = "Is this true of you?"
FOLLOWS = "What this means for you"
SO_SOON = "So soon again?"
TOO_SMALL = "The window is too small"


def before_first_pack(mode: Mode) -> str:
    return f"Before your first {PACK_NAMES[mode]} pack"


def ask_first_about(mode: Mode) -> str:
    return f"Ask first about {PACK_NAMES[mode]}"


# --- why, and what is asked ------------------------------------------------------------

AGAIN = "You answered these a while ago. Things change, so here they are again."
NEW_SIGN = "You felt something new last time, so here they are again:"
HAS_STARTED = "Have any of these started?"
IS_IT_ONE = "Is it one of these?"
IS_ONE_TRUE = "Is one of these true?"
CHANGED = "Has anything changed since? A new illness, operation, medicine or pregnancy counts."
DAMAGED = (
    "Not all of your ticks could be read. Look at each part, and tick again what is missing."
)
TOO_SMALL_HOW = "It cannot show you this card. Make it larger, or leave and add --plain."

# --- lines -----------------------------------------------------------------------------


def asked(question: Question) -> str:
    """Return a question with the key that means yes to it."""
    return f"{question.press}) {question.text}"


def part_head(title: str, number: int, many: int) -> str:
    """Return what stands above part ``number`` of ``many`` of a card to tick."""
    return f"{title} ({number} of {many}): tick what applies to you."


def tick_line(number: int, text: str, *, is_ticked: bool) -> str:
    """Return a line to tick; a tick is a word, so that it is heard too."""
    return f"{number}) {_ticked(text) if is_ticked else text}"


def part_line(number: int, title: str, ticked: list[str]) -> str:
    """Return what is ticked in part ``number``, ``title``, as one line."""
    said = "; ".join(map(_ticked, ticked)) if ticked else "nothing ticked"
    return f"{number}) {title}: {said}."


def _ticked(text: str) -> str:
    return f"YES {text}"


def with_clearance(text: str, date: str) -> str:
    """Return a line of card 3 with the date since which the user is cleared."""
    return f"{text} (cleared on {date})"


def no_longer(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines of a card that are taken away, by name, each as a sentence."""
    return tuple(f"No longer true: {_no_stop(_text_of(name))}." for name in names)


def _text_of(name: str) -> str:
    return told(TICKS[name]) if name in TICKS else BY_FLAG[name].text


def follows(ticks: tuple[Tick, ...]) -> tuple[str, ...]:
    """Return what each tick sets, in words."""
    return tuple(f"{_no_stop(told(tick))}: {what_follows(tick)}" for tick in ticks)


def _no_stop(text: str) -> str:
    return text.rstrip(".?")


def unread(answer: UnreadAnswer) -> str:
    """Return why answers in a line of text mean nothing, as a part of a sentence."""
    if not answer.card:
        return (
            "write none, or the answers to the three cards between semicolons, such as"
            " 'none;none;bones,wrist'"
        )
    what = f"'{answer.word}'" if answer.word else "nothing"
    return (
        f"{what} is no answer to the {answer.card} card; write none, or some of:"
        f" {', '.join(answer.known)}"
    )


# --- keys ------------------------------------------------------------------------------

NONE_OF_THESE = "none of these"
YES_THAT_ONE = "yes, that one"
YES_BY_TEN = "ten: yes"
YES_GO_ON = "yes, go on"
TICK_OR_NOT = "a tick, or no tick"
TICK = "a tick"
ALL_TICKED = "done: all are ticked"
KEEP_AS_IT_IS = "keep it as it is"
CHANGE_PART = "look at that part and change it"
TAKE_AWAY = "yes, take it away"
KEEP_IT = "no, keep it"
BACK_TO_CARD = "no, back to the card"
SHOW_AGAIN = "yes, show it again"
NOT_YET = "not yet"


def asked_a_clinician(mode: Mode) -> str:
    return f"yes, I asked, and may use {PACK_NAMES[mode]}"
