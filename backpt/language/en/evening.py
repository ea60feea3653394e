"""Around a session: before it can begin, while one is away, and the last words."""

from __future__ import annotations

A_SESSION_RUNS = "an exercise session is running"
ONE_MOMENT = "One moment"
VOICE_LEARNS = "The voice learns the words of your own exercises."
NOTHING_STARTED = "Nothing was started."
SAVED = "Your session is saved."
REHEARSAL = "That was a rehearsal: it does not count as done."
IF_PACK_IS_ON = "If the pack is on, take it off now."
LEFT_WITH_A_PACK = "The pack is still on, and no alarm will sound: fg goes on."
AWAY_WITH_A_PACK = "The pack is still on. The alarm goes on here. To come back: fg"


def muted(title: str) -> str:
    return f"{title} (muted)"


def to_go_on(kind: str) -> str:
    """``kind``: the command that was stopped."""
    return f"To go on: backpt {kind} --resume"


def taken_in(path: str) -> str:
    return f"A session that was kept in {path} is in your diary now."


def nothing_unfinished(kind: str) -> str:
    return f"Nothing is unfinished from the last 4 hours. To start: backpt {kind}"


def not_today(pain: int | None, *, is_emergency: bool, is_further: bool, is_new: bool) -> str:
    """Return the note on a day that was refused, or left: what was said of it."""
    told = (
        "a warning sign" if is_emergency else "",
        "" if pain is None else f"pain {pain}",
        "pain further down the leg" if is_further else "",
        "something new" if is_new else "",
    )
    return f"Not today: {', '.join(filter(None, told))}."


def lines_left_out(many: int) -> str:
    """Return what stands where a slow terminal or pipe did not take all lines."""
    lines = "1 line was" if many == 1 else f"{many} lines were"
    return f"({lines} left out here)"
