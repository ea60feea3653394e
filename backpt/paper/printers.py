"""The system's printers and its viewer, by the programs that every system brings along.

Knows files by their path; knows nothing of what is in them.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from backpt.errors import BackptError
from backpt.language import sheet

if TYPE_CHECKING:
    from backpt.paper.document import Document
    from backpt.paper.look import SheetLook

_PATIENCE_S = 60.0


def send(path: str, printer: str | None) -> None:
    """Send a file to the usual printer, or to the one that is called ``printer``.

    Raises ``BackptError`` with a sentence where there is no printer, or it refuses.
    """
    if sys.platform == "win32":
        if printer is not None:
            raise BackptError(sheet.NO_CHOICE_OF_PRINTER)
        os.startfile(path, "print")  # noqa: S606  # the system chooses the program
        return
    lp, lpr = shutil.which("lp"), shutil.which("lpr")
    if lp:
        command = [lp, *(["-d", printer] if printer else []), "--", path]
    elif lpr:
        command = [lpr, *(["-P", printer] if printer else []), path]
    else:
        raise BackptError(sheet.NO_PRINTER)
    _run(command)


def send_document(
    document: Document, look: SheetLook, printer: str | None, warn: Callable[[str], None]
) -> None:
    """Print a handout and leave no file behind; a spooler has its own copy by then. ``warn``
    is told before paper is spent on it. Raises ``BackptError`` as ``send`` does."""
    import tempfile

    from backpt.files import ended_by_signals, remove, save_all
    from backpt.paper.handout_files import SheetFormat, make_file

    folder = tempfile.mkdtemp(prefix="backpt-")
    path = os.path.join(folder, f"{document.id}.pdf")
    made = make_file(document, SheetFormat.PDF, look, path)
    if made.warning:
        warn(made.warning)
    try:
        with ended_by_signals():
            save_all(made.files)
            send(path, printer)
    finally:
        if sys.platform != "win32":  # there a viewer opens it later
            remove(path)
            remove(folder)


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
        raise BackptError(sheet.not_printed(str(error))) from None
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split())
        raise BackptError(sheet.not_printed(said[:200].rstrip(".")))


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
