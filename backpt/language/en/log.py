"""The diary: a session in one line, why it was shorter, what became of files."""

from __future__ import annotations

from backpt.language.en.durations import minutes_taken
from backpt.language.en.pain import said
from backpt.prescription.quoting import quoted
from backpt.progress.entry import Entry
from backpt.session.events import Ending
from backpt.session.records import SessionRow

ENDINGS: dict[Ending, str] = {
    Ending.DONE: "finished",
    Ending.STOPPED: "stopped",
    Ending.UNANSWERED: "stopped: no answer for ten minutes",
    Ending.PAIN: "stopped: the pain stayed high",
    Ending.LEG: "stopped: pain further down the leg",
    Ending.EMERGENCY: "stopped: signs of an emergency",
}
UNFINISHED = "not finished"
NOT_TODAY = "not today"
REHEARSAL = "rehearsal: does not count"
TOLD = "done without backpt"
STRUCK = "taken back: does not count"
TALKED = "You have talked to somebody"
A_NOTE = "a note"
_LEGS: dict[str, str] = {
    "same": "leg the same",
    "closer": "leg pain closer to the back",
    "further": "pain further down the leg",
}
_NEW = "something new was felt"
_REFUSED = (Ending.PAIN, Ending.EMERGENCY)
"""How a sitting is kept that the questions before it refused: then it has no items."""

NONE_YET = "No sessions yet. To begin: backpt session"
NOTE = "Note: "
ALL_OR_LAST = "--all or --last, not both."
LAST_IS_A_NUMBER = "--last is a whole number from 1; write --last 3"


def headline(row: SessionRow, when: str) -> str:
    """Return a session in one line; ``when`` it began, by the clock on the wall there."""
    return ", ".join((f"{when}  {row.name}", *facts(row)))


def facts(row: SessionRow) -> tuple[str, ...]:
    """Return what there is to say of a session: minutes, pain, leg, how it ended."""
    felt = (_LEGS.get(row.leg or "", ""), _NEW if row.something_new else "")
    if row.ending in _REFUSED and not row.items:
        struck = STRUCK if row.is_struck else ""
        return tuple(filter(None, (NOT_TODAY, pain(row.pain_before, None), *felt, struck)))
    told = []
    if row.ended_wall is not None and not row.is_told:  # how long it took is not known
        told.append(minutes_taken(row.ended_wall - row.started_wall))
    told += [pain(row.pain_before, row.pain_after), _highest(row), *felt]
    told.append(UNFINISHED if row.ending is None else ENDINGS[row.ending])
    if row.is_told:
        told.append(TOLD)
    if row.rehearsal:
        told.append(REHEARSAL)
    if row.is_struck:
        told.append(STRUCK)
    return tuple(one for one in told if one)


def pain(before: int | None, after: int | None) -> str:
    """Return "pain 4 -> 3", as much of it as was said; empty for nothing."""
    if before is None and after is None:
        return ""
    if after is None:
        return f"pain {before} before"
    if before is None:
        return f"pain {after} after"
    return f"pain {before} -> {after}"


def _highest(row: SessionRow) -> str:
    """Return the highest pain that was said in a session, where it tells more."""
    around = [one for one in (row.pain_before, row.pain_after) if one is not None]
    if row.pain_high is None or row.pain_high <= max(around, default=-1):
        return ""
    return f"highest {row.pain_high}"


def entry_line(entry: Entry, when: str, *, is_struck: bool) -> str:
    """Return what was said between sessions, in one line."""
    what = said(entry) or A_NOTE
    told = what[:1].upper() + what[1:]
    return ", ".join(filter(None, (f"{when}  {told}", STRUCK if is_struck else "")))


def call_line(when: str, *, is_struck: bool) -> str:
    """Return that somebody was talked to, in one line."""
    return ", ".join(filter(None, (f"{when}  {TALKED}", STRUCK if is_struck else "")))


_ADVISED = {
    "emergency": "Advice: emergency help at once",
    "urgent": "Advice: medical advice today",
    "contact": "Advice: talk to a physical therapist or doctor",
    "stop": "Advice: not today",
    "ease": "Advice: less next time",
    "continue": "Advice: go on",
    "progress": "Advice: a small step up",
}


def telling_line(level: str, when: str) -> str:
    """Return that advice was shown, in one line; ``level`` is its level's name."""
    return f"{when}  {_ADVISED.get(level, 'Advice')}"


def no_row(name: str, near: tuple[str, ...]) -> str:
    """Return that no row, or that more than one, is meant by ``name``."""
    shown = quoted(name[:40])
    if near:
        return f"{shown} is {len(near)} rows of the diary; write one of: {', '.join(near)}"
    return (
        f"There is no {shown} in your diary; write the date and time as backpt log shows them,"
        ' like: backpt log --strike "2026-11-21 18:02"'
    )


def taken_back(line: str, key: str) -> str:
    return f"Taken back, it counts no more: {line}. To bring it back: backpt log --strike {key}"


def brought_back(line: str, key: str) -> str:
    return f"It counts again: {line}. To take it back: backpt log --strike {key}"


def reason(row: SessionRow) -> str:
    """Return why less was done than was asked for; empty where nothing made it less."""
    asked = f"{row.asked} was asked for." if row.asked else ""
    return " ".join(filter(None, (row.reason, asked)))


def damaged(left_out: int) -> str:
    """Return how many entries cannot be read, from 1."""
    entries = "1 entry is" if left_out == 1 else f"{left_out} entries are"
    return f"{entries} damaged and left out; the rest is whole."


def imported(name: str, now_at: str | None, *, is_new: bool) -> str:
    """Return what became of a file with a session; ``now_at`` is its new name, if any."""
    what = "Added to the journal" if is_new else "It was in the journal already"
    left = f"It is now {now_at}; you can delete it." if now_at else "You can delete that file."
    return f"{what}: {name}. {left}"
