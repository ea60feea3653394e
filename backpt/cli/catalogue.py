"""What the commands that show the library share. Light: nothing of a session is loaded."""

from __future__ import annotations

import os

from backpt.errors import LibraryError, UsageError
from backpt.language import words
from backpt.library import load
from backpt.paths import builtin_library, own_library, user_paths
from backpt.prescription.model import Library
from backpt.session.compile import Manner
from backpt.session.sound_choice import SoundChoice, SoundLevel
from backpt.settings import read_settings

USUAL_ROUTINE = "home-basics"
"""What ``backpt session`` leads through when nothing was ever done."""
NOTHING = "none"
"""Equipment that everybody has."""


def open_library(named: str | None = None) -> Library:
    """Return the shipped library with the user's over it; ``named`` is ``--library``."""
    paths = user_paths(os.environ)
    own = own_library(os.environ, paths, named)
    return loaded(own)


def loaded(own: str | None) -> Library:
    """Return the shipped library with the file ``own`` over it.

    Raises ``LibraryError`` with every mistake, and with the way back where a copy of the file
    is kept: an editor may have saved it after ``backpt edit`` looked.
    """
    try:
        return load(own, builtin_library(), user_paths(os.environ).library_cache)
    except LibraryError as error:
        if own is not None and (copy := _copy_of(own)) is not None:
            error.lines += (f"It is kept as it was in {copy}", "To go back: backpt edit")
        raise


def _copy_of(own: str) -> str | None:
    from backpt.files import last_copy

    try:
        return last_copy(os.path.realpath(own))
    except OSError:
        return None


def not_found(name: str, near: tuple[str, ...], what: str) -> str:
    """Return the sentence for a name that is not there, with what it may have meant."""
    plain = name.strip() and name.isprintable() and len(name) <= 60
    shown = name if plain else repr(name[:60])
    if near:
        return f"There is no {what} {shown}; did you mean {', '.join(near)}?"
    return f"There is no {what} {shown}; see: backpt list"


def minutes(seconds: float) -> str:
    """Return a length as it is said of a routine: "8 min"."""
    return f"{max(1, round(seconds / 60))} min"


def usual_manner() -> Manner:
    """Return how the user's settings have a session compiled: lengths depend on it."""
    settings = read_settings(user_paths(os.environ).settings)
    return Manner(settings.setup, settings.hold_count)


def equipment_text(needs: tuple[str, ...]) -> str:
    """Return equipment in words: "stability ball, band", "none"."""
    return words.equipment(needs) or NOTHING


def chosen_hearing(sound: str | None, audio: str, usual: SoundChoice) -> SoundChoice:
    """Return what ``--sound`` and ``--audio`` say, else ``usual``. Raises ``UsageError``."""
    try:
        level = SoundLevel(sound) if sound is not None else usual.level
    except ValueError:
        raise UsageError("--sound is one of: voice, tones, off.") from None
    if audio == "wav:":
        raise UsageError("--audio wav: needs a file; write --audio wav:session.wav")
    if audio.startswith("wav:"):
        audio = f"wav:{_wav_file(audio.removeprefix('wav:'))}"
    elif audio != "auto":
        from backpt.sound.output.registry import NAMES

        if audio not in NAMES:
            raise UsageError(f"--audio is one of: auto, {', '.join(NAMES)}, or wav:FILE.")
    return usual._replace(level=level, output=audio)


def _wav_file(path: str) -> str:
    """Return the file to write; an older recording is replaced, anything else is kept."""
    path = os.path.expanduser(path)
    if os.path.isfile(path):
        try:
            with open(path, "rb") as file:
                begins = file.read(4)
        except OSError:
            return path  # what is wrong with it is said when it is written
        if begins not in (b"RIFF", b""):
            raise UsageError(f"{path} is there already and is no sound; name another file.")
    return path
