"""Steps and cues in words. The only module that speaks; another language is another such table.

A phrase is a tuple of sentences, each one breath for a voice and one piece of a line for
print. An empty phrase is a signal that needs no words.

Which of them is said when is decided here, too: in another language another word may be enough.
When it is said, and how long it may take, is the compiler's.
"""

from __future__ import annotations

import math

from backpt.language.en.durations import abbreviated, count, spoken
from backpt.language.en.packs import PACK_NAMES, PACK_OFF_NOW, PAIN_ANSWERS, pack_phrase
from backpt.prescription.model import (
    ON_KNEES,
    UPRIGHT,
    Category,
    Dose,
    Exercise,
    Position,
    Rest,
    Routine,
    Side,
    Sides,
    ThermalPlan,
    Work,
    needs,
)
from backpt.safety.signs import EMERGENCY_NERVES
from backpt.session.body import comes_from, items_of
from backpt.session.pain import ASK_WHICH, EMERGENCY_FROM
from backpt.session.steps import Compiled, Cue, Gate, Signal, Step, StepKind, total_s

Phrase = tuple[str, ...]

SHORT_NOTE = 40
"""Letters of a note that is spoken: four seconds, while one gets into place."""
WORD_S, SENTENCE_S = 0.4, 0.5
"""A calm voice: 150 words a minute, half a second between sentences."""

_PUSH_UP = ("Push up with your hands.", "Stand slowly.")
_GET_UP: dict[Position, Phrase] = {
    Position.SUPINE: ("Roll onto your side.", *_PUSH_UP),
    Position.PRONE: ("Come onto your hands and knees.", "Put one foot forward.", *_PUSH_UP),
    Position.SIDE_LYING: _PUSH_UP,
    Position.QUADRUPED: ("Put one foot forward.", *_PUSH_UP),
    Position.HALF_KNEELING: _PUSH_UP,
    Position.KNEELING: ("Put one foot forward.", *_PUSH_UP),
}
"""Leaving the floor is spoken (DESIGN 6)."""
_GET_DOWN: dict[Position, Phrase] = {
    Position.SUPINE: ("Hold on, kneel, lie on your side, roll over.",),
    Position.PRONE: ("Hold on, kneel, and go down over your hands.",),
    Position.SIDE_LYING: ("Hold on, kneel, and sit to one side.",),
}
"""Getting down to the floor is the hardest part for many [D]."""
_ONTO_KNEES: dict[Position, Phrase] = {
    Position.SUPINE: ("Roll onto your side.", "Push up with your hands."),
    Position.SIDE_LYING: ("Push up with your hands.",),
}
_OFF_BALL = ("Push gently with your hands to come back to kneeling.",)
"""From lying over a ball, where rolling onto the side would be a fall (clinical B2,
``ball-prone-drape``)."""

_POSITION: dict[Position, Phrase] = {
    Position.SUPINE: ("Lie on your back, knees bent, feet flat.",),
    Position.PRONE: ("Lie on your front.",),
    Position.SIDE_LYING: ("Lie on your side.",),
    Position.QUADRUPED: ("Come onto your hands and knees.",),
    Position.HALF_KNEELING: ("Kneel on one knee.",),
    Position.KNEELING: ("Kneel.",),
    Position.SEATED: ("Sit on a firm chair.",),
    Position.STANDING: ("Stand tall.",),
    Position.WALL: ("To the wall.",),
}
POSITION_NAMES: dict[Position, str] = {
    Position.SUPINE: "on your back",
    Position.PRONE: "on your front",
    Position.SIDE_LYING: "on your side",
    Position.QUADRUPED: "on hands and knees",
    Position.HALF_KNEELING: "kneeling on one knee",
    Position.KNEELING: "kneeling",
    Position.SEATED: "on a chair",
    Position.STANDING: "standing",
    Position.WALL: "at the wall",
}

NEXT_EXERCISE = "Next exercise."
"""Said where an exercise has a name that no voice here can say."""
ABOUT_KEYS = frozenset(
    {
        "Press space to start.",
        "Press space to go on.",
        "Press space when you are ready.",
        "Press space when it is done.",
        "Press space when the set is done.",
        "Space when done.",
    }
)
"""What an exercise says of keys; left out where there are none."""
HALFWAY = ("Halfway.",)
KEYS_HINT = ("Laptop within reach.", "Space pauses.", "H if it hurts.")

