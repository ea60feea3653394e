"""Heat and cold in words (clinical C). Another language is another such table."""

from __future__ import annotations

import math

from backpt.language.en.durations import ago, count, spoken
from backpt.prescription.model import Mode, ThermalPlan, periods
from backpt.session.pack_steps import PackFault, TooSoon, faults, least_off_s
from backpt.session.steps import Cue, Gate, Signal, Step, StepKind

Phrase = tuple[str, ...]

PACK_NAMES = {Mode.HEAT: "Heat", Mode.COLD: "Cold pack", Mode.ALTERNATE: "Heat and cold"}

ROUTINE_NAMES = {Mode.HEAT: "Heat", Mode.COLD: "Ice pack", Mode.ALTERNATE: "Heat and cold"}
"""What packs by themselves are called, as a routine is."""

SKIN_STOP = (
    "Very red, white, blue, blotchy or blistered skin, burning, stinging or numbness:"
    " keep the pack off.",
)
"""Clinical C4, "stop now if" (VWICE, BURNAID)."""
HEAT_BURN = "A heat burn: cool running water for five to twenty minutes, never ice."
COLD_BURN = "A cold burn: warm it slowly."
BLISTERS = "Get help for blisters."
"""First aid, clinical C4 below the table (sources: ``stop-at-once`` in ``safety.yaml``)."""
PACK_OFF_NOW = ("Take the pack off now.",)
TAKE_OFF = "Take the pack off."
PAIN_ANSWERS = (
    "0 to 10 and Enter.",
    "L further down the leg.",
    "E something new: numbness, weakness, dizziness or chest pain.",
    "Escape to go on.",
)
"""Short sentences, because all of them in one cannot be remembered."""
HOW_MUCH_ON_SKIN = ("How much does it hurt?", *PAIN_ANSWERS, "Space to take the pack off.")

_NOT_HEAT = "Not after alcohol, when sleepy, with a fever, on broken skin or a fresh injury."
NOT_TODAY = {
    Mode.HEAT: _NOT_HEAT,
    Mode.COLD: "Not after alcohol, when sleepy, with a fever, or on broken skin.",
    Mode.ALTERNATE: _NOT_HEAT,
}
"""What passes in a few days, and is therefore said at every set-up (clinical C4: FDA97,
FDA95, EPA10, SFH, DEROY; a fresh injury: VAHL, TMM)."""


def pack_name(plan: ThermalPlan, period: int) -> str:
    """Return "Heat" or "Cold pack" for a period, from 1."""
    return PACK_NAMES[periods(plan)[period - 1]]


def pack_set_up(plan: ThermalPlan) -> Phrase:
    """Return what is said before the first pack of a sitting goes on (clinical C4; C3: SFH,
    FDA97, HWHEAT)."""
    cloth = {
        Mode.HEAT: "A dry cloth between, low or medium only.",
        Mode.COLD: "A damp thin towel between.",
        Mode.ALTERNATE: "A cloth between, every time.",
    }[plan.mode]
    where = (f"On {plan.area}.",) if plan.area else ()
    return (
        f"{PACK_NAMES[plan.mode]}.",
        NOT_TODAY[plan.mode],
        *where,
        cloth,
        "The pack goes on you, never under you.",
        "Not in bed: stay awake.",
        "Keep the lid open, and set a phone timer too.",
    )


def pack_phrase(plan: ThermalPlan, step: Step, cue: Cue) -> Phrase:
    """Return what is said at ``cue`` of a step of a pack; empty where nothing special is."""
    name = pack_name(plan, step.place.set_no or 1)
    match cue.signal, step.kind:
        case ((Signal.WELCOME | Signal.GET_READY), _):
            return pack_set_up(plan)
        case Signal.PACK_ON, _:
            minutes = f"{count(cue.number)} minutes"
            return (f"{name}, {minutes}.", "Press space when the pack is on.")
        case Signal.WAITING, _ if step.ask is Gate.PACK_ON:
            return ("Press space when the pack is on.",)
        case Signal.GO, _:
            return (f"{name} on.",)
        case Signal.SKIN_CHECK, _:
            return (f"{spoken(cue.at_s).capitalize()}.", "Look at your skin, press space.")
        case Signal.PACK_OFF, _:
            return (TAKE_OFF, "Press space when it is off.")
        case Signal.REST, _:
            return ("Pack off.", f"{count(cue.number).capitalize()} minutes.")
        case Signal.QUESTION, _ if cue in step.cues:
            return ("Is your skin back to normal: colour, warmth, feeling?", "Y or N.")
        case Signal.QUESTION, StepKind.APPLY | StepKind.ALARM:
            return HOW_MUCH_ON_SKIN
        case Signal.WAITING, _ if step.ask is Gate.SKIN:
            return ("Skin back to normal?", "Y or N.")
        case Signal.STOP, _:
            return _stop_phrase(plan, step, cue)
        case _:
            return ()


def first_aid(mode: Mode) -> Phrase:
    """Return what to do for a burn by a pack of ``mode``."""
    burns = {Mode.HEAT: (HEAT_BURN,), Mode.COLD: (COLD_BURN,)}
    return (*burns.get(mode, (HEAT_BURN, COLD_BURN)), BLISTERS)


def _stop_phrase(plan: ThermalPlan, step: Step, cue: Cue) -> Phrase:
    """What is said when there is to be no contact any more; ``cue.number``: after minutes."""
    if cue in step.cues:
        look = ("No more packs now.", "Look at your skin.", *SKIN_STOP)
        return (*look, *first_aid(plan.mode), "Press space.")
    if step.kind not in (StepKind.APPLY, StepKind.ALARM):
        return ()
    so_long = (f"{count(cue.number).capitalize()} minutes.",) if cue.number else ()
    return (*so_long, *PACK_OFF_NOW)


# --- limits ----------------------------------------------------------------------------


def faults_words(plan: ThermalPlan) -> list[str]:
    """Return the limits that a plan breaks, each with what to write, as parts of a sentence."""
    return [_fault(fault, plan) for fault in faults(plan)]


def _fault(fault: PackFault, plan: ThermalPlan) -> str:
    match fault:
        case PackFault.ON:
            return "a pack stays on for 5 to 20 min, never longer; write --on 15m"
        case PackFault.CYCLES:
            return "there are 1 to 3 cycles in a session; write --cycles 2"
        case PackFault.OFF:
            minutes = math.ceil(least_off_s(plan) / 60)
            return (
                "the pack stays off for 15 to 60 min, and at least as long as it was on;"
                f" write --off {minutes}m"
            )


def too_near_words(mode: Mode) -> str:
    return f"two {mode} packs need 15 minutes without one between them"


def too_soon_words(soon: TooSoon) -> str:
    """Return why another pack would come too soon."""
    if soon.since_s is not None:
        past = ago(soon.since_s)
        return f"The last {soon.mode} pack was {past}. Leave two hours between packs."
    return f"You had {soon.today} {soon.mode} packs today. Two a day are enough."
