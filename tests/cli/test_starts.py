"""What a start costs: the modules it loads, and how the values in them are made."""

from __future__ import annotations

import ast
from pathlib import Path

import backpt

SOURCE = Path(backpt.__file__).parent
POSTPONED = {
    "cli/sound.py",
    "journal/spill.py",
    "paper/html.py",
    "paper/pdf.py",
    "sound/score/motifs.py",
    "sound/voice/clips.py",
    "sound/voice/synthesis.py",
    "terminal/figures.py",
}
"""Files that name what only the type checker knows: late imports, and ``array[int]``."""


def test_named_tuples_have_annotations_that_need_no_compiling_at_every_start() -> None:
    """Postponed, each field's text is compiled when the class is made: four fifths of it."""
    found = set()
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "(NamedTuple)" in text and _postpones(ast.parse(text)):
            found.add(path.relative_to(SOURCE).as_posix())
    assert found <= POSTPONED, "remove: from __future__ import annotations"


def _postpones(module: ast.Module) -> bool:
    return any(
        isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in module.body
    )
