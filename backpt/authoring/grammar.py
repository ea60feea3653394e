"""How people write doses down: phrases over the tokens of a line, and the best reading of it.

A phrase is a row of kinds of tokens (``tongues.Kind``), with names for what it says. A line is
read as the phrases that explain most of it without overlapping: longer phrases win over
shorter ones wherever they stand, a number that no phrase explains counts against a reading,
and the order of the table means nothing. What no phrase takes is left over, for a name and for
notes; ``sheet`` makes one value of it all.

A parsing library was weighed and left: they read languages in which each text has one
derivation, and a sheet's line is mostly words that belong to none. What is needed is the best
cover of a row of at most some sixty tokens; that is thirty lines.
"""

import re
from collections.abc import Sequence
from functools import cache

from backpt.authoring.tokens import Token
from backpt.language.tongues import Kind
from backpt.values import NamedTuple


class Phrase(NamedTuple):
    """Tokens of a line that say something together."""

    first: int
    last: int
    """Numbers of tokens, both in it."""
    says: str
    """What it says without a number: names of ``sheet``'s facts, with blanks between."""
    parts: tuple[tuple[str, int], ...]
    """Name and number of each token that is a value."""


# --- the phrases -----------------------------------------------------------------------
#
# Written as kinds with blanks between: "a|b" is either, "?" and "*" as usual, "name:kind" a
# value, "( ... )?" a group, "=> kind" what must follow without being in it, "<= kind" what must
# stand before. "~" is any number of small words that may stand there, "..." more of them.

_SMALL = {
    "~": "[for to a]*",
    "...": "[for to thing bound how colon comma and do a between]*",
    "per1": "[per a each every]",
    "part": "[stop comma open close colon start end]",
    "counted": "[stop comma open close colon number rep set time hold up and]",
}

