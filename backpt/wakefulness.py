"""Keep the machine awake while a session runs, where that can be done. An edge: best effort."""

from __future__ import annotations

from collections.abc import Callable

LID_WORDS = "Keep the lid open, and set a phone timer too."


def keep_awake() -> Callable[[], None] | None:
    """Ask the system not to sleep; return what lets it sleep again, or ``None`` if it refused.

    By wakepy: D-Bus on Linux, caffeinate on macOS, SetThreadExecutionState on Windows.
    """
    try:
        from wakepy import keep

        mode = keep.running(on_fail="pass")
        mode.__enter__()
    except Exception:  # noqa: BLE001  # whatever a desktop's bus can raise must not end a session
        return None

    def let_sleep() -> None:
        mode.__exit__(None, None, None)

    if not mode.active:
        let_sleep()
        return None
    return let_sleep
