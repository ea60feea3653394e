"""``backpt where``: every file and folder in use; and ``backpt schema``.

With ``--json`` a list of objects; keys are only ever added:

=====  =====================================================
id     "own-library"
what   in words
path   absolute
there  true where it exists
=====  =====================================================
"""

import os
from collections.abc import Iterator
from typing import NamedTuple

from backpt.authoring.own_file import own_path
from backpt.cli.options import Json, epilog
from backpt.paths import builtin_library, user_paths
from backpt.terminal.tables import aligned, print_json, say_whole


class FilePlace(NamedTuple):
    id: str
    what: str
    path: str

    @property
    def there(self) -> bool:
        return os.path.exists(self.path)


@epilog(
    """\b
Examples:
  backpt where
  backpt where --json
"""
)
def where(*, json: Json = False) -> int:
    """Print all places and return the exit code."""
    places = tuple(_places())
    if json:
        print_json([{**place._asdict(), "there": place.there} for place in places])
        return 0
    rows = [
        (place.what, place.path, "" if place.there else "(not there yet)") for place in places
    ]
    for line in aligned(rows):
        say_whole(line)
    return 0


def _places() -> Iterator[FilePlace]:
    import tempfile

    from backpt.journal.waiting import waiting_spills
    from backpt.paths import schema_path

    paths = user_paths(os.environ)
    yield FilePlace("own-library", "Your exercises", own_path())
    yield FilePlace("settings", "Your settings", paths.settings)
    yield FilePlace("own-voice", "Your recordings", os.path.join(paths.config, "voice"))
    yield FilePlace("journal", "Your diary", paths.journal)
    yield FilePlace("answers", "Your safety answers", paths.answers)
    yield FilePlace("library", "Built-in exercises", builtin_library())
    yield FilePlace("schema", "Schema for editors", schema_path())
    yield FilePlace("library-cache", "Exercises, compiled", paths.library_cache)
    yield FilePlace("voice-cache", "Voice, made once", os.path.join(paths.cache, "voice"))
    yield FilePlace("reports", "Reports of bugs", tempfile.gettempdir())
    for path in waiting_spills(paths.journal):
        yield FilePlace("session", "Not in the diary yet", path)


@epilog(
    """\b
Examples:
  backpt schema
"""
)
def schema() -> int:
    """Print the shipped schema as it is and return the exit code."""
    from backpt.paths import schema_path

    with open(schema_path(), encoding="utf-8") as file:
        print(file.read(), end="")
    return 0
