"""``backpt session``: lead through a routine, or print its plan."""

import os
from typing import Annotated

from backpt.cli.common import (
    check_speed,
    chosen_hearing,
    duration,
    kept_habit,
    named_routine,
    usual_hearing,
)
from backpt.cli.options import (
    Audio,
    Big,
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
from backpt.intake.wanted import (
    is_told_keys,
    said_of_today,
    usual_routine,
    with_packs_around,
)
from backpt.language import speech, usage
from backpt.library import open_library
from backpt.paths import own_library, user_paths
from backpt.prescription.model import Mode, ThermalPlan
from backpt.run.opening import run_session
from backpt.run.request import SessionRequest
from backpt.session import pack_steps
from backpt.session.compile import Manner
from backpt.session.records import SESSION, Habit
from backpt.session.views import FigureMode
from backpt.settings import read_settings


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
    big: Big = False,
    no_figure: Annotated[bool, Option("Words only, no picture of the movement.")] = False,
    speed: Speed = 1.0,
    library: OwnLibrary = None,
    sound: Sound = None,
    audio: Audio = "auto",
) -> int:
    """Lead through a routine, or print its plan; return the exit code."""
    paths = user_paths(os.environ)
    known, settings = open_library(library), read_settings(paths.settings)
    heat = _pack(Mode.HEAT, heat_before, "--heat-before")
    ice = _pack(Mode.COLD, ice_after, "--ice-after")
    check_speed(speed)
    if pain is not None and not 0 <= pain <= 10:
        raise UsageError(usage.PAIN)
    named = named_routine(known, routine) if routine is not None else None
    order = SessionRequest(
        SESSION,
        named or usual_routine(known, Habit()),
        Manner(settings.setup, settings.hold_count, self_paced),
        paths,
        library=known,
        pain=pain,
        resume=resume,
        plain=plain,
        figures=FigureMode.NO if no_figure else settings.figure,
        shapes=settings.figure is not FigureMode.ASCII,
        wide=settings.ambiguous,
        big=big or settings.size,
        hearing=chosen_hearing(sound, audio, usual_hearing(settings)),
        own_words=own_library(os.environ, paths, library) is not None,
        speed=speed,
    )

    def suited(habit: Habit) -> SessionRequest:
        done = with_packs_around(named or usual_routine(known, habit), heat, ice)
        manner = order.manner._replace(keys_hint=is_told_keys(habit))
        note = "" if named else said_of_today(habit, known)
        return order._replace(routine=done, manner=manner, note=note)

    if plan:
        return _print_plan(suited(kept_habit(paths.journal)))
    return run_session(order, suited)


def _print_plan(order: SessionRequest) -> int:
    from backpt.cli.step_table import print_allowed_steps

    compile_within_limits(order.routine, speech, order.manner)
    if order.note:
        from backpt.terminal.lines import say_line

        say_line(order.note)
    return print_allowed_steps(order.routine, order.library, order.paths, order.manner)


def _pack(mode: Mode, text: str | None, option: str) -> tuple[ThermalPlan, ...]:
    """Return the pack that an option asks for; none where it was not given."""
    if text is None:
        return ()
    plan = ThermalPlan(mode, duration(text, option, 0.0), 0.0, 1)
    if pack_steps.faults(plan):
        raise UsageError(usage.pack_time(option))
    return (plan,)