HOW_MUCH = ("How much does it hurt?", *PAIN_ANSWERS, "Space to end this exercise.")
NEW_SIGNS = (
    "Numb or strange between the legs, or trouble with bladder or bowel",
    "A leg weak or numb",
    "Dizzy or faint",
    "Chest pain",
)
"""The signs of ``pain.NEW_SIGNS``, in the order of their keys."""
WHICH_SIGN = (
    "Something new: which is it?",
    *(f"{number}: {sign.lower()}." for number, sign in enumerate(NEW_SIGNS, 1)),
    "Escape to go back.",
)
IS_IT_TRUE = ("Is this true of you? Y for yes, N for no.",)

EMERGENCY_CHEST = ("Chest pain or fainting: call your emergency number now.",)
"""Clinical D3 E7, in the words of D6."""
EMERGENCY_FAINT = (
    "Stop.",
    "Sit or lie down at once.",
    "Faint, or dizzy and it does not pass: call your emergency number now.",
)
"""[D] from clinical D3 E10 and C4 ("dizzy: stop"), in the words of D6."""
EMERGENCY: tuple[Phrase, ...] = (
    (*EMERGENCY_NERVES, *EMERGENCY_CHEST),
    EMERGENCY_NERVES,
    EMERGENCY_NERVES,
    EMERGENCY_FAINT,
    ("Stop.", *EMERGENCY_CHEST),
)
"""What is said for each of ``NEW_SIGNS``, by its number; 0 where nobody said which it is."""
EASED_WORDS = ("Fewer, and smaller.",)
GOOD_ZONE_WORDS = ("Good zone.",)
"""Of pain 0-3, before it goes on (clinical D5, G4)."""
STOP_WORDS = (
    "End this exercise.",
    "Rest in a comfortable position and see how it feels in ten minutes.",
)
"""Clinical D6, STOP."""


def without_keys(said: str) -> str:
    """Return a text without its sentences about keys."""
    for sentence in ABOUT_KEYS:
        said = said.replace(sentence, "")
    return " ".join(said.split())


def text(phrase: Phrase) -> str:
    return " ".join(phrase)


def speech_s(phrase: Phrase) -> float:
    """Return how long a voice needs for ``phrase``, in whole seconds."""
    sentences = sum(part.count(".") + part.count("?") for part in phrase)
    words = sum(len(part.split()) for part in phrase)
    return float(math.ceil(WORD_S * words + SENTENCE_S * sentences))


LEG_REST_WORDS = (
    "End this exercise.",
    "Press 1 to rest lying down, 2 to walk a little.",
    "I will ask again in ten minutes.",
)
"""Clinical R9, with what is offered at once."""
LIE_ON_BACK_WORDS = ("Lie on your back, calves on a chair.", "Rest as is easiest.")
LIE_ON_SIDE_WORDS = ("Lie on your side, a cushion between your knees.", "Rest as is easiest.")
WALK_WORDS = ("Walk slowly, where it is flat.", "Stop if it goes further down.")
TRIAL_STOP = ("If pain or tingling moves down the leg, press h, then l.",)
"""Before anything of a trial is done: its stop rule (clinical E, R9)."""
LEG_NOW = (
    "How is your leg?",
    "Press s for the same or none, c for closer to the back, f for further down.",
)
"""After each exercise of a trial."""
LEG_ENDING = (
    "Enough for today.",
    "Rest, and walk a little.",
    "Nothing more today that loads the leg or bends the back.",
)
IS_IT_BACK = ("Is the pain in your leg back to where it was?", "Press y for yes, n for no.")


# --- what is prescribed ----------------------------------------------------------------


_NOT_ALONE = frozenset({"arm", "ankle"})


def side_noun(exercise: Exercise) -> str:
    """Return what there is one of on each side: "leg" where the side words are "Left leg";
    "side" for an arm or an ankle, with which the other leg goes."""
    if exercise.side_words:
        left, _, noun = exercise.side_words[0].partition(" ")
        if left == "Left" and noun and " " not in noun and noun not in _NOT_ALONE:
            return noun
    return "side"


