"""The real sound process, with marks for a renderer and two more outputs for tests.

stub_worker.py NAME[,NAME...] awake|asleep
"""

from __future__ import annotations

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))

from backpt.clock import Clock
from backpt.sound.output.base import Output
from backpt.sound.output.registry import open_output
from backpt.sound.output.streaming import open_miniaudio
from backpt.sound.process.child import AWAKE
from backpt.sound.process.worker import serve
from tests.sound.marks import render_marks


def open_also(name: str, clock: Clock) -> Output:
    """``miniaudio-null``: its own imitation of a card; ``hangs``: never opens."""
    if name == "miniaudio-null":
        return open_miniaudio(clock, null=True)
    if name == "hangs":
        clock.sleep(60)
    return open_output(name, clock, awake=AWAKE in sys.argv[2:])


if __name__ == "__main__":
    serve(sys.argv[1].split(","), render_marks, open_also)
