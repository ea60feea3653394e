"""A small built-in library, and reading a user's file over it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from backpt.library import read_library
from backpt.library.problem import Problem
from backpt.prescription.model import Library

BUILTIN = """\
version: 1
exercises:
  cat-cow:
    name: Cat-cow
    aliases: [cat stretch]
    category: mobility
    position: quadruped
    phase: 1
    dose: {reps: 8, out: 2s, back: 2s}
    cue: Round your back, then let it sink.
    steps: [Start on hands and knees., Round your back.]
    stop-if: [your wrists hurt]
    avoid: [OSTEO_FLEX, WRIST]
    harder: walk
    sources: [S1]
    strains: [bend]
  walk:
    name: Walk
    category: aerobic
    position: standing
    phase: 1
    dose: {time: 5 min}
    cue: Walk at an easy pace.
    steps: [Walk.]
    easier: cat-cow
    sources: [S1]
    strains: []
routines:
  short:
    name: Short
    goal: Move a little.
    phase: 1
    frequency: {days: 7}
    progress: ask
    exercises: [cat-cow, rest: 1 min, walk: {time: 10 min}]
sources:
  S1: {title: A book, address: "", tier: S}
precautions:
  OSTEO_FLEX: {level: block, why: Avoid bending far.}
  WRIST: {level: warn, why: Sore wrists., do: Use your fists.}
"""

Read = Callable[[str | bytes], tuple[Library, tuple[Problem, ...]]]


@pytest.fixture
def builtin_path(tmp_path: Path) -> str:
    path = tmp_path / "builtin.yaml"
    path.write_text(BUILTIN, encoding="utf-8")
    return str(path)


@pytest.fixture(scope="session")
def builtin(tmp_path_factory: pytest.TempPathFactory) -> Library:
    path = tmp_path_factory.mktemp("builtin") / "builtin.yaml"
    path.write_text(BUILTIN, encoding="utf-8")
    library, problems = read_library(str(path))
    assert problems == ()
    return library


@pytest.fixture(scope="session")
def read_own(tmp_path_factory: pytest.TempPathFactory, builtin: Library) -> Read:
    """Read text or bytes as the user's own.yaml, laid over the built-in library."""
    path = tmp_path_factory.mktemp("own") / "own.yaml"

    def read(content: str | bytes) -> tuple[Library, tuple[Problem, ...]]:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        library, problems = read_library(str(path), base=builtin)
        return library, tuple(problem._replace(file="own.yaml") for problem in problems)

    return read


@pytest.fixture(scope="session")
def said_of(read_own: Read) -> Callable[[str], tuple[str, ...]]:
    """Every sentence that is said of a user's own.yaml."""
    return lambda content: tuple(str(problem) for problem in read_own(content)[1])
