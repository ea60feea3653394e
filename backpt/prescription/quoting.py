"""What a user typed, in quotation marks, as a sentence about it shows it."""

from __future__ import annotations

import re

_BYTE = r"(?<!\\)((?:\\\\)*)\\udc([89a-f][0-9a-f])"
"""A byte that is no text, as ``repr`` writes what Python hands on for it. Compiled, and kept
by ``re``, when something is quoted: most starts quote nothing."""


def quoted(text: str) -> str:
    """Return ``text`` as ``repr`` does, on one line and safe to print, but a byte that is no
    text as it is: ``'\\xff'``, not ``'\\udcff'``."""
    return with_bytes(repr(text))


def with_bytes(escaped: str) -> str:
    """Return a sentence in which ``repr`` or ``ascii`` escaped something, with its bytes as
    they are: ``\\xff``."""
    if "\\udc" not in escaped:
        return escaped
    return re.sub(_BYTE, r"\1\\x\2", escaped)
