"""Where backpt keeps its files. Knows the rules of the three systems, touches no disk.

The folders are those of platformdirs, which a test holds them to; its import costs 1.7 bare
starts of Python, these lines nothing.
"""

import os
import sys
from collections.abc import Mapping

from backpt.errors import UsageError
from backpt.values import NamedTuple

NAME = "backpt"


class Paths(NamedTuple):
    """Absolute paths; none need exist. Empty where there is no home folder to put them in."""

    config: str
    data: str
    cache: str

    @property
    def own_library(self) -> str:
        return os.path.join(self.config, "exercises.yaml")

    @property
    def settings(self) -> str:
        return os.path.join(self.config, "settings.yaml")

    @property
    def journal(self) -> str:
        return os.path.join(self.data, "journal.db")

    @property
    def answers(self) -> str:
        return os.path.join(self.data, "safety.txt")

    @property
    def backups(self) -> str:
        """The folder of the copies that are made by themselves, once a day."""
        return os.path.join(self.data, "backups")

    @property
    def notices(self) -> str:
        """Which reminders were shown today."""
        return os.path.join(self.data, "notices.txt")

    @property
    def library_cache(self) -> str:
        return os.path.join(self.cache, "library.bin")


def user_paths(environ: Mapping[str, str], platform: str = sys.platform) -> Paths:
    """Return the folders of the user whose environment this is.

    Raises ``UsageError`` where the environment names no home folder and the system knows none,
    and where HOME is set to nothing: the folders would be those of the whole machine.
    """
    home = os.path.expanduser("~") if (named := environ.get("HOME")) is None else named
    if not home or home.startswith("~"):
        from backpt.language import disk

        raise UsageError(disk.NO_HOME)
    if platform == "win32":
        local = environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
        base = os.path.join(local, NAME)
        return Paths(base, base, os.path.join(base, "Cache"))
    if platform == "darwin":
        library = os.path.join(home, "Library")
        support = os.path.join(library, "Application Support", NAME)
        return Paths(support, support, os.path.join(library, "Caches", NAME))
    return Paths(
        _xdg(environ, "XDG_CONFIG_HOME", home, ".config"),
        _xdg(environ, "XDG_DATA_HOME", home, ".local", "share"),
        _xdg(environ, "XDG_CACHE_HOME", home, ".cache"),
    )


def _xdg(environ: Mapping[str, str], variable: str, home: str, *usual: str) -> str:
    """A relative path in an XDG variable is to be ignored (XDG base directory rules)."""
    named = environ.get(variable, "").strip()
    base = named if os.path.isabs(named) else os.path.join(home, *usual)
    return os.path.join(base, NAME)


def builtin_library() -> str:
    """Return the shipped ``exercises.yaml``: inside a wheel, or beside an editable package."""
    return _shipped("exercises.yaml")


def builtin_safety() -> str:
    """Return the shipped ``safety.yaml``, which the program carries compiled, too."""
    return _shipped("safety.yaml")


def _shipped(name: str) -> str:
    package = os.path.dirname(os.path.abspath(__file__))
    inside = os.path.join(package, name)
    beside = os.path.join(os.path.dirname(package), name)
    return inside if os.path.exists(inside) else beside


def own_library(environ: Mapping[str, str], paths: Paths, named: str | None) -> str | None:
    """Return the one file to lay over the shipped library, or ``None``.

    The first of: ``named`` (``--library``), ``$BACKPT_LIBRARY``, the one in the config folder
    if it is there; a link that points nowhere is there, so that reading it says so.
    """
    if chosen := named or environ.get("BACKPT_LIBRARY"):
        return os.path.expanduser(chosen)
    return paths.own_library if os.path.lexists(paths.own_library) else None


def schema_path() -> str:
    """Return the shipped schema of ``exercises.yaml``, which editors use."""
    return os.path.join(os.path.dirname(os.path.abspath(__file__)), "exercises.schema.json")


def safety_schema_path() -> str:
    """Return the shipped schema of ``safety.yaml``, beside the other."""
    return os.path.join(os.path.dirname(schema_path()), "safety.schema.json")
