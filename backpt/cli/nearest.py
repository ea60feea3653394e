"""Where nothing fits: which of the things asked for are in the way, and what there is then."""

from __future__ import annotations

from collections.abc import Iterator

from backpt.cli.listing import Found, found_by
from backpt.cli.understanding import KINDS, offered, texts
from backpt.library.names import plain
from backpt.prescription.model import Library
from backpt.terminal.tables import say

MOST_NAMED = 3
"""Entries that are named; more are counted."""
LONGEST_WORD = 40


def say_nearest(found: Found, library: Library) -> None:
    """Say what was understood, and what fits once a part of it is left out."""
    what = found.kinds[0].removesuffix("s") if len(found.kinds) == 1 else "exercise or routine"
    said = ", ".join(criterion.said for criterion in found.criteria)
    say(f"There is no {what} {said}." if said else "The library is empty.")
    told = [*_misspelled(found, library), *_widened(found, library)]
    for line in told or ["See all there is: backpt list"]:
        say(line)


def _widened(found: Found, library: Library) -> Iterator[str]:
    """Yield what there is without each of the things that were asked for."""
    for number, left_out in enumerate(found.criteria):
        rest = (*found.criteria[:number], *found.criteria[number + 1 :])
        wider = found_by(rest, found.kinds, library)
        if rest and not wider.nothing:
            ids = [one.id for one in wider.exercises] + [one.id for one in wider.routines]
            more = f" and {len(ids) - MOST_NAMED} more" if len(ids) > MOST_NAMED else ""
            yield f'Without "{left_out.said}": {", ".join(ids[:MOST_NAMED])}{more}.'


def _misspelled(found: Found, library: Library) -> Iterator[str]:
    """Yield a word of the library for each word that stands nowhere in it."""
    import difflib

    known: list[str] = []
    for word, criterion in zip(found.words, texts(found.words, wide=True), strict=True):
        if found_by((criterion,), (), library).nothing:
            known = known or sorted(_vocabulary(library))
            near = difflib.get_close_matches(word[:LONGEST_WORD], known, n=1, cutoff=0.7)
            if near:
                yield f"Nothing has the word {word[:LONGEST_WORD]!r}; did you mean {near[0]}?"


def _vocabulary(library: Library) -> set[str]:
    words = {*KINDS}
    for phrase in offered(library):
        words.update(plain(phrase).split())
    for exercise in library.exercises.values():
        named = (exercise.id, exercise.name, *exercise.aliases, *exercise.area)
        words.update(plain(" ".join((*named, exercise.category))).split())
    for routine in library.routines.values():
        words.update(plain(f"{routine.id} {routine.name}").split())
    return words
