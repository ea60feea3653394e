"""What a terminal sends, as names of keys. Pure: knows bytes, not where they come from.

Only keys that people were told about have names; everything else that a terminal may send
(arrows, function keys, focus reports, pastes, answers to questions others asked) is swallowed
whole, because half of ``ESC [ D`` would be the key D.
"""

from __future__ import annotations

import re

from backpt.session.layouts import LAM_ALEF

_SEQUENCE = rb"""\x1b(?:
      \[\[.                              # function keys of the Linux console
    | \[M...                             # a mouse that somebody left switched on
    | \[[0-?]*[ -/]*[@-LN-Z\\-~]         # CSI: arrows, function keys, focus
    | \[[0-?]+[ -/]*M
    | O[ -~]                             # SS3: arrows in application mode, F1-F4
    | [\]PX^_][^\x1b\x07]*(?:\x07|\x1b\\)  # OSC, DCS: answers to questions
    | \x1b[\[O][0-?]*[@-~]               # Alt and an arrow
    | [^\x1b\[O\]PX^_]                   # Alt and a key
    )"""
"""Compiled when the first key comes, and kept by ``re``: a picture is there before."""
_PASTE, _PASTE_END = b"\x1b[200~", b"\x1b[201~"
_LONGEST = 4096
"""Bytes of a sequence that is not yet whole; longer ones are noise."""
_LAM, _ALEF = "ل".encode(), "ا".encode()
_NAMES = {
    "\r": "enter", "\n": "enter", "\x7f": "backspace", "\b": "backspace",
    "\x03": "interrupt", "\x1a": "suspend",
}  # fmt: skip


def keys_in(data: bytes, final: bool = False) -> tuple[list[str], bytes]:
    """Return the keys in ``data``, "" for what is no key, and the rest that is not yet whole.

    ``final``: nothing more comes for now, so a rest of ESC alone is "esc", and any other is
    dropped.
    """
    keys: list[str] = []
    while data:
        found = _escape(data, final) if data[0] == 0x1B else _character(data, final)
        if found is None:
            return keys, _shortened(data)
        key, used = found
        keys.append(key)
        data = data[used:]
    return keys, b""


def _shortened(rest: bytes) -> bytes:
    if rest.startswith(_PASTE):  # its text is of no interest, only its end
        return _PASTE + rest[len(_PASTE) :][-len(_PASTE_END) + 1 :]
    return rest if len(rest) <= _LONGEST else b""


def _escape(data: bytes, final: bool) -> tuple[str, int] | None:
    """Return the key that begins with ESC and its length, or ``None`` until it is whole."""
    if data.startswith(_PASTE):
        end = data.find(_PASTE_END)
        if end < 0:
            return ("", len(data)) if final else None
        return "", end + len(_PASTE_END)
    whole = re.match(_SEQUENCE, data, re.VERBOSE | re.DOTALL)
    if whole:
        return "", whole.end()
    if data[1:2] == b"\x1b" and data[2:3] not in (b"[", b"O"):
        return ("esc", 1) if len(data) > 2 or final else None
    broken = data.find(b"\x1b", 1)
    if broken > 0 and data[1:2] != b"\x1b":
        ending = data[1:2] in b"]PX^_" and broken == len(data) - 1  # half of ESC \\
        return None if ending and not final else ("", broken)
    if not final:
        return None
    return ("esc", 1) if len(data) == 1 else ("", len(data))


def _lam_alef(data: bytes, final: bool) -> tuple[str, int] | None:
    """Return the one key that types lam and alef together, length 0 while alef may still come,
    or ``None`` where lam stands alone."""
    after = data[len(_LAM) :]
    if after.startswith(_ALEF):
        return LAM_ALEF, len(_LAM + _ALEF)
    return ("", 0) if _ALEF.startswith(after) and not final else None


def _character(data: bytes, final: bool) -> tuple[str, int] | None:
    if data.startswith(_LAM) and (pair := _lam_alef(data, final)):
        return pair if pair[1] else None
    first = data[0]
    length = 2 if 0xC0 <= first < 0xE0 else 3 if first < 0xF0 else 4
    length = 1 if first < 0xC0 or first >= 0xF8 else length
    more = data[1:length]
    if len(data) < length and not final and all(0x80 <= byte < 0xC0 for byte in more):
        return None
    try:
        character = data[:length].decode()
    except UnicodeDecodeError:
        return "", 1
    return _NAMES.get(character, character if character.isprintable() else ""), length
