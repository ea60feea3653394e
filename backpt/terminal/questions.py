"""Questions on a terminal, a line each, with Tab for names where the system can complete.

Knows lines and nothing of what they mean. Not for sessions, which read single keys. A line of
a sheet may be pasted; an answer to a question is typed, key by key, after the question.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar

from backpt.language import keys, trouble
from backpt.terminal.layout import say
from backpt.terminal.text import visible

_BREAK = re.compile(r"\r\n|\r|\n")
_MARKS = re.compile(r"\x1b\[20[01]~")
"""What a terminal puts around a paste, where nobody takes it out."""
_TOGETHER_S = 0.05
"""Lines of a paste follow one another faster than this."""
_ENTER, _ERASE, _CLEAR, _END = "\r\n", "\x7f\b", "\x15", "\x04"


_ANSWERED_BY: ContextVar[Callable[[str], str | None] | None] = ContextVar(
    "_ANSWERED_BY", default=None
)


@contextmanager
def answered_by(answer: Callable[[str], str | None]) -> Iterator[None]:
    """Have ``answer`` answer each question as long as this lasts, in place of a terminal; it
    returns ``None`` where the input has ended."""
    token = _ANSWERED_BY.set(answer)
    try:
        yield
    finally:
        _ANSWERED_BY.reset(token)


def asks() -> bool:
    """Return whether there is somebody to ask: input and output are a terminal."""
    return _ANSWERED_BY.get() is not None or (sys.stdin.isatty() and sys.stdout.isatty())


def ask_until(question: str, fits: Callable[[str], bool]) -> str:
    """Ask again until an answer, in lower case, ``fits``: a slip of a finger decides nothing.

    Nor does what came before the question, or all at once as pasted text does: an answer is
    typed. Empty where the input has ended, whether or not that fits.
    """
    answer = _ANSWERED_BY.get() or typed_answer
    while (said := answer(question)) is not None:
        if fits(said.strip().lower()):
            return said.strip().lower()
    return ""


def decides(answer: str) -> bool | None:
    """Return whether a typed answer, in lower case, is yes or no; ``None``: it is neither."""
    if answer in keys.YES_TYPED:
        return True
    return False if answer in keys.NO_TYPED else None


def yes_or_no(question: str) -> bool | None:
    """Ask until the answer is yes or no; ``None`` where the input has ended."""
    return decides(ask_until(keys.yes_no(question), lambda said: decides(said) is not None))


def confirm(question: str) -> bool:
    """Ask for yes or no on a terminal; no where there is none, and Enter is no."""
    if not asks():
        return False
    said = ask_until(keys.yes_no(question), lambda said: not said or decides(said) is not None)
    return bool(decides(said))


class Lines:
    """Lines that are typed one by one or pasted together; none of them is lost or an answer.

    A paste arrives as one line with breaks in it where the terminal marks it (bracketed
    paste), else as lines that are there before they are asked for.
    """

    def __init__(self) -> None:
        self._begun = ""
        """The beginning of a line that came behind the others."""

    def read(self, question: str, names: Sequence[str] = ()) -> tuple[str, ...] | None:
        """Return the lines that came together, at least one; ``None`` where the input has
        ended. Tab completes ``names``."""
        with offering(names):
            typed = _line(question, self._begun)
        if typed is None:
            return None
        lines, self._begun = _split(typed, _behind())
        return tuple(lines)

    def echo(self, question: str, line: str) -> None:
        """Show a line that was pasted as if it were typed behind its question."""
        print(f"{visible(question)}{visible(line)}")

    def answer(self, question: str) -> str | None:
        """Return what is typed as an answer, key by key; ``None`` where the input has ended."""
        return typed_answer(question)


def _split(typed: str, behind: str) -> tuple[list[str], str]:
    """Return the lines of what was typed and of what came behind it, and the line begun."""
    whole = _BREAK.split(_MARKS.sub("", typed))
    if not behind:
        return whole, ""
    *more, begun = _BREAK.split(_MARKS.sub("", behind))
    return whole + more, begun


def _line(question: str, begun: str = "") -> str | None:
    """Return what was typed behind ``begun``; ``None`` where the input has ended."""
    with suppress(ImportError):
        import readline  # noqa: F401  # so that a line can be edited, and a paste comes as one
    try:
        with _beginning(begun) as left:
            return left + input(visible(question) + left)
    except EOFError:
        print()
        return None
    except UnicodeDecodeError:
        say(trouble.NO_TEXT)
        return _line(question)
    except KeyboardInterrupt:
        print()  # the shell's next line begins on a line of its own
        raise


@contextmanager
def _beginning(begun: str) -> Iterator[str]:
    """Put ``begun`` into the line to be typed; yield what could not be put there."""
    if not begun:
        yield ""
        return
    if sys.platform == "win32":  # has no readline, as in ``offering``
        yield begun
        return
    try:
        import readline
    except ImportError:
        yield begun
        return
    readline.set_startup_hook(lambda: readline.insert_text(begun))
    try:
        yield ""
    finally:
        readline.set_startup_hook(None)


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


# --- a terminal's bytes ----------------------------------------------------------------

if sys.platform == "win32":

    def typed_answer(question: str) -> str | None:
        import msvcrt

        while msvcrt.kbhit():  # what was typed ahead
            msvcrt.getwch()
        return _line(question)

    def _behind() -> str:
        return ""

else:

    def typed_answer(question: str) -> str | None:
        """Return what is typed after ``question``; ``None`` where the input has ended."""
        if not sys.stdin.isatty():
            return _line(question)
        file = sys.stdin.fileno()
        while True:
            with _keys(file, is_dropped=True):
                print(visible(question), end="", flush=True)
                try:
                    typed = _typed(file)
                finally:
                    print(flush=True)
            if not isinstance(typed, _Together):
                return typed
            say(trouble.PASTED)

    class _Together:
        """Keys that came faster than anybody types."""

    def _typed(file: int) -> str | _Together | None:
        """Return a line typed key by key, shown as it is typed."""
        from codecs import getincrementaldecoder

        decoder = getincrementaldecoder(sys.stdin.encoding or "utf-8")("replace")
        text = ""
        while True:
            try:
                data = os.read(file, 1024)
            except OSError:  # the terminal is gone
                return None
            keys = decoder.decode(data)
            if not data or (keys == _END and not text):
                return None
            if keys in ("\r", "\n"):
                return text
            if any(key in _ENTER for key in keys):
                _drain(file)
                return _Together()
            text = _with_keys(text, keys)

    def _with_keys(text: str, keys: str) -> str:
        """Return ``text`` with ``keys`` typed behind it, and show that; arrows do nothing."""
        if keys.startswith("\x1b"):
            return text
        for key in keys:
            if key in _ERASE and text:
                text = text[:-1]
                print("\b \b", end="", flush=True)
            elif key == _CLEAR:
                print("\b \b" * len(text), end="", flush=True)
                text = ""
            elif key.isprintable():
                text += key
                print(key, end="", flush=True)
        return text

    def _behind() -> str:
        """Return what has come together with a line that was read, with all its breaks."""
        if not asks():
            return ""
        file = sys.stdin.fileno()
        with _keys(file, is_dropped=False):
            data = _drain(file)
        return data.decode(sys.stdin.encoding or "utf-8", "replace")

    def _drain(file: int) -> bytes:
        import select

        data = b""
        while select.select([file], [], [], _TOGETHER_S)[0]:
            try:
                more = os.read(file, 65536)
            except OSError:
                break
            if not more:
                break
            data += more
        return data

    @contextmanager
    def _keys(file: int, *, is_dropped: bool) -> Iterator[None]:
        """Have the terminal hand on every key at once and show none; ``is_dropped``: what was
        typed ahead."""
        import termios
        import tty

        before = termios.tcgetattr(file)
        tty.setcbreak(file, termios.TCSAFLUSH if is_dropped else termios.TCSANOW)
        try:
            yield
        finally:
            termios.tcsetattr(file, termios.TCSADRAIN, before)
