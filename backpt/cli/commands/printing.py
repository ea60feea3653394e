"""What is printed: the handout."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from backpt.cli import completion
from backpt.cli.grammar import Action, Plain, app


@app.command(
    name="print",
    epilog="""Without --full: one side for the fridge, with pictures, doses and boxes to tick,
if there are up to six exercises. The precautions you set with `backpt safety` are respected,
and the sheet says what they changed.

\b
Examples:
  backpt print home-basics
  backpt print classic-six --full --for Sam --from 2026-11-30
  backpt print --to terminal
  backpt print --all -o handouts
""",
)
def print_(
    *,
    routine: Annotated[
        str | None,
        typer.Argument(
            metavar="[ROUTINE]",
            help="A routine or an exercise; left out: the routine done last.",
            autocompletion=completion.names,
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(metavar="KIND", help="pdf, html, md or terminal; usually pdf."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to; a folder with --all."),
    ] = None,
    paper: Annotated[
        str | None, typer.Option(metavar="SIZE", help="a4 or letter; usually your country's.")
    ] = None,
    large: Annotated[bool, typer.Option("--large", help="Large print.")] = False,
    mono: Annotated[bool, typer.Option("--mono", help="Black and white only.")] = False,
    full: Annotated[
        bool, typer.Option("--full", help="Steps, warnings, a diary and sources, too.")
    ] = False,
    weeks: Annotated[int, typer.Option(metavar="N", help="Weeks to tick, 1 to 12.")] = 2,
    start: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="First day, as 2026-11-30.")
    ] = None,
    name: Annotated[
        str, typer.Option("--for", metavar="NAME", help="Whom it is for.", show_default=False)
    ] = "",
    by: Annotated[
        str, typer.Option("--by", metavar="NAME", help="Whom it is from.", show_default=False)
    ] = "",
    phone: Annotated[
        str,
        typer.Option(metavar="TEXT", help="Whom to call with questions.", show_default=False),
    ] = "",
    no_figures: Annotated[
        bool, typer.Option("--no-figures", help="Leave the pictures out.")
    ] = False,
    all_: Annotated[bool, typer.Option("--all", help="Every routine, into a folder.")] = False,
    print_it: Annotated[
        bool, typer.Option("--print", help="Send the PDF to your usual printer.")
    ] = False,
    printer: Annotated[
        str | None, typer.Option(metavar="NAME", help="Send the PDF to this printer.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite a file without asking.")
    ] = False,
    plain: Plain = False,
    library: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Your exercises.yaml, laid over the built-in one."),
    ] = None,
) -> Action:
    """Print a routine as a sheet, with pictures and boxes to tick."""
    from backpt.cli import printing

    return partial(
        printing.print_handout,
        printing.PrintWish(
            routine=routine,
            to=to,
            output=output,
            paper=paper,
            large=large,
            mono=mono,
            full=full,
            weeks=weeks,
            start=start,
            name=name,
            by=by,
            phone=phone,
            figures=not no_figures,
            everything=all_,
            send=print_it,
            printer=printer,
            force=force,
            plain=plain,
            library=library,
        ),
    )
