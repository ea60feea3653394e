"""Drives a ``Speaker`` as the session's loop does: in real time, because a card has its own."""

from __future__ import annotations

import select
import sys
from collections.abc import Callable
from pathlib import Path

from backpt.clock import Clock
from backpt.sound.process.supervisor import Speaker
from backpt.sound.score.stretch import RATE

STUB = (sys.executable, str(Path(__file__).with_name("stub_worker.py")))
PATIENCE_S = 15.0
STEP_S = 0.02

clock = Clock()


def speaker(*outputs: str, told: list[str] | None = None, awake: bool = False) -> Speaker:
    """Return a speaker whose process is started, with marks for sounds."""
    made = Speaker(
        outputs, (told if told is not None else []).append, awake=awake, command=STUB
    )
    made.start(clock.awake())
    return made


def drive(speaker: Speaker, until: Callable[[], bool], *, busy: bool = False) -> float:
    """Poll until ``until()``; return the moment. ``busy``: with no rest in between."""
    give_up_at = clock.awake() + PATIENCE_S
    while not until():
        now = clock.awake()
        assert now < give_up_at, f"nothing for {PATIENCE_S} s; {speaker.failures}"
        speaker.poll(now)
        select.select([], [], [], 0.0 if busy else STEP_S)
    return clock.awake()


def drive_for(speaker: Speaker, seconds: float, *, busy: bool = False) -> None:
    end = clock.awake() + seconds
    drive(speaker, lambda: clock.awake() >= end, busy=busy)


def fake_player(folder: Path, name: str, body: str) -> Path:
    """Put a program called ``name`` into ``folder``; return the folder, for ``PATH``."""
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\n{body}\n")
    program.chmod(0o755)
    return folder


def good_player(folder: Path, name: str, heard: Path) -> Path:
    """A ``paplay`` or ``aplay`` that plays into files in ``heard``, in real time."""
    header = "" if name == "paplay" else "44"
    paced = Path(__file__).with_name("paced.py")
    body = f"exec {sys.executable} -S -E {paced} - {heard} {RATE} {header}"
    return fake_player(folder, name, body)
