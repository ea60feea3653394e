"""One sitting, from the first question to the closed journal: what stands around the loop.

Puts the parts together and decides nothing clinical: what may be done is in ``core``. Every
way out of here gives the terminal back and leaves the journal whole.
"""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Callable
from typing import NamedTuple

from backpt.clock import Clock
from backpt.errors import SafetyStop, UsageError
from backpt.journal.lock import Lock, take_lock
from backpt.journal.recorder import Journal, open_or_spill
from backpt.language import speech
from backpt.language.captions import ENDINGS, line
from backpt.language.summary import closing_lines
from backpt.prescription.model import Side, Work
from backpt.run.companions import Beside
from backpt.run.console import Desk, Leaves
from backpt.run.farewell import pain_at_end, parting_words, to_go_on
from backpt.run.loop import BrokenOff, SessionTime
from backpt.run.preparing import part_of, screen_at
from backpt.run.presenter import SessionPresenter
from backpt.run.questions import ask_pain_after, ask_signs_after, said_after
from backpt.run.request import Order
from backpt.run.resuming import Part, alarm_of, can_go_on, close_old, left_on, offered
from backpt.run.screening import something_new_felt
from backpt.run.session_sound import Audible
from backpt.safety.easing import strains
from backpt.safety.readiness import Readiness
from backpt.session.compile import COMPILER, flatten
from backpt.session.events import CueDue, Ending, Event, SessionEnded
from backpt.session.player import Player
from backpt.session.pressing import Pressing
from backpt.session.records import SESSION
from backpt.session.sound_choice import SoundChoice
from backpt.session.steps import Signal, StepKind
from backpt.session.summary import summarise
from backpt.session.views import FigureMode, Page
from backpt.terminal.keys import Keyboard, NoKeyboard, open_keys
from backpt.terminal.lines import fitted, say
from backpt.terminal.plain import open_lines
from backpt.terminal.surface import Plain, open_surface

_PREPARING = Page("One moment", ("The voice learns the words of your own exercises.",))

CUTS_OFF = frozenset({"interrupt", "terminate"})


class Sitting(NamedTuple):
    order: Order
    desk: Desk
    journal: Journal
    audible: Audible
    last_words: list[str]
    """Said on the plain terminal, after it was given back."""


def hold(order: Order) -> int:
    """Do one sitting and return the exit code: 0, or 4 after an emergency sign.

    Raises ``BackptError`` for what the user can mend, and ``ValueError`` for a routine with
    a pack that breaks a limit.
    """
    flatten(order.routine, speech, order.manner)  # says so before a question is asked
    clock = Clock()
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    last_words: list[str] = []
    lock = _lock(order, clock)
    exit_code = 0
    audible: Audible | None = None
    try:
        with open_keys(clock) as keys:
            try:
                surface = open_surface(
                    os.environ,
                    encoding,
                    clock,
                    plain=order.plain,
                    figures=order.figures,
                    shapes=order.shapes,
                    wide=order.wide,
                )
                with surface:
                    time = SessionTime(clock, order.speed)
                    desk = Desk(clock, time, keys, surface, Pressing())
                    audible = Audible(order.hearing, time, clock, _teller(desk, last_words))
                    exit_code = _sit(order, desk, audible, last_words)
            except BrokenOff as broken_off:
                exit_code = broken_off.exit_code
            except Leaves:
                last_words.append("Nothing was started.")
            keys.release()
            _say_all(last_words, encoding, clock)
            if audible is not None:
                _let_out(audible, keys)
    finally:
        lock.release()
        _say_all(last_words, encoding, clock)
        if audible is not None:
            audible.close()
    return exit_code


def _say_all(last_words: list[str], encoding: str, clock: Clock) -> None:
    """Say and forget the last words; a terminal that is stalled keeps nobody here."""
    lines = open_lines(encoding, clock)
    for text in last_words:
        if lines is None:
            say(text)
        else:
            for line in fitted(text, sys.stdout).split("\n"):
                lines.say(line)
    if lines is not None:
        lines.close()
    last_words.clear()


