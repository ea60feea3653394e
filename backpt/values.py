"""Values: named tuples as the standard library types them, made in a sixth of the time.

A start makes some hundred and fifty classes of values before its first picture. For each of
them the standard library compiles a constructor from text, and gives it a copy of every
method: a tenth of the start. Here methods are inherited, and a constructor is compiled for each
number of fields, and copied with the names of its parameters.

For the type checker nothing differs, and a test holds that a value behaves as one of typing.
"""

from collections.abc import Iterable
from functools import cache
from operator import itemgetter
from types import FunctionType
from typing import TYPE_CHECKING, Any

try:
    from collections import _tuplegetter as _getter  # type: ignore[attr-defined]
except ImportError:  # only a little slower

    def _getter(at: int, doc: None) -> property:
        return property(itemgetter(at), doc=doc)


class _Making(type):
    """Makes values without room for more than their fields; a class that is derived from one
    of values is a class like any other."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> "_Making":
        if not hasattr(bases[0], "_fields"):
            body = {"__slots__": (), **body}
        return super().__new__(cls, name, bases, body)


class _Value(tuple[Any, ...], metaclass=_Making):
    """What every value can do."""

    if TYPE_CHECKING:
        _fields: tuple[str, ...]

    def __init_subclass__(cls) -> None:
        """Make each annotation in the body of a class a field, in their order."""
        if not hasattr(cls, "_fields"):
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
    constructor = _constructor(len(fields))
    renamed = FunctionType(
        constructor.__code__.replace(co_varnames=("_cls", *fields)),
        constructor.__globals__,
        "__new__",
        tuple(defaults.values()),
    )
    for name, value in (
        *((name, _getter(at, None)) for at, name in enumerate(fields)),
        ("__new__", staticmethod(renamed)),
        ("__match_args__", fields),
        ("_fields", fields),
        ("_field_defaults", defaults),
    ):
        setattr(made, name, value)


@cache
def _constructor(many: int) -> FunctionType:
    """Return the constructor of a class with ``many`` fields."""
    names = "".join(f"field_{at}, " for at in range(many))
    made: FunctionType = eval(  # noqa: S307  # a number is all that is in it
        f"lambda _cls, {names}: make(_cls, ({names}))", {"make": tuple.__new__}
    )
    return made


if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414  # exported, says this
else:
    NamedTuple = _Value
