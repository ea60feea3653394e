"""A backup taken in: what is missing is added, or all of it put in the place of what is here.

What decides stands elsewhere: ``journal/adding.py`` and ``versions.py`` (the diary),
``safety/stricter.py`` (the answers), ``library/insert.py`` (own exercises). Here is the order.
The diary comes last, in one transaction: whoever finds it new finds everything new, and a
restore that was stopped before is done again and ends the same.
"""

import os
from collections.abc import Mapping

from backpt.authoring.own_file import own_path, shipped_library
from backpt.errors import BackptError
from backpt.files import (
    keep_copy,
    last_copy,
    moved_aside,
    one_writer,
    private_folder,
    replace_file,
)
from backpt.journal.adding import Missing, add_missing, attach, missing_in, put_in_place
from backpt.journal.answers_file import Kept, answers_text, read_answers, read_answers_in
from backpt.journal.backup_file import (
    ANSWERS,
    DIARY,
    EXERCISES,
    SETTINGS,
    BackupError,
    Manifest,
    read_backup,
)
from backpt.journal.diary_image import (
    DiaryCounts,
    NotADiary,
    counts_of,
    open_image,
    without_log,
)
from backpt.journal.keeping import PATIENCE_MS
from backpt.journal.local_days import local_date
from backpt.journal.query import ask_journal
from backpt.journal.schema import migrate
from backpt.journal.spill_import import take_in
from backpt.journal.sqlite import Connection
from backpt.journal.sqlite import connect as open_database
from backpt.journal.store import FAULTS, JournalError, NewerJournalError, connect, explain
from backpt.language import backup as words
from backpt.language import disk
from backpt.library.emit import Plain, without_lines
from backpt.library.fields import SECTIONS
from backpt.library.insert import with_added
from backpt.library.load import read_content
from backpt.library.problem import Refused
from backpt.library.source import read_bytes
from backpt.library.tree import Map, parse
from backpt.paths import Paths
from backpt.run.backing_up import backup_name, backup_now, keep_backup, small_file
from backpt.safety.stricter import stricter
from backpt.settings import with_missing
from backpt.values import NamedTuple

KEPT_NAME = "before-restore-"
DAMAGED, RESTORED = "damaged", "restored"
"""Parts of the names under which something is kept beside the file that it belongs to."""


class OpenedBackup(NamedTuple):
    """A backup that was looked through."""

    manifest: Manifest
    files: Mapping[str, bytes]
    image: bytes | None
    """Its diary, up to date; ``None``: it has none."""
    counts: DiaryCounts
    """Of that diary, counted."""


class OwnTogether(NamedTuple):
    """The own exercises of both sides."""

    new: bytes | None
    """What the file becomes; ``None``: it stays."""
    added: tuple[str, ...] = ()
    """Ids."""
    otherwise: tuple[str, ...] = ()
    """Ids that both have and mean something else by; kept as they are here."""
    is_apart: bool = False
    """The file of the backup is kept beside this one."""


class SmallFiles(NamedTuple):
    """What becomes of the files beside the diary."""

    own: OwnTogether
    settings: tuple[bytes, tuple[str, ...]] | None
    """What the settings become, and what is new of them."""
    answers: bytes | None
    """What the answers become, to be asked again."""


class Difference(NamedTuple):
    """What a backup has that is not here."""

    here: DiaryCounts
    missing: Missing
    small: SmallFiles
    fault: str = ""
    """Why the diary here cannot be read; then all of it is put in its place, or nothing."""

    @property
    def is_nothing(self) -> bool:
        own, settings, answers = self.small
        of_own = own.new is not None or own.is_apart
        return not (any(self.missing) or of_own or settings or answers is not None)


def open_backup(path: str) -> OpenedBackup:
    """Return the backup at ``path``. Raises ``BackupError`` where it cannot be relied on."""
    kept = read_backup(path)
    if DIARY not in kept.files:
        return OpenedBackup(kept.manifest, kept.files, None, DiaryCounts())
    try:
        db = open_image(kept.files[DIARY])
    except NotADiary as refused:
        said = words.of_newer if refused.is_newer else words.damaged
        raise BackupError(said(path)) from None
    try:
        return OpenedBackup(
            kept.manifest, kept.files, without_log(db.serialize()), counts_of(db)
        )
    except FAULTS:
        raise BackupError(words.damaged(path)) from None
    finally:
        db.close()


