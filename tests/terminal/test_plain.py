from __future__ import annotations

import os
import select
from pathlib import Path

import pytest

from backpt.clock import Clock
from backpt.terminal.plain import PlainLines
from backpt.terminal.writer import open_terminal

from .glass import Glass


def said(tmp_path: Path, encoding: str, *texts: str) -> bytes:
    file = tmp_path / "out"
    with file.open("wb") as out:
        lines = PlainLines(out.fileno(), encoding, Clock())
        for text in texts:
            lines.say(text)
    return file.read_bytes()


def test_an_event_is_a_line(tmp_path: Path) -> None:
    assert said(tmp_path, "utf-8", "Hold.", "Größe…") == "Hold.\nGröße…\n".encode()


def test_what_the_encoding_lacks_becomes_the_nearest_ascii(tmp_path: Path) -> None:
    assert said(tmp_path, "iso8859-1", "é — 漢…") == b"\xe9 - ?...\n"
    assert said(tmp_path, "ascii", "é — 漢…") == b"e - ?...\n"
    assert said(tmp_path, "no such encoding", "5 × 3") == b"5 x 3\n"


def test_an_escape_in_a_text_reaches_no_terminal(tmp_path: Path) -> None:
    assert b"\x1b" not in said(tmp_path, "utf-8", "\x1b]0;gone\x07")


def test_a_reader_that_went_away_ends_nothing() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    lines = PlainLines(writer, "utf-8", Clock())
    lines.say("Hold.")
    assert lines.closed
    lines.say("Back.")
    lines.bell()
    lines.finish()
    os.close(writer)


def test_a_pipe_gets_every_line() -> None:
    reader, writer = os.pipe()
    lines = PlainLines(writer, "utf-8", Clock())
    for number in range(500):
        lines.say(f"line {number}")
    os.close(writer)
    with os.fdopen(reader) as read:
        assert read.read().splitlines() == [f"line {number}" for number in range(500)]


def test_a_terminal_that_is_behind_gets_the_first_lines_and_the_number_of_the_missing() -> None:
    with Glass(80, 24) as glass:
        fd = open_terminal(glass.slave)
        lines = PlainLines(fd, "utf-8", Clock())
        for number in range(20_000):
            lines.say(f"line {number}")
        read = b""
        while select.select([glass.master], [], [], 0)[0]:
            read += os.read(glass.master, 65536)
            lines.finish(wait_s=0)
        os.close(fd)
    got = read.decode().splitlines()
    *whole, note = got
    assert whole == [f"line {number}" for number in range(len(whole))]
    assert note == f"({20_000 - len(whole)} lines were left out here)"


@pytest.mark.parametrize("count", [1, 3])
def test_the_bell_is_a_bell_and_no_line(tmp_path: Path, count: int) -> None:
    with (tmp_path / "out").open("wb") as out:
        lines = PlainLines(out.fileno(), "utf-8", Clock())
        for _ in range(count):
            lines.bell()
    assert (tmp_path / "out").read_bytes() == b"\a" * count
