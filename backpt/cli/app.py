"""The way through the command line: reads it with typer and does what was asked.

``COMMANDS`` is the table of contents. The file of a command is loaded when the command is
asked for: help loads none of them, and a command only its own.
"""

import inspect
import os
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from backpt.cli import completion
from backpt.cli.front_door import COMPLETING
from backpt.cli.options import Argument, Option, declared, epilog_of, flags_of
from backpt.errors import UsageError
from backpt.language import usage
from backpt.prescription.quoting import with_bytes
from backpt.values import NamedTuple

NAME = "backpt"

Action = Callable[[], int]
"""What to do, once typer has finished: so an interrupt, a closed pipe or an error of ours
reaches the one boundary in ``backpt.cli`` untouched."""


class CommandEntry(NamedTuple):
    help: str
    file: str
    """In ``backpt/cli``, without its ending."""
    function: str


COMMANDS = {
    "session": CommandEntry("Lead through a routine.", "session", "session"),
    "icepack": CommandEntry(
        "Time an ice pack or heat: on, off, on again.", "icepack", "icepack"
    ),
    "safety": CommandEntry("Answer three cards about your safety.", "safety", "safety"),
    "list": CommandEntry(
        "Say which exercises and routines there are, or which fit.", "list", "list_"
    ),
    "show": CommandEntry("Explain an exercise, or say what is in a routine.", "show", "show"),
    "draw": CommandEntry("Write the figure of an exercise to a file.", "draw", "draw"),
    "sound": CommandEntry(
        "Play every sound with its name, or test the output.", "sound", "sound_"
    ),
    "pain": CommandEntry("Say how it is now; it goes into your diary.", "pain", "pain"),
    "advice": CommandEntry("Say what follows from the weeks, and why.", "advice", "advice_"),
    "plan": CommandEntry(
        "Say which routine is for which days, and see your weeks.", "plan", "plan"
    ),
    "due": CommandEntry("Say whether something of your plan is due today.", "due", "due"),
    "week": CommandEntry("See what you did this week, and in the last ones.", "week", "week"),
    "did": CommandEntry("Keep what you did without backpt, from paper.", "did", "did"),
    "report": CommandEntry(
        "Put the weeks on one page, for a physical therapist.", "report", "report_"
    ),
    "log": CommandEntry("See what you did, and how it was.", "log", "log"),
    "print": CommandEntry(
        "Print a routine as a sheet, with pictures and boxes to tick.", "print", "print_"
    ),
    "render": CommandEntry("Write a session as sound, to take along.", "render", "render_"),
    "check": CommandEntry(
        "Find every mistake in exercise files, with its line.", "check", "check"
    ),
    "review": CommandEntry(
        "See what precautions take out of a patient's file, and clear one.",
        "review",
        "review",
    ),
    "new": CommandEntry("Type in a therapist's sheet: a routine of your own.", "new", "new"),
    "edit": CommandEntry(
        "Open your own exercises in an editor, and check them after.", "edit", "edit"
    ),
    "import": CommandEntry(
        "Add a routine that somebody sent you, after showing it.", "share", "import_"
    ),
    "export": CommandEntry(
        "Write a routine and all it needs to one file, to give away.", "share", "export"
    ),
    "backup": CommandEntry(
        "Put your diary and all that is yours in one file.", "backup", "backup"
    ),
    "restore": CommandEntry(
        "Add what a backup has and you have not, after showing it.", "restore", "restore_"
    ),
    "where": CommandEntry("Say where every file and folder in use is.", "where", "where"),
    "schema": CommandEntry(
        "Print the JSON Schema of exercise files, for editors.", "where", "schema"
    ),
}
"""In the order in which help lists them."""
LONGEST_SENTENCE = 300
SOME_NUMBER = 2
"""To show how a number is typed where an option has no usual one."""
NARROW = 52
"""Below this typer would write help for 50 columns whatever the terminal is."""


def function_of(name: str) -> Callable[..., int]:
    """Return the function that does the command ``name``, after loading its file."""
    listed = COMMANDS[name]
    found: Callable[..., int] = getattr(
        import_module(f"backpt.cli.{listed.file}"), listed.function
    )
    return found


def typer_command(name: str) -> TyperCommand:
    """Return the command ``name`` as typer reads it."""
    function = function_of(name)
    app = typer.Typer(
        rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False
    )
    ends = epilog_of(function)
    app.command(name=name, help=COMMANDS[name].help, epilog=ends)(_for_typer(function))
    command = get_command(app)
    assert isinstance(command, TyperCommand)  # the only one there is
    return command


