"""Which files wait to be added to the journal, and the folders in which they lie.

Looked at whenever the journal is asked: so it knows their names only, and nothing of what is
in them (``spill_import.py``).
"""

from __future__ import annotations

import os
import stat
import sys

from backpt.files import read_regular

SESSION_NAME = "backpt-session"
ROWS_NAME = "backpt-entry"
_MOST_HEAD = 2**20
"""Of the first line, in which the prescription stands."""


def waiting_spills(journal_path: str) -> list[str]:
    """Return the files of sessions of this journal kept outside it, oldest first.

    Beside the journal they are its own; among the temporary files those that name it.
    """
    beside, *temporary = folders(journal_path)
    found = _own_in(beside)
    if set(temporary) - {beside}:
        own = identity(journal_path)
        found += [path for place in temporary for path in _own_in(place) if _of(path) == own]
    return sorted(set(found), key=os.path.basename)


def names_in(folder: str, *kinds: str) -> list[str]:
    """Return the names of files of these ``kinds`` in ``folder``, whoever made them. A folder
    of temporary files may have thousands of others."""
    starts = tuple(f"{kind}-" for kind in kinds)
    try:
        found = os.listdir(folder)
    except OSError:
        return []
    return [name for name in found if name.startswith(starts) and name.endswith(".jsonl")]


def _own_in(folder: str) -> list[str]:
    names = names_in(folder, SESSION_NAME, ROWS_NAME)
    return [path for name in names if _is_own(path := os.path.join(folder, name))]


def _is_own(path: str) -> bool:
    """Tell whether the user made the file: anybody can lay one among the temporary files."""
    try:
        found = os.lstat(path)
    except OSError:
        return False
    if not stat.S_ISREG(found.st_mode):
        return False
    # On Windows the folder for temporary files is the user's own.
    return sys.platform == "win32" or found.st_uid == os.getuid()


def _of(path: str) -> str | None:
    """Return the journal that a file names, or ``None``."""
    from backpt.journal.json_lines import from_json

    try:
        first = from_json(read_regular(path, _MOST_HEAD).partition(b"\n")[0].decode("ascii"))
        return str(first["of"])
    except (OSError, ValueError, LookupError, TypeError):
        return None


def is_of_entries(path: str) -> bool:
    return os.path.basename(path).startswith(f"{ROWS_NAME}-")


def identity(journal_path: str) -> str:
    """Return what tells the journal of one home from that of another."""
    return os.path.realpath(journal_path)


def folders(journal_path: str) -> list[str]:
    return [os.path.dirname(os.path.abspath(journal_path)), *_temporary()]


def _temporary() -> list[str]:
    """Return the folder for temporary files. ``tempfile`` costs more than all of this."""
    if sys.platform == "win32":
        import tempfile

        return [tempfile.gettempdir()]
    named = (os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP"))
    places = (*filter(None, named), "/tmp", "/var/tmp")  # noqa: S108  # made with O_EXCL
    return [next((place for place in places if os.path.isdir(place)), "/tmp")]  # noqa: S108
