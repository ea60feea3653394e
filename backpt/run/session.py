"""A session that is led, from the last answer to the closed journal.

What stands around the loop: puts the parts together and decides nothing clinical. Every way
out of here leaves the journal whole. What comes before is ``run/opening.py``, which loads this
once there is something to lead.
"""

import gc
import math
from collections.abc import Callable

from backpt.intake.known import Known, Past
from backpt.intake.screening import something_new_felt
from backpt.intake.today import ask_pain_after, ask_pain_after_pack, ask_signs_after, said_after
from backpt.intake.unfinished import SessionPlan, alarm_plan, left_on, may_go_on
from backpt.journal.recorder import Journal, open_or_spill
from backpt.language import advice, captions, packs, speech, summaries
from backpt.language import weeks as week_words
from backpt.prescription.model import Side, Work
from backpt.run.bookkeeping import (
    close_left,
    close_old,
    keeper,
    past_now,
    screening_of,
    teller,
)
from backpt.run.companions import Companions
from backpt.run.console import Console
from backpt.run.farewell import (
    farewell_lines,
    pack_was_on,
    pain_at_end,
    pain_before_pack,
    to_go_on,
)
from backpt.run.loop import BrokenOff
from backpt.run.presenter import SessionPresenter
from backpt.run.request import SessionRequest
from backpt.run.session_sound import SessionSound, let_out
from backpt.safety.days import read_standing
from backpt.safety.easing import strains
from backpt.safety.readiness import Readiness
from backpt.safety.tables import NO_MORE_FROM
from backpt.session.compile import COMPILER
from backpt.session.events import CueDue, Ending, Event, SessionEnded, StepEnded, Why
from backpt.session.player import Player
from backpt.session.records import SESSION
from backpt.session.sound_choice import SoundChoice
from backpt.session.steps import Signal, StepKind
from backpt.session.summary import summarise
from backpt.session.views import FigureMode
from backpt.terminal.surface import Plain
from backpt.values import NamedTuple


class Evening(NamedTuple):
    order: SessionRequest
    console: Console
    journal: Journal
    audible: SessionSound
    last_words: list[str]
    """Said on the plain terminal, after it was given back."""


def _live(hearing: SoundChoice) -> SoundChoice:
    """Return ``hearing`` with an output that plays now: an alarm in a file wakes nobody."""
    return hearing if hearing.wav is None else hearing._replace(output="auto")


def take_off(
    order: SessionRequest, console: Console, last_words: list[str], known: Known
) -> Ending | None:
    """Sound the alarm of a pack that was on when another session broke off, before anything
    else is asked or begun; return how that ended, ``None`` where there was none.

    What was asked for follows only a pack that came off; the old session stays to be gone on
    with, or to be closed.
    """
    old = left_on(order.request, known)
    if old is None:
        return None
    tell = teller(console, last_words)
    audible = SessionSound(_live(order.hearing), console.time, console.clock, tell)
    journal = open_or_spill(order.paths.journal, tell)
    happened: list[Event] = []
    closes = True
    try:
        plan = alarm_plan(order.request, old, console.time.now())
        journal.resume(old, origin=plan.origin)
        sitting = Evening(order, console, journal, audible, last_words)
        try:
            _play(sitting, plan, happened, alarm_only=True)
        except BrokenOff as broken_off:
            closes = not _leaves_pack_on(sitting, plan, happened, broken_off)
            raise
    finally:
        ending = _ending(happened)
        if ending is not Ending.DONE:
            last_words.append(packs.PACK_OFF_NOW[0])
            if closes and ending is not None:  # a crash too leaves it on
                close_old(order, console, journal)
        journal.close()
        let_out(audible, console.keys)
        audible.close()
    if ending is Ending.EMERGENCY:
        felt = something_new_felt(screening_of(known))
        console.conduct(felt, keeper(order, console, last_words))
        last_words.append(captions.ENDINGS[ending])
    return ending


def lead_session(
    order: SessionRequest,
    console: Console,
    audible: SessionSound,
    plan: SessionPlan,
    known: Known,
    *,
    last_words: list[str],
) -> Ending | None:
    """Lead through ``plan``, keep it, ask what is due after it, and return how it ended."""
    journal = open_or_spill(order.paths.journal, teller(console, last_words))
    try:
        return _lead(Evening(order, console, journal, audible, last_words), plan, known)
    finally:
        journal.close()


