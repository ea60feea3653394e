"""Where a session is kept while the journal cannot: a file of JSON lines, added later.

The first line is the session, then its events, then how it ended. A line that cannot be
written moves the whole file to the next place: the journal's folder, the folder for
temporary files, and at last memory, which is lost with the program and said to be.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from backpt.core.summary import ItemSummary
from backpt.files import read_regular
from backpt.history.codec import plain, text
from backpt.history.rows import Closing, EventRow, Header
from backpt.history.store import JournalError, connect, sentence
from backpt.history.writing import add_closing, add_event, add_header, add_pain_after

if TYPE_CHECKING:
    from sqlite3 import Connection

FORMAT = 1
_NAME = "backpt-session"
MOST_BYTES = 64 * 2**20
"""Of a file to import; a day of events is a few megabytes."""
_TRIES = 100
"""Names tried in a folder; another one is needed only where one session spills twice."""


class Spill:
    """The lines of one session, in the best place that takes them."""

    __slots__ = ("_file", "_lines", "_name", "_places", "path")

    def __init__(self, journal_path: str, header: Header) -> None:
        self._lines = [text({"spill": FORMAT, "session": header._asdict()})]
        self._name = f"{_NAME}-{header.started_ms}"
        self._places = _folders(journal_path)
        self._file: int | None = None
        self.path: str | None = None
        """The file, or ``None`` where only memory is left."""
        self._move()

    def event(self, row: EventRow) -> bool:
        """Keep one event; return whether it is still in the place it was before."""
        return self._add({"event": row})

    def closing(self, closing: Closing) -> bool:
        """Keep how the session ended, on the disk; return as ``event`` does."""
        in_its_place = self._add({"closing": closing._asdict()})
        self._sync()
        return in_its_place

    def pain_after(self, pain: int) -> bool:
        """Keep the pain said after the session, 0-10; return as ``event`` does."""
        return self._add({"pain_after": pain})

    def where(self) -> str:
        """Return what to tell the user about the place, as one sentence."""
        if self.path is None:
            return "This session cannot be kept in any file: it is lost when backpt ends."
        return f'This session is kept in {self.path}; "backpt log --import" with it adds it.'

    def close(self) -> None:
        """Bring the file to the disk and close it."""
        self._sync()
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _sync(self) -> None:
        if self._file is not None:
            with suppress(OSError):  # nothing better is left to do with it
                os.fsync(self._file)

    def _add(self, line: object) -> bool:
        self._lines.append(text(line))
        if self.path is None:
            return True
        if self._file is not None and _wrote(self._file, self._lines[-1:]):
            return True
        self._move()
        return False

    def _move(self) -> None:
        """Write everything in the next place that takes it."""
        self.close()
        self.path = None
        while self._places and self.path is None:
            made = _create(self._places.pop(0), self._name)
            if made is None:
                continue
            file, path = made
            if _wrote(file, self._lines):
                self._file, self.path = made
            else:
                os.close(file)
                os.unlink(path)


def _folders(journal_path: str) -> list[str]:
    import tempfile

    beside = os.path.dirname(os.path.abspath(journal_path))
    try:
        return [beside, tempfile.gettempdir()]
    except OSError:
        return [beside]


def _create(folder: str, name: str) -> tuple[int, str] | None:
    for number in range(1, _TRIES):
        path = os.path.join(folder, f"{name}{'' if number == 1 else f'-{number}'}.jsonl")
        try:
            # O_EXCL: in a folder open to all, a link laid there by another is not followed.
            return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), path
        except FileExistsError:
            continue
        except OSError:
            return None
    return None


def _wrote(file: int, lines: list[str]) -> bool:
    data = "".join(f"{line}\n" for line in lines).encode()
    try:
        return os.write(file, data) == len(data)
    except OSError:
        return False


class Imported(NamedTuple):
    """What ``import_spill`` added."""

    number: int
    """The session's number in the journal."""
    events: int
    """Events that were not there before; 0 the second time."""


