"""What is written: exercise files, checked, made, edited, sent and taken in."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from backpt.cli import completion
from backpt.cli.grammar import Action, Json, app


@app.command(
    epilog="""\b
Examples:
  backpt check
  backpt check my-exercises.yaml
  backpt check --strict
""",
)
def check(
    *,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE]...", help="Left out: your own file and the built-in."),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="A warning is a failure, too: exit code 2.")
    ] = False,
    json: Json = False,
) -> Action:
    """Find every mistake in exercise files, with its line."""
    from backpt.cli.checking import check_files

    return partial(check_files, tuple(files or ()), strict=strict, json=json)


@app.command(
    epilog="""One exercise a line, as it stands on a therapist's sheet; Tab completes names.
With --yes, an exercise of your own with a name much like one of the library's needs 'new'
before it.

\b
Examples:
  backpt new
  backpt new 'My back' --line 'bridge 3x10 hold 5s' --line 'walking 10 min'
  backpt new 'My back' --yes --line 'new hamstring stretch 3 x 30s'
  backpt new 'My back' --yes < sheet.txt
""",
)
def new(
    *,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Name of the routine.")
    ] = None,
    line: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="A line of the sheet.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Write it without asking.")] = False,
) -> Action:
    """Type in a therapist's sheet: a routine of your own."""
    from backpt.cli.authoring import Typed, new_routine

    return partial(new_routine, Typed(name, tuple(line or ()), yes))


@app.command(
    epilog="""The editor is $VISUAL or $EDITOR. A copy of the file is kept beside it.

\b
Examples:
  backpt edit
""",
)
def edit() -> Action:
    """Open your own exercises in an editor, and check them after."""
    from backpt.cli.editing import edit_own

    return edit_own


@app.command(
    name="import",
    epilog="""Nothing of yours is replaced. - reads standard input, and needs --yes.

\b
Examples:
  backpt import my-back.yaml
  backpt import - --yes < my-back.yaml
""",
)
def import_(
    *,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file made by backpt export.")],
    yes: Annotated[bool, typer.Option("--yes", help="Add it without asking.")] = False,
) -> Action:
    """Add a routine that somebody sent you, after showing it."""
    from backpt.cli.sharing import import_file

    return partial(import_file, file, yes=yes)


@app.command(
    epilog="""\b
Examples:
  backpt export home-basics
  backpt export home-basics -o for-anna.yaml
""",
)
def export(
    *,
    routine: Annotated[
        str,
        typer.Argument(
            metavar="ROUTINE",
            help="By any of its names.",
            autocompletion=completion.names,
        ),
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Usually ROUTINE.yaml here; - prints it."
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the file; it is kept beside it.")
    ] = False,
) -> Action:
    """Write a routine and all it needs to one file, to give away."""
    from backpt.cli.sharing import export_routine

    return partial(export_routine, routine, output, force=force)


@app.command(
    epilog="""\b
Examples:
  backpt where
  backpt where --json
""",
)
def where(*, json: Json = False) -> Action:
    """Say where every file and folder in use is."""
    from backpt.cli.where import show_places

    return partial(show_places, json=json)


@app.command(
    epilog="""\b
Examples:
  backpt schema
""",
)
def schema() -> Action:
    """Print the JSON Schema of exercise files, for editors."""
    from backpt.cli.where import print_schema

    return print_schema
