"""What is done: a session, an ice pack."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from backpt.cli import completion
from backpt.cli.grammar import Action, Audio, Plain, Plan, Resume, Sound, Speed, app


@app.command(
    epilog="""Keys: space pause, ready or done; n next, b back, r redo the set,
+ and - ten seconds, h it hurts, q save and stop, ? all keys.

\b
Examples:
  backpt session
  backpt session classic-six --plan
  backpt session --heat-before 15m --ice-after 10m
""",
)
def session(
    *,
    routine: Annotated[
        str | None,
        typer.Argument(
            metavar="[ROUTINE]",
            help="A routine or an exercise; left out: the routine done last.",
            autocompletion=completion.names,
        ),
    ] = None,
    plan: Plan = False,
    self_paced: Annotated[
        bool, typer.Option("--self-paced", help="You count; a key says when you are done.")
    ] = False,
    heat_before: Annotated[
        str | None, typer.Option(metavar="TIME", help="Heat first, for 5m to 20m.")
    ] = None,
    ice_after: Annotated[
        str | None, typer.Option(metavar="TIME", help="Cold at the end, for 5m to 20m.")
    ] = None,
    pain: Annotated[
        int | None, typer.Option(metavar="N", help="Pain now, 0 none to 10 worst.")
    ] = None,
    resume: Resume = False,
    plain: Plain = False,
    no_figure: Annotated[
        bool, typer.Option("--no-figure", help="Words only, no picture of the movement.")
    ] = False,
    speed: Speed = 1.0,
    library: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Your exercises.yaml, laid over the built-in one."),
    ] = None,
    sound: Sound = None,
    audio: Audio = "auto",
) -> Action:
    """Lead through a routine."""
    from backpt.cli import sitting

    return partial(
        sitting.session,
        sitting.SessionWish(
            routine=routine,
            plan=plan,
            self_paced=self_paced,
            heat_before=heat_before,
            ice_after=ice_after,
            pain=pain,
            resume=resume,
            plain=plain,
            no_figure=no_figure,
            speed=speed,
            library=library,
            sound=sound,
            audio=audio,
        ),
    )


@app.command(
    epilog="""\b
Examples:
  backpt icepack
  backpt icepack --area 'lower back' --cycles 3
  backpt icepack --heat --on 20m --off 20m
""",
)
def icepack(
    *,
    heat: Annotated[bool, typer.Option("--heat", help="Heat instead of cold.")] = False,
    alternate: Annotated[bool, typer.Option("--alternate", help="Heat, cold, heat.")] = False,
    on: Annotated[
        str | None, typer.Option(metavar="TIME", help="Pack on, 5m to 20m; usually 15m.")
    ] = None,
    off: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="Pack off, as long as on or longer; usually 15m."),
    ] = None,
    cycles: Annotated[
        int, typer.Option(metavar="N", help="How often the pack goes on, 1 to 3.")
    ] = 2,
    area: Annotated[str, typer.Option(metavar="TEXT", help="Where the pack goes.")] = "",
    plan: Plan = False,
    resume: Resume = False,
    plain: Plain = False,
    speed: Speed = 1.0,
    sound: Sound = None,
    audio: Audio = "auto",
) -> Action:
    """Time an ice pack or heat: on, off, on again."""
    from backpt.cli import sitting

    return partial(
        sitting.icepack,
        sitting.IcepackWish(
            heat=heat,
            alternate=alternate,
            on=on,
            off=off,
            cycles=cycles,
            area=area,
            plan=plan,
            resume=resume,
            plain=plain,
            speed=speed,
            sound=sound,
            audio=audio,
        ),
    )