def _lead(sitting: Evening, plan: SessionPlan, known: Known) -> Ending | None:
    order, console, _, _, last_words = sitting
    screening = screening_of(known, rehearsal=order.rehearsal)
    _begin(sitting, plan, known)
    happened: list[Event] = list(plan.point.events if plan.point else ())
    keep = keeper(order, console, last_words)
    pain: int | None = None
    done: tuple[str, ...] = ()
    try:
        closes = True
        try:
            _play(sitting, plan, happened)
        except BrokenOff as broken_off:
            closes = not _leaves_pack_on(sitting, plan, happened, broken_off)
            raise
        finally:
            done = _finish(sitting, plan, happened, closes=closes)
        ending = _ending(happened)
        if ending is Ending.EMERGENCY and not order.rehearsal:
            console.conduct(something_new_felt(screening), keep)
        pain = _pain_after(sitting, happened, ending)
    finally:
        past = past_now(order, console.clock.wall())
        before = _pain_before(plan)
        if pain is not None:
            last_words.extend(
                said_after(past.before, plan.today, before, pain, routine=plan.routine.id)
            )
        is_found = _is_found(sitting, past)
        last_words.extend(_of_the_weeks(order, console, past))
        how = to_go_on(order, _ending(happened), before, pain, is_found=is_found)
        last_words.extend((*done, *how))  # last: what to do now comes first
    if pain is not None:
        talk = ask_signs_after(screening, _pain_before(plan), pain, routine=plan.routine.id)
        console.conduct(talk, keep)
        is_over = pain < NO_MORE_FROM and ending in (Ending.DONE, Ending.PAIN)
        if is_over and order.kind == SESSION:
            from backpt.run.offering import offer_at_end  # not before the session is over

            offer_at_end(order, console, plan.routine.id, last_words)
    return ending


def _of_the_weeks(order: SessionRequest, console: Console, past: Past) -> tuple[str, ...]:
    """Return what follows from the weeks, if it may be said unasked and was not just now."""
    from backpt.run.weeks import OF_THE_DAY, said_unasked  # not before the first picture

    if order.rehearsal:
        return ()
    before = past.before
    contacts = read_standing(before.sessions, before.today).contacts
    said = OF_THE_DAY | {one.rule for one in contacts}
    return tuple(filter(None, (said_unasked(order.paths, console.clock.wall(), said),)))


def _is_found(sitting: Evening, past: Past) -> bool:
    """Tell whether ``--resume`` finds something, as it will look for it."""
    order, console, journal, _, _ = sitting
    if order.rehearsal or journal.forgets:
        return False
    request = order.request._replace(resume=False)
    return may_go_on(request, past, console.time.now()) is not None


def _play(
    sitting: Evening, plan: SessionPlan, happened: list[Event], *, alarm_only: bool = False
) -> None:
    """Lead through ``plan`` and add what happens to ``happened``.

    ``alarm_only``: ``plan`` is the alarm of a sitting that goes no further now. Its end is not
    that of the sitting: it is neither said nor kept.
    """
    _, console, journal, audible, _ = sitting
    _look_for_garbage()
    player = _player(console, plan)
    led = SessionPresenter(player, plan.compiled, audible.mute, console.surface.line)
    audible.show = lambda trouble: led.tell(trouble, console.time.now())
    if told := _told_at_first(plan):
        led.tell(told, console.time.now())

    def unless_end(sink: Callable[[Event], None]) -> Callable[[Event], None]:
        return lambda event: None if alarm_only and _is_end(event) else sink(event)

    stopped: list[Event] = []  # kept once it is known who asked for that

    def keep(event: Event) -> None:
        if alarm_only and not _is_of_alarm(event, plan):
            return
        if stopped or _is_stop(event):  # in the order they came
            stopped.append(event)
        else:
            journal.record(event, plan.steps)

    def attend(now: float) -> None:
        journal.attend(now)
        _draw_ahead(console, led, now)

    sinks = [
        unless_end(audible.hear),
        unless_end(lambda event: _ring(console, led, audible, event)),
        unless_end(lambda event: _say_line(sitting, plan, event)),
        keep,
        happened.append,
    ]
    beside = Companions(audible, lambda: audible.begin(plan.compiled, player.ahead), attend)
    try:
        if plan.point is None or plan.point.first < len(plan.steps):
            console.lead(led, sinks, beside)
    except BrokenOff as broken_off:
        if _leaves_pack_on(sitting, plan, happened, broken_off):
            stopped.clear()
        raise
    finally:
        for event in stopped:
            journal.record(event, plan.steps)
        beside.let_go()
        if not led.over and led.farewell(console.time.now()):  # it crashed: nothing alarms now
            sitting.last_words.append(packs.PACK_OFF_NOW[0])


