"""A backup: one file with the diary, the safety answers, the own exercises and the settings.

A zip that any program opens: a manifest, and the files as they are. Nothing in one is believed:
its names are these five and no others, everything is read in bounds, and every file has the
length and the checksum that the manifest says. Nothing is ever unpacked to a disk.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, BinaryIO

from backpt.errors import BackptError
from backpt.files import open_regular
from backpt.journal.diary_image import DiaryCounts
from backpt.journal.schema import VERSION
from backpt.language import backup as words
from backpt.values import NamedTuple

FORMAT = 1
"""A file of a higher one is of a newer program, and left alone."""
MANIFEST = "manifest.json"
DIARY, ANSWERS, EXERCISES, SETTINGS = (
    "journal.db",
    "safety.txt",
    "exercises.yaml",
    "settings.yaml",
)
_MOST = {MANIFEST: 2**16, DIARY: 2**28, ANSWERS: 2**16, EXERCISES: 2**24, SETTINGS: 2**20}
"""Bytes of each: a diary of thirty-five years."""
_MOST_ZIP = sum(_MOST.values())
_MOST_AT_ONCE = 2**20
"""Read at once: a list of contents that claims to be longer is none of ours."""
_MOST_TIMES = 60
"""A megabyte of a diary packs to a fifth or a tenth; what packs to less than this is a bomb."""
_LEVEL = 3
_YEAR_ONE = (1980, 1, 1, 0, 0, 0)
"""The date of every file inside: the same content is the same file."""
_SQLITE = b"SQLite format 3\0"


class BackupError(BackptError):
    """A file that is no backup, or one that cannot be relied on; nothing was changed."""


class Manifest(NamedTuple):
    """What a backup says of itself."""

    program: str
    """The version of backpt that made it."""
    made: str
    """When, by the clock on the wall there: "2026-11-30 22:05"."""
    schema: int = VERSION
    """How many migrations its diary has seen."""
    counts: DiaryCounts = DiaryCounts()
    who: str = ""
    """Whose it is, where several people use one computer."""


class Backup(NamedTuple):
    manifest: Manifest
    files: Mapping[str, bytes]
    """By the names above; what was not there is not in it."""


# --- writing ---------------------------------------------------------------------------


def write_backup(out: BinaryIO, backup: Backup, path: str) -> None:
    """Write ``backup`` to ``out``, which can be read too, and read it back; ``path`` is what
    the file will be called.

    Raises ``BackupError`` where what came back is not what was written, and ``OSError``.
    """
    import json
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    said = {
        "backpt-backup": FORMAT,
        **backup.manifest._asdict(),
        "counts": backup.manifest.counts._asdict(),
        "files": {name: _sum(data) for name, data in backup.files.items()},
    }
    whole = {MANIFEST: f"{json.dumps(said, indent=2)}\n".encode(), **backup.files}
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name, data in whole.items():
            about = ZipInfo(name, _YEAR_ONE)
            about.external_attr = 0o600 << 16
            about.compress_type = ZIP_DEFLATED
            archive.writestr(about, data, compresslevel=_LEVEL)
    out.flush()
    if _read(out, path) != backup:
        raise BackupError(words.NOT_VERIFIED)


def _sum(data: bytes) -> dict[str, object]:
    from hashlib import sha256

    return {"bytes": len(data), "sha256": sha256(data).hexdigest()}


# --- reading ---------------------------------------------------------------------------


def read_backup(path: str) -> Backup:
    """Return what the file at ``path`` holds.

    Raises ``BackupError`` with a sentence for a file that is no backup, is damaged, was made by
    a newer program, or claims what no backup of ours does. Never reads more than the bounds.
    """
    try:
        with os.fdopen(open_regular(path), "rb") as file:
            return _read(file, path)
    except FileNotFoundError:
        raise BackupError(words.not_there(path)) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        why = getattr(error, "strerror", None) or error
        raise BackupError(words.cannot_be_read(path, why)) from None


class _InBounds:
    """A file that hands out no more than ``_MOST_AT_ONCE`` at once."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.seek, self.tell = file.seek, file.tell

    def seekable(self) -> bool:
        return True

    def read(self, most: int = -1) -> bytes:
        data = self._file.read(min(most, _MOST_AT_ONCE + 1) if most >= 0 else _MOST_AT_ONCE + 1)
        if len(data) > _MOST_AT_ONCE:
            raise ValueError(most)
        return data


def _read(file: BinaryIO, path: str) -> Backup:
    from zipfile import ZipFile

    if os.fstat(file.fileno()).st_size > _MOST_ZIP:
        raise BackupError(words.not_ours(path))
    with _refusing(path):
        archive = ZipFile(_InBounds(file))
        members = {one.filename: one for one in archive.infolist()}
        if len(members) != len(archive.infolist()) or not members.keys() <= _MOST.keys():
            raise BackupError(words.not_ours(path))
        said = _manifest(_unpacked(archive, members.pop(MANIFEST)), path)
        if said["files"].keys() != members.keys():
            raise BackupError(words.damaged(path))
        files = {}
        for name, one in members.items():
            files[name] = _unpacked(archive, one)
            if _sum(files[name]) != said["files"][name]:
                raise BackupError(words.damaged(path))
        counts = DiaryCounts(**said["counts"])
        manifest = Manifest(said["program"], said["made"], said["schema"], counts, said["who"])
        return Backup(_plausible(manifest), files)


@contextmanager
def _refusing(path: str) -> Iterator[None]:
    """Make one sentence of all that a file which is no backup can raise."""
    from struct import error as NotPacked  # noqa: N812
    from zipfile import BadZipFile
    from zlib import error as NotDeflated  # noqa: N812

    try:
        yield
    except (BadZipFile, NotPacked, KeyError):
        raise BackupError(words.not_ours(path)) from None
    except (NotDeflated, EOFError, RuntimeError, ValueError, TypeError, ArithmeticError):
        raise BackupError(words.damaged(path)) from None


def _unpacked(archive: Any, one: Any) -> bytes:
    """Return a file of the archive. Raises ``ValueError`` for one that no backup has."""
    kind = one.external_attr >> 28
    if kind not in (0, 8):  # a link, a folder, a device
        raise ValueError(kind)
    most = _MOST[one.filename]
    if one.file_size > most or one.compress_type not in (0, 8):
        raise ValueError(one.file_size)
    if one.file_size > _MOST_AT_ONCE and one.file_size > _MOST_TIMES * one.compress_size:
        raise ValueError(one.compress_size)
    parts = list[bytes]()
    with archive.open(one) as file:
        while part := file.read(_MOST_AT_ONCE):
            if not parts and one.filename == DIARY and not part.startswith(_SQLITE):
                raise ValueError(DIARY)
            parts.append(part)
    data = b"".join(parts)
    if len(data) != one.file_size:
        raise ValueError(len(data))
    return data


def _manifest(data: bytes, path: str) -> dict[str, Any]:
    """Return the manifest. Raises ``BackupError`` for one of a newer program."""
    import json

    said = json.loads(data)
    if not isinstance(said, dict) or type(said.get("backpt-backup")) is not int:
        raise BackupError(words.not_ours(path))
    if not isinstance(said.get("files"), dict):
        raise BackupError(words.not_ours(path))
    newer = said["backpt-backup"] > FORMAT
    if newer or (type(said.get("schema")) is int and said["schema"] > VERSION):
        raise BackupError(words.of_newer(path))
    return said


def _plausible(manifest: Manifest) -> Manifest:
    from backpt.journal.plausible import checked

    return checked(manifest)
