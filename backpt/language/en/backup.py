"""Backups: what is in one, what was kept, and why one cannot be made or used."""

from __future__ import annotations

from backpt.prescription.quoting import quoted

NO_DIARY = "The diary in it is damaged, or none of backpt's; nothing was changed."
NOT_VERIFIED = "The backup did not come back from the disk as it was written; none was made."
NOTHING_THERE = "There is nothing to back up yet: no diary, no answers, no exercises of yours."
IS_IN = "Your backup, read back and whole:"
HERE, IN_THE_FILE = "Here:", "In the file:"
ALL_IS_HERE = "All of it is here already; nothing was changed."
ADD_THEM = "Add what is missing?"
REPLACE_IT = "Put all of it in the place of what is here?"
KEPT_FIRST = "All that is here goes into a file first."
NOT_CHANGED = "Nothing was changed."
SAY_YES = "Nothing was changed; to do it, write --yes"
WAS_KEPT = "What was here before:"
ADDED = "Added. Nothing that was here is lost."
REPLACED = "All that is yours is now as it was in the file."
ANSWERS_DIFFER = (
    "Your safety answers: the stricter ones count, and you are asked again before the next"
    " session."
)
AS_IN_THE_FILE = "As they are in the file:"
KEEP_IT = "Keep it on another disk or computer. Nobody needs a password to read it."


def not_there(path: str) -> str:
    return f"{path or quoted(path)} does not exist; check its name."


def cannot_be_read(path: object, why: object) -> str:
    return f"{path} cannot be read ({why}); nothing was changed."


def not_ours(path: object) -> str:
    return f"{path} is no backup made by backpt; nothing was changed."


def damaged(path: object) -> str:
    return f"{path} is damaged, or was changed since it was made; nothing was changed here."


def of_newer(path: object) -> str:
    return f"{path} was made by a newer backpt; update backpt to use it. Nothing was changed."


def diary_is_damaged(path: str) -> str:
    return (
        f"{path} is damaged: no backup was made of it, and older ones stay. To put one back:"
        " backpt restore FILE --replace"
    )


def counts(sessions: int, entries: int, first: str, last: str) -> str:
    """Return how much a diary holds; the days are ISO dates, empty where it holds nothing."""
    said = f"{_many(sessions, 'session')}, {_many(entries, 'entry', 'entries')}"
    if not last:
        return said
    return f"{said}, {first}" if first == last else f"{said}, {first} to {last}"


def _many(number: int, one: str, more: str = "") -> str:
    return f"{number} {one if number == 1 else more or f'{one}s'}"


FILES = {
    "journal.db": "your diary",
    "safety.txt": "your safety answers",
    "exercises.yaml": "your exercises",
    "settings.yaml": "your settings",
}


def holds(files: tuple[str, ...]) -> str:
    """Return what is in a backup, by the names of its files."""
    *more, last = [FILES[name] for name in FILES if name in files]
    return f"In it: {', '.join(more)} and {last}." if more else f"In it: {last}."


def no_copy_today(why: str) -> str:
    return f"Today's copy of your diary was not made: {why}"


def made(when: str, program: str) -> str:
    return f"made {when} by backpt {program}"


def missing(sessions: int, entries: int, others: int, gone_further: int) -> str:
    """Return what only the file has; ``others`` are corrections, plans and changes of a dose,
    ``gone_further`` sessions of which both know something."""
    parts = [
        _many(sessions, "session") if sessions else "",
        _many(entries, "entry", "entries") if entries else "",
        _many(others, "other row") if others else "",
        f"more of {_many(gone_further, 'session')}" if gone_further else "",
    ]
    said = [part for part in parts if part]
    return f"Missing here: {', '.join(said)}." if said else "Your diary here has all of it."


def own_added(names: tuple[str, ...]) -> str:
    return f"Exercises and routines that are missing here: {', '.join(names)}."


def own_otherwise(names: tuple[str, ...]) -> str:
    """Some ids mean something else in the file, or, without names, it cannot be laid in."""
    if not names:
        return "Your exercises stay as they are: those in the file do not fit in."
    return f"Kept as here, though the file has it otherwise: {', '.join(names)}."


def settings_added(names: tuple[str, ...]) -> str:
    return f"Settings that are missing here: {', '.join(names)}."


def only_replace(why: str) -> str:
    return f"{why}. To put the backup in its place: backpt restore FILE --replace"


def of_another(whose: str, who: str) -> str:
    """``whose`` backup it is, and ``who`` would take it in; empty: of nobody in particular."""
    of, to = whose or "somebody without a name", who or "the diary without a name"
    return f"Look twice: this is a backup of {of}, and would go to {to}."
