"""A line of a sheet -> tokens: numbers, ranges, lengths, and words of known meaning.

Everything that is the same in every dose is settled here, so that the grammar sees one number
for "8-12", one length for "1 min 30 sec", and one word for "until fatigue". What words mean
stands in ``tongues``. Refuses to know what a dose is.

Longer than most files: half of it is the table of figures as sheets write them, which is read
from the top.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from backpt.language.tongues import Kind, Tongue
from backpt.language.tongues.dutch import DUTCH
from backpt.language.tongues.english import ENGLISH
from backpt.language.tongues.french import FRENCH
from backpt.language.tongues.german import GERMAN
from backpt.language.tongues.italian import ITALIAN
from backpt.language.tongues.spanish import SPANISH
from backpt.values import NamedTuple

TONGUES: tuple[Tongue, ...] = (ENGLISH, GERMAN, SPANISH, FRENCH, DUTCH, ITALIAN)


class Token(NamedTuple):
    """A piece of a line from ``begin`` to ``end``, in characters."""

    kind: str
    begin: int
    end: int
    low: float = 0.0
    """Of a number; of a length, in seconds."""
    high: float = 0.0
    """As ``low`` where it is no range."""
    many: tuple[int, ...] = ()
    """Of a list."""
    said: str = ""
    """How often, in English."""
    is_digits: bool = False
    """Figures stand in it, not words."""


# --- characters ------------------------------------------------------------------------

_AS_TYPED = str.maketrans(
    {
        **dict.fromkeys("×✕✖х", "x"),
        **dict.fromkeys("–—−‐‑‒―", "-"),
        **dict.fromkeys("\u00a0\u202f\u2009\u2003", " "),
        **dict.fromkeys("″“”", '"'),
        **dict.fromkeys("′’‘´`", "'"),
        "…": "...",
        "⁄": "/",
    }
)
_MARK = re.compile(r"^\s*(?:[-•·*▪●○◦►‣✓✔☐□]+|\(?\d{1,2}[.)])\s+(?=\S)")
_LONG_DASHES = re.compile(r"(?<=\s)[–—]+(?=\s)|(?<=\w)—(?=\w)")


def in_one_form(line: str) -> str:
    """Return ``line`` with one form for each sign, blanks single, and without a bullet."""
    text = "".join(_digit(one) for one in line.replace("|", " ; "))
    text = re.sub(r"[\u200b\ufeff\u200e\u200f]", "", text).translate(_AS_TYPED)
    return " ".join(_MARK.sub("", " ".join(text.split())).split())


def _digit(one: str) -> str:
    if one.isascii() or unicodedata.category(one) != "Nd":
        return one
    return str(unicodedata.decimal(one))


# --- words -----------------------------------------------------------------------------

_NOT_ALONE = (Kind.SECOND, Kind.MINUTE, Kind.MEASURE, Kind.LEVEL, Kind.TO)
"""What only means something beside a number."""


class _Words(NamedTuple):
    kinds: dict[str, str]
    beside: dict[str, dict[str, None]]
    """Kinds of ``_NOT_ALONE``, and hours, and their words."""
    often: dict[str, str]
    numbers: dict[str, float]
    longest: int
    """Tokens of the longest phrase."""


@cache
def _words() -> _Words:
    kinds = dict[str, str]()
    beside: dict[str, dict[str, None]] = {kind: {} for kind in (*_NOT_ALONE, Kind.HOUR)}
    often, numbers = dict[str, str](), dict[str, float]()
    for tongue in TONGUES:
        for kind, written in tongue.words.items():
            for phrase in written.split("|") if written != "/" else ["/"]:
                key = _key(phrase)
                if kind in beside:
                    beside[kind][key] = None
                if kind not in _NOT_ALONE:
                    kinds.setdefault(key, kind)
        for phrase, said in tongue.often.items():
            often.setdefault(_key(phrase), said)
        for phrase, number in tongue.numbers.items():
            numbers.setdefault(_key(phrase), number)
    for key in often:
        kinds[key] = Kind.OFTEN
    longest = max(key.count(" ") + 1 for key in (*kinds, *numbers))
    return _Words(kinds, beside, often, numbers, longest)


def _key(phrase: str) -> str:
    """Return a phrase as its tokens with blanks between."""
    return " ".join(match[0] for match in _PIECE.finditer(phrase.lower()))


# --- pieces ----------------------------------------------------------------------------

_PIECE = re.compile(
    r"""(?P<blank>_{2,}|\.{3,})
    |(?P<clock>(?<![\d:])\d{1,3}:\d{2}(?![\d:]))
    |(?P<list>(?<![\d.])\d{1,3}(?:\s?(?P<sep>[-/,])\s?\d{1,3})(?:\s?(?P=sep)\s?\d{1,3})+(?![\d.]))
    |(?P<comma_number>(?<![\d,])\d{1,3},\d{1,2}(?![\d,]))
    |(?P<number>(?:(?<![\d/])\d{1,4}\s)?(?<![\d/])[1-3]/[2-4](?![\d/])|\d*\s?[½¼¾]|\d+(?:\.\d+)?)
    |(?P<x>(?<=\d)\s?[x*](?=[\s\d(]|[^\W\d]|$)|\bx(?=\d)|(?<=[\d)]\s)\*(?=\s?\d))
    |(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*(?:\d+(?!\d*\s*[x:]\s*\d))?)
    |(?P<sign>\S)""",
    re.VERBOSE | re.IGNORECASE,
)


class _Piece(NamedTuple):
    sort: str
    begin: int
    end: int
    key: str


def _pieces(text: str) -> list[_Piece]:
    found = list[_Piece]()
    known = _words()
    for match in _PIECE.finditer(text):
        sort, begin, key = str(match.lastgroup), match.start(), match[0].lower()
        if sort == "sep":
            sort = "list"
        if sort == "word" and key[-1].isdigit():
            letters = key.rstrip("0123456789")
            beside = any(letters in words for words in known.beside.values())
            if letters in known.kinds or beside:  # "hold5s", "to10"
                middle = begin + len(letters)
                found.append(_Piece("word", begin, middle, letters))
                found.append(_Piece("number", middle, match.end(), key[len(letters) :]))
                continue
        found.append(_Piece(sort, begin, match.end(), key))
    return found


_SIGNS = {
    ",": Kind.COMMA, ":": Kind.COLON, ";": Kind.STOP, ".": Kind.STOP, "(": Kind.OPEN,
    "[": Kind.OPEN, ")": Kind.CLOSE, "]": Kind.CLOSE, "/": Kind.PER, "*": Kind.STOP,
    "•": Kind.STOP, "~": Kind.STOP, "=": Kind.COLON,
    "→": Kind.STOP, ">": Kind.STOP,
}  # fmt: skip


def read_tokens(text: str) -> list[Token]:
    """Return the tokens of ``text``, which ``in_one_form`` has made; the first is the start."""
    tokens = list(_named(text, _pieces(text)))
    for merge in (_ranges, _lengths, _measures):
        tokens = list(merge(text, tokens))
    ends = Token(Kind.END, len(text), len(text))
    return [Token(Kind.START, 0, 0), *tokens, ends]


def _named(text: str, pieces: Sequence[_Piece]) -> Iterator[Token]:
    """Yield pieces with what they mean; several that mean one thing become one."""
    known, at = _words(), 0
    while at < len(pieces):
        piece = pieces[at]
        for length in range(min(known.longest, len(pieces) - at), 0, -1):
            key = " ".join(one.key for one in pieces[at : at + length])
            if length == 1 and piece.sort not in ("word", "x", "sign"):
                continue
            if pieces[at].sort in ("number", "list"):
                continue
            end = pieces[at + length - 1].end
            if key in known.numbers and not _is_article(key, pieces, at + length):
                number = known.numbers[key]
                kind = Kind.ONCE if key in _ONCE else Kind.NUMBER
                yield Token(kind, piece.begin, end, number, number)
                break
            if key in known.kinds:
                yield Token(known.kinds[key], piece.begin, end, said=known.often.get(key, ""))
                break
        else:
            yield _alone(text, piece)
            length = 1
        at += length


_ONCE = frozenset((
    "once", "twice", "thrice", "einmal", "zweimal", "dreimal", "viermal", "fünfmal", "zehnmal",
))  # fmt: skip


def _is_article(key: str, pieces: Sequence[_Piece], following: int) -> bool:
    """Whether "un" or "eine" is no number here: nothing that is counted follows."""
    if key not in ("ein", "eine", "einer", "einem", "un", "una", "une", "uno", "demi", "half"):
        return False
    if following >= len(pieces):
        return True
    beside, after = _words().beside, pieces[following].key
    counted = (Kind.SECOND, Kind.MINUTE, Kind.HOUR)
    return not (
        any(after in beside[kind] for kind in counted)
        or _words().kinds.get(after) in (Kind.SET, Kind.REP, Kind.TIMES)
    )


def _alone(text: str, piece: _Piece) -> Token:
    match piece.sort:
        case "number":
            low = _value(piece.key)
            return Token(Kind.NUMBER, piece.begin, piece.end, low, low, is_digits=True)
        case "list":
            many = tuple(map(int, re.findall(r"\d+", piece.key)))
            return Token(
                Kind.LIST, piece.begin, piece.end, min(many), max(many), many, is_digits=True
            )
        case "x":
            return Token(Kind.X, piece.begin, piece.end)
        case "blank":
            return Token(Kind.BLANK, piece.begin, piece.end)
        case "clock":
            return Token(Kind.CLOCK, piece.begin, piece.end, is_digits=True)
        case "comma_number":
            return Token(Kind.COMMA_NUMBER, piece.begin, piece.end, is_digits=True)
        case "sign":
            return Token(_sign(text, piece), piece.begin, piece.end)
        case _:
            has_digit = any(one.isdigit() for one in piece.key)
            return Token(Kind.WORD, piece.begin, piece.end, is_digits=has_digit)


def _sign(text: str, piece: _Piece) -> str:
    if piece.key == "-":
        before, after = text[piece.begin - 1 : piece.begin], text[piece.end : piece.end + 1]
        return Kind.STOP if before.isspace() and after.isspace() else Kind.TO
    if piece.key == "." and text[piece.end : piece.end + 1].isalpha():
        return Kind.WORD
    return _SIGNS.get(piece.key, Kind.WORD)


def _value(written: str) -> float:
    """Return "2", "2.5", "1½", "1/2" or "1 1/2" as a number."""
    if unicodedata.category(written[-1]) == "No":
        return float(written[:-1].strip() or 0) + unicodedata.numeric(written[-1])
    *whole, last = written.split()
    if "/" not in last:
        return float(last)
    top, bottom = last.split("/")
    return (float(whole[0]) if whole else 0.0) + float(top) / float(bottom)


# --- ranges, lengths, measures ----------------------------------------------------------


def _ranges(text: str, tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield one number for "8-12", "3 to 5", "between 30 and 45"."""
    at = 0
    while at < len(tokens):
        first = tokens[at]
        if first.kind == Kind.NUMBER and at + 2 < len(tokens):
            last = tokens[at + 2]
            between = text[first.end : last.begin].strip().lower()
            is_range = last.kind == Kind.NUMBER and first.low < last.low
            if is_range and _ranges_over(text, tokens, at, between):
                digits = first.is_digits or last.is_digits
                yield first._replace(end=last.end, high=last.high, is_digits=digits)
                at += 3
                continue
        yield first
        at += 1


