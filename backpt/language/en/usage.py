"""Mistakes on the command line: what is wrong with an option, and what to write."""

from __future__ import annotations

from collections.abc import Sequence

from backpt.prescription.quoting import quoted

SOUND = "--sound is one of: voice, tones, off."
WAV_NEEDS_A_FILE = "--audio wav: needs a file; write --audio wav:session.wav"
SPEED = "--speed is a number from 0.1 to 10000; 1 is real time."
PAIN = "--pain is a whole number from 0 (none) to 10 (worst)."
HEAT_OR_ALTERNATE = "--heat or --alternate, not both: --alternate is heat, cold, heat."
NAME_OR_ALL = "Name an exercise, or say --all. To see which there are: backpt list"
AREA = "--area is a few plain words, like: --area 'lower back'"

EXERCISE, ROUTINE, EITHER = "exercise", "routine", "routine or exercise"
"""What may be named."""
WHO_COMES_FIRST = "Write --who NAME first: backpt --who NAME session"


def not_found(name: str, near: Sequence[str], what: str) -> str:
    """Return the sentence for a name that is not there, with what it may have meant."""
    plain = name.strip() and name.isprintable() and len(name) <= 60
    shown = name if plain else quoted(name[:60])
    if near:
        return f"There is no {what} {shown}; did you mean {', '.join(near)}?"
    return f"There is no {what} {shown}; see: backpt list"


def no_such_language(name: str, there: Sequence[str]) -> str:
    return (
        f"BACKPT_LANGUAGE is {quoted(name)}, and backpt does not speak it. It speaks:"
        f" {', '.join(there)}."
    )


def audio(names: Sequence[str]) -> str:
    return f"--audio is one of: auto, {', '.join(names)}, or wav:FILE."


def no_sound_file(path: str) -> str:
    return f"{path} is there already and is no sound; name another file."


def wrong(option: str, said: str) -> str:
    """Return what is wrong with the value of an option."""
    return f"{option}: {said}."


def a_number(option: str, example: str, given: str, *, is_whole: bool) -> str:
    """Return that what was ``given`` to an option is no number, and one that is."""
    kind = "whole number" if is_whole else "number"
    return f"{option} is a {kind}, such as {option} {example}; {given} is none."


def pack_time(option: str) -> str:
    return f"{option}: a pack stays on for 5 to 20 min; write {option} 15m."


def faults(said: Sequence[str]) -> str:
    """Return what is wrong with a pack, as one sentence."""
    text = "; ".join(said)
    return f"{text[:1].upper()}{text[1:]}."


def overwrite(paths: Sequence[str]) -> str:
    what, be, _ = _there(paths)
    return f"{what} {be} there already. Overwrite?"


def not_overwritten(paths: Sequence[str], *, by: str) -> str:
    """``by``: how another is named, "with -o"; empty for what needs no option."""
    what, be, it = _there(paths)
    return (
        f"{what} {be} there already. Nothing was written. Add --force to overwrite {it},"
        f" or name another{f' {by}' if by else ''}."
    )


def output_is_empty(*, is_folder: bool) -> str:
    what = "folder" if is_folder else "file"
    return f"-o is empty; name a {what} after it, or leave it out."


def _there(paths: Sequence[str]) -> tuple[str, str, str]:
    if len(paths) == 1:
        return paths[0], "is", "it"
    return f"{paths[0]} and {len(paths) - 1} more", "are", "them"


def system_refused(said: str, where: str | None) -> str:
    """Return what the system says, and of which file, where it names one."""
    return f"The system refused: {said}{f' ({where})' if where else ''}."


def theme(names: Sequence[str]) -> str:
    return f"--theme is one of: {', '.join(names)}."


def no_figure_file(path: str) -> str:
    return f"A figure is written as .svg or .png; {path} is neither."
