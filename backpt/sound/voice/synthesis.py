"""Text that the shipped voice cannot say, made into WAV files before a session begins.

Knows the engines a machine may have, and trusts none: each runs with a time limit, gets its
text as an argument or on standard input (never through a shell), and what it wrote is looked
at before it is used. Nothing here raises because of an engine; what cannot be said is absent.
"""

from __future__ import annotations

import os
import sys
from array import array
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import BinaryIO

from backpt.files import PRIVATE, is_own, open_regular, private_folder, write_whole
from backpt.language import sound as words
from backpt.sound.score.stretch import RATE
from backpt.values import NamedTuple

LONGEST_TEXT = 300
"""Characters; more than this is no sentence to be said in a session."""
LONGEST_S = 30.0
"""A WAV longer than this is not one sentence."""
ONE_TEXT_S = 10.0
"""No engine gets longer than this for one sentence."""
MOST_FAILURES = 2
"""In a row; then an engine is left out for the rest of this preparation."""
_SMALLEST = RATE // 50
"""Samples: a sentence is longer than 20 ms."""

# Reads the text from standard input and takes the file's name from the environment, so that
# neither is ever part of a program.
_SAPI = (
    "[Console]::InputEncoding = [Text.Encoding]::UTF8;"
    " Add-Type -AssemblyName System.Speech;"
    " $voice = New-Object System.Speech.Synthesis.SpeechSynthesizer;"
    " $voice.Rate = -1;"
    " $voice.SetOutputToWaveFile($env:BACKPT_WAV);"
    " $voice.Speak([Console]::In.ReadToEnd());"
    " $voice.Dispose()"
)


_HIBARI = """
import sys
from hibari import Hibari
voice = Hibari()
for line in sys.stdin.buffer.read().decode().splitlines():
    path, text = line.split("\\t")
    voice.save(text, path, speed=0.9, seed=0)
"""


class Job(NamedTuple):
    text: str
    path: str
    """The WAV file to write."""


class Engine(NamedTuple):
    """Something that turns sentences into WAV files."""

    name: str
    version: str
    """A new one makes what the cache has of the old one stale."""
    speak: Callable[[list[Job], Callable[[], float]], None]
    """Writes what it can while there are seconds left. May raise anything, and lie."""


class WavError(Exception):
    """This is no WAV file with a sentence in it."""


def prepare(
    sentences: Iterable[str],
    *,
    own: str,
    cache: str,
    budget_s: float,
    now: Callable[[], float],
    engines: tuple[Engine, ...] | None = None,
) -> dict[str, str]:
    """Return a WAV file (24 kHz, mono, 16 bit) for each sentence that can be said.

    ``own`` is the folder of the user's own recordings (``own_name`` names them), ``cache``
    the one for what was made. Takes about ``budget_s`` seconds at most by the clock ``now``;
    the order of ``sentences`` is the order in which they are made. ``engines``: ``None`` for
    those found on this machine.
    """
    until = now() + budget_s
    found: dict[str, str] = {}
    wanted: dict[str, str] = {}
    for sentence in dict.fromkeys(sentences):
        text = speakable(sentence)
        if kept := _own(own, cache, text):
            found[sentence] = kept
        elif text:
            wanted[sentence] = text
    if not wanted:
        return found
    for engine in installed() if engines is None else engines:
        paths = {one: os.path.join(cache, _key(engine, text)) for one, text in wanted.items()}
        jobs = [Job(wanted[one], path) for one, path in paths.items() if not _is_kept(path)]
        if jobs:
            _say(engine, jobs, lambda: until - now())
        found |= {one: path for one, path in paths.items() if _is_kept(path)}
        wanted = {one: text for one, text in wanted.items() if one not in found}
    return found


def _say(engine: Engine, jobs: list[Job], left_s: Callable[[], float]) -> None:
    """Have ``jobs`` done; keep each file that turns out to be one, however it went."""
    import contextlib
    import tempfile

    with tempfile.TemporaryDirectory(prefix="backpt-voice-", ignore_cleanup_errors=True) as raw:
        made = [
            Job(job.text, os.path.join(raw, f"{number}.wav")) for number, job in enumerate(jobs)
        ]
        with contextlib.suppress(Exception):  # an engine may do anything; we go on without it
            private_folder(os.path.dirname(jobs[0].path))
            if left_s() > 0:
                engine.speak(made, left_s)
        for job, one in zip(jobs, made, strict=True):
            with contextlib.suppress(OSError, WavError):
                if os.path.exists(one.path):
                    _keep(read_wav(one.path), job.path)