def _let_out(audible: Audible, keys: Keyboard | NoKeyboard) -> None:
    """Let the last words be heard, whatever ended the sitting; Ctrl-C cuts them off.

    A second signal to hang up does not: a terminal that closes often sends two.
    """
    audible.drain(lambda seconds: keys.read(seconds, exact=False) not in CUTS_OFF)


def _teller(desk: Desk, last_words: list[str]) -> Callable[[str], None]:
    def tell(trouble: str) -> None:
        """Say it where lines are read now, and to everybody at the end."""
        desk.surface.line(trouble)
        last_words.append(trouble)

    return tell


def _lock(order: Order, clock: Clock) -> Lock:
    if order.rehearsal:
        return Lock(None)
    return take_lock(order.paths.journal, now_wall=clock.wall())


def _taken_in(order: Order) -> tuple[str, ...]:
    """Add to the journal what had to be kept in files, if it can be now; return what to say."""
    from backpt.journal.spill import take_in

    return tuple(
        f"A session that was kept in {path} is in your diary now."
        for path in take_in(order.paths.journal)
    )


def _live(hearing: SoundChoice) -> SoundChoice:
    """Return ``hearing`` with an output that plays now: an alarm in a file wakes nobody."""
    return hearing if hearing.wav is None else hearing._replace(output="auto")


def _take_off(order: Order, desk: Desk, last_words: list[str]) -> Ending | None:
    """Sound the alarm of a pack that was on when another sitting broke off, before anything
    else is asked or begun; return how that ended, ``None`` where there was none.

    What was asked for follows only a pack that came off; the old sitting stays to be gone on
    with, or to be closed.
    """
    old = left_on(order, desk)
    if old is None:
        return None
    tell = _teller(desk, last_words)
    audible = Audible(_live(order.hearing), desk.time, desk.clock, tell)
    journal = open_or_spill(order.paths.journal, tell)
    happened: list[Event] = []
    try:
        part = alarm_of(order, desk, old)
        journal.resume(old, origin=part.origin)
        _play(
            Sitting(order, desk, journal, audible, last_words), part, happened, alarm_only=True
        )
    finally:
        ending = _ending(happened)
        if ending is not Ending.DONE:
            last_words.append("Take the pack off now.")
            close_old(order, desk, journal)
        journal.close()
        _let_out(audible, desk.keys)
        audible.close()
    if ending is Ending.EMERGENCY:
        something_new_felt(screen_at(order, desk, tell))
        last_words.append(ENDINGS[ending])
    return ending


def _sit(order: Order, desk: Desk, audible: Audible, last_words: list[str]) -> int:
    if not order.rehearsal:
        last_words += _taken_in(order)
    taken_off = _take_off(order, desk, last_words)
    if taken_off not in (None, Ending.DONE):
        return _exit_code(taken_off)
    if order.resume and offered(order, desk) is None:
        raise UsageError(
            f"Nothing is unfinished from the last 4 hours. To start: backpt {order.kind}"
        )
    part = part_of(order, screen_at(order, desk, _teller(desk, last_words)))
    for sentence in part.told:
        desk.surface.line(sentence)
    if not isinstance(desk.surface, Plain):  # where no line is read they are said at the end
        last_words.extend(part.told)
    # A pack that was on when the program died wants its alarm at once, in whatever words.
    if order.own_words and (part.point is None or not part.point.contact_s):
        desk.surface.draw(_PREPARING)
        audible.prepare(part.compiled, order.paths)
    journal = open_or_spill(order.paths.journal, _teller(desk, last_words))
    try:
        ending = _lead(Sitting(order, desk, journal, audible, last_words), part)
    finally:
        journal.close()
    return _exit_code(ending)


def _exit_code(ending: Ending | None) -> int:
    return SafetyStop.exit_code if ending is Ending.EMERGENCY else 0


# --- leading ---------------------------------------------------------------------------


