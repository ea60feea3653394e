"""The card of the week, once every question of the evening is answered. Pure.

Up to three things that the user wants to do again, 0 cannot to 10 as before, and the worst
pain of the week. Enter leaves a question out and answers none; what was said is kept though
somebody leaves before the end.
"""

from backpt.intake import today_card
from backpt.intake.pages import Questionnaire
from backpt.intake.prompts import Answered, CardPrompt, Conversation, KeepWeek, Say
from backpt.intake.screening import is_shown_whole
from backpt.language import weeks


def ask_about_week(activities: tuple[str, ...]) -> Conversation[None]:
    """Ask the card of the week about ``activities``, in the user's own words, and keep what is
    said. For a console with a keyboard only.

    Raises ``UserLeft``, and whatever ended the program, once the answers given are kept.
    """
    card = today_card.week_questions(activities)
    if not (yield from is_shown_whole(card)):  # it may be left out: the session does not wait
        yield Say(weeks.NO_ROOM_FOR_WEEK)
        return
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
