"""One line of a therapist's sheet -> what it prescribes: "bridge 3x10 hold 5s, twice a day".

Refuses to know the library, and never guesses in silence: a number that is neither part of a
dose nor of a note is returned as it stood, and ``doses`` says back what was read. How people
write doses down is in ``grammar``, their words are in ``tongues``.
"""

import re
from collections.abc import Iterator

from backpt.authoring.grammar import is_figure
from backpt.authoring.line_facts import LineFacts
from backpt.authoring.tokens import TONGUES, in_one_form, read_tokens
from backpt.language import typed_lines
from backpt.language.tongues import Kind
from backpt.prescription.model import Mode, Position, Sides
from backpt.values import NamedTuple

LONGEST_LINE = 200


class Sheet(NamedTuple):
    """What one line says; ``None`` or empty where it says nothing of that."""

    name: str = ""
    sets: int | None = None
    reps: tuple[int, ...] | None = None
    """One number, or one a set. Per side."""
    times: int | None = None
    """Of "3 x 30s": how often ``length_s``; whether sets or reps, ``doses`` decides."""
    length_s: float | None = None
    """A length without a word that says what lasts so long."""
    out_s: float | None = None
    hold_s: float | None = None
    back_s: float | None = None
    relax_s: float | None = None
    rest_s: float | None = None
    sides: Sides | None = None
    each: bool = False
    """A bare "each": each side, or each rep."""
    self_paced: bool = False
    position: Position | None = None
    frequency: str = ""
    """How often, in English: "twice a day, every other day"."""
    pack: Mode | None = None
    """The line is a pack of ``length_s``."""
    name_with_rest: str = ""
    """Of "90/90 rest 5 min", where the rest may be the exercise: "90/90 rest"."""
    is_rest: bool = False
    """The line is a rest of ``rest_s`` between exercises."""
    asides: tuple[str, ...] = ()
    """What stands with the name before the dose, after a comma, a dash or in parentheses: "Hip
    twist (bent knee fall out) 2x10". It is among the notes too, until it is found to be the
    name."""
    notes: tuple[str, ...] = ()
    """Words that no field has, in the order of the line: "red band", "4 kg", "if you can"."""
    is_new: bool = False
    """The line says that the library does not know its exercise: "new towel squeeze"."""
    decided: tuple[str, ...] = ()
    """What was chosen where the line leaves a choice, as sentences."""
    unread: tuple[str, ...] = ()
    """Pieces that were not understood, each with what to do; then the rest counts for
    nothing."""


_WHEN = frozenset(
    f"{when}{what}"
    for when in ("before", "after")
    for what in ("", "wards", " exercise", " exercises", " exercising")
)
_RESTS = frozenset(("rest", "break", "pause"))
_NEW = re.compile(r"new(?:\s*:|\s)[ .,:;+&/-]*(?=\w)", re.IGNORECASE)


def read_sheet(line: str) -> Sheet:
    """Return what ``line`` says. An empty line says nothing; nothing is ever raised."""
    if len(line) > LONGEST_LINE:
        return Sheet(unread=(typed_lines.too_long(len(line)),))
    if any(not one.isprintable() and not one.isspace() for one in line):
        return Sheet(unread=(typed_lines.UNSHOWABLE,))
    text = in_one_form(line)
    if marked := _NEW.match(text):
        named = text[marked.end() :]
        sheet = _whole(LineFacts(named, read_tokens(named)), is_new=True)
        if sheet.name:
            return sheet
    return _whole(LineFacts(text, read_tokens(text)), is_new=False)


def has_amount(sheet: Sheet) -> bool:
    """Return whether the line says how much to do."""
    return (sheet.sets, sheet.reps, sheet.times, sheet.length_s, sheet.hold_s) != (None,) * 5


# --- what is left over -----------------------------------------------------------------


class _Piece(NamedTuple):
    """Words that no phrase took, between signs or phrases; numbers of tokens."""

    first: int
    last: int
    text: str


_BREAKS = frozenset((Kind.COMMA, Kind.STOP, Kind.COLON, Kind.OPEN, Kind.CLOSE, Kind.END))
_LITTLE = frozenset((
    Kind.FOR, Kind.AND, Kind.A, Kind.TO, Kind.PER, Kind.DO, Kind.THING, Kind.REPEAT, Kind.X,
    Kind.LABEL,
))  # fmt: skip
"""What says nothing alone."""
_FILLERS = frozenset((
    Kind.FOR, Kind.AND, Kind.A, Kind.TO, Kind.PER, Kind.DO, Kind.X, Kind.REPEAT,
))  # fmt: skip


def _pieces(reading: LineFacts) -> Iterator[_Piece]:
    taken = {at for one in reading.phrases for at in range(one.first, one.last + 1)}
    begun: list[int] = []
    for at, token in enumerate(reading.tokens[1:], 1):
        if at not in taken and token.kind not in _BREAKS:
            begun.append(at)
            continue
        kinds = [reading.tokens[one].kind for one in begun]
        if any(kind not in _LITTLE for kind in kinds):
            piece = _Piece(begun[0], begun[-1], _text(reading, begun))
            if any(one.isalnum() for one in piece.text):
                yield piece
        begun = []


def _text(reading: LineFacts, tokens: list[int]) -> str:
    first, last = reading.tokens[tokens[0]], reading.tokens[tokens[-1]]
    return reading.text[first.begin : last.end].strip(" .,:;-+&/\"'")


def _bare(reading: LineFacts, piece: _Piece) -> str:
    """Return a piece without the small words around it, as a name."""
    first, last = piece.first, piece.last
    while first < last and reading.tokens[first].kind in _FILLERS:
        first += 1
    while last > first and reading.tokens[last].kind in (*_FILLERS, Kind.REP):
        last -= 1
    return _text(reading, [first, last])


