"""What went wrong outside: a bug, the journal, what was typed."""

from __future__ import annotations

NO_TEXT = "That was no text; type it anew."
PASTED = "That came all at once, as pasted text does, and is no answer. Type it."


def crashed(kind: str) -> str:
    """``kind`` of error: no report could be written."""
    return f"backpt crashed ({kind}). Your diary is safe."


def crashed_with_report(path: str) -> str:
    return f"backpt crashed. Your diary is safe. Please send this file with a report: {path}"


def journal_gone(path: str) -> str:
    return f"{path} was moved or removed while the session ran"


def journal_failed(why: str, where: str) -> str:
    """Return why a session cannot be kept in the journal, if that is known, and ``where``."""
    return f"The journal failed: {why}. {where}" if why else where


def program_ended(program: str, code: int) -> str:
    return f"{program} ended with {code}"


def answers_not_reliable(path: str, line: int, what: str) -> str:
    return f"{path}:{line}: {what}; answer the questions again: backpt safety"


def answers_not_kept(path: str, why: str | None) -> str:
    return (
        f"Your answers cannot be kept in {path} ({why}); make room for it, or correct the"
        " permissions of its folder."
    )
