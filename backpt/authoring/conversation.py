"""A therapist's sheet as a conversation: what is asked, in which order, and what is agreed to.

A generator of prompts that is sent replies, as ``intake.flow`` is; it reads no terminal and
writes no file. ``cli/new.py`` conducts it. What a line means is in ``prescribe``.
"""

from collections.abc import Callable, Generator, Sequence
from typing import Any, TypeAlias, TypeVar

from backpt.authoring.prescribe import (
    NotUnderstood,
    Prescription,
    Understood,
    fault_of_name,
    prescription,
    understand,
    understand_all,
    with_new,
)
from backpt.authoring.whole_sheet import WholeSheet, read_whole_sheet
from backpt.errors import UsageError
from backpt.language import prescribing, typed_lines, words
from backpt.prescription.model import Library
from backpt.terminal.questions import decides
from backpt.values import NamedTuple

MOST_LINES = 200
"""Of a sheet; three hours of exercises are fewer."""
_INDENT = "   "


class SayText(NamedTuple):
    """Say a text. Reply: ``None``."""

    text: str
    first: str = ""
    then: str = ""


class Echo(NamedTuple):
    """Show a line that was pasted as if it were typed behind its question. Reply: ``None``."""

    question: str
    line: str


class SaidBack(NamedTuple):
    """Say what a line means. Reply: ``None``."""

    line: Understood


class Preview(NamedTuple):
    """Show the whole routine as it will be written. Reply: ``None``."""

    name: str
    lines: tuple[Understood, ...]
    made: Prescription | NotUnderstood


class SoFar(NamedTuple):
    """Remember the sheet as it would be typed again, should the conversation break off; the
    latest counts. Reply: ``None``."""

    name: str
    lines: tuple[str, ...]


class ReadLines(NamedTuple):
    """Read what is typed or pasted, completing ``names``. Reply: the lines that came together,
    or ``None`` where the input has ended."""

    question: str
    names: tuple[str, ...] = ()


class ReadGiven(NamedTuple):
    """Read the lines of the command line. Reply: those."""


class ReadAnswer(NamedTuple):
    """Ask a question that is answered key by key, so that nothing that was pasted or typed
    ahead answers it. Reply: the answer; ``None`` where the input has ended."""

    question: str


Prompt: TypeAlias = (
    SayText | Echo | SaidBack | Preview | SoFar | ReadLines | ReadGiven | ReadAnswer
)
_T = TypeVar("_T")
Conversation: TypeAlias = Generator[Prompt, Any, _T]
Agreed: TypeAlias = tuple[Prescription, tuple[Understood, ...]]


class Unanswered(Exception):
    """The input ended before the sheet was agreed to or refused."""


def as_typed(understood: Understood) -> str:
    """Return a line as it would be typed to mean the same without a question."""
    line = understood.line
    is_said = line.casefold().startswith(typed_lines.SAID_TO_BE_NEW)
    return f"new {line}" if understood.new and not is_said else line


def agree(
    name: str | None,
    library: Library,
    *,
    talks: bool,
    asks: bool,
    yes: bool,
    whole: WholeSheet | None = None,
) -> Conversation[Agreed | None]:
    """Return the routine that was shown and agreed to, and its lines; ``None`` for one that
    was not.

    ``talks``: its lines are asked for; ``asks``: somebody can answer; ``yes``: it was agreed to
    beforehand; ``whole``: a sheet that comes from a file or a pipe. Raises ``UsageError`` for
    what cannot be, and where nobody can be asked, and ``Unanswered``.
    """
    sheet = _Sheet(library)
    if talks:
        sheet.put(whole or WholeSheet(()))
        asked = _asked_name(library, sheet) if name is None else None
        name = _good_name(name, library) if asked is None else (yield from asked)
        lines = yield from _typed_in(name, library, sheet)
    else:
        name = _good_name(name, library)
        lines = yield from _given(library, whole)
    if not any(line.item for line in lines):
        raise UsageError(prescribing.NO_EXERCISE)
    while True:
        made = prescription(name, lines, library)
        wrong = ""
        if isinstance(made, NotUnderstood):
            wrong = prescribing.wrong_in(name, made.reasons)
        if wrong and not talks:
            raise UsageError(wrong)
        yield Preview(name, tuple(lines), made)
        if (yes or not asks) and (unclear := _unclear(lines, library)):
            raise UsageError(prescribing.NOTHING_WRITTEN, *unclear)
        is_agreed = yes and not wrong
        if not is_agreed and not asks:
            raise UsageError(prescribing.SAY_YES)
        answer = "" if is_agreed else (yield from _last_answer(wrong, len(lines)))
        if (is_agreed or decides(answer)) and isinstance(made, Prescription):
            return made, tuple(lines)
        if not answer.isdecimal():
            return None
        lines = yield from _anew(lines, int(answer) - 1, library, sheet)
        yield _so_far(name, lines, sheet)


