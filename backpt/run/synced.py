"""Whether a folder lies in one that a program keeps in step with other computers.

A live SQLite file there is damaged sooner or later: the program copies the diary, its log and
its index one after the other, and two computers write at once.
"""

from __future__ import annotations

import os
import re

_NAMES = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "mobiledocuments": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "iclouddrive": "iCloud",
    "googledrive": "GoogleDrive",
    "mydrive": "GoogleDrive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "syncthing": "Syncthing",
    "sync": "Syncthing",
    "pclouddrive": "pCloud",
    "mega": "MEGA",
    "megasync": "MEGA",
    "box": "Box",
    "boxsync": "Box",
    "protondrive": "ProtonDrive",
    "seafile": "Seafile",
    "tresorit": "Tresorit",
    "tresoritdrive": "Tresorit",
    "yandex.disk": "Yandex",
}
"""What their folders are called, in small letters without blanks, and the program."""
_MORE = re.compile(r"( ?\(.*\)| - .*|-.*@.*|[0-9]+)$")
"""What they add to it: whose it is, or a number."""
_INSIDE = {
    ".stfolder": "Syncthing",
    ".dropbox.cache": "Dropbox",
    ".owncloudsync.log": "ownCloud",
}
"""Files by which a program knows the top of its folder, whatever that is called."""
_STORAGE = "cloudstorage"
"""On a Mac the folder of all of them, below Library."""


def synced_by(path: str) -> str:
    """Return the program in whose folder ``path`` lies; empty where there is none."""
    for one in dict.fromkeys((os.path.abspath(path), os.path.realpath(path))):
        if found := _by_name(one) or _by_what_is_inside(one):
            return found
    return ""


def _by_name(path: str) -> str:
    parts = path.replace("\\", "/").split("/")
    for above, part in zip(["", *parts], parts, strict=False):
        name = _MORE.sub("", part.casefold()).replace(" ", "")
        if name in _NAMES:
            return _NAMES[name]
        if above.casefold() == _STORAGE and part:
            return part.partition("-")[0]
    return ""


def _by_what_is_inside(path: str) -> str:
    while True:
        for name, program in _INSIDE.items():
            if os.path.lexists(os.path.join(path, name)):
                return program
        above = os.path.dirname(path)
        if above == path:
            return ""
        path = above