_COUNTS = (
    # sets, reps and holds in one
    "sets:number x ~ reps:number how* rep|times? x ... hold:time hold|holds?",
    "sets:number set ~ x? ~ reps:number how* rep|times? x ... hold:time hold|holds?",
    "sets:number x|times ~ reps:number how* rep|times|breath?",
    "sets:number x|times|set ... list:list how* rep|times?",
    "sets:number set open list:list how* rep|times? close",
    "sets:number set [for to x colon comma]* bound? reps:number how* rep|times|breath?",
    "sets:number set per reps:number how* rep|times?",
    "sets:number per reps:number how* rep",
    "sets:number open x? reps:number x? rep? close",
    "reps:number how* rep|times? [x for per to a]* bound? sets:number set",
    "sets:number set",
    "sets:number rep? how* set",
    "set colon bound? sets:number",
    "weak set sets:number",
    "list:list x|for|per? ... hold:time hold|holds",
    "list:list x|for|per? ... length:time",
    "list:list how* rep|times?",
    "rep colon list:list",
    # reps
    "reps:number how* rep|times",
    "reps:once how* rep|times?",
    "reps:number x repeat?",
    "reps:number x|times? ~ repeat",
    "x ~ reps:number how* rep|times?",
    "rep colon bound? reps:number times|x?",
    "weak rep reps:number",
    "repeat ... reps:number times|rep|x?",
    "repeat colon reps:number times|rep|x?",
    "do ... reps:number times|rep|x",
    "repeat|do? ... total:number how* rep|times|x? ~ total",
    "weak start reps:number => word|limb|left|right|both|hold|alternating|how|other|up|down",
    "weak reps:number ~ => each|eachside|alternating",
    "weak part reps:number => part",
    # lengths
    "times:number x|times|per ... length:time",
    "times:number x ... hold:time hold|holds",
    "length:time [x comma for]* times:number x|times?",
    "length:time x ... times:number times|x|rep",
    "weak length:time comma? for* times:once",
    "reps:number hold:time hold|holds|rep",
    "for|repeat? ~ bound? length:time",
    "for|repeat? ~ bound? length:hours",
)
_HOLDS = (
    "hold [for to thing bound how colon comma and do a each per every between]* hold:time"
    " ( for|each|per|every|a rep|times|thing )?",
    "<= part hold ... reps:number x ... hold:time",
    "~ a? bound? hold:time ~ hold|holds ( each|per|every|a rep|times|thing )?",
    "reps:number holds",
    "reps:number holds ... hold:time",
    "hold? ... count ... count:number",
    "hold? ... count:number ~ count hold|holds?",
    "weak hold [for to thing bound how colon comma each a]* bare:number",
    "weak bare:number hold",
    "hold ... breaths:number breath",
    "for? a? breaths:number breath hold",
    "weak for|hold? breaths:number breath",
)
_RESTS = (
    "rest [for to thing bound colon comma a]* rest:time ( between ~ each|every? set? )?",
    "rest between ~ each|every? set? [for colon]* rest:time",
    "rest [for to thing bound colon comma a]* relax:time between ~ each|every? rep|times",
    "rest between ~ each|every? rep [for colon]* relax:time",
    "for? a? rest:time ~ rest ( between ~ each|every? set? )?",
    "for? a? relax:time ~ rest between ~ each|every? rep|times",
    "set? between each? set? rest:time rest",
    "for? a? rest:time ~ between ~ each|every? set",
    "for? a? relax:time ~ between ~ each|every? rep|times",
    "for* relax [for to thing bound colon comma a]* relax:time",
)
_WAYS = (
    "out:time ~ up",
    "<= counted up [for]* out:time",
    "back:time ~ down",
    "<= counted down [for]* back:time",
    "tempo colon? tempo:list",
    "for? a? tempo:list tempo",
    "way:time ~ each|per|every direction",
)
_HOW_OFTEN = (
    "bound? x? day:number x|times|session|set? ~ per1 day",
    "bound? day:number x|times|session|set? ~ day|daily",
    "bound? day:number times|session|set ~ throughout ~ day",
    "bound? day:once ~ per1? day|daily",
    "bound? week:number x|times|session? ~ per1 ~ week",
    "bound? days:number days|day ~ per1? ~ week|weekly",
    "bound? week:number x ~ week|weekly",
    "bound? week:number times|session ~ week|weekly",
    "bound? week:once ~ per1? week|weekly",
    "daily colon day:number x|times?",
    "weekly colon week:number x|times?",
    "times|session|set per1 day colon day:number",
    "times|session per1 week colon week:number",
    "days per1 week colon days:number",
    "every hours:hours",
    "every minutes:time",
    "every bound? hours:number hour",
)
_SAYING: tuple[tuple[str, str], ...] = (
    ("daily", "daily"),
    ("per|a day", "daily"),
    ("days|day per1 week daily", "daily"),
    ("weekly", "weekly"),
    ("per|a week", "weekly"),
    ("hourly", "hourly"),
    ("do|repeat? ... hourly:number how* rep|x|times|session|set? ~ per1 hour", "hourly"),
    ("sets:number x reps:number how* rep? per day", "daily"),
    ("nohold", "no_hold"),
    ("every|each|per|a hour", "hourly"),
    ("label colon? often", "often"),
    ("often", "often"),
    ("throughout ~ day", "note"),
    ("for weeks:number week", "note"),
    ("off:time off", "note"),
    ("label colon", ""),
    ("for? each|per|every|a set|rep|times|session|thing|hold", ""),
    # sides
    ("start alternating", "alternate"),
    ("alternating", "alternate"),
    ("alternating limb|direction|eachside => part", "alternate"),
    ("for* ( each|per|every|a ) ~ limb|direction", "each_side"),
    ("for* eachside limb?", "each_side"),
    ("for* left limb? [and per comma to for]* right limb?", "each_side"),
    ("for* right limb? [and per comma to for]* left limb?", "each_side"),
    ("repeat|switch|do ... other limb|direction", "each_side"),
    ("<= counted for ... other limb|direction", "each_side"),
    ("<= part other limb|direction => part", "each_side"),
    ("for* switch limb|eachside|direction|rest?", "each_side"),
    ("repeat ... eachside", "each_side"),
    ("for* both limb|direction together? => part", "both"),
    ("<= part both limb together", "both"),
    ("<= part together => part", "both"),
    ("each", "each"),
    ("leftonly", "one_side"),
    # how
    ("for* fatigue", "fatigue"),
    ("ownpace", "own_pace"),
    ("length:time left|right [comma and per for to]* length2:time left|right", "each_side"),
    ("reps:number rep|x? left|right [comma and per for to]* reps2:number rep|x? left|right",
     "each_side"),
    ("left|right colon? length:time [comma and per for to]* left|right colon? length2:time",
     "each_side"),
    ("left|right colon? x? reps:number [comma and per for to]* left|right colon? x?"
     " reps2:number", "each_side"),
    ("blank", "blank"),
    ("clock", "clock"),
    ("commanumber", "comma"),
)  # fmt: skip


_ELEMENT = re.compile(
    r"(?P<around>[()]\??|=>|<=)|(?:(?P<name>\w+):)?(?P<kinds>\[[^\]]*\]|[\w|~.]+)(?P<many>[?*]?)"
)


