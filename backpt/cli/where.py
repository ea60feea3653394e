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

from backpt.authoring.own_file import own_path
from backpt.cli.options import Json, epilog
from backpt.cli.people import every_person, say_whose
from backpt.language import places as words
from backpt.paths import Paths, builtin_library, builtin_safety, user_paths
from backpt.run.daily_copy import copies_in
from backpt.run.synced import synced_by
from backpt.terminal.layout import aligned, print_json, say, say_whole
from backpt.values import NamedTuple


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
        (place.what, place.path, "" if place.there else words.NOT_THERE) for place in places
    ]
    paths = user_paths(os.environ)
    say_whose(paths)
    for line in aligned(rows):
        say_whole(line)
    say(words.belong_together(os.path.basename(paths.journal)))
    if program := synced_by(paths.data):
        say(words.synced(paths.data, program))
    return 0


def _places() -> Iterator[FilePlace]:
    import tempfile

    from backpt.journal.waiting import waiting_spills
    from backpt.paths import safety_schema_path, schema_path

    paths = user_paths(os.environ)
    places = (
        ("own-library", own_path()),
        ("settings", paths.settings),
        ("own-voice", os.path.join(paths.config, "voice")),
        ("journal", paths.journal),
        ("journal-log", f"{paths.journal}-wal"),
        ("journal-index", f"{paths.journal}-shm"),
        ("answers", paths.answers),
        ("backups", paths.backups),
        *(("latest-copy", path) for path in _latest(paths)),
        ("library", builtin_library()),
        ("safety", builtin_safety()),
        ("schema", schema_path()),
        ("safety-schema", safety_schema_path()),
        ("library-cache", paths.library_cache),
        ("voice-cache", os.path.join(paths.cache, "voice")),
        ("reports", tempfile.gettempdir()),
        *(("reminder", path) for path in _reminder(paths)),
        *(("session", path) for path in waiting_spills(paths.journal)),
        *(("person", one.journal) for one in every_person() if one[:3] != paths[:3]),
    )
    for id_, path in places:
        yield FilePlace(id_, words.PLACES[id_], path)


def _reminder(paths: Paths) -> tuple[str, ...]:
    from backpt.reminders.system_timer import timer_kind, timer_paths

    return timer_paths(timer_kind(os.environ), os.environ, paths.data)[:1]


def _latest(paths: Paths) -> tuple[str, ...]:
    found = copies_in(paths.backups)
    return (found[max(found)],) if found else ()


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
