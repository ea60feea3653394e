"""The user's editor: which it is, and running it. Knows a path and nothing of what is in it."""

from __future__ import annotations

import os
import sys

from backpt.clock import Clock
from backpt.errors import UsageError
from backpt.language import own_file as words
from backpt.terminal.layout import say

USUAL_EDITORS = ("nano", "micro", "vim", "vi", "emacs")
"""Where neither VISUAL nor EDITOR says which; the one that explains its keys comes first."""

AT_ONCE_S = 2.0
"""Nobody opens an editor, looks and leaves it in less [D]; ``code`` takes 0.1 to 1 s."""


def find_editor(path: str) -> list[str]:
    """Return the command of the editor. Raises ``UsageError`` where there is none."""
    import shutil

    for variable in ("VISUAL", "EDITOR"):
        if named := os.environ.get(variable, "").strip():
            return _command(variable, named, path)
    usual = ("notepad",) if os.name == "nt" else USUAL_EDITORS
    for name in usual:
        if shutil.which(name):
            return [name]
    raise UsageError(words.no_editor(path))


def _command(variable: str, named: str, path: str) -> list[str]:
    """Return what ``variable`` says as a program and its arguments.

    As a shell would read it; where that names no program, the longest beginning that is one:
    a path with blanks need not be quoted.
    """
    import shutil

    typed = _words(named)
    if typed and shutil.which(typed[0]):
        return typed
    ends = [at for at, one in enumerate(named) if one.isspace()]
    for end in (len(named), *reversed(ends)):
        program, rest = named[:end].rstrip(), _words(named[end:])
        if rest is not None and shutil.which(program):
            return [program, *rest]
    if typed is None:
        raise UsageError(words.no_command(variable, named))
    raise UsageError(words.not_there(variable, typed[0], path))


def _words(text: str) -> list[str] | None:
    """Return a command line as words; ``None`` where a quote is not closed."""
    import shlex

    try:
        typed = shlex.split(text, posix=os.name != "nt")
    except ValueError:
        return None
    return [word.strip('"') for word in typed] if os.name == "nt" else typed


def run_editor(editor: list[str], path: str, clock: Clock) -> bool:
    """Run the editor and return whether it came back at once, as one does that hands the file
    to a window. Raises ``UsageError`` where it cannot be started."""
    import subprocess

    sys.stdout.flush()
    began = clock.awake()
    try:
        code = subprocess.run([*editor, path], check=False).returncode
    except OSError as error:
        raise UsageError(words.cannot_start(editor[0], error.strerror)) from None
    if code:
        say(words.ended_with(editor[0], code))
    return not code and clock.awake() - began < AT_ONCE_S
