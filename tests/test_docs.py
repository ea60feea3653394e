"""The documents hold what the code refers to, and refer to nothing that is not there."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from backpt.cli.app import COMMANDS, function_of
from backpt.cli.options import Option, declared, flags_of

ROOT = Path(__file__).parents[1]
CLINICAL = (ROOT / "docs" / "clinical.md").read_text(encoding="utf-8")


@cache
def tracked() -> tuple[str, ...]:
    """Return the files of the repository, and its folders."""
    said = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    folders = {str(folder) for file in said for folder in Path(file).parents}
    return (*said, *sorted(folders - {"."}))


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
HOUSE = [page for page in PAGES if page.name in ("architecture.md", "CONTRIBUTING.md")]
"""Pages that say how the program is built: what they name is looked for in it."""

_PATH = re.compile(r"(?<![\w/.~-])((?:[\w-]+|\.ci)(?:/[\w.-]+)+/?|\w+\.(?:py|md|yaml|toml))")
_ENDING = re.compile(r"\.(?:py|md|yaml|toml|j2|typ|txt|bin)$")
OTHERS = frozenset({"settings.yaml", "safety.txt", "ruamel.yaml"})
"""Files that the program keeps for a user, and a library: no part of the repository."""


def paths(text: str) -> Iterator[str]:
    """Yield every file and folder that a page names, also in a picture of the code, where a
    folder may be left out (``presenter.py``)."""
    plain = re.sub(r"https?://\S+", "", text)
    rooms = {file.split("/")[0] for file in tracked()}
    for named in _PATH.findall(plain):
        first = named.split("/")[0]
        if _ENDING.search(named) or ("/" in named and first in rooms):
            yield named.rstrip("/.")


def is_there(named: str) -> bool:
    return any(file == named or file.endswith(f"/{named}") for file in tracked())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_that_a_page_names_is_there(page: Path) -> None:
    named = [path for path in paths(page.read_text(encoding="utf-8")) if path not in OTHERS]
    assert [path for path in named if not is_there(path)] == []


@cache
def identifiers() -> frozenset[str]:
    """Return every name that the code gives, to modules, functions and fields, and the words of
    the files of data and of the project."""
    found = {part for file in tracked() for part in re.findall(r"\w+", file)}
    for file in tracked():
        path = ROOT / file
        if file.endswith(".py") and file.startswith(("backpt/", "tools/")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                match node:
                    case ast.Name(id=name) | ast.arg(arg=name) | ast.Attribute(attr=name):
                        found.add(name)
                    case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                        found.add(name)
                    case ast.Constant(value=str(name)) if name.isidentifier():
                        found.add(name)
                    case ast.alias(name=name):
                        found.update(name.split("."))
                    case _:
                        pass
        elif file in ("exercises.yaml", "safety.yaml", "pyproject.toml"):
            found.update(re.findall(r"\w+", path.read_text(encoding="utf-8")))
    return frozenset(found)


def names(text: str) -> Iterator[str]:
    """Yield each name of the code between backquotes: ``Player.gap`` as two, ``TREND_``."""
    for said in re.findall(r"`([A-Za-z_][\w.]*)(?:\([^`]*\))?`", text):
        if not _ENDING.search(said):
            yield from said.split(".")


SAID_TO_IT = frozenset(
    {"BACKPT_LANGUAGE", "VISUAL", "EDITOR", "CHANGELOG", "README", "PYTHONDONTWRITEBYTECODE"}
)
"""Variables of the shell, and pages without their ending."""


@pytest.mark.slow
@pytest.mark.parametrize("page", HOUSE, ids=lambda page: page.name)
def test_every_name_that_a_page_of_the_house_says_is_in_the_code(page: Path) -> None:
    """One that ends in ``_`` stands for all that begin so."""
    known = identifiers()
    said = list(names(page.read_text(encoding="utf-8")))
    assert len(said) > 5

    def is_known(name: str) -> bool:
        if name.endswith("_"):
            return any(one.startswith(name) for one in known)
        return name in known or name in SAID_TO_IT

    assert [name for name in said if not is_known(name)] == []


@pytest.mark.slow
def test_a_path_and_a_name_that_are_not_there_are_found() -> None:
    page = "`backpt/run/gone.py`, presenter.py, nowhere.py, `Player.vanish`, `XYZ_`, `_asks`"
    assert [path for path in paths(page) if not is_there(path)] == [
        "backpt/run/gone.py",
        "nowhere.py",
    ]
    assert [name for name in names(page) if name not in identifiers()] == ["vanish", "XYZ_"]


def commands(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each command that a page says between backquotes, with its options."""
    for name, rest in re.findall(r"`(?:[\w=]+ )?backpt ([a-z]+)\b([^`]*)`", text):
        yield name, tuple(re.findall(r"(?<![\w-])--[a-z][a-z-]+", rest))


def is_taken(name: str, option: str) -> bool:
    said = declared(function_of(name)).items()
    return any(
        option in flags_of(key, one) for key, (_, one) in said if isinstance(one, Option)
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_says_is_one_and_takes_its_options(page: Path) -> None:
    said = [*commands(page.read_text(encoding="utf-8"))]
    assert [name for name, _ in said if name not in COMMANDS] == []
    wrong = [
        f"{name} {one}" for name, options in said for one in options if not is_taken(name, one)
    ]
    assert wrong == []


WORDS_OF_OTHERS = frozenset(
    {"bg", "fg", "su", "nohup", "grep", "settings.yaml", "avoid_codes", "ID", "None"}
)
"""Programs, a file of the user, a heading of the clinical page and what stands for another."""


def docstrings(file: str) -> Iterator[str]:
    for node in ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield str(node.value.value)


@pytest.mark.slow
def test_every_path_and_name_that_a_docstring_of_the_program_says_is_there() -> None:
    """A name that begins with ``_`` may be the end of others: ``_s``, seconds."""
    known = identifiers()
    gone = []
    for file in (one for one in tracked() if one.startswith("backpt/") and one.endswith(".py")):
        for text in docstrings(file):
            said = names(text.replace("``", "`"))
            gone += [(file, path) for path in paths(text) if not is_there(path)]
            gone += [(file, one) for one in said if one not in known and one != "_s"]
    assert [one for one in gone if one[1] not in WORDS_OF_OTHERS] == []