def _whole(reading: LineFacts, *, is_new: bool) -> Sheet:
    pieces = list(_pieces(reading))
    name = _bare(reading, pieces[0]) if pieces else ""
    if marked := _NEW.match(name):
        is_new, name = True, name[marked.end() :]
    unread = (*reading.unread, *_unexplained(reading), *_lonely(reading, pieces[1:]))
    position, rest = _position(pieces[1:])
    begins = min(
        (one.first for one in reading.phrases if one.parts), default=len(reading.tokens)
    )
    sheet = Sheet(
        name=name,
        position=position,
        frequency=", ".join(dict.fromkeys(reading.often)),
        asides=tuple(one.text for one in rest if one.first < begins),
        notes=_notes(reading, rest),
        is_new=is_new,
        decided=tuple(dict.fromkeys(reading.decided)),
        unread=tuple(unread),
        **reading.found,  # type: ignore[arg-type]  # the phrases pair field and type
    )
    return _settled(sheet, reading)


def _unexplained(reading: LineFacts) -> Iterator[str]:
    """Yield what to do about numbers that no phrase explains: none is dropped."""
    taken = {at for one in reading.phrases for at in range(one.first, one.last + 1)}
    for at, token in enumerate(reading.tokens):
        if at not in taken and is_figure(token):
            said = reading.said(at, at)
            yield typed_lines.no_unit(said) if said.isdecimal() else typed_lines.unclear(said)


_WITH_A_NUMBER = frozenset((Kind.HOLD, Kind.HOLDS, Kind.REST, Kind.SET, Kind.REP, Kind.TIMES))


def _lonely(reading: LineFacts, pieces: list[_Piece]) -> Iterator[str]:
    """Yield what to do about a piece that only says what its number would be: "hold"."""
    for piece in pieces:
        kinds = {one.kind for one in reading.tokens[piece.first : piece.last + 1]}
        if kinds <= _WITH_A_NUMBER | _LITTLE:
            yield typed_lines.misread(piece.text, "no_number")
        elif reading.tokens[piece.first].kind in (Kind.PER, Kind.EACH):
            yield typed_lines.misread(piece.text, "per_what")


def _position(pieces: list[_Piece]) -> tuple[Position | None, list[_Piece]]:
    """Return where it is done, if a piece says only that, and the other pieces."""
    for piece in pieces:
        for tongue in TONGUES:
            for pattern, position in tongue.positions:
                if re.fullmatch(pattern, piece.text, re.IGNORECASE):
                    return position, [one for one in pieces if one is not piece]
    return None, pieces


def _notes(reading: LineFacts, pieces: list[_Piece]) -> tuple[str, ...]:
    """Return what no field has, in the order of the line, each once."""
    every = [*reading.notes, *((one.first, one.text) for one in pieces)]
    return tuple(dict.fromkeys(text for _, text in sorted(every) if text))


# --- lines that are no exercise ---------------------------------------------------------


def _settled(sheet: Sheet, reading: LineFacts) -> Sheet:
    if sheet.times is not None and sheet.length_s is None:  # "10 x 5s hold"
        if sheet.reps is not None:
            said = typed_lines.said_twice(str(sheet.times))
            return sheet._replace(unread=(*sheet.unread, said))
        sheet = sheet._replace(times=None, reps=(sheet.times,))
    if not sheet.name and sheet.rest_s is not None:
        return sheet._replace(is_rest=True)
    if sheet.rest_s is not None and not has_amount(sheet):
        sheet = sheet._replace(name_with_rest=f"{sheet.name} rest")
    if sheet.name.casefold() in _RESTS and sheet.length_s is not None:
        return sheet._replace(is_rest=True, rest_s=sheet.length_s, length_s=None)
    if sheet.each and len(sheet.asides) > 1:
        return sheet._replace(unread=(*sheet.unread, typed_lines.ONE_EXERCISE))
    return _pack(sheet, reading)


_PACKS = {name: Mode(mode) for tongue in TONGUES for name, mode in tongue.packs.items()}
_PACK = re.compile(
    rf"(?P<pack>{'|'.join(sorted(_PACKS, key=len, reverse=True))})"
    r"(?:\s+(?P<where>(?:on|to|for|over|at|under|in|auf|en|sur)\b.*))?",
    re.IGNORECASE,
)


def _pack(sheet: Sheet, reading: LineFacts) -> Sheet:
    """Return a sheet that says it is a pack, if it is one."""
    either = re.split(r"\s*(?:/|\bor\b|\band\b|&)\s*", sheet.name.casefold())
    if len(either) > 1 and all(one in _PACKS for one in either):
        mode = _PACKS[either[0]]
        return sheet._replace(pack=mode, unread=(typed_lines.MORE_THAN_ONE_PACK,))
    match = _PACK.fullmatch(sheet.name)
    if match is None:
        return sheet
    sheet = sheet._replace(name=match["pack"], pack=_PACKS[match["pack"].casefold()])
    if where := match["where"]:
        sheet = sheet._replace(notes=(where, *sheet.notes))
    when = [one for one in sheet.notes if one.casefold() in _WHEN]
    if when:
        sheet = sheet._replace(
            notes=tuple(one for one in sheet.notes if one not in when),
            decided=(*sheet.decided, typed_lines.pack_comes(when[0])),
        )
    if reading.is_said_twice or sheet.times is not None or sheet.reps is not None:
        return sheet._replace(unread=(typed_lines.MORE_THAN_ONE_PACK,))
    if sheet.unread:
        return sheet
    if sheet.length_s is None:
        return sheet._replace(unread=(typed_lines.no_length(sheet.name),))
    return sheet
