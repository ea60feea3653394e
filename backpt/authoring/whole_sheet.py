"""A whole sheet, pasted or from a file -> a line for each exercise, and what is none.

Headings, addresses, "Name:", rules and numbering are told apart from exercises; a name and its
dose that stand on several lines become one; the rows of a table become lines, too. Nothing is
lost: each line of the sheet is in a piece. What a line means is in ``prescribe``; what cannot
be understood stays a line, so that it is asked.
"""

import re
from collections.abc import Callable, Sequence

from backpt.authoring.day_names import read_days
from backpt.authoring.name_tables import part_words
from backpt.authoring.name_words import folded_words
from backpt.authoring.recognition import recognise
from backpt.authoring.sheet import LONGEST_LINE, has_amount, read_sheet
from backpt.authoring.sheet_tables import SheetColumns, read_header, row_as_line, split_row
from backpt.language import prescribing
from backpt.prescription.model import Library
from backpt.values import NamedTuple


class SheetPart(NamedTuple):
    """One line of a routine, or something that is none."""

    text: str
    numbers: tuple[int, ...]
    """Of the sheet's lines that it is made of, from 0."""
    is_aside: bool = False
    """It is no exercise."""


class WholeSheet(NamedTuple):
    pieces: tuple[SheetPart, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """What is to be understood, one exercise a line."""
        return tuple(piece.text for piece in self.pieces if not piece.is_aside)

    @property
    def numbers(self) -> tuple[int, ...]:
        """Where each of ``lines`` begins on the sheet, from 1."""
        return tuple(piece.numbers[0] + 1 for piece in self.pieces if not piece.is_aside)

    @property
    def asides(self) -> tuple[str, ...]:
        """What is no exercise, as it stands."""
        return tuple(piece.text for piece in self.pieces if piece.is_aside)

    def title(self, fits: Callable[[str], bool]) -> str:
        """Return what the sheet calls itself in its first line, where that ``fits``; else
        what a sheet without a name is called."""
        first = self.pieces[0].text.strip(" :") if self.pieces else ""
        if self.pieces and self.pieces[0].is_aside and fits(first):
            return first
        names = (f"{prescribing.MY_SHEET} {number}" for number in range(2, MOST_NAMES))
        return next(filter(fits, (prescribing.MY_SHEET, *names)), "")


MOST_NAMES = 1000


def read_whole_sheet(said: Sequence[str], library: Library) -> WholeSheet:
    """Return the pieces of a sheet. Lines that begin with "#" are notes, and left out."""
    reading = _Reading(said, library)
    while reading.at < len(reading.rows):
        reading.read_row()
    reading.end()
    return WholeSheet(tuple(sorted(reading.pieces, key=lambda one: one.numbers)))


class _Facts(NamedTuple):
    """What one line has."""

    name: str
    has_dose: bool
    frequency: str
    is_known: bool
    """Its name is an exercise's of the library, or may be one's."""


_MARK = re.compile(
    r"^\s*(?:[-*+\u2022\u00b7\u2013\u2014\u25e6\u25aa\u25cf\u25a1\u2610\u2713>]+|\[[ xX]?\]"
    r"|\(?\d{1,2}[.):](?!\d)|[A-Za-z][.)]|#\d{1,2}[.):]?)\s+"
)
_SENT = re.compile(
    r"^\s*(?:\[[^\]]*\d:\d\d[^\]]*\]\s*|\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+\d{1,2}:\d\d\S*\s+-\s+)"
    r"[^:]{1,40}:\s*"
)
"""When a message was sent, and by whom."""
_LEADERS = re.compile(r"\.{4,}|\u2026+")
"""Dots that lead the eye to a dose."""
_CONTACT = re.compile(
    r"https?://|www\.|@\w+\.\w|\b[\w-]+\.(?:com|org|net|co\.uk|de|fr|es)\b|\u00a9|\(c\)\s*\d{4}"
    r"|^\W*(?:page|seite|p\u00e1gina)\s+\d+|^[\d\s().+/-]{7,}$"
    r"|^\W*\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\W*$|\+?\(?\d{3,5}\)?[ .-]\d{3,4}[ .-]?\d{3,4}",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^([^:|\t]{1,40}?)\s*:\s*(.*)$")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_NAMED_FIRST = re.compile(r"\s*[:.]\s+|\s+[-\u2013\u2014]\s+")
_OPEN_END = re.compile(
    r"(?:[,;:&+-]|(?<=\w\s)(?:and|with|for|of|then|x|und|mit|y|con|et|avec))$", re.I
)
MANY_WORDS = 7
"""From here on a line without a dose is a sentence about how to do an exercise. [D]"""
FEW_WORDS = 4
"""The same behind an exercise, for a line with a full stop. [D]"""
TITLE_WORDS = 9
"""A first line of at most so many words, and without a dose, is the sheet's title. [D]"""


_COUNTED = re.compile(r"\s*(\d{1,2})\s+(?=[^\W\d_]{2})")


def _without_numbers(rows: list[str]) -> list[str]:
    """Return the rows without their numbers, where each exercise has one: 1, 2, 3, with nothing
    behind it. A number that counts, "10 bridges", is none of them."""
    numbers = [int(found[1]) for row in rows if (found := _COUNTED.match(row))]
    if len(numbers) < 2 or numbers != [*range(1, len(numbers) + 1)]:
        return rows
    return [_COUNTED.sub("", row, count=1) for row in rows]


class _Reading:
    """The sheet while it is read: the piece that the next lines may go on with is open."""

    def __init__(self, said: Sequence[str], library: Library) -> None:
        self.rows = _without_numbers([row.strip("\ufeff\r\n ") for row in said])
        self.library = library
        self.at = 0
        self.pieces: list[SheetPart] = []
        self.open: SheetPart | None = None
        self.header: SheetColumns | None = None
        self.is_first = True
        self.headings: set[int] = set()
        """Where days stand alone."""
        self.days, self.days_at = "", 0
        """A heading that says on which days the next line, and those behind it, are done."""

    def read_row(self) -> None:
        number, row = self.at, self.rows[self.at]
        self.at += 1
        if row.lstrip().startswith("#") and not _MARK.match(row):
            return
        if not any(one.isalnum() for one in row):
            if not row.strip():
                self.close()
            return
        if self._is_table_row(number, row):
            return
        row = _SENT.sub("", row)
        bare = _MARK.sub("", _LEADERS.sub(" ", row.replace("\t", " "))).strip()
        self._read_line(number, bare, is_item=bare != row.strip())
        self.is_first = False

    def end(self) -> None:
        self.close()
        if self.days:
            self._aside(self.rows[self.days_at].strip(), self.days_at)

    def close(self) -> None:
        if self.open is not None:
            self.pieces.append(self.open)
        self.open = None

    # --- tables ------------------------------------------------------------------------

    def _is_table_row(self, number: int, row: str) -> bool:
        """Read a row of a table, where it is one, and return whether it is."""
        if self.header is not None:
            cells = split_row(row, self.header.mark)
            if len(cells) > 1:
                line = row_as_line(cells, self.header)
                self.close()
                self.pieces.append(SheetPart(line or row.strip(), (number,), is_aside=not line))
                return True
        header = read_header(row)
        if header is not None:
            self.close()
            self.header = header
            self.pieces.append(SheetPart(row.strip(), (number,), is_aside=True))
            self.is_first = False
            return True
        self.header = None
        return False

    # --- lines -------------------------------------------------------------------------

    def _read_line(self, number: int, line: str, *, is_item: bool) -> None:
        if _is_label(line) or _is_contact(line, self.library):
            self._aside(line, number)
            return
        if _is_heading_of_days(line):
            self.close()
            if self.days:
                self._aside(self.rows[self.days_at].strip(), self.days_at)
            self.headings.add(number)
            self.days, self.days_at = f"{line.removesuffix(':').strip()}:", number
            return
        facts = _facts(line, self.library)
        if everything := _everything(line, facts):
            self._line(everything, number)
            return
        if self.open is None and not facts.name and facts.has_dose:
            self._open_again()
        if self._goes_on(line, facts, is_item=is_item):
            assert self.open is not None  # else it does not go on
            text = f"{self.open.text.rstrip(' ,')}{_between(line)}{line}"
            self.open = SheetPart(text, (*self.open.numbers, number))
            return
        if len(line) > LONGEST_LINE and (short := self._condensed(line)):
            self._line(short, number)
            return
        if self._is_prose(line, facts):
            self._prose(line, number)
            return
        if is_week(line):
            self._line(line, number)  # it is asked: what stands below is not for every week
            self.close()
            return
        if not is_item and self._is_heading(line, facts):
            self._aside(line, number)
            self.close()
            return
        self._line(line, number)

    def _open_again(self) -> None:
        """Go on with the last exercise where it has no dose yet: how to do it, or an empty
        line, may stand between them."""
        lines = [piece for piece in self.pieces if not piece.is_aside]
        if lines and not _facts(lines[-1].text, self.library).has_dose:
            self.pieces.remove(lines[-1])
            self.open = lines[-1]

    def _line(self, text: str, number: int) -> None:
        self.close()
        at = (self.days_at, number) if self.days else (number,)
        self.open = SheetPart(f"{self.days} {text}".strip(), at)
        self.days = ""

    def _aside(self, text: str, number: int) -> None:
        self.pieces.append(SheetPart(text, (number,), is_aside=True))

    def _goes_on(self, line: str, facts: _Facts, *, is_item: bool) -> bool:
        """Return whether a line goes on with the open one: it has a dose and no name, or begins
        with a word that goes on, or the open one ends in the middle."""
        if self.open is None:
            return False
        first = next(iter(folded_words(line)), "")
        if line.strip(" .").isdigit():
            return False  # of a page, or an answer that was typed
        if not self._leaves_room_for(line):
            return False
        if not facts.name and facts.has_dose:
            return True
        if not facts.name and facts.frequency:
            return not _facts(self.open.text, self.library).has_dose or self._is_block()
        if is_item or facts.is_known:
            return False
        if _OPEN_END.search(self.open.text):
            before = _facts(self.open.text, self.library)
            return before.has_dose or before.is_known
        return facts.has_dose and first in part_words()["joins"]

    def _is_block(self) -> bool:
        """Return whether the open exercise stands on several lines, its days aside."""
        assert self.open is not None  # it was asked for
        return len([one for one in self.open.numbers if one not in self.headings]) > 1

    def _leaves_room_for(self, line: str) -> bool:
        """Return whether a rest or a pack may go on with the open line: a rest between sets,
        or one of several lines about an exercise; else it is a line of its own."""
        assert self.open is not None  # it was asked for
        if read_sheet(self.open.text[:LONGEST_LINE]).pack is not None:
            return False
        sheet = read_sheet(line[:LONGEST_LINE])
        if sheet.pack is not None or not sheet.is_rest:
            return sheet.pack is None
        is_between = any(word in folded_words(line) for word in ("between", "sets", "set"))
        return is_between or self._is_block()

    def _is_prose(self, line: str, facts: _Facts) -> bool:
        """Return whether a line says how to do the open exercise, which has no dose yet, or
        says nothing of how much."""
        if self.open and not facts.has_dose and line.endswith((".", "!")):
            return len(line.split()) >= FEW_WORDS
        if facts.is_known or len(line.split()) < MANY_WORDS:
            return False
        if not facts.has_dose:
            return True
        return self.open is not None and not _facts(self.open.text, self.library).has_dose

    def _condensed(self, line: str) -> str:
        """Return the name and the doses of a line that is too long, or nothing where it does
        not begin with an exercise of the library, or stays too long."""
        name, *more = _NAMED_FIRST.split(line, maxsplit=1)
        if not more or recognise(self.library, name).id is None:
            return ""
        doses = [one for one in _SENTENCE.split(more[0]) if _facts(one, self.library).has_dose]
        short = f"{name}. {' '.join(doses)}"
        return short if doses and len(short) <= LONGEST_LINE else ""

    def _prose(self, line: str, number: int) -> None:
        """Keep the sentences with a dose with the open exercise; the others are none."""
        doses = [one for one in _SENTENCE.split(line) if _facts(one, self.library).has_dose]
        if self.open is None or not doses:
            self._aside(line, number)
            return
        text = f"{self.open.text.rstrip(' ,:')}. {' '.join(doses)}"
        if len(text) > LONGEST_LINE:
            self._line(line, number)  # too long to be one line: it is asked
            return
        self.open = SheetPart(text, (*self.open.numbers, number))

    def _is_heading(self, line: str, facts: _Facts) -> bool:
        if facts.has_dose or facts.frequency or self._is_followed_by_dose():
            return False
        words = folded_words(line)
        if words and set(words) <= part_words()["headings"].keys():
            return True
        if facts.is_known:
            return False
        if line.endswith(":") or set(words) & part_words()["headings"].keys():
            return True
        return self.is_first and len(words) <= TITLE_WORDS and self._is_followed()

    def _is_followed(self) -> bool:
        return any(one.strip() for one in self.rows[self.at :])

    def _is_followed_by_dose(self) -> bool:
        """Return whether the next line has a dose and no name."""
        row = self.rows[self.at] if self.at < len(self.rows) else ""
        facts = _facts(_MARK.sub("", row).strip(), self.library)
        return not facts.name and facts.has_dose


def _facts(line: str, library: Library) -> _Facts:
    sheet = read_sheet(line[:LONGEST_LINE])
    is_timed = sheet.rest_s is not None or sheet.pack is not None or sheet.is_rest
    name = "" if sheet.is_rest else sheet.name
    found = recognise(library, name) if name else None
    is_known = found is not None and (found.id is not None or _may_be(line, found.like))
    return _Facts(name, has_amount(sheet) or is_timed, sheet.frequency, is_known)


def _may_be(line: str, like: str) -> bool:
    """Return whether a name that is like one of the library's is a name, not a sentence."""
    return bool(like) and len(line.split()) < MANY_WORDS


def _is_heading_of_days(line: str) -> bool:
    """Return whether a line says only on which days of the week what follows is done."""
    bare = line.removesuffix(":").strip()
    days = read_days(bare)
    return days is not None and (bare != line or len(days) < DAYS_OF_WEEK)


DAYS_OF_WEEK = 7


def _between(line: str) -> str:
    return " " if line[:1].islower() else ", "


def _is_label(line: str) -> bool:
    """Return whether a line begins with a word and a colon that no exercise has; what must be
    heeded is not: it is kept."""
    found = _LABEL.match(line)
    if found is None:
        return False
    return " ".join(folded_words(found[1])) in part_words()["labels"]


def is_week(line: str) -> bool:
    """Return whether a line is the heading of one week or phase: "Week 2"."""
    return _WEEK.fullmatch(line.strip()) is not None


_WEEK = re.compile(
    r"(?:weeks?|phase|stage|wochen?|semanas?|semaines?)\s*\d{1,2}(?:\s*[-\u2013]\s*\d{1,2})?\W*",
    re.IGNORECASE,
)


def is_to_heed(line: str) -> bool:
    """Return whether a line says what somebody must not do: "Precautions: no twisting"."""
    found = _LABEL.match(line)
    if found is None or not found[2].strip():
        return False
    return " ".join(folded_words(found[1])) in part_words()["kept"]


def _is_contact(line: str, library: Library) -> bool:
    if _facts(line, library).is_known:
        return False
    words = folded_words(line)
    has_number = any(word.isdigit() for word in words)
    is_address = has_number and bool(part_words()["address"].keys() & set(words))
    return is_address or _CONTACT.search(line.strip()) is not None


def _everything(line: str, facts: _Facts) -> str:
    """Return how often all of the exercises are done, where a line says that of them."""
    if facts.has_dose or not facts.frequency or not facts.name:
        return ""
    words = {*folded_words(facts.name)}
    return facts.frequency if words <= part_words()["everything"].keys() else ""
