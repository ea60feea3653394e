"""Sound: which output there is, what failed, and trying it."""

from __future__ import annotations

from collections.abc import Sequence

NONE_NOW = "No sound comes out of this computer: the terminal's bell takes over."
NONE_HERE = "No sound comes out of this computer; sessions ring the terminal's bell instead."
SILENT_ALARM = "Sound is off: the alarm is only the terminal's bell and what stands here."
NO_VOICE = "The voice is missing from this installation: there are only tones."

NOTHING_TO_HEAR = "With --sound off there is nothing to hear; use voice or tones."
TEST_IS_HEARD = "--test is for outputs that are heard; wav:FILE is only written."
NO_VOICE_TO_HEAR = "There is no voice: it is missing here, or --sound is not voice."
VOLUME_IS_0 = "The volume in your settings is 0: only the alarm could be heard."
TONES_ONLY = "Voice: off, only tones."
CHECK_LOUDSPEAKER = "Check yourself that a loudspeaker is on."
DID_YOU_HEAR = "Did you hear three notes?"

# Why an output or a voice is given up: part of a sentence.
DID_NOT_END = "it did not end"
STANDS_STILL = "it stands still"
NEEDS_MALLOC = "simpleaudio needs PYTHONMALLOC=malloc"
NO_SIMPLEAUDIO = "simpleaudio is not installed"
NO_WINSOUND = "winsound is a part of Windows"
NO_MINIAUDIO = "miniaudio is not installed"
NO_SOUND_SYSTEM = "miniaudio found no sound system"
STREAM_STANDS_STILL = "the stream stands still"
PROCESS_ENDED = "it ended"
PROCESS_BABBLES = "it babbles"
CLIPS_CUT_SHORT = "the file of clips is cut short"
NO_CLIPS = "this is no file of clips, or one of another version"
CLIPS_DAMAGED = "the file of clips is damaged"


def instead(lost: str, name: str) -> str:
    return f"The sound through {lost} failed; now it comes through {name}."


def not_written(path: str, why: str) -> str:
    return f"The sound cannot be written to {path}: {why}."


def test_is_of_its_own(name: str) -> str:
    return f"--test plays three notes of its own; leave out {name}."


def no_such(name: str | None, known: Sequence[str]) -> str:
    return f"There is no sound {name}; name one of: {', '.join(known)}."


def written_to(path: str) -> str:
    return f"The sound is written to {path}."


def through(output: str) -> str:
    return f"Sound comes through {output}."


def voice(sentences: int) -> str:
    return f"Voice: shipped, {sentences} sentences."


def voice_missing(why: str) -> str:
    return f"Voice: missing from this installation ({why})."


# --- trying an output ----------------------------------------------------------------------


def three_notes(name: str) -> str:
    return f"{name}: three notes ..."


def too_short(taken_s: float, length_s: float) -> str:
    """Return why an output does not play: its sound was over too soon."""
    return f"it took {taken_s:.1f} s for {length_s:.0f} s of sound"


def silent_for(seconds: float) -> str:
    """Return why an output was given up."""
    return f"it was silent for {seconds:.1f} s"


def nobody_hears(name: str, taken_s: float) -> str:
    return f"{name} took the sound in real time ({taken_s:.1f} s), and nobody hears it."


def took(name: str, taken_s: float) -> str:
    return f"{name} took the sound in real time ({taken_s:.1f} s)."


def not_said(name: str) -> str:
    return f"{name} took the sound in real time; whether it was heard you did not say."


def heard(name: str) -> str:
    return f"Sound comes out, through {name}."


def not_heard(name: str) -> str:
    return f"{name} took the sound, but it was not heard: look at the volume and the cable."


def try_others(names: Sequence[str]) -> str:
    return f"Then try another output: {', '.join(names)}. For one:"


def ended_early(played_s: float, length_s: float) -> str:
    return f"it ended after {played_s:.1f} s of {length_s:.1f} s"


def no_player(name: str) -> str:
    return f"there is no {name} here"


def no_output(name: str) -> str:
    return f"there is no output called {name}"


def wav_cut_short(path: str) -> str:
    return f"{path}: cut short"


def no_wav(path: str, error: object) -> str:
    return f"{path}: no WAV file ({error})"


def wav_not_understood(path: str) -> str:
    return f"{path}: 16 bit, one or two channels, 8 to 192 kHz are understood"


def wav_too_long(path: str, most_s: float) -> str:
    return f"{path}: longer than {most_s:g} s"


def wav_silent(path: str) -> str:
    return f"{path}: there is nothing to be heard"
