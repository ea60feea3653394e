"""Which outputs there are, in the order in which they are tried, and how each is opened."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from backpt.clock import Clock
from backpt.language import sound
from backpt.sound.output.base import Null, Output, Unavailable

AUTO = (
    "simpleaudio",
    "miniaudio",
    "pw-play",
    "paplay",
    "aplay",
    "afplay",
    "winsound",
)
"""The order in which ``auto`` tries them: what was installed on purpose comes first."""

NAMES = (*AUTO, "null")
NONE = "none"
"""The name of the output where there is none (any more): the bell is left."""


SERVER_S = 0.04
"""What PulseAudio or PipeWire add between us and the card: 41 to 48 ms were measured."""
STARTING_S = 0.005
"""What a player takes to start."""


def server_delay_s(environ: Mapping[str, str], platform: str = sys.platform) -> float:
    """Return the seconds between a driver's beginning to play and the ear.

    ALSA alone has none that counts; where a server or another system mixes, it does.
    """
    folder = environ.get("XDG_RUNTIME_DIR", "")
    sockets = (f"{folder}/pulse/native", f"{folder}/pipewire-0") if folder else ()
    alone = platform.startswith("linux") and not environ.get("PULSE_SERVER")
    return 0.0 if alone and not any(map(os.path.exists, sockets)) else SERVER_S


def open_output(name: str, clock: Clock, *, awake: bool = False) -> Output:
    """Open the output called ``name``. Raises ``Unavailable``; may crash or hang.

    ``awake``: between sounds it plays noise that nobody hears, so that nothing falls asleep.
    """
    from backpt.sound.output import launching, players, streaming

    delay_s = server_delay_s(os.environ)
    if name == "null":
        return Null()
    if name == "miniaudio":
        return streaming.open_miniaudio(clock, delay_s, awake=awake)
    if name == "simpleaudio":
        return launching.Launched(name, players.SimpleAudio(), delay_s, clock, awake=awake)
    if name == "winsound":
        return launching.Launched(name, players.WinSound(), delay_s, clock)
    if name in players.COMMANDS:
        delay_s += STARTING_S
        return launching.Launched(name, players.Program(name), delay_s, clock, awake=awake)
    raise Unavailable(sound.no_output(name))
