"""Keys of other keyboard layouts by their place: what stands on that key of the US layout.

Somebody who writes Russian finds h by looking at the key, not at what it types. Latin letters
are taken as they are, wherever they stand. The tables are those of xkeyboard-config 2.35
(symbols ru, ua, gr, il and ara, first level).
"""

from backpt.values import NamedTuple

US = "qwertyuiop[]asdfghjkl;'zxcvbnm,./"
"""Three rows of keys, from the left; the layouts below have the same order."""


class Layout(NamedTuple):
    name: str
    types: str
    """What each key types without shift, in the order of ``US``."""


LAYOUTS = (
    Layout("Russian", "йцукенгшщзхъфывапролджэячсмитьбю."),
    Layout("Ukrainian", "йцукенгшщзхїфівапролджєячсмитьбю."),
    Layout("Greek", ";ςερτυθιοπ[]ασδφγηξκλ´'ζχψωβνμ,./"),
    Layout("Hebrew", "/'קראטוןםפ][שדגכעיחלךף,זסבהנמצתץ."),
    Layout("Arabic", "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرﻻىةوزظ"),
)
LAM_ALEF = "ﻻ"
"""What Arabic b types is one character here; some systems send its two letters instead."""

_QUESTION_MARKS = {"؟": "?"}


class KeyPlace(NamedTuple):
    """A key as it is meant."""

    key: str
    layout: str = ""
    """The layout by whose place it is meant; empty for a key that is what it types."""
    is_doubtful: bool = False
    """What it types is also a key of other layouts, and means something else there."""


def _places() -> dict[str, KeyPlace]:
    places: dict[str, KeyPlace] = {}
    for layout in LAYOUTS:
        for typed, key in zip(layout.types, US, strict=True):
            if not typed.isascii() and typed.isalpha():
                places.setdefault(typed, KeyPlace(key, layout.name))
            elif typed != key and key.isalpha():
                places.setdefault(typed, KeyPlace(key, layout.name, is_doubtful=True))
    return places


_PLACES = _places()


def place_of(typed: str) -> KeyPlace:
    """Return which key is meant by ``typed``, a character or the name of a key.

    Capitals are the letters themselves (Caps Lock), letters and digits of full width their
    ordinary ones, and a digit of any script is that digit.
    """
    if len(typed) != 1:
        return KeyPlace(typed)
    low = typed.lower()
    if found := _PLACES.get(low):
        return found
    if typed.isascii():
        return KeyPlace(low)
    import unicodedata  # not before somebody types beyond ASCII

    digit = unicodedata.decimal(typed, None)
    if digit is not None:
        return KeyPlace(str(digit))
    wide = unicodedata.normalize("NFKC", typed).lower()
    if len(wide) == 1 and wide.isascii():
        return KeyPlace(wide)
    return KeyPlace(_QUESTION_MARKS.get(typed, typed))
