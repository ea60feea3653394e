"""What a user's precautions and conditions change about a routine and its packs, in words.

The rules are those of ``safety/clearance.py``. Reasons are words of ``exercises.yaml`` and
``safety.yaml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backpt.language.en.words import item_name
from backpt.prescription.model import Mode, Routine
from backpt.safety.clearance import Fitted, LeftOutPack, PackLimit, PackLimits
from backpt.safety.packs import PACK_NO, PackRule
from backpt.safety.precautions import (
    LEG_DOWN,
    Adapted,
    Effect,
    Ground,
    Note,
    RoutineRefusal,
    unchecked_names,
)
from backpt.safety.rows import Verdict

if TYPE_CHECKING:
    from backpt.progress.report_values import PrecautionFigures

# --- exercises -------------------------------------------------------------------------

NOT_SEEN = "a warning sign in your answers that no clinician has seen yet"
STOPPED_FOR_LEG = (
    "your plan stops this once pain moves further down the leg, until you have talked to your"
    ' therapist. When you have: backpt advice --done "talked"'
)
NOT_CHECKED = "No safety check for this one: no precautions are known for it."

_SAID = {
    Effect.LEFT_OUT: "Left out for you: {what}. {why}",
    Effect.REPLACED: "{what}. {why}",
    Effect.WARNED: "Careful with {what}. {why}",
    Effect.CLEARED: "Kept for you: {what}. {why}",
}


def adapted_lines(adapted: Adapted) -> tuple[str, ...]:
    """Return every note, what has one reason in one sentence; then what nobody checked."""
    said = notes_together(adapted.notes)
    is_said = any(note.is_unchecked for note in adapted.notes)
    return said if is_said else (*said, *_unchecked(adapted.routine))


def notes_together(notes: tuple[Note, ...]) -> tuple[str, ...]:
    """Return the sentences of ``notes``, those of one kind and one reason as one."""
    named: dict[tuple[Effect, str], list[str]] = {}
    for note in notes:
        named.setdefault((note.effect, why_words(note)), []).append(_what(note))
    return tuple(
        _SAID[change].format(what=", ".join(dict.fromkeys(names)), why=why)
        for (change, why), names in named.items()
    )


def note_words(note: Note) -> str:
    """Return all of a note: "Left out for you: Bridge. Pregnant: ..."."""
    return _SAID[note.effect].format(what=_what(note), why=why_words(note))


def _what(note: Note) -> str:
    match note.effect:
        case Effect.REPLACED:
            return f"{note.name} instead of {note.instead_of}"
        case Effect.CLEARED:
            return f"{note.name}, allowed by {note.cleared_by} ({note.cleared_on})"
        case Effect.LEFT_OUT | Effect.WARNED:
            return note.name


def why_words(note: Note) -> str:
    """Return the reason of a note, a sentence; where it is warned, with what to do."""
    if note.is_unchecked:
        return NOT_CHECKED
    return " ".join((_sentence("; ".join(map(ground_words, note.grounds))), *note.do))


def ground_words(ground: Ground) -> str:
    """Return one reason, the end of a sentence."""
    if not ground.code:
        return NOT_SEEN
    if ground.code == LEG_DOWN:
        return STOPPED_FOR_LEG
    return (
        ground.why or f"a precaution of yours ({ground.code}) that the library does not explain"
    )


def _sentence(why: str) -> str:
    return f"{why[:1].upper()}{why[1:]}."


def _unchecked(routine: Routine) -> tuple[str, ...]:
    """Return the sentence for the user's own exercises of which no safety is known, if any."""
    names = unchecked_names(routine)
    return (f"No safety check for {', '.join(names)}.",) if names else ()


def refused_words(refused: RoutineRefusal, command: str = "session") -> str:
    """Return why nothing of a routine may be done, and what is allowed instead: to be typed
    after ``command``."""
    why = tuple(map(why_words, refused.notes))
    if not refused.is_single:
        reasons = " ".join(dict.fromkeys(why))
        return f"Nothing of {refused.name} is left for you now. {reasons}"
    said = f"{refused.name} is not for you now. {why[0]}"
    for exercise in refused.allowed:
        said += f" {exercise.name} is allowed: backpt {command} {exercise.id}"
    return said


# --- packs -----------------------------------------------------------------------------

PACK_NAMES = {Mode.HEAT: "heat", Mode.COLD: "cold", Mode.ALTERNATE: "heat or cold"}
"""Within a sentence."""
CLINICIAN_ALLOWED = "a clinician allowed it, as you said."
PACKS_FIRST = "its questions have not been answered yet; answer them first (backpt safety)."


def rule_words(rule: PackRule) -> str:
    """Return why a pack is not to be used where nobody was asked, else what to take care of;
    empty for nothing."""
    if rule.verdict < Verdict.ASK:
        return " ".join(care(rule))
    return f"{'; '.join(rule.reasons)}. {PACK_NO.format(name=PACK_NAMES[rule.mode])}"


def care(rule: PackRule) -> tuple[str, ...]:
    """Return what to take care of where a pack is used, the milder conditions too."""
    name = PACK_NAMES[rule.mode]
    watched = {
        Verdict.CARE: f"{name} only with care.",
        Verdict.WARN: f"take extra care with {name}.",
    }
    return (
        *(f"{'; '.join(texts)}: {watched[level]}" for level, texts in rule.watched),
        *(f"{text}: {how}." for text, how in rule.how),
    )


def beside_pack(rule: PackRule) -> tuple[str, ...]:
    """Return the sentences to stand beside a pack that may be used. Who allowed a pack that
    needs asking comes first."""
    asked = (f"{'; '.join(rule.reasons)}: {CLINICIAN_ALLOWED}",)
    return (*(asked if rule.verdict >= Verdict.ASK else ()), *care(rule))


def limit_lines(limits: PackLimits) -> tuple[str, ...]:
    """Return which packs are not to be used now and why, and what to take care of."""
    said = (one for limit in limits.limits for one in _limit(limit))
    return tuple(dict.fromkeys(said))


def _limit(limit: PackLimit) -> tuple[str, ...]:
    if limit.is_used:
        return care(limit.rule)
    return (f"No {limit.rule.mode} pack for you now: {_why_not(limit)}",)


def _why_not(limit: PackLimit) -> str:
    return PACKS_FIRST if limit.is_unanswered else rule_words(limit.rule)


def left_out_packs(fitted: Fitted | PrecautionFigures) -> tuple[str, ...]:
    """Return a sentence for every kind of pack that is not for this user."""
    return tuple(dict.fromkeys(map(_left_out, fitted.left_out)))


def _left_out(pack: LeftOutPack) -> str:
    why = " ".join(map(_why_not, pack.limits))
    return f"Left out for you: {item_name(pack.plan)}. {why}"
