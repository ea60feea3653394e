"""Many command lines in real processes for the price of one start.

A process with streams as a shell gives them loads the program once; each command line is a
fork of it, with its own home, and everything as it is at a start.
"""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_PARENT = """\
import json, os, sys, traceback
from backpt.cli import main
import backpt.cli.app, backpt.library
asked, told, at_once = sys.argv[1:]
with open(asked, encoding="utf-8") as file:
    lines = json.load(file)
codes, started = {}, {}

def wait():
    pid, status = os.wait()
    codes[started[pid]] = os.waitstatus_to_exitcode(status)

for number, one in enumerate(lines):
    pid = os.fork()
    if pid == 0:
        os.environ.clear()
        os.environ.update(one["env"])
        os.chdir(one["folder"])
        sys.argv = ["backpt", *one["arguments"]]
        if one["said"]:
            file = os.open(one["said"], os.O_WRONLY | os.O_CREAT)
            os.dup2(file, 1)
            os.dup2(file, 2)
        code = 99
        try:
            main()
        except SystemExit as ended:
            code = ended.code or 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    started[pid] = number
    if not at_once:
        wait()
while len(codes) < len(lines):
    wait()
with open(told, "w", encoding="utf-8") as file:
    json.dump([codes[number] for number in range(len(lines))], file)
"""


class Line(NamedTuple):
    arguments: Sequence[str]
    env: Mapping[str, str]
    folder: Path


class Ran(NamedTuple):
    codes: list[int]
    said: list[str]
    """What each wrote, where no stream was closed."""
    err: str
    """What all of them wrote, where one was."""


def ran_together(
    lines: Sequence[Line], folder: Path, closed: str = "", *, at_once: bool = True
) -> Ran:
    """Run all of ``lines``, ``at_once`` or one after the other; ``closed`` is what a shell
    does to the streams. Fails where they have not ended after two minutes."""
    asked, told = folder / "asked.json", folder / "told.json"
    said = [folder / f"said-{number}" for number in range(len(lines))]
    for old in (told, *said):
        old.unlink(missing_ok=True)
    wanted = [
        {
            "arguments": list(one.arguments),
            "env": dict(one.env),
            "folder": str(one.folder),
            "said": "" if closed else str(to),
        }
        for one, to in zip(lines, said, strict=True)
    ]
    asked.write_text(json.dumps(wanted))
    told_to = [str(asked), str(told), "yes" if at_once else ""]
    parent = shlex.join([sys.executable, "-c", _PARENT, *told_to])
    done = subprocess.run(
        ["sh", "-c", f"{parent} </dev/null {closed}"],
        env={**lines[0].env},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    codes = json.loads(told.read_text()) if told.exists() else []
    assert len(codes) == len(lines), done.stderr
    return Ran(codes, [] if closed else [one.read_text() for one in said], done.stderr)
