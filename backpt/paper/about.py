"""What a sheet says of a routine as a whole: what for, how often, how long, with what.

Knows the routine only. Refuses to know for whom it is and how it is laid out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backpt.language import words
from backpt.paper.document import Labelled
from backpt.paper.wording import sentence, time_words
from backpt.prescription.model import Routine, Work


def about(routine: Routine, length_s: float) -> Iterator[Labelled]:
    """Yield labels and what they say; 0 seconds are a length that is not known."""
    if goal := _purpose(routine):
        yield "What it is for", goal
    if often := frequency(routine):
        yield "How often", sentence(often)
    if length_s:
        minutes = max(1, round(length_s / 60))
        yield "Takes", f"About {time_words(60 * minutes)}."
    needs = words.needs(routine)
    yield "You need", sentence(words.equipment(needs)) if needs else "Nothing to fetch."


def works(routine: Routine) -> tuple[Work, ...]:
    return tuple(item for item in routine.items if isinstance(item, Work))


def frequency(routine: Routine) -> str:
    """Return how often a routine is done; for a single exercise, how often that is."""
    own = works(routine)
    if not routine.frequency and len(own) == 1:
        return own[0].exercise.frequency
    return routine.frequency


def _purpose(routine: Routine) -> str:
    """Return the goal without a sentence that only says again what stands under "You need"."""
    listed = set(re.findall(r"\w+", words.equipment(words.needs(routine)).casefold()))
    sentences = re.split(r"(?<=\.) +", routine.goal)
    return " ".join(one for one in sentences if not _only_lists(one, listed))


def _only_lists(said: str, listed: set[str]) -> bool:
    """Whether ``said`` is like "Needs a chair and a band." and names nothing but ``listed``."""
    first, *others = re.findall(r"\w+", said.casefold()) or [""]
    return first == "needs" and set(others) <= {*listed, "a", "an", "and", "the", "one"}