def _given(library: Library, whole: WholeSheet | None) -> Conversation[list[Understood]]:
    """Return the lines that nobody types. Raises ``UsageError`` with all not understood."""
    if whole is None:
        return _understood((yield ReadGiven()), library)
    for aside in whole.asides:
        yield SayText(prescribing.no_exercise(aside))
    return _understood(whole.lines, library, whole.numbers)


def _unclear(lines: list[Understood], library: Library) -> tuple[str, ...]:
    """Return which lines may mean an exercise of the library, and what to write."""
    return tuple(
        _unclear_line(number, line, library)
        for number, line in enumerate(lines, 1)
        if line.near
    )


def _unclear_line(number: int, line: Understood, library: Library) -> str:
    if line.elsewhere is None:
        return prescribing.unclear(number, line.name, line.near)
    usual = words.POSITION_NAMES[library.exercises[line.near[0]].position]
    return prescribing.unclear_place(number, line.name, line.near, usual)


def _last_answer(wrong: str, most: int) -> Conversation[str]:
    """Return yes, no or the number of a line; where something is ``wrong``, not yes."""
    question = prescribing.WRITE_IT
    if wrong:
        yield SayText(wrong)
        question = prescribing.WHICH_ANEW
    may_be = (False,) if wrong else (True, False)
    answer = yield from _ask_until(
        question, lambda said: decides(said) in may_be or _is(said, most)
    )
    if not answer:
        raise Unanswered
    return answer


def _ask_until(question: str, fits: Callable[[str], bool]) -> Conversation[str]:
    """Ask again until an answer, in lower case, ``fits``: a slip of a finger decides nothing.
    Empty where the input has ended, whether or not that fits."""
    while (said := (yield ReadAnswer(question))) is not None:
        answer = str(said).strip().lower()
        if fits(answer):
            return answer
    return ""


def _is(said: str, most: int) -> bool:
    return said in map(str, range(1, most + 1))


# --- the name --------------------------------------------------------------------------


def _good_name(name: str | None, library: Library) -> str:
    if name is None:
        raise UsageError(prescribing.NAME_FIRST)
    if fault := fault_of_name(name, library):
        raise UsageError(prescribing.taken(fault))
    return name


def _asked_name(library: Library, sheet: "_Sheet") -> Conversation[str]:
    while came := (yield ReadLines(prescribing.NAME)):
        name, *more = [line for line in map(str.strip, came) if line] or [""]
        if more:
            yield SayText(prescribing.AFTER_THE_NAME)
            sheet.add(came)
            yield _so_far("", [], sheet)
        elif not name:
            break
        elif fault := fault_of_name(name, library):
            yield SayText(prescribing.taken(fault))
        else:
            return name
    raise UsageError(prescribing.NOTHING_WRITTEN)


# --- the lines -------------------------------------------------------------------------


class _Sheet:
    """Lines that are typed one by one or pasted together; none is lost, none an answer."""

    def __init__(self, library: Library) -> None:
        self.waiting: list[str] = []
        """Lines that came with others and were not asked for yet."""
        self.asides: list[str] = []
        """Lines that came with others and are no exercise."""
        self._untold: list[str] = []
        """Of those, which were not told yet."""
        self._library = library
        self.was_pasted = False
        """The line that was returned last came together with others."""

    def next(self, question: str, names: tuple[str, ...] = ()) -> Conversation[str | None]:
        """Return the next line without blanks around it; ``None`` where the input has ended.

        Empty only where somebody typed nothing: an empty line inside a paste is passed over.
        """
        while True:
            while self._untold:
                yield SayText(prescribing.no_exercise(self._untold.pop(0)))
            if self.waiting:
                line = self.waiting.pop(0)
                yield Echo(question, line)
                return line
            came = yield ReadLines(question, names)
            if came is None:
                return None
            if len([line for line in came if line.strip()]) < 2:  # a line
                self.was_pasted = False
                return "".join(came).strip()
            self.add(came)
            if self.waiting and not self._untold and self.waiting[0] == came[0].strip():
                return self.waiting.pop(0)  # it stands behind the question already

    def add(self, lines: Sequence[str]) -> None:
        """Have ``lines`` come next, as they were pasted."""
        self.put(read_whole_sheet(lines, self._library))

    def put(self, whole: WholeSheet) -> None:
        """Have the lines of a whole sheet come next; what is no exercise is told first."""
        self.waiting += whole.lines
        self.asides += whole.asides
        self._untold += whole.asides
        self.was_pasted = bool(whole.pieces)

    def take(self) -> tuple[str, ...]:
        """Return the lines that are waiting, which will not be asked for any more."""
        taken, self.waiting = tuple(self.waiting), []
        return taken


def _so_far(name: str, lines: list[Understood], sheet: _Sheet, *said: str) -> SoFar:
    """Return all that is typed by now, ``said`` just now, not yet talked over, too."""
    asides = (f"# {aside}" for aside in sheet.asides)  # notes: they can be typed again
    return SoFar(name, (*asides, *map(as_typed, lines), *said, *sheet.waiting))


