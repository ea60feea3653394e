"""What is looked at: the library, the sounds, the diary."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from backpt.cli import completion
from backpt.cli.grammar import Action, Audio, Json, Sound, app


@app.command(
    name="list",
    epilog="""Words say roughly what you look for: a position, equipment, a phase, a part of the
body or any word of a name. The line above the table says how they were understood.

A filter may be given more than once: any of the values will do.
A routine fits if one of its exercises has the area or the category, and all of them the
position.

\b
Examples:
  backpt list band, lying down, phase 2
  backpt list routines no equipment
  backpt list exercises --position standing --phase 1
  backpt list --equipment band --equipment chair
""",
)
def list_(
    *,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORDS]...",
            help="Words to look for; exercises or routines for these alone.",
            autocompletion=completion.sought,
        ),
    ] = None,
    search: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", help="With this text, as it is, anywhere."),
    ] = None,
    area: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TEXT",
            help="For this part of the body.",
            autocompletion=completion.areas,
        ),
    ] = None,
    category: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TEXT",
            help="Of this kind, like mobility.",
            autocompletion=completion.categories,
        ),
    ] = None,
    position: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TEXT",
            help="Done in this position.",
            autocompletion=completion.positions,
        ),
    ] = None,
    equipment: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TEXT",
            help="What can be done with this; none for nothing.",
            autocompletion=completion.equipment,
        ),
    ] = None,
    phase: Annotated[
        list[str] | None,
        typer.Option(
            metavar="N",
            help="1 calm pain, 2 strengthen, 3 movement patterns.",
            autocompletion=completion.phases,
        ),
    ] = None,
    json: Json = False,
) -> Action:
    """Say which exercises and routines there are, or which fit."""
    from backpt.cli.listing import Wanted, show_list

    filters = (area, category, position, equipment, phase, search)
    wanted = Wanted(*(tuple(values or ()) for values in filters))
    return partial(show_list, tuple(words or ()), wanted, json=json)


@app.command(
    epilog="""\b
Examples:
  backpt show knee-tilts
  backpt show knee-tilts --sources
  backpt show home-basics
""",
)
def show(
    *,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="An exercise or a routine, by any of its names.",
            autocompletion=completion.names,
        ),
    ],
    no_figure: Annotated[
        bool, typer.Option("--no-figure", help="Words only, no moving picture.")
    ] = False,
    sources: Annotated[
        bool, typer.Option("--sources", help="With what it is based on, and addresses.")
    ] = False,
    json: Json = False,
) -> Action:
    """Explain an exercise, or say what is in a routine."""
    from backpt.cli.showing import show_entry

    return partial(show_entry, name, json=json, figure=not no_figure, sources=sources)


@app.command(
    epilog="""\b
Examples:
  backpt draw bridge
  backpt draw clamshell --left -o clamshell.png
  backpt draw --all -o figures --theme mono
""",
)
def draw(
    *,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[EXERCISE]",
            help="Whose figure; left out with --all.",
            autocompletion=completion.names,
        ),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Every exercise, into a folder.")
    ] = False,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="FILE", help="An .svg or .png; or a folder."),
    ] = None,
    theme: Annotated[
        str, typer.Option(metavar="NAME", help="line, solid, or mono for photocopies.")
    ] = "line",
    left: Annotated[bool, typer.Option("--left", help="Working the left side.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file.")] = False,
) -> Action:
    """Write the figure of an exercise to a file."""
    from backpt.cli import drawing

    wish = drawing.DrawWish(name, every, output, theme, left, force)
    return partial(drawing.draw, wish)


@app.command(
    name="sound",
    epilog="""\b
Examples:
  backpt sound
  backpt sound hold
  backpt sound --test --audio miniaudio
""",
)
def sound_(
    *,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="One sound, one family, or voice; left out: all of them.",
        ),
    ] = None,
    test: Annotated[
        bool, typer.Option("--test", help="Find out whether sound really comes out.")
    ] = False,
    sound: Sound = None,
    audio: Audio = "auto",
) -> Action:
    """Play every sound with its name, or test the output."""
    from backpt.cli.hearing import play_sounds

    return partial(play_sounds, name, audio=audio, sound=sound, test=test)


@app.command(
    epilog="""\b
Examples:
  backpt log
  backpt log --last 3
  backpt log --all --json
""",
)
def log(
    *,
    everything: Annotated[bool, typer.Option("--all", help="Every session.")] = False,
    last: Annotated[
        int | None, typer.Option(metavar="N", help="The latest N; usually 20.")
    ] = None,
    spill: Annotated[
        list[str] | None,
        typer.Option("--import", metavar="FILE", help="Add a session that was kept in a file."),
    ] = None,
    json: Json = False,
) -> Action:
    """Say what you did, and how it was."""
    from backpt.cli import diary

    if spill:
        return partial(diary.import_files, tuple(spill))
    return partial(diary.show_log, diary.how_many(everything, last), json=json)