def side_word(exercise: Exercise, side: Side | None) -> str:
    """Return the side as it is named beside a rep: "Left", "Left leg"."""
    if side is None:
        return ""
    return _long_or_short(exercise, side) or side.value.capitalize()


def _long_or_short(exercise: Exercise, side: Side) -> str:
    """Side words of up to two words are said with the reps; longer ones while changing."""
    words = exercise.side_words[side is Side.RIGHT] if exercise.side_words else ""
    return words if len(words.split()) <= 2 else ""


def side_set_up(exercise: Exercise, side: Side | None) -> Phrase:
    """Return how to lie or stand for a side, where the side words say it."""
    if side is None or not exercise.side_words or _long_or_short(exercise, side):
        return ()
    return _sentences(exercise.side_words[side is Side.RIGHT])


def dose_phrase(exercise: Exercise, dose: Dose) -> Phrase:
    """Return the dose as it is spoken: "Two sets of eight.", "Five each side.", "Twice."."""
    each = "" if dose.sides is Sides.BOTH else f" each {side_noun(exercise)}"
    if dose.time_s is not None:
        sets = f", {_times(dose.sets)}" if dose.sets > 1 else ""
        said = f"{spoken(dose.time_s)}{each}{sets}"
    elif len(set(dose.reps)) > 1:
        said = ", then ".join(count(reps) for reps in dose.reps) + each
    elif dose.sets > 1 and dose.reps[0] == 1:
        said = f"{_times(dose.sets)}{each}"
    elif dose.sets > 1:
        said = f"{count(dose.sets)} sets of {count(dose.reps[0])}{each}"
    elif each:
        said = f"{count(dose.reps[0])}{each}"
    else:
        said = _times(dose.reps[0])
    return (f"{said[0].upper()}{said[1:]}.",)


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{count(number)} times")


def dose_written(exercise: Exercise, dose: Dose) -> str:
    """Return the dose as it is written in a list: "2 x 8, hold 3 s, each leg"."""
    if dose.time_s is not None:
        amount = abbreviated(dose.time_s)
        parts = [amount if dose.sets == 1 else f"{dose.sets} x {amount}"]
    elif len(set(dose.reps)) > 1:
        parts = [" + ".join(str(reps) for reps in dose.reps)]
    else:
        parts = [f"{dose.sets} x {dose.reps[0]}"]
    if dose.pace.hold_s and dose.time_s is None:
        parts.append(f"hold {dose.pace.hold_s:g} s")
    if dose.sides is not Sides.BOTH:
        parts.append(f"each {side_noun(exercise)}")
    if dose.self_paced:
        parts.append("at your own pace")
    return ", ".join(parts)


def cue_phrase(exercise: Exercise, side: Side | None) -> Phrase:
    """Return the exercise's cue with the sides filled in, one sentence a piece; for a set in
    which the user alternates, as it is for the left."""
    this = side or Side.LEFT
    said = exercise.cue.replace("{side}", this).replace("{other}", this.other)
    said = said.replace("{Side}", this.capitalize())
    return _sentences(said.replace("{Other}", this.other.capitalize()))


def _sentences(said: str) -> Phrase:
    parts = said.replace(". ", ".\n").split("\n")
    return tuple(part if part.endswith((".", "?")) else f"{part}." for part in parts if part)


def intro(work: Work, side: Side | None) -> Phrase:
    """Return what is said before an exercise: name, dose, cue."""
    exercise, dose = work.exercise, work.dose
    own_pace = ("At your own pace.",) if dose.self_paced else ()
    dosed = dose_phrase(exercise, dose)
    set_up = side_set_up(exercise, side)
    cue = cue_phrase(exercise, side)
    said = (*dosed, *own_pace, *set_up, *cue, *care_phrase(work.care), *note_phrase(work.note))
    return (f"{exercise.name}.", *said)


def note_phrase(note: str) -> Phrase:
    """Return a note on how an exercise is done here, where it is short enough to be heard:
    "Red band."; a longer one is read."""
    if not note or len(note) > SHORT_NOTE:
        return ()
    return (f"{note[0].upper()}{note[1:]}.",)


