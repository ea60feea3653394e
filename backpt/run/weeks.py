"""The weeks as they are read and said: by the commands, on the home page, after a session.

Advice that was shown is kept, so that it is not said again too soon.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from backpt.errors import BackptError
from backpt.journal.answers_file import read_answers
from backpt.journal.course_reader import read_course
from backpt.journal.keeping import add_quietly, new_uid
from backpt.journal.local_days import utc_offset_s
from backpt.journal.week_rows import Rows
from backpt.language import weeks as words
from backpt.paths import Paths
from backpt.progress.advice import Advice, advise, last_told, may_say
from backpt.progress.course import Course
from backpt.progress.entry import Telling
from backpt.safety.answers import profile_of
from backpt.safety.rows import AdviceLevel
from backpt.safety.tables import AGAIN_DAYS

if TYPE_CHECKING:
    from collections.abc import Mapping

OF_THE_DAY = frozenset({"R1", "R2", "R9", "R13", "R14", "R15", "U10"})
"""Rules whose words around a session say the same."""
PACKS_RULE = "A15"
UNSURE = "T4"
"""The rule whose sentence names exercises."""
LITTLE_OF_THE_PLAN = "T8"
"""The rule that offers a lighter plan."""


def course_now(paths: Paths, now_wall: float) -> Course:
    """Return the weeks at ``now_wall``. Raises ``JournalError``."""
    return with_unseen_signs(paths, read_course(paths.journal, now_wall))


def with_unseen_signs(paths: Paths, course: Course) -> Course:
    """Return the weeks with the signs among the answers that no clinician has seen."""
    answers, _, _ = read_answers(paths.answers)
    return course._replace(signs=profile_of(answers).signs)


def whole_course(paths: Paths, now_wall: float) -> Course:
    """Return the same for who asks. Raises ``JournalError`` also where only what waits in
    files can be read: a part of a diary is no ground for saying how the weeks were."""
    return with_unseen_signs(paths, read_course(paths.journal, now_wall, even_without=False))


def advice_lines(advice: Advice) -> Iterator[str]:
    """Yield the headline for who asks, when it is said again, and what to do."""
    one = advice.headline
    yield from words.headline(advice, names_for(advice))
    if one is not None and one.level is AdviceLevel.CONTACT:
        yield words.PAGE_HOW
        yield words.DONE_HOW
    if one is not None and one.rule == LITTLE_OF_THE_PLAN:
        from backpt.run.lighter_plan import lighter_lines

        yield from lighter_lines(advice.facts.course)
    if said := words.quiet(advice):
        yield said


def names_for(advice: Advice) -> Mapping[str, str]:
    """Return the names of exercises by their ids where a sentence needs them."""
    if advice.headline is None or advice.headline.rule != UNSURE:
        return {}
    from backpt.library import open_library

    with suppress(BackptError):  # a broken library is for ``check`` to explain
        return {one.id: one.name for one in open_library().exercises.values()}
    return {}


def unasked(
    advice: Advice, said_already: frozenset[str] = frozenset(), *, all_day: bool = True
) -> str:
    """Return the headline in one line where it may be said unasked; empty where not.
    ``said_already`` are rules that were said in other words just now."""
    one = advice.headline
    if one is None or one.rule in said_already or not may_say(advice, all_day=all_day):
        return ""
    return words.sentence(one, advice.today, names_for(advice))


def keep_telling(paths: Paths, advice: Advice, now_wall: float) -> None:
    """Keep that the headline was shown, once a day; where that cannot be, it is said again."""
    one = advice.headline
    if one is None:
        return
    told = last_told(advice.facts.course, one.rule)
    if told is not None and told[0] == advice.today and told[1].number >= one.number:
        return
    telling = Telling(
        new_uid(),
        now_wall,
        utc_offset_s(now_wall),
        one.rule,
        words.level(one.level),
        float(one.number),
    )
    add_quietly(paths.journal, Rows(tellings=(telling,)))


def said_of_packs(paths: Paths, now_wall: float) -> str:
    """Return that a pack gives short-term relief, once a week at most (A15); else empty."""
    try:
        course = course_now(paths, now_wall)
    except BackptError:
        return ""
    told = last_told(course, PACKS_RULE)
    if told is not None and course.today - told[0] < AGAIN_DAYS:
        return ""
    offset_s = utc_offset_s(now_wall)
    level = words.level(AdviceLevel.CONTINUE)
    telling = Telling(new_uid(), now_wall, offset_s, PACKS_RULE, level)
    add_quietly(paths.journal, Rows(tellings=(telling,)))
    return words.PACKS_ARE_SHORT


def said_unasked(
    paths: Paths,
    now_wall: float,
    said_already: frozenset[str] = frozenset(),
    *,
    all_day: bool = True,
    course: Course | None = None,
) -> str:
    """Return the headline as ``unasked`` does, and keep that it was shown; empty also where
    the diary cannot be read, which is said elsewhere. ``course``: the weeks, where they are
    read already."""
    try:
        advice = advise(course_now(paths, now_wall) if course is None else course)
    except BackptError:
        return ""
    said = unasked(advice, said_already, all_day=all_day)
    if said:
        keep_telling(paths, advice, now_wall)
    return said
