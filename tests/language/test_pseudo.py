"""Everything that is said comes from the language in use: one that nobody speaks says it all.

What is in plain letters, besides names, keys, commands and the texts of the two YAML files, is
English that stands outside ``language``. No line is longer than a terminal is wide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path

import pytest

from backpt import language
from backpt.figure.read import figure_of
from backpt.language import home, words
from backpt.prescription.model import Exercise
from backpt.safety import cards
from backpt.terminal.text import width
from tests.builders import shipped
from tests.homes import answers_file, environment
from tests.language.pseudo import LONGER, Pseudo
from tests.played import Played, piped

WIDE = 80
LIBRARY = shipped()
EXERCISES, ROUTINES = tuple(LIBRARY.exercises.values()), tuple(LIBRARY.routines.values())
NAMES = (
    *(name for one in EXERCISES for name in (one.id, one.name)),
    *(name for one in ROUTINES for name in (one.id, one.name)),
)
_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
_CHANGES = re.compile(r"[\d\u2588\u2591\u2800-\u28ff ]+")
"""What of a picture moves and says nothing: digits, bars, the figure."""


def captions_in(exercises: Iterable[Exercise]) -> Iterator[str]:
    """Yield what stands under the pictures of exercises."""
    for exercise in exercises:
        figure = figure_of(exercise.figure) if exercise.figure else None
        if figure is not None:
            yield from (pose.says for pose in figure.poses)


def texts_in(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case tuple() | frozenset():
            for one in value:
                yield from texts_in(one)
        case _:
            return


DATA = tuple(
    sorted(
        {
            text.strip()
            for entry in (
                *captions_in(EXERCISES),
                *EXERCISES,
                *ROUTINES,
                *LIBRARY.sources.values(),
                *cards.QUESTIONS.values(),
                *cards.TICKS.values(),
            )
            for text in texts_in(entry)
            if re.search(r"[\w)][ -]\w", text)
        },
        key=len,
        reverse=True,
    )
)
"""Sentences of ``exercises.yaml`` and ``safety.yaml``, the longest first."""


@pytest.fixture
def pseudo() -> Iterator[Pseudo]:
    spoken = Pseudo(NAMES)
    with language.using(spoken):
        yield spoken


def on_a_terminal(arguments: list[str], home: Path) -> str:
    """Run a command to its end on a terminal of 80 columns, and return what it printed."""
    run = Played(arguments, environment(home), columns=WIDE)
    assert run.end() == 0
    return _ESCAPE.sub("", run.sent.decode("utf-8")).replace("\r", "")


def pictures(run: Played, most: int = 1000) -> Iterator[str]:
    """Yield every picture that says something new while time passes."""
    seen = set[str]()
    for _ in range(most):
        if run.code is not None:
            return
        said = _CHANGES.sub(" ", run.text)
        if said not in seen:
            seen.add(said)
            yield run.text
        run.let_pass()


def assert_all_is_said(pseudo: Pseudo, shown: str) -> None:
    assert pseudo.bare(shown, DATA) == [], shown
    assert [line for line in shown.splitlines() if width(line) > WIDE] == []
    assert "[" in shown


def test_the_language_is_longer_bracketed_and_leaves_names_and_commands(
    pseudo: Pseudo,
) -> None:
    said = pseudo.said("Knee tilts: hold on. To go on: backpt session --resume")
    assert said.startswith("[Knee tilts: ĥóļð~~ óñ~.")
    assert said.endswith(": backpt session --resume]")
    assert len(pseudo.said("exercises")) >= len("exercises") * (1 + LONGER)
    assert pseudo.said(said) == said
    assert pseudo.said("No sessions yet.") == home.NO_SESSIONS
    assert words.text(words.HALFWAY) == pseudo.said("Halfway.")


@pytest.mark.parametrize(
    "planted", ["Rest now.", "[Ĥóļð~~.] seconds", "backpt session starts it", "Knee tilts done"]
)
def test_a_sentence_that_stands_elsewhere_is_found(pseudo: Pseudo, planted: str) -> None:
    with pytest.raises(AssertionError):
        assert_all_is_said(pseudo, f"[Ĥóļð~~.]\n{planted}")


def test_a_line_that_is_too_long_is_found(pseudo: Pseudo) -> None:
    with pytest.raises(AssertionError):
        assert_all_is_said(pseudo, f"[{'é ' * 40}]")


@pytest.mark.slow
def test_an_evening_on_the_screen_is_all_said_by_the_language(
    pseudo: Pseudo, tmp_path: Path
) -> None:
    """The three cards, today's questions, the session with its figures, help and pain."""
    env = environment(tmp_path)
    answers_file(tmp_path).unlink()
    run = Played(["session", "home-basics"], env)
    for key in ("n", "n", "n", "n", "n", "n", "3", "n", "n", "?", "?", "p", " ", "h", "\x1b"):
        assert_all_is_said(pseudo, run.text)
        run.press(key)
    told = list(pictures(run))
    assert len(told) > 30
    for shown in told:
        assert_all_is_said(pseudo, shown)


def test_an_evening_in_plain_lines_and_all_that_is_told_of_it(
    pseudo: Pseudo, tmp_path: Path
) -> None:
    env = environment(tmp_path)
    led = piped(["session", "home-basics", "--plain", "--pain", "3"], env)
    assert led.returncode == 0
    assert len(led.stdout.splitlines()) > 80
    assert pseudo.bare(led.stdout + led.stderr, DATA) == []
    for arguments in (["log"], []):
        assert_all_is_said(pseudo, on_a_terminal(arguments, tmp_path))


def test_packs_are_all_said_by_the_language(pseudo: Pseudo, tmp_path: Path) -> None:
    led = piped(["icepack", "--on", "5m", "--plain"], environment(tmp_path))
    assert led.returncode == 0
    assert pseudo.bare(led.stdout + led.stderr, DATA) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["print", "home-basics", "--to", "terminal", "--plain"],
        ["print", "desk-posture", "--to", "terminal", "--plain", "--full"],
        ["session", "home-basics", "--plan"],
        ["icepack", "--plan"],
        ["show", "knee-tilts", "--no-figure"],
        ["show", "home-basics"],
        ["safety", "--show"],
        ["log"],
        [],
    ],
    ids=lambda arguments: " ".join(arguments) or "home",
)
def test_a_page_is_all_said_by_the_language(
    pseudo: Pseudo, tmp_path: Path, arguments: list[str]
) -> None:
    assert_all_is_said(pseudo, on_a_terminal(arguments, tmp_path))


def test_a_sheet_as_a_web_page_is_all_said_by_the_language(
    pseudo: Pseudo, tmp_path: Path
) -> None:
    page = tmp_path / "sheet.html"
    on_a_terminal(["print", "home-basics", "--full", "-o", str(page)], tmp_path)
    body = page.read_text(encoding="utf-8").partition("<body")[2]
    without = re.sub(r"<svg.*?</svg>|<[^>]*>", " ", body, flags=re.DOTALL)
    assert pseudo.bare(unescape(without.partition(">")[2]), DATA) == []
