"""The file with a user's answers to the safety cards: ``safety.txt`` in the data folder.

Lines of ``name: value`` that a person can read. Knows the file, not what the answers mean. A
file with anything wrong in it counts as not answered, and says where and what: it is never
taken for "no precautions". What is legible in it is there when the questions come again. It
is written whole beside itself and put in place at once.
"""

import os
from collections.abc import Iterator
from functools import partial

from backpt.errors import BackptError
from backpt.files import PRIVATE, keep_private, private_folder, read_regular, write_whole
from backpt.language import answers as answer_words
from backpt.language import cards as card_words
from backpt.language import trouble
from backpt.prescription.quoting import with_bytes
from backpt.safety.answers import CARDS, NONE, Answers, UnreadAnswer, read_card, write_card
from backpt.safety.calendar import ordinal_of
from backpt.safety.cards import QUESTIONS
from backpt.values import NamedTuple

MOST_BYTES = 10_000
_DATES = ("answered", "yes-on", "seen", "cleared")
_KEYS = (*_DATES, *CARDS, "allowed", "seen-of", "ask-again", "packs-again")
_MODES = ("heat", "cold")


class Kept(NamedTuple):
    """What the file holds."""

    answers: Answers = Answers()
    trouble: str = ""
    """``file:line: what is wrong; what to do``, where it cannot be relied on."""
    legible: Answers = Answers()
    """Where it cannot: what can still be read of it, to begin from when the questions come
    again. Never answered on any day, so that it counts for nothing by itself."""

    @property
    def before(self) -> Answers:
        """What was answered before, for who is asked again."""
        return self.legible if self.trouble else self.answers


def read_answers(path: str) -> Kept:
    """Return what is kept at ``path``; nothing answered where there is no such file."""
    try:
        data = read_regular(path, MOST_BYTES + 1)
        keep_private(path)
    except FileNotFoundError:
        return Kept()
    except OSError as error:
        return Kept(trouble=_trouble(path, 1, trouble.answers_unreadable(error.strerror)))
    return read_answers_in(data, path)


def read_answers_in(data: bytes, path: str) -> Kept:
    """Return the same of the content of such a file; ``path`` is what it is called."""
    lines = (
        data[:MOST_BYTES].removeprefix(b"\xef\xbb\xbf").decode(errors="replace").splitlines()
    )
    if line_and_what := _wrong(data, lines):
        return Kept(trouble=_trouble(path, *line_and_what), legible=_legible(lines))
    return Kept(_answers(dict(_pairs(lines))))


def _trouble(path: str, line: int, what: str) -> str:
    return trouble.answers_not_reliable(path, line, what)


def _wrong(data: bytes, lines: list[str]) -> tuple[int, str] | None:
    """Return the first line that cannot be relied on, and what is wrong with it."""
    if len(data) > MOST_BYTES:
        return 1, trouble.ANSWERS_TOO_LONG
    try:
        data.decode()
    except UnicodeDecodeError:
        return 1, trouble.ANSWERS_NO_TEXT
    found: set[str] = set()
    for number, line in enumerate(lines, 1):
        key, colon, value = _parts(line)
        if not line.strip() or line.startswith("#"):
            continue
        if not colon or key not in _KEYS:
            return number, trouble.NOT_AN_ANSWER
        if key in found:
            return number, trouble.answer_twice(key)
        try:
            _check(key, value)
        except UnreadAnswer as error:
            return number, card_words.unread(error)
        except ValueError as error:
            return number, str(error)
        found.add(key)
    return None if "answered" in found else (max(1, len(lines)), trouble.NOT_ANSWERED)


def _parts(line: str) -> tuple[str, str, str]:
    key, colon, value = line.partition(":")
    return key.strip(), colon, value.strip()


