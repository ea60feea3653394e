"""The bytes of a file that the user named: bounded, and answered at once where it is none.

Knows nothing of what is in it, and loads nothing: every start that reads a library is here.
"""

from __future__ import annotations

import os
import stat

from backpt.errors import UsageError
from backpt.files import read_regular

MOST_BYTES = 16 * 2**20
"""10,000 exercises take 11 MB. Checked before anything is read."""


def read_bytes(path: str) -> bytes:
    """Return the content of a file of at most ``MOST_BYTES``.

    Raises ``UsageError`` for a folder, a pipe, a missing, unreadable or bigger file.
    """
    try:
        found = os.stat(path)
        if stat.S_ISDIR(found.st_mode):
            raise UsageError(f"{path} is a folder; name the file in it")
        if not stat.S_ISREG(found.st_mode):
            raise UsageError(f"{path} is not a file; name a YAML file")
        if found.st_size > MOST_BYTES:
            raise UsageError(_too_big(path, found.st_size))
        data = read_regular(path, MOST_BYTES + 1)
    except FileNotFoundError:
        if os.path.islink(path):
            raise UsageError(points_nowhere(path)) from None
        raise UsageError(f"{path} does not exist; check its name") from None
    except PermissionError:
        raise UsageError(f"{path} may not be read; change its permissions") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise UsageError(f"{path} cannot be read ({error}); name another file") from None
    if len(data) > MOST_BYTES:  # it grew since
        raise UsageError(_too_big(path, len(data)))
    return data


def points_nowhere(path: str) -> str:
    """Return what is wrong with a link to a file that is not there, without a full stop."""
    what_to_do = "make the file that it names, or take the link away"
    return f"{path} is a link that points nowhere; {what_to_do}"


def _too_big(path: str, size: int) -> str:
    most = f"the most is {MOST_BYTES // 2**20} MB"
    return f"{path} is {size / 2**20:.1f} MB; {most}, take something out of it"
