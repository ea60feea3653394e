"""The program run in-process, in a home of its own: what it says, and with which exit code."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import backpt
from backpt.authoring.own_file import whole_library
from backpt.authoring.sheet_text import read_text, text_of_file
from backpt.cli import guarded, new, run
from backpt.paths import Paths, user_paths
from backpt.terminal.questions import answered_by
from tests.typist import Typist

_FOLDERS = ("CONFIG", "DATA", "CACHE")
ROOT = str(Path(backpt.__file__).parents[1])


class Said(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The standard output, which must be a JSON list of objects and nothing else."""
        found = json.loads(self.out)
        assert isinstance(found, list)
        return found


class _Output(io.StringIO):
    """Output that is a terminal, or is not."""

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


class Program:
    """One person's backpt."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home = home
        self._monkeypatch = monkeypatch

    @property
    def paths(self) -> Paths:
        return user_paths(os.environ)

    def __call__(self, *arguments: str, columns: int | None = None, term: str = "dumb") -> Said:
        """Run a command line; on a terminal of so many columns and this kind, or into a pipe.

        A terminal that calls itself dumb gets no escapes; any other may get some.
        """
        return self._said(lambda: run(list(arguments)), columns, term)

    def asked(
        self, *arguments: str, answers: Sequence[str | Callable[[], object] | None]
    ) -> tuple[Said, list[str]]:
        """Run a command line with somebody who answers; return the questions as well.

        A callable among the answers is done before the next one is given; ``None``: the
        input ends.
        """
        left, questions = list(answers), list[str]()

        def answer(question: str) -> str | None:
            questions.append(question.strip())
            assert left, f"no answer is left for {question!r}"
            given = left.pop(0)
            while callable(given):
                given()
                given = left.pop(0)
            return given

        with answered_by(answer):
            said = self._said(lambda: run(list(arguments)), None)
        assert not left, (left, said)
        return said, questions

    def typed(
        self, name: str | None, typist: Typist, *, yes: bool = False, file: str | None = None
    ) -> Said:
        """Have ``typist`` type in a sheet, as on a terminal, behind that of a ``file``."""
        whole = read_text(text_of_file(file), whole_library()) if file else None
        said = self._said(lambda: new.make(name, (), typist, yes=yes, whole=whole), None)
        assert not typist.left_over
        return said

    def _said(self, call: Callable[[], int], columns: int | None, term: str = "dumb") -> Said:
        out, err = _Output(columns is not None), _Output(False)
        with self._monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            if columns is not None:
                patch.setenv("COLUMNS", str(columns))
                patch.setenv("TERM", term)
                if term == "dumb":
                    patch.setenv("NO_COLOR", "1")
            code = guarded(call)
        return Said(code, out.getvalue(), err.getvalue())

    def write_own(self, content: str) -> Path:
        """Write the user's own exercises.yaml and return its path."""
        path = Path(self.paths.own_library)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return path

    def start(
        self, code: str, *arguments: str, **environ: str
    ) -> subprocess.CompletedProcess[str]:
        """Run Python ``code`` with ``arguments`` in a process of its own, in the same home
        where ``environ`` names no other one."""
        folders = () if "HOME" in environ else (f"XDG_{name}_HOME" for name in _FOLDERS)
        names = ("PATH", "SYSTEMROOT", "TMPDIR", *folders)
        kept = {name: os.environ[name] for name in names if name in os.environ}
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=self.home,  # what it prints is not to lie beside the sources
            env={**kept, "HOME": str(self.home), "PYTHONPATH": ROOT, **environ},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """A fresh home; nothing outside it is read or written, the folder for spills included."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in _FOLDERS:
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    for name in ("BACKPT_LIBRARY", "COLUMNS", "_BACKPT_COMPLETE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TMPDIR", str(home))
    monkeypatch.setattr(tempfile, "tempdir", str(home))
    return Program(home, monkeypatch)
