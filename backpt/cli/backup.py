"""``backpt backup``: everything of yours in one file."""

import os
from typing import Annotated

from backpt.cli.options import Argument, Option, epilog
from backpt.clock import Clock
from backpt.errors import UsageError
from backpt.language import backup as words
from backpt.language import disk
from backpt.paths import user_paths
from backpt.terminal.layout import say, say_whole


@epilog(
    """Your diary, your safety answers, your exercises and your settings.
A copy is also made by itself once a day: backpt where says in which folder.

\b
Examples:
  backpt backup
  backpt backup /media/stick/my-back.zip
"""
)
def backup(
    *,
    file: Annotated[
        str | None, Argument("Usually backpt-DATE.zip in this folder.", "[FILE]")
    ] = None,
    force: Annotated[bool, Option("Replace the file if it is there.")] = False,
) -> int:
    """Write everything to one file, read it back, and say what is in it."""
    from backpt.cli.common import confirm_overwrite
    from backpt.journal.local_days import local_date
    from backpt.run.backing_up import backup_now, keep_backup

    now_wall = Clock().wall()
    path = _target(file, local_date(now_wall))
    if os.path.lexists(path) and not os.path.isfile(path):  # a device, a pipe
        raise UsageError(disk.not_written(path, disk.NOT_ORDINARY))
    confirm_overwrite((path,), force=force, by="")
    made = backup_now(user_paths(os.environ), now_wall)
    keep_backup(path, made)
    counts = made.manifest.counts
    say(words.IS_IN)
    say_whole(f"  {path}")
    say(words.holds(tuple(made.files)))
    if "journal.db" in made.files:
        say(words.counts(counts.sessions, counts.entries, counts.first, counts.last))
    say(words.KEEP_IT)
    return 0


def _target(file: str | None, day: str) -> str:
    """Return where to write: in this folder, or that one, a name that is free."""
    named = os.path.expanduser(file) if file is not None else "."
    if not os.path.isdir(named):
        return named
    from backpt.run.backing_up import backup_name

    names = (backup_name(day, number) for number in range(1, 10_000))
    paths = (os.path.join(named, name) if file is not None else name for name in names)
    return next(path for path in paths if not os.path.lexists(path))
