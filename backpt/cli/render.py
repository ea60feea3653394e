"""``backpt render``: a session as a file to take along."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import IO, TYPE_CHECKING, Annotated

from backpt.cli.common import (
    confirm_overwrite,
    kept_habit,
    named_routine,
)
from backpt.cli.options import (
    Option,
    OwnLibrary,
    Plain,
    Plan,
    RoutineOrExercise,
    epilog,
)
from backpt.cli.present import allowed_now
from backpt.errors import SafetyStop, UsageError
from backpt.files import written_by_pieces
from backpt.intake.wanted import usual_routine
from backpt.language import recording as said
from backpt.language import words
from backpt.library import open_library
from backpt.paths import user_paths
from backpt.prescription.model import Routine
from backpt.safety.precautions import Effect, Note
from backpt.session.compile import Manner
from backpt.session.sound_choice import SoundLevel
from backpt.session.unattended import portable
from backpt.settings import read_settings
from backpt.terminal.layout import say, say_whole

if TYPE_CHECKING:
    from backpt.run.take_along import TakenAlong

LONG_S = 300.0
"""A recording is long from here on: how far it is, is shown."""
_LEVELS = {"voice": SoundLevel.VOICE, "tones": SoundLevel.TONES}
_ENDINGS = ("wav", "mp3", "html")


@epilog(
    """The session as you would hear it, made ahead; as a page also as you would see it, on a
phone without a network. Where it would wait for a key, it waits
as long as it would without a keyboard. Heat and cold are left out. It says first for whom it
was made, and when to stop; what you did goes into the diary with `backpt did`.

\b
Examples:
  backpt render home-basics
  backpt render -o evening.mp3
  backpt render core-starter -o core.html
"""
)
def render_(
    *,
    routine: RoutineOrExercise = None,
    output: Annotated[
        str | None, Option("A .wav, .mp3 or .html.", "FILE", ("--output", "-o"))
    ] = None,
    plan: Plan = False,
    self_paced: Annotated[bool, Option("You count, as long as is planned.")] = False,
    sound: Annotated[str, Option("What is heard: voice or tones.", "LEVEL")] = "voice",
    force: Annotated[bool, Option("Overwrite a file without asking.")] = False,
    plain: Plain = False,
    library: OwnLibrary = None,
) -> int:
    """Write a session as sound, or print its plan; return the exit code."""
    if sound not in _LEVELS:
        raise UsageError(said.NO_SOUND)
    paths = user_paths(os.environ)
    known, settings = open_library(library), read_settings(paths.settings)
    wanted = (
        usual_routine(known, kept_habit(paths.journal))
        if routine is None
        else named_routine(known, routine)
    )
    if wanted.trial:
        raise UsageError(said.TRIAL)
    path = os.path.expanduser(f"{wanted.id}.wav" if output is None else output)
    kind = _kind(path)
    left = portable(wanted)
    if not left.works:
        raise UsageError(said.NOTHING_TO_DO)
    allowed, notes, told = allowed_now(left.routine, known, paths)
    packs = tuple(words.item_name(pack) for pack in left.packs)
    lines = [*told, *([said.packs_left_out(packs)] if packs else [])]
    if not portable(allowed).works:
        raise SafetyStop(" ".join(lines))
    manner = Manner(settings.setup, settings.hold_count, self_paced)
    for line in lines:
        say(line)
    if plan:
        return _print_plan(allowed, manner)
    confirm_overwrite([path], force=force)
    today, missing = _today(), _left_out(notes, packs)
    opening = said.opening(today, missing)
    made = _made(allowed, manner, opening, _LEVELS[sound])
    with written_by_pieces(path) as file:
        if kind == "html":
            file.write(made.page(said.read_first(today, missing)).encode())
        else:
            write = made.write_mp3 if kind == "mp3" else made.write_wav
            _written(write, file, made.recording.seconds, plain=plain)
    if sound == "voice":
        say(said.says_first(opening))
    size = os.path.getsize(path) / 1e6
    say_whole(said.written(path, made.recording.seconds, made.recording.opening_s, size))
    return 0


def _kind(path: str) -> str:
    ending = os.path.splitext(path)[1].lstrip(".").lower()
    if ending not in _ENDINGS:
        raise UsageError(said.ends_otherwise(path))
    return ending


def _left_out(notes: tuple[Note, ...], packs: tuple[str, ...]) -> tuple[str, ...]:
    gone = [note.name for note in notes if note.effect is Effect.LEFT_OUT]
    return tuple(dict.fromkeys((*gone, *packs)))


def _today() -> date:
    from backpt.clock import Clock
    from backpt.journal.local_days import local_day

    return date.fromordinal(local_day(Clock().wall()))


def _print_plan(routine: Routine, manner: Manner) -> int:
    from backpt.cli.step_table import print_steps
    from backpt.language import speech
    from backpt.session.compile import flatten
    from backpt.session.steps import Compiled
    from backpt.session.unattended import timed

    print_steps(Compiled(routine, timed(flatten(routine, speech, manner))))
    return 0


def _made(
    routine: Routine, manner: Manner, opening: tuple[str, ...], level: SoundLevel
) -> TakenAlong:
    from backpt.clock import Clock
    from backpt.run.take_along import TakenAlong

    paths = user_paths(os.environ)
    return TakenAlong(routine, manner, opening, level=level, paths=paths, now=Clock().awake)


def _written(
    write: Callable[[IO[bytes], Callable[[float], None]], None],
    file: IO[bytes],
    seconds: float,
    *,
    plain: bool,
) -> None:
    """Write, with a bar on a terminal while a long one is made."""
    with _bar(seconds, shown=not plain and seconds >= LONG_S) as progress:
        write(file, progress)


@contextmanager
def _bar(seconds: float, *, shown: bool) -> Iterator[Callable[[float], None]]:
    if not (shown and sys.stderr.isatty()):
        yield lambda done_s: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(said.PROGRESS, total=seconds)
        yield lambda done_s: bar.update(task, completed=done_s)
