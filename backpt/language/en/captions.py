"""A moment of a session, and an event of it, in words for a screen and for plain lines.

Longer than the house's 300 lines, because the words of a moment belong beside each other:
another language is another such table.
"""

from __future__ import annotations

import math

from backpt.language.en import packs, words
from backpt.language.en.durations import spoken
from backpt.prescription.durations import clock
from backpt.prescription.model import (
    Item,
    Pace,
    Part,
    Rest,
    Routine,
    Side,
    Sides,
    ThermalPlan,
    Work,
    needs,
    periods,
)
from backpt.session.body import AS_PLANNED, comes_from, items_of
from backpt.session.commands import IN_SESSION, PERMITTED
from backpt.session.compile import COUNTED_HOLD_S
from backpt.session.events import (
    QUESTIONS,
    CueDue,
    Ending,
    Event,
    Frame,
    Halted,
    KeyAcknowledged,
    PainReported,
    SessionEnded,
    State,
    StepEnded,
    UnsureReported,
    Why,
)
from backpt.session.keymap import Means
from backpt.session.steps import EXERCISE, Compiled, Cue, Gate, Signal, Step, StepKind
from backpt.session.views import Caption, Movement

MIDDLE_FROM_S = 8.0
"""A hold of this length or more has a plain line in its middle: silence for longer leaves one
in doubt whether it still runs [D]."""
HALFWAY_WITHIN_S = 1.0
"""A count this near to the middle of a hold is called halfway [D]."""
_LABELS = {
    Means.HURTS: "it hurts",
    Means.NEXT: "next",
    Means.BACK: "back",
    Means.REDO: "redo",
    Means.LEAVE: "save and stop",
    Means.MORE: "10 s more",
    Means.LESS: "10 s less",
    Means.UNSURE: "unsure how",
}
_KEYS = (Means.HELP.value, "keys")
_PAIN_KEYS = (
    ("0-10 Enter", "how much"),
    (Means.LEG.value, "further down the leg"),
    (Means.EMERGENCY.value, "something new: numbness, weakness, dizziness or chest pain"),
    (Means.ESC.value, "not now, go on"),
)
_SIGN_KEYS = (
    *((str(number), sign) for number, sign in enumerate(words.NEW_SIGNS, 1)),
    (Means.ESC.value, "back"),
)
_TRUE_KEYS = (
    (Means.YES.value, "yes: stop now"),
    (Means.NO.value, "no, back"),
    (Means.ESC.value, "back"),
)


def caption(compiled: Compiled, frame: Frame, *, help: bool = False) -> Caption:
    """Return what the screen says at ``frame``."""
    routine = compiled.routine
    place = frame.step.place
    item = frame.step.item
    work = item if isinstance(item, Work) else None
    left_s = max(0.0, frame.total_s - frame.session_s)
    rests = frame.state in (State.LEG_RESTING, State.LEG_ASKING)
    return Caption(
        title=routine.name,
        heading=_heading(item, place.set_no),
        where=_where(routine, place.item),
        side=words.side_word(work.exercise, place.side) if work and not rests else "",
        counting=_count(item, frame),
        action=_action(item, frame),
        digits=_digits(frame),
        note=_note(routine, item, frame),
        coming=coming(compiled, frame.step_index, frame.barred),
        keys=_keys(frame),
        progress=min(1.0, frame.session_s / frame.total_s) if frame.total_s else 0.0,
        left=f"{clock(left_s)} left",
        part=_part(frame),
        urgent=frame.kind is StepKind.ALARM or frame.check_due,
        help=help,
        movement=_movement(work, frame) if work and work.exercise.figure else None,
    )


