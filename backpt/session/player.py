"""The rules of a running session: a state machine that neither reads a clock nor waits.

Every input carries ``now``, in seconds on one steady scale that counts while the machine
sleeps, and returns the events that happened because of it. ``deadline()`` says when to call
``tick`` next. Events are stamped with the moment they **were due**, so a late or jittery
caller changes nothing that is signalled or journaled.

Three things have time of their own:

*   the **step** (``step_clock.py``): it began at the moment its elapsed time was 0. Holding
    still moves that moment forward by as long as it lasted; nothing is ever counted down.
*   the **counting-in**: 3-2-1 before a rep that begins after a jump or a longer pause.
    ``_lead_until`` is its end; the step stands still until then.
*   the **question** "it hurts, how much?" (``session/pain.py``). For an exercise the step
    stands still meanwhile; a pack runs on, because time passes on the skin. What follows from
    the answer is told to its end (``State.TELLING``) before anything else is signalled.

    Pain **further down the leg** (R9) is such a telling of ten minutes, with a question at its
    end; what strains the leg or the back is barred from then on.

The states are those of ``State``. ``session/commands.py`` is the whole table of what may be
asked for in which kind of step; anything else raises ``NotNow`` and changes nothing.

Everything that moves the state stands in this file, pain included: an answer may end, halve or
skip a step, and a step that ends may take a question with it. What can be known without the
state is beside it: where a jump leads (``jumps.py``), what is still ahead (``itinerary.py``),
what follows from pain (``pain.py``).
"""

from __future__ import annotations

from collections.abc import Iterator

from backpt.safety.tables import (
    HURTS_REST_S,
    HURTS_SILENCE_S,
    LEG_REST_S,
    LEG_SILENCE_S,
    PACK_CHECK_WAIT_S,
    PACK_MOST_ON_S,
)
from backpt.session import body, jumps
from backpt.session.body import Items
from backpt.session.commands import Command, NotNow, Situation, permits
from backpt.session.compile import into_place_from
from backpt.session.events import (
    CLOSER,
    SAME,
    Anchor,
    CueDue,
    Ending,
    Event,
    Frame,
    Halted,
    KeyAcknowledged,
    LegPainReported,
    Outcome,
    PainReported,
    SessionEnded,
    State,
    StepBegan,
    StepEnded,
    UnsureReported,
    Why,
)
from backpt.session.itinerary import Itinerary
from backpt.session.keymap import TEN_WITHIN_S, Means
from backpt.session.pain import (
    ASK_WHICH,
    EMERGENCY_FROM,
    Answer,
    PainQuestion,
    judge,
)
from backpt.session.speech import Speech
from backpt.session.step_clock import (
    GIVE_UP_S,
    REMIND_S,
    StepClock,
    repeats_every,
    unattended_s,
)
from backpt.session.steps import EXERCISE, PACK, Cue, Gate, Signal, Step, StepKind

LEAD_S = 3.0
"""3-2-1 before a rep after a jump."""
RESUME_LEAD_S = 6.0
"""The same after a longer pause: first it says where we are."""
SHORT_PAUSE_S = 5.0
"""A pause up to this long goes on where it was; a longer one repeats the rep (DESIGN 6)."""
_WORST = 10
"""Pain, in the words of the scale; its key is that of ten, or the next two."""
_ONE, _NOUGHT = "1", "0"
LENGTHEN_S = 10.0
LATE_KEY_S = 1.0
"""Space this soon after a waiting step ended by itself still means "ready" (DESIGN 6)."""


