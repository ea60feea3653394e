"""The sound of one sitting: conductor, voice and loudspeaker, put together.

Nothing here is waited for. Sound begins after the first picture is out, and never ends a
session: whatever fails is told once, and the terminal's bell takes over.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Protocol

from backpt.language import sound
from backpt.paths import Paths
from backpt.run.loop import Keys, SessionTime
from backpt.session.events import CueDue, Event, SessionEnded
from backpt.session.sound_choice import SoundChoice, SoundLevel
from backpt.session.steps import Compiled, Signal, StepKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from backpt.sound.score.stretch import Stretch
    from backpt.sound.voice.session_voice import Voice

_RINGS = {
    Signal.WELCOME: 1,
    Signal.GET_READY: 1,
    Signal.CHANGE_POSITION: 1,
    Signal.GO: 1,
    Signal.OUT: 1,
    Signal.HOLD: 1,
    Signal.BACK: 1,
    Signal.RELEASE: 1,
    Signal.SWITCH_SIDE: 1,
    Signal.REST: 1,
    Signal.PACK_ON: 1,
    Signal.WAITING: 1,
    Signal.QUESTION: 1,
    Signal.LEG_REST: 1,
    Signal.LEG_QUESTION: 1,
    Signal.SESSION_END: 2,
    Signal.SKIN_CHECK: 2,
    Signal.PACK_OFF: 3,
    Signal.STOP: 3,
}
"""How often the terminal bell rings for a signal; counts are silent."""

ALARMS = frozenset({Signal.SKIN_CHECK, Signal.PACK_OFF, Signal.STOP})
"""Signals that ring the terminal's bell whatever else is heard."""


TOO_FAST = 20.0
"""Times as fast as life: beyond this tones follow each other too quickly to be told apart."""
DRAIN_S = 3.0
"""What was placed is let out, at most this long; the last words of a session to their end and
at most this long after it."""
_POLL_S = 0.05


CUTS_OFF = frozenset({"interrupt", "terminate"})
"""What a user presses who hears enough."""


class Loudspeaker(Protocol):
    """Moments are seconds of ``Clock.awake``; for a file, of the session over its speed."""

    name: str

    @property
    def busy(self) -> bool: ...
    def start(self, now: float) -> None: ...
    def play(self, stretch: Stretch, start_at: float) -> None: ...
    def stop(self) -> None: ...
    def poll(self, now: float) -> None: ...
    def close(self) -> None: ...


class Clock(Protocol):
    def awake(self) -> float: ...
    def sleep(self, seconds: float) -> None: ...


