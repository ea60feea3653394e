"""What is written: exercise files."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from backpt.cli.grammar import Action, Json, app


@app.command(
    epilog="""\b
Examples:
  backpt check
  backpt check my-exercises.yaml
""",
)
def check(
    *,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE]...", help="Left out: your own file and the built-in."),
    ] = None,
    json: Json = False,
) -> Action:
    """Find every mistake in exercise files, with its line."""
    from backpt.cli.checking import check_files

    return partial(check_files, tuple(files or ()), json=json)