def speakable(sentence: str) -> str:
    """Return a sentence as an engine may be given it: without control characters and without
    orders to an engine; empty for one that cannot be said."""
    shown = "".join(one if one.isprintable() else " " for one in sentence)
    for mark in ("[[", "]]", "](/"):  # orders to ``say`` and to hibari inside a text
        shown = shown.replace(mark, " ")
    text = " ".join(shown.split())
    return text if len(text) <= LONGEST_TEXT and any(map(str.isalnum, text)) else ""


def own_name(sentence: str) -> str:
    """Return the name of the user's recording: "Towel squeeze." is ``towel-squeeze.wav``;
    empty where a name cannot be made of it."""
    kept = "".join(one if one.isalnum() else " " for one in sentence.casefold())
    slug = "-".join(kept.split())
    return f"{slug}.wav" if 0 < len(slug.encode()) <= 120 else ""


def _own(own: str, cache: str, text: str) -> str | None:
    """Return the user's recording in our form: as it is if it has it, else converted."""
    name = own_name(text)
    path = os.path.join(own, name)
    if not name or not os.path.isfile(path):
        return None
    if _is_clip(path):
        return path
    try:
        made = os.stat(path)
        stamp = f"{path}\0{made.st_mtime_ns}\0{made.st_size}"
        kept = os.path.join(cache, f"own-{_digest(stamp)}.wav")
        if not _is_kept(kept):
            private_folder(cache)
            _keep(read_wav(path), kept)
    except (OSError, WavError):
        return None
    return kept


def _key(engine: Engine, text: str) -> str:
    return f"{engine.name}-{_digest(f'{engine.name} {engine.version} {text}')}.wav"


def _digest(text: str) -> str:
    """Return a name for ``text`` that no other text has: what it says, and its checksum."""
    from zlib import crc32

    said = "".join(one if one.isalnum() and one.isascii() else "-" for one in text.lower())
    return f"{said[:80]}-{crc32(text.encode('utf-8', 'replace')):08x}"


# --- WAV ---------------------------------------------------------------------------------


