"""The phrases of a line -> what they say, field by field; what is said twice is refused.

Knows what the parts of ``grammar``'s phrases are called, and refuses to know names and notes:
those are what is left over, and ``sheet``'s.
"""

import re

from backpt.authoring.grammar import Phrase, best_phrases
from backpt.authoring.tokens import Token
from backpt.language import durations, typed_lines
from backpt.language.tongues import Kind
from backpt.prescription.model import Sides

BREATH_S = 4.0
"""A calm breath, in and out, where a hold is given in breaths [D]."""
_LENGTHS = {
    "length": "length_s", "hold": "hold_s", "rest": "rest_s", "relax": "relax_s",
    "out": "out_s", "back": "back_s",
}  # fmt: skip
_BREATHING = re.compile(r"breathing|atmung|atmen|respiraci[oó]n\b|respiration\b", re.IGNORECASE)
_SIDES = {"each_side": Sides.EACH, "alternate": Sides.ALTERNATE, "both": Sides.BOTH}
_OFTEN = frozenset(("daily", "weekly"))
_TEMPO = ("out_s", "hold_s", "back_s", "relax_s")


def _every(token: Token) -> str:
    """Return "every 2 hours" of a number of hours, or of a length."""
    scale, unit = 1.0, "hour"
    if token.kind == Kind.TIME:
        scale, unit = 60.0, "minute"
    elif token.kind == Kind.HOURS:
        scale = 3600.0
    return typed_lines.every_so_long(token.low / scale, token.high / scale, unit)


_EVERY = {
    "day": lambda token: typed_lines.times_a(token.low, token.high, "day"),
    "week": lambda token: typed_lines.times_a(token.low, token.high, "week"),
    "days": lambda token: typed_lines.days_of_a_week(token.low, token.high),
    "hours": _every,
    "minutes": _every,
}


