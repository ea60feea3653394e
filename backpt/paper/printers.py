"""The system's printers and its viewer, by the programs that every system brings along.

Knows files by their path; knows nothing of what is in them.
"""

from __future__ import annotations

import os
import shutil
import sys

from backpt.errors import BackptError

_PATIENCE_S = 60.0


def send(path: str, printer: str | None) -> None:
    """Send a file to the usual printer, or to the one that is called ``printer``.

    Raises ``BackptError`` with a sentence where there is no printer, or it refuses.
    """
    if sys.platform == "win32":
        if printer is not None:
            raise BackptError(
                "On Windows only the usual printer can be used; choose it in the settings of"
                " Windows, and write --print."
            )
        os.startfile(path, "print")  # noqa: S606  # the system chooses the program
        return
    lp, lpr = shutil.which("lp"), shutil.which("lpr")
    if lp:
        command = [lp, *(["-d", printer] if printer else []), "--", path]
    elif lpr:
        command = [lpr, *(["-P", printer] if printer else []), path]
    else:
        raise BackptError(
            "There is no printer here: neither lp nor lpr is installed. Leave --print out, and"
            " print the file from a viewer."
        )
    _run(command)


def _run(command: list[str]) -> None:
    import subprocess

    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_PATIENCE_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BackptError(f"The printer did not take the sheet: {error}.") from None
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split()) or "it gave no reason"
        raise BackptError(f"The printer did not take the sheet: {said[:200].rstrip('.')}.")


def viewer() -> str | None:
    """Return the program that opens a file in the user's viewer; ``None`` where there is none.

    Without a screen, as over a plain ssh connection, there is none.
    """
    if sys.platform == "win32":
        return "start"
    if sys.platform == "darwin":
        return shutil.which("open")
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return None
    return shutil.which("xdg-open")


def open_file(path: str) -> None:
    """Open a file in the user's viewer and do not wait for it."""
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606  # as above
        return
    program = viewer()
    if program is None:
        return
    import subprocess

    nowhere = subprocess.DEVNULL
    subprocess.Popen(
        [program, path], stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
    )
