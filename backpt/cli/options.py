"""How a command says its options: in the signature of its function, once, without typer.

``app.py`` makes typer's options of them, and ``front_door.py`` reads them by itself, since
typer takes longer to import than a session takes to its first question.
"""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar, get_type_hints

from backpt.values import NamedTuple

Command = TypeVar("Command", bound=Callable[..., int])


class Option(NamedTuple):
    """``--name`` of a parameter called so: a switch for a ``bool``, else with a value."""

    help: str
    metavar: str | None = None
    flags: tuple[str, ...] = ()
    """Where it is not called as its parameter is."""
    offers: str = ""
    """The function of ``completion`` that knows its values."""
    show_default: bool = True


class Argument(NamedTuple):
    """A word, or words, without a name before it."""

    help: str
    metavar: str
    offers: str = ""


Json = Annotated[bool, Option("Print a list of objects for programs.")]
Plain = Annotated[bool, Option("A line an event, for screen readers; no redraw.")]
Big = Annotated[bool, Option("Digits for across the room, and no picture.")]
Sound = Annotated[str | None, Option("How much is heard: voice, tones or off.", "LEVEL")]
Audio = Annotated[str, Option("Which output; wav:FILE writes the sound to a file.", "NAME")]
Speed = Annotated[
    float, Option("Rehearse N times as fast; not counted as done.", "N", show_default=False)
]
Resume = Annotated[bool, Option("Go on with the one that was broken off.")]
Plan = Annotated[bool, Option("Print the steps with start times; run nothing.")]
OwnLibrary = Annotated[
    str | None, Option("Your exercises.yaml, laid over the built-in one.", "FILE")
]
RoutineOrExercise = Annotated[
    str | None,
    Argument(
        "A routine or an exercise; left out: the routine done last.", "[ROUTINE]", "names"
    ),
]

_EPILOGS: dict[Callable[..., int], str] = {}


def epilog(text: str) -> Callable[[Command], Command]:
    """Have the help of a command end with ``text``."""

    def keep(command: Command) -> Command:
        _EPILOGS[command] = text
        return command

    return keep


def epilog_of(command: Callable[..., int]) -> str:
    return _EPILOGS.get(command, "")


def declared(command: Callable[..., int]) -> dict[str, tuple[Any, Option | Argument]]:
    """Return the parameters of ``command``: the type of each, and what is said of it."""
    hints = get_type_hints(command, include_extras=True)
    del hints["return"]
    return {name: (hint.__origin__, hint.__metadata__[0]) for name, hint in hints.items()}


def flags_of(name: str, option: Option) -> tuple[str, ...]:
    """Return how the option of the parameter ``name`` is written: ``("--ice-after",)``."""
    return option.flags or (f"--{name.replace('_', '-')}",)