def care_phrase(care: tuple[str, ...]) -> Phrase:
    """Return what this user does differently: "You: bend less than 45 degrees."."""
    return tuple(
        sentence
        for said in care
        for sentence in _sentences(f"You: {said[:1].lower()}{said[1:]}")
    )


def switch(work: Work, side: Side | None) -> Phrase:
    """Return what is said when sides change; a cue that names sides is said anew."""
    exercise = work.exercise
    if side is None and exercise.half_word:
        return (f"{exercise.half_word}.",)
    noun = side_noun(exercise)
    said = cue_phrase(exercise, side)
    plain = cue_phrase(exercise, side.other if side else None)
    changed = tuple(now for now, then in zip(said, plain, strict=True) if now != then)
    set_up = side_set_up(exercise, side)
    if set_up or changed:
        return (f"Change {noun}s.", *set_up, *changed)
    return (f"Change {noun}s.", f"{side_word(exercise, side)}.")


def rest(seconds: float) -> Phrase:
    return ("Rest.", f"{spoken(seconds).capitalize()}.")


def rest_between(work: Work, seconds: float) -> Phrase:
    """Return what is said as a rest between two sets begins: "Rest.", "Feet down.", ..."""
    resting, *long = rest(seconds)
    down = work.exercise.rest_word
    return (resting, *((f"{down}.",) if down else ()), *long)


def back_to_first_side(work: Work) -> Phrase:
    """Return what is said between two sets that each end on the other side; else nothing."""
    return switch(work, Side.LEFT) if work.dose.sides is Sides.EACH else ()


def move(before: Exercise | None, exercise: Exercise) -> Phrase:
    """Return how to get from one exercise into the next; empty where one stays as one is."""
    there = _sentences(exercise.place) if exercise.place else _POSITION[exercise.position]
    if before is None:
        return there
    if _is_over_ball(before) and not _is_over_ball(exercise):
        kneeling = before._replace(position=Position.KNEELING, place="", needs=())
        return (*_OFF_BALL, *move(kneeling, exercise))
    if before.position is exercise.position:
        return there if exercise.place and exercise.place != before.place else ()
    if before.position in _GET_UP and exercise.position in UPRIGHT:
        up = _GET_UP[before.position]
        stays = exercise.position is Position.STANDING and not exercise.place
        return up if stays else (*up, *there)
    if before.position in UPRIGHT:
        return (*get_down(exercise), *there)
    if exercise.position in ON_KNEES:
        return (*_ONTO_KNEES.get(before.position, ()), *there)
    return there


def get_down(exercise: Exercise) -> Phrase:
    """Return how to get down to the floor for ``exercise``; empty where one does not lie."""
    return () if _is_over_ball(exercise) else _GET_DOWN.get(exercise.position, ())


def moved(before: Exercise | None, exercise: Exercise, step: Step) -> Phrase:
    """Return how to get into place for ``step``: where the keys are explained, how to get down
    to the floor, too."""
    hinted = any(cue.signal is Signal.KEYS for cue in step.cues)
    return (*(get_down(exercise) if hinted else ()), *move(before, exercise))


def _is_over_ball(exercise: Exercise) -> bool:
    return exercise.position is Position.PRONE and "stability-ball" in exercise.needs


def welcome(routine: Routine, seconds: float) -> Phrase:
    """Return the first words: "Home basics.", "Four exercises, about eight minutes."."""
    exercises = sum(isinstance(item, Work) for item in routine.items)
    minutes = max(1, round(seconds / 60))
    length = f"about {count(minutes)} minute{'' if minutes == 1 else 's'}"
    if not exercises:
        return (f"{routine.name}.", f"{length[0].upper()}{length[1:]}.")
    many = f"{count(exercises)} exercise{'' if exercises == 1 else 's'}"
    return (f"{routine.name}.", f"{many[0].upper()}{many[1:]}, {length}.")


def stop_rule(routine: Routine) -> Phrase:
    """Return what must be known before the first exercise; of most routines nothing."""
    return (*_sentences(routine.first), *(TRIAL_STOP if routine.trial else ()))


def equipment(needs: tuple[str, ...]) -> str:
    """Return equipment as one reads it: "stability ball, band"; empty for none."""
    return ", ".join(need.replace("-", " ") for need in needs)