def _movement(work: Work, frame: Frame) -> Movement | None:
    """What the body does now; it is at rest in all steps but those of the exercise itself."""
    still = (State.LEG_RESTING, State.LEG_ASKING, State.OVER)
    if frame.state in QUESTIONS or frame.state in still:
        return None
    at_rest = Movement(
        work.exercise.figure,
        None,
        0.0,
        False,
        mirrored=frame.step.place.side is Side.LEFT,
        turns=work.dose.sides is not Sides.BOTH,
    )
    if frame.kind not in EXERCISE or frame.state in (State.COUNTING_IN, State.TELLING):
        return at_rest
    if frame.kind is StepKind.COUNT:
        return at_rest._replace(elapsed_s=frame.elapsed_s, repeats=True)
    return at_rest._replace(pace=frame.step.parts, elapsed_s=frame.elapsed_s, repeats=None)


def _heading(item: Item | None, period: int) -> str:
    match item:
        case None:
            return "Before you start"
        case ThermalPlan():
            return packs.pack_name(item, period or 1)
        case _:
            return words.item_name(item)


def _where(routine: Routine, number: int) -> str:
    many = len(routine.items)
    return f"{number + 1} of {many}" if number >= 0 and many > 1 else ""


def _count(item: Item | None, frame: Frame) -> str:
    place = frame.step.place
    match item:
        case Work() if place.set_no:
            dose = item.dose
            parts = [f"set {place.set_no} of {dose.sets}"] if dose.sets > 1 else []
            if place.rep_no:
                parts.append(f"rep {place.rep_no} of {dose.reps[place.set_no - 1]}")
            elif frame.kind is StepKind.COUNT:
                many = dose.reps[place.set_no - 1]
                parts.append("1 rep" if many == 1 else f"{many} reps")
            return ", ".join(parts)
        case ThermalPlan() if place.set_no and len(periods(item)) > 1:
            return f"period {place.set_no} of {len(periods(item))}"
        case _:
            return ""


def _action(item: Item | None, frame: Frame) -> str:
    match frame.state:
        case State.PAUSED:
            return "Paused: you were away" if frame.reason is Why.AWAY else "Paused"
        case State.COUNTING_IN:
            return "Get ready"
        case State.ASKING | State.ASKING_AGAIN:
            return "How much does it hurt, 0-10?"
        case State.ASKING_SIGN:
            return "Something new: which is it?"
        case State.ASKING_IF_TRUE:
            return "Is this true of you?"
        case State.RESTING:
            return "Rest for two minutes"
        case State.TELLING:
            return _told(frame)[0].rstrip(".")
        case State.LEG_RESTING:
            return "Rest for ten minutes"
        case State.LEG_ASKING:
            return "Is your leg back to where it was?"
        case State.OVER:
            return "Finished" if frame.ending is Ending.DONE else "Stopped"
        case _:
            return "Look at your skin" if frame.check_due else _step_action(item, frame)


def _step_action(item: Item | None, frame: Frame) -> str:
    match frame.kind:
        case StepKind.SETUP:
            return "Get into place"
        case StepKind.READY:
            return "Ready?" if frame.seconds is None else "Get ready"
        case StepKind.WORK:
            return _phase(item, frame)
        case StepKind.COUNT:
            return "At your own pace"
        case StepKind.SWITCH:
            half = item.exercise.half_word if isinstance(item, Work) else ""
            return half if half and frame.step.place.side is None else "Change sides"
        case StepKind.REST:
            return "Rest"
        case StepKind.GATE:
            return _GATES.get(frame.step.ask, "Ready?") if frame.step.ask else "Ready?"
        case StepKind.APPLY:
            return "Pack on"
        case StepKind.ALARM:
            return "TAKE THE PACK OFF"
        case StepKind.OFF:
            return "Pack off"


_GATES = {Gate.SKIN: "Skin back to normal?", Gate.LEG: "How is your leg?"}


def _phase(item: Item | None, frame: Frame) -> str:
    """Which part of the rep it is."""
    if not isinstance(item, Work):
        return ""
    if frame.step.parts is None:
        return "Go on"
    part, _, _ = frame.step.parts.at(frame.elapsed_s)
    match part:
        case Part.OUT:
            return item.exercise.out_word or "Move"
        case Part.HOLD:
            return "Hold"
        case Part.BACK:
            return item.exercise.back_word or "Back"
        case Part.RELAX:
            return "Relax"