class Player:
    """Runs one flat list of steps. ``start`` it, ``tick`` it at ``deadline()``, ``command`` it.

    ``keyboard`` is false where no key can come: then nothing waits for ever (DESIGN 6).
    ``pain_before`` is the pain said before the session, 0-10, for the rise by two.
    ``strains`` are the routine's items that load a leg or bend the back: none of them follows
    pain further down the leg. ``lie_down`` says how to lie where that is offered then.
    ``first``, ``attempts`` and ``contact_s`` (how long a pack has been on the skin already)
    continue a session that was broken off: it stands still until the user goes on.
    """

    def __init__(
        self,
        steps: tuple[Step, ...],
        speech: Speech,
        *,
        keyboard: bool = True,
        pain_before: int | None = None,
        strains: frozenset[int] = frozenset(),
        lie_down: Signal = Signal.LIE_ON_BACK,
        first: int = 0,
        attempts: dict[int, int] | None = None,
        contact_s: float | None = None,
    ) -> None:
        if not steps:
            raise ValueError("there is nothing to do in this routine")
        self._steps = steps
        self._speech = speech
        self._keyboard = keyboard
        self._pain_before = pain_before
        self._strains = strains
        self._lie_down = lie_down
        self._attempts = dict(attempts or {})
        self._ahead = Itinerary(steps)
        self._index = first
        self._items: Items = {step.place.item: step.item for step in steps}
        self._whence = body.UNKNOWN
        """Where the body is, as the number of a cue that changes position has it."""
        self._state = State.WAITING
        self._ending: Ending | None = None
        # the step
        self._running = StepClock(steps[first], 0.0)
        self._begun = False
        """Its ``StepBegan`` was said and no end yet. False while it is counted in."""
        self._repeat_at = 0.0
        self._check_until: float | None = None
        self._limit_said = False
        # counting in, standing still, being asked
        self._lead_until: float | None = None
        self._lead_counts = 0
        self._halted_at: float | None = None
        self._why = Why.NONE
        self._question: PainQuestion | None = None
        self._sign: int | None = None
        """While it asks what is new: 0, or the number of the one that was named."""
        self._asked_in = State.ASKING
        """Where taking that back leads."""
        self._telling: tuple[Signal, int | None] | None = None
        """What is being said, and the step to jump to after it; ``None``: go on with this."""
        self._leg_until: float | None = None
        """When it asks whether the leg is back, from the answer on until that is answered."""
        self._waited_until = float("-inf")
        self._tapped_until = float("-inf")
        self._ten_until: float | None = None
        """While a 0 makes ten of the 1 that was said with the pack."""
        self._contact_from: float | None = None
        self._contact_before_s = contact_s
        self._drop_rest = False

    # --- asked from outside ------------------------------------------------------------

    @property
    def over(self) -> bool:
        return self._state is State.OVER

    def start(self, now: float) -> list[Event]:
        if self._state is not State.WAITING:
            raise NotNow("the session has begun already")
        continued = self._index > 0
        events = self._land(self._index, now)
        if self._contact_before_s is not None:
            self._contact_from = now - self._contact_before_s
        waits = self._step.kind in PACK or self._step.kind is StepKind.GATE
        if continued and self._keyboard and not waits and not self.over:
            events += self._halt(now, Why.AWAY)
        return [*events, *self.tick(now)]

    def tick(self, now: float) -> list[Event]:
        """Return everything that was due up to ``now``, in order, each with its own moment."""
        events: list[Event] = []
        while (due := self.deadline()) is not None and due <= now:
            events += self._happen(due)
        return events

    def command(self, command: Command, now: float, value: str = "") -> list[Event]:
        """Do what the user asks for. ``value`` is the digit typed.

        Raises ``NotNow``, with nothing changed but what time itself had brought, where the
        table does not allow it.
        """
        events = self.tick(now)
        if not permits(command, value, self._situation()):
            if events:
                return events  # the world moved under the key: what was meant is gone
            raise NotNow(f"{command} means nothing here")
        match self._state:
            case _ if command is Command.STOP:
                obeyed = self._obey(command, now, value)
            case State.LEG_RESTING | State.LEG_ASKING:
                obeyed = self._obey_resting(command, now)
            case State.ASKING_SIGN | State.ASKING_IF_TRUE:
                obeyed = self._answer_sign(command, now, value)
            case _ if command is Command.LEG and self._question is None:
                obeyed = self._further(now, again=False)  # at the gate of a trial
            case _:
                obeyed = self._obey(command, now, value)
        return [*events, *obeyed, *self.tick(now)]

    def gap(self, since: float, now: float) -> list[Event]:
        """Say that the machine slept, or this process was stopped, from ``since`` to ``now``.

        Exercise is paused as of ``since``; on the skin time passed (DESIGN 4).
        """
        events = self.tick(since)
        if self.over or self._state is State.WAITING or self._step.kind in PACK:
            return [*events, *self.tick(now)]
        if self._question:
            self._question = self._question.later(now - since)
            if self._leg_until is not None:
                self._leg_until += now - since
        elif self._step.kind is StepKind.GATE:
            self._running.began += now - since
            if self._ten_until is not None:
                self._ten_until += now - since
        elif self._halted_at is None:
            events += self._halt(since, Why.AWAY)
            if not self._keyboard:
                events += self._resume(now)
        return [*events, *self.tick(now)]

    def ahead(self, until: float) -> list[Event]:
        """Return what will happen up to ``until`` if no key comes and nothing sleeps.

        It is what a copy of this player does: so sound can be placed before it is due.
        """
        twin = object.__new__(Player)
        twin.__dict__.update(self.__dict__)
        twin._attempts, twin._ahead = dict(self._attempts), self._ahead.copy()
        twin._running = self._running.copy()
        return twin.tick(until)

    def deadline(self) -> float | None:
        """Return when ``tick`` next has something to do; ``None``: only a key goes on."""
        due = self._next()
        return due[0] if due else None

    def frame(self, now: float) -> Frame:
        """Return what there is to see at ``now``; no earlier than the last input."""
        counting_in = self._state is State.COUNTING_IN and self._lead_until is not None
        elapsed = now - self._lead_until if counting_in and self._lead_until else self._at(now)
        question_left = None
        if self._question:
            question_left = self._question.until - now
        elif self._check_until is not None:
            question_left = self._check_until - now
        step, seconds = self._step, self._running.seconds
        part = min(1.0, max(0.0, elapsed / seconds)) if seconds else 0.0
        session_s = self._ahead.planned_before_s(self._index) + part * step.planned_s
        return Frame(
            state=self._state,
            step_index=self._index,
            step=step,
            elapsed_s=elapsed,
            seconds=seconds,
            session_s=session_s,
            total_s=session_s + self._left_s(part),
            attempt=self._attempts.get(self._index, 0),
            reason=self._why,
            typed=self._question.typed if self._question else _ONE * bool(self._ten_until),
            sign=self._sign or 0,
            question_left_s=question_left,
            check_due=self._check_until is not None,
            contact_s=now - self._contact_from if self._contact_from is not None else 0.0,
            eased=bool(self._ahead.left_out),
            barred=frozenset(self._steps[at].place.item for at in self._ahead.barred),
            telling=self._telling[0] if self._telling else None,
            ending=self._ending,
        )

    def _left_s(self, part: float) -> float:
        """Return the planned seconds ahead, ``part`` (0-1) into this step, without all to which
        nothing leads any more."""
        left_s = self._ahead.planned_from_s(self._next_at(self._index))
        is_left = self._telling is not None and self._telling[1] is not None
        if is_left or self._ahead.why_gone(self._index) is not None:
            return left_s
        return left_s + (1.0 - part) * self._step.planned_s

    def _next_at(self, index: int) -> int:
        """Return the step that comes after the one at ``index`` as it is known now."""
        if self._telling is not None and self._telling[1] is not None:
            return self._telling[1]
        over = self._step.leads_to("over")
        on_skin = self._step.kind in (StepKind.APPLY, StepKind.ALARM)
        return over if self._drop_rest and on_skin and over is not None else index + 1

    # --- what is due -------------------------------------------------------------------

    @property
    def _step(self) -> Step:
        return self._running.step

    def _at(self, now: float) -> float:
        """Seconds into the step at ``now``."""
        return self._running.elapsed(now if self._halted_at is None else self._halted_at)

    def _next(self) -> tuple[float, str] | None:
        """Return the earliest moment at which something happens, and what.

        At the same moment a cue comes before the end of the step, and everything of the
        step before the question.
        """
        if self._state in (State.WAITING, State.OVER):
            return None
        found: list[tuple[float, str]] = []
        if self._state is State.COUNTING_IN and self._lead_until is not None:
            left = self._lead_counts
            found.append(
                (self._lead_until - left, "lead") if left else (self._lead_until, "go")
            )
        elif self._halted_at is None:
            found += self._step_moments()
        if self._question:
            found.append((self._question.until, "silence"))
        return min(found, key=lambda moment: moment[0]) if found else None

    def _step_moments(self) -> Iterator[tuple[float, str]]:
        running = self._running
        if running.cue_due is not None:
            yield running.cue_due, "cue"
        if running.ends is not None:
            yield running.ends, "end"
            if self._check_until is not None:
                yield self._check_until, "unchecked"
            return
        yield self._repeat_at, "repeat"
        if self._ten_until is not None:
            yield self._ten_until, "one"
        if not self._keyboard:
            yield running.began + unattended_s(self._step), "unattended"
        elif self._step.kind is StepKind.GATE:
            yield running.began + GIVE_UP_S, "give up"
        # Last: where the step ends with it, its words would be lost among the next ones.
        if self._step.kind is StepKind.ALARM and self._contact_from is not None:
            limit = self._contact_from + PACK_MOST_ON_S
            if not self._limit_said and limit >= running.began:
                yield limit, "limit"

    def _happen(self, due: float) -> list[Event]:
        moment = self._next()
        assert moment is not None
        match moment[1]:
            case "cue":
                return self._cue_due(due, self._running.take_cue())
            case "end":
                return self._step_over(due)
            case "lead":
                left = self._lead_counts
                self._lead_counts -= 1
                return [CueDue(due, self._index, Cue(-float(left), Signal.COUNT, left))]
            case "go":
                return self._go(due)
            case "repeat":
                signal = (
                    Signal.PACK_OFF if self._step.kind is StepKind.ALARM else Signal.WAITING
                )
                self._repeat_at += repeats_every(self._step, self._at(due))
                return [CueDue(due, self._index, Cue(self._at(due), signal))]
            case "limit":
                self._limit_said = True
                limit = Cue(self._at(due), Signal.STOP, round(PACK_MOST_ON_S / 60))
                return [CueDue(due, self._index, limit)]
            case "unchecked":
                self._check_until = None
                self._waited_until = due
                return self._leave(Outcome.PARTIAL, Why.UNCHECKED, due)
            case "unattended":
                return self._unattended(due)
            case "one":
                return self._pain_with_pack(1, due)
            case "give up":
                return self._end(Ending.UNANSWERED, due)
            case _:
                return self._silence(due)

    def _cue_due(self, due: float, cue: Cue) -> list[Event]:
        if cue.signal is Signal.SKIN_CHECK and self._keyboard:
            self._check_until = due + PACK_CHECK_WAIT_S
        return [CueDue(due, self._index, cue)]

    def _step_over(self, due: float) -> list[Event]:
        """A timed step reached its end by itself."""
        if self._step.kind is StepKind.SETUP:
            self._waited_until = due
        return self._leave(Outcome.DONE, Why.NONE, due)

    def _unattended(self, due: float) -> list[Event]:
        step = self._step
        if step.ask is Gate.SKIN:
            return self._leave(Outcome.PARTIAL, Why.UNCONFIRMED, due, step.leads_to("no"))
        if step.ask is not None or step.kind in (StepKind.SETUP, StepKind.READY):
            return self._leave(Outcome.DONE, Why.NONE, due, step.leads_to("yes"))
        return self._leave(Outcome.PARTIAL, Why.UNCONFIRMED, due)

    # --- coming and going --------------------------------------------------------------

    def _enter_fields(self, index: int, at: float) -> None:
        self._index = index
        step = into_place_from(self._steps[index], self._items, self._whence, self._speech)
        self._running = StepClock(step, at)
        self._begun = False
        self._lead_counts = 0
        self._check_until = None
        self._limit_said = False
        self._ten_until = None
        self._repeat_at = at + repeats_every(self._step, 0.0)

    def _enter(self, index: int, at: float) -> list[Event]:
        """Go to ``index``, past reps that were left out; to the end of the session if none."""
        events: list[Event] = []
        while (why := self._ahead.why_gone(index)) is not None:
            events += self._pass_over(index, index + 1, at, why)
            self._ahead.end((index,))
            index += 1
        if index >= len(self._steps):
            return [*events, *self._over_at_last(at)]
        if self._steps[index].place.item != self._step.place.item:
            self._ahead.take_all()
        self._enter_fields(index, at)
        self._state = State.RUNNING
        self._halted_at, self._why, self._lead_until = None, Why.NONE, None
        return [*events, *self._begin(at)]

    def _begin(self, at: float) -> list[Event]:
        step = self._step
        if step.kind is StepKind.APPLY:
            self._contact_from = at
        elif step.kind not in PACK:
            self._contact_from = None
        self._begun = True
        self._whence = body.whence_after(step, self._whence)
        attempt = self._attempts[self._index] = self._attempts.get(self._index, 0) + 1
        return [StepBegan(at, self._index, attempt)]

    def _land(self, index: int, at: float) -> list[Event]:
        """Jump to ``index``; a rep that begins out of turn is counted in."""
        index = self._ahead.past_left_out(index)
        after = self._ahead.past_barred(index)
        passed: list[Event] = []
        if after > index:
            passed = self._pass_over(index, after, at, Why.LEG)
            self._ahead.end(range(index, after))
            index = after
        if index >= len(self._steps) or self._steps[index].kind is not StepKind.WORK:
            events = [*passed, *self._enter(index, at)]
            return events if self.over else [*events, Anchor(at, self._index, 0.0, 0.0)]
        self._enter_fields(index, at)
        self._halted_at, self._why = None, Why.NONE
        return [*passed, *self._count_in(at, LEAD_S, 0.0)]

    def _count_in(self, now: float, lead_s: float, elapsed_s: float) -> list[Event]:
        self._state = State.COUNTING_IN
        self._lead_until = now + lead_s
        self._lead_counts = 3
        self._running.began = self._lead_until - elapsed_s
        return [Anchor(now, self._index, elapsed_s, lead_s)]

    def _go(self, due: float) -> list[Event]:
        self._state, self._lead_until = State.RUNNING, None
        self._repeat_at = due + REMIND_S
        return [] if self._begun else self._begin(due)

    def _leave(
        self, outcome: Outcome, why: Why, at: float, to: int | None = None, answer: str = ""
    ) -> list[Event]:
        """End the step and go where it leads."""
        step = self._step
        events: list[Event] = [self._ended_now(outcome, why, at, answer)]
        if to is None and step.kind in (StepKind.APPLY, StepKind.ALARM):
            to = self._after_pack(step, why, at)
        if to is None:
            to = self._index + 1
        events += self._pass_over(self._index + 1, to, at, Why.ANSWERED)
        if to != self._index + 1 and to < len(self._steps):
            return [*events, *self._land(to, at)]
        return [*events, *self._enter(to, at)]

    def _after_pack(self, step: Step, why: Why, at: float) -> int | None:
        if step.kind is StepKind.APPLY and why is not Why.PACK_OFF:
            return None  # the alarm follows
        contact_s = at - self._contact_from if self._contact_from is not None else 0.0
        self._contact_from = None
        if contact_s > PACK_MOST_ON_S or self._drop_rest:
            return step.leads_to("over")
        return step.leads_to("off")

    def _ended_now(self, outcome: Outcome, why: Why, at: float, answer: str = "") -> StepEnded:
        self._ahead.end((self._index,))
        attempt = self._attempts.get(self._index, 0)
        active_s = max(0.0, self._at(at))
        return StepEnded(at, self._index, attempt, outcome, why, active_s, answer)

    def _pass_over(self, first: int, to: int, at: float, why: Why) -> list[Event]:
        """Say of each step from ``first`` up to ``to`` that it was not done, and why."""
        return [
            StepEnded(at, index, 0, Outcome.SKIPPED, why, 0.0)
            for index in self._ahead.untold(first, to)
        ]

    def _over_at_last(self, at: float) -> list[Event]:
        """Every step has its end."""
        if not self._ahead.barred:
            cue = CueDue(at, self._index, Cue(self._at(at), Signal.SESSION_END))
            return [cue, *self._closed(Ending.DONE, at)]
        return self._closed(Ending.LEG, at)

    def _end(self, ending: Ending, at: float) -> list[Event]:
        """End before the last step has its end."""
        events: list[Event] = []
        rest = self._telling[1] if self._telling else None
        if rest is None:
            events.append(self._broken_off(Why.STOPPED, at))
            rest = self._index + 1
        events += self._pass_over(rest, len(self._steps), at, Why.STOPPED)
        sign = EMERGENCY_FROM + (self._sign or 0) if ending is Ending.EMERGENCY else 0
        if self._step.kind in (StepKind.APPLY, StepKind.ALARM) or sign:
            events.append(CueDue(at, self._index, Cue(self._at(at), Signal.STOP, sign)))
        return [*events, *self._closed(ending, at)]

    def _closed(self, ending: Ending, at: float) -> list[Event]:
        self._state, self._ending = State.OVER, ending
        self._question = self._telling = self._leg_until = None
        named = self._sign if ending is Ending.EMERGENCY else None
        return [SessionEnded(at, ending, named or 0)]

    def _broken_off(self, why: Why, at: float) -> StepEnded:
        """The step ends unfinished: begun is partial, not begun is skipped."""
        if Signal.CHANGE_POSITION in {cue.signal for cue in self._step.cues}:
            self._whence = body.UNKNOWN  # on the way
        if not self._begun:
            self._ahead.end((self._index,))
            return StepEnded(at, self._index, 0, Outcome.SKIPPED, why, 0.0)
        return self._ended_now(Outcome.PARTIAL, why, at)

    # --- commands ----------------------------------------------------------------------

    def _situation(self) -> Situation:
        return Situation(
            self._state,
            self._steps,
            self._index,
            self._step,
            self._running.seconds,
            self._halted_at is not None,
            self._ahead.barred,
        )

    def _obey(self, command: Command, now: float, value: str) -> list[Event]:
        match command:
            case Command.PAUSE:
                return self._pause(now)
            case Command.RESUME:
                return self._resume(now)
            case Command.DONE | Command.YES | Command.CLOSER:
                asked_leg = self._step.ask is Gate.LEG
                closer = command is Command.CLOSER
                return self._done(now, (CLOSER if closer else SAME) if asked_leg else "")
            case Command.NO:
                return self._leave(Outcome.PARTIAL, Why.NO, now, self._step.leads_to("no"))
            case Command.NEXT:
                return self._skip_to(jumps.after_next(self._steps, self._index), Why.NEXT, now)
            case Command.BACK:
                return self._go_back(jumps.before(self._steps, self._index), Why.BACK, now)
            case Command.REDO:
                return self._go_back(jumps.set_start(self._steps, self._index), Why.REDO, now)
            case Command.PLUS | Command.MINUS:
                longer = command is Command.PLUS
                return self._lengthen(LENGTHEN_S if longer else -LENGTHEN_S, now)
            case Command.HURTS:
                return self._hurts(now)
            case Command.UNSURE:
                return self._unsure(now)
            case Command.STOP:
                return self._end(Ending.STOPPED, now)
            case _:
                return self._answer(command, now, value)

    def _pause(self, now: float) -> list[Event]:
        if now - self._waited_until <= LATE_KEY_S:
            self._waited_until = float("-inf")
            # While it tells, a sound for the second tap of an answer would cut off the words.
            return [] if self._telling else [self._key_heard(now)]
        left = self._leave_telling(now)
        return left if self.over else [*left, *self._halt(now, Why.PAUSED)]

    def _halt(self, at: float, why: Why) -> list[Event]:
        if self._state is State.COUNTING_IN and self._lead_until is not None:
            # Halted before it began: its elapsed time stands where it will begin.
            self._running.began += at - self._lead_until
            self._lead_until = None
        if self._halted_at is None:
            self._halted_at = at
        self._why, self._state = why, State.PAUSED
        said = CueDue(at, self._index, Cue(self._at(at), Signal.PAUSED))
        return [Halted(at, self._index, why), said]

    def _resume(self, now: float, said: Signal = Signal.RESUMED) -> list[Event]:
        assert self._halted_at is not None
        stood_s, elapsed = now - self._halted_at, self._at(now)
        short = stood_s <= SHORT_PAUSE_S and self._why is Why.PAUSED
        step, why = self._step, self._why
        begun = self._begun
        events: list[Event] = [CueDue(now, self._index, Cue(elapsed, said))]
        if step.kind is StepKind.WORK and not (short and begun):
            if step.place.rep_no and begun:  # a rep is done again, a long position goes on
                events.append(self._ended_now(Outcome.PARTIAL, why, now))
                self._enter_fields(self._index, now)
                elapsed = 0.0
            self._halted_at, self._why = None, Why.NONE
            lead_s = RESUME_LEAD_S + (
                self._speech.told_s(said) if said is Signal.GOOD_ZONE else 0.0
            )
            return [*events, *self._count_in(now, lead_s, elapsed)]
        if step.kind is StepKind.READY and step.seconds is not None:
            self._running.restart(now)
            elapsed = 0.0
        self._halted_at, self._why, self._state = None, Why.NONE, State.RUNNING
        self._running.began = now - elapsed
        self._repeat_at = now + repeats_every(self._step, elapsed)
        return [*events, Anchor(now, self._index, elapsed, 0.0)]

    def _done(self, now: float, answer: str = "") -> list[Event]:
        if self._state is State.RESTING:
            return self._ask_again(now)
        step = self._step
        match step.kind:
            case StepKind.APPLY if self._check_until is not None:
                self._check_until = None
                self._tapped_until = now + LATE_KEY_S
                return [self._key_heard(now)]
            case StepKind.APPLY if now < self._tapped_until:
                # A second tap, or a key held down: the pack is still on.
                self._tapped_until = now + LATE_KEY_S
                return [self._key_heard(now)]
            case StepKind.APPLY:
                return self._leave(Outcome.PARTIAL, Why.PACK_OFF, now)
            case StepKind.ALARM if now - self._waited_until <= LATE_KEY_S:
                self._waited_until = float("-inf")  # meant for the check that just ran out
                return [self._key_heard(now)]
            case StepKind.GATE if self._ten_until is not None:
                return self._pain_with_pack(1, now)
            case StepKind.GATE:
                self._tapped_until = now + LATE_KEY_S
                to = step.leads_to("yes")
                return self._leave(Outcome.DONE, Why.NONE, now, to, answer)
            case StepKind.SETUP:
                return [self._key_heard(now), *self._leave(Outcome.DONE, Why.READY_EARLY, now)]
            case StepKind.COUNT:
                self._waited_until = now  # a second tap of the same press
                return self._leave(Outcome.DONE, Why.NONE, now)
            case _:
                return self._leave(Outcome.DONE, Why.NONE, now)

    def _key_heard(self, now: float) -> KeyAcknowledged:
        return KeyAcknowledged(now, self._index)

    def _skip_to(self, to: int, why: Why, now: float) -> list[Event]:
        if self._step.kind is StepKind.APPLY:
            return self._leave(Outcome.PARTIAL, why, now)
        events: list[Event] = [self._broken_off(why, now)]
        events += self._pass_over(self._index + 1, to, now, why)
        return [*events, *self._land(to, now)]

    def _go_back(self, to: int | None, why: Why, now: float) -> list[Event]:
        assert to is not None  # else the table does not allow it
        return [self._broken_off(why, now), *self._land(to, now)]

    def _lengthen(self, by_s: float, now: float) -> list[Event]:
        # Held still or counting in, its time is that of the halt.
        before_s = self._running.seconds or 0.0
        self._running.lengthen(by_s, self._running.began + self._at(now))
        heard = self._key_heard(now)._replace(
            longer_s=(self._running.seconds or 0.0) - before_s
        )
        return [heard, Anchor(now, self._index, self._at(now), 0.0)]

    def _unsure(self, now: float) -> list[Event]:
        """Keep it, and move nothing. A second press says the same: one that took it back would
        leave somebody who lies with closed eyes not knowing which of the two holds."""
        exercise = jumps.exercise_at(self._steps, self._index)
        assert exercise is not None
        return [UnsureReported(now, self._index, exercise.id)]

    # --- it hurts (clinical D5) --------------------------------------------------------

    def _hurts(self, now: float) -> list[Event]:
        events = self._leave_telling(now)
        if self.over:
            return events
        if self._step.kind not in PACK:
            if self._halted_at is None:
                events += self._halt(now, Why.HURTS)[:1]
            self._why = Why.HURTS
        self._question, self._ten_until = PainQuestion(now + HURTS_SILENCE_S), None
        self._state = State.ASKING
        return [*events, self._asks(0, now)]

    def _ask_which(self, now: float) -> list[Event]:
        """Ask what is new (R11). Who says nothing more is taken for somebody who cannot."""
        if self._state in (State.ASKING, State.ASKING_AGAIN):
            self._asked_in = self._state
        self._state, self._sign = State.ASKING_SIGN, 0
        self._question = PainQuestion(now + self._speech.which_sign_s() + HURTS_SILENCE_S)
        return [self._asks(ASK_WHICH, now)]

    def _asks(self, number: int, now: float) -> CueDue:
        return CueDue(now, self._index, Cue(self._at(now), Signal.QUESTION, number))

    def _answer_sign(self, command: Command, now: float, value: str) -> list[Event]:
        """Take which sign it is, or take a step back: a slip of the finger is no emergency."""
        if command is Command.DIGIT:
            self._state, self._sign = State.ASKING_IF_TRUE, int(value)
            self._question = PainQuestion(now + HURTS_SILENCE_S)
            return [self._asks(ASK_WHICH + self._sign, now)]
        if command is Command.YES:
            return self._end(Ending.EMERGENCY, now)
        if self._state is State.ASKING_IF_TRUE:
            return self._ask_which(now)
        self._state, self._sign = self._asked_in, None
        self._question = PainQuestion(now + HURTS_SILENCE_S)
        return [self._asks(0, now)]

    def _answer(self, command: Command, now: float, value: str) -> list[Event]:
        if self._question is None:  # the pack is on, and pain is said with it
            return self._say_with_pack(value, now)
        self._question = self._question.heard(command, value, now)
        again = self._state is State.ASKING_AGAIN
        match command:
            case Command.ENTER if (pain := self._question.pain) is not None:
                on_skin = self._step.kind in PACK
                answer = judge(pain, self._pain_before, again=again, on_skin=on_skin)
                rests = on_skin or self._leg_until is not None
                goes_on = answer is Answer.GO_ON and not rests
                said = PainReported(now, self._index, pain, goes_on)
                return [said, *self._act(answer, now, Signal.GOOD_ZONE)]
            case Command.ENTER | Command.DIGIT | Command.ERASE:
                return []
            case Command.TAKE_BACK:
                return self._act(Answer.REST_THEN_ASK if again else Answer.GO_ON, now)
            case Command.LEG:
                return self._further(now, again=again)
            case Command.NEW_SIGN:
                return self._ask_which(now)
            case _:
                return self._silence(now)

    def _say_with_pack(self, value: str, now: float) -> list[Event]:
        waits = self._ten_until is not None
        if value == Means.TEN or (waits and value == _NOUGHT):
            return self._pain_with_pack(_WORST, now)
        if value == _ONE and not waits:
            self._ten_until = now + TEN_WITHIN_S
            return [self._key_heard(now)]
        return self._pain_with_pack(int(value), now)

    def _pain_with_pack(self, pain: int, now: float) -> list[Event]:
        self._pain_before, self._ten_until = pain, None
        return self._done(now, str(pain))

    def _silence(self, now: float) -> list[Event]:
        """No answer: the cautious thing."""
        if self._sign is not None:
            return self._end(Ending.EMERGENCY, now)
        if self._state is State.RESTING:
            return self._ask_again(now)
        if self._state is State.TELLING:
            return self._told(now)
        if self._state is State.LEG_RESTING:
            return self._ask_leg(now)
        if self._leg_until is not None:  # whether the leg is back, or how much it hurts
            return self._end(Ending.LEG, now)
        again = self._state is State.ASKING_AGAIN
        return self._act(Answer.END_SESSION if again else Answer.END_EXERCISE, now)

    def _ask_again(self, now: float) -> list[Event]:
        self._state, self._question = State.ASKING_AGAIN, PainQuestion(now + HURTS_SILENCE_S)
        return [self._asks(0, now)]

    def _act(self, answer: Answer, now: float, goes_on: Signal = Signal.RESUMED) -> list[Event]:
        """Do what follows; ``goes_on`` is signalled where nothing does."""
        self._question = self._sign = None
        if self._step.kind in PACK:
            return self._act_on_skin(answer, now)
        if self._leg_until is not None and answer is not Answer.END_SESSION:
            self._state = State.LEG_RESTING
            self._question = PainQuestion(max(now, self._leg_until))
            return []
        match answer:
            case Answer.GO_ON:
                self._state = State.PAUSED
                return self._resume(now, goes_on)
            case Answer.EASE:
                return self._ease(now)
            case Answer.END_EXERCISE:
                end = jumps.item_end(self._steps, self._index)
                told = self._tell(Signal.EXERCISE_END, end, now)
                ended = self._broken_off(Why.HURTS, now)
                return [*told, ended, *self._pass_over(self._index + 1, end, now, Why.HURTS)]
            case Answer.REST_THEN_ASK:
                self._state, self._whence = State.RESTING, body.UNKNOWN
                self._question = PainQuestion(now + HURTS_REST_S)
                return [CueDue(now, self._index, Cue(self._at(now), Signal.REST))]
            case Answer.END_SESSION:
                return self._end(Ending.PAIN, now)

    # --- further down the leg (clinical D5 R9) -------------------------------------------

    def _further(self, now: float, *, again: bool) -> list[Event]:
        """Rest or walk for ten minutes; what strains the leg or the back is out for today.

        On the skin the pack comes off, and no exercise follows it.
        """
        said: list[Event] = [LegPainReported(now, self._index)]
        if again:
            return [*said, *self._end(Ending.LEG, now)]
        if self._step.kind in PACK:
            works = {step.place.item for step in self._steps if step.kind in EXERCISE}
            self._ahead.bar(frozenset(works))
            return [*said, *self._act(Answer.END_EXERCISE, now)]
        self._ahead.bar(self._strains | {self._step.place.item})
        end = jumps.item_end(self._steps, self._index)
        self._state, self._telling = State.LEG_RESTING, (Signal.LEG_REST, end)
        self._whence = body.UNKNOWN
        if self._halted_at is None:
            self._halted_at = now
        self._leg_until = now + LEG_REST_S
        self._question = PainQuestion(self._leg_until)
        told = CueDue(now, self._index, Cue(self._at(now), Signal.LEG_REST))
        ended = self._broken_off(Why.HURTS, now)
        left = self._pass_over(self._index + 1, end, now, Why.HURTS)
        return [*said, told, ended, *left]

    def _obey_resting(self, command: Command, now: float) -> list[Event]:
        match command:
            case Command.LIE_DOWN:
                return self._rest_so(self._lie_down, now)
            case Command.WALK:
                return self._rest_so(Signal.WALK, now)
            case Command.HURTS:  # the rest goes on after its answer
                return self._ask_again(now)
            case Command.YES:
                self._leg_until = None
                return self._leave_telling(now)
            case Command.NO:
                return self._end(Ending.LEG, now)
            case Command.STOP:
                return self._end(Ending.STOPPED, now)
            case _:
                return self._ask_leg(now)

    def _rest_so(self, how: Signal, now: float) -> list[Event]:
        """Say how to lie, or to walk; the ten minutes go on."""
        assert self._telling is not None
        self._telling, self._whence = (how, self._telling[1]), body.RESTS[how]
        return [CueDue(now, self._index, Cue(self._at(now), how))]

    def _ask_leg(self, now: float) -> list[Event]:
        self._state, self._question = State.LEG_ASKING, PainQuestion(now + LEG_SILENCE_S)
        return [CueDue(now, self._index, Cue(self._at(now), Signal.LEG_QUESTION))]

    # --- what follows ------------------------------------------------------------------

    def _act_on_skin(self, answer: Answer, now: float) -> list[Event]:
        """A pack that hurts comes off, and no other follows (clinical C4, "stop now if")."""
        self._state = State.RUNNING
        if answer in (Answer.GO_ON, Answer.EASE):
            return [self._key_heard(now)]
        if self._step.kind is StepKind.OFF:
            end = jumps.item_end(self._steps, self._index)
            return self._skip_to(end, Why.HURTS, now)
        self._drop_rest = True
        if self._step.kind is StepKind.APPLY:
            self._check_until = None
            return self._leave(Outcome.PARTIAL, Why.HURTS, now)
        return [self._key_heard(now)]

    def _ease(self, now: float) -> list[Event]:
        """Half of what is left, smaller (clinical D5 R6, R8); a rep that hurt is over."""
        step = self._step
        rep = step.kind is StepKind.WORK and step.place.rep_no > 0
        after = self._index + 1 if rep else self._index
        self._ahead.take_all()
        if after < jumps.item_end(self._steps, self._index):
            self._ahead.halve(after)
        if rep:
            told = self._tell(Signal.EASED, self._ahead.past_left_out(after), now)
            return [*told, self._broken_off(Why.HURTS, now)]
        if step.kind is StepKind.WORK and self._running.seconds is not None:
            elapsed = self._at(now)
            left_s = self._running.seconds - elapsed
            self._running.lengthen(-left_s / 2, self._running.began + elapsed)
        return self._tell(Signal.EASED, None, now)

    def _tell(self, signal: Signal, to: int | None, now: float) -> list[Event]:
        """Have it said to its end; then jump ``to`` a step, or go on with this one."""
        self._state, self._telling = State.TELLING, (signal, to)
        self._question = PainQuestion(now + self._speech.told_s(signal))
        self._waited_until = now
        return [CueDue(now, self._index, Cue(self._at(now), signal))]

    def _told(self, at: float) -> list[Event]:
        assert self._telling is not None
        waits_here = self._telling[1] is None
        events = self._leave_telling(at)
        return [*events, *self._resume(at)] if waits_here else events

    def _leave_telling(self, now: float) -> list[Event]:
        """Come to where the telling leads: this step stands still, another one runs."""
        if self._telling is None:
            return []
        (_, to), self._telling, self._question = self._telling, None, None
        self._state = State.PAUSED
        return [] if to is None else self._land(to, now)
