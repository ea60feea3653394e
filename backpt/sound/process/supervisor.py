"""The session's loudspeaker: a sound process, replaced by another as soon as it fails.

Never waits and reads no clock: the loop calls ``poll`` at every wake-up, at the latest at
``wake_at``. Sound can stop in five ways (the process ends, crashes, hangs, stands still, or
says itself that its output does not play), and each has the same answer: kill it, start the
next output of the list, send it again what is not over yet. As every stretch carries its
moment, the new one begins in its middle. The session notices nothing of all this but one
sentence for the user.
"""

from collections.abc import Callable

from backpt.language import sound
from backpt.sound.output.registry import NONE
from backpt.sound.process.child import ASLEEP, AWAKE, Child, worker_command
from backpt.sound.process.frames import (
    Decoder,
    Done,
    Failed,
    Frame,
    Play,
    Quit,
    Ready,
    Stop,
    Trying,
    Volume,
    encode,
)
from backpt.sound.score.stretch import Stretch
from backpt.values import NamedTuple

OPENING_S = 3.0
"""An output that was not opened by then is given up."""
SILENT_S = 1.0
"""A process not heard of for this long hangs: it says four times a second that it lives."""
LOOK_S = 0.25
ASLEEP_S = 1.5
"""A longer time between two polls is our own absence and proves nothing about the process."""


class Failure(NamedTuple):
    """An output that was given up."""

    name: str
    why: str


class Speaker:
    """Plays stretches through the first of ``outputs`` that works.

    All moments are seconds of ``Clock.awake``. ``tell`` takes one plain sentence, at most once
    for a change of output and once for the loss of the last.
    """

    def __init__(
        self,
        outputs: tuple[str, ...],
        tell: Callable[[str], None],
        *,
        awake: bool = False,
        arguments: tuple[str, ...] = (),
        command: tuple[str, ...] | None = None,
    ) -> None:
        """``awake``: the output plays noise below hearing where it would be silent.
        ``arguments`` go to the sound process after that; ``command`` starts it."""
        self.name = ""
        """The output in use; empty until it is known, ``NONE`` when there is none."""
        self.latency_s = 0.0
        self.failures: list[Failure] = []
        self._outputs = outputs
        self._tell = tell
        self._arguments = (AWAKE if awake else ASLEEP, *arguments)
        self._command = command or worker_command()
        self._child: Child | None = None
        self._decoder = Decoder()
        self._trying = outputs[0] if outputs else NONE
        self._told = False
        self._heard_at = self._polled_at = 0.0
        self._plays: list[Play] = []
        self._last_id = 0
        self._level = 1.0
        self._ending: list[Child] = []

    def start(self, now: float) -> None:
        """Start the sound process: half a millisecond. What was placed before is not lost."""
        self._polled_at = now
        self._open(self._outputs, now)

    def play(self, stretch: Stretch, start_at: float) -> None:
        """Let second 0 of ``stretch`` be heard at ``start_at``; what is past is left out.

        Stretches may be placed ahead, each later than the one before; where two meet, they
        are mixed.
        """
        self._last_id += 1
        play = Play(self._last_id, start_at, stretch)
        self._plays.append(play)
        self._send(play)

    def stop(self) -> None:
        """Let nothing more be heard of what was placed."""
        self._plays.clear()
        self._send(Stop())

    def volume(self, level: float) -> None:
        """Let everything be this loud (0 to 1) from now on, what sounds already too."""
        self._level = level
        self._send(Volume(level))

    def poll(self, now: float) -> None:
        """Take in what the process says; replace it if it is silent for too long."""
        self._ending = [child for child in self._ending if not child.reaped()]
        if now > self._polled_at + ASLEEP_S:
            self._heard_at = now
        self._polled_at = now
        self._plays = [play for play in self._plays if _end(play) > now]
        if self._child is None:
            return
        why = self._take_in(now) or self._silence(now)
        if why is not None:
            self._replace(why, now)

    @property
    def wake_at(self) -> float | None:
        """The moment by which ``poll`` should be called again; ``None``: never."""
        return None if self._child is None else self._polled_at + LOOK_S

    @property
    def busy(self) -> bool:
        """Whether something that was placed is not over yet."""
        return bool(self._plays)

    @property
    def pid(self) -> int | None:
        """The sound process."""
        return self._child.pid if self._child is not None else None

    def close(self) -> None:
        """End the process, within little more than half a second."""
        child, self._child = self._child, None
        if child is not None:
            child.close(encode(Quit()))
            self._ending.append(child)
        self._ending = [child for child in self._ending if not child.reaped()]
        self._plays.clear()

    def _send(self, frame: Play | Stop | Volume) -> None:
        if self._child is not None:
            self._child.send(encode(frame))

    def _take_in(self, now: float) -> str | None:
        """Return why the process must be replaced, if it said so or ended."""
        assert self._child is not None
        said = self._child.receive()
        if said is None:
            return sound.PROCESS_ENDED
        try:
            frames = self._decoder.feed(said)
        except ValueError:
            return sound.PROCESS_BABBLES
        for frame in frames:
            self._heard_at = now
            if isinstance(frame, Failed):
                return frame.why
            self._take(frame)
        return None

    def _take(self, frame: Frame) -> None:
        match frame:
            case Trying(name):
                self._trying = name
            case Ready(name, latency_s):
                self.name, self.latency_s = name, latency_s
                if self.failures and not self._told:
                    self._told = True
                    lost = self.failures[-1].name
                    self._tell(sound.instead(lost, name))
            case Done(id):
                self._plays = [play for play in self._plays if play.id != id]
            case _:
                pass  # a beat: heard is all it says

    def _silence(self, now: float) -> str | None:
        silent_s = now - self._heard_at
        if silent_s > (SILENT_S if self.name else OPENING_S):
            return sound.silent_for(silent_s)
        return None

    def _replace(self, why: str, now: float) -> None:
        assert self._child is not None
        self._child.kill()
        self._ending.append(self._child)
        self._child = None
        self.failures.append(Failure(self._trying, why))
        position = self._outputs.index(self._trying) if self._trying in self._outputs else -1
        self._open(self._outputs[position + 1 :] if position >= 0 else (), now)

    def _open(self, outputs: tuple[str, ...], now: float) -> None:
        """Start a process for ``outputs`` and give it what is not over."""
        self._decoder = Decoder()
        self._heard_at = now
        self.name = ""
        try:
            if outputs:
                self._trying = outputs[0]
                names = ",".join(outputs)
                self._child = Child((*self._command, names, *self._arguments))
        except OSError as error:
            self.failures.append(Failure(outputs[0], str(error)))
        if self._child is None:
            self.name = NONE
            self._tell(sound.NONE_NOW)
            return
        self._send(Volume(self._level))
        for play in self._plays:
            self._send(play)


def _end(play: Play) -> float:
    return play.start_at + play.stretch.length_s
