"""Files and folders in use, as ``backpt where`` lists them."""

from __future__ import annotations

PLACES: dict[str, str] = {
    "own-library": "Your exercises",
    "settings": "Your settings",
    "own-voice": "Your recordings",
    "journal": "Your diary",
    "answers": "Your safety answers",
    "library": "Built-in exercises",
    "safety": "Rules of safety",
    "schema": "Schema for editors",
    "safety-schema": "Schema of the rules",
    "library-cache": "Exercises, compiled",
    "voice-cache": "Voice, made once",
    "reports": "Reports of bugs",
    "reminder": "Your reminder",
    "session": "Not in the diary yet",
}
"""By the id that ``--json`` gives."""
NOT_THERE = "(not there yet)"
