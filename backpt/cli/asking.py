"""Questions on a terminal, a line each, with Tab for names where the system can complete.

Knows lines and nothing of what they mean. Not for sessions, which read single keys.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from backpt.terminal.text import visible


def asks() -> bool:
    """Return whether there is somebody to ask: input and output are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: str) -> str:
    """Return the answer without blanks around it; empty where the input has ended."""
    return _line(question) or ""


def ask_until(question: str, fits: Callable[[str], bool]) -> str:
    """Ask again until an answer, in lower case, ``fits``: a slip of a finger decides nothing.

    Empty where the input has ended, whether or not that fits.
    """
    while (said := _line(question)) is not None:
        if fits(said.lower()):
            return said.lower()
    return ""


def _line(question: str) -> str | None:
    """Return what was typed; ``None`` where the input has ended."""
    try:
        return input(visible(question)).strip()
    except EOFError:
        print()
        return None
    except KeyboardInterrupt:
        print()  # the shell's next line begins on a line of its own
        raise


@contextmanager
def offering(names: Sequence[str]) -> Iterator[None]:
    """Complete the beginning of a line to one of ``names`` with Tab, as long as this lasts."""
    if sys.platform == "win32":  # has none: one types it out
        yield
        return
    try:
        import readline
    except ImportError:  # nor have some small Pythons
        yield
        return
    before, delims = readline.get_completer(), readline.get_completer_delims()
    readline.set_completer(_Completer(names))
    readline.set_completer_delims("")
    is_editline = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if is_editline else "tab: complete")
    try:
        yield
    finally:
        readline.set_completer(before)
        readline.set_completer_delims(delims)


class _Completer:
    """What readline calls with 0, 1, 2, ... until there is nothing more."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._found: list[str] = []

    def __call__(self, typed: str, state: int) -> str | None:
        if state == 0:
            self._found = matching(typed, self._names)
        return self._found[state] if state < len(self._found) else None


def matching(typed: str, names: Sequence[str]) -> list[str]:
    """Return the names that begin with what was typed, capitals or not, each once."""
    start = typed.lower()
    return list(dict.fromkeys(name for name in names if name.lower().startswith(start)))
