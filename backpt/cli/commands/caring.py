"""What is taken care of: the safety questions."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from backpt.cli.grammar import Action, Plain, app


@app.command(
    epilog="""--answers takes the cards in order, with ; between them and , inside: numbers
of questions for the first two, words or numbers for what applies to you, words for heat and
cold; "none" for a card, or for all of them. --show and --about list the words.

Without a terminal it says what is kept. Exit code 4: a warning sign that no clinician has seen.

\b
Examples:
  backpt safety
  backpt safety --answers none
  backpt safety --answers 'none;none;bones,wrist'
  backpt safety --seen today
  backpt safety --about
""",
)
def safety(
    *,
    answers: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Answer in one line, asking nothing.")
    ] = None,
    seen: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="A clinician has seen the warning signs; or: today."),
    ] = None,
    cleared: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="You were cleared for exercise after surgery."),
    ] = None,
    show: Annotated[
        bool, typer.Option("--show", help="Say what is kept; ask nothing.")
    ] = False,
    about: Annotated[
        bool, typer.Option("--about", help="Every rule and number, with its source.")
    ] = False,
    plain: Plain = False,
) -> Action:
    """Answer three cards about your safety."""
    from backpt.cli import safety as cards

    return partial(
        cards.safety,
        cards.SafetyWish(
            answers=answers,
            seen=seen,
            cleared=cleared,
            show=show,
            about=about,
            plain=plain,
        ),
    )
