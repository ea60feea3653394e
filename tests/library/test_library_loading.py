"""Loading through the compiled cache, which is never needed and never trusted."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt import __version__
from backpt.errors import LibraryError, UsageError
from backpt.library import cache, load, read_library
from backpt.library.overlay import lay_over
from backpt.prescription.model import Library
from tests.benchmarks.library import generated
from tests.examples import cases

OWN = """\
version: 1
exercises:
  clam:
    name: Clam
    position: side-lying
    dose: {sets: 2, reps: [3, 2], hold: 5s, sides: each}
    side-words: {left: Left knee, right: Right knee}
routines:
  mine:
    name: Mine
    exercises: [clam: {sides: alternate, reps: 4}, rest: 5s, cold: 10 min, walk: {time: 6 min}]
"""


@pytest.fixture
def own_path(tmp_path: Path) -> str:
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    return str(path)


@pytest.fixture
def cache_path(tmp_path: Path) -> str:
    return str(tmp_path / "cache" / "backpt" / "library")


@pytest.fixture
def whole(own_path: str, builtin: Library) -> Library:
    own, problems = read_library(own_path, base=builtin)
    assert problems == ()
    return lay_over(builtin, own)


def test_the_own_library_lies_over_the_built_in_one(
    own_path: str, builtin_path: str, whole: Library, builtin: Library
) -> None:
    assert load(own_path, builtin_path, None) == whole
    assert load(None, builtin_path, None) == builtin


def test_a_second_start_reads_the_same_values_from_the_cache(
    own_path: str, builtin_path: str, cache_path: str, whole: Library
) -> None:
    assert load(own_path, builtin_path, cache_path) == whole
    key = cache.cache_key(Path(builtin_path).read_bytes(), Path(own_path).read_bytes())
    kept = cache.restore(cache_path, key)
    assert kept == whole
    assert repr(kept) == repr(whole)  # the types of all values too
    assert os.listdir(os.path.dirname(cache_path)) == ["library"]


def test_a_cache_that_matches_is_used(
    builtin_path: str, cache_path: str, whole: Library
) -> None:
    """Shown by a cache that holds something else under the right key."""
    cache.store(cache_path, cache.cache_key(Path(builtin_path).read_bytes(), None), whole)
    assert load(None, builtin_path, cache_path) == whole


def test_a_changed_file_makes_the_cache_stale(
    own_path: str, builtin_path: str, cache_path: str
) -> None:
    load(own_path, builtin_path, cache_path)
    Path(own_path).write_text(OWN.replace("hold: 5s", "hold: 6s"), encoding="utf-8")
    library = load(own_path, builtin_path, cache_path)
    assert library.exercises["clam"].dose.pace.hold_s == 6.0
    assert "mine" not in load(None, builtin_path, cache_path).routines


@pytest.mark.parametrize("part", ["version", "python"])
def test_a_cache_of_another_program_or_python_is_stale(
    builtin_path: str,
    cache_path: str,
    builtin: Library,
    whole: Library,
    part: str,
) -> None:
    key = cache.cache_key(Path(builtin_path).read_bytes(), None)
    made_by = {"version": __version__, "python": sys.implementation.cache_tag}[part]
    old = repr(made_by).encode()
    assert old in key
    cache.store(cache_path, key.replace(old, b"'another'"), whole)
    assert load(None, builtin_path, cache_path) == builtin


def test_a_cache_of_the_same_size_and_key_with_other_bytes_is_not_used(
    builtin_path: str, cache_path: str, builtin: Library
) -> None:
    load(None, builtin_path, cache_path)
    good = Path(cache_path).read_bytes()
    Path(cache_path).write_bytes(good.replace(b"Cat-cow", b"Dog-cow"))
    assert load(None, builtin_path, cache_path) == builtin
    assert Path(cache_path).read_bytes() == good


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="root gives away")
def test_a_cache_of_another_user_is_not_used(
    builtin_path: str, cache_path: str, builtin: Library
) -> None:
    load(None, builtin_path, cache_path)
    key = Path(cache_path).read_bytes().partition(b"\n")[0] + b"\n"
    doubled = builtin._replace(exercises={})
    cache.store(cache_path, key, doubled)
    assert cache.restore(cache_path, key) == doubled
    os.chown(cache_path, 65534, -1)
    assert cache.restore(cache_path, key) is None
    assert load(None, builtin_path, cache_path) == builtin
    assert cache.restore(cache_path, key) == builtin


@pytest.mark.skipif(sys.platform == "win32", reason="there are no modes")
def test_a_cache_that_others_may_write_is_not_used(
    builtin_path: str, cache_path: str, builtin: Library
) -> None:
    load(None, builtin_path, cache_path)
    key = Path(cache_path).read_bytes().partition(b"\n")[0] + b"\n"
    for mode, is_trusted in ((0o644, True), (0o620, False), (0o602, False)):
        os.chmod(cache_path, mode)
        assert (cache.restore(cache_path, key) is not None) is is_trusted


@cases(60)
@given(data=st.data())
def test_no_broken_cache_changes_what_is_loaded(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory, builtin: Library
) -> None:
    path = tmp_path_factory.mktemp("cache") / "library"
    key = cache.cache_key(b"source")
    cache.store(str(path), key, builtin)
    good = path.read_bytes()
    at = data.draw(st.integers(0, len(good) - 1))
    broken = data.draw(
        st.one_of(
            st.just(good[:at]),
            st.just(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :]),
            st.binary(max_size=200),
            st.binary(min_size=1, max_size=9).map(lambda junk: good + junk),
        )
    )
    path.write_bytes(broken)
    assert cache.restore(str(path), key) is None


def test_a_cache_that_cannot_be_written_is_done_without(
    builtin_path: str, tmp_path: Path, builtin: Library
) -> None:
    (tmp_path / "file").write_text("not a folder")
    for path in (tmp_path / "file" / "library", tmp_path):
        assert load(None, builtin_path, str(path)) == builtin
    assert sorted(os.listdir(tmp_path)) == ["builtin.yaml", "file"]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_read_only_cache_folder_is_done_without(
    builtin_path: str, tmp_path: Path, builtin: Library
) -> None:
    folder = tmp_path / "cache"
    folder.mkdir()
    folder.chmod(0o500)
    assert load(None, builtin_path, str(folder / "library")) == builtin
    assert os.listdir(folder) == []


def test_errors_of_the_own_file_are_all_said_and_nothing_is_kept(
    own_path: str, builtin_path: str, cache_path: str
) -> None:
    Path(own_path).write_text(OWN.replace("5s", "5").replace("name: Clam", "nam: Clam"))
    with pytest.raises(LibraryError) as caught:
        load(own_path, builtin_path, cache_path)
    assert caught.value.exit_code == 2
    assert str(caught.value).splitlines() == [
        f"{own_path}:3: exercise 'clam' has no 'name'; add it (as it is spoken)",
        f"{own_path}:4: exercise 'clam' has an unknown field 'nam'; did you mean 'name'?",
        f"{own_path}:6: hold: '5' has no unit; write 5s for seconds or 5 min for minutes",
        f"{own_path}:11: rest: '5' has no unit; write 5s for seconds or 5 min for minutes",
    ]
    assert not os.path.exists(cache_path)


def test_warnings_do_not_stop_a_session(own_path: str, builtin_path: str) -> None:
    Path(own_path).write_text(OWN.replace("name: Clam", "name: Clam\n    sources: [BOOK]"))
    assert load(own_path, builtin_path, None).exercises["clam"].sources == ("BOOK",)


def test_a_missing_file_is_the_users_to_correct(builtin_path: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        load(str(tmp_path / "none.yaml"), builtin_path, None)
    assert caught.value.exit_code == 2


_WARM = """
import sys
from backpt.library import load
assert load(sys.argv[1], sys.argv[2], sys.argv[3]).exercises
print(*sorted({"yaml", "json", "pathlib", "difflib", "hashlib"} & sys.modules.keys()))
"""


def test_a_start_with_a_cache_loads_no_parser(
    own_path: str, builtin_path: str, cache_path: str
) -> None:
    load(own_path, builtin_path, cache_path)
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-S", "-c", _WARM, own_path, builtin_path, cache_path],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == ""


def test_the_library_that_benchmarks_make_is_right_as_a_built_in_one(
    tmp_path: Path,
) -> None:
    """A field that becomes required would end them half way."""
    path = tmp_path / "generated.yaml"
    path.write_text(generated(3))
    _, problems = read_library(str(path))
    assert [one for one in problems if one.level == "error"] == []