def read_wav(path: str) -> array[int]:
    """Return a file's sound as 24 kHz mono. Raises ``WavError`` with what is wrong with it."""
    import wave

    try:
        with _opened(path) as raw, wave.open(raw, "rb") as file:
            channels, width, rate = (
                file.getnchannels(),
                file.getsampwidth(),
                file.getframerate(),
            )
            frames = min(file.getnframes(), int(LONGEST_S * rate) + 1)
            data = file.readframes(frames)
        if len(data) < frames * channels * width:
            raise WavError(words.wav_cut_short(path))
    except (OSError, EOFError, wave.Error, ValueError, MemoryError) as error:
        raise WavError(words.no_wav(path, error)) from error
    if width != 2 or not 1 <= channels <= 2 or not 8_000 <= rate <= 192_000:
        raise WavError(words.wav_not_understood(path))
    samples = array("h")
    samples.frombytes(data[: len(data) // (2 * channels) * 2 * channels])
    if sys.byteorder == "big":
        samples.byteswap()
    if channels == 2:
        pairs = zip(samples[::2], samples[1::2], strict=True)
        samples = array("h", ((left + right) // 2 for left, right in pairs))
    if len(samples) > LONGEST_S * rate:
        raise WavError(words.wav_too_long(path, LONGEST_S))
    sound = _resampled(samples, rate)
    if len(sound) < _SMALLEST or not any(sound):
        raise WavError(words.wav_silent(path))
    return sound


def _resampled(samples: array[int], rate: int) -> array[int]:
    """Straight lines between samples: enough for a voice."""
    if rate == RATE or not samples:
        return samples
    last = len(samples) - 1
    made = array("h")
    for number in range(len(samples) * RATE // rate):
        at, part = divmod(number * rate, RATE)
        here, after = samples[at], samples[min(at + 1, last)]
        made.append(here + (after - here) * part // RATE)
    return made


def _keep(sound: array[int], path: str) -> None:
    """Write a WAV in our form, whole or not at all."""
    import io
    import wave

    whole = io.BytesIO()
    with wave.open(whole, "wb") as file:
        file.setparams((1, 2, RATE, len(sound), "NONE", ""))
        data = sound
        if sys.byteorder == "big":
            data = array("h", sound)
            data.byteswap()
        file.writeframes(data.tobytes())
    write_whole(path, whole.getvalue(), mode=PRIVATE, lasting=False)


def _opened(path: str) -> BinaryIO:
    return os.fdopen(open_regular(path), "rb")


def _is_kept(path: str) -> bool:
    """Tell whether ``path``, in the cache, is a clip that nobody but the user put there."""
    return _is_clip(path) and is_own(path)


def _is_clip(path: str) -> bool:
    """Tell whether ``path`` is a WAV in our form with something in it."""
    import wave

    try:
        with _opened(path) as raw, wave.open(raw, "rb") as file:
            form = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            frames = file.getnframes()
    except (OSError, EOFError, wave.Error, ValueError):
        return False
    whole = 44 + 2 * frames <= os.path.getsize(path)
    return form == (1, 2, RATE) and whole and _SMALLEST <= frames <= LONGEST_S * RATE


# --- engines -----------------------------------------------------------------------------


def installed(
    platform: str = sys.platform, environ: Mapping[str, str] = os.environ
) -> tuple[Engine, ...]:
    """Return the engines of this machine, the best first. Starts none of them."""

    path = environ.get("PATH")
    found = [_hibari()]
    if platform == "darwin" and (program := _which("say", path)):
        found.append(one_by_one(_say_command(program), "say"))
    if platform == "win32" and (program := _which("powershell", path)):
        found.append(one_by_one(_sapi(program), "sapi"))
    if program := _which("espeak-ng", path):
        found.append(one_by_one(_espeak(program), "espeak-ng"))
    return tuple(engine for engine in found if engine is not None)


def _which(program: str, path: str | None) -> str | None:
    """``shutil.which`` for a name without an ending; its import costs a megabyte."""
    for folder in (path or os.defpath).split(os.pathsep):
        for ending in ("", ".exe"):
            found = os.path.join(folder or os.curdir, program + ending)
            if os.path.isfile(found) and os.access(found, os.X_OK):
                return found
    return None


def _hibari() -> Engine | None:
    """The ``[voice]`` extra, in a process of its own: its libraries are not ours to load, and
    it loads them once for all sentences."""
    from importlib.util import find_spec

    if find_spec("hibari") is None:  # asked first: reading metadata costs 3 MB
        return None
    from importlib import metadata

    try:
        version = metadata.version("hibari-tts")
    except metadata.PackageNotFoundError:
        return None
    command = (sys.executable, "-P", "-c", _HIBARI)

    def speak(jobs: list[Job], left_s: Callable[[], float]) -> None:
        lines = "".join(f"{path}\t{text}\n" for text, path in jobs)
        _run(command, lines, min(left_s(), ONE_TEXT_S + len(jobs)))

    return Engine("hibari", version, speak)


def one_by_one(command: Callable[[Job], tuple[str, ...]], name: str) -> Engine:
    """Return an engine that is a program, started for each sentence: ``command`` gives its
    arguments, the sentence comes on its standard input."""

    def speak(jobs: list[Job], left_s: Callable[[], float]) -> None:
        failures = 0
        for job in jobs:
            if failures == MOST_FAILURES or (within_s := min(ONE_TEXT_S, left_s())) <= 0:
                return
            succeeded = _run(command(job), job.text, within_s, {"BACKPT_WAV": job.path})
            failures = 0 if succeeded else failures + 1

    return Engine(name, "1", speak)


def _say_command(program: str) -> Callable[[Job], tuple[str, ...]]:
    form = (f"--data-format=LEI16@{RATE}", "--file-format=WAVE")
    return lambda job: (program, "-o", job.path, *form, "-f", "-")


def _sapi(program: str) -> Callable[[Job], tuple[str, ...]]:
    return lambda job: (program, "-NoProfile", "-NonInteractive", "-Command", _SAPI)


def _espeak(program: str) -> Callable[[Job], tuple[str, ...]]:
    return lambda job: (program, "-v", "en", "-s", "150", "-w", job.path, "--stdin")


def _run(
    command: tuple[str, ...],
    text: str,
    within_s: float,
    told: Mapping[str, str] = MappingProxyType({}),
) -> bool:
    """Run a program with ``text`` on its standard input and ``told`` in its environment; it is
    killed when its time is up. Return whether it says that it succeeded."""
    import subprocess

    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW
    try:
        ran = subprocess.run(
            command,
            input=text.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=within_s,
            check=False,
            env={**os.environ, **told},
            creationflags=flags,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return ran.returncode == 0
