"""It hurts: what is asked, and what follows from the answer. Rules R6-R11 of clinical D5."""

from enum import StrEnum
from typing import NamedTuple

from backpt.session.commands import Command

SILENCE_S = 20.0
"""Without a word for this long the exercise ends (DESIGN 6)."""
ASK_AGAIN_AFTER_S = 120.0
"""Rest before it asks again: "if it stays >= 6 for 2 min end the session" (R7: AHPS, HP3)."""
LEG_REST_S = 600.0
"""Rest or walk after pain further down the leg: "if not back in 10 min end session" (R9: CENTR,
RELIEF)."""
LEG_SILENCE_S = 60.0
"""Without a word on whether it is back for this long the session ends: one comes back from a
walk, or up from the floor ([D])."""
STOP_FROM = 6
"""Pain 6-10: stop (R7: AHPS, PROVIDE, HP3). Never looser than 7."""
EASE_FROM = 4
"""Pain 4-5: smaller range, fewer reps (R6: AHPS, PROVIDE). A rise by two is easing too, but
only from 4 on (R8: OST08), which is this same line."""
RISE = 2
"""A rise that is more than noise (OST08, SUZ20). On the skin it ends the pack (C4)."""


NEW_SIGNS = (
    "Numb or strange between the legs, or trouble with bladder or bowel",
    "A leg weak or numb",
    "Dizzy or faint",
    "Chest pain",
)
"""What may be new and an emergency (R11: NHSBP, TAYSIDE), in the order of its keys, from 1.
Their words: ``words.EMERGENCY``."""
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
        elif command is Command.DIGIT and digit.isdecimal() and len(digit) == 1:
            longer = str(int(typed + digit))
            typed = longer if int(longer) <= 10 else digit
        return PainQuestion(now + SILENCE_S, typed)


def judge(pain: int, before: int | None, *, again: bool, on_skin: bool) -> Answer:
    """Return what follows from ``pain``, 0-10, when it was ``before`` at the start.

    ``again``: asked after two minutes' rest. ``on_skin``: a pack is on, or was. Who begins
    with 6 or 7, which only a flare-up routine or a high baseline allows, stops at one more
    than that (R2).
    """
    if on_skin:
        risen = before is not None and pain - before >= RISE
        return Answer.END_EXERCISE if pain >= STOP_FROM or risen else Answer.GO_ON
    stop_from = STOP_FROM if before is None else max(STOP_FROM, before + 1)
    if pain >= stop_from:
        return Answer.END_SESSION if again else Answer.REST_THEN_ASK
    if again:
        return Answer.END_EXERCISE
    return Answer.EASE if pain >= EASE_FROM else Answer.GO_ON
