"""``cleared`` and the sources of precautions, read from the file and kept in the cache."""

from __future__ import annotations

from pathlib import Path

from backpt.library import load
from backpt.paths import builtin_library

OWN = """\
version: 1
exercises:
  knee-tilts:
    name: Knee tilts
    position: supine
    dose: {reps: 2, out: 2s, back: 2s}
    cleared: {by: Dr. Who, date: 2026-11-01}
"""


def test_who_cleared_an_exercise_and_when_is_read_and_kept(tmp_path: Path) -> None:
    own, cache = tmp_path / "own.yaml", str(tmp_path / "cache" / "library.bin")
    own.write_text(OWN)
    for _ in range(2):  # the second time from the cache
        library = load(str(own), builtin_library(), cache)
        tilts = library.exercises["knee-tilts"]
        assert tilts.cleared == ("Dr. Who", "2026-11-01")
        assert "OSTEO_FLEX" in tilts.avoid, "clearing takes no code away"
        assert library.exercises["leg-lifts"].cleared is None


def test_every_precaution_says_where_it_comes_from(tmp_path: Path) -> None:
    cache = str(tmp_path / "cache" / "library.bin")
    for _ in range(2):
        library = load(None, builtin_library(), cache)
        assert library.precautions["OSTEO_FLEX"].sources == ("OSTEO-T5", "ROS")
        assert all(one.sources for one in library.precautions.values())
