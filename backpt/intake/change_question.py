"""The question after a session whether a dose changes: one key, and silence changes nothing.

Asked only where an offer is due (``progress/offer.py``). "Two more good ones?" (F4) and what
follows from a yes stand on one page, so that it costs one key (weeks 3).
"""

from backpt.intake import today_card
from backpt.intake.prompts import Conversation, KeepOffer, KeepWeek, UserLeft, ask
from backpt.intake.today_card import PAIN_AFTER_GIVE_UP_S
from backpt.language import keys, offers
from backpt.progress.offer import Offer, Way
from backpt.session.keymap import Means
from backpt.session.views import Page

_SILENCE = ""


def offer_page(offer: Offer) -> Page:
    """Return the page that asks about ``offer``."""
    others = (
        keys.option(Means.NO, offers.NOT_NOW),
        keys.option(Means.ENTER, offers.LEAVE_OUT),
        keys.option(Means.LEAVE),
    )
    below = ("", offers.reason(offer), offers.TAKE_BACK)
    match offer.way:
        case Way.UP:
            yes = keys.option(Means.YES, offers.YES_UP)
            lines = (offers.could_do_more(offer), offers.step(offer), *below)
            return Page(offers.A_STEP_UP, lines, (yes, *others))
        case Way.HARDER:
            which = keys.numbers(1, len(offer.choices), offers.THIS_ONE)
            named = (offers.choice(nth, one) for nth, one in enumerate(offer.choices, 1))
            above = (offers.could_do_more(offer), offers.choose(offer))
            return Page(offers.HARDER, (*above, *named, *below), (which, *others))
        case Way.DOWN:
            yes = keys.option(Means.YES, offers.YES_LESS)
            said = (offers.ended_early(offer), offers.less(offer), "", offers.TAKE_BACK)
            return Page(offers.LESS_FOR_GOOD, said, (yes, *others))


def ask_still_well() -> Conversation[None]:
    """Ask for the worst pain of the last weeks, in maintenance, and have it kept; silence,
    Enter and leaving say nothing."""
    page = today_card.still_well_page()
    try:
        key = yield from ask(page, unasked=_SILENCE, give_up_s=PAIN_AFTER_GIVE_UP_S)
    except UserLeft:
        return
    pain = today_card.pain_of(key)
    if pain is not None:
        yield KeepWeek((), pain)


def ask_about(offer: Offer) -> Conversation[tuple[str, ...]]:
    """Ask about ``offer``, have the answer kept, and return what to say of it.

    Enter, silence, leaving and the end of the program keep nothing but that it was asked.
    """
    page = offer_page(offer)
    try:
        key = yield from ask(page, unasked=_SILENCE, give_up_s=PAIN_AFTER_GIVE_UP_S)
    except UserLeft:
        key = _SILENCE
    chosen = _chosen(offer, key)
    if key == Means.NO:
        yield KeepOffer(is_agreed=False)
        return (offers.KEPT_NOT_NOW,)
    if key != Means.YES and not chosen:
        yield KeepOffer(is_agreed=None)
        return ()
    is_kept = yield KeepOffer(is_agreed=True, to=chosen[0] if chosen else "")
    name = chosen[1] if chosen else next((one.name for one in offer.choices), "")
    return (offers.kept(offer, name),) if is_kept else ()


def _chosen(offer: Offer, key: str) -> tuple[str, str] | tuple[()]:
    """Return id and name of the exercise that ``key`` chooses, if it does."""
    if offer.way is not Way.HARDER or not key.isdecimal():
        return ()
    one = offer.choices[int(key) - 1]
    return one.id, one.name