def difference(paths: Paths, backup: OpenedBackup, *, replaces: bool = False) -> Difference:
    """Return what would be added; where all is replaced only what is here is counted.

    Raises ``BackptError`` where what is here is of a newer program, or other files than the
    diary cannot be read.
    """
    here, missing, fault = DiaryCounts(), Missing(0, 0, 0, 0), ""
    if backup.image is not None:
        try:
            if replaces:
                here = ask_journal(paths.journal, counts_of) or DiaryCounts()
            else:
                here, missing = _compared(paths.journal, backup.image)
        except NewerJournalError:
            raise
        except JournalError as error:
            fault = str(error)
    return Difference(here, missing, small_files(paths, backup), fault)


def small_files(paths: Paths, backup: OpenedBackup) -> SmallFiles:
    """Return what becomes of the files beside the diary. Raises ``BackptError``."""
    return SmallFiles(
        _own_together(backup.files.get(EXERCISES)),
        _settings_together(paths, backup.files.get(SETTINGS)),
        _answers_together(paths, backup.files.get(ANSWERS)),
    )


def _compared(path: str, image: bytes) -> tuple[DiaryCounts, Missing]:
    def ask(db: Connection) -> tuple[DiaryCounts, Missing]:
        attach(db, image)
        return counts_of(db), missing_in(db)

    found = ask_journal(path, ask)
    if found is not None:
        return found
    empty = open_database(":memory:", isolation_level=None)
    try:
        migrate(empty)
        return ask(empty)
    finally:
        empty.close()


# --- doing it --------------------------------------------------------------------------


def add_backup(paths: Paths, backup: OpenedBackup) -> str:
    """Add what is missing; return the file beside the own exercises with those that are meant
    otherwise there, if there are any. For who holds the session lock.

    Raises ``BackptError``.
    """
    own, settings, answers = small_files(paths, backup)
    _write_small(paths.answers, answers)
    _write_small(own_path(), own.new)
    if settings is not None:
        _write_small(paths.settings, settings[0])
    beside = _keep_beside(backup.files[EXERCISES]) if own.is_apart else ""
    if backup.image is not None:
        take_in(paths.journal)
        _into_diary(paths.journal, backup.image, replaces=False)
    return beside


def replace_by_backup(paths: Paths, backup: OpenedBackup, now_wall: float) -> str:
    """Put the backup in the place of what is here, and return where that is kept. The answers
    are the stricter ones all the same. For who holds the session lock. Raises
    ``BackptError``."""
    answers = small_files(paths, backup).answers
    if backup.image is not None:
        take_in(paths.journal)
    kept = _kept_before(paths, now_wall)
    _write_small(paths.answers, answers)
    for name, path in ((EXERCISES, own_path()), (SETTINGS, paths.settings)):
        _write_small(path, backup.files.get(name))
    if backup.image is not None:
        _into_diary(paths.journal, backup.image, replaces=True)
    return kept


def _kept_before(paths: Paths, now_wall: float) -> str:
    """Keep all that is here, and return where; a diary that is damaged goes there as it is."""
    numbers = range(1, 10_000)
    names = (f"{KEPT_NAME}{backup_name(local_date(now_wall), number)}" for number in numbers)
    kept = (os.path.join(paths.backups, name) for name in names)
    path = next(one for one in kept if not os.path.lexists(one))
    try:
        private_folder(paths.backups)
        keep_backup(path, backup_now(paths, now_wall))
    except NewerJournalError:
        raise
    except JournalError:
        # The log first: a new diary must never meet the log of an old one.
        files = [f"{paths.journal}{ending}" for ending in ("-wal", "-shm", "")]
        try:
            path = moved_aside(files, DAMAGED)[-1]
        except OSError as error:
            raise BackptError(disk.not_written(files[-1], error.strerror)) from None
    except OSError as error:
        raise BackptError(disk.not_written(path, error.strerror)) from None
    except BackptError as error:
        if str(error) != words.NOTHING_THERE:
            raise
        return ""
    return path


