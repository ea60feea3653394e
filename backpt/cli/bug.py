"""A bug's report: what a maintainer needs, in a file, and one sentence for the person."""

from __future__ import annotations

import os


def report(error: Exception, argv: list[str]) -> str:
    """Write the report of ``error`` and return the sentence to show.

    Nothing personal goes in: versions, the command line and the stack.
    """
    import platform
    import tempfile
    import traceback

    from backpt import __version__

    text = "\n".join(
        (
            f"backpt {__version__}, Python {platform.python_version()}, {platform.platform()}",
            f"command: {' '.join(argv[1:])}",
            "",
            *traceback.format_exception(error),
        )
    )
    try:
        handle, path = tempfile.mkstemp(prefix="backpt-bug-", suffix=".txt", text=True)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        return f"backpt broke ({type(error).__name__}: {error}). What was done is saved."
    return f"backpt broke; what was done is saved. Please send this file with a report: {path}"
