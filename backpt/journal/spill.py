"""Where a session is kept while the journal cannot: a file of JSON lines, added later.

The first line is the session and the journal it belongs to, then its events, then how it
ended. A line that cannot be written moves the whole file to the next place: the journal's
folder, the folder for temporary files, and at last memory, which is lost with the program and
said to be. What is in such a file is added by ``spill_import.py``.
"""

from __future__ import annotations

import os
from contextlib import suppress

from backpt.journal.json_lines import to_json
from backpt.journal.waiting import ROWS_NAME, SESSION_NAME, folders, identity
from backpt.journal.week_rows import Rows, rows_object
from backpt.language import trouble
from backpt.session.records import Closing, EventRow, Header

FORMAT = 4
"""2: the first line names its journal, and the session its zone. 3: the session has a uid.
4: it may hold a plan or a change, which an older program would drop."""
_TRIES = 100
"""Names tried in a folder; another one is needed only where one session spills twice."""


class Spill:
    """The lines of one session, or what was said between sessions, in the best place that
    takes them."""

    __slots__ = ("_file", "_lines", "_name", "_places", "path")

    def __init__(self, journal_path: str, kept: Header | Rows, moment_ms: int = 0) -> None:
        """``moment_ms`` names the file of what was said between sessions."""
        first: dict[str, object] = {"spill": FORMAT, "of": identity(journal_path)}
        if isinstance(kept, Header):
            first["session"], moment_ms = kept._asdict(), kept.started_ms
        else:
            first["rows"] = rows_object(kept)
        self._lines = [to_json(first)]
        self._name = f"{SESSION_NAME if isinstance(kept, Header) else ROWS_NAME}-{moment_ms}"
        self._places = folders(journal_path)
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
            return trouble.KEPT_NOWHERE
        return trouble.kept_aside(self.path)

    def close(self) -> None:
        """Bring the file to the disk and close it."""
        self._sync()
        self._let_go()

    def discard(self) -> None:
        """Remove the file: all that is in it stands in the journal by now."""
        self._let_go()
        if self.path is not None:
            with suppress(OSError):
                os.unlink(self.path)

    def _let_go(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _sync(self) -> None:
        if self._file is not None:
            with suppress(OSError):  # nothing better is left to do with it
                os.fsync(self._file)

    def _add(self, line: object) -> bool:
        self._lines.append(to_json(line))
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