def _ranges_over(text: str, tokens: Sequence[Token], at: int, between: str) -> bool:
    if between in _words().beside[Kind.TO]:
        return True
    is_after = at > 0 and tokens[at - 1].kind == Kind.BETWEEN
    return is_after and tokens[at + 1].kind == Kind.AND


def _lengths(text: str, tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield one length for "30 sec", "1 min 30 sec", "30s-1 min", "a minute"."""
    at = 0
    while at < len(tokens):
        length, past = _length(text, tokens, at)
        if length is None:
            yield tokens[at]
            at += 1
            continue
        following, beyond = _length(text, tokens, past)
        if following and _is_part(text, length, following):
            low = length.low + following.low
            length, past = length._replace(end=following.end, low=low, high=low), beyond
        if past < len(tokens):
            to, (other, beyond) = tokens[past], _length(text, tokens, past + 1)
            is_to = text[to.begin : to.end].lower() in _words().beside[Kind.TO]
            if other and is_to and length.low < other.low and length.high == length.low:
                length, past = length._replace(end=other.end, high=other.high), beyond
        yield length
        at = past


def _is_part(text: str, first: Token, second: Token) -> bool:
    """Whether "1 min" and "30 sec" are one length."""
    gap = text[first.end : second.begin].strip().lower()
    whole = first.low >= 60 and first.low % 60 == 0 and first.low == first.high
    return gap in ("", "and", "&") and whole and second.low < 60 and first.kind == Kind.TIME


def _length(text: str, tokens: Sequence[Token], at: int) -> tuple[Token | None, int]:
    """Return the length that begins at a token, and the token after it."""
    if at >= len(tokens):
        return None, at
    number = tokens[at]
    if number.kind == Kind.A and at + 1 < len(tokens):
        unit = text[tokens[at + 1].begin : tokens[at + 1].end].lower()
        if unit == "minute":
            end = tokens[at + 1].end
            return Token(Kind.TIME, number.begin, end, 60.0, 60.0, is_digits=True), at + 2
        return None, at
    if number.kind not in (Kind.NUMBER, Kind.LIST, Kind.COMMA_NUMBER):
        return None, at
    past = at + 1
    quote = re.match(r"\s?(''|\"|')(?!\w)", text[number.end :])
    if quote and not _is_size(text, tokens, at, number.end + quote.end()):
        scale = 60.0 if quote[1] == "'" else 1.0
        end = number.end + quote.end()
        while past < len(tokens) and tokens[past].begin < end:
            past += 1
        return _scaled(number, Kind.TIME, end, scale), past
    if past < len(tokens) and text[tokens[past].begin : tokens[past].end] == "-":
        past += 1
    if past < len(tokens):
        unit = text[tokens[past].begin : tokens[past].end].lower()
        for kind, scale, is_ in _SCALES:
            if _key(unit) in _words().beside[kind]:
                end = tokens[past].end
                past += 1
                if text[end : end + 1] == "." and past < len(tokens):
                    past += tokens[past].begin == end
                return _scaled(number, is_, end, scale), past
    return None, at


def _is_size(text: str, tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether "18 inches" is meant in 'to 18" bench': a small word before, a noun after."""
    following = next((one for one in tokens[at:] if one.begin >= end), None)
    is_before = at > 0 and tokens[at - 1].kind == Kind.FOR and text[: tokens[at].begin].strip()
    return bool(is_before and following and following.kind == Kind.WORD)


_SCALES = (
    (Kind.SECOND, 1.0, Kind.TIME),
    (Kind.MINUTE, 60.0, Kind.TIME),
    (Kind.HOUR, 3600.0, Kind.HOURS),
)


def _scaled(number: Token, kind: str, end: int, scale: float) -> Token:
    if number.kind == Kind.COMMA_NUMBER:
        return number._replace(end=end)
    return number._replace(
        kind=kind, end=end, low=number.low * scale, high=number.high * scale, is_digits=True
    )


def _measures(text: str, tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield one word for a number that is no dose: "4 kg", "level 3", "90/90", "45-degree"."""
    at = 0
    while at < len(tokens):
        length = _measure(text, tokens, at)
        if length:
            last = tokens[at + length - 1]
            yield Token(Kind.WORD, tokens[at].begin, last.end)
        else:
            yield tokens[at]
        at += length or 1


def _measure(text: str, tokens: Sequence[Token], at: int) -> int:
    """Return of how many tokens the measure is that begins here; 0 for none."""

    def said(number: int) -> str:
        there = at + number < len(tokens)
        return (
            text[tokens[at + number].begin : tokens[at + number].end].lower() if there else ""
        )

    def kind(number: int) -> str:
        return tokens[at + number].kind if at + number < len(tokens) else ""

    beside, numbers = _words().beside, (Kind.NUMBER, Kind.COMMA_NUMBER, Kind.LIST)
    first = tokens[at]
    if kind(0) == Kind.NUMBER and (size := re.match(r'\s?"', text[first.end :])):
        end = first.end + size.end()
        if _is_size(text, tokens, at, end):
            return next(n for n in range(1, 9) if tokens[at + n].begin >= end)
    if said(0) in beside[Kind.LEVEL] or said(0) + said(1) in beside[Kind.LEVEL]:
        past = 2 if said(1) in (".", ":", "-", "of") else 1
        if kind(past) in numbers and kind(past + 1) not in _COUNTED:
            is_of = said(past + 1) == "/" and kind(past + 2) == Kind.NUMBER
            return past + 3 if is_of else past + 1
        return 0
    if kind(0) not in numbers:
        return 0
    past = 2 if said(1) == "-" else 1
    if said(past) in beside[Kind.MEASURE] and not (said(past) == "foot" and past == 1):
        return past + 1
    if kind(0) != Kind.NUMBER:
        return 0
    if past == 2 and kind(2) == Kind.WORD:
        return 3  # "3-part"
    if first.low == first.high < 1 and first.is_digits:
        return 1 if kind(1) not in _COUNTED else 0  # "1/2 kneeling"
    if first.low <= 2 and kind(1) == Kind.LIMB and not first.is_digits:
        return 2  # "one leg"
    if said(1) == "/" and kind(2) == Kind.NUMBER and said(3) != "x":
        other = tokens[at + 2]
        if first.low == other.low >= 30 or first.low >= 60:
            return 3  # "90/90"
    return 0


_COUNTED = (Kind.SET, Kind.REP, Kind.TIMES, Kind.X, Kind.TIME)
