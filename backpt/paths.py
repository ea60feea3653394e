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
WHO = "BACKPT_WHO"
"""Names the person whose folders are used, where several use one account; ``--who`` sets it."""
PEOPLE = "people"
_MOST_NAME = 60
"""Characters of a name, of at most four bytes: file systems take 255 bytes."""
_RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)
"""Names of devices on Windows, whatever ending follows."""


class Paths(NamedTuple):
    """Absolute paths; none need exist. Empty where there is no home folder to put them in."""

    config: str
    data: str
    cache: str
    who: str = ""
    """The name of whoever the folders belong to; empty for who gave none."""

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
    """Return the folders of the user whose environment this is, or of the person that it names.

    Raises ``UsageError`` where the environment names no home folder and the system knows none,
    and where HOME is set to nothing: the folders would be those of the whole machine; and for
    a name that no folder can have.
    """
    account = _account_paths(environ, platform)
    name = environ.get(WHO, "")
    return paths_of(account, name) if name else account


def paths_of(account: Paths, name: str) -> Paths:
    """Return the folders of the person called ``name``, below those of the account. Raises
    ``UsageError``."""
    folder = person_folder(name)
    config, data, cache = (os.path.join(base, PEOPLE, folder) for base in account[:3])
    return Paths(config, data, cache, " ".join(name.split()))


def person_folder(name: str) -> str:
    """Return the name of the folder of a person: one that every file system takes, and in
    which no two names meet that one of them would take for the same.

    Raises ``UsageError`` for what is no name: letters, digits, blanks and - ' _ . between.
    """
    folded = name.lower() if name.isascii() else _folded(name)
    words = folded.split()
    folded = " ".join(words)
    if (
        not folded
        or len(folded) > _MOST_NAME
        or not all(map(_may_stand, folded))
        or not folded[0].isalnum()
        or folded[-1] in ".'-_"
        or folded.partition(".")[0].rstrip() in _RESERVED
        or not name.replace(" ", "x").isprintable()
    ):
        from backpt.language import disk

        raise UsageError(disk.NO_NAME)
    return folded


def _folded(name: str) -> str:
    from unicodedata import normalize

    return normalize("NFC", normalize("NFKC", normalize("NFKC", name).casefold()).casefold())


def _may_stand(sign: str) -> bool:
    if sign.isalnum() or sign in " -_'.":
        return True
    if sign.isascii():
        return False
    from unicodedata import category

    return category(sign)[0] in "LMN" or sign == "\N{RIGHT SINGLE QUOTATION MARK}"


def _account_paths(environ: Mapping[str, str], platform: str) -> Paths:
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
