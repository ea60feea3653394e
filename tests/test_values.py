"""Values behave as the named tuples of ``typing`` do, in all that backpt asks of them."""

from __future__ import annotations

import copy
import enum
import inspect
import pickle
import typing
from typing import Any

import pytest

from backpt.values import NamedTuple, StrEnum

OF_BACKPT: Any = NamedTuple


class Empty(NamedTuple):
    """No field."""


class One(NamedTuple):
    only: int


class Dose(NamedTuple):
    """What is done of an exercise."""

    reps: int
    hold_s: float = 5.0
    """How long."""
    note: str = ""
    care: tuple[str, ...] = ()

    @property
    def total_s(self) -> float:
        return self.reps * self.hold_s


class Leg(StrEnum):
    """How far pain goes down the leg."""

    NONE = ""
    CLOSER = "closer"
    FURTHER = "further down"

    @property
    def is_said(self) -> bool:
        return self is not Leg.NONE


class LegTwin(enum.StrEnum):
    """How far pain goes down the leg."""

    NONE = ""
    CLOSER = "closer"
    FURTHER = "further down"

    @property
    def is_said(self) -> bool:
        return self is not LegTwin.NONE


class EmptyTwin(typing.NamedTuple):
    """No field."""


class OneTwin(typing.NamedTuple):
    only: int


class DoseTwin(typing.NamedTuple):
    """What is done of an exercise."""

    reps: int
    hold_s: float = 5.0
    """How long."""
    note: str = ""
    care: tuple[str, ...] = ()

    @property
    def total_s(self) -> float:
        return self.reps * self.hold_s


class Longer(Dose):
    """A subclass that adds no field, and has room for more."""


MADE: list[tuple[Any, Any, tuple[object, ...]]] = [
    (Empty, EmptyTwin, ()),
    (One, OneTwin, (1,)),
    (Dose, DoseTwin, (4, 2.5, "x", ("y",))),
]


@pytest.mark.parametrize(("made", "twin", "parts"), MADE)
def test_a_value_is_what_typing_makes(made: Any, twin: Any, parts: tuple[object, ...]) -> None:
    value, other = made(*parts), twin(*parts)
    assert value == other == parts
    assert hash(value) == hash(other)
    assert repr(value) == repr(other).replace("Twin", "")
    assert value._asdict() == other._asdict()
    assert made(**value._asdict()) == value
    assert made._make(iter(parts)) == value
    assert made._fields == made.__match_args__ == twin._fields
    assert made._field_defaults == twin._field_defaults
    assert made.__doc__ == twin.__doc__ or made is One
    assert typing.get_type_hints(made) == typing.get_type_hints(twin)
    for again in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert type(again) is made
        assert again == value


@pytest.mark.parametrize(("made", "twin", "parts"), MADE)
def test_a_constructor_takes_the_same_arguments(
    made: Any, twin: Any, parts: tuple[object, ...]
) -> None:
    ours, theirs = (inspect.signature(one).parameters for one in (made, twin))
    assert [(one.name, one.kind, one.default) for one in ours.values()] == [
        (one.name, one.kind, one.default) for one in theirs.values()
    ]


def test_fields_have_names_defaults_and_methods_beside_them() -> None:
    dose = Dose(4)
    assert (dose.reps, dose.hold_s, dose.note, dose.care) == (4, 5.0, "", ())
    assert dose.total_s == 20.0
    assert Dose(care=("a",), reps=1).care == ("a",)
    match dose:
        case Dose(reps, hold_s=seconds):
            assert (reps, seconds) == (4, 5.0)


def test_a_field_is_replaced_in_a_copy() -> None:
    dose = Dose(4)
    changed = dose._replace(hold_s=1.0, care=("a",))
    assert (dose.hold_s, changed) == (5.0, Dose(4, 1.0, "", ("a",)))
    assert type(changed) is Dose


def test_a_class_of_a_value_has_its_fields() -> None:
    assert Longer(2, 3.0).total_s == 6.0
    assert Longer._fields == Dose._fields
    longer = Longer(2, note="x")
    longer.said = "more"  # type: ignore[attr-defined]
    assert vars(longer) == {"said": "more"}
    assert longer == Dose(2, note="x")


def test_a_value_takes_nothing_that_is_no_field_of_it() -> None:
    dose: Any = Dose(4)
    with pytest.raises(AttributeError):
        dose.sets = 2
    with pytest.raises(AttributeError):
        dose.reps = 2
    with pytest.raises(ValueError, match="Dose has no sets"):
        dose._replace(sets=2)
    with pytest.raises(TypeError, match="Dose has 4 fields, not 1"):
        Dose._make([4])
    made: Any = Dose
    for arguments in ((), (1, 2.0, "", (), 5)):
        with pytest.raises(TypeError):
            made(*arguments)
    with pytest.raises(TypeError):
        made(4, sets=2)


def test_a_field_without_a_default_follows_none_that_has_one() -> None:
    kind: Any = type(One)
    with pytest.raises(TypeError, match="Wrong: a field without a default"):
        kind("Wrong", (NamedTuple,), {"__annotations__": {"a": int, "b": int}, "a": 1})


def test_a_word_is_what_the_standard_library_makes() -> None:
    ours: Any = Leg
    twin: Any = LegTwin
    assert [(one.name, one.value) for one in ours] == [(one.name, one.value) for one in twin]
    assert list(ours.__members__) == list(twin.__members__)
    assert (len(ours), ours.__doc__) == (len(twin), twin.__doc__)
    assert all(isinstance(one, str) for one in ours)
    for one, other in zip(ours, twin, strict=True):
        assert one == other == one.value
        assert hash(one) == hash(one.value)
        assert (str(one), f"{one}", bool(one)) == (str(other), f"{other}", bool(other))
        assert type(str(one)) is str
        assert repr(one) == repr(other).replace("Twin", "")
        assert one.is_said == other.is_said
        assert ours(one.value) is ours(one) is ours[one.name] is getattr(ours, one.name) is one
        assert one in ours
        for again in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
            assert again is one


def test_a_word_is_one_case_of_a_match() -> None:
    def said(leg: Leg) -> int:
        match leg:
            case Leg.NONE:
                return 0
            case Leg.CLOSER | Leg.FURTHER:
                return 1

    assert [said(one) for one in Leg] == [0, 1, 1]


@pytest.mark.parametrize("value", ["nearer", "CLOSER", 3, None, ["closer"]])
def test_a_value_that_is_no_word_is_refused_as_the_standard_library_does(value: Any) -> None:
    for made in (Leg, LegTwin):
        with pytest.raises(ValueError, match=r"is not a valid Leg"):
            made(value)


def test_words_stay_as_they_are() -> None:
    made: Any = Leg
    with pytest.raises(AttributeError, match="Leg stays as it is"):
        made.CLOSER = "x"
    with pytest.raises(AttributeError):
        made.CLOSER.more = "x"
    with pytest.raises(TypeError, match="two words for one value"):
        type(made)("Twice", (StrEnum,), {"A": "a", "B": "a"})