def _leaves_pack_on(
    sitting: Evening, plan: SessionPlan, happened: list[Event], broken_off: BrokenOff
) -> bool:
    """Tell whether the program was ended from outside with a pack on. Perhaps nobody saw or
    heard that: it stays open as after a kill, so that the contact counts on, and whatever is
    started next begins with the alarm (clinical C2)."""
    if broken_off.was_asked_for or sitting.order.rehearsal:
        return False
    ending = _ending(happened)  # another than the stop has its own words and is kept
    return ending is Ending.STOPPED and pack_was_on(plan, happened, ending)


def _is_stop(event: Event) -> bool:
    """Tell whether ``event`` says that a stop ended a step, or all."""
    if isinstance(event, SessionEnded):
        return event.ending is Ending.STOPPED
    return isinstance(event, StepEnded) and event.why is Why.STOPPED


def _is_end(event: Event) -> bool:
    """Tell whether ``event`` says that the last step was done."""
    if isinstance(event, CueDue):
        return event.cue.signal is Signal.SESSION_END
    return isinstance(event, SessionEnded) and event.ending is Ending.DONE


def _is_of_alarm(event: Event, plan: SessionPlan) -> bool:
    if isinstance(event, SessionEnded):
        return not _is_end(event)
    return plan.steps[event.step_index].kind is StepKind.ALARM


def _pain_before(plan: SessionPlan) -> int | None:
    """Return the pain before the session, which one that goes on began with."""
    return plan.pain_before if plan.old is None else plan.old.header.pain_before


def _pain_after(sitting: Evening, happened: list[Event], ending: Ending | None) -> int | None:
    """Return the pain after the session, and keep it: what is asked, or what was said last
    where pain ended it."""
    order, console, journal, _, _ = sitting
    if not console.has_keyboard or order.rehearsal:
        return None
    if order.kind != SESSION:
        _ask_after_pack(sitting, happened, ending)
        return None
    pain = pain_at_end(happened)
    if pain is None and ending in (Ending.DONE, Ending.STOPPED, Ending.LEG):
        pain = console.conduct(
            ask_pain_after(finished=ending is Ending.DONE),
            keeper(order, console, sitting.last_words),
        )
    if pain is not None:
        journal.set_pain_after(pain)
    return pain


def _ask_after_pack(sitting: Evening, happened: list[Event], ending: Ending | None) -> None:
    """Ask who has said the pain before a pack for that after it, keep it, and say what became
    of it."""
    from backpt.run.weeks import said_of_packs

    before = pain_before_pack(happened)
    if before is None or ending not in (Ending.DONE, Ending.STOPPED):
        return
    keep = keeper(sitting.order, sitting.console, sitting.last_words)
    pain = sitting.console.conduct(ask_pain_after_pack(), keep)
    if pain is None:
        return
    sitting.journal.set_pain_after(pain)
    sitting.last_words.append(week_words.pack_line(before, pain))
    now_wall = sitting.console.clock.wall()
    sitting.last_words.extend(filter(None, (said_of_packs(sitting.order.paths, now_wall),)))


def _told_at_first(plan: SessionPlan) -> str:
    """Return what no page said before: precautions, or that today is as usual."""
    usual = plan.today is not None and plan.today.decision.kind is Readiness.GO_ON
    rule = advice.decision_words(plan.today.decision) if usual and plan.today else ""
    return " ".join(plan.told) or rule


def _ending(happened: list[Event]) -> Ending | None:
    ended = [event.ending for event in happened if isinstance(event, SessionEnded)]
    return ended[-1] if ended else None


