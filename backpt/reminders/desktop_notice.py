"""A notice on the desktop, by what each system brings along. An edge: best effort."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping

TITLE = "backpt"
_PATIENCE_S = 20.0
_TEXT, _NAME = "BACKPT_NOTICE", "BACKPT_NOTICE_TITLE"
"""What the script is handed in its environment: so nothing in it is ever taken for code."""
_TOAST = (
    "$m = [Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications,"
    " ContentType = WindowsRuntime];"
    "$x = $m::GetTemplateContent(1);"
    "$t = $x.GetElementsByTagName('text');"
    f"$t.Item(0).InnerText = $env:{_NAME};"
    f"$t.Item(1).InnerText = $env:{_TEXT};"
    "$n = [Windows.UI.Notifications.ToastNotification, Windows.UI.Notifications,"
    " ContentType = WindowsRuntime]::new($x);"
    "$m::CreateToastNotifier('{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}"
    "\\WindowsPowerShell\\v1.0\\powershell.exe').Show($n)"
)
_SCRIPT = (
    "on run argv",
    "display notification (item 1 of argv) with title (item 2 of argv)",
    "end run",
)


def notice_command(platform: str, text: str) -> list[str]:
    """Return what shows ``text`` on a system, as ``sys.platform`` calls it."""
    if platform == "darwin":
        lines = (part for line in _SCRIPT for part in ("-e", line))
        return ["osascript", *lines, text, TITLE]
    if platform == "win32":
        return ["powershell", "-NoProfile", "-NonInteractive", "-Command", _TOAST]
    return ["notify-send", "--app-name", TITLE, "--", TITLE, text]


def show_notice(text: str, environ: Mapping[str, str]) -> bool:
    """Show ``text`` and return whether the system took it."""
    command = notice_command(sys.platform, text)
    program = shutil.which(command[0])
    if program is None:
        return False
    import subprocess

    try:
        done = subprocess.run(
            [program, *command[1:]],
            env={**environ, **_session(environ), _TEXT: text, _NAME: TITLE},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE_S,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return False
    return not done.returncode


def _session(environ: Mapping[str, str]) -> dict[str, str]:
    """Return where the desktop listens, for a timer that was not told (cron)."""
    if sys.platform in ("win32", "darwin") or "DBUS_SESSION_BUS_ADDRESS" in environ:
        return {}
    bus = f"/run/user/{os.getuid()}/bus"
    return {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={bus}"} if os.path.exists(bus) else {}
