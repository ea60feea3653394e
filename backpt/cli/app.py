"""The way through the command line: reads it with typer and does what was asked.

Knows no command but the bare ``backpt``: they stand in ``backpt.cli.commands``, in the order
in which help lists them.
"""

from __future__ import annotations

import os
from typing import Annotated, Any

import typer
from typer.main import get_command

from backpt.cli import completion
from backpt.cli.commands import caring, doing, looking, printing, writing
from backpt.cli.grammar import NAME, Action, app
from backpt.errors import UsageError

COMMANDS = (doing, caring, looking, printing, writing)
"""Imported for what they put into ``app``."""
COMPLETING = "_BACKPT_COMPLETE"
"""Set by the shell's completion script, in the form that typer gives it."""
LONGEST_SENTENCE = 300
NARROW = 52
"""Below this typer would write help for 50 columns whatever the terminal is."""


def run_app(arguments: list[str]) -> int:
    """Do what the command line asks for and return the exit code.

    Raises ``UsageError`` with one sentence for a command line that cannot be understood, and
    whatever the command raises.
    """
    command = get_command(app)
    if os.environ.get(COMPLETING):
        return completion.answer(lambda: command.main([], prog_name=NAME))
    try:
        with command.make_context(NAME, arguments, **_narrow()) as context:
            action: Action = command.invoke(context)
    except typer.Exit as done:
        return done.exit_code
    except SystemExit as done:  # --install-completion and --show-completion leave like this
        return done.code if isinstance(done.code, int) else 1
    except typer.TyperException as mistake:
        raise UsageError(_sentence(mistake)) from None
    return action()


def _narrow() -> dict[str, Any]:
    """Return the width of help for a terminal so narrow that typer has to be told."""
    wide = typer.get_terminal_size().columns
    return {"terminal_width": max(20, wide - 1)} if wide < NARROW else {}


def _sentence(mistake: typer.TyperException) -> str:
    shown = mistake.format_message().strip()
    if len(shown) > LONGEST_SENTENCE:
        shown = f"{shown[:LONGEST_SENTENCE]}..."
    context = getattr(mistake, "ctx", None)
    where = context.command_path if context else NAME
    end = "" if shown.endswith((".", "?", "!")) else "."
    return f"{shown}{end} See: {where} --help"


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
) -> Action | None:
    """Home physical therapy for a painful back: leads, counts, times heat and ice.

    Without a command: what you did last, and what to type next.
    """
    if context.invoked_subcommand is not None:
        return None
    from backpt.cli.home import home

    return home