class _Rule(NamedTuple):
    pattern: re.Pattern[str]
    names: tuple[str, ...]
    says: str
    is_weak: bool
    begins: str
    """Kinds of the token that it can begin with."""


def _rule(written: str, says: str = "") -> _Rule:
    is_weak, made, names, ends, begins = written.startswith("weak "), "", [], "", ""
    is_open = True
    before = ""
    for match in _ELEMENT.finditer(written.removeprefix("weak ")):
        if around := match["around"]:
            if around in ("=>", "<="):
                before = around
            else:
                made += "(?:" if around == "(" else around
            continue
        letters, many = _letters(match["kinds"]), match["many"]
        if match["kinds"] in ("~", "..."):
            many = "*"
        one = f"[{re.escape(letters)}]"
        if before == "<=":
            made, before = f"(?<={one})", ""
            continue
        if before == "=>":
            ends = f"(?={one})"
            continue
        if is_open:
            begins += letters
            is_open = many in ("?", "*") or _is_inside(made)
        if match["name"]:
            names.append(match["name"])
            one = f"({one})"
        made += one + many
    return _Rule(re.compile(made + ends), tuple(names), says, is_weak, begins)


def _is_inside(made: str) -> bool:
    return made.count("(?:") > made.count(")") - made.count("(?<=")


def _letters(kinds: str) -> str:
    """Return the letters of kinds that are written as in the table."""
    if kinds in _SMALL:
        kinds = _SMALL[kinds]
    names = kinds.strip("[]*").replace("|", " ").split()
    return "".join(_letters(one) if one in _SMALL else _LETTERS[one] for one in names)


_LETTERS = {kind.name.lower().replace("_", ""): kind.value for kind in Kind}


@cache
def _rules() -> dict[str, tuple[_Rule, ...]]:
    """Return the rules by the kind of the token that they can begin with."""
    counted = (*_COUNTS, *_HOLDS, *_RESTS, *_WAYS, *_HOW_OFTEN)
    rules = [*map(_rule, counted), *(_rule(written, says) for written, says in _SAYING)]
    return {
        kind.value: tuple(rule for rule in rules if kind.value in rule.begins) for kind in Kind
    }


# --- the best reading ------------------------------------------------------------------

_UNEXPLAINED = 4.0
"""What a number costs that no phrase explains."""
_FIGURES = frozenset((Kind.TIME, Kind.HOURS, Kind.LIST, Kind.COMMA_NUMBER, Kind.CLOCK))


_LITTLE = frozenset((
    Kind.FOR, Kind.THING, Kind.COMMA, Kind.COLON, Kind.AND, Kind.A, Kind.DO, Kind.REPEAT,
    Kind.HOW, Kind.BOUND, Kind.OPEN, Kind.CLOSE, Kind.TO, Kind.START,
))  # fmt: skip
"""Kinds that stand between what is said and say little."""


def _worth(letters: str, rule: _Rule) -> float:
    """Return what a phrase explains: one of four words is worth more than two of two."""
    telling = sum(one not in _LITTLE for one in letters)
    return 2 * telling - 1 + 0.01 * len(letters) - 1.5 * rule.is_weak


def is_figure(token: Token) -> bool:
    """Whether a token has to be explained: a number in figures, or a length."""
    return token.kind in _FIGURES or (token.kind == Kind.NUMBER and token.is_digits)


def best_phrases(tokens: Sequence[Token]) -> tuple[Phrase, ...]:
    """Return the phrases that explain most of ``tokens``, in the order of the line."""
    letters, many = "".join(token.kind for token in tokens), len(tokens)
    scores, chosen = [0.0] * (many + 1), list[Phrase | None]([None] * many)
    rules = _rules()
    for at in reversed(range(many)):
        cost = _UNEXPLAINED * is_figure(tokens[at]) + (tokens[at].kind == Kind.NUMBER)
        scores[at] = scores[at + 1] - cost
        for rule in rules[letters[at]]:
            match = rule.pattern.match(letters, at)
            if match is None or match.end() == at:
                continue
            worth = _worth(match[0], rule) + scores[match.end()]
            if worth > scores[at]:
                scores[at] = worth
                parts = tuple(
                    (name, match.start(number))
                    for number, name in enumerate(rule.names, 1)
                    if match.start(number) >= 0
                )
                chosen[at] = Phrase(at, match.end() - 1, rule.says, parts)
    found, at = list[Phrase](), 0
    while at < many:
        phrase = chosen[at]
        if phrase is not None:
            found.append(phrase)
        at = at + 1 if phrase is None else phrase.last + 1
    return tuple(found)
