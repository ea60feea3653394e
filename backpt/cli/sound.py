"""``backpt sound``: lets every motif be heard with its name.

Knows motifs, the voice and outputs, and no session.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

from backpt.cli.common import chosen_hearing
from backpt.cli.options import Argument, Audio, Option, Sound, epilog
from backpt.cli.sound_check import (
    name_output_fault,
    prove_outputs,
    say_now,
)
from backpt.clock import Clock
from backpt.errors import UsageError
from backpt.language import packs
from backpt.language import sound as words
from backpt.paths import user_paths
from backpt.session.sound_choice import SoundChoice, SoundLevel
from backpt.settings import read_settings
from backpt.sound.selftest import LEAD_S, Time, wait
from backpt.terminal.layout import say
from backpt.values import NamedTuple

if TYPE_CHECKING:
    from backpt.run.session_sound import Loudspeaker
    from backpt.sound.process.supervisor import Failure
    from backpt.sound.score.stretch import Sound as Played
    from backpt.sound.score.stretch import Stretch

VOICE = "voice"
GAP_S = 0.4
"""Silence after each motif."""
PROOF_S = 0.2
"""Silence that an output must take before it is named."""


class _FileTime:
    """The time of a file: it passes by being waited for."""

    def __init__(self) -> None:
        self._now = 0.0

    def awake(self) -> float:
        return self._now

    def sleep(self, seconds: float) -> None:
        self._now += seconds


class Piece(NamedTuple):
    """One thing that is played: what is printed for it, and how it sounds."""

    title: str
    stretch: Stretch


@epilog(
    """\b
Examples:
  backpt sound
  backpt sound hold
  backpt sound --test --audio miniaudio
"""
)
def sound_(
    *,
    name: Annotated[
        str | None,
        Argument("One sound, one family, or voice; left out: all of them.", "[NAME]"),
    ] = None,
    test: Annotated[bool, Option("Find out whether sound really comes out.")] = False,
    sound: Sound = None,
    audio: Audio = "auto",
) -> int:
    """Play the motif or family ``name``, or all, or test the output; return the exit code."""
    settings = read_settings(user_paths(os.environ).settings)
    level = SoundLevel.VOICE if settings.sound is SoundLevel.OFF else settings.sound
    hearing = chosen_hearing(
        sound, audio, SoundChoice(level, volume=settings.volume, headset=settings.headset)
    )
    if hearing.level is SoundLevel.OFF:
        raise UsageError(words.NOTHING_TO_HEAR)
    if not test:
        return _play(_pieces(name, hearing), hearing)
    if hearing.wav is not None:
        raise UsageError(words.TEST_IS_HEARD)
    if name is not None:
        raise UsageError(words.test_is_of_its_own(name))
    return prove_outputs(_outputs(hearing))


def _outputs(hearing: SoundChoice) -> tuple[str, ...]:
    from backpt.sound.output.registry import AUTO

    return AUTO if hearing.output == "auto" else (hearing.output,)


# --- what there is to play -------------------------------------------------------------


def _pieces(name: str | None, hearing: SoundChoice) -> list[Piece]:
    from backpt.sound.score.motifs import FAMILIES

    wanted = [
        _motif(family, motif, hearing.volume)
        for family, names in FAMILIES.items()
        for motif in names
        if name in (None, family, motif)
    ]
    spoken = name in (None, VOICE) and hearing.level is SoundLevel.VOICE
    sample = _sample(hearing.volume) if spoken else None
    if sample is not None:
        wanted.append(sample)
    elif name == VOICE:
        raise UsageError(words.NO_VOICE_TO_HEAR)
    if not wanted:
        raise UsageError(words.no_such(name, (*FAMILIES, VOICE)))
    return wanted


def _motif(family: str, name: str, volume: float) -> Piece:
    from backpt.sound.score.motifs import length_s
    from backpt.sound.score.stretch import MOTIF
    from backpt.sound.score.stretch import Sound as Played

    gain = 1.0 if family == "alarm" else volume  # as in a session: alarms do not heed it
    return Piece(f"{family:<8}{name}", _alone(Played(0.0, MOTIF, name, gain), length_s(name)))


def _sample(volume: float) -> Piece | None:
    from backpt.sound.score.stretch import SAY
    from backpt.sound.score.stretch import Sound as Played
    from backpt.sound.voice.session_voice import Voice

    sample = packs.TAKE_OFF  # the words that must never be missed
    length_s = Voice().length_of(sample)
    if length_s is None:
        return None
    return Piece(f'{VOICE:<8}"{sample}"', _alone(Played(0.0, SAY, sample, volume), length_s))


def _alone(sound: Played, length_s: float) -> Stretch:
    from backpt.sound.score.stretch import Stretch

    return Stretch((sound,), length_s + GAP_S)


# --- playing ---------------------------------------------------------------------------


def _play(pieces: list[Piece], hearing: SoundChoice) -> int:
    from backpt.sound.output.registry import NONE

    speaker, time, failures = _open(hearing)
    try:
        speaker.start(time.awake())
        _prove(speaker, time)
        if speaker.name != NONE:
            say(f"{_where(speaker.name, hearing)} {_voice(hearing.level)}")
        for piece in pieces:
            if speaker.name == NONE:
                break
            say_now(piece.title)
            speaker.play(piece.stretch, time.awake() + LEAD_S)
            wait(speaker, time)
        works = speaker.name != NONE
    finally:
        speaker.close()
    if not works and hearing.wav is None:  # of a file it was said
        _say_no_output(failures)
    if works and hearing.volume == 0:
        say(words.VOLUME_IS_0)
    return 0 if works else 1


def _prove(speaker: Loudspeaker, time: Time) -> None:
    """Play silence until an output takes it: some are found not to work only by playing."""
    from backpt.sound.output.registry import NONE
    from backpt.sound.score.stretch import Stretch

    wait(speaker, time)
    proven = ""
    while speaker.name not in (proven, NONE):
        proven = speaker.name
        speaker.play(Stretch((), PROOF_S), time.awake() + LEAD_S)
        wait(speaker, time)


def _where(output: str, hearing: SoundChoice) -> str:
    if hearing.wav is not None:
        return words.written_to(hearing.wav)
    return words.through(output)


def _open(hearing: SoundChoice) -> tuple[Loudspeaker, Time, list[Failure]]:
    """Return the loudspeaker, the time it goes by, and where it keeps what failed."""
    if hearing.wav is not None:
        from backpt.sound.output.wav_file import WavFile
        from backpt.sound.score.render import render
        from backpt.sound.voice.session_voice import Voice

        voice = Voice()
        file = WavFile(hearing.wav, say, lambda stretch: render(stretch, voice.samples))
        return file, _FileTime(), []
    from backpt.sound.process.supervisor import Speaker

    speaker = Speaker(_outputs(hearing), _say_unless_lost)
    return speaker, Clock(), speaker.failures


def _voice(level: SoundLevel) -> str:
    from backpt.sound.voice.clips import PackError, lengths, pack_path

    if level is not SoundLevel.VOICE:
        return words.TONES_ONLY
    try:
        return words.voice(len(lengths(pack_path())))
    except PackError as error:
        return words.voice_missing(str(error))


def _say_no_output(failures: list[Failure]) -> None:
    say(words.NONE_HERE)
    for failure in failures:
        for why in failure.why.split("; "):
            say(name_output_fault(failure.name, why), first="  - ", then="    ")


def _say_unless_lost(text: str) -> None:
    """That there is no output is said with the reasons, at the end."""
    if text != words.NONE_NOW:
        say(text)
