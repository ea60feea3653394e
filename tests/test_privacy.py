"""Somebody's pain is nobody else's business: not on this computer, and nowhere else."""

from __future__ import annotations

import ast
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import backpt
from backpt.cli import run
from backpt.journal.spill import Spill
from backpt.journal.week_rows import Rows
from backpt.paths import user_paths
from backpt.progress.entry import Entry
from backpt.run.daily_copy import copy_today
from tests.journal.values import NOON

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders are private there")

SOURCE = Path(backpt.__file__).parent
NETWORK = frozenset(
    ("asyncio", "aiohttp", "ftplib", "http", "httpx", "imaplib", "nntplib", "poplib",
     "requests", "smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib", "urllib3",
     "webbrowser", "xmlrpc")
)  # fmt: skip
NO_CONNECTION = {"paper/markdown.py": "urllib.parse: quotes a name in a link, and no more"}
"""Files that name a module of the network, each with its reason."""


def shared(folder: Path) -> list[str]:
    """Return what in ``folder`` anybody but its owner may read, write or look into."""
    every = [folder, *folder.rglob("*")]
    return sorted(
        f"{one.relative_to(folder.parent)} {stat.S_IMODE(one.lstat().st_mode):o}"
        for one in every
        if not one.is_symlink() and stat.S_IMODE(one.lstat().st_mode) & 0o077
    )


def do(*words: str) -> None:
    assert run(list(words)) == 0


def used(home: str) -> None:
    """Leave behind all kinds of files."""
    do("safety", "--answers", "none")
    do("pain", "4")
    do("did", "home-basics", "--pain", "3")
    do("session", "home-basics", "--plan")
    paths = user_paths(os.environ)
    Path(home, "towel.yaml").write_text(
        "version: 1\nroutines:\n  short:\n    name: Short\n    exercises: [leg-lifts]\n"
    )
    do("import", str(Path(home, "towel.yaml")), "--yes")
    Spill(paths.journal, Rows((Entry("u", NOON, 0, now=8),)), 1).close()
    do("backup", str(Path(home, "back.zip")))
    do("restore", str(Path(home, "back.zip")), "--yes", "--replace")
    os.unlink(Path(home, "towel.yaml"))


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("open_umask")
def test_whatever_is_made_is_for_its_owner_alone_whatever_the_umask(home: str) -> None:
    os.chmod(home, 0o700)
    used(home)
    assert len(list(Path(home).rglob("*"))) > 12
    assert shared(Path(home)) == []


@pytest.mark.slow
@pytest.mark.usefixtures("open_umask")
def test_every_file_about_somebody_is_for_them_alone_and_no_picture_of_the_library(
    home: str, tmp_path: Path
) -> None:
    def into(name: str) -> str:
        return str(tmp_path / name)

    do("safety", "--answers", "none;none;bones")
    do("plan", "leg-lifts", "--days", "mon")
    for kind in ("pdf", "html", "md"):
        do("print", "--to", kind, "-o", into(f"sheet.{kind}"))
        do("report", "--to", kind, "-o", into(f"report.{kind}"))
    do("print", "--all", "--to", "html", "-o", into("sheets"))
    do("report", "--to", "csv", "-o", into("report.csv"))
    for ending in ("wav", "mp3", "html"):
        do("render", "leg-lifts", "-o", into(f"lifts.{ending}"))
    do("plan", "--calendar", into("plan.ics"))
    heard = ("--speed", "10000", "--pain", "2", "--audio", f"wav:{into('heard.wav')}")
    do("session", "leg-lifts", "--plain", *heard)
    do("draw", "bridge", "-o", into("bridge.svg"))
    do("export", "home-basics", "-o", into("routine.yaml"))
    files = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert len(files) > 25
    open_to_all = {one.name for one in files if stat.S_IMODE(one.stat().st_mode) != 0o600}
    assert open_to_all == {"bridge.svg", "routine.yaml"}


@pytest.mark.usefixtures("open_umask")
def test_the_log_of_a_diary_that_is_open_is_for_its_owner_alone(home: str) -> None:
    do("pain", "4")
    path = user_paths(os.environ).journal
    from backpt.journal.store import connect

    db, _ = connect(path)
    db.execute("UPDATE entry SET now = 5")
    try:
        for ending in ("", "-wal", "-shm"):
            assert stat.S_IMODE(os.stat(f"{path}{ending}").st_mode) == 0o600
    finally:
        db.close()


def opened_to_all(folder: Path) -> None:
    for one in (folder, *folder.rglob("*")):
        if not one.is_symlink():
            one.chmod(0o755 if one.is_dir() else 0o644)


@pytest.mark.parametrize("words", [(), ("log",), ("pain", "5")])
def test_a_diary_that_others_could_read_is_closed_to_them_when_it_is_opened(
    home: str, words: tuple[str, ...]
) -> None:
    do("safety", "--answers", "none")
    do("pain", "4")
    data = Path(user_paths(os.environ).data)
    opened_to_all(data)
    do(*words)
    assert [one for one in shared(data) if "safety" not in one and "backups" not in one] == []
    assert stat.S_IMODE(data.stat().st_mode) == 0o700


def test_answers_that_others_could_read_are_closed_to_them_when_they_are_read(
    home: str,
) -> None:
    do("safety", "--answers", "none")
    path = user_paths(os.environ).answers
    os.chmod(path, 0o644)
    do("show", "home-basics")
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600


def test_all_the_rest_is_closed_with_the_copy_of_the_day(home: str) -> None:
    os.chmod(home, 0o700)
    used(home)
    outside = Path(home, "handout.pdf")
    outside.write_text("for the wall")
    outside.chmod(0o644)
    paths = user_paths(os.environ)
    Path(paths.config, "link").symlink_to(outside)
    for folder in (paths.config, paths.data, paths.cache):
        opened_to_all(Path(folder))
    copy_today(paths, NOON)
    assert shared(Path(home)) == [f"{Path(home).name}/handout.pdf 644"], "by no link"


def named(tree: ast.AST) -> Iterator[str]:
    """Yield the modules that a file names, in imports and as words to import by."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (one.name for one in names)
            case ast.ImportFrom(module=str(module)):
                yield module
            case ast.Call(func=ast.Name(id="import_module" | "__import__"), args=[name, *_]):
                yield str(name.value) if isinstance(name, ast.Constant) else ""
            case _:
                pass


def test_no_module_can_make_a_connection() -> None:
    found = {
        path.relative_to(SOURCE).as_posix(): sorted(
            {
                one
                for one in named(ast.parse(path.read_text(encoding="utf-8")))
                if one.partition(".")[0] in NETWORK
            }
        )
        for path in SOURCE.rglob("*.py")
    }
    found = {name: modules for name, modules in found.items() if modules}
    assert {*found} == {*NO_CONNECTION}
    assert found["paper/markdown.py"] == ["urllib.parse"]


@pytest.mark.parametrize(
    "line", ["import socket", "from urllib.request import urlopen", "import_module('ssl')"]
)
def test_a_way_out_is_found(line: str) -> None:
    (module,) = named(ast.parse(f"def f():\n    {line}\n"))
    assert module.partition(".")[0] in NETWORK
