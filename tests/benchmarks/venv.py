"""The clean virtual environment that everything is measured in, and homes for its program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.processes import environment, run

HERE = Path(__file__).resolve().parent
PEER = "termdown==2.0.0"


class Venv(NamedTuple):
    """Programs of the environment, as paths."""

    python: str
    backpt: str
    termdown: str

    def inside(self, script: str, *arguments: object) -> list[str]:
        """Return the command that runs one of the ``in_*.py`` here, or a peer."""
        return [self.python, str(HERE / script), *map(str, arguments)]

    def history(self, home: Path, *, sessions: int, scripts: Path = HERE) -> None:
        """Make a home with ``sessions`` in its journal and all first questions answered.

        ``scripts`` are the benchmarks of the version that the environment has.
        """
        home.mkdir(parents=True, exist_ok=True)
        run([self.backpt, "safety", "--answers", "none"], environment(home))
        self.check(str(scripts / "in_journal.py"), "fill", sessions, home=home)

    def check(self, script: str, *arguments: object, home: Path) -> str:
        """Return what a script of ours prints, which must end well."""
        argv = self.inside(script, *arguments)
        return subprocess.run(
            argv, env=environment(home), check=True, stdout=subprocess.PIPE, text=True
        ).stdout


def clean_venv(folder: Path, root: Path = HERE.parent.parent) -> Venv:
    """Make an environment with the backpt at ``root`` as it is released, its peer, and byte
    code."""
    _quietly(sys.executable, "-m", "venv", str(folder))
    pip = (str(folder / "bin/python"), "-m", "pip", "install", "--quiet")
    _quietly(*pip, str(root), PEER)
    return existing_venv(folder)


def existing_venv(folder: Path) -> Venv:
    """Return an environment that has backpt and its peer already."""
    programs = (str(folder.absolute() / "bin" / name) for name in Venv._fields)
    venv = Venv(*programs)
    packages = "import compileall, sysconfig; " + (
        "compileall.compile_dir(sysconfig.get_path('purelib'), quiet=2)"
    )
    run([venv.python, "-c", packages], environment(folder))
    return venv


def _quietly(*argv: str) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    subprocess.run(argv, check=True, env=env, stdin=subprocess.DEVNULL)