GARBAGE_AFTER = 700
"""New containers after which Python usually looks for garbage among them."""


def _look_for_garbage() -> None:
    """End what ``cli.main`` began: a start leaves no garbage, but pictures do, an hour long."""
    gc.freeze()
    gc.set_threshold(GARBAGE_AFTER)


def _player(console: Console, plan: SessionPlan) -> Player:
    point = plan.point
    return Player(
        plan.steps,
        speech,
        keyboard=console.has_keyboard,
        pain_before=plan.pain_before,
        strains=strains(plan.routine),
        lie_down=Signal.LIE_ON_BACK if plan.lies_on_back else Signal.LIE_ON_SIDE,
        first=min(point.first, len(plan.steps) - 1) if point else 0,
        attempts=point.attempts if point else None,
        contact_s=point.contact_s if point else None,
    )


def _begin(sitting: Evening, plan: SessionPlan, known: Known) -> None:
    order, console, journal, _, _ = sitting
    if plan.old is not None:
        journal.resume(plan.old, origin=plan.origin)
        return
    close_left(known.past.left_open, journal)
    journal.begin(
        kind=order.kind,
        routine=plan.routine,
        compiler=COMPILER,
        started_wall=console.clock.wall(),
        pain_before=plan.pain_before,
        rehearsal=order.rehearsal,
        origin=console.time.now(),
        leg=plan.today.leg if plan.today else None,
        something_new=plan.today.something_new if plan.today else None,
        asked=plan.asked,
        rule=plan.less.rule if plan.less else "",
        reason=advice.decision_words(plan.less) if plan.less else "",
        settled=plan.today.settled if plan.today else None,
        has_talked=plan.today.has_talked if plan.today else False,
    )


def _draw_ahead(console: Console, led: SessionPresenter, now: float) -> None:
    """Let pictures be made ready in the time until something is due."""
    due = led.deadline()
    console.surface.work(math.inf if due is None else console.time.unscaled(due - now))


def _say_line(sitting: Evening, plan: SessionPlan, event: Event) -> None:
    console = sitting.console
    if said := captions.line(plan.compiled, event):
        console.surface.line(said)
    if sitting.order.figures is FigureMode.NO or not isinstance(console.surface, Plain):
        return
    if shown := _movement_in_words(plan, event):
        console.surface.line(shown)


def _movement_in_words(plan: SessionPlan, event: Event) -> str:
    """Return what a figure would show, once the exercise was named; empty where it shows
    nothing."""
    if not isinstance(event, CueDue) or event.cue.signal is not Signal.GET_READY:
        return ""
    step = plan.steps[event.step_index]
    item = step.item
    if (
        step.kind is not StepKind.SETUP
        or not isinstance(item, Work)
        or not item.exercise.figure
    ):
        return ""
    from backpt.figure.in_words import alt_text
    from backpt.figure.read import figure_of

    figure = figure_of(item.exercise.figure)
    mirrored = step.place.side is Side.LEFT
    return alt_text(figure, mirrored=mirrored) if figure is not None else ""


def _ring(console: Console, led: SessionPresenter, audible: SessionSound, event: Event) -> None:
    for _ in range(audible.rings(event)):
        console.surface.bell()
    if audible.flashes(event):
        led.flash(event.at)
    if isinstance(event, CueDue) and event.cue.signal is Signal.PACK_OFF:
        console.surface.alert(packs.TAKE_OFF)


def _finish(
    sitting: Evening, plan: SessionPlan, happened: list[Event], *, closes: bool
) -> tuple[str, ...]:
    """Close what ended or was stopped, and return what was done; what crashed stays open, to
    be resumed, and so does what is not to be closed."""
    order, console, journal, _, last_words = sitting
    ending = _ending(happened)
    if ending is None:
        return ()
    summary = summarise(plan.compiled, speech, happened)
    if closes:
        journal.finish(ending, summary, ended_wall=journal.ended_wall(console.time))
    # In plain lines it was a line just now.
    said = captions.ENDINGS[ending] if isinstance(console.surface, Plain) else ""
    words = farewell_lines(order, plan, happened, ending, is_saved=journal.keeps)
    last_words += (text for text in words if text != said)
    return summaries.closing_lines(summary)
