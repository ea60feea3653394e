"""What a lighter day changes about a routine, in words (``safety/easing.py``)."""

from __future__ import annotations

from backpt.safety.easing import Eased, Swap


def eased_lines(eased: Eased) -> tuple[str, ...]:
    """Return what was exchanged or left out, each a sentence."""
    goes_on = (
        (f"{eased.goes_on} goes on as it was; less from the next one on.",)
        if eased.goes_on
        else ()
    )
    return (*goes_on, *map(_swap, eased.swaps))


def _swap(swap: Swap) -> str:
    if not swap.taken:
        return f"Left out today: {swap.left}."
    return f"{swap.taken} instead of {swap.left} today."