def _digits(frame: Frame) -> str:
    if frame.state in QUESTIONS or frame.typed:
        return frame.typed
    if frame.state is State.TELLING:
        return ""
    if frame.state is State.LEG_ASKING:
        return ""
    if frame.state in (State.RESTING, State.LEG_RESTING) or frame.check_due:
        return clock(max(0.0, frame.question_left_s or 0.0))
    if frame.state is State.COUNTING_IN:
        return str(max(1, math.ceil(-frame.elapsed_s - 1e-6)))
    if frame.kind is StepKind.ALARM:
        return f"+{clock(math.floor(frame.elapsed_s + 1e-6))}"
    if frame.step.parts is not None:
        return _digits_of_part(frame.step.parts, frame)
    if (left := frame.remaining_s) is None:
        return ""
    whole = math.ceil(left - 1e-6)
    return clock(whole) if (frame.seconds or 0) >= 60 else str(whole)


def _digits_of_part(parts: Pace, frame: Frame) -> str:
    """The digits belong to the word above them: seconds left of that part; a hold counts up,
    as the articles' "count of ten" does (S003), unless it is counted down aloud or is longer
    than one that is counted throughout."""
    part, since_s, length_s = parts.at(frame.elapsed_s)
    if part is Part.HOLD and not _counts_down(parts, frame.step):
        # Half a second before a number is spoken it is shown, and while it is heard.
        whole = min(math.floor(length_s), math.floor(since_s + 0.5))
        return str(max(1, whole))
    left = math.ceil(length_s - since_s - 1e-6)
    return clock(left) if length_s >= 60 else str(max(1, left))


def _counts_down(parts: Pace, step: Step) -> bool:
    counted = [cue.number for cue in step.cues if cue.signal is Signal.COUNT]
    return parts.hold_s > COUNTED_HOLD_S[1] or counted != sorted(counted)


def _note(routine: Routine, item: Item | None, frame: Frame) -> str:
    if frame.state in QUESTIONS:
        return _question_note(frame)
    if frame.state is State.RESTING:
        return "Rest as is easiest. I will ask again."
    if frame.telling in _RESTING:
        asked = frame.state is State.LEG_ASKING
        return (
            "Where it was before it moved down."
            if asked
            else words.text(_RESTING[frame.telling])
        )
    if frame.telling and len(told := _told(frame)) > 1:
        return words.text(told[1:])
    if frame.check_due:
        return "Press space: it shows that you are awake."
    step = frame.step
    match item:
        case Work() if step.ask is not None:
            leg = "Compared with before this exercise."
            return leg if step.ask is Gate.LEG else words.text((item.exercise.fix,))
        case Work() if step.kind is StepKind.SETUP:
            items, number = items_of(routine), step.place.item
            before = comes_from(items, number, _whence(step))
            moving = words.moved(before, item.exercise, step)
            said = words.intro(item._replace(care=()), step.place.side)[1:]
            begins = comes_from(items, number) is None
            first = words.stop_rule(routine) if begins else ()
            return words.text((*first, *moving, *words.care_phrase(item.care), *said))
        case Work() if step.kind is StepKind.REST:
            down = item.exercise.rest_word
            said = (f"{down}.",) if down else ()
            return words.text((*said, *words.back_to_first_side(item)))
        case Work():
            eased = ("Smaller.",) if frame.eased else ()
            cue = words.cue_phrase(item.exercise, step.place.side)
            return words.text((*eased, *words.care_phrase(item.care), *cue))
        case ThermalPlan():
            return _pack_note(item, step)
        case None:
            return words.text(words.fetch(needs(routine)))
        case _:
            return ""


def _whence(step: Step) -> int:
    """Return where one comes from into the place of ``step``."""
    changes = (cue.number for cue in step.cues if cue.signal is Signal.CHANGE_POSITION)
    return next(changes, AS_PLANNED)


