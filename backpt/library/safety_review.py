"""The shipped rules of safety with all their sources, for somebody who reviews them.

Read from ``safety.yaml`` when they are asked for; what the program decides by is compiled from
the same file (``safety/tables.py``), and both are held to say the same here.
"""

from __future__ import annotations

from backpt.errors import BackptError
from backpt.language import trouble
from backpt.library.load import with_own
from backpt.library.safety_file import SafetyTables, read_safety
from backpt.library.source import read_bytes
from backpt.paths import builtin_safety
from backpt.prescription.model import Citation
from backpt.safety import tables as compiled


def read_review(file: str | None = None) -> tuple[SafetyTables, dict[str, Citation]]:
    """Return what ``safety.yaml`` says, and every source that it names, in the library's order.

    ``file`` is another one than the shipped. Raises ``BackptError`` where it is not the file
    that this program was made from.
    """
    library, path = with_own(None), file or builtin_safety()
    said, _ = read_safety(path, read_bytes(path), library)
    if said is None or not _is_compiled(said):
        raise BackptError(trouble.other_rules(path))
    sources = {code: one for code, one in library.sources.items() if code in said.cited}
    return said, sources


def _is_compiled(said: SafetyTables) -> bool:
    """Tell whether the program decides by these very rows."""
    rows = (compiled.SIGNS, compiled.QUESTIONS, compiled.TICKS, compiled.ROWS, compiled.WEEKS)
    return (said.signs, said.questions, said.ticks, said.rows, said.weeks) == rows and all(
        getattr(compiled, name) == value for name, value in said.values.items()
    )
