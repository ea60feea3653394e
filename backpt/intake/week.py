"""The card of the week, once every question of the evening is answered. Pure.

Up to three things that the user wants to do again, 0 cannot to 10 as before, and the worst
pain of the week. Enter leaves a question out and answers none; what was said is kept though
somebody leaves before the end.
"""

from backpt.intake import today_card
from backpt.intake.pages import Questionnaire
from backpt.intake.prompts import Answered, CardPrompt, Conversation, KeepWeek
from backpt.intake.screening import is_shown_whole, say_too_small


def ask_about_week(activities: tuple[str, ...]) -> Conversation[None]:
    """Ask the card of the week about ``activities``, in the user's own words, and keep what is
    said. For a console with a keyboard only.

    Raises ``UserLeft``, and whatever ended the program, once the answers given are kept.
    """
    card = today_card.week_questions(activities)
    while not (yield from is_shown_whole(card)):
        yield from say_too_small()
    answered: Answered = yield CardPrompt(card)
    given = answered.card
    assert isinstance(given, Questionnaire)
    said = tuple(map(today_card.pain_of, given.answers))
    can = tuple(
        (name, number)
        for name, number in zip(activities, said, strict=False)
        if number is not None
    )
    worst = said[len(activities)] if len(said) > len(activities) else None
    if can or worst is not None:
        yield KeepWeek(can, worst)
    if answered.left is not None:
        raise answered.left
