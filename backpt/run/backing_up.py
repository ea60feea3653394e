"""Backups of everything that is the user's own: put together, written, and read back."""

import os

from backpt import __version__
from backpt.authoring.own_file import own_path
from backpt.errors import BackptError
from backpt.files import read_regular, writing_whole
from backpt.journal.backup_file import (
    ANSWERS,
    DIARY,
    EXERCISES,
    SETTINGS,
    Backup,
    Manifest,
    write_backup,
)
from backpt.journal.diary_image import (
    DiaryCounts,
    NotADiary,
    counts_of,
    image_of,
    open_image,
)
from backpt.journal.local_days import local_time
from backpt.journal.store import JournalError
from backpt.language import backup as words
from backpt.language import disk
from backpt.library.source import read_bytes
from backpt.paths import Paths

_BEGIN = "backpt-"
_MOST_SMALL = 2**20
"""Bytes of a file of a few lines: whatever is longer is not what it should be."""


def backup_now(paths: Paths, now_wall: float) -> Backup:
    """Return all that is the user's own, of this moment.

    Raises ``BackptError`` where something of it cannot be read, or nothing is there.
    """
    files = {name: data for name, data in _files(paths).items() if data is not None}
    counts = DiaryCounts()
    image = image_of(paths.journal)
    if image is not None:
        files = {DIARY: image, **files}
        counts = _counted(image, paths.journal)
    if not files:
        raise BackptError(words.NOTHING_THERE)
    about = Manifest(__version__, local_time(now_wall), counts=counts, who=paths.who)
    return Backup(about, files)


def _counted(image: bytes, path: str) -> DiaryCounts:
    """Return how much an image of the diary at ``path`` holds, which is looked through as one
    that comes in is: what cannot be restored is no backup."""
    try:
        db = open_image(image)
    except NotADiary:
        raise JournalError(words.diary_is_damaged(path)) from None
    try:
        return counts_of(db)
    finally:
        db.close()


def _files(paths: Paths) -> dict[str, bytes | None]:
    own = own_path()
    return {
        ANSWERS: small_file(paths.answers),
        EXERCISES: read_bytes(own) if os.path.exists(own) else None,
        SETTINGS: small_file(paths.settings),
    }


def small_file(path: str) -> bytes | None:
    """Return what is in a file of a few lines; ``None`` where there is none."""
    try:
        data = read_regular(path, _MOST_SMALL)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BackptError(words.cannot_be_read(path, error.strerror or error)) from None
    return data


def keep_backup(path: str, backup: Backup) -> None:
    """Write ``backup`` to ``path``, in a folder that is there, for the user alone: whole and
    read back, or not at all.

    Raises ``BackptError`` where the system refuses it, or it did not come back as written.
    """
    try:
        with writing_whole(path) as out:
            write_backup(out, backup, path)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        why = getattr(error, "strerror", None) or error
        raise BackptError(disk.not_written(path, why)) from None


def backup_name(day: str, number: int = 1) -> str:
    """Return the name of a backup of that ISO day; ``number`` of those of one day."""
    return f"{_BEGIN}{day}.zip" if number == 1 else f"{_BEGIN}{day}-{number}.zip"
