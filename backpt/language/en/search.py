"""What was looked for in the library, said back, and what to do where nothing fits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from backpt.prescription.quoting import quoted

# --- what is asked, after "Exercises " or "There is no exercise " ----------------------


def for_area(areas: Iterable[str]) -> str:
    return f"for the {_either(_spaced(areas))}"


def of_kind(categories: Iterable[str]) -> str:
    return f"of the kind {_either(categories)}"


def in_places(positions: Iterable[str]) -> str:
    """Return positions, each as it is written."""
    return _either(positions)


def of_phase(phases: Iterable[str]) -> str:
    return f"phase {_either(phases)}"


def with_only(equipment: Sequence[str]) -> str:
    """Return equipment that must be enough; none for nothing at all."""
    if not equipment:
        return "with nothing"
    return f"with nothing but {' and '.join(map(_thing, _spaced(equipment)))}"


def with_some(equipment: Iterable[str]) -> str:
    return f"with {_either(map(_thing, _spaced(equipment)))}"


def without(equipment: str) -> str:
    return f"without {_thing(equipment.replace('-', ' '))}"


def about(word: str, *, wide: bool) -> str:
    """``wide``: anywhere in the text, and not only in a name."""
    return f"mentioning {quoted(word)}" if wide else f"about {quoted(word)}"


def with_text(text: str) -> str:
    return f"with the text {quoted(text)}"


def _either(values: Iterable[str]) -> str:
    return " or ".join(values)


def _spaced(values: Iterable[str]) -> list[str]:
    return [value.replace("-", " ") for value in values]


def _thing(equipment: str) -> str:
    return f"a {equipment}"


# --- where nothing fits ----------------------------------------------------------------

EMPTY = "The library is empty."
SEE_ALL = "See all there is: backpt list"
_KINDS = {"exercises": "exercise", "routines": "routine"}


def nothing(kinds: Sequence[str], said: Sequence[str]) -> str:
    """Return that nothing of ``kinds`` is all that was ``said``."""
    what = _KINDS[kinds[0]] if len(kinds) == 1 else "exercise or routine"
    return f"There is no {what} {', '.join(said)}."


def wider(left_out: str, ids: Sequence[str], more: int) -> str:
    """Return what there is without one of the things that were asked for, and how many more."""
    others = f" and {more} more" if more else ""
    return f'Without "{left_out}": {", ".join(ids)}{others}.'


def misspelled(word: str, near: str) -> str:
    return f"Nothing has the word {quoted(word)}; did you mean {near}?"


def unknown(option: str, word: str, known: Sequence[tuple[str, str]], near: str) -> str:
    """Return that ``option`` has no such value; ``known`` are those that it has, each with
    other words for it, and ``near`` the one that may be meant."""
    if near:
        return f"{option} knows no {quoted(word)}; did you mean {near}?"
    shown = (f"{value} ({said})" if said else value for value, said in known)
    return f"{option} knows no {quoted(word)}; it is one of: {', '.join(shown)}."
