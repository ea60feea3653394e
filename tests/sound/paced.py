"""A sound card made of a pipe: takes samples at their real rate, keeps them, notes the time.

    paced.py SOURCE FOLDER RATE [HEADER_BYTES]

``SOURCE`` is a FIFO, or ``-`` for standard input (the system players of the tests are made of
this). As on a card, sound begins with the first sample; where it ran dry, it begins anew, in
another file. ``FILE.t0`` tells when the first sample was taken, on ``Clock.awake``.
"""

from __future__ import annotations

import os
import select
import sys
from contextlib import suppress

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))

from backpt.clock import Clock

CHUNK = 960
"""Bytes: ten milliseconds at 48 kHz."""
SMALL_PIPE = 8192
"""Bytes: so that whoever writes feels how fast we take."""
F_SETPIPE_SZ = 1031
DRY_S = 0.03


def main() -> None:
    source, folder, rate, *header = sys.argv[1:]
    # Also open for writing: a FIFO without writers would end.
    fd = 0 if source == "-" else os.open(source, os.O_RDWR)
    with suppress(ImportError, OSError):  # a file, or a system with pipes of one size
        import fcntl

        fcntl.fcntl(fd, F_SETPIPE_SZ, SMALL_PIPE)
    print("ready", flush=True)
    for size in header:
        os.read(fd, int(size))
    _take(fd, f"{folder}/{os.getpid()}", 2 * int(rate))


def _take(fd: int, name: str, bytes_a_second: int) -> None:
    clock = Clock()
    due = 0.0
    path = os.devnull
    while True:
        # What was there already did not come late, however late we are ourselves.
        ran_dry = not select.select([fd], [], [], 0.0)[0]
        more = os.read(fd, CHUNK)
        if not more:
            return
        now = clock.awake()
        begins = now > due + DRY_S and (ran_dry or path == os.devnull)
        if begins:
            due = now
            path = f"{name}-{now:.3f}.raw"
        with open(path, "ab", 0) as out:
            out.write(more)
        if begins:  # only now, and whole: who finds the note finds the sound
            with open(f"{path}.new", "w", encoding="ascii") as note:
                note.write(repr(now))
            os.replace(f"{path}.new", f"{path}.t0")
        due += len(more) / bytes_a_second
        clock.sleep(due - clock.awake())


main()