def fetch(equipment: tuple[str, ...]) -> Phrase:
    names = [f"a {name.replace('-', ' ')}" for name in equipment]
    return (f"Put within reach: {', '.join(names)}.", "Press space when you are ready.")


def item_name(item: Work | Rest | ThermalPlan) -> str:
    match item:
        case Work():
            return item.exercise.name
        case Rest():
            return "Rest"
        case ThermalPlan():
            return PACK_NAMES[item.mode]


# --- what is said at a cue -------------------------------------------------------------


def phrase(compiled: Compiled, index: int, cue: Cue) -> Phrase:
    """Return what a voice says at ``cue`` of the step ``index``; empty: a tone is enough."""
    routine, steps = compiled
    step = steps[index]
    if said := _about_a_sign(step, cue):
        return said
    match item := step.item:
        case ThermalPlan():
            said = pack_phrase(item, step, cue) or _plain_phrase(step, cue)
        case Work():
            said = _work_phrase(routine, item, step, cue)
        case _:
            said = _plain_phrase(step, cue)
    if cue.signal is Signal.WELCOME:
        if item is None:
            said = fetch(needs(routine))
        elif routine.items == (item,) and isinstance(item, ThermalPlan):
            said = said[1:]  # a pack by itself was named just now
        return (*welcome(routine, total_s(steps)), *stop_rule(routine), *said)
    return said


def _plain_phrase(step: Step, cue: Cue) -> Phrase:
    """What is said anywhere, whatever the item. A cue that is not of the step itself is what
    came in between: it hurts, or the end."""
    match cue.signal:
        case Signal.COUNT:
            return (f"{count(cue.number).capitalize()}.",)
        case Signal.REST if cue in step.cues:
            return rest(step.seconds or 0.0)
        case _:
            return _ALWAYS.get(cue.signal, ())


def _about_a_sign(step: Step, cue: Cue) -> Phrase:
    """What is said of something new, whatever was done: which it is, if it is true, what to
    do now. A pack on the skin comes off first."""
    match cue.signal:
        case Signal.QUESTION if cue.number == ASK_WHICH and cue not in step.cues:
            return WHICH_SIGN
        case Signal.QUESTION if cue.number > ASK_WHICH and cue not in step.cues:
            return (f"{NEW_SIGNS[cue.number - ASK_WHICH - 1]}.", *IS_IT_TRUE)
        case Signal.STOP if cue.number >= EMERGENCY_FROM:
            pack = PACK_OFF_NOW if step.kind in (StepKind.APPLY, StepKind.ALARM) else ()
            return (*pack, *EMERGENCY[cue.number - EMERGENCY_FROM])
        case _:
            return ()


_ALWAYS: dict[Signal, Phrase] = {
    Signal.KEYS: KEYS_HINT,
    Signal.HALFWAY: HALFWAY,
    Signal.TEN_LEFT: ("Ten seconds.",),
    Signal.REST: ("Rest as is easiest.", "I will ask again in two minutes."),
    Signal.QUESTION: HOW_MUCH,
    Signal.LEG_REST: LEG_REST_WORDS,
    Signal.LIE_ON_BACK: LIE_ON_BACK_WORDS,
    Signal.LIE_ON_SIDE: LIE_ON_SIDE_WORDS,
    Signal.WALK: WALK_WORDS,
    Signal.LEG_QUESTION: IS_IT_BACK,
    Signal.EASED: EASED_WORDS,
    Signal.GOOD_ZONE: GOOD_ZONE_WORDS,
    Signal.EXERCISE_END: STOP_WORDS,
    Signal.PAUSED: ("Paused.",),
    Signal.WAITING: ("Press space to go on.",),
    Signal.STOP: ("Stop.",),
    Signal.SESSION_END: ("Finished.", "Well done."),
}


