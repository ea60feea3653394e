"""How much is heard, as the user chose it. Only values."""

from backpt.values import NamedTuple, StrEnum


class SoundLevel(StrEnum):
    VOICE = "voice"
    TONES = "tones"
    OFF = "off"


class SoundChoice(NamedTuple):
    """What was chosen for the sound of a sitting."""

    level: SoundLevel = SoundLevel.VOICE
    output: str = "auto"
    """``auto``, the name of an output, ``null``, or ``wav:FILE``."""
    volume: float = 1.0
    """0 to 1; alarms do not heed it."""
    headset: bool = True
    """Keep the output open and feed it noise nobody hears, while nothing else sounds."""

    @property
    def wav(self) -> str | None:
        """The file that the sound is written to, instead of being played."""
        return self.output.removeprefix("wav:") if self.output.startswith("wav:") else None