_RESTING: dict[Signal, words.Phrase] = {
    Signal.LEG_REST: ("I will ask again.",),
    Signal.LIE_ON_BACK: words.LIE_ON_BACK_WORDS,
    Signal.LIE_ON_SIDE: words.LIE_ON_SIDE_WORDS,
    Signal.WALK: words.WALK_WORDS,
}


def _question_note(frame: Frame) -> str:
    match frame.state:
        case State.ASKING_SIGN:
            return "Press its number. No answer counts as yes."
        case State.ASKING_IF_TRUE:
            return f"{words.NEW_SIGNS[frame.sign - 1]}."
        case _:
            return f"Type a number and Enter. Space alone: {_end_label(frame)}."


def _told(frame: Frame) -> words.Phrase:
    """What is said now, before anything else goes on."""
    return words.EASED_WORDS if frame.telling is Signal.EASED else words.STOP_WORDS


def _pack_note(plan: ThermalPlan, step: Step) -> str:
    match step.kind:
        case StepKind.SETUP:
            return words.text(packs.pack_set_up(plan))
        case StepKind.APPLY:
            return "On you, never under you. Stay awake. Space: the pack is off."
        case StepKind.ALARM:
            return "Press space when it is off."
        case _:
            return words.text(packs.pack_phrase(plan, step, step.cues[0]))


def coming(
    compiled: Compiled,
    index: int,
    barred: frozenset[int] = frozenset(),
) -> str:
    """Return what comes after this exercise or pack: "Next: Wall slides, 1 x 8". Items that
    are ``barred`` do not."""
    routine, steps = compiled
    number = steps[index].place.item + 1
    while number in barred:
        number += 1
    if number >= len(routine.items):
        return "Last one" if len(routine.items) > 1 else ""
    item = routine.items[number]
    match item:
        case Work():
            return f"Next: {item.exercise.name}, {words.dose_written(item.exercise, item.dose)}"
        case Rest():
            return f"Next: rest, {clock(item.rest_s)}"
        case ThermalPlan():
            return f"Next: {words.item_name(item)}, {clock(item.apply_s)}"


def _keys(frame: Frame) -> tuple[tuple[str, str], ...]:
    hurts_or_leave = (_labelled(Means.HURTS), _labelled(Means.LEAVE))
    match frame.state:
        case State.ASKING_SIGN:
            return _SIGN_KEYS
        case State.ASKING_IF_TRUE:
            return _TRUE_KEYS
        case State.ASKING | State.ASKING_AGAIN:
            return (*_PAIN_KEYS, ("space", _end_label(frame)))
        case State.RESTING:
            return (("space", "answer now"), _labelled(Means.LEAVE), _labelled(Means.UNSURE))
        case State.LEG_RESTING:
            chosen = (("1", "rest lying down"), ("2", "walk a little"))
            return (*chosen, ("space", "answer now"), *hurts_or_leave)
        case State.LEG_ASKING:
            return ((Means.YES.value, "yes"), (Means.NO.value, "no"), *hurts_or_leave)
        case State.TELLING:
            return (("space", "pause"), *hurts_or_leave, _KEYS)
        case _:
            return _running_keys(frame)


def _labelled(means: Means) -> tuple[str, str]:
    return means.value, _LABELS[means]


_TEN = (Means.TEN.value, "ten")


def _running_keys(frame: Frame) -> tuple[tuple[str, str], ...]:
    shown = [("space", _space_label(frame))]
    if frame.step.ask is Gate.SKIN:
        shown = [(Means.YES.value, "yes"), (Means.NO.value, "no")]
    if frame.step.ask is Gate.LEG:
        shown = [
            (Means.SAME.value, "same or none"),
            (Means.CLOSER.value, "closer to the back"),
            (Means.FURTHER.value, "further down"),
        ]
    if frame.step.leads_to("pain") is not None:
        shown += [("0-9", "ready, and my pain now"), _TEN]
    shown = [(key, label) for key, label in shown if label]
    nothing: tuple[Means, ...] = ()
    if frame.kind is StepKind.WORK and frame.step.place.rep_no > 0:
        nothing = (Means.MORE, Means.LESS)
    elif frame.step.ask in (Gate.SKIN, Gate.LEG):
        nothing = (Means.NEXT,)
    if not isinstance(frame.step.item, Work):
        nothing = (*nothing, Means.UNSURE)
    shown += [
        _labelled(means)
        for means in _LABELS
        if IN_SESSION[means] in PERMITTED[frame.kind] and means not in nothing
    ]
    return (*shown, _KEYS)


