"""How a handout looks: paper, size of print, colour. Knows nothing of what is on it."""

from backpt.values import NamedTuple, StrEnum


class Paper(StrEnum):
    A4 = "a4"
    LETTER = "letter"


class SheetLook(NamedTuple):
    paper: Paper = Paper.A4
    large: bool = False
    """16 points instead of 10.5 for reading without glasses."""
    mono: bool = False
    """Black, white and grey only."""

    @property
    def theme(self) -> str:
        """The theme in which figures are drawn."""
        return "mono" if self.mono else "line"


_LETTER_COUNTRIES = frozenset(
    ("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE")
)
"""Where Letter is the usual paper (Unicode CLDR, ``measurementData/paperSize``)."""
_LETTER_NAMES = ("united states", "canada", "mexico", "philippines", "puerto rico")
"""Windows writes its locales out: "English_United States"."""


def usual_paper(locale_name: str) -> Paper:
    """Return the paper that is usual where ``locale_name`` ("en_US.UTF-8") is spoken."""
    name = locale_name.partition(".")[0].partition("@")[0].replace("-", "_")
    territory = name.partition("_")[2]
    if territory.upper() in _LETTER_COUNTRIES or territory.lower() in _LETTER_NAMES:
        return Paper.LETTER
    return Paper.A4