def _lead(sitting: Sitting, part: Part) -> Ending | None:
    order, desk, _, _, _ = sitting
    _begin(sitting, part)
    happened: list[Event] = list(part.point.events if part.point else ())
    screen = screen_at(order, desk, _teller(desk, sitting.last_words))
    pain: int | None = None
    done: tuple[str, ...] = ()
    try:
        try:
            _play(sitting, part, happened)
        finally:
            done = _finish(sitting, part, happened)
        ending = _ending(happened)
        if ending is Ending.EMERGENCY and not order.rehearsal:
            something_new_felt(screen)
        pain = _pain_after(sitting, happened, ending)
        if pain is not None:
            before = _pain_before(part)
            sitting.last_words.extend(said_after(order, desk, part.today, before, pain))
    finally:
        is_found = not sitting.journal.forgets and can_go_on(order, desk)
        ended, before = _ending(happened), _pain_before(part)
        how = to_go_on(order, ended, before, pain, is_found=is_found)
        sitting.last_words.extend((*done, *how))  # last: what to do now comes first
    if pain is not None:
        ask_signs_after(screen, _pain_before(part), pain)
    return ending


def _play(
    sitting: Sitting, part: Part, happened: list[Event], *, alarm_only: bool = False
) -> None:
    """Lead through ``part`` and add what happens to ``happened``.

    ``alarm_only``: ``part`` is the alarm of a sitting that goes no further now. Its end is not
    that of the sitting: it is neither said nor kept.
    """
    _, desk, journal, audible, _ = sitting
    player = _player(desk, part)
    led = SessionPresenter(player, part.compiled, audible.mute, desk.surface.line)
    audible.show = lambda trouble: led.tell(trouble, desk.time.now())
    if told := _told_at_first(part):
        led.tell(told, desk.time.now())

    def unless_end(sink: Callable[[Event], None]) -> Callable[[Event], None]:
        return lambda event: None if alarm_only and _is_end(event) else sink(event)

    def keep(event: Event) -> None:
        if not alarm_only or _is_of_alarm(event, part):
            journal.record(event, part.steps)

    def attend(now: float) -> None:
        journal.attend(now)
        _draw_ahead(desk, led, now)

    sinks = [
        unless_end(audible.hear),
        unless_end(lambda event: _ring(desk, led, audible, event)),
        unless_end(lambda event: _say_line(sitting, part, event)),
        keep,
        happened.append,
    ]
    beside = Beside(audible, lambda: audible.begin(part.compiled, player.ahead), attend)
    try:
        if part.point is None or part.point.first < len(part.steps):
            desk.lead(led, sinks, beside)
    finally:
        beside.let_go()
        if not led.over and led.farewell(desk.time.now()):  # it crashed: nothing alarms now
            sitting.last_words.append("Take the pack off now.")


def _is_end(event: Event) -> bool:
    """Tell whether ``event`` says that the last step was done."""
    if isinstance(event, CueDue):
        return event.cue.signal is Signal.SESSION_END
    return isinstance(event, SessionEnded) and event.ending is Ending.DONE


def _is_of_alarm(event: Event, part: Part) -> bool:
    if isinstance(event, SessionEnded):
        return not _is_end(event)
    return part.steps[event.step_index].kind is StepKind.ALARM


def _pain_before(part: Part) -> int | None:
    """Return the pain before the session, which one that goes on began with."""
    return part.pain_before if part.old is None else part.old.header.pain_before


def _pain_after(sitting: Sitting, happened: list[Event], ending: Ending | None) -> int | None:
    """Return the pain after the session, and keep it: what is asked, or what was said last
    where pain ended it."""
    order, desk, journal, _, _ = sitting
    if not desk.has_keyboard or order.rehearsal or order.kind != SESSION:
        return None
    pain = pain_at_end(happened)
    if pain is None and ending in (Ending.DONE, Ending.STOPPED, Ending.LEG):
        pain = ask_pain_after(desk, finished=ending is Ending.DONE)
    if pain is not None:
        journal.set_pain_after(pain)
    return pain


