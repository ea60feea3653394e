"""A PNG as rows of red, green and blue, with the standard library only: for looking at ink."""

from __future__ import annotations

import struct
import zlib
from typing import NamedTuple

Box = tuple[int, int, int, int]
"""left, top, right, bottom in dots."""

_CHANNELS = {0: 1, 2: 3, 4: 2, 6: 4}


class Dots(NamedTuple):
    """A picture of 8 bits a channel; what is transparent shows white paper."""

    width: int
    height: int
    rows: list[bytes]
    """Three bytes a dot."""

    def box(self, is_ink: frozenset[bytes]) -> Box | None:
        """Return the box around all dots of some colours, ``None`` where there is none."""
        xs, ys = [], []
        for y, row in enumerate(self.rows):
            found = [x for x in range(self.width) if row[3 * x : 3 * x + 3] in is_ink]
            if found:
                ys.append(y)
                xs += [found[0], found[-1] + 1]
        if not ys:
            return None
        return min(xs), ys[0], max(xs), ys[-1] + 1

    def colours(self) -> set[bytes]:
        return {row[x : x + 3] for row in self.rows for x in range(0, len(row), 3)}


def dots(png: bytes) -> Dots:
    """Return the dots of a PNG that is not interlaced and has no palette."""
    width, height, bits, kind, _, _, interlaced = struct.unpack(">IIBBBBB", png[16:29])
    assert bits == 8
    assert not interlaced
    data, at = b"", 8
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + size]
        at += size + 12
    channels = _CHANNELS[kind]
    return Dots(width, height, _unfiltered(zlib.decompress(data), width, height, channels))


def _unfiltered(data: bytes, width: int, height: int, channels: int) -> list[bytes]:
    long = width * channels
    before = bytearray(long)
    rows = []
    for y in range(height):
        start = y * (long + 1)
        line = bytearray(data[start + 1 : start + 1 + long])
        _undo(data[start], line, before, channels)
        rows.append(_on_paper(bytes(line), channels))
        before = line
    return rows


def _undo(how: int, line: bytearray, before: bytearray, channels: int) -> None:
    """Undo the filter of one line (PNG specification, 9.2) in place."""
    for n in range(len(line)):
        left = line[n - channels] if n >= channels else 0
        up, corner = before[n], before[n - channels] if n >= channels else 0
        line[n] = (
            line[n] + (0, left, up, (left + up) // 2, _paeth(left, up, corner))[how]
        ) % 256


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda near: abs(guess - near))


def _on_paper(line: bytes, channels: int) -> bytes:
    if channels == 3:
        return line
    if channels < 3:
        grey = line[::channels]
        return bytes(value for value in grey for _ in range(3))
    out = bytearray()
    for n in range(0, len(line), 4):
        alpha = line[n + 3]
        out += bytes((line[n + c] * alpha + 255 * (255 - alpha)) // 255 for c in range(3))
    return bytes(out)
