"""The sound process: renders stretches and plays them, apart from the session.

It may be killed by a package it loads, hang in a device or be stopped at any moment: nothing
in it is worth keeping, and the session's side (``supervisor``) starts another one. It knows
nothing of sessions; it ends when its standard input does.

    python -m backpt.sound.process.worker miniaudio,aplay awake    (frames on stdin and stdout)

Three threads: one reads commands, one renders (decoding speech takes a hundredth of its
length), and the main one places, watches the output and answers.
"""

import os
import sys
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread

from backpt.clock import Clock
from backpt.sound.output.base import Lost, Output, Unavailable
from backpt.sound.output.placing import Placed, from_bytes, splice
from backpt.sound.output.registry import open_output
from backpt.sound.process.child import AWAKE
from backpt.sound.process.frames import (
    Beat,
    Decoder,
    Done,
    Failed,
    Frame,
    Play,
    Quit,
    Ready,
    Reply,
    Stop,
    Trying,
    Volume,
    encode,
)
from backpt.sound.score.stretch import Stretch
from backpt.values import NamedTuple

BEAT_S = 0.25
"""So often the other side hears that we are alive."""
LAST_S = 2
"""Closing a device takes no longer, or the system ends us."""

Render = Callable[[Stretch], bytes]
Open = Callable[[str, Clock], Output]


class Rendered(NamedTuple):
    """A stretch that can be played now."""

    play: Play
    pcm: bytes


Inbox = SimpleQueue[Frame | Rendered | None]
"""``None``: the session is gone."""


class Worker:
    """The main thread's part: one output, and what was placed on it."""

    def __init__(self, output: Output, clock: Clock, reply: Callable[[Reply], None]) -> None:
        self._output = output
        self._clock = clock
        self._reply = reply
        self._wanted: set[int] = set()
        self._placed: list[Placed] = []

    def run(self, inbox: Inbox) -> None:
        """Serve until told to quit. Raises ``Lost``."""
        beat_at = now = self._clock.awake()
        while True:
            if now >= beat_at:
                self._reply(Beat())
                beat_at = now + BEAT_S
            wake_at = self._attend(now)
            try:
                item = inbox.get(timeout=max(0.0, min(beat_at, wake_at) - now))
            except Empty:
                now = self._clock.awake()
                continue
            now = self._clock.awake()
            if item is None or isinstance(item, Quit):
                return
            self._take(item, now)

    def _take(self, item: Frame | Rendered, now: float) -> None:
        match item:
            case Play(id):
                self._wanted.add(id)
            case Rendered(play, pcm):
                if play.id in self._wanted:
                    self._place(Placed(play.id, play.start_at, from_bytes(pcm)), now)
            case Stop():
                self._wanted.clear()
                self._placed.clear()
                self._output.stop(now)
            case Volume(level):
                self._output.level(level, now)
            case _:
                pass  # the other side says nothing else

    def _place(self, placed: Placed, now: float) -> None:
        for earlier in self._placed:
            first = splice(earlier, placed)
            if first is not None:
                self._output.changed(earlier, first, now)
        self._placed.append(placed)
        self._output.place(placed, now)

    def _attend(self, now: float) -> float:
        """Let the output work, tell what is over; return when to come again."""
        again = self._output.attend(now)
        for placed in [one for one in self._placed if now >= one.end_at]:
            self._placed.remove(placed)
            self._wanted.discard(placed.id)
            self._reply(Done(placed.id))
        due = [one.end_at for one in self._placed]
        return min(due) if again is None and due else min([*due, again or now + BEAT_S])


def serve(names: list[str], render: Render, open_output: Open = open_output) -> None:
    """Open the first output of ``names`` that is there, and serve it to the end."""
    commands, replies = _own_pipes()

    def reply(frame: Reply) -> None:
        os.write(replies, encode(frame))

    inbox: Inbox = SimpleQueue()
    Thread(target=_receive, args=(commands, inbox, render), daemon=True).start()
    clock = Clock()
    try:
        output = _first(names, clock, reply, open_output)
    except Unavailable as error:
        reply(Failed(str(error)))
        return
    try:
        reply(Ready(output.name, output.latency_s))
        Worker(output, clock, reply).run(inbox)
    except Lost as error:
        reply(Failed(str(error)))  # before it is closed, which may hang
    except BrokenPipeError:
        pass  # the session is gone
    finally:
        _end_soon()
        output.close()


def _first(
    names: list[str], clock: Clock, reply: Callable[[Reply], None], open_output: Open
) -> Output:
    missing = []
    for name in names:
        reply(Trying(name))
        try:
            return open_output(name, clock)
        except Unavailable as error:
            missing.append(str(error))
    raise Unavailable("; ".join(missing))


def _own_pipes() -> tuple[int, int]:
    """Return stdin and stdout as ours alone: what a library prints goes to stderr."""
    commands, replies = os.dup(0), os.dup(1)
    os.dup2(2, 1)
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(commands, os.O_BINARY)
        msvcrt.setmode(replies, os.O_BINARY)
    return commands, replies


def _receive(commands: int, inbox: Inbox, render: Render) -> None:
    """Read commands to the end; hand each to the main thread, stretches also to be rendered."""
    rendering = _Rendering(inbox, render)
    decoder = Decoder()
    try:
        while more := os.read(commands, 1 << 16):
            for frame in decoder.feed(more):
                inbox.put(frame)
                if isinstance(frame, Play):
                    rendering.ask(frame)
                elif isinstance(frame, Stop):
                    rendering.forget()
    finally:
        inbox.put(None)


class _Rendering:
    """The thread that renders, in the order asked; what was stopped meanwhile is left out."""

    def __init__(self, inbox: Inbox, render: Render) -> None:
        self._asked: SimpleQueue[Play] = SimpleQueue()
        self._last = self._forgotten = -1
        Thread(target=self._run, args=(inbox, render), daemon=True).start()

    def ask(self, play: Play) -> None:
        self._last = play.id
        self._asked.put(play)

    def forget(self) -> None:
        self._forgotten = self._last

    def _run(self, inbox: Inbox, render: Render) -> None:
        while True:
            play = self._asked.get()
            if play.id > self._forgotten:
                inbox.put(Rendered(play, render(play.stretch)))


def _end_soon() -> None:
    """A device that hangs when it is closed must not keep the process."""
    if sys.platform != "win32":
        import signal

        signal.alarm(LAST_S)


def main() -> None:
    """Serve the outputs named on the command line; then comes whether they are kept awake,
    then sentences, each with its file."""
    from functools import partial

    from backpt.sound.score.render import render
    from backpt.sound.voice.session_voice import Voice

    names, awake, *made = sys.argv[1:]
    voice = Voice(dict(zip(made[::2], made[1::2], strict=False)))
    opened = partial(open_output, awake=awake == AWAKE)
    serve(names.split(","), lambda stretch: render(stretch, voice.samples), opened)


if __name__ == "__main__":
    main()
