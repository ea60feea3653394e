"""The bytes of a file that the user named: bounded, and answered at once where it is none.

Knows nothing of what is in it, and loads nothing: every start that reads a library is here.
"""

from __future__ import annotations

import os
import stat

from backpt.errors import UsageError
from backpt.files import read_regular
from backpt.language import disk

MOST_BYTES = 16 * 2**20
"""10,000 exercises take 11 MB. Checked before anything is read."""


def read_bytes(path: str) -> bytes:
    """Return the content of a file of at most ``MOST_BYTES``.

    Raises ``UsageError`` for a folder, a pipe, a missing, unreadable or bigger file.
    """
    try:
        found = os.stat(path)
        if stat.S_ISDIR(found.st_mode):
            raise UsageError(disk.name_a_file_in(path))
        if not stat.S_ISREG(found.st_mode):
            raise UsageError(disk.not_yaml_file(path))
        if found.st_size > MOST_BYTES:
            raise UsageError(_too_big(path, found.st_size))
        data = read_regular(path, MOST_BYTES + 1)
    except FileNotFoundError:
        if os.path.islink(path):
            raise UsageError(disk.points_nowhere(path)) from None
        raise UsageError(disk.not_there(path)) from None
    except PermissionError:
        raise UsageError(disk.no_read(path)) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise UsageError(disk.cannot_be_read(path, error)) from None
    if len(data) > MOST_BYTES:  # it grew since
        raise UsageError(_too_big(path, len(data)))
    return data


def _too_big(path: str, size: int) -> str:
    return disk.too_big(path, size / 2**20, MOST_BYTES // 2**20)
