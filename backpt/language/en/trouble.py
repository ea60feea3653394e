"""What went wrong outside: a bug, the journal, the answers that are kept, what was typed."""

from __future__ import annotations

NO_TEXT = "That was no text; type it anew."
PASTED = "That came all at once, as pasted text does, and is no answer. Type it."
KEPT_NOWHERE = "This session cannot be kept in any file: it is lost when backpt ends."
ANSWERS_TOO_LONG = "it is too long"
ANSWERS_NO_TEXT = "it is no text"
NOT_AN_ANSWER = "this line is not one of backpt's"
NOT_ANSWERED = "'answered' is missing"
ALLOWED_IS = "'allowed' is none, heat or cold"
SEEN_IS = "'seen-of' is none, or numbers of questions"


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


def kept_aside(path: str) -> str:
    return f'This session is kept in {path}; "backpt log --import" with it adds it.'


def spill_of_newer(path: str) -> str:
    return f"{path} was written by a newer backpt; update backpt to add it"


def spill_not_ours(path: str) -> str:
    return f"{path} is no session kept by backpt, or was changed since; nothing was added"


TRY_AGAIN = "; try again when that is done"


def journal_in_use(path: str) -> str:
    return f"{path} is in use by another program{TRY_AGAIN}"


def journal_damaged(path: str, said: str) -> str:
    return (
        f"{path} is damaged, or no journal of backpt{said}; it is left as it is: move it"
        " aside, or put a copy back, and backpt will start a new one"
    )


def disk_full(path: str) -> str:
    return f"the disk that holds {path} is full; make room on it"


def journal_unreadable(path: str, why: str) -> str:
    return f"{path} cannot be read or written ({why}); check the folder and its permissions"


def no_journal(path: str) -> str:
    return (
        f"{path} is no journal of backpt; it is left as it is: move it aside and backpt"
        " will start a new one"
    )


def other_database(path: str) -> str:
    return (
        f"{path} is a database of another program; it is left as it is: move it aside and"
        " backpt will start a new one"
    )


def journal_of_newer(path: str) -> str:
    return f"{path} was written by a newer backpt; update backpt to use it"


def session_unreadable(number: int, path: str, error: object) -> str:
    return f"session {number} in {path} cannot be read: {error}"


def prescription_unreadable(number: int, path: str, error: object) -> str:
    return f"what session {number} in {path} prescribed cannot be read: {error}"


def session_runs(who: str) -> str:
    """``who`` runs it, if that is known."""
    return f"another session is running{f' ({who})' if who else ''}; finish it first"


def runs_since(process: int, since: str) -> str:
    return f"process {process}, since {since}"


def answers_unreadable(why: object) -> str:
    return f"it cannot be read ({why})"


def answer_twice(key: str) -> str:
    return f"'{key}' is here twice"


def yes_or_left_out(key: str) -> str:
    return f"'{key}' is yes, or left out"


def no_date(shown: str) -> str:
    return f"'{shown}' is no date; write one like 2026-11-22"


IS_OF_NEWER = "it was written by a newer backpt"


def is_damaged(why: object) -> str:
    return f"it is damaged ({why})"


def event_damaged(number: int, why: object) -> str:
    return f"event {number} is damaged ({why})"


def event_of_no_kind(number: int, kind: str) -> str:
    return f"event {number} is of a kind this backpt does not know: {kind}"


def field_cannot_be(name: str, value: str) -> str:
    return f"it is damaged ({name} cannot be {value})"


def other_rules(path: str) -> str:
    return f"{path} is not the file that backpt decides by; install backpt anew to review it."
