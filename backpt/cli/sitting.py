"""``session`` and ``icepack``: from what was typed to an order, and what is only printed."""

from __future__ import annotations

import os
from typing import NamedTuple

from backpt.cli.catalogue import USUAL_ROUTINE, chosen_hearing, not_found, open_library
from backpt.errors import SafetyStop, UsageError
from backpt.language import speech
from backpt.paths import Paths, own_library, user_paths
from backpt.prescription.durations import parse_duration
from backpt.prescription.model import Library, Mode, Routine, ThermalPlan, prescribe, single
from backpt.run.request import Order
from backpt.run.session import hold
from backpt.safety.clearance import checked
from backpt.session import pack_steps
from backpt.session.compile import Manner, flatten
from backpt.session.records import ICEPACK, SESSION
from backpt.session.sound_choice import SoundChoice
from backpt.session.steps import Compiled
from backpt.session.views import FigureMode
from backpt.settings import Settings, read_settings

HINT_SESSIONS = 3
"""The keys are said aloud in the first three sessions (evening)."""
MOST_SPEED = 10_000.0


class SessionWish(NamedTuple):
    """``backpt session`` as it was typed; durations are still text."""

    routine: str | None = None
    plan: bool = False
    self_paced: bool = False
    heat_before: str | None = None
    ice_after: str | None = None
    pain: int | None = None
    resume: bool = False
    plain: bool = False
    no_figure: bool = False
    speed: float = 1.0
    library: str | None = None
    sound: str | None = None
    audio: str = "auto"


class IcepackWish(NamedTuple):
    """``backpt icepack`` as it was typed; durations are still text."""

    heat: bool = False
    alternate: bool = False
    on: str | None = None
    off: str | None = None
    cycles: int = pack_steps.CYCLES
    area: str = ""
    plan: bool = False
    resume: bool = False
    plain: bool = False
    speed: float = 1.0
    sound: str | None = None
    audio: str = "auto"


def session(wish: SessionWish) -> int:
    """Lead through a routine, or print its plan; return the exit code."""
    paths = user_paths(os.environ)
    library, settings = open_library(wish.library), read_settings(paths.settings)
    routine = _with_packs(_routine(library, paths, wish.routine), wish)
    manner = Manner(
        settings.setup, settings.hold_count, wish.self_paced, keys_hint=_is_new(paths)
    )
    _check_speed(wish.speed)
    if wish.pain is not None and not 0 <= wish.pain <= 10:
        raise UsageError("--pain is a whole number from 0 (none) to 10 (worst).")
    if wish.plan:
        checked(routine, speech, manner)
        return _print_allowed_plan(routine, library, paths, manner)
    return hold(
        Order(
            SESSION,
            routine,
            manner,
            paths,
            library=library,
            pain=wish.pain,
            resume=wish.resume,
            plain=wish.plain,
            figures=FigureMode.NO if wish.no_figure else settings.figure,
            shapes=settings.figure is not FigureMode.ASCII,
            wide=settings.ambiguous,
            hearing=_hearing(wish, settings),
            own_words=own_library(os.environ, paths, wish.library) is not None,
            speed=wish.speed,
        )
    )


def icepack(wish: IcepackWish) -> int:
    """Time hot/cold cycles, or print their plan; return the exit code."""
    if wish.heat and wish.alternate:
        raise UsageError("--heat or --alternate, not both: --alternate is heat, cold, heat.")
    mode = Mode.HEAT if wish.heat else Mode.ALTERNATE if wish.alternate else Mode.COLD
    on_s = _duration(wish.on, "--on", pack_steps.APPLY_S)
    plan = ThermalPlan(
        mode,
        on_s,
        _duration(wish.off, "--off", max(pack_steps.OFF_S, on_s)),
        3 if wish.alternate else wish.cycles,
        _plain_text(wish.area),
    )
    if wrong := pack_steps.faults(plan):
        raise UsageError("; ".join(wrong)[:1].upper() + "; ".join(wrong)[1:] + ".")
    name = {Mode.HEAT: "Heat", Mode.COLD: "Ice pack", Mode.ALTERNATE: "Heat and cold"}[mode]
    routine = Routine(f"icepack-{mode}", name, (plan,))
    _check_speed(wish.speed)
    paths = user_paths(os.environ)
    settings = read_settings(paths.settings)
    if wish.plan:
        return _print_allowed_plan(routine, Library({}, {}, {}, {}), paths, Manner())
    return hold(
        Order(
            ICEPACK,
            routine,
            Manner(),
            paths,
            resume=wish.resume,
            plain=wish.plain,
            shapes=settings.figure is not FigureMode.ASCII,
            wide=settings.ambiguous,
            hearing=_hearing(wish, settings),
            own_words=bool(plan.area),
            speed=wish.speed,
        )
    )