def _end_label(frame: Frame) -> str:
    """What silence does when it hurts."""
    on_skin = frame.kind in (StepKind.APPLY, StepKind.ALARM)
    return "take the pack off" if on_skin else "end this exercise"


def _space_label(frame: Frame) -> str:
    if frame.state is State.PAUSED:
        return "go on"
    if frame.check_due:
        return "I looked"
    match frame.kind:
        case StepKind.SETUP | StepKind.GATE:
            return "ready"
        case StepKind.READY if frame.seconds is None:
            return "start"
        case StepKind.COUNT:
            return "done"
        case StepKind.APPLY | StepKind.ALARM:
            return "the pack is off"
        case StepKind.OFF:
            return ""
        case _:
            return "pause"


def _part(frame: Frame) -> float | None:
    if not frame.seconds or frame.state is State.COUNTING_IN:
        return None
    return min(1.0, max(0.0, frame.elapsed_s / frame.seconds))


# --- plain lines -----------------------------------------------------------------------


OR_PAIN = "Or press your pain now, 0 to 9, T for ten."
"""With the first "the pack is on": it starts the pack, too."""


def line(compiled: Compiled, event: Event) -> str:
    """Return the plain line of an event; empty for one that needs none.

    What is heard as a tone is a short word here, so that a session can be followed by
    screen reader alone. The numbers of a hold are no lines: one a second would be read too
    late, and a single one would be taken for a rep. The middle of a long hold is said.
    """
    match event:
        case CueDue(step_index=index, cue=cue):
            step = compiled.steps[index]
            if _counts_a_hold(step, cue):
                return _middle_words(step, cue) if cue == _in_the_middle(step) else ""
            said = words.phrase(compiled, index, cue)
            if cue.signal is Signal.PACK_ON and step.leads_to("pain") is not None:
                return f"{words.text(said)} {OR_PAIN}".strip()
            if cue.signal is Signal.GOOD_ZONE:  # with its number it is a line by itself
                said = said[len(words.GOOD_ZONE_WORDS) :]
            return words.text(said) or _brief(step.item, cue.signal)
        case Halted(why=Why.AWAY):
            return "You were away: the exercise stood still. Press space to go on."
        case PainReported():
            return pain_words(event)
        case StepEnded(answer=answer) if answer.isdecimal():  # said with the pack
            return _pain(int(answer))
        case UnsureReported():
            return unsure_words(compiled.routine, event)
        case KeyAcknowledged(longer_s=longer_s):
            return _heard(longer_s)
        case SessionEnded(ending=Ending.EMERGENCY):
            return ""  # said by the cue that stopped it
        case SessionEnded(ending=ending):
            return ENDINGS[ending]
        case _:
            return ""


def pain_words(said: PainReported) -> str:
    """Return what is said back of a pain in the session."""
    return f"Pain {said.pain} of 10: good zone." if said.goes_on else _pain(said.pain)


def _heard(longer_s: float) -> str:
    if not round(longer_s):
        return "Heard."
    return f"{spoken(abs(longer_s)).capitalize()} {'more' if longer_s > 0 else 'less'}."


def _pain(pain: int) -> str:
    return f"Pain {pain} of 10."