def _pairs(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield name and value of the lines that have both."""
    for line in lines:
        key, colon, value = _parts(line)
        if colon and key in _KEYS and not line.startswith("#"):
            yield key, value


def _legible(lines: list[str]) -> Answers:
    """Return what can be read of lines that are damaged: of a card word by word, for a tick
    that is lost is worse than one too many; of anything else what is right."""
    found: dict[str, str] = {}
    for key, value in _pairs(lines):
        words = value.split(",") if key in CARDS else [value]
        for word in filter(partial(_is_right, key), words):
            ticked = key in CARDS and found.get(key, NONE) != NONE
            if ticked and word.strip() != NONE:
                found[key] = f"{found[key]},{word}"
            elif not ticked and (key in CARDS or key not in found):
                found[key] = word.strip()
    yes_on = found.get("yes-on", found.get("answered", ""))
    answers = _answers({**found, "answered": "", "yes-on": yes_on})
    return answers if answers.yes else answers._replace(yes_on="")


def _is_right(key: str, value: str) -> bool:
    try:
        _check(key, value.strip())
    except ValueError:
        return False
    return True


def _check(key: str, value: str) -> None:
    """Raise ``ValueError`` for a value that cannot stand at ``key``."""
    if key in _DATES:
        checked_date(value)
    elif key in CARDS:
        read_card(key, value)
    elif key == "allowed" and not set(_words(value)) <= set(_MODES):
        raise ValueError(trouble.ALLOWED_IS)
    elif key == "seen-of" and not set(_words(value)) <= QUESTIONS.keys():
        raise ValueError(trouble.SEEN_IS)
    elif key in ("ask-again", "packs-again") and value != "yes":
        raise ValueError(trouble.yes_or_left_out(key))


def checked_date(text: str) -> str:
    """Return ``text`` if it is a date like 2026-11-22; raises ``ValueError`` else."""
    if ordinal_of(text) is not None:
        return text
    from datetime import date  # takes longer to load than the file to read

    try:
        if len(text) == 10:
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    shown = with_bytes(ascii(text[:20]))[1:-1]
    raise ValueError(trouble.no_date(shown))


def _words(value: str) -> tuple[str, ...]:
    return () if value == "none" else tuple(word.strip() for word in value.split(","))


def _answers(found: dict[str, str]) -> Answers:
    cards = {card: read_card(card, found[card]) for card in CARDS if card in found}
    return Answers(
        found["answered"],
        cards.get("emergency"),
        cards.get("urgent"),
        cards.get("about"),
        cards.get("packs"),
        _words(found.get("allowed", "none")),
        found.get("seen", ""),
        _words(found.get("seen-of", "none")),
        found.get("cleared", ""),
        "ask-again" in found,
        found.get("yes-on", found["answered"] if _has_yes(cards) else ""),
        "packs-again" in found,
    )


def _has_yes(cards: dict[str, tuple[str, ...]]) -> bool:
    return bool(cards.get("emergency") or cards.get("urgent"))


def keep_answers(path: str, answers: Answers) -> None:
    """Write ``answers`` to ``path``: the old file stays whole until the new one is.

    Raises ``BackptError`` with one sentence where it cannot be written.
    """
    try:
        private_folder(os.path.dirname(path))
        write_whole(path, answers_text(answers).encode(), mode=PRIVATE)
    except OSError as error:
        raise BackptError(trouble.answers_not_kept(path, error.strerror)) from error


def answers_text(answers: Answers) -> str:
    """Return the file that keeps ``answers``."""
    lines = [f"answered: {answers.answered}"]
    for card, said in zip(CARDS, answers[1:5], strict=True):
        if said is not None:
            lines.append(f"{card}: {write_card(said)}")
    if answers.yes_on:
        lines.append(f"yes-on: {answers.yes_on}")
    if answers.allowed:
        lines.append(f"allowed: {write_card(answers.allowed)}")
    if answers.seen:
        lines += [f"seen: {answers.seen}", f"seen-of: {write_card(answers.seen_of)}"]
    if answers.cleared:
        lines.append(f"cleared: {answers.cleared}")
    if answers.ask_again:
        lines.append("ask-again: yes")
    if answers.packs_again:
        lines.append("packs-again: yes")
    head = (f"# {line}" for line in answer_words.FILE_HEAD)
    return "".join(f"{line}\n" for line in (*head, *lines))
