"""The documents hold what the code refers to."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CLINICAL = (ROOT / "docs" / "clinical.md").read_text(encoding="utf-8")


def cited() -> set[str]:
    """Return the parts of the clinical page that code and data cite, such as ``D5``."""
    files = subprocess.run(
        ["git", "ls-files", "backpt", "tests", "tools", "exercises.yaml", "safety.yaml"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    readable = [file for file in files if file.endswith((".py", ".yaml"))]
    text = "\n".join((ROOT / file).read_text(encoding="utf-8") for file in readable)
    return set(re.findall(r"\bclinical ([A-H]\d*)\b", text))


@pytest.mark.parametrize("part", sorted(cited()))
def test_every_part_of_the_clinical_page_that_is_cited_is_there(part: str) -> None:
    heading = rf"^#+ {part}\." if len(part) == 1 else rf"^(#+ {part}\.? |\| {part} \|)"
    assert re.search(heading, CLINICAL, flags=re.MULTILINE)


def test_every_source_that_the_library_names_is_on_the_clinical_page() -> None:
    library = (ROOT / "exercises.yaml").read_text(encoding="utf-8")
    sources = library[library.index("\nsources:") :]
    named = re.findall(r"^  ([A-Z][A-Z0-9-]+):", sources, flags=re.MULTILINE)
    assert len(named) > 50
    assert [code for code in named if f"| {code} |" not in CLINICAL] == []


PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_that_a_page_names_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"`((?:backpt|tests|docs|tools|\.ci)/[\w./-]*\w/?|[A-Z]+\.md)`", text)
    assert [path for path in named if not (ROOT / path).exists()] == []
