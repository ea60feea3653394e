"""Whether bytes are text that may be shown in a terminal: UTF-8, no escapes, no reordering.

Knows nothing of YAML.
"""

from __future__ import annotations

import re

from backpt.language import yaml_text
from backpt.library.problem import Refused

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # terminal escapes and other control characters
    "\u2028\u2029"  # line ends to YAML, but not to an editor: lines would be counted wrongly
    "\u202a-\u202e\u2066-\u2069"  # show text in another order than it is read
    "\ufeff\ufffe\uffff\ud800-\udfff]"  # not characters
)
MOST_IN_LINE = 2**20
"""Bytes; a text has at most 2,000 characters. The parser is slow with what never ends."""
_HARMLESS = bytes((*b"\t\n\r", *range(0x20, 0x7F)))
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def check_bytes(data: bytes) -> bytes:
    """Return ``data`` without its byte order mark, proved to be UTF-8 that can be shown.

    Raises ``Refused``.
    """
    if _is_utf_16(data):
        raise Refused(1, yaml_text.IS_UTF_16)
    data = data.removeprefix(b"\xef\xbb\xbf")
    _refuse_endless_line(data)
    if not data.translate(None, _HARMLESS):
        return data  # plain ASCII; this is quicker than to look for what is not
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused(line, yaml_text.NOT_UTF_8) from None
    if found := _FORBIDDEN.search(text):
        raise Refused(text.count("\n", 0, found.start()) + 1, _sentence(found[0]))
    return data


def _refuse_endless_line(data: bytes) -> None:
    begin = 0
    while len(data) - begin > MOST_IN_LINE:
        window = (begin, begin + MOST_IN_LINE + 1)
        end = max(data.rfind(b"\n", *window), data.rfind(b"\r", *window))
        if end < 0:
            line = data.count(b"\n", 0, begin) + 1
            raise Refused(line, yaml_text.LONG_LINE)
        begin = end + 1


def _is_utf_16(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return len(data) >= 4 and (data[0:4:2] == b"\0\0" or data[1:4:2] == b"\0\0")


def unshowable(text: str) -> str:
    """Return why ``text`` may not be shown, or nothing.

    For values, where an escape in double quotes can spell what ``check_bytes`` did not see.
    """
    if found := _FORBIDDEN.search(text):
        return _sentence(found[0])
    return yaml_text.TAB_IN_TEXT if "\t" in text else ""


def _sentence(character: str) -> str:
    code = f"U+{ord(character):04X}"
    if character in _REORDERING:
        return yaml_text.reorders(code)
    return yaml_text.control_character(code)
