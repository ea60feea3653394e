"""Values: named tuples as the standard library types them, made in a sixth of the time.

A start makes some hundred and fifty classes of values before its first picture. For each of
them the standard library compiles a constructor from text, and gives it a copy of every
method: a tenth of the start. Here methods are inherited, and what it makes for a number of
fields serves every class with that many: only the names of the parameters differ.

For the type checker nothing differs, and a test holds that a value behaves as one of typing.
"""

from collections import namedtuple
from collections.abc import Iterable
from functools import cache
from types import FunctionType
from typing import TYPE_CHECKING, Any


class _WithoutDict(type):
    """Makes classes of which an instance has no room for more than its fields."""

    def __new__(
        cls, name: str, bases: tuple[type, ...], body: dict[str, Any]
    ) -> "_WithoutDict":
        return super().__new__(cls, name, bases, {"__slots__": (), **body})


class _Value(tuple[Any, ...], metaclass=_WithoutDict):
    """What every value can do."""

    _fields = tuple[str, ...]()

    def __init_subclass__(cls) -> None:
        """Make each annotation in the body of a class a field, in their order."""
        if _Value in cls.__bases__:
            _make_fields(cls, tuple(cls.__annotations__))

    @classmethod
    def _make(cls, parts: Iterable[Any]) -> "_Value":
        """Return the value of ``parts``. Raises ``TypeError`` where they are not as many."""
        made = tuple.__new__(cls, parts)
        if len(made) != len(cls._fields):
            raise TypeError(f"{cls.__name__} has {len(cls._fields)} fields, not {len(made)}")
        return made

    def _replace(self, /, **new: Any) -> "_Value":
        """Return it with other fields. Raises ``ValueError`` for a field that is none."""
        made = self._make(map(new.pop, self._fields, self))
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


def _make_fields(made: type, fields: tuple[str, ...]) -> None:
    """Give a class its constructor, and a getter for each field. Raises ``TypeError`` where a
    field without a default follows one with it."""
    defaults = {name: vars(made)[name] for name in fields if name in vars(made)}
    if fields[len(fields) - len(defaults) :] != tuple(defaults):
        raise TypeError(f"{made.__name__}: a field without a default follows one with it")
    constructor, getters = _pattern(len(fields))
    renamed = FunctionType(
        constructor.__code__.replace(co_varnames=("_cls", *fields)),
        constructor.__globals__,
        "__new__",
        tuple(defaults.values()),
    )
    for name, value in (
        *zip(fields, getters, strict=True),
        ("__new__", staticmethod(renamed)),
        ("__match_args__", fields),
        ("_fields", fields),
        ("_field_defaults", defaults),
    ):
        setattr(made, name, value)


@cache
def _pattern(many: int) -> tuple[FunctionType, list[Any]]:
    """Return the constructor and the getters of a class with ``many`` fields."""
    names = [f"field_{at}" for at in range(many)]
    pattern: Any = namedtuple("pattern", " ".join(names))  # type: ignore[misc]
    constructor: Any = pattern.__new__
    return constructor, [vars(pattern)[name] for name in names]


if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414  # exported, says this
else:
    NamedTuple = _Value
