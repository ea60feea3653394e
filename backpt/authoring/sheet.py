"""One line of a therapist's sheet -> what it prescribes: "bridge 3x10 hold 5s, twice a day".

Refuses to know the library, and never guesses in silence: what it could not read is returned
as it stood, and ``doses`` says back what it did read. How people write doses down is in
``grammar``.
"""

import re

from backpt.authoring.grammar import RULES, LineScanner
from backpt.language import typed_lines
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


_FILLERS = frozenset({
    "a", "an", "and", "at", "by", "do", "for", "in", "of", "on", "perform", "the", "then", "to",
    "with", "x",
})  # fmt: skip
_PACKS = {
    **dict.fromkeys(("ice", "cold", "ice pack", "icepack", "cold pack"), Mode.COLD),
    **dict.fromkeys(("heat", "heat pack", "hot pack", "warm pack", "warmth"), Mode.HEAT),
}
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
    reading = LineScanner(line)
    for pattern, take in RULES:
        reading.take_all(pattern, take)
    return _whole(reading)


# --- what is left ----------------------------------------------------------------------


def _whole(reading: LineScanner) -> Sheet:
    name, *others = (*_pieces(reading.left), "")
    marked = _NEW.match(name)
    name = name[marked.end() :] if marked else name
    plain = name.casefold()
    others = [other for other in others if other]
    if plain in _PACKS and (when := [one for one in others if one.casefold() in _WHEN]):
        others = [other for other in others if other not in when]
        reading.decided.append(typed_lines.pack_comes(when[0]))
    unread = reading.unread + _left_over(others)
    sheet = Sheet(
        name=name,
        decided=tuple(dict.fromkeys(reading.decided)),
        unread=tuple(unread),
        is_new=marked is not None,
        **reading.found,  # type: ignore[arg-type]  # the rules pair field and type
    )
    if sheet.times is not None and sheet.length_s is None:  # "10 x 5s hold"
        sheet = sheet._replace(times=None, reps=(sheet.times,))
    if not name and sheet.rest_s is not None:
        return sheet._replace(is_rest=True)
    if sheet.rest_s is not None and not has_amount(sheet):
        sheet = sheet._replace(name_with_rest=f"{name} rest")
    if re.search(r"\s\d+$", name) and not has_amount(sheet):
        number = name.split()[-1]
        return sheet._replace(unread=(*unread, typed_lines.no_unit(number)))
    if plain in _RESTS and sheet.length_s is not None:
        return sheet._replace(is_rest=True, rest_s=sheet.length_s, length_s=None)
    if plain in _PACKS:
        is_repeated = reading.is_said_twice or any("off" in _words(one) for one in others)
        return _pack(sheet, _PACKS[plain], is_repeated=is_repeated)
    return sheet


def has_amount(sheet: Sheet) -> bool:
    """Return whether the line says how much to do."""
    return (sheet.sets, sheet.reps, sheet.times, sheet.length_s, sheet.hold_s) != (None,) * 5


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())


def _left_over(pieces: list[str]) -> list[str]:
    """Return what to do about pieces that mean nothing here, as one sentence."""
    return [typed_lines.left_over(pieces)] if pieces else []


def _pack(sheet: Sheet, mode: Mode, *, is_repeated: bool) -> Sheet:
    """``is_repeated``: something of it is said twice, or when it comes off."""
    if is_repeated or sheet.times is not None or sheet.reps is not None:
        return sheet._replace(pack=mode, unread=(typed_lines.MORE_THAN_ONE_PACK,))
    if sheet.unread:
        return sheet._replace(pack=mode)
    if sheet.length_s is None:
        return sheet._replace(pack=mode, unread=(typed_lines.no_length(sheet.name),))
    return sheet._replace(pack=mode)


def _pieces(left: str) -> list[str]:
    """Return what was not taken, piece by piece, without words that say nothing alone."""
    pieces = []
    for piece in re.split(r"\s*(?:\||[,;()]|\s-\s)\s*", left):
        words = piece.strip(" .,:;-+&/").split()
        while words and words[0].lower() in _FILLERS:
            del words[0]
        while words and words[-1].lower() in _FILLERS:
            del words[-1]
        if words:
            pieces.append(" ".join(words).rstrip(" .:,;-"))
    return pieces
