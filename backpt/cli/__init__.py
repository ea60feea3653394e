"""The command line: parse, build, call, exit code. No logic.

A command is a file here; ``app.py`` has the list. ``main`` does the home page,
``session``, ``icepack``, ``pain`` and ``due`` before typer is imported, which costs as much as
the whole first picture, if they are written plainly; everything else, every error included, is
typer's.
Both read the options from the signature of the command, and a test holds them to the same
result.

``print`` and ``list`` are files of this package, so in this module the words mean those.
"""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

CONTAINERS_OF_A_START = 100_000
"""A start makes about half as many and none is garbage: looking for it costs a few percent."""
EXIT_BUG = 3
"""A report was written, and nobody saw a traceback."""


def main() -> None:
    """Run the program and exit: 0 done, 2 bad input, 3 a bug, 4 a safety stop, 130 Ctrl-C."""
    _stand_in_for_closed()
    gc.set_threshold(CONTAINERS_OF_A_START)
    code = guarded(lambda: run(sys.argv[1:]))
    try:
        sys.stdout.flush()
    except OSError:  # a full disk, said by now: the interpreter must not try again
        _drop_output()
    gc.freeze()  # looking through all that is left would take a third of a bare start
    sys.exit(code)


def _stand_in_for_closed() -> None:
    """Put the null device where a standard stream was closed (``<&-``, ``>&-``).

    Otherwise the next file that is opened, such as the session lock, takes its number, and
    lines for the reader are written into it.
    """
    if sys.stdin is not None and sys.stdout is not None and sys.stderr is not None:
        return
    while (null := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(null)
    sys.stdin = sys.stdin or os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = sys.stdout or os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", encoding="utf-8", closefd=False)


def run(arguments: Sequence[str]) -> int:
    """Do what the command line asks for and return the exit code."""
    match arguments:
        case ["--who", whose, *rest] if not _is_completing():
            return _as(whose, rest)
        case [first, *rest] if first.startswith("--who="):
            return _as(first.removeprefix("--who="), rest)
        case ["--version"]:
            from backpt import __version__

            sys.stdout.write(f"backpt {__version__}\n")
            return 0
        case _ if name := os.environ.get("BACKPT_LANGUAGE"):
            with _language(name):
                return _do(arguments)
        case _:
            return _do(arguments)


def _as(name: str, arguments: Sequence[str]) -> int:
    """Do what ``arguments`` ask for in the folders of the person called ``name``."""
    from backpt.cli.people import acting_for

    with acting_for(name):
        return run(arguments)


def _language(name: str) -> AbstractContextManager[None]:
    """Say everything in the language of that name. The only place that chooses one."""
    from backpt import language

    try:
        return language.using(language.named(name))
    except LookupError:
        from backpt.errors import UsageError

        raise UsageError(language.usage.no_such_language(name, language.LANGUAGES)) from None


def _do(arguments: Sequence[str]) -> int:
    match arguments:
        case ["pain", number, *_] if number[:1] == "-" and number[1:2].isdigit():
            from backpt.errors import UsageError  # typer would take it for an option
            from backpt.language import pain

            raise UsageError(pain.NOT_A_NUMBER)
        case [] if not _is_completing():
            from backpt.cli.home import home

            return home()
        case ["due"] if (code := _kept_answer()) is not None:
            return code
        case ["session" | "icepack" | "pain" | "due" as name, *words] if (
            code := _at_the_front_door(name, words)
        ) is not None:
            return code
        case _:
            from backpt.cli.app import run_app

            return run_app(arguments)


def _is_completing() -> bool:
    from backpt.cli.front_door import COMPLETING

    return bool(os.environ.get(COMPLETING))


def _kept_answer() -> int | None:
    """Answer ``backpt due`` as before, if nothing has changed since; else ``None``."""
    from backpt.cli.due_kept import kept_answer
    from backpt.paths import user_paths

    return kept_answer(user_paths(os.environ))


def _at_the_front_door(name: str, words: list[str]) -> int | None:
    """Do a command whose options are written plainly; ``None`` where typer must read them."""
    from backpt.cli.front_door import values

    command: Callable[..., int]
    if name == "session":
        from backpt.cli.session import session as command
    elif name == "pain":
        from backpt.cli.pain import pain as command
    elif name == "due":
        from backpt.cli.due import due as command
    else:
        from backpt.cli.icepack import icepack as command
    said = values(command, words)
    return None if said is None else command(**said)


def guarded(call: Callable[[], int]) -> int:
    """Return the exit code of ``call``, whatever happens in it: the one error boundary."""
    try:
        code = call()
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _drop_output()
        return 0
    except OSError as error:
        return _say(_file_trouble(error), code=1)
    except Exception as error:  # noqa: BLE001  # the boundary: nothing but a sentence gets out
        from backpt.errors import BackptError

        if isinstance(error, BackptError):
            return _say(*error.lines, code=error.exit_code)
        from backpt.cli.bug_report import report

        return _say(report(error, sys.argv[1:], os.environ), code=EXIT_BUG)


def _say(*sentences: str, code: int) -> int:
    from backpt.terminal.lines import say_line

    for sentence in sentences:
        say_line(sentence, sys.stderr)
    return code


def _file_trouble(error: OSError) -> str:
    from backpt.language import usage

    return usage.system_refused(error.strerror or str(error), error.filename)


def _drop_output() -> None:
    """A reader went away (``backpt list | head -1``): the interpreter must not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
