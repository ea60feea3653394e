"""A routine as its user may do it: precautions and packs laid over it, and its limits checked.

The one place that does so: a session, its plan, ``show``, ``safety`` and the handout all ask
here, so that none of them allows or forbids anything that another does not.
"""

from collections.abc import Iterator

from backpt.prescription.model import Library, Mode, Rest, Routine, ThermalPlan, Work
from backpt.safety import precautions
from backpt.safety.answers import Answers, Profile, profile_of
from backpt.safety.packs import PackRule, may_use, pack_rule
from backpt.safety.precautions import Adapted
from backpt.safety.rows import Verdict
from backpt.session.compile import LONGEST_ROUTINE_S, packs_too_near
from backpt.session.steps import Step
from backpt.values import NamedTuple


def allowed_routine(
    routine: Routine,
    library: Library,
    profile: Profile,
    never: tuple[Mode, ...] = (),
    *,
    replace: bool = True,
) -> Adapted:
    """Return ``routine`` as ``profile`` allows it, without packs of the modes in ``never``.

    Items keep their numbers: a pack that is left out becomes a rest of no length. ``replace``:
    as ``precautions.apply`` takes it.
    """
    items = tuple(
        Rest(0.0) if isinstance(item, ThermalPlan) and _is_among(item, never) else item
        for item in routine.items
    )
    adapted = routine._replace(items=items)
    return precautions.apply(adapted, library, profile, replace=replace)


def _is_among(pack: ThermalPlan, never: tuple[Mode, ...]) -> bool:
    """Packs by turns need both heat and cold."""
    return bool(never) if pack.mode is Mode.ALTERNATE else pack.mode in never


def leaves_nothing(routine: Routine, never: tuple[Mode, ...]) -> bool:
    """Tell whether all that ``routine`` asks for is packs that go with ``never``."""
    packs = [item for item in routine.items if isinstance(item, ThermalPlan)]
    works = any(isinstance(item, Work) for item in routine.items)
    return bool(packs) and not works and all(_is_among(pack, never) for pack in packs)


class PackClearance(NamedTuple):
    """What somebody's answers mean for packs of one mode (clinical C4)."""

    rule: PackRule
    is_allowed: bool
    """A clinician, who was asked, said yes to this mode."""

    @property
    def may_be_used(self) -> bool:
        return may_use(self.rule, allowed=self.is_allowed)

    @property
    def is_to_be_asked(self) -> bool:
        """Whether a clinician is to be asked first, and none has been."""
        return self.rule.verdict is Verdict.ASK and not self.is_allowed

    @property
    def needed_asking(self) -> bool:
        """Whether it may be used only because a clinician was asked."""
        return self.rule.verdict is Verdict.ASK and self.is_allowed


def pack_clearance(answers: Answers, mode: Mode) -> PackClearance:
    """Return what ``answers`` mean for packs of ``mode``."""
    return PackClearance(pack_rule(profile_of(answers).flags, mode), mode in answers.allowed)


def flagged_rule(flags: frozenset[str], mode: Mode) -> PackRule:
    """Return what ``flags`` mean for a pack of ``mode`` that may be used."""
    return pack_rule(flags, mode)


class PackLimit(NamedTuple):
    """What a user's conditions mean for the packs of one mode."""

    rule: PackRule
    is_used: bool
    is_unanswered: bool = False
    """Not used, because the questions about packs were not answered yet."""


class PackLimits(NamedTuple):
    """What a user's conditions mean for the packs of a sitting (clinical C4)."""

    limits: tuple[PackLimit, ...] = ()

    @property
    def never(self) -> tuple[Mode, ...]:
        """Not to be used, or not before somebody was asked."""
        return tuple(one.rule.mode for one in self.limits if not one.is_used)


def kept_limits(
    routine: Routine, answers: Answers, *, must_be_asked: bool = True
) -> PackLimits:
    """Return what answers that are kept mean for the packs of ``routine``; asks nothing.

    There is no pack while the questions about packs are not answered. With ``must_be_asked``
    false, for a rehearsal, a plan or paper, only what is known counts.
    """
    found = []
    for mode in pack_modes(routine):
        clearance = pack_clearance(answers, mode)
        may_be_used = clearance.may_be_used
        is_unanswered = may_be_used and must_be_asked and answers.packs_due
        found.append(
            PackLimit(clearance.rule, may_be_used and not is_unanswered, is_unanswered)
        )
    return PackLimits(tuple(found))


class LeftOutPack(NamedTuple):
    """A pack that is not for this user."""

    plan: ThermalPlan
    limits: tuple[PackLimit, ...]
    """Why not."""


class Fitted(NamedTuple):
    """A routine as the kept answers allow it, nobody having been asked anything today."""

    adapted: Adapted
    packs: PackLimits
    left_out: tuple[LeftOutPack, ...]


def as_kept(
    routine: Routine, library: Library, answers: Answers, *, leg_went_down: bool = False
) -> Fitted:
    """Return ``routine`` as ``answers`` allow it: for plans, ``show`` and paper.
    ``leg_went_down`` as the diary has it.

    What is asked only when a session begins (today's pain, a clinician's word on packs) is
    not in it.
    """
    packs = kept_limits(routine, answers, must_be_asked=False)
    profile = profile_of(answers)._replace(leg_went_down=leg_went_down)
    adapted = allowed_routine(routine, library, profile, packs.never)
    return Fitted(adapted, packs, tuple(_packs_left_out(routine, packs)))


def _packs_left_out(routine: Routine, packs: PackLimits) -> Iterator[LeftOutPack]:
    why = {one.rule.mode: one for one in packs.limits if not one.is_used}
    for item in routine.items:
        if isinstance(item, ThermalPlan) and _is_among(item, packs.never):
            modes = packs.never if item.mode is Mode.ALTERNATE else (item.mode,)
            yield LeftOutPack(item, tuple(why[mode] for mode in modes))


def pack_modes(routine: Routine) -> tuple[Mode, ...]:
    """Return what its packs are, heat and cold at most: packs by turns are both."""
    modes = [item.mode for item in routine.items if isinstance(item, ThermalPlan)]
    both = (Mode.HEAT, Mode.COLD)
    return both if Mode.ALTERNATE in modes else tuple(mode for mode in both if mode in modes)


class BrokenLimit(NamedTuple):
    """A limit that the steps of a routine break."""

    too_near: Mode | None = None
    """The mode of two packs that lie too near; ``None``: the routine is too long."""
    is_single: bool = False
    """One exercise was asked for, and no routine."""


def broken_limit(routine: Routine, steps: tuple[Step, ...]) -> BrokenLimit | None:
    """Return the limit that ``steps`` of ``routine`` break; ``None``: none."""
    if mode := packs_too_near(steps):
        return BrokenLimit(mode)
    if sum(step.planned_s for step in steps) > LONGEST_ROUTINE_S:
        return BrokenLimit(is_single=_is_single(routine))
    return None


def _is_single(routine: Routine) -> bool:
    """Whether an exercise was asked for and no routine; packs may be around it."""
    works = [item for item in routine.items if isinstance(item, Work)]
    return len(works) == 1 and works[0].exercise.id == routine.id
