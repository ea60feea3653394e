"""Alerts that a terminal can pass on to the desktop: notifications and a progress mark.

Pure: which terminal it is comes in as an environment. Everything is sent and forgotten; no
terminal is asked what it can do, and one that is not known gets nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from backpt.terminal.text import clean

_OSC9 = frozenset({"iTerm.app", "WezTerm", "ghostty", "WarpTerminal"})
_OSC777 = ("rxvt", "foot")
_PROGRESS = frozenset({"ghostty", "iTerm.app", "WezTerm"})
_VTE_WITH_PROGRESS = 7900
"""VTE 0.79 draws the progress of OSC 9;4; kitty up to 0.36 showed it as a notification."""
CLEAR = "4;0"


def notification(text: str, environ: Mapping[str, str]) -> bytes:
    """Return what shows ``text`` on the desktop; nothing for a terminal that is not known."""
    said = clean(text)
    program, term = environ.get("TERM_PROGRAM", ""), environ.get("TERM", "")
    if "KITTY_WINDOW_ID" in environ or term == "xterm-kitty":
        return _wrapped(f"\x1b]99;;{said}\x1b\\", environ)
    if program in _OSC9:
        return _wrapped(f"\x1b]9;{said}\a", environ)
    known = term.startswith(_OSC777) or "VTE_VERSION" in environ or "KONSOLE_VERSION" in environ
    return _wrapped(f"\x1b]777;notify;backpt;{said}\a", environ) if known else b""


def mark_progress(percent: int | None, environ: Mapping[str, str]) -> bytes:
    """Return what marks the window as ``percent`` done, 0-100; ``None`` takes the mark away."""
    if not _has_progress(environ):
        return b""
    state = CLEAR if percent is None else f"4;1;{max(0, min(100, percent))}"
    return _wrapped(f"\x1b]9;{state}\a", environ)


def _has_progress(environ: Mapping[str, str]) -> bool:
    vte = environ.get("VTE_VERSION", "")
    return (
        "WT_SESSION" in environ
        or environ.get("ConEmuANSI") == "ON"
        or environ.get("TERM_PROGRAM") in _PROGRESS
        or (vte.isdecimal() and len(vte) < 9 and int(vte) >= _VTE_WITH_PROGRESS)
    )


def _wrapped(sequence: str, environ: Mapping[str, str]) -> bytes:
    """Inside tmux a sequence reaches the terminal only in tmux's own envelope."""
    if environ.get("TMUX"):
        sequence = "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    return sequence.encode("utf-8", "replace")