def _into_diary(path: str, image: bytes, *, replaces: bool) -> None:
    """Add ``image`` to the diary, or put it there, in one transaction."""
    db, _ = connect(path)
    try:
        attach(db, image)
        db.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("BEGIN IMMEDIATE")
        if replaces:
            put_in_place(db)
        else:
            add_missing(db)
        db.execute("COMMIT")
        db.execute("DETACH other")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except FAULTS as error:
        raise JournalError(explain(error, path)) from error
    finally:
        db.close()


def _keep_beside(content: bytes) -> str:
    path = own_path()
    try:
        return keep_copy(path, content, RESTORED)
    except OSError as error:
        raise BackptError(disk.not_written(path, error.strerror)) from None


def _write_small(path: str, new: bytes | None) -> None:
    """Write a file of the user's anew; what was there is kept beside it."""
    if new is None:
        return
    with one_writer(path):
        was = read_bytes(path) if os.path.exists(path) else None
        if was != new:
            replace_file(path, new, was)


# --- what stands in small files --------------------------------------------------------


def _answers_together(paths: Paths, there: bytes | None) -> bytes | None:
    """Return the stricter answers, where they are not those that are here and counted."""
    if there is None:
        return None
    here = read_answers(paths.answers)
    theirs = read_answers_in(there, paths.answers)
    is_first = here == Kept()
    both = theirs.before if is_first else stricter(here.before, theirs.before)
    if here.trouble or theirs.trouble or is_first:
        both = both._replace(ask_again=True)
    if both == here.answers and not here.trouble:
        return None
    return answers_text(both).encode()


def _settings_together(
    paths: Paths, there: bytes | None
) -> tuple[bytes, tuple[str, ...]] | None:
    if there is None:
        return None
    new, names = with_missing(small_file(paths.settings) or b"", there)
    return (new, names) if names else None


def _own_together(there: bytes | None) -> OwnTogether:
    """Return the own exercises with those that only the backup has."""
    path = own_path()
    if there is None:
        return OwnTogether(None)
    if not os.path.exists(path):
        return OwnTogether(there, tuple(_ids(there)))
    here = read_bytes(path)
    if here == there:
        return OwnTogether(None)
    try:
        mine, theirs = _entries(here), _entries(there)
        additions = {
            section: {id_: entry for id_, entry in entries.items() if id_ not in mine[section]}
            for section, entries in theirs.items()
        }
        new = with_added(here, additions)
    except Refused:
        return OwnTogether(None, is_apart=not _is_beside(path, there))
    added = tuple(id_ for entries in additions.values() for id_ in entries)
    otherwise = tuple(
        id_
        for section, entries in theirs.items()
        for id_, entry in entries.items()
        if mine[section].get(id_, entry) != entry
    )
    if added and _has_errors(path, new):
        return OwnTogether(None, is_apart=not _is_beside(path, there))
    is_apart = bool(otherwise) and not _is_beside(path, there)
    return OwnTogether(new if added else None, added, otherwise, is_apart)


def _is_beside(path: str, content: bytes) -> bool:
    """Tell whether ``content`` was kept beside the file before."""
    try:
        last = last_copy(path, RESTORED)
    except OSError:
        return False
    return last is not None and read_bytes(last) == content


def _entries(data: bytes) -> dict[str, dict[str, Plain]]:
    """Return the entries of a file by section and id. Raises ``Refused``."""
    root, found = parse(data), dict[str, dict[str, Plain]]()
    for section in SECTIONS:
        entries = root.values.get(section) if isinstance(root, Map) else None
        plain = without_lines(entries) if isinstance(entries, Map) else {}
        assert isinstance(plain, dict)  # a map without its lines
        found[section] = plain
    return found


def _ids(data: bytes) -> list[str]:
    try:
        return [id_ for entries in _entries(data).values() for id_ in entries]
    except Refused:
        return []


def _has_errors(path: str, data: bytes) -> bool:
    _, problems = read_content(path, data, shipped_library())
    return any(one.level == "error" for one in problems)