def _told_at_first(part: Part) -> str:
    """Return what no page said before: precautions, or that today is as usual."""
    usual = part.today is not None and part.today.decision.kind is Readiness.GO_ON
    rule = part.today.decision.sentence if usual and part.today else ""
    return " ".join(part.told) or rule


def _ending(happened: list[Event]) -> Ending | None:
    ended = [event.ending for event in happened if isinstance(event, SessionEnded)]
    return ended[-1] if ended else None


def _player(desk: Desk, part: Part) -> Player:
    point = part.point
    return Player(
        part.steps,
        speech,
        keyboard=desk.has_keyboard,
        pain_before=part.pain_before,
        strains=strains(part.routine),
        lie_down=Signal.LIE_ON_BACK if part.lies_on_back else Signal.LIE_ON_SIDE,
        first=min(point.first, len(part.steps) - 1) if point else 0,
        attempts=point.attempts if point else None,
        contact_s=point.contact_s if point else 0.0,
    )


def _begin(sitting: Sitting, part: Part) -> None:
    order, desk, journal, _, _ = sitting
    if part.old is not None:
        journal.resume(part.old, origin=part.origin)
        return
    close_old(order, desk, journal)
    journal.begin(
        kind=order.kind,
        routine=part.routine,
        compiler=COMPILER,
        started_wall=desk.clock.wall(),
        pain_before=part.pain_before,
        rehearsal=order.rehearsal,
        origin=desk.time.now(),
        leg=part.today.leg if part.today else None,
        something_new=part.today.something_new if part.today else None,
        asked=part.asked,
        rule=part.less.rule if part.less else "",
        reason=part.less.sentence if part.less else "",
        settled=part.today.settled if part.today else None,
        has_talked=part.today.has_talked if part.today else False,
    )


def _draw_ahead(desk: Desk, led: SessionPresenter, now: float) -> None:
    """Let pictures be made ready in the time until something is due."""
    due = led.deadline()
    desk.surface.work(math.inf if due is None else desk.time.unscaled(due - now))


def _say_line(sitting: Sitting, part: Part, event: Event) -> None:
    desk = sitting.desk
    if said := line(part.compiled, event):
        desk.surface.line(said)
    if sitting.order.figures is FigureMode.NO or not isinstance(desk.surface, Plain):
        return
    if shown := _movement_in_words(part, event):
        desk.surface.line(shown)


def _movement_in_words(part: Part, event: Event) -> str:
    """Return what a figure would show, once the exercise was named; empty where it shows
    nothing."""
    if not isinstance(event, CueDue) or event.cue.signal is not Signal.GET_READY:
        return ""
    step = part.steps[event.step_index]
    item = step.item
    if (
        step.kind is not StepKind.SETUP
        or not isinstance(item, Work)
        or not item.exercise.figure
    ):
        return ""
    from backpt.figure.read import figure_of
    from backpt.figure.words import alt_text

    figure = figure_of(item.exercise.figure)
    mirrored = step.place.side is Side.LEFT
    return alt_text(figure, mirrored=mirrored) if figure is not None else ""


def _ring(desk: Desk, led: SessionPresenter, audible: Audible, event: Event) -> None:
    for _ in range(audible.rings(event)):
        desk.surface.bell()
    if audible.flashes(event):
        led.flash(event.at)
    if isinstance(event, CueDue) and event.cue.signal is Signal.PACK_OFF:
        desk.surface.alert("Take the pack off.")


def _finish(sitting: Sitting, part: Part, happened: list[Event]) -> tuple[str, ...]:
    """Close what ended or was stopped, and return what was done; what crashed stays open, to
    be resumed."""
    order, desk, journal, _, last_words = sitting
    ending = _ending(happened)
    if ending is None:
        return ()
    summary = summarise(part.compiled, speech, happened)
    journal.finish(ending, summary, ended_wall=journal.ended_wall(desk.time))
    said = ENDINGS[ending] if isinstance(desk.surface, Plain) else ""  # as a line just now
    words = parting_words(order, part, happened, ending, is_saved=journal.keeps)
    last_words += (text for text in words if text != said)
    return closing_lines(summary)
