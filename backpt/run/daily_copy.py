"""A copy of everything once a day, by itself, when what was to be done is done.

Never before the first picture, and nothing fails with it: where it cannot be made, one line
says so. Looks at a name before anything is loaded.
"""

import os
import sys
from contextlib import suppress

from backpt.journal.local_days import iso_day, local_day
from backpt.paths import Paths

_BEGIN, _END = "backpt-", ".zip"
_TOLD = ".synced-folder-was-told"


def copy_today(paths: Paths, now_wall: float) -> None:
    """Make the copy of today unless it is there, and drop those that are needed no more."""
    today = local_day(now_wall)
    path = os.path.join(paths.backups, copy_name(today))
    if os.path.exists(path) or not os.path.exists(paths.journal):
        return
    from backpt.errors import BackptError
    from backpt.files import keep_all_private, private_folder
    from backpt.journal.store import JournalError
    from backpt.run.backing_up import backup_now, keep_backup

    _warn_once(paths)
    sys.stdout.flush()  # all that there is to say is read while this is done
    try:
        with suppress(OSError):  # said of the file in it
            private_folder(paths.backups)
        for folder in {paths.config, paths.data, paths.cache}:
            keep_all_private(folder)
        keep_backup(path, backup_now(paths, now_wall))
    except JournalError:
        return  # who writes or reads the diary has said so
    except BackptError as error:
        from backpt.language import backup as words
        from backpt.terminal.lines import say_line

        say_line(words.no_copy_today(str(error)), sys.stderr)
        return
    _drop_old(paths.backups, today)


def _warn_once(paths: Paths) -> None:
    """Say once that the diary lies in a folder which is kept in step with other computers."""
    told = os.path.join(paths.data, _TOLD)
    if os.path.exists(told):
        return
    from backpt.files import write_new
    from backpt.run.synced import synced_by

    if not (program := synced_by(paths.data)):
        return
    from backpt.language import places
    from backpt.terminal.lines import say_line

    say_line(places.synced(paths.data, program), sys.stderr)
    with suppress(OSError):
        write_new(told, f"{program}\n".encode())


def copy_name(day: int) -> str:
    """Return the name of the copy of a day, by its ordinal."""
    return f"{_BEGIN}{iso_day(day)}{_END}"


def copies_in(folder: str) -> dict[int, str]:
    """Return the copies that were made by themselves, by the ordinals of their days."""
    from backpt.safety.calendar import ordinal_of

    found = {}
    with suppress(OSError):
        for name in os.listdir(folder):
            day = ordinal_of(name.removeprefix(_BEGIN).removesuffix(_END))
            if day is not None and name == copy_name(day):
                found[day] = os.path.join(folder, name)
    return found


def _drop_old(folder: str, today: int) -> None:
    from backpt.files import remove
    from backpt.journal.copies import to_drop

    found = copies_in(folder)
    for day in to_drop(found, today):
        remove(found[day])
