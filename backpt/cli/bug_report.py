"""A bug's report: what a maintainer needs, in a file, and one sentence for the person.

Nothing personal goes in: of the command line only the command and the names of options, of
the stack only places in the program, and of each error's own words none that were typed and
no name of the user or of their home.
"""

from __future__ import annotations

import os
import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from traceback import TracebackException

HIDDEN = "..."
_NAMES = ("HOME", "USERPROFILE", "USER", "LOGNAME", "USERNAME")
"""Variables that tell who it is."""
_COMMAND = re.compile(r"[a-z]{1,20}")
_OPTION = re.compile(r"--?[a-z][a-z-]{0,30}")


def report(error: Exception, arguments: Sequence[str], environ: Mapping[str, str]) -> str:
    """Write the report of ``error`` and return the sentence to show."""
    import platform
    import tempfile

    from backpt import __version__
    from backpt.language import trouble

    text = "\n".join(
        (
            f"backpt {__version__}, Python {platform.python_version()}, {platform.platform()}",
            f"command: {command_line(arguments)}",
            "",
            *stack(error, (*arguments, *(environ.get(name, "") for name in _NAMES))),
            "",
        )
    )
    try:
        handle, path = tempfile.mkstemp(prefix="backpt-bug-", suffix=".txt", text=True)
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError:
        return trouble.crashed(type(error).__name__)
    return trouble.crashed_with_report(path)


def command_line(arguments: Sequence[str]) -> str:
    """Return a command line without what was typed: "print ... --for ... --full"."""
    shown = []
    for number, word in enumerate(arguments):
        name, equals, _ = word.partition("=")
        if number == 0 and _COMMAND.fullmatch(word):
            shown.append(word)
        elif _OPTION.fullmatch(name):
            shown.append(f"{name}={HIDDEN}" if equals else name)
        else:
            shown.append(HIDDEN)
    return " ".join(shown)


def stack(error: BaseException, hidden: Sequence[str]) -> Iterator[str]:
    """Yield where ``error`` was raised, and those that led to it, in lines; the words in
    ``hidden`` stand in none of them."""
    from traceback import TracebackException

    secret = _pattern(hidden)
    chain: list[TracebackException] = []
    one: TracebackException | None = TracebackException.from_exception(error)
    while one is not None and one not in chain:
        chain.append(one)
        one = one.__cause__ or one.__context__
    for of in reversed(chain):
        for frame in of.stack:
            yield f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}"
        for line in of.format_exception_only():
            yield secret.sub(HIDDEN, line.rstrip()) if secret else line.rstrip()


def _place(path: str) -> str:
    """Return where a file is in its package: above that are the folders of the user."""
    parts = path.replace("\\", "/").split("/")
    if "backpt" in parts[:-1]:
        last = len(parts) - 2 - parts[-2::-1].index("backpt")
        return "/".join(parts[last:])
    return "/".join(parts[-2:])


def _pattern(hidden: Sequence[str]) -> re.Pattern[str] | None:
    """Return what finds each of ``hidden`` and every word in it, as it is and as Python
    quotes it."""
    words: set[str] = set()
    for typed in hidden:
        for text in (typed, typed.partition("=")[2], *typed.split()):
            words |= {text, repr(text)[1:-1], ascii(text)[1:-1]}
    found = sorted(filter(str.strip, words), key=len, reverse=True)
    if not found:
        return None
    some = "|".join(map(re.escape, found))
    return re.compile(rf"(?<!\w)(?:{some})(?!\w)", re.IGNORECASE)