def _hearing(wish: SessionWish | IcepackWish, settings: Settings) -> SoundChoice:
    usual = SoundChoice(settings.sound, volume=settings.volume, headset=settings.headset)
    return chosen_hearing(wish.sound, wish.audio, usual)


def _routine(library: Library, paths: Paths, name: str | None) -> Routine:
    """Return what to do: what was named, else the routine done last, else the usual one."""
    if name is None:
        from backpt.clock import Clock
        from backpt.errors import BackptError
        from backpt.journal.reader import last_routine_id

        try:
            last = last_routine_id(paths.journal, Clock().wall())
        except BackptError:  # said when the journal is opened
            last = None
        if last in library.routines:
            return prescribe(library, last)
        return prescribe(library, USUAL_ROUTINE)
    from backpt.library import find

    found = find(library, name)
    if found.id is None:
        raise UsageError(not_found(name, found.near, "routine or exercise"))
    if found.routine:
        return prescribe(library, found.id)
    return single(library.exercises[found.id])


def _is_new(paths: Paths) -> bool:
    from backpt.errors import BackptError
    from backpt.journal.reader import count_finished

    try:
        return count_finished(paths.journal, SESSION) < HINT_SESSIONS
    except BackptError:
        return True


def _with_packs(routine: Routine, wish: SessionWish) -> Routine:
    """Heat before, ice after (clinical A29, A30)."""
    items = routine.items
    if wish.heat_before is not None:
        items = (_pack(Mode.HEAT, wish.heat_before, "--heat-before"), *items)
    if wish.ice_after is not None:
        items = (*items, _pack(Mode.COLD, wish.ice_after, "--ice-after"))
    return routine._replace(items=items)


def _pack(mode: Mode, text: str, option: str) -> ThermalPlan:
    plan = ThermalPlan(mode, _duration(text, option, 0.0), 0.0, 1)
    if pack_steps.faults(plan):
        raise UsageError(f"{option}: a pack stays on for 5 to 20 min; write {option} 15m.")
    return plan


def _duration(text: str | None, option: str, usual_s: float) -> float:
    if text is None:
        return usual_s
    try:
        return parse_duration(text)
    except ValueError as error:
        raise UsageError(f"{option}: {error}.") from None


def _plain_text(text: str) -> str:
    if len(text) > 60 or not text.isprintable():
        raise UsageError("--area is a few plain words, like: --area 'lower back'")
    return text.strip()


def _check_speed(speed: float) -> None:
    if not 0.1 <= speed <= MOST_SPEED:
        raise UsageError("--speed is a number from 0.1 to 10000; 1 is real time.")


def _print_allowed_plan(
    routine: Routine, library: Library, paths: Paths, manner: Manner
) -> int:
    """Print the plan as the user's precautions leave it, and why. What today's pain or days
    off change is known only when a session begins.

    Raises ``SafetyStop`` where they leave nothing, and while a sign was not seen.
    """
    from backpt.cli.plan import print_plan
    from backpt.cli.safety import for_you
    from backpt.journal.answers_file import read_answers
    from backpt.safety.answers import blocked_words
    from backpt.terminal.tables import say

    if (answers := read_answers(paths.answers).answers).unseen:
        raise SafetyStop(blocked_words(answers))
    allowed, sentences = for_you(routine, library, paths)
    steps = flatten(allowed.routine, speech, manner)
    if allowed.refused or not steps:
        raise SafetyStop(allowed.refused or " ".join(sentences))
    for sentence in sentences:
        say(sentence)
    print_plan(Compiled(allowed.routine, steps))
    return 0
