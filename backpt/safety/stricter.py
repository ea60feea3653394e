"""Answers from two computers: the stricter of each counts, and all are asked again.

Pure. Nothing is weighed against anything: a yes and a tick of either side stand, a clinician's
word only where no side speaks against it (clinical D2). Where one side is the stricter in
everything that is that side.
"""

from collections.abc import Callable

from backpt.safety.answers import Answers, read_card, write_card


def stricter(one: Answers, other: Answers) -> Answers:
    """Return the stricter of two answers, to be asked again where they differ."""
    ask, packs_ask = one.ask_again or other.ask_again, one.packs_again or other.packs_again
    one = one._replace(ask_again=ask, packs_again=packs_ask)
    other = other._replace(ask_again=ask, packs_again=packs_ask)
    if one == other:
        return one
    packs = _either("packs", one, other)
    both = Answers(
        _of_both(min, one.answered, other.answered),
        _either("emergency", one, other),
        _either("urgent", one, other),
        _either("about", one, other),
        packs,
        tuple(mode for mode in one.allowed if mode in other.allowed),
        cleared=one.cleared if one.cleared == other.cleared else "",
        yes_on=_of_both(max, one.yes_on, other.yes_on),
        ask_again=True,
        packs_again=packs is not None,
    )
    unseen = {*one.unseen, *other.unseen}
    seen_of = tuple(key for key in both.yes if key not in unseen)
    seen = _of_both(min, one.seen, other.seen) if seen_of else ""
    return both._replace(seen_of=seen_of, seen=seen)


def _either(card: str, one: Answers, other: Answers) -> tuple[str, ...] | None:
    """Return what was said yes to on either side, in the order of the card; ``None`` where
    neither was asked."""
    said = [getattr(side, card) for side in (one, other)]
    if said == [None, None]:
        return None
    yes = [word for answers in said for word in answers or ()]
    return read_card(card, write_card(yes))


def _of_both(choose: Callable[..., str], one: str, other: str) -> str:
    return choose(filter(None, (one, other)), default="")