def import_spill(path: str, journal_path: str) -> Imported:
    """Add the session in the file ``path`` to the journal; what is there stays as it is.

    The file is left in its place. Raises ``JournalError`` for a file that is none of ours, or
    a journal that cannot be written.
    """
    import sqlite3

    header, lines = _read(path)
    db, _ = connect(journal_path)
    try:
        db.execute("PRAGMA synchronous = FULL")
        db.execute("BEGIN IMMEDIATE")
        number = _number(db, header)
        added = sum(_add_line(db, number, line, path) for line in lines)
        db.execute("COMMIT")
    except sqlite3.Error as error:
        raise JournalError(sentence(error, journal_path)) from error
    finally:
        db.close()
    return Imported(number, added)


def waiting_spills(journal_path: str) -> list[str]:
    """Return the user's files of sessions kept outside the journal, oldest first.

    One that was added is still among them until it is deleted.
    """
    found = []
    for folder in _folders(journal_path):
        with suppress(OSError), os.scandir(folder) as files:
            found += [
                file.path
                for file in files
                if file.name.startswith(f"{_NAME}-")
                and file.name.endswith(".jsonl")
                and _is_own(file.path)
            ]
    return sorted(set(found), key=os.path.basename)


def _is_own(path: str) -> bool:
    """Tell whether the user made the file: anybody can lay one among the temporary files."""
    if sys.platform == "win32":
        return True  # the folder for temporary files is the user's own there
    return os.lstat(path).st_uid == os.getuid()


def _read(path: str) -> tuple[Header, list[dict[str, Any]]]:
    try:
        data = read_regular(path, MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise JournalError(_not_ours(path))
        lines = data.decode("ascii").splitlines()
        first = plain(lines[0])
        if first["spill"] > FORMAT:
            raise JournalError(f"{path} was written by a newer backpt; update backpt to add it")
        # The last line may be torn: it was being written when the disk was full.
        whole = lines[1:-1] + [line for line in lines[1:][-1:] if _is_whole(line)]
        return Header(**first["session"]), [plain(line) for line in whole]
    except OSError as error:
        raise JournalError(sentence(error, path)) from error
    except (ValueError, LookupError, TypeError) as error:
        raise JournalError(_not_ours(path)) from error


def _is_whole(line: str) -> bool:
    try:
        plain(line)
    except ValueError:
        return False
    return True


def _not_ours(path: str) -> str:
    return f"{path} is no session kept by backpt, or was changed since; nothing was added"


def _number(db: Connection, header: Header) -> int:
    """Return the number of the session that ``header`` describes; a new one if need be."""
    known = db.execute(
        "SELECT id FROM session"
        " WHERE started_ms = ? AND kind = ? AND routine = ? AND rehearsal = ?",
        (header.started_ms, header.kind, header.routine_id, header.rehearsal),
    ).fetchone()
    return add_header(db, header) if known is None else int(known[0])


def _add_line(db: Connection, number: int, line: dict[str, Any], path: str) -> int:
    """Add what one line says; return how many events that were."""
    try:
        match line:
            case {"event": raw}:
                return _add_missing(db, number, EventRow(*raw))
            case {"closing": raw}:
                items = tuple(ItemSummary(*item) for item in raw["items"])
                add_closing(db, number, Closing(**{**raw, "items": items}))
            case {"pain_after": pain}:
                add_pain_after(db, number, int(pain))
            case _:
                raise JournalError(_not_ours(path))
    except (TypeError, KeyError, ValueError) as error:
        raise JournalError(_not_ours(path)) from error
    return 0


def _add_missing(db: Connection, number: int, row: EventRow) -> int:
    """Add an event that is not there, behind the others where its place is taken.

    Its place is taken where the session was resumed before its first half was added.
    """
    taken, there, behind = db.execute(
        "SELECT count(*) FILTER (WHERE seq = ?),"
        " count(*) FILTER (WHERE at_s = ? AND kind = ? AND payload = ?), max(seq) + 1"
        " FROM event WHERE session = ? AND seq >= ?",
        (row.seq, row.at_s, row.kind, row.payload, number, row.seq),
    ).fetchone()
    if taken and there:
        return 0
    add_event(db, number, row._replace(seq=behind) if taken else row)
    return 1
