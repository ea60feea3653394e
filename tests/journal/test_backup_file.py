"""A backup read by somebody who does not trust it: a sentence, bounded memory, no change."""

from __future__ import annotations

import io
import json
import sqlite3
import tracemalloc
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from backpt.journal import schema
from backpt.journal.backup_file import (
    ANSWERS,
    DIARY,
    EXERCISES,
    FORMAT,
    MANIFEST,
    Backup,
    BackupError,
    Manifest,
    read_backup,
    write_backup,
)
from backpt.journal.diary_image import (
    DiaryCounts,
    NotADiary,
    counts_of,
    image_of,
    open_image,
)
from backpt.journal.keeping import keep_rows
from backpt.journal.spill import Spill
from backpt.journal.week_rows import Rows
from backpt.progress.entry import Entry
from tests.journal.values import NOON

from .test_old_diaries import DIARIES


def entry(uid: str, pain: int = 3, days: int = 0) -> Entry:
    return Entry(uid, NOON + 86_400.0 * days, 0, now=pain)


@pytest.fixture
def journal(tmp_path: Path) -> str:
    path = str(tmp_path / "diary" / "journal.db")
    assert keep_rows(path, Rows((entry("one"), entry("two", days=2))), 0) == ("", "")
    return path


def written(path: Path, backup: Backup) -> str:
    with path.open("w+b") as out:
        write_backup(out, backup, str(path))
    return str(path)


def image(journal: str) -> bytes:
    made = image_of(journal)
    assert made is not None
    return made


def test_what_was_written_is_read_back(tmp_path: Path, journal: str) -> None:
    counts = DiaryCounts(entries=2, days=2, first="2026-11-18", last="2026-11-20")
    whole = Backup(
        Manifest("0.1.0", "2026-11-30 22:05", counts=counts, who="Zoë"),
        {DIARY: image(journal), ANSWERS: b"answered: 2026-11-18\n", EXERCISES: b"\xff\0"},
    )
    assert read_backup(written(tmp_path / "b.zip", whole)) == whole


def test_the_same_content_is_the_same_file(tmp_path: Path, journal: str) -> None:
    whole = Backup(Manifest("0.1.0", "2026-11-30 22:05"), {DIARY: image(journal)})
    one = Path(written(tmp_path / "one.zip", whole)).read_bytes()
    assert one == Path(written(tmp_path / "two.zip", whole)).read_bytes()


# --- the diary in it -------------------------------------------------------------------


def test_what_waits_beside_the_diary_is_in_the_image(journal: str) -> None:
    Spill(journal, Rows((entry("three", days=4),)), 7).close()
    counts = counts_of(open_image(image(journal)))
    assert (counts.entries, counts.first, counts.last) == (3, "2026-11-18", "2026-11-22")


def test_without_a_diary_what_waits_for_one_is_an_image(tmp_path: Path) -> None:
    path = str(tmp_path / "journal.db")
    assert image_of(path) is None
    Spill(path, Rows((entry("one"),)), 7).close()
    assert counts_of(open_image(image(path))).entries == 1


