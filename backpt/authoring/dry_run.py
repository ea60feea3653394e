"""Entries as they would stand in a file, read back by the reader itself before any is written.

Knows no sheet and no person: what is right, wrong or doubtful is the reader's own word.
"""

from __future__ import annotations

from typing import NamedTuple

from backpt.library.emit import Plain, block
from backpt.library.fields import VERSION
from backpt.library.load import read_content
from backpt.prescription.model import Library

TRIED = "this-line"
"""Id of the routine that is tried."""


class Tried(NamedTuple):
    read: Library
    """Without what it was laid over."""
    wrong: tuple[str, ...]
    doubts: tuple[str, ...]
    """What ``backpt check`` would warn of, if that was asked for."""


def tried(
    entry: dict[str, Plain],
    exercises: dict[str, Plain],
    library: Library,
    *,
    lint: bool = False,
) -> Tried:
    """Return what the reader makes of a routine and the exercises that it brings along."""
    read, problems = read_content("", as_file(exercises, entry), library, lint=lint)
    said: dict[str, dict[str, None]] = {"error": {}, "warning": {}}
    for one in problems:
        said[one.level][one.message.replace(f"'{TRIED}' ", "it ")] = None
    return Tried(read, tuple(said["error"]), tuple(said["warning"]))


def as_file(exercises: dict[str, Plain], routine: dict[str, Plain] | None) -> bytes:
    """Return a library file of these exercises, and of a routine if there is one."""
    whole: dict[str, Plain] = {"version": str(VERSION), "exercises": exercises}
    if routine is not None:
        whole["routines"] = {TRIED: routine}
    return "\n".join(block(whole)).encode()
