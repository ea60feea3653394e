"""A user's own library laid over the built-in one. Nothing here makes a session less safe."""

from __future__ import annotations

from collections.abc import Iterable

from backpt.prescription.model import Exercise, Level, Library, Precaution


def lay_over(builtin: Library, *own: Library) -> Library:
    """Return ``builtin`` with each of ``own`` laid over it, the last on top.

    An entry of the same id takes the other's place; new ones follow in their order. An
    exercise keeps the stop-if it leaves out, every avoid code below it, what to do about each,
    and every strain; a precaution that blocks goes on blocking.
    """
    for library in own:
        builtin = _over(builtin, library)
    return builtin


def _over(below: Library, above: Library) -> Library:
    return Library(
        exercises=below.exercises
        | {
            id_: _kept_safe(below.exercises.get(id_), new)
            for id_, new in above.exercises.items()
        },
        routines=below.routines
        | {
            id_: new._replace(trial=True) if _is_trial(below, id_) else new
            for id_, new in above.routines.items()
        },
        sources=below.sources | above.sources,
        precautions=below.precautions
        | {
            id_: _not_lowered(below.precautions.get(id_), new)
            for id_, new in above.precautions.items()
        },
    )


def _is_trial(below: Library, id_: str) -> bool:
    return id_ in below.routines and below.routines[id_].trial


def _kept_safe(old: Exercise | None, new: Exercise) -> Exercise:
    if old is None:
        return new
    return new._replace(
        avoid=_joined(old.avoid, new.avoid),
        careful=tuple((dict(old.careful) | dict(new.careful)).items()),
        stop_if=new.stop_if or old.stop_if,
        strains=_strains(old.strains, new.strains),
    )


def _strains(
    old: tuple[str, ...] | None, new: tuple[str, ...] | None
) -> tuple[str, ...] | None:
    """Strains of both; an entry that says nothing of them is still the same exercise."""
    return old if new is None else new if old is None else _joined(old, new)


def _joined(*lists: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for many in lists for one in many))


def _not_lowered(old: Precaution | None, new: Precaution) -> Precaution:
    if old is not None and old.level is Level.BLOCK:
        return new._replace(level=Level.BLOCK)
    return new