def _work_phrase(routine: Routine, work: Work, step: Step, cue: Cue) -> Phrase:
    exercise, dose, place = work.exercise, work.dose, step.place
    match cue.signal:
        case Signal.WELCOME if any(one.signal is Signal.KEYS for one in step.cues):
            return ()  # where to lie comes after the keys, which are laid within reach first
        case Signal.WELCOME | Signal.CHANGE_POSITION:
            return moved(comes_from(items_of(routine), place.item, cue.number), exercise, step)
        case Signal.GET_READY if step.kind is StepKind.READY:
            number = f"{count(cue.number).capitalize()}."
            return (number, *_sided(exercise, place.side), "Press space to start.")
        case Signal.GET_READY:
            return intro(work, place.side)
        case Signal.SWITCH_SIDE:
            return switch(work, place.side)
        case Signal.OUT | Signal.HOLD if cue.at_s == 0:
            return _rep_phrase(work, step, cue)
        case Signal.HOLD | Signal.BACK | Signal.RELEASE:
            return _part_phrase(exercise, step, cue)
        case Signal.GO if step.kind is StepKind.COUNT:
            each = " each side" if place.side is None and dose.sides is not Sides.BOTH else ""
            many = count(cue.number).capitalize()
            return (*_sided(exercise, place.side), f"{many}{each}.", "Space when done.")
        case Signal.GO:
            rests = exercise.category is Category.DECOMPRESSION
            return (*_sided(exercise, place.side), "Settle." if rests else "Go.")
        case Signal.RESUMED:
            return (f"{exercise.name}.", *_sided(exercise, place.side))
        case Signal.GOOD_ZONE:
            return (*GOOD_ZONE_WORDS, f"{exercise.name}.", *_sided(exercise, place.side))
        case _:
            return _waiting_phrase(work, step, cue) or _plain_phrase(step, cue)


def _waiting_phrase(work: Work, step: Step, cue: Cue) -> Phrase:
    """What is said where the exercise waits, for rest or for a key."""
    match cue.signal:
        case Signal.QUESTION | Signal.WAITING if step.ask is Gate.LEG and (
            cue in step.cues or cue.signal is Signal.WAITING
        ):
            return LEG_NOW
        case Signal.QUESTION if cue in step.cues:
            return (*_sentences(work.exercise.fix), "Press space when it is done.")
        case Signal.WAITING if step.ask is Gate.FIX:
            return ("Press space when it is done.",)
        case Signal.WAITING if step.kind is StepKind.COUNT:
            return ("Press space when the set is done.",)
        case Signal.REST if cue in step.cues:
            return (*rest_between(work, step.seconds or 0.0), *back_to_first_side(work))
        case _:
            return ()


def _part_phrase(exercise: Exercise, step: Step, cue: Cue) -> Phrase:
    """The parts of a rep are named at the first of each side, "breathe" only once."""
    place = step.place
    is_later = place.rep_no > 1 or place.set_no > 1
    if is_later and not (exercise.says_each and cue.signal is Signal.BACK):
        return ()
    match cue.signal:
        case Signal.HOLD:
            return ("Hold.",) if place.side is Side.RIGHT else ("Hold.", "Breathe.")
        case Signal.BACK:
            return (f"{exercise.back_word or 'Back'}.",)
        case _:
            return ("Relax.",)


def _sided(exercise: Exercise, side: Side | None) -> Phrase:
    return (f"{side_word(exercise, side)}.",) if side else ()


def _rep_phrase(work: Work, step: Step, cue: Cue) -> Phrase:
    """The number and the side; at the first rep of each side what to do, too."""
    exercise, dose, place = work.exercise, work.dose, step.place
    last = place.rep_no == dose.reps[place.set_no - 1]
    # The second side of an alternating rep has the number of the first: not said again.
    second = dose.sides is Sides.ALTERNATE and place.side is Side.RIGHT
    number = "" if second else "Last." if last else f"{count(place.rep_no).capitalize()}."
    if place.rep_no > 1 and exercise.says_each:
        return (*(["Last."] if last else []), f"{exercise.out_word or 'Out'}.")
    if place.rep_no > 1:
        side = _sided(exercise, place.side) if dose.sides is Sides.ALTERNATE else ()
        return (*([number] if number else []), *side)
    out = exercise.out_word if cue.signal is Signal.OUT else "Hold"
    said = (*_sided(exercise, place.side), *((f"{out}.",) if out else ()))
    return said or ("Hold.",) if cue.signal is Signal.HOLD else said or ("Go.",)