def _for_typer(function: Callable[..., int]) -> Callable[..., Action]:
    """Return what typer calls: it has the options of ``function``, and puts it off."""

    def later(**values: Any) -> Action:
        return partial(function, **values)

    said = declared(function)
    hints = {name: Annotated[kind, _info(name, one)] for name, (kind, one) in said.items()}
    signature = inspect.signature(function)
    each = [one.replace(annotation=hints[name]) for name, one in signature.parameters.items()]
    later.__annotations__ = hints
    later.__signature__ = inspect.Signature(each)  # type: ignore[attr-defined]
    return later


def _info(name: str, said: Option | Argument) -> Any:
    offers = getattr(completion, said.offers) if said.offers else None
    if isinstance(said, Argument):
        return typer.Argument(metavar=said.metavar, help=said.help, autocompletion=offers)
    return typer.Option(
        *flags_of(name, said),
        metavar=said.metavar,
        help=said.help,
        autocompletion=offers,
        show_default=said.show_default,
    )


class _Contents(TyperGroup):
    """Knows the names of the commands, and loads the one that is asked for."""

    def __init__(self, **said: Any) -> None:
        super().__init__(**said)
        for name, one in COMMANDS.items():
            self.add_command(TyperCommand(name, help=one.help, rich_markup_mode=None))

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[Any, Any, list[str]]:
        name, command, rest = super().resolve_command(ctx, args)
        return name, typer_command(name) if name in COMMANDS else command, rest


app = typer.Typer(cls=_Contents, rich_markup_mode=None, pretty_exceptions_enable=False)


def run_app(arguments: Sequence[str]) -> int:
    """Do what the command line asks for and return the exit code.

    Raises ``UsageError`` with one sentence for a command line that cannot be understood, and
    whatever the command raises.
    """
    command = get_command(app)
    if os.environ.get(COMPLETING):
        return completion.answer(lambda: command.main([], prog_name=NAME))
    try:
        with command.make_context(NAME, [*arguments], **_narrow()) as context:
            action: Action = command.invoke(context)
    except typer.Exit as done:
        return done.exit_code
    except SystemExit as done:  # --install-completion and --show-completion leave like this
        return done.code if isinstance(done.code, int) else 1
    except typer.TyperException as mistake:
        raise UsageError(_sentence(mistake, arguments)) from None
    return action()


def _narrow() -> dict[str, Any]:
    """Return the width of help for a terminal so narrow that typer has to be told."""
    wide = typer.get_terminal_size().columns
    return {"terminal_width": max(20, wide - 1)} if wide < NARROW else {}


def _sentence(mistake: typer.TyperException, arguments: Sequence[str]) -> str:
    if said := _no_number(mistake):
        return said
    if getattr(mistake, "option_name", None) == "--who":
        return usage.WHO_COMES_FIRST
    shown = with_bytes(mistake.format_message().strip())
    if len(shown) > LONGEST_SENTENCE:
        shown = f"{shown[:LONGEST_SENTENCE]}..."
    context = getattr(mistake, "ctx", None)
    command = arguments[0] if arguments and arguments[0] in COMMANDS else ""
    where = context.command_path if context else f"{NAME} {command}".rstrip()
    end = "" if shown.endswith((".", "?", "!")) else "."
    return f"{shown}{end} See: {where} --help"


def _no_number(mistake: typer.TyperException) -> str:
    """Return that an option takes a number, with one to type; empty for any other mistake."""
    option = getattr(mistake, "param", None)
    if not isinstance(mistake, typer.BadParameter) or option is None or not option.opts:
        return ""
    kind = option.type.name
    if kind not in (int.__name__, float.__name__):
        return ""
    usual = option.default if isinstance(option.default, int | float) else SOME_NUMBER
    given, _, _ = with_bytes(mistake.message).rpartition(" is not ")
    is_whole = kind == int.__name__
    return usage.a_number(
        option.opts[0], f"{usual:g}", given[:LONGEST_SENTENCE], is_whole=is_whole
    )


def _tell_version(wanted: bool) -> None:
    if wanted:
        from backpt import __version__

        print(f"{NAME} {__version__}")
        raise typer.Exit


@app.callback(
    invoke_without_command=True,
    epilog="""\b
Start here:
  backpt session            the routine you did last, else home-basics
  backpt icepack            15 minutes of cold, twice
  backpt list               what there is
  backpt show knee-tilts    how it is done
""",
)
def backpt(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version.", is_eager=True, callback=_tell_version
        ),
    ] = False,
    who: Annotated[
        str | None,
        typer.Option(
            "--who", metavar="NAME", help="Whose diary: of a second person; comes first."
        ),
    ] = None,
) -> Action | None:
    """Home physical therapy for a painful back: leads, counts, times heat and ice.

    Without a command: what you did last, and what to type next.
    """
    if who is not None:  # those that come first never get here
        raise UsageError(usage.WHO_COMES_FIRST)
    if context.invoked_subcommand is not None:
        return None
    from backpt.cli.home import home

    return home
