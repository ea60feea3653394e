"""``backpt check``: every mistake of every file at once, as ``file:line: what is wrong``.

Problems go to standard error and the summary to standard output, or, with ``--json``, a list
of objects to standard output:

=======  ===========================================================
file     the file as it was named
line     from 1; null where the file itself cannot be read
level    "error": no session with this file; "warning": it could be better
message  what is wrong; what to do
=======  ===========================================================
"""

import os
import sys
from typing import Annotated

from backpt.cli.options import Argument, Json, Option, epilog
from backpt.errors import UsageError
from backpt.language import library_file
from backpt.library.load import read_content
from backpt.library.problem import Problem
from backpt.library.safety_file import is_safety_file, read_safety
from backpt.library.source import read_bytes
from backpt.paths import builtin_library, own_library, user_paths
from backpt.prescription.model import Library
from backpt.terminal.layout import print_json, say
from backpt.terminal.text import visible
from backpt.values import NamedTuple


class Mistake(NamedTuple):
    file: str
    line: int | None
    level: str
    message: str
    text: str
    """The whole as one line of text."""


@epilog(
    """\b
Examples:
  backpt check
  backpt check my-exercises.yaml
  backpt check --strict
"""
)
def check(
    *,
    files: Annotated[
        list[str] | None, Argument("Left out: your own file and the built-in.", "[FILE]...")
    ] = None,
    strict: Annotated[bool, Option("A warning is a failure, too: exit code 2.")] = False,
    json: Json = False,
) -> int:
    """Check ``files``, or the user's own and the shipped one; return the exit code.

    0 where there are warnings at most, 2 with any error; ``strict``: 2 with a warning, too.
    """
    shipped = builtin_library()
    names = tuple(os.path.expanduser(name) for name in files or ()) or _usual(shipped)
    are_shipped = [_same(name, shipped) for name in names]
    # What lies below another file is only read: looking at its figures takes longest.
    base, found_in_shipped = _findings(shipped, None, lint=any(are_shipped))
    found: list[Mistake] = []
    for name, is_shipped in zip(names, are_shipped, strict=True):
        found += found_in_shipped if is_shipped else _findings(name, base)[1]
    if json:
        keys = Mistake._fields[:-1]
        print_json([dict(zip(keys, one, strict=False)) for one in found])
    else:
        for one in found:
            print(visible(one.text), file=sys.stderr)
        say(_summary(len(names), found))
    return 2 if any(strict or one.level == "error" for one in found) else 0


def _usual(shipped: str) -> tuple[str, ...]:
    own = own_library(os.environ, user_paths(os.environ), None)
    return (shipped,) if own is None else (own, shipped)


def _findings(
    path: str, base: Library | None, *, lint: bool = True
) -> tuple[Library | None, list[Mistake]]:
    try:
        library, problems = _read(path, base, lint=lint)
    except UsageError as error:
        return None, [Mistake(path, None, "error", str(error), str(error))]
    return library, [
        Mistake(path, one.line, one.level, one.message, str(one)) for one in problems
    ]


def _read(
    path: str, base: Library | None, *, lint: bool
) -> tuple[Library | None, tuple[Problem, ...]]:
    data = read_bytes(path)
    if base is not None and is_safety_file(data):
        return None, read_safety(path, data, base)[1]
    return read_content(path, data, base, lint=lint)


def _same(name: str, other: str) -> bool:
    try:
        return os.path.samefile(name, other)
    except (OSError, ValueError):
        return False


def _summary(files: int, found: list[Mistake]) -> str:
    warnings = sum(one.level == "warning" for one in found)
    return library_file.checked(files, len(found), warnings)
