"""``backpt icepack``: time hot and cold packs, or print the plan of that."""

import os
from typing import Annotated

from backpt.cli.common import check_speed, chosen_hearing, duration, usual_hearing
from backpt.cli.options import Audio, Big, Option, Plain, Plan, Resume, Sound, Speed, epilog
from backpt.errors import UsageError
from backpt.intake.wanted import cycles_of, usual_off_s
from backpt.language import packs, usage
from backpt.paths import user_paths
from backpt.prescription.model import Library, Mode, Routine, ThermalPlan
from backpt.run.opening import run_session
from backpt.run.request import SessionRequest
from backpt.safety import tables
from backpt.session.compile import Manner
from backpt.session.records import ICEPACK
from backpt.session.views import FigureMode
from backpt.settings import read_settings


@epilog(
    """\b
Examples:
  backpt icepack
  backpt icepack --area 'lower back' --cycles 3
  backpt icepack --heat --on 20m --off 20m
"""
)
def icepack(
    *,
    heat: Annotated[bool, Option("Heat instead of cold.")] = False,
    alternate: Annotated[bool, Option("Heat, cold, heat.")] = False,
    on: Annotated[str | None, Option("Pack on, 5m to 20m; usually 15m.", "TIME")] = None,
    off: Annotated[
        str | None, Option("Pack off, as long as on or longer; usually 15m.", "TIME")
    ] = None,
    cycles: Annotated[
        int, Option("How often the pack goes on, 1 to 3.", "N")
    ] = tables.PACK_CYCLES,
    area: Annotated[str, Option("Where the pack goes.", "TEXT")] = "",
    plan: Plan = False,
    resume: Resume = False,
    plain: Plain = False,
    big: Big = False,
    speed: Speed = 1.0,
    sound: Sound = None,
    audio: Audio = "auto",
) -> int:
    """Time hot/cold cycles, or print their plan; return the exit code."""
    if heat and alternate:
        raise UsageError(usage.HEAT_OR_ALTERNATE)
    mode = Mode.HEAT if heat else Mode.ALTERNATE if alternate else Mode.COLD
    routine = _routine(mode, on, off, cycles_of(mode, cycles), area)
    check_speed(speed)
    paths = user_paths(os.environ)
    settings = read_settings(paths.settings)
    if plan:
        from backpt.cli.step_table import print_allowed_steps

        return print_allowed_steps(routine, Library({}, {}, {}, {}), paths, Manner())
    return run_session(
        SessionRequest(
            ICEPACK,
            routine,
            Manner(),
            paths,
            resume=resume,
            plain=plain,
            shapes=settings.figure is not FigureMode.ASCII,
            wide=settings.ambiguous,
            big=big or settings.size,
            hearing=chosen_hearing(sound, audio, usual_hearing(settings)),
            own_words=bool(area.strip()),
            speed=speed,
        )
    )


def _routine(mode: Mode, on: str | None, off: str | None, cycles: int, area: str) -> Routine:
    on_s = duration(on, "--on", tables.PACK_ON_S)
    off_s = duration(off, "--off", usual_off_s(on_s))
    plan = ThermalPlan(mode, on_s, off_s, cycles, _plain_text(area))
    if wrong := packs.faults_words(plan):
        raise UsageError(usage.faults(wrong))
    return Routine(f"icepack-{mode}", packs.ROUTINE_NAMES[mode], (plan,))


def _plain_text(text: str) -> str:
    if len(text) > 60 or not text.isprintable():
        raise UsageError(usage.AREA)
    return text.strip()
