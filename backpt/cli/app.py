"""The grammar of the command line: commands, options and their help. Does nothing itself.

Each command is a function that returns what to do, as a call without arguments; it is made
after typer has finished, so that an interrupt, a closed pipe or an error of ours reaches the
one boundary in ``backpt.cli`` untouched. Modules are imported by the command that uses them:
``--help`` loads neither rich nor YAML nor SQLite. It is longer than other modules because it is
one table, the words of help included.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

import typer
from typer.main import get_command

from backpt.cli import completion
from backpt.errors import UsageError

NAME = "backpt"
COMPLETING = "_BACKPT_COMPLETE"
"""Set by the shell's completion script, in the form that typer gives it."""
LONGEST_SENTENCE = 300
NARROW = 52
"""Below this typer would write help for 50 columns whatever the terminal is."""

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
    said = mistake.format_message().strip()
    shown = "".join(one if one.isprintable() else repr(one)[1:-1] for one in said)
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


@app.command(
    name="list",
    epilog="""A filter may be given more than once: any of the values will do.
A routine fits if one of its exercises has the area or the category, and all of them the
position.

\b
Examples:
  backpt list routines --equipment none
  backpt list exercises --position standing --phase 1
  backpt list --equipment band --equipment chair
""",
)
def list_(
    *,
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="[exercises|routines]",
            help="Left out: both.",
            autocompletion=completion.kinds,
        ),
    ] = None,
    area: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="For this part of the body.")
    ] = None,
    category: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="Of this kind, like mobility.")
    ] = None,
    position: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="Done in this position.")
    ] = None,
    equipment: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", help="What can be done with this; none for nothing."),
    ] = None,
    phase: Annotated[
        list[str] | None,
        typer.Option(metavar="N", help="1 calm pain, 2 strengthen, 3 movement patterns."),
    ] = None,
    json: Json = False,
) -> Action:
    """Say which exercises and routines there are."""
    from backpt.cli.listing import Wanted, show_list

    wanted = Wanted(
        *(tuple(values or ()) for values in (area, category, position, equipment, phase))
    )
    return partial(show_list, what, wanted, json=json)


@app.command(
    epilog="""\b
Examples:
  backpt show knee-tilts
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
    json: Json = False,
) -> Action:
    """Explain an exercise, or say what is in a routine."""
    from backpt.cli.showing import show_entry

    return partial(show_entry, name, json=json)


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
