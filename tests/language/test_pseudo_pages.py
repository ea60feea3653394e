"""Every page before a session and after it, and every refusal, in a language nobody speaks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from backpt import language
from backpt.intake import today_card
from backpt.intake.limits import compile_within_limits
from backpt.language import advice, after_session, clearance, easing, packs, refusals, speech
from backpt.prescription.model import Mode, ThermalPlan, prescribe
from backpt.safety.answers import Answers, Profile
from backpt.safety.clearance import allowed_routine, as_kept, kept_limits
from backpt.safety.days import Contact, Earlier, Leg, Settled, rise_of
from backpt.safety.easing import eased
from backpt.safety.levels import Held, Lately, concern
from backpt.safety.packs import STOP_AT_ONCE
from backpt.safety.readiness import Decision, History, decide
from backpt.safety.state import state_of
from backpt.session.compile import Manner
from backpt.session.pack_steps import TooSoon
from backpt.session.views import Page
from tests.builders import MINUTE, shipped
from tests.language.pseudo import Pseudo
from tests.language.test_pseudo import DATA, NAMES
from tests.session.test_keymap import every_page

LIBRARY = shipped()
GIVEN = (STOP_AT_ONCE, *DATA)
STRONG = prescribe(LIBRARY, "strength-builder")
TRIAL = prescribe(LIBRARY, "leg-symptom-trial")
TODAY = 1000
HIGHER = Earlier(TODAY - 1, 3, 5, 5, is_held=True)
UNSETTLED = (
    Earlier(TODAY - 1, 3, 5, 5, settled=Settled.NO, is_held=True),
    Earlier(TODAY - 2, 3, 5, 5, settled=Settled.NO, is_held=True),
    Earlier(TODAY - 3, 3, 5, 5, is_held=True),
)
REFUSED = Earlier(TODAY - 1, 9, worst=9, is_refused=True)


@pytest.fixture
def pseudo() -> Iterator[Pseudo]:
    spoken = Pseudo(NAMES)
    with language.using(spoken):
        yield spoken


def decisions() -> list[Decision]:
    """One of each kind, and each reason that there is."""
    told = [
        History(2),
        History(4, wants_less=True, something_new=True),
        History(6),
        History(9),
        History(2, Leg.FURTHER),
        History(2, days_off=30),
        History(2, further_today=True),
        History(5, entries=tuple((day, 5) for day in range(1, 8))),
        History(3, sessions=(HIGHER,), today=TODAY),
        History(3, settled=Settled.NO, sessions=UNSETTLED, today=TODAY),
        History(3, sessions=(REFUSED,), today=TODAY),
        History(3, sessions=(Earlier(TODAY, 3, 9, 9, is_held=True),), today=TODAY),
    ]
    return [decide(one) for one in told]


def pages() -> Iterator[Page]:
    yield from (page for page in every_page() if page.lines != ("A note.",))
    for decision in decisions():
        yield today_card.not_today_page(decision)
        yield today_card.decision_page(decision, ())
    for rule in ("R2", "R9", "R15", "T5a"):
        yield today_card.contact_page((Contact(rule, 1, 2),))
    question = after_session.settled_question(HIGHER, TODAY)
    yield today_card.today_card(3, settled=question, still_new=True).shown()
    yield today_card.no_more_page(after_session.rise_words(rise_of(2, 9)))
    yield today_card.drops_page(9)
    yield today_card.trial_page(TRIAL)
    yield today_card.rest_instead_page(TRIAL)
    yield today_card.go_on_page(STRONG, 4000.0)
    yield today_card.too_soon_page(TooSoon(Mode.COLD, 60.0))
    yield today_card.too_soon_page(TooSoon(Mode.HEAT, today=2))
    lately = Lately(TODAY, 6.0, held=(Held(TODAY, "big-three", 2, is_strong=True),))
    phases = {id_: entry.phase for id_, entry in LIBRARY.routines.items()}
    for name in ("strength-builder", "wind-down"):
        routine = prescribe(LIBRARY, name)
        yield today_card.concern_page(concern(routine, phases, lately), routine, STRONG)


def sentences() -> Iterator[str]:
    """Yield what is said besides pages."""
    signs = Answers("2026-11-22", ("1",), (), (), yes_on="2026-11-22")
    for answers in (signs, Answers(ask_again=True)):
        state = state_of(answers, (HIGHER._replace(day=TODAY),), TODAY, further_today=True)
        yield from advice.state_lines(state, answers)
    yield from (refusals.QUESTIONS_FIRST, refusals.NEW_SIGN_FIRST)
    yield refusals.trial_not_asked(TRIAL)
    for decision in decisions():
        yield from easing.eased_lines(eased(STRONG, LIBRARY, decision))
    codes = frozenset({"PREG", "WRIST", "KNEE_BEND", "NECK"})
    for profile in (Profile(codes), Profile(signs=("E1",)), Profile(frozenset({"POSTOP"}))):
        adapted = allowed_routine(STRONG, LIBRARY, profile)
        yield from clearance.adapted_lines(adapted)
        if adapted.refused:
            yield clearance.refused_words(adapted.refused)
    heat = ThermalPlan(Mode.HEAT, 15 * MINUTE, 15 * MINUTE, 1)
    both = STRONG._replace(items=(heat, *STRONG.items, heat._replace(mode=Mode.COLD)))
    for ticked in ("diabetes", "raynaud", "heart", "bones"):
        known = Answers("2026-11-22", (), (), (ticked,), ("over-65",))
        yield from clearance.limit_lines(kept_limits(both, known))
        yield from clearance.left_out_packs(as_kept(both, LIBRARY, known))
    yield from packs.faults_words(heat._replace(apply_s=60.0, cycles=2, off_s=1.0))


def test_every_page_is_said_by_the_language_in_use(pseudo: Pseudo) -> None:
    for page in pages():
        told = (page.title, *page.lines, *(f"{one.shown} {one.does}" for one in page.options))
        assert pseudo.bare("\n".join(told), GIVEN) == [], page


def test_every_refusal_and_change_is_said_by_the_language_in_use(pseudo: Pseudo) -> None:
    told = list(sentences())
    assert len(told) > 30
    assert pseudo.bare("\n".join(told), GIVEN) == []


def test_a_broken_limit_is_said_by_the_language_in_use(pseudo: Pseudo) -> None:
    long = STRONG._replace(items=STRONG.items * 20)
    near = STRONG._replace(items=(ThermalPlan(Mode.COLD, 15 * MINUTE, 15 * MINUTE, 1),) * 2)
    over = STRONG._replace(items=(ThermalPlan(Mode.COLD, 60 * MINUTE, 15 * MINUTE, 1),))
    for routine in (long, near, over):
        with pytest.raises(Exception, match=r"\[") as refused:
            compile_within_limits(routine, speech, Manner())
        assert pseudo.bare(str(refused.value), GIVEN) == []
