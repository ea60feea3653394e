"""A moment of a session, and an event of it, in words for a screen and for plain lines.

Which key means something, which digits stand there and what moves is no language's: that is
``session/moments.py``.
"""

from __future__ import annotations

from backpt.language.en import packs, words
from backpt.language.en.durations import spoken
from backpt.prescription.durations import clock
from backpt.prescription.model import (
    Item,
    Part,
    Rest,
    Routine,
    ThermalPlan,
    Work,
    needs,
    periods,
)
from backpt.session import moments
from backpt.session.body import comes_from, items_of, whence_of
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
from backpt.session.steps import Compiled, Cue, Gate, Signal, Step, StepKind
from backpt.session.views import Caption

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
        digits=moments.digits(frame),
        note=_note(routine, item, frame),
        coming=coming(compiled, frame.step_index, frame.barred),
        keys=_keys(frame),
        progress=min(1.0, frame.session_s / frame.total_s) if frame.total_s else 0.0,
        left=f"{clock(left_s)} left",
        part=moments.part_done(frame),
        urgent=frame.kind is StepKind.ALARM or frame.check_due,
        help=help,
        movement=moments.movement(work, frame) if work and work.exercise.figure else None,
    )


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
            before = comes_from(items, number, whence_of(step))
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
    shown += [_labelled(means) for means in _LABELS if moments.means_something(means, frame)]
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
            if moments.counts_a_hold(step, cue):
                return _middle_words(step, cue) if cue == moments.in_the_middle(step) else ""
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


def _middle_words(step: Step, cue: Cue) -> str:
    """Return what is said at ``cue``, the count nearest to the middle of a hold: halfway, or
    how long it still is, where only its end is counted."""
    if moments.is_halfway(step, cue):
        return words.text(words.HALFWAY)
    begins_s, hold_s = moments.hold_of(step)
    return f"{spoken(begins_s + hold_s - cue.at_s).capitalize()} left."


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
