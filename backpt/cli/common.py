"""What several commands do alike. Light: nothing of a session is loaded."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from backpt.errors import BackptError, UsageError
from backpt.files import already_there
from backpt.language import answers as answer_words
from backpt.language import clearance, durations, usage
from backpt.paths import Paths, user_paths
from backpt.prescription.durations import NotADuration, parse_duration
from backpt.prescription.model import Library, Routine, prescribe, single
from backpt.session.compile import Manner
from backpt.session.sound_choice import SoundChoice, SoundLevel
from backpt.settings import Settings, read_settings

if TYPE_CHECKING:
    from backpt.safety.precautions import Adapted
    from backpt.session.records import Habit

MOST_SPEED = 10_000.0


def usual_manner() -> Manner:
    """Return how the user's settings have a session compiled: lengths depend on it."""
    settings = read_settings(user_paths(os.environ).settings)
    return Manner(settings.setup, settings.hold_count)


def chosen_hearing(sound: str | None, audio: str, usual: SoundChoice) -> SoundChoice:
    """Return what ``--sound`` and ``--audio`` say, else ``usual``. Raises ``UsageError``."""
    try:
        level = SoundLevel(sound) if sound is not None else usual.level
    except ValueError:
        raise UsageError(usage.SOUND) from None
    if audio == "wav:":
        raise UsageError(usage.WAV_NEEDS_A_FILE)
    if audio.startswith("wav:"):
        audio = f"wav:{_wav_file(audio.removeprefix('wav:'))}"
    elif audio != "auto":
        from backpt.sound.output.registry import NAMES

        if audio not in NAMES:
            raise UsageError(usage.audio(NAMES))
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
            raise UsageError(usage.no_sound_file(path))
    return path


def sign_words(paths: Paths) -> str:
    """Return what to do about warning signs that no clinician has seen; empty where none is."""
    from backpt.journal.answers_file import read_answers
    from backpt.language import signs

    answers = read_answers(paths.answers).answers
    return signs.blocked(answers) if answers.unseen else ""


def kept_habit(journal: str) -> Habit:
    """Return what the journal says was done so far; of one that cannot be read nothing."""
    from backpt.clock import Clock
    from backpt.journal.habit import read_habit
    from backpt.session.records import Habit

    try:
        return read_habit(journal, Clock().wall())
    except BackptError:  # said where the journal is needed
        return Habit()


def usual_hearing(settings: Settings) -> SoundChoice:
    """Return the sound that the settings ask for."""
    return SoundChoice(settings.sound, volume=settings.volume, headset=settings.headset)


def named_routine(library: Library, name: str) -> Routine:
    """Return the routine, or the exercise as one, that is called ``name``.

    Raises ``UsageError`` with near misses.
    """
    from backpt.library.names import find

    found = find(library, name)
    if found.id is None:
        raise UsageError(usage.not_found(name, found.near, usage.EITHER))
    if found.routine:
        return prescribe(library, found.id)
    return single(library.exercises[found.id])


def for_you(
    routine: Routine, library: Library, paths: Paths
) -> tuple[Adapted, tuple[str, ...]]:
    """Return ``routine`` as the kept answers allow it, and every sentence about that.

    What is asked only when a session begins (today's pain, a clinician's word on packs) is not
    in it; a file that cannot be relied on is said.
    """
    from backpt.journal.answers_file import read_answers
    from backpt.safety.clearance import as_kept

    answers, trouble, _ = read_answers(paths.answers)
    unknown = (answer_words.unknown(trouble),) if trouble else ()
    fitted = as_kept(routine, library, answers, leg_went_down=leg_is_down(routine, paths))
    changed = clearance.adapted_lines(fitted.adapted)
    return fitted.adapted, (*changed, *unknown, *clearance.limit_lines(fitted.packs))


def leg_is_down(routine: Routine, paths: Paths) -> bool:
    """Tell whether pain moved further down the leg since somebody was talked to; the diary is
    read only for a routine that stops something then."""
    if not routine.leg_stops:
        return False
    from backpt.clock import Clock
    from backpt.journal.past import read_past
    from backpt.safety.days import leg_went_down

    return leg_went_down(read_past(paths.journal, Clock().wall()).before.sessions)


def duration(text: str | None, option: str, usual_s: float) -> float:
    """Return what ``option`` says in seconds, else ``usual_s``. Raises ``UsageError``."""
    if text is None:
        return usual_s
    try:
        return parse_duration(text)
    except NotADuration as error:
        raise UsageError(usage.wrong(option, durations.not_one(error.text))) from None


def check_speed(speed: float) -> None:
    if not 0.1 <= speed <= MOST_SPEED:
        raise UsageError(usage.SPEED)


def print_bytes(content: bytes) -> None:
    """Print a file as it is, whatever the terminal's encoding lacks."""
    sys.stdout.flush()
    out = getattr(sys.stdout, "buffer", None)
    if out is None:  # a stand-in, which takes text
        print(content.decode(), end="")
    else:
        out.write(content)
        out.flush()


def check_output(output: str | None, *, is_folder: bool = False) -> None:
    """Refuse an empty name: ``-o "$FILE"`` with nothing in FILE is no wish for the usual."""
    if output is not None and not output.strip():
        raise UsageError(usage.output_is_empty(is_folder=is_folder))


def confirm_overwrite(paths: Iterable[str], *, force: bool, by: str = "with -o") -> None:
    """Return if ``paths`` may be written: they are new, or the user says so. ``by``: how
    another is named.

    Raises ``UsageError`` where one is there and nobody can be asked or the answer is no.
    """
    there = already_there(paths)
    if not there or force:
        return
    from backpt.terminal.questions import confirm

    if not confirm(usage.overwrite(there)):
        raise UsageError(usage.not_overwritten(there, by=by))
