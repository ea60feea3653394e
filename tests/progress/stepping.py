"""Weeks of one routine for the tests of offers: sessions, what became of them, and answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from backpt.prescription.model import Dose, Exercise, Growth, Library, Pace, Routine, Work
from backpt.progress.change import Change, ChangeField
from backpt.progress.course import Course, fold
from backpt.progress.entry import Session, Source, Strike, Telling
from backpt.progress.left_open import UP_RULE
from backpt.progress.occasions import Occasion
from backpt.progress.offer import Offer, OfferFacts, change_of, offer
from backpt.safety.answers import Profile
from tests import builders
from tests.progress.diary import Diary, wall

GROW = (
    Growth("hold", 5.0, 10.0, 2.0),
    Growth("reps", 8, 12, 1),
    Growth("sets", 1, 3, 1),
)
DOSE = Dose((8,), Pace(2.0, 0.0, 2.0, 1.0))
HELD = DOSE._replace(pace=Pace(2.0, 5.0, 2.0, 1.0))
MOST_HOUR = 23.0


def exercise(name: str = "Bridge", dose: Dose = DOSE, **more: Any) -> Exercise:
    return builders.exercise(name)._replace(dose=dose, grow=GROW, **more)


def routine_of(*exercises: Exercise, name: str = "core", asks: bool = True) -> Routine:
    items = tuple(Work(one, one.dose, grow=one.grow) for one in exercises)
    return Routine(name, name.title(), items, asks_to_grow=asks)


class Weeks(Diary):
    """A diary whose sessions tell what became of the exercises of ``routine``."""

    def __init__(self, routine: Routine | None = None, *others: Exercise) -> None:
        super().__init__()
        self.routine = routine or routine_of(exercise())
        works = [item.exercise for item in self.routine.items if isinstance(item, Work)]
        known = {one.id: one for one in (*works, *others)}
        self.library = Library(known, {}, {}, {})
        self.profile = Profile()
        self.occasions: list[Occasion] = []
        self.changes: list[Change] = []
        self.phase = 3

    def done(
        self,
        day: int,
        pain: int | None = 2,
        *,
        after: int | None = 2,
        hour: float = 18.0,
        during: int | None = None,
        of: Routine | None = None,
        only: tuple[str, ...] = (),
        **became: Any,
    ) -> Session:
        """Do a session on ``day`` with ``pain`` before it; ``became`` are fields of
        ``Occasion``, of the exercises in ``only`` or of all."""
        routine = of or self.present
        session = self.held(day, pain, after, hour, routine=routine.id)
        if during is not None:
            self.pain(day, during, hour + 0.1, source=Source.DURING, session=session.uid)
        for item in routine.items:
            assert isinstance(item, Work)
            one = Occasion(
                session.uid, session.wall, session.day, routine.id, item.exercise.id, item.dose
            )
            is_meant = not only or item.exercise.id in only
            self.occasions.append(one._replace(**became) if is_meant else one)
        return session

    def settles(self, day: int, pain: int = 2, hour: float = 12.0) -> Weeks:
        """Say on ``day`` how it is, within two days after a session."""
        self.pain(day, pain, hour)
        return self

    @property
    def present(self) -> Routine:
        return self.facts(999).laid.routine

    def dose(self, id_: str = "bridge") -> Dose:
        works = [item for item in self.present.items if isinstance(item, Work)]
        return next(item.dose for item in works if item.exercise.id == id_)

    def course_on(self, day: int, hour: float = 19.0) -> Course:
        return fold(
            wall(day, hour),
            0,
            self.entries,
            self.sessions,
            self.strikes,
            calls=self.calls,
            tellings=self.tellings,
            changes=self.changes,
        )

    def facts(self, day: int, hour: float = 19.0) -> OfferFacts:
        course = self.course_on(day, hour)
        return OfferFacts(
            course,
            self.routine,
            self.library,
            self.profile,
            tuple(self.occasions),
            wall(day, hour),
            self.phase,
        )

    def offer(self, day: int, hour: float = 19.0) -> Offer | None:
        return offer(self.facts(day, hour))

    def asked(self, day: int, hour: float = 19.0) -> None:
        """Keep that a step up was asked about."""
        self.tellings.append(Telling(self._uid(), wall(day, hour), 0, UP_RULE, "progress"))

    def say(
        self,
        made: Offer | None,
        day: int,
        *,
        yes: bool = True,
        to: str = "",
        hour: float = 19.0,
    ) -> Change:
        assert made is not None
        row = change_of(
            made, is_agreed=yes, uid=self._uid(), wall=wall(day, hour), offset_s=0, to=to
        )
        self.changes.append(row)
        self.asked(day, hour)
        return row

    def undo(self, change: Change, day: int) -> Change:
        row = change._replace(uid=self._uid(), wall=wall(day, 20.0), undoes=change.uid)
        self.changes.append(row)
        return row

    def strike(self, uid: str) -> None:
        self.strikes.append(Strike(self._uid(), uid))


def two_full(weeks: Weeks | None = None, days: Iterable[int] = (0, 2)) -> Weeks:
    """Two full sessions that settled by the next day."""
    made = weeks or Weeks()
    for day in days:
        made.done(day)
        made.settles(day + 1)
    return made


def stepped(made: Offer | None) -> tuple[ChangeField, float | str, float | str] | None:
    """Return what an offer would change."""
    return None if made is None else (made.field, made.was, made.to)