def _typed_in(name: str, library: Library, sheet: _Sheet) -> Conversation[list[Understood]]:
    yield SayText(prescribing.ONE_A_LINE)
    yield SayText(prescribing.LIKE_THIS)
    lines: list[Understood] = []
    lost: list[str] = []
    notes: list[str] = []
    names = _names(library)
    while len(lines) < MOST_LINES:
        said = yield from sheet.next(f"{len(lines) + 1}. ", names)
        if not said:
            break
        yield _so_far(name, lines, sheet, *notes, said)
        taken = yield from _talk_over(said, library)
        for understood in taken:
            library = with_new(library, understood)
            lines.append(understood)
        if not taken:
            lost += [said] if sheet.was_pasted else []
            notes.append(f"# {said}")  # a note in a sheet: it can be typed again
        yield _so_far(name, lines, sheet, *notes)
    if lost:
        yield SayText("")
    for said in (*lost, *sheet.take()):
        yield SayText(prescribing.left_out(said))
    return lines


def _talk_over(said: str, library: Library) -> Conversation[tuple[Understood, ...]]:
    """Say what a line means, after asking for what its name means where that is not clear;
    nothing is returned where any of it is not understood."""
    every = understand_all(said, library)
    for understood in every:
        if isinstance(understood, NotUnderstood):
            yield from _say_not_understood(understood)
            return ()
    taken: list[Understood] = []
    for one in every:
        understood = one
        if isinstance(understood, Understood) and understood.near:
            understood = yield from _nearest(understood, library)
        if isinstance(understood, NotUnderstood):
            yield from _say_not_understood(understood)
            return ()
        yield SaidBack(understood)
        taken.append(understood)
    return tuple(taken)


def _say_not_understood(found: NotUnderstood) -> Conversation[None]:
    yield SayText(prescribing.not_understood(found.reasons), _INDENT, _INDENT)
    yield SayText(prescribing.WRITE_IT_LIKE, _INDENT, _INDENT)


def _nearest(
    understood: Understood, library: Library
) -> Conversation[Understood | NotUnderstood]:
    yield SayText(_doubt(understood, library), _INDENT, _INDENT)
    for number, id_ in enumerate(understood.near, 1):
        exercise = library.exercises[id_]
        text = prescribing.offered(exercise, words.POSITION_NAMES[exercise.position])
        yield SayText(text, f"{_INDENT}{number}  ", 2 * _INDENT)
    most = len(understood.near)
    answer = yield from _ask_until(
        f"{_INDENT}{prescribing.WHICH}", lambda said: not said or _is(said, most)
    )
    if answer:
        return understand(understood.line, library, instead=understood.near[int(answer) - 1])
    return understood._replace(near=())


def _doubt(understood: Understood, library: Library) -> str:
    """Return why it is asked what a line means."""
    if understood.elsewhere is None:
        return prescribing.not_in_library(understood.name)
    usual = library.exercises[understood.near[0]]
    places = words.POSITION_NAMES
    return prescribing.done_elsewhere(
        usual.name, places[usual.position], places[understood.elsewhere]
    )


def _anew(
    lines: list[Understood], number: int, library: Library, sheet: _Sheet
) -> Conversation[list[Understood]]:
    """Return the lines with one typed anew; an empty answer takes it out, and several lines
    that are pasted take its place."""
    before, after = lines[:number], lines[number + 1 :]
    for line in (*before, *after):
        library = with_new(library, line)
    yield SayText(prescribing.it_was(lines[number].line))
    anew: list[Understood] = []
    names = _names(library)
    while not anew or sheet.waiting:
        said = yield from sheet.next(f"{number + 1}. ", names)
        if not said:
            break
        for understood in (yield from _talk_over(said, library)):
            library = with_new(library, understood)
            anew.append(understood)
    return [*before, *anew, *after]


def _names(library: Library) -> tuple[str, ...]:
    """Return what can be completed: names, then other names."""
    exercises = library.exercises.values()
    names = [exercise.name.lower() for exercise in exercises]
    return (*names, *(alias for exercise in exercises for alias in exercise.aliases))


def _understood(
    said: tuple[str, ...], library: Library, numbers: tuple[int, ...] = ()
) -> list[Understood]:
    """Return every line understood. Raises ``UsageError`` with all that are not; ``numbers``:
    where each stands on a whole sheet."""
    lines: list[Understood] = []
    wrong = []
    for number, line in enumerate(said, 1):
        for understood in understand_all(line, library):
            if isinstance(understood, Understood):
                library = with_new(library, understood)
                lines.append(understood)
                continue
            at = numbers[number - 1] if numbers else number
            text = line if numbers else ""
            wrong.append(prescribing.line_not_understood(at, understood.reasons, text))
    if wrong:
        wrong.append(prescribing.WRITE_A_LINE_LIKE)
        raise UsageError(*wrong)
    return lines
