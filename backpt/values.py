"""Values: named tuples and enumerations of words, of which a class is made in a sixth of the
time that the standard library takes.

A start makes some hundred and fifty such classes before its first picture. For a named tuple
the standard library compiles a constructor from text, and copies every method; an enumeration
provides for much that no word needs: a fifth of the start together. Here methods are
inherited, and there is one constructor for each number of fields, which is copied with the
names of its parameters.

For the type checker nothing differs, and tests hold that both behave as those of the standard
library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from operator import itemgetter
from types import FunctionType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    _Parts = tuple[Any, ...]
else:  # typing takes longer to load than all of this
    _Parts = tuple

try:
    from collections import _tuplegetter as _getter  # type: ignore[attr-defined]
except ImportError:  # only a little slower

    def _getter(at: int, doc: None) -> property:
        return property(itemgetter(at), doc=doc)


class _Making(type):
    """Makes values without room for more than their fields; a class that is derived from one
    of values is a class like any other."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> _Making:
        if not hasattr(bases[0], "_fields"):
            body["__slots__"] = ()
            if bases[0] is not tuple:
                _add_fields(name, body)
        return super().__new__(cls, name, bases, body)


class _Value(_Parts, metaclass=_Making):
    """What every value can do."""

    if TYPE_CHECKING:
        _fields: tuple[str, ...]

    @classmethod
    def _make(cls, parts: Iterable[Any]) -> _Value:
        """Return the value of ``parts``. Raises ``TypeError`` where they are not as many."""
        made = tuple.__new__(cls, parts)
        if len(made) != len(cls._fields):
            raise TypeError(f"{cls.__name__} has {len(cls._fields)} fields, not {len(made)}")
        return made

    def _replace(self, /, **new: Any) -> _Value:
        """Return it with other fields. Raises ``ValueError`` for a field that is none."""
        made = tuple.__new__(type(self), map(new.pop, self._fields, self))
        if new:
            raise ValueError(f"{type(self).__name__} has no {', '.join(new)}")
        return made

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(self._fields, self, strict=True))

    def __repr__(self) -> str:
        named = ", ".join(f"{name}={part!r}" for name, part in self._asdict().items())
        return f"{type(self).__name__}({named})"

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)


def _add_fields(name: str, body: dict[str, Any]) -> None:
    """Make each annotation in the ``body`` of a class a field, in their order, and add the
    constructor. Raises ``TypeError`` where a field without a default follows one with it."""
    fields = _annotated(body)
    defaults = {field: body[field] for field in fields if field in body}
    if fields[len(fields) - len(defaults) :] != tuple(defaults):
        raise TypeError(f"{name}: a field without a default follows one with it")
    constructor = _constructor(len(fields))
    body["__new__"] = FunctionType(
        constructor.__code__.replace(co_varnames=("_cls", *fields)),
        constructor.__globals__,
        "__new__",
        tuple(defaults.values()),
    )
    for at, field in enumerate(fields):
        body[field] = _getter(at, None)
    body["_fields"] = body["__match_args__"] = fields
    body["_field_defaults"] = defaults


def _annotated(body: dict[str, Any]) -> tuple[str, ...]:
    """Return the names that are annotated in the ``body`` of a class. From Python 3.14 on
    only a class that is made of it can tell."""
    if "__annotations__" in body:
        return tuple(body["__annotations__"])
    later = {name: one for name, one in body.items() if name.startswith("__annotate")}
    return tuple(type("_", (), later).__annotations__)


def _constructor(many: int) -> FunctionType:
    """Return the constructor of a class with ``many`` fields."""
    return _CONSTRUCTORS[many] if many < len(_CONSTRUCTORS) else _compiled(many)


@cache
def _compiled(many: int) -> FunctionType:
    names = ", ".join(f"field_{at}" for at in range(many))
    made: FunctionType = eval(  # noqa: S307  # a number is all that is in it
        f"lambda cls, {names}: _make(cls, ({names}))", {"_make": tuple.__new__}
    )
    return made


_make: Any = tuple.__new__
# fmt: off
_CONSTRUCTORS: tuple[Any, ...] = (
    lambda cls: _make(cls, ()),
    lambda cls, a: _make(cls, (a,)),
    lambda cls, a, b: _make(cls, (a, b)),
    lambda cls, a, b, c: _make(cls, (a, b, c)),
    lambda cls, a, b, c, d: _make(cls, (a, b, c, d)),
    lambda cls, a, b, c, d, e: _make(cls, (a, b, c, d, e)),
    lambda cls, a, b, c, d, e, f: _make(cls, (a, b, c, d, e, f)),
    lambda cls, a, b, c, d, e, f, g: _make(cls, (a, b, c, d, e, f, g)),
    lambda cls, a, b, c, d, e, f, g, h: _make(cls, (a, b, c, d, e, f, g, h)),
    lambda cls, a, b, c, d, e, f, g, h, i: _make(cls, (a, b, c, d, e, f, g, h, i)),
    lambda cls, a, b, c, d, e, f, g, h, i, j: _make(cls, (a, b, c, d, e, f, g, h, i, j)),
    lambda cls, a, b, c, d, e, f, g, h, i, j, k: _make(cls, (a, b, c, d, e, f, g, h, i, j, k)),
)
# fmt: on
"""Those that most classes need, compiled with this file."""


class _Naming(type):
    """Makes an enumeration of words: each text in its body becomes the only one of its kind."""

    __members__: dict[str, Any]
    _by_value: dict[str, Any]

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> _Naming:
        words = {
            key: value
            for key, value in body.items()
            if type(value) is str and not key.startswith("_")
        }
        for key in words:
            del body[key]
        body.setdefault("__slots__", ())
        made = super().__new__(cls, name, bases, body)
        members = {key: _member(made, key, value) for key, value in words.items()}
        by_value = {one.value: one for one in members.values()}
        if len(by_value) < len(members):
            raise TypeError(f"{name} has two words for one value")
        for key, one in (*members.items(), ("__members__", members), ("_by_value", by_value)):
            type.__setattr__(made, key, one)
        return made

    def __call__(cls, value: str) -> Any:
        """Return the word of that value. Raises ``ValueError`` where there is none."""
        try:
            return cls._by_value[value]
        except (KeyError, TypeError):
            raise ValueError(f"{value!r} is not a valid {cls.__name__}") from None

    def __getitem__(cls, name: str) -> Any:
        return cls.__members__[name]

    def __iter__(cls) -> Iterator[Any]:
        return iter(cls.__members__.values())

    def __len__(cls) -> int:
        return len(cls.__members__)

    def __contains__(cls, value: object) -> bool:
        return value in cls._by_value

    def __setattr__(cls, name: str, value: object) -> None:
        raise AttributeError(f"{cls.__name__} stays as it is")


def _member(made: Any, name: str, value: str) -> Any:
    member = str.__new__(made, value)
    member.name, member.value = name, value
    return member


class _Word(str, metaclass=_Naming):
    """A text with a name, one of a few."""

    __slots__ = ("name", "value")
    name: str
    value: str

    def __repr__(self) -> str:
        return f"<{type(self).__name__}.{self.name}: {self.value!r}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.value,)


if TYPE_CHECKING:
    from enum import StrEnum as StrEnum  # noqa: PLC0414  # exported, says this
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414
else:
    NamedTuple, StrEnum = _Value, _Word
