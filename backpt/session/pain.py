"""It hurts: what is asked, and what follows from the answer. Rules R6-R11 of clinical D5.

Their numbers are those of ``safety.yaml``.
"""

from backpt.safety.tables import HURTS_EASE_FROM, HURTS_RISE, HURTS_SILENCE_S, HURTS_STOP_FROM
from backpt.session.commands import Command
from backpt.session.keymap import Means
from backpt.values import NamedTuple, StrEnum

ASK_WHICH = 1
"""Number of the cue that asks which of them it is; that of the cue that asks whether it is
true is greater by its own number. 0 asks how much it hurts."""
EMERGENCY_FROM = 100
"""Number of the stop cue for a sign that nobody named; that of one is greater by its own."""


class Answer(StrEnum):
    """What follows."""

    GO_ON = "go on"
    EASE = "ease"
    END_EXERCISE = "end exercise"
    REST_THEN_ASK = "rest then ask"
    END_SESSION = "end session"


class PainQuestion(NamedTuple):
    """A question that is open: what was typed, and when silence becomes the answer."""

    until: float
    typed: str = ""

    @property
    def pain(self) -> int | None:
        """The number typed, 0-10; ``None`` while there is none."""
        return int(self.typed) if self.typed else None

    def later(self, seconds: float) -> "PainQuestion":
        """The question after a gap in which nobody could answer."""
        return self._replace(until=self.until + seconds)

    def heard(self, command: Command, digit: str, now: float) -> "PainQuestion":
        """The question after a key: the silence begins anew, a digit is taken if it fits."""
        typed = self.typed
        if command is Command.ERASE:
            typed = typed[:-1]
        elif command is Command.DIGIT and digit == Means.TEN:
            typed = "10"
        elif command is Command.DIGIT and digit.isdecimal() and len(digit) == 1:
            longer = str(int(typed + digit))
            typed = longer if int(longer) <= 10 else digit
        return PainQuestion(now + HURTS_SILENCE_S, typed)


def judge(pain: int, before: int | None, *, again: bool, on_skin: bool) -> Answer:
    """Return what follows from ``pain``, 0-10, when it was ``before`` at the start.

    ``again``: asked after two minutes' rest. ``on_skin``: a pack is on, or was. Who begins
    with 6 or 7, which only a flare-up routine or a high baseline allows, stops at one more
    than that (R2).
    """
    if on_skin:
        risen = before is not None and pain - before >= HURTS_RISE
        return Answer.END_EXERCISE if pain >= HURTS_STOP_FROM or risen else Answer.GO_ON
    stop_from = HURTS_STOP_FROM if before is None else max(HURTS_STOP_FROM, before + 1)
    if pain >= stop_from:
        return Answer.END_SESSION if again else Answer.REST_THEN_ASK
    if again:
        return Answer.END_EXERCISE
    return Answer.EASE if pain >= HURTS_EASE_FROM else Answer.GO_ON