class LineFacts:
    """What the phrases of a line say, field by field, and what is left of it."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text, self.tokens = text, tokens
        self.found: dict[str, object] = {}
        self.decided: list[str] = []
        self.unread: list[str] = []
        self.notes: list[tuple[int, str]] = []
        """Where each begins, and the words."""
        self.often: list[str] = []
        self.is_said_twice = False
        """Something has two values."""
        self.phrases = best_phrases(tokens)
        for phrase in self.phrases:
            self._take(phrase)
        self._settle_breaths()
        self._halve_the_total()
        self._settle_hours()

    def said(self, first: int, last: int) -> str:
        """Return the text of tokens, both included."""
        return self.text[self.tokens[first].begin : self.tokens[last].end].strip(" ,:;.-/(")

    def put(self, field: str, value: object, said: str, *, again: bool = False) -> None:
        """``again``: that it is said twice is no harm where both say the same."""
        if field in self.found and not (again and self.found[field] == value):
            self.unread.append(typed_lines.said_twice(said))
            self.is_said_twice = True
        self.found[field] = value

    def _take(self, phrase: Phrase) -> None:
        said = self.said(phrase.first, phrase.last)
        for name, at in phrase.parts:
            self._take_part(name, self.tokens[at], said)
        self._keep_words(phrase)
        says = phrase.says
        if says in _SIDES:
            self._put_sides(_SIDES[says], said)
        elif says == "each":
            self.found["each"] = True
        elif says in ("own_pace", "fatigue"):
            self.found["self_paced"] = True
        elif says in _OFTEN:
            self.often.append(says)
        elif says == "no_hold":
            self.put("hold_s", 0.0, said, again=True)
        elif says == "hourly":
            self.often.append(typed_lines.every_so_long(1, 1, "hour"))
        elif says == "often":
            self.often += [one.said for one in self._inside(phrase) if one.said]
        elif says in typed_lines.MISREAD:
            self.unread.append(typed_lines.misread(said, says))
        if says in ("note", "fatigue"):
            self.notes.append((phrase.first, said))

    def _inside(self, phrase: Phrase) -> list[Token]:
        return self.tokens[phrase.first : phrase.last + 1]

    def _keep_words(self, phrase: Phrase) -> None:
        """Keep how a phrase is meant beyond its numbers: "slow", "at least 3 times"."""
        if phrase.says == "note":
            return
        for at in range(phrase.first, phrase.last + 1):
            if self.tokens[at].kind == Kind.BOUND:
                self.notes.append((at, self.said(at, phrase.last)))
                return
            if self.tokens[at].kind == Kind.HOW:
                self.notes.append((at, self.said(at, at)))

    def _put_sides(self, sides: Sides, said: str) -> None:
        """Taking turns says more than each side."""
        if {self.found.get("sides"), sides} == {Sides.EACH, Sides.ALTERNATE}:
            self.found["sides"] = Sides.ALTERNATE
        else:
            self.put("sides", sides, said, again=True)

    def _take_part(self, name: str, token: Token, said: str) -> None:
        typed = self.text[token.begin : token.end].strip()
        if name in _LENGTHS:
            self.put(_LENGTHS[name], self._seconds(token, typed), said, again=True)
        elif name in ("sets", "times"):
            self.put(name, int(self._number(token, typed)), said)
        elif name == "reps":
            self.put("reps", (int(self._number(token, typed)),), said)
        elif name == "list":
            self.put("reps", token.many, said)
        elif name in ("reps2", "length2"):
            self._check_same(name, token, said)
        elif name in _EVERY:
            self.often.append(_EVERY[name](token))
        else:
            self._take_manner(name, token, typed, said)

    def _take_manner(self, name: str, token: Token, typed: str, said: str) -> None:
        """Take a number that is not what it counts: breaths, a tempo, a count."""
        if name == "tempo":
            for field, number in zip(_TEMPO, token.many, strict=False):
                self.put(field, float(number), said)
            self.notes.append((0, said))
        elif name == "way":
            self.put("out_s", token.low, said)
            self.put("back_s", token.low, said)
        elif name in ("bare", "count"):
            seconds = self._number(token, typed)
            self.put("hold_s", seconds, said, again=True)
            if name == "count":
                self.decided.append(typed_lines.count_of_seconds(said))
            else:
                self.decided.append(typed_lines.bare_hold(said, durations.in_full(seconds)))
        elif name == "breaths":
            self.put("breaths", self._number(token, typed) * BREATH_S, said)
            self.notes.append((0, said))
        elif name in ("total", "hourly"):
            self.put(name, int(self._number(token, typed)), said)

    # --- numbers ---------------------------------------------------------------------------

    def _number(self, token: Token, typed: str) -> float:
        """Return a number; of "8-12" the first, and say so."""
        if token.low != token.high:
            self.decided.append(typed_lines.begin_with(typed, f"{token.low:g}"))
        return token.low

    def _seconds(self, token: Token, typed: str) -> float:
        """Return a length; of "5-10s" the shorter one, and say so."""
        if token.low != token.high:
            low = durations.in_full(token.low)
            self.decided.append(typed_lines.begin_with(typed, low))
        return token.low

    def _check_same(self, name: str, token: Token, said: str) -> None:
        """Left and right are led alike."""
        field, value = ("length_s", token.low) if name == "length2" else ("reps", (token.low,))
        if self.found.get(field) != value:
            self.unread.append(typed_lines.misread(said, "two_sides"))

    def _halve_the_total(self) -> None:
        total = self.found.pop("total", None)
        if not isinstance(total, int):
            return
        reps = total
        if self.found.get("sides") in (Sides.EACH, Sides.ALTERNATE) and reps > 1:
            reps //= 2
            self.decided.append(typed_lines.half_a_side(total, reps))
        self.put("reps", (reps,), str(total))

    def _settle_hours(self) -> None:
        """Of "10 times an hour" the number is that of reps, unless others are said."""
        hourly = self.found.pop("hourly", None)
        if not isinstance(hourly, int):
            return
        if "reps" not in self.found:
            self.found["reps"] = (hourly,)
        elif hourly != 1:
            self.unread.append(typed_lines.said_twice(str(hourly)))

    def _settle_breaths(self) -> None:
        """Breaths are counted where breathing is the exercise, and a length elsewhere."""
        seconds = self.found.pop("breaths", None)
        if not isinstance(seconds, float):
            return
        many = int(seconds / BREATH_S)
        if _BREATHING.search(self.text) and "reps" not in self.found:
            self.found["reps"] = (many,)
            return
        self.put("hold_s", seconds, self.text)
        self.decided.append(typed_lines.breaths_last(many, durations.in_full(seconds)))