class SessionSound:
    """Sink, companion of the loop, and the m key."""

    def __init__(
        self,
        hearing: SoundChoice,
        time: SessionTime,
        clock: Clock,
        tell: Callable[[str], None],
    ) -> None:
        self._hearing = hearing
        self._made: dict[str, str] = {}
        self._time = time
        self._clock = clock
        self._told = tell
        self.show: Callable[[str], None] | None = None
        """Also tells it to whoever looks at the screen, once there is a session to look at."""
        self._speaker: Loudspeaker | None = None
        self._conductor: _Conductor | None = None
        self._placed: _Placed | None = None
        self._is_over = False
        """Whether the session has ended, so that nothing is placed but its last words."""
        self._before: list[Event] | None = []
        """What happened before the sound began, the welcome; it is heard then. ``None``: it
        has begun."""

    def _tell(self, trouble: str) -> None:
        self._told(trouble)
        if self.show is not None:
            self.show(trouble)

    @property
    def is_heard(self) -> bool:
        """Whether an output plays, or may still be found to."""
        return self._speaker is not None and self._speaker.name != "none"

    @property
    def is_lost(self) -> bool:
        """Whether sound is wanted and no output plays it: the picture has to tell."""
        return self._speaker is not None and self._speaker.name == "none"

    def rings(self, event: Event) -> int:
        """Return how often the bell rings: for alarms, and for all else where sound is wanted
        and no output plays it. Whoever turned the sound off hears no bell but an alarm's."""
        if not isinstance(event, CueDue):
            return 0
        wanted = event.cue.signal in ALARMS or self.is_lost
        return _RINGS.get(event.cue.signal, 0) if wanted else 0

    def flashes(self, event: Event) -> bool:
        """Tell whether the picture stands out because the bell alone tells of ``event``."""
        return self.rings(event) > 0 and not self.is_heard

    def prepare(self, compiled: Compiled, paths: Paths) -> None:
        """Have words made that are not among the shipped clips, before the session starts."""
        if self._level is not SoundLevel.VOICE:
            return
        from backpt.sound.voice.session_voice import made_for
        from backpt.sound.voice.vocabulary import sentences

        self._made = made_for(
            sentences(compiled),
            own=os.path.join(paths.config, "voice"),
            cache=os.path.join(paths.cache, "voice"),
            now=self._clock.awake,
        )

    def begin(self, compiled: Compiled, ahead: Callable[[float], list[Event]]) -> None:
        """Start the sound; called when the first picture is out, and the first words due."""
        before, self._before = self._before or [], None
        level = self._level
        if level is SoundLevel.OFF:
            chosen = self._hearing.level is SoundLevel.OFF
            if chosen and any(step.kind is StepKind.ALARM for step in compiled.steps):
                self._tell(sound.SILENT_ALARM)
            return
        from backpt.sound.score.compose import Ear
        from backpt.sound.score.conductor import Conductor
        from backpt.sound.voice.session_voice import Voice

        voice = Voice(self._made)
        if level is SoundLevel.VOICE and not voice.is_there:
            self._tell(sound.NO_VOICE)
        self._speaker = self._open(voice)
        self._speaker.start(self._moment())
        ear = Ear(level, voice.length_of, self._hearing.volume)
        self._placed = _Placed(self._speaker, self._moment_of)
        self._conductor = Conductor(compiled, ahead, self._placed, ear, speed=self._time.speed)
        for event in before:
            self._conductor.hear(event)

    @property
    def _level(self) -> SoundLevel:
        """At speed a voice cannot keep up: live there are tones, and from ``TOO_FAST`` on
        nothing; in a file is what fits."""
        hurried = self._time.speed != 1.0 and self._hearing.wav is None
        if hurried and self._time.speed > TOO_FAST:
            return SoundLevel.OFF
        voiced = self._hearing.level is SoundLevel.VOICE
        return SoundLevel.TONES if hurried and voiced else self._hearing.level

    def _open(self, voice: Voice) -> Loudspeaker:
        if (path := self._hearing.wav) is not None:
            from backpt.sound.output.wav_file import WavFile
            from backpt.sound.score.render import render

            return WavFile(path, self._tell, lambda made: render(made, voice.samples))
        from backpt.sound.output.registry import AUTO
        from backpt.sound.process.supervisor import Speaker

        chosen = self._hearing.output
        outputs = AUTO if chosen == "auto" else (chosen,)
        return Speaker(
            outputs, self._tell, awake=self._hearing.headset, arguments=voice.arguments
        )

    def hear(self, event: Event) -> None:
        """Take an event as it happens."""
        self._is_over = self._is_over or isinstance(event, SessionEnded)
        if self._conductor is not None:
            self._conductor.hear(event)
        elif self._before is not None:
            self._before.append(event)

    def attend(self, now: float) -> None:
        """Place what comes next and look after the output; once a wake-up."""
        self.poll()  # first: a stop takes effect at the last poll
        if self._conductor is not None:
            self._conductor.conduct(now)

    def poll(self) -> None:
        """Look after the output: replace it where it fails."""
        if self._speaker is not None:
            self._speaker.poll(self._moment())

    def mute(self) -> bool:
        """Turn the sound off, or on again; alarms stay. Return whether it is off now."""
        if self._conductor is None:
            return False
        muted = not self._conductor.muted
        self._conductor.mute(muted)
        return muted

    def hush(self) -> None:
        """Be silent at once, because this process is about to be stopped (Ctrl-Z)."""
        if self._conductor is not None and self._speaker is not None:
            self._speaker.stop()
            self._conductor.place_anew()

    def drain(self, wait: Callable[[float], bool] | None = None) -> None:
        """Let the last words out, after the terminal was given back.

        ``wait`` lets so many seconds pass and tells whether to go on.
        """
        speaker = self._speaker
        if speaker is None:
            return
        placed = self._placed if self._is_over else None
        ends_at = placed.ends_at if placed is not None else 0.0
        until = max(self._moment(), ends_at) + DRAIN_S
        if self._hearing.wav is not None:
            speaker.poll(until)
            return
        while speaker.busy and not self.is_lost and self._clock.awake() < until:
            speaker.poll(self._moment())
            if wait is None:
                self._clock.sleep(_POLL_S)
            elif not wait(_POLL_S):
                return

    def close(self) -> None:
        if self._speaker is not None:
            self._speaker.close()

    def _moment(self) -> float:
        return self._moment_of(self._time.now())

    def _moment_of(self, session_s: float) -> float:
        """From the session's scale to the loudspeaker's."""
        if self._hearing.wav is not None:
            return session_s / self._time.speed
        return self._clock.awake() + self._time.unscaled(session_s - self._time.now())


class _Placed:
    """The conductor's speaker: from the session's scale of time to the loudspeaker's."""

    def __init__(self, speaker: Loudspeaker, moment_of: Callable[[float], float]) -> None:
        self._speaker = speaker
        self._moment_of = moment_of
        self.ends_at = 0.0
        """When the last of what was placed is over, on the loudspeaker's scale."""

    def play(self, stretch: Stretch, start_at: float) -> None:
        begins_at = self._moment_of(start_at)
        self._speaker.play(stretch, begins_at)
        self.ends_at = max(self.ends_at, begins_at + stretch.length_s)

    def stop(self) -> None:
        self._speaker.stop()
        self.ends_at = 0.0


class _Conductor(Protocol):
    @property
    def muted(self) -> bool: ...
    def mute(self, muted: bool) -> None: ...
    def hear(self, event: Event) -> None: ...
    def conduct(self, now: float) -> None: ...
    def place_anew(self) -> None: ...


def let_out(audible: SessionSound, keys: Keys) -> None:
    """Let the last words be heard, whatever ended the sitting; Ctrl-C cuts them off.

    A second signal to hang up does not: a terminal that closes often sends two.
    """
    audible.drain(lambda seconds: keys.read(seconds, exact=False) not in CUTS_OFF)
