"""``backpt session``: lead through a routine, or print its plan."""

from __future__ import annotations

import os
from typing import Annotated

from backpt.cli.common import (
    check_speed,
    chosen_hearing,
    duration,
    named_routine,
    usual_hearing,
)
from backpt.cli.options import (
    Audio,
    Option,
    OwnLibrary,
    Plain,
    Plan,
    Resume,
    RoutineOrExercise,
    Sound,
    Speed,
    epilog,
)
from backpt.errors import UsageError
from backpt.intake.limits import compile_within_limits
from backpt.language import speech, usage
from backpt.library import open_library
from backpt.paths import Paths, own_library, user_paths
from backpt.prescription.model import Mode, Routine, ThermalPlan
from backpt.run.request import SessionRequest
from backpt.run.session import run_session
from backpt.session import pack_steps
from backpt.session.compile import Manner
from backpt.session.records import SESSION
from backpt.session.views import FigureMode
from backpt.settings import read_settings

HINT_SESSIONS = 3
"""The keys are said aloud in the first three sessions (evening)."""


@epilog(
    """Keys: space pause, ready or done; n next, b back, r redo the set,
+ and - ten seconds, h it hurts, q save and stop, ? all keys.

\b
Examples:
  backpt session
  backpt session classic-six --plan
  backpt session --heat-before 15m --ice-after 10m
"""
)
def session(
    *,
    routine: RoutineOrExercise = None,
    plan: Plan = False,
    self_paced: Annotated[bool, Option("You count; a key says when you are done.")] = False,
    heat_before: Annotated[str | None, Option("Heat first, for 5m to 20m.", "TIME")] = None,
    ice_after: Annotated[str | None, Option("Cold at the end, for 5m to 20m.", "TIME")] = None,
    pain: Annotated[int | None, Option("Pain now, 0 none to 10 worst.", "N")] = None,
    resume: Resume = False,
    plain: Plain = False,
    no_figure: Annotated[bool, Option("Words only, no picture of the movement.")] = False,
    speed: Speed = 1.0,
    library: OwnLibrary = None,
    sound: Sound = None,
    audio: Audio = "auto",
) -> int:
    """Lead through a routine, or print its plan; return the exit code."""
    paths = user_paths(os.environ)
    known, settings = open_library(library), read_settings(paths.settings)
    wanted = _with_packs(named_routine(known, paths, routine), heat_before, ice_after)
    manner = Manner(settings.setup, settings.hold_count, self_paced, keys_hint=_is_new(paths))
    check_speed(speed)
    if pain is not None and not 0 <= pain <= 10:
        raise UsageError(usage.PAIN)
    if plan:
        from backpt.cli.plan import print_allowed_plan

        compile_within_limits(wanted, speech, manner)
        return print_allowed_plan(wanted, known, paths, manner)
    return run_session(
        SessionRequest(
            SESSION,
            wanted,
            manner,
            paths,
            library=known,
            pain=pain,
            resume=resume,
            plain=plain,
            figures=FigureMode.NO if no_figure else settings.figure,
            shapes=settings.figure is not FigureMode.ASCII,
            wide=settings.ambiguous,
            hearing=chosen_hearing(sound, audio, usual_hearing(settings)),
            own_words=own_library(os.environ, paths, library) is not None,
            speed=speed,
        )
    )


def _is_new(paths: Paths) -> bool:
    from backpt.errors import BackptError
    from backpt.journal.listing import count_finished

    try:
        return count_finished(paths.journal, SESSION) < HINT_SESSIONS
    except BackptError:
        return True


def _with_packs(routine: Routine, heat_before: str | None, ice_after: str | None) -> Routine:
    """Heat before, ice after (clinical A29, A30)."""
    items = routine.items
    if heat_before is not None:
        items = (_pack(Mode.HEAT, heat_before, "--heat-before"), *items)
    if ice_after is not None:
        items = (*items, _pack(Mode.COLD, ice_after, "--ice-after"))
    return routine._replace(items=items)


def _pack(mode: Mode, text: str, option: str) -> ThermalPlan:
    plan = ThermalPlan(mode, duration(text, option, 0.0), 0.0, 1)
    if pack_steps.faults(plan):
        raise UsageError(usage.pack_time(option))
    return plan
