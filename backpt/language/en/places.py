"""Files and folders in use, as ``backpt where`` lists them."""

from __future__ import annotations

PLACES: dict[str, str] = {
    "own-library": "Your exercises",
    "settings": "Your settings",
    "own-voice": "Your recordings",
    "journal": "Your diary",
    "journal-log": "Its log",
    "journal-index": "Its index",
    "answers": "Your safety answers",
    "backups": "Copies, one a day",
    "latest-copy": "The latest copy",
    "library": "Built-in exercises",
    "safety": "Rules of safety",
    "schema": "Schema for editors",
    "safety-schema": "Schema of the rules",
    "library-cache": "Exercises, compiled",
    "voice-cache": "Voice, made once",
    "reports": "Reports of bugs",
    "reminder": "Your reminder",
    "session": "Not in the diary yet",
    "person": "Diary of another",
}
"""By the id that ``--json`` gives."""
NOT_THERE = "(not there yet)"


def belong_together(journal: str) -> str:
    """Say which files make up the diary; ``journal`` is the name of the first."""
    return (
        f"{journal}, {journal}-wal and {journal}-shm are one diary: copy or move all three, and"
        " only while no session runs. backpt backup makes one file of them."
    )


def synced(folder: str, program: str) -> str:
    return (
        f"Your diary is in a folder of {program}: {folder}. That damages a diary sooner or"
        " later. Move it elsewhere, and take it to another computer with backpt backup and"
        " backpt restore."
    )