def unsure_words(routine: Routine, said: UnsureReported) -> str:
    """Return what is said back of an exercise of which it is not clear how it is done."""
    works = (item for item in routine.items if isinstance(item, Work))
    names = {work.exercise.id: work.exercise.name for work in works}
    return (
        f"Noted: not sure how to do {names.get(said.exercise, said.exercise)}. Leave it out"
        f" with {Means.NEXT.value.upper()}, and ask a therapist to show you."
    )


SOUND_OFF, SOUND_ON = "Sound off. Alarms stay on.", "Sound on."
NO_SOUND = "There is no sound to turn off."
_NAMES = {"+": "plus", "-": "minus", "esc": "escape"}


def keys_said(shown: Caption, *, mutes: bool) -> str:
    """Return every key that means something now as one line: "Keys. Space: pause. ...".

    ``mutes``: the sound can be turned off.
    """
    keys = [pair for pair in shown.keys if pair[0] != "?"]
    keys += [("m", "sound off or on")] if mutes else []
    told = (
        f"{_NAMES.get(key, key).capitalize()}: {does.replace('10 s', 'ten seconds')}."
        for key, does in keys
    )
    return " ".join(("Keys.", *told))


def _counts_a_hold(step: Step, cue: Cue) -> bool:
    """Tell it from counting in, which comes before the step begins."""
    return cue.signal is Signal.COUNT and step.kind is StepKind.WORK and cue.at_s >= 0


def _in_the_middle(step: Step) -> Cue | None:
    """Return the count nearest to the middle of a long hold; ``None`` where it is short, is
    not counted, or says "Halfway." by itself."""
    begins_s, hold_s = _hold_of(step)
    if hold_s < MIDDLE_FROM_S or Signal.HALFWAY in {cue.signal for cue in step.cues}:
        return None
    counts = (cue for cue in step.cues if cue.signal is Signal.COUNT)
    middle_s = begins_s + hold_s / 2
    return min(counts, key=lambda cue: abs(cue.at_s - middle_s), default=None)


def _middle_words(step: Step, cue: Cue) -> str:
    """Return what is said at ``cue``, the count nearest to the middle of a hold: halfway, or
    how long it still is, where only its end is counted."""
    begins_s, hold_s = _hold_of(step)
    at_s = cue.at_s - begins_s
    if abs(at_s - hold_s / 2) <= HALFWAY_WITHIN_S:
        return words.text(words.HALFWAY)
    return f"{spoken(hold_s - at_s).capitalize()} left."


def _hold_of(step: Step) -> tuple[float, float]:
    """Return when the hold of a step begins and how long it is, in seconds."""
    if step.parts is None:
        return 0.0, step.seconds or 0.0
    return step.parts.out_s, step.parts.hold_s


def _brief(item: Item | None, signal: Signal) -> str:
    if signal is Signal.BACK and isinstance(item, Work):
        return f"{item.exercise.back_word or 'Back'}."
    return _BRIEF.get(signal, "")


_BRIEF = {
    Signal.HOLD: "Hold.",
    Signal.RELEASE: "Relax.",
    Signal.RESUMED: "Going on.",
    Signal.GOOD_ZONE: "Going on.",
}


def ending_words(ending: Ending, sign: int = 0) -> str:
    """Return the last words of a session; ``sign`` as ``SessionEnded`` has it."""
    return words.text(words.EMERGENCY[sign]) if ending is Ending.EMERGENCY else ENDINGS[ending]


ENDINGS: dict[Ending, str] = {
    Ending.DONE: "",
    Ending.STOPPED: "Stopped.",
    Ending.UNANSWERED: "No answer for ten minutes: stopped.",
    Ending.PAIN: "The pain stayed at 6 or more: enough for today. "
    + " ".join(words.STOP_WORDS[1:]),
    Ending.LEG: " ".join(words.LEG_ENDING),
    Ending.EMERGENCY: words.text(words.EMERGENCY[0]),
}


def ending_phrase(ending: Ending) -> words.Phrase:
    """Return the last words of a session, one sentence a piece; none for one that is done."""
    said = ENDINGS[ending].replace(". ", ".\n")
    return tuple(part for part in said.split("\n") if part)
