"""The file with the answers: read by people, written whole, and never taken for "none"."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.errors import BackptError
from backpt.journal.answers_file import Kept, checked_date, keep_answers, read_answers
from backpt.safety.answers import Answers, Profile, profile_of, with_unseen_of
from backpt.safety.cards import PACK_CARD, QUESTIONS, TICKS
from tests.examples import cases

DATES = st.dates().map(lambda day: day.isoformat())


def some(names: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    chosen = st.sets(st.sampled_from(names))
    return chosen.map(lambda kept: tuple(name for name in names if name in kept))


ANSWERS = st.builds(
    Answers,
    DATES,
    st.one_of(st.none(), some([key for key in QUESTIONS if int(key) < 6])),
    st.one_of(st.none(), some([key for key in QUESTIONS if int(key) > 5])),
    st.one_of(st.none(), some(list(TICKS))),
    st.one_of(st.none(), some([row.flag for row in PACK_CARD])),
    some(["heat", "cold"]),
    st.just(""),
    st.just(()),
    st.one_of(st.just(""), DATES),
    st.booleans(),
).flatmap(
    lambda answers: (DATES if answers.yes else st.just("")).map(
        lambda day: answers._replace(yes_on=day)
    )
)


ANSWERED = Answers(
    "2026-11-22", (), ("10",), ("wrist",), seen="2026-11-23", yes_on="2026-11-22"
)


def file(folder: Path, text: str | bytes = "") -> str:
    path = folder / "safety.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


@given(ANSWERS, st.one_of(st.none(), DATES))
def test_what_is_kept_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, answers: Answers, seen: str | None
) -> None:
    path = str(tmp_path_factory.mktemp("kept") / "data" / "safety.txt")
    if seen is not None:
        answers = answers._replace(seen=seen, seen_of=answers.yes)
    keep_answers(path, answers)
    assert read_answers(path) == Kept(answers)


def test_a_person_can_read_it(tmp_path: Path) -> None:
    path = str(tmp_path / "safety.txt")
    keep_answers(path, ANSWERED)
    assert (tmp_path / "safety.txt").read_text().splitlines()[2:] == [
        "answered: 2026-11-22",
        "emergency: none",
        "urgent: 10",
        "about: wrist",
        "yes-on: 2026-11-22",
        "seen: 2026-11-23",
        "seen-of: none",
    ]


def test_nothing_there_is_nothing_answered(tmp_path: Path) -> None:
    assert read_answers(str(tmp_path / "no" / "safety.txt")) == Kept()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "'answered' is missing"),
        ("emergency: none\n", 1, "'answered' is missing"),
        ("answered: 2026-11-22\nabout: wrist, elbow\n", 2, "'elbow' is no answer"),
        ("answered: yesterday\n", 1, "'yesterday' is no date"),
        ("answered: 20261122\n", 1, "no date"),
        ("answered: 2026-13-01\n", 1, "no date"),
        ("answered: 2026-11-22\nanswered: 2026-11-22\n", 2, "'answered' is here twice"),
        ("answered: 2026-11-22\nmood: good\n", 2, "this line is not one of backpt's"),
        ("answered: 2026-11-22\nurgent\n", 2, "this line is not one of backpt's"),
        ("answered: 2026-11-22\nurgent:\n", 2, "nothing is no answer"),
        ("answered: 2026-11-22\nallowed: fire\n", 2, "'allowed' is none, heat or cold"),
        ("answered: 2026-11-22\nseen-of: 99\n", 2, "numbers of questions"),
        ("answered: 2026-11-22\nask-again: no\n", 2, "'ask-again' is yes"),
        (b"answered: 2026-11-22\n\xff\xfe", 1, "it is no text"),
        ("answered: 2026-11-22\n".encode("utf-16"), 1, "it is no text"),
        ("# a\n" * 4000, 1, "it is too long"),
        ("emergency-questions 2026-01-01\n", 1, "not one of backpt's"),
    ],
)
def test_whatever_is_wrong_is_said_with_its_line_and_counts_as_not_answered(
    tmp_path: Path, text: str | bytes, line: int, said: str
) -> None:
    path = file(tmp_path, text)
    kept = read_answers(path)
    assert kept.answers == Answers()
    assert kept.trouble.startswith(f"{path}:{line}: ")
    assert said in kept.trouble
    assert "backpt safety" in kept.trouble


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("answered: 2026-11-22\nabout: 11, zz\n", ("bones",)),
        ("answered: 2026-11-22\nabout: zz, wrist, bo", ("wrist",)),
        (
            "answered: 2026-11-22\nabout: none\nabout: wrist\nabout: none, 11\n",
            ("bones", "wrist"),
        ),
        ("about: wrist\n", ("wrist",)),
        ("answered: soon\nabout: wrist\n", ("wrist",)),
        (b"\xff\xfe\nabout: wrist, \xff\n", ("wrist",)),
        ("about: wrist\n" + "# a\n" * 4000, ("wrist",)),
        ("answered: 2026-11-22\nmood: good\nabout: none\n", ()),
        ("answered: 2026-11-22\nabout: zz\n", None),
        ("answered: 2026-11-22\nabout:\n", None),
    ],
)
def test_of_a_damaged_file_every_tick_that_is_legible_comes_back(
    tmp_path: Path, text: str | bytes, about: tuple[str, ...] | None
) -> None:
    kept = read_answers(file(tmp_path, text))
    assert kept.trouble
    assert kept.before.about == about
    assert not kept.before.answered  # it counts for nothing by itself


def test_a_warning_sign_in_a_damaged_file_still_waits_for_a_clinician(tmp_path: Path) -> None:
    damaged = file(tmp_path, "answered: 2026-11-22\nemergency: 2\nurgent: none\nabout: zz\n")
    before = read_answers(damaged).before
    assert (before.unseen, before.yes_on) == (("2",), "2026-11-22")
    anew = with_unseen_of(Answers("2026-12-01", (), (), ()), before)
    assert anew.unseen == ("2",)


@pytest.mark.parametrize("ends", ["\r\n", "\n\n", "\n"])
def test_other_editors_leave_it_readable(tmp_path: Path, ends: str) -> None:
    text = ends.join(["\ufeff# mine", "answered: 2026-11-22", "  about:  Wrist , 11"])
    assert read_answers(file(tmp_path, text)).answers.about == ("bones", "wrist")


def test_a_folder_in_its_place_is_trouble(tmp_path: Path) -> None:
    (tmp_path / "safety.txt").mkdir()
    assert "cannot be read" in read_answers(str(tmp_path / "safety.txt")).trouble


@cases(200)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.lists(
            st.sampled_from(
                ["answered: 2026-11-22", "about: none", "about: wrist", "seen:", ":", "x", ""]
            ),
            max_size=6,
        ).map(lambda lines: "\n".join(lines).encode()),
    )
)
def test_any_content_is_answers_or_trouble(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    kept = read_answers(file(tmp_path_factory.mktemp("any"), content))
    assert (kept.answers == Answers()) == bool(kept.trouble)


def test_a_file_that_cannot_be_written_is_said_and_the_old_one_stays(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("a file where a folder is wanted")
    with pytest.raises(BackptError, match="cannot be kept"):
        keep_answers(str(blocked / "safety.txt"), Answers("2026-11-22"))


def test_half_a_file_never_stands_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file(tmp_path, "answered: 2026-11-22\nabout: wrist\n")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BackptError, match="No space left"):
        keep_answers(path, Answers("2026-11-23", (), (), ()))
    monkeypatch.undo()
    assert read_answers(path).answers.about == ("wrist",)
    assert os.listdir(tmp_path) == ["safety.txt"]


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "data" / "safety.txt"
    keep_answers(str(path), Answers("2026-11-22"))
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_the_profile_is_what_the_answers_mean(tmp_path: Path) -> None:
    path = str(tmp_path / "safety.txt")
    assert profile_of(read_answers(path).answers) == Profile()
    keep_answers(path, Answers("2026-11-22", (), (), ("wrist",)))
    wrist = Profile(frozenset({"WRIST"}), screened=True)
    assert profile_of(read_answers(path).answers) == wrist
    file(tmp_path, "garbage")
    assert profile_of(read_answers(path).answers) == Profile()
    assert read_answers(path).trouble.startswith(f"{path}:1: ")


def test_a_date_is_right_where_the_calendar_says_so() -> None:
    days = [
        f"{year:04}-{month:02}-{day:02}"
        for year in (0, 1, 1900, 2023, 2024, 9999)
        for month in range(14)
        for day in range(33)
    ]
    strange = [
        "2026-11-2",
        "2026-11-022",
        "2026-W01-1",
        "\u0662\u0660\u0662\u0666-11-22",
        "-026-11-22",
    ]
    for text in (*days, *strange):
        try:
            expected = date.fromisoformat(text).isoformat() if len(text) == 10 else None
        except ValueError:
            expected = None
        if expected is None:
            with pytest.raises(ValueError, match="is no date"):
                checked_date(text)
        else:
            assert checked_date(text) == expected
