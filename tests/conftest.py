"""For every test: no way to the real home, and goldens as plain text.

Goldens are reviewed as diffs and rewritten with ``--update-goldens``.
"""

from __future__ import annotations

import gc
import itertools
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from backpt.clock import Clock
from backpt.paths import user_paths
from tests.examples import load_profile
from tests.pseudo_terminals import COUNTED, allow, counted, starts_of

_REAL = user_paths(os.environ)
REAL_FOLDERS = tuple(os.path.realpath(folder) for folder in _REAL if folder)
"""Where the person who runs the tests keeps their own library, journal and answers."""

_OPENING = frozenset({"open", "os.mkdir", "os.remove", "os.rename", "sqlite3.connect"})
_TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_during: list[str] = []
"""The test that runs."""


class RealHome(BaseException):
    """A test went to the real home. Not an ``Exception``, so that nothing answers it."""


class InTheTree(BaseException):
    """A test writes beside the sources, where a commit takes it along."""


def _refuse_real_home(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _OPENING:
        return
    for path in arguments[:2]:
        if isinstance(path, (str, bytes)):
            whole = os.path.abspath(os.fsdecode(path))
            if whole.startswith(REAL_FOLDERS):
                raise RealHome(f"{event} of {whole}: use the folders of the test")
    if event == "open" and _during and isinstance(arguments[0], (str, bytes)):
        _refuse_beside_sources(os.path.abspath(os.fsdecode(arguments[0])), arguments[2])


def _refuse_beside_sources(path: str, flags: object) -> None:
    if isinstance(flags, int) and flags & _WRITES and os.path.dirname(path) == _TOP:
        raise InTheTree(f"{_during[-1]} writes {path}: go to a folder of the test first")


sys.addaudithook(_refuse_real_home)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="rewrite golden files")


def pytest_configure(config: pytest.Config) -> None:
    load_profile(config.option.markexpr)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Look for garbage only when all tests are there: none of them is, and looking at them
    again and again is a third of the time that finding them takes."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(tryfirst=True)  # before ``-m`` chooses
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark as slow what starts the real program or measures real sound; count its terminals.

    What starts the program waits for it, and goes first: at the end one process would wait
    alone, when the other has nothing left to do."""
    config.stash[COUNTED] = counted(items)
    for item in items:
        if item.get_closest_marker("terminal") or item.get_closest_marker("realtime"):
            item.add_marker(pytest.mark.slow)
    items.sort(key=starts_of, reverse=True)


def pytest_runtest_setup(item: pytest.Item) -> None:
    allow(starts_of(item))
    _during[:] = [item.nodeid]


def pytest_runtest_teardown() -> None:
    _during.clear()


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Count up the paths of the homes: ``mktemp`` reads all that are there for the next."""
    folder = tmp_path_factory.mktemp("homes")
    return (str(folder / str(number)) for number in itertools.count())


@pytest.fixture(scope="session")
def left_empty() -> list[str]:
    """Homes in which a test left nothing: most tests go to no home, and one more folder for
    each of them is to be made, and to be removed after a later run."""
    return []


@pytest.fixture(autouse=True)
def home(
    homes: Iterator[str], left_empty: list[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """Return an empty home folder: the only one that this test, and what it starts, knows."""
    folder = left_empty.pop() if left_empty else next(homes)
    with suppress(FileExistsError):
        os.mkdir(folder)
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, folder)
    for variable in (
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_CACHE_HOME",
        "LOCALAPPDATA",
        "APPDATA",
    ):
        monkeypatch.setenv(variable, os.path.join(folder, variable.lower()))
    monkeypatch.delenv("BACKPT_LIBRARY", raising=False)
    yield folder
    with suppress(OSError):
        if not os.listdir(folder):
            left_empty.append(folder)


@pytest.fixture
def zone() -> Iterator[Callable[[str], None]]:
    """Return what sets the time zone, in the words of ``TZ``; it ends with the test."""
    with pytest.MonkeyPatch.context() as patch:

        def set_zone(name: str) -> None:
            patch.setenv("TZ", name)
            time.tzset()

        yield set_zone
    time.tzset()


@pytest.fixture
def midday(zone: Callable[[str], None]) -> None:
    """Have it be about noon where the test is: before 03:00 it is still the day before in the
    diary, and no day is to begin in the middle of a test."""
    hour = int(Clock().wall() // 3600 % 24)
    zone(f"NOON{hour - 12:+d}")  # POSIX: what is to be added for UTC


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return a check of a text against ``golden/NAME.txt`` beside the test."""
    folder = request.path.parent / "golden"

    def check(name: str, text: str) -> None:
        file = folder / f"{name}.txt"
        if request.config.getoption("--update-goldens"):
            folder.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert file.exists(), f"{file.name} is missing: run with --update-goldens"
        assert text == file.read_text(encoding="utf-8")

    return check