def test_an_image_is_complete_without_the_log_that_others_still_write(journal: str) -> None:
    writer = sqlite3.connect(journal, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE entry SET now = 9")
    db = open_image(image(journal))
    assert db.execute("SELECT now FROM entry").fetchall() == [(3,), (3,)]
    writer.execute("COMMIT")
    assert image(journal)[18:20] == b"\1\1", "no file beside it is looked for"
    writer.close()


def test_a_table_that_another_program_put_into_the_diary_does_not_spoil_it(
    journal: str,
) -> None:
    with sqlite3.connect(journal) as db:
        db.executescript(
            'CREATE TABLE "of ""theirs" (a); CREATE VIEW v AS SELECT 1; ANALYZE;'
            "CREATE INDEX theirs ON entry (note);"
            "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM strike; END;"
        )
    db.close()
    assert counts_of(open_image(image(journal))).entries == 2


@pytest.mark.parametrize("name", ["five_migrations", "six_migrations"])
def test_a_diary_of_an_older_program_is_brought_up_to_date(tmp_path: Path, name: str) -> None:
    path = tmp_path / "journal.db"
    with sqlite3.connect(path) as db:
        db.executescript((DIARIES / f"{name}.sql").read_text(encoding="utf-8"))
        sessions = db.execute("SELECT count(*) FROM session WHERE NOT rehearsal").fetchone()[0]
    db.close()
    opened = open_image(path.read_bytes())
    assert schema.version(opened) == schema.VERSION
    assert counts_of(opened).sessions == sessions > 5


def changed(image: bytes, script: str) -> bytes:
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.deserialize(image)
    db.executescript(script)
    made = db.serialize()
    db.close()
    return made


WITH_ANOTHER_SCHEMA = (
    "CREATE VIEW session2 AS SELECT * FROM session",
    "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry; END",
    "CREATE TABLE more (a)",
    "ALTER TABLE entry ADD COLUMN more TEXT",
    "ALTER TABLE entry ADD COLUMN more TEXT AS (hex(zeroblob(900000000)))",
    "DROP TABLE entry; CREATE VIEW entry AS WITH RECURSIVE c(x) AS"
    " (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS uid FROM c",
    "DROP TABLE strike",
    "CREATE INDEX e ON entry (hex(note))",
    "PRAGMA writable_schema = ON; INSERT INTO sqlite_master VALUES"
    " ('view', 'sqlite_stat1', 'sqlite_stat1', 0, 'CREATE VIEW sqlite_stat1 AS SELECT 1')",
    "PRAGMA application_id = 5",
    "PRAGMA user_version = 0",
    "PRAGMA user_version = 3",
    "PRAGMA user_version = -5",
)


@pytest.mark.parametrize("script", WITH_ANOTHER_SCHEMA)
def test_a_database_that_is_made_otherwise_is_no_diary(journal: str, script: str) -> None:
    with pytest.raises(NotADiary) as refused:
        open_image(changed(image(journal), script))
    assert not refused.value.is_newer


def test_a_diary_in_another_encoding_which_cannot_be_attached_is_no_diary() -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.execute("PRAGMA encoding = 'UTF-16'")
    schema.migrate(db)
    with pytest.raises(NotADiary):
        open_image(db.serialize())
    db.close()


def test_a_diary_of_a_newer_program_is_told_from_a_damaged_one(journal: str) -> None:
    with pytest.raises(NotADiary) as refused:
        open_image(changed(image(journal), f"PRAGMA user_version = {schema.VERSION + 1}"))
    assert refused.value.is_newer


def test_a_value_of_a_gigabyte_is_fails_before_it_is_read(journal: str) -> None:
    huge = changed(image(journal), f"UPDATE entry SET note = zeroblob({2**25})")
    with pytest.raises(sqlite3.DataError):
        open_image(huge).execute("SELECT note FROM entry").fetchall()


@pytest.mark.parametrize("at", range(0, 40, 3))
def test_a_diary_that_is_cut_off_or_overwritten_is_no_diary(journal: str, at: int) -> None:
    whole = image(journal)
    cut = 4096 * (len(whole) * at // 40 // 4096)
    for data in (whole[:cut], whole[:cut] + b"\xa5" * 4096 + whole[cut + 4096 :]):
        with pytest.raises(NotADiary):
            open_image(data)


# --- a hostile file --------------------------------------------------------------------

Parts = dict[str, bytes]


def archive(parts: Parts, manifest: dict[str, Any] | None = None, **more: Any) -> bytes:
    """Return a zip with ``parts``, and a manifest that fits them but for ``more``."""
    sums = {
        name: {"bytes": len(data), "sha256": sha256(data).hexdigest()}
        for name, data in parts.items()
    }
    said = {
        "backpt-backup": FORMAT,
        **Manifest("0.1.0", "2026-11-30 22:05")._asdict(),
        "counts": DiaryCounts()._asdict(),
        "files": sums,
        **more,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(MANIFEST, json.dumps(said if manifest is None else manifest))
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


def link() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(MANIFEST, "{}")
        about = zipfile.ZipInfo(ANSWERS)
        about.external_attr = 0o120777 << 16
        made.writestr(about, "/etc/passwd")
    return out.getvalue()


def twice() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(MANIFEST, "{}")
        with pytest.warns(UserWarning, match="Duplicate name"):
            made.writestr(MANIFEST, "{}")
    return out.getvalue()


def packed_with(method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        made.writestr(MANIFEST, "{}")
    return out.getvalue()


def claiming(data: bytes, at: bytes, offset: int, value: int, size: int = 4) -> bytes:
    """Return ``data`` with a number of the last record that begins with ``at`` overwritten."""
    found = data.rindex(at) + offset
    return data[:found] + value.to_bytes(size, "little") + data[found + size :]


CONTENTS, LAST = b"PK\1\2", b"PK\5\6"
GOOD = archive({ANSWERS: b"answered: 2026-11-18\n"})
HOSTILE: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "text": lambda: b"answered: 2026-11-18\n" * 1000,
    "a line of 20 MB": lambda: b"x" * 20_000_000,
    "no zip at its end": lambda: GOOD[:-10],
    "a half": lambda: GOOD[: len(GOOD) // 2],
    "above": lambda: archive({"../safety.txt": b"answered: 2026-11-18\n"}),
    "absolute": lambda: archive({"/tmp/safety.txt": b"answered: 2026-11-18\n"}),
    "of windows": lambda: archive({"C:\\safety.txt": b"answered: 2026-11-18\n"}),
    "below": lambda: archive({"x/safety.txt": b"answered: 2026-11-18\n"}),
    "another name": lambda: archive({"safety.exe": b"MZ"}),
    "a link": link,
    "twice": twice,
    "bzip2": lambda: packed_with(zipfile.ZIP_BZIP2),
    "lzma": lambda: packed_with(zipfile.ZIP_LZMA),
    "a wrong checksum": lambda: archive(
        {ANSWERS: b"none"}, files={ANSWERS: {"bytes": 4, "sha256": "0" * 64}}
    ),
    "a wrong length": lambda: archive(
        {ANSWERS: b"none"},
        files={ANSWERS: {"bytes": 5, "sha256": sha256(b"none").hexdigest()}},
    ),
    "more than the manifest says": lambda: archive({ANSWERS: b"none"}, files={}),
    "less than the manifest says": lambda: archive({}, files={ANSWERS: {}}),
    "files that are a list": lambda: archive({}, files=[]),
    "counts that are a word": lambda: archive({}, counts="many"),
    "counts below nothing": lambda: archive({}, counts=DiaryCounts()._asdict() | {"days": -99}),
    "counts of something else": lambda: archive({}, counts={"limbs": 4}),
    "a schema that is a word": lambda: archive({}, schema="seven"),
    "no program": lambda: archive({}, program=None),
    "a manifest that is a list": lambda: archive({}, manifest=[]),  # type: ignore[arg-type]
    "a manifest of nothing": lambda: archive({}, manifest={}),
    "no manifest": lambda: packed_with(zipfile.ZIP_STORED).replace(
        b"manifest.json", b"settings.yaml"
    ),
    "a deep manifest": lambda: packed_with(zipfile.ZIP_STORED).replace(b"{}", b"[["),
    "a diary that is none": lambda: archive({DIARY: b"\0" * 100_000}),
    "a bomb": lambda: archive({DIARY: b"SQLite format 3\0" + b"\0" * 100_000_000}),
    "a bomb of text": lambda: archive({EXERCISES: b"# " + b"x" * 15_000_000}),
    "settings of 17 MB": lambda: archive({"settings.yaml": b"\n" * 17_000_000}),
    "contents of 4 GB": lambda: claiming(GOOD, LAST, 12, 2**32 - 2),
    "contents that begin elsewhere": lambda: claiming(GOOD, LAST, 16, 2**31),
    "a file of 4 GB": lambda: claiming(GOOD, CONTENTS, 24, 2**32 - 2),
    "a file that is longer than it is": lambda: claiming(GOOD, CONTENTS, 24, 60_000),
    "encrypted": lambda: claiming(GOOD, CONTENTS, 8, 1, 2),
    "of a future zip": lambda: claiming(GOOD, CONTENTS, 6, 99, 2),
    "an unknown method": lambda: claiming(GOOD, CONTENTS, 10, 99, 2),
    "a head that lies elsewhere": lambda: claiming(GOOD, CONTENTS, 42, 7),
    "a name that is no text": lambda: claiming(
        GOOD.replace(b"safety.txt", b"\xff\xfesafety."), CONTENTS, 8, 0x800, 2
    ),
}


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """What reads a zip is loaded before memory is measured."""
    with pytest.raises(BackupError):
        read_backup("/")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_a_sentence_and_little_memory(tmp_path: Path, name: str) -> None:
    path = tmp_path / "hostile.zip"
    path.write_bytes(HOSTILE[name]())
    tracemalloc.start()
    try:
        with pytest.raises(BackupError) as refused:
            read_backup(str(path))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert str(refused.value).startswith(str(path))
    assert "nothing was changed" in str(refused.value)
    assert most < 40 * 2**20


@pytest.mark.parametrize("cut", range(0, len(GOOD), 7))
def test_a_backup_that_is_cut_off_anywhere_is_refused(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "cut.zip"
    path.write_bytes(GOOD[:cut])
    with pytest.raises(BackupError):
        read_backup(str(path))


@pytest.mark.parametrize("at", range(0, len(GOOD), 5))
def test_a_byte_that_fell_over_is_found_or_changes_nothing(tmp_path: Path, at: int) -> None:
    path = tmp_path / "flipped.zip"
    path.write_bytes(GOOD)
    whole = read_backup(str(path))
    path.write_bytes(GOOD[:at] + bytes([GOOD[at] ^ 0x10]) + GOOD[at + 1 :])
    try:
        found = read_backup(str(path))
    except BackupError:
        return
    assert found == whole


@pytest.mark.parametrize(
    "more", [{"backpt-backup": FORMAT + 1}, {"schema": schema.VERSION + 1, "new": 1}]
)
def test_a_file_of_a_newer_program_asks_for_a_newer_program(
    tmp_path: Path, more: dict[str, Any]
) -> None:
    path = tmp_path / "newer.zip"
    path.write_bytes(archive({}, **more))
    with pytest.raises(BackupError, match="update backpt"):
        read_backup(str(path))


def test_a_pipe_a_folder_and_nothing_are_said_at_once(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none", Path("/dev/zero"), Path("a\0b")):
        with pytest.raises(BackupError):
            read_backup(str(path))
