"""What every command of the command line shares: the app, and options that mean the same.

A command is a function that returns what to do, as a call without arguments; it is made after
typer has finished, so that an interrupt, a closed pipe or an error of ours reaches the one
boundary in ``backpt.cli`` untouched. The modules of ``backpt.cli.commands`` put theirs in and
import what a command uses inside it: ``--help`` loads neither rich nor YAML nor SQLite.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

NAME = "backpt"

Action = Callable[[], int]

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)

Json = Annotated[bool, typer.Option("--json", help="Print a list of objects for programs.")]
Plain = Annotated[
    bool, typer.Option("--plain", help="A line an event, for screen readers; no redraw.")
]
Sound = Annotated[
    str | None, typer.Option(metavar="LEVEL", help="How much is heard: voice, tones or off.")
]
Audio = Annotated[
    str, typer.Option(metavar="NAME", help="Which output; wav:FILE writes the sound to a file.")
]
Speed = Annotated[
    float,
    typer.Option(
        "--speed",
        metavar="N",
        show_default=False,
        help="Rehearse N times as fast; not counted as done.",
    ),
]
Resume = Annotated[
    bool, typer.Option("--resume", help="Go on with the one that was broken off.")
]
Plan = Annotated[
    bool, typer.Option("--plan", help="Print the steps with start times; run nothing.")
]
