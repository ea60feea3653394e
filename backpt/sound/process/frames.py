"""What the session and its sound process say to each other, as small binary frames.

Knows no pipe and no process. A frame is the length of its body, its kind, and the body; no
pickle, because the reader must not run what it reads.
"""

import math
import struct
from collections.abc import Iterator

from backpt.sound.score.stretch import MOTIF, SAY, Sound, Stretch
from backpt.values import NamedTuple


class Play(NamedTuple):
    """Let second 0 of ``stretch`` be heard at ``start_at``."""

    id: int
    start_at: float
    """Seconds of ``Clock.awake``, which is the same clock in every process of a machine."""
    stretch: Stretch


class Stop(NamedTuple):
    """Let nothing more be heard of what was sent before."""


class Volume(NamedTuple):
    """How loud everything is from now on."""

    level: float
    """0 (silence) to 1."""


class Quit(NamedTuple):
    """Close the output and end."""


Command = Play | Stop | Volume | Quit


class Trying(NamedTuple):
    """An output is about to be opened: what happens next is its doing."""

    name: str


class Ready(NamedTuple):
    """The output plays."""

    name: str
    latency_s: float
    """From the moment a sample is handed over until it is heard, as far as is known."""


class Beat(NamedTuple):
    """Nothing new: the process and its output are alive."""


class Done(NamedTuple):
    """A stretch has been heard to its end."""

    id: int


class Failed(NamedTuple):
    """The output does not work, or no longer. The process ends."""

    why: str


Reply = Trying | Ready | Beat | Done | Failed
Frame = Command | Reply

MOST_BYTES = 1 << 20
"""A longer body is garbage: a stretch has a few kilobytes."""

_HEAD = struct.Struct("<IB")
_PLAY = struct.Struct("<Idd")
_SOUND = struct.Struct("<dddBH")
_NUMBER = struct.Struct("<I")
_LEVEL = struct.Struct("<d")
_KINDS: tuple[type[Frame], ...] = (
    Play,
    Stop,
    Volume,
    Quit,
    Trying,
    Ready,
    Beat,
    Done,
    Failed,
)


def encode(frame: Frame) -> bytes:
    """Return ``frame`` as bytes that ``Decoder`` reads."""
    body = _body(frame)
    return _HEAD.pack(len(body), _KINDS.index(type(frame))) + body


def _body(frame: Frame) -> bytes:
    match frame:
        case Play(id, start_at, stretch):
            sounds = b"".join(_sound(sound) for sound in stretch.sounds)
            return _PLAY.pack(id, start_at, stretch.length_s) + sounds
        case Volume(level):
            return _LEVEL.pack(level)
        case Trying(name):
            return name.encode()
        case Ready(name, latency_s):
            return _LEVEL.pack(latency_s) + name.encode()
        case Done(id):
            return _NUMBER.pack(id)
        case Failed(why):
            return why.encode()
        case Stop() | Quit() | Beat():
            return b""


def _sound(sound: Sound) -> bytes:
    name = sound.name.encode()
    until_s = math.nan if sound.until_s is None else sound.until_s
    spoken = sound.kind == SAY
    return _SOUND.pack(sound.at_s, sound.gain, until_s, spoken, len(name)) + name


class Decoder:
    """Takes bytes as they come, in any pieces; gives whole frames."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def feed(self, more: bytes) -> list[Frame]:
        """Return the frames that ``more`` completes. Raises ``ValueError`` for garbage."""
        self._bytes += more
        return list(self._frames())

    def _frames(self) -> Iterator[Frame]:
        while len(self._bytes) >= _HEAD.size:
            length, kind = _HEAD.unpack_from(self._bytes)
            if length > MOST_BYTES or kind >= len(_KINDS):
                raise ValueError("not a frame")
            end = _HEAD.size + length
            if len(self._bytes) < end:
                return
            body = bytes(self._bytes[_HEAD.size : end])
            del self._bytes[:end]
            try:
                yield _read(_KINDS[kind], body)
            except struct.error as error:
                raise ValueError("not a frame") from error


def _read(kind: type[Frame], body: bytes) -> Frame:
    if kind is Play:
        number, start_at, length_s = _PLAY.unpack_from(body)
        return Play(number, start_at, Stretch(tuple(_sounds(body)), length_s))
    if kind is Volume:
        return Volume(*_LEVEL.unpack(body))
    if kind is Trying:
        return Trying(body.decode())
    if kind is Ready:
        return Ready(body[_LEVEL.size :].decode(), *_LEVEL.unpack_from(body))
    if kind is Done:
        return Done(*_NUMBER.unpack(body))
    if kind is Failed:
        return Failed(body.decode())
    return Stop() if kind is Stop else Quit() if kind is Quit else Beat()


def _sounds(body: bytes) -> Iterator[Sound]:
    at = _PLAY.size
    while at < len(body):
        at_s, gain, until_s, spoken, length = _SOUND.unpack_from(body, at)
        at += _SOUND.size
        name = body[at : at + length].decode()
        at += length
        kind = SAY if spoken else MOTIF
        yield Sound(at_s, kind, name, gain, None if math.isnan(until_s) else until_s)
