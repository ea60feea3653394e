"""``backpt restore``: what a backup has and this computer has not."""

import os
from typing import Annotated

from backpt.cli.options import Argument, Option, epilog
from backpt.clock import Clock
from backpt.errors import BackptError, UsageError
from backpt.journal.diary_image import DiaryCounts
from backpt.journal.lock import take_lock
from backpt.language import backup as words
from backpt.paths import user_paths
from backpt.run.restoring import (
    Difference,
    OpenedBackup,
    add_backup,
    difference,
    open_backup,
    replace_by_backup,
)
from backpt.terminal.layout import say, say_whole
from backpt.terminal.questions import asks, confirm


@epilog(
    """Nothing that is here is lost: what is missing is added, as often as you like.

\b
Examples:
  backpt restore backpt-2026-11-30.zip
  backpt restore backpt-2026-11-30.zip --replace
"""
)
def restore_(
    *,
    file: Annotated[str, Argument("A file made by backpt backup.", "FILE")],
    replace_all: Annotated[
        bool,
        Option("Put it in the place of what is here; that is kept.", flags=("--replace",)),
    ] = False,
    yes: Annotated[bool, Option("Do it without asking.")] = False,
) -> int:
    """Show both sides, add what is missing when told to, and return the exit code.

    Raises ``BackupError`` for a file that cannot be relied on.
    """
    path, paths = os.path.expanduser(file), user_paths(os.environ)
    backup = open_backup(path)
    found = difference(paths, backup, replaces=replace_all)
    if found.fault and not replace_all:
        raise BackptError(words.only_replace(found.fault))
    _show(backup, found, who=paths.who, replace_all=replace_all)
    if found.is_nothing and not replace_all:
        say(words.ALL_IS_HERE)
        return 0
    if not yes and not _agreed(replace_all=replace_all):
        say(words.NOT_CHANGED)
        return 0
    now_wall = Clock().wall()
    lock = take_lock(paths.journal, now_wall=now_wall)
    try:
        if replace_all:
            kept = replace_by_backup(paths, backup, now_wall)
        else:
            kept = add_backup(paths, backup)
    finally:
        lock.release()
    say(words.REPLACED if replace_all else words.ADDED)
    if found.small.answers is not None:
        say(words.ANSWERS_DIFFER)
    if kept:
        say(words.WAS_KEPT if replace_all else words.AS_IN_THE_FILE)
        say_whole(f"  {kept}")
    return 0


def _agreed(*, replace_all: bool) -> bool:
    """Ask; silence is no. Raises ``UsageError`` where nobody can be asked."""
    if not asks():
        raise UsageError(words.SAY_YES)
    return confirm(words.REPLACE_IT if replace_all else words.ADD_THEM)


def _show(backup: OpenedBackup, found: Difference, *, who: str, replace_all: bool) -> None:
    made = words.made(backup.manifest.made, backup.manifest.program)
    if backup.manifest.who != who:
        say(words.of_another(backup.manifest.who, who))
    if found.fault:
        say(f"{found.fault}.")
    elif backup.image is not None:
        say(f"{words.HERE} {_counts(found.here)}")
    if backup.image is not None:
        say(f"{words.IN_THE_FILE} {_counts(backup.counts)} ({made})")
    else:
        say(f"{words.holds(tuple(backup.files))} ({made})")
    if replace_all:
        say(words.KEPT_FIRST)
        return
    if backup.image is not None:
        say(words.missing(*found.missing))
    if found.small.own.added:
        say(words.own_added(found.small.own.added))
    if found.small.own.is_apart or found.small.own.otherwise:
        say(words.own_otherwise(found.small.own.otherwise))
    if found.small.settings is not None:
        say(words.settings_added(found.small.settings[1]))
    if found.small.answers is not None:
        say(words.ANSWERS_DIFFER)


def _counts(counts: DiaryCounts) -> str:
    return words.counts(counts.sessions, counts.entries, counts.first, counts.last)
