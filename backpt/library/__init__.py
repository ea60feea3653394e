"""exercises.yaml <-> the values of prescription: reader, overlay, checks, cache.

What opens a library is here; the modules behind it are loaded when they are needed, because a
session that finds the library compiled needs none of them. A file is read by ``source``,
``tree`` (text with line numbers), ``reader`` by the tables of ``fields``, ``entries``; ``load``
lays one over the other. Wrong: ``check``; poor: ``lint``. ``names`` and ``search`` find, and
``insert``, ``emit``, ``importing`` and ``exporting`` write.
"""

from backpt.library.load import load, open_library, read_library, with_own

__all__ = ["load", "open_library", "read_library", "with_own"]
