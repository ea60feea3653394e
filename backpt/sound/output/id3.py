"""The head of an MP3: its title, and its chapters, so that a player can go to an exercise.

ID3v2.3 (id3.org, "ID3 tag version 2.3.0" and "ID3v2 Chapter Frame Addendum 1.0"): what players
on telephones read. Text is UTF-16, because 2.3 has nothing wider but Latin-1. Pure.
"""

from collections.abc import Iterable, Iterator

from backpt.sound.score.recording import Chapter

_MOST_NAMED = 255
"""Chapters in a table of contents: their number is one byte."""


def id3_head(title: str, by: str, chapters: Iterable[Chapter]) -> bytes:
    """Return the bytes that come before the sound."""
    frames = b"".join(_frames(title, by, tuple(chapters)[:_MOST_NAMED]))
    return b"ID3\x03\x00\x00" + _synchsafe(len(frames)) + frames


def _frames(title: str, by: str, chapters: tuple[Chapter, ...]) -> Iterator[bytes]:
    yield _text("TIT2", title)
    yield _text("TPE1", by)
    yield _text("TALB", by)
    yield _text("TRCK", "1/1")
    if not chapters:
        return
    names = [f"c{number}".encode() + b"\0" for number in range(len(chapters))]
    # One list, on top (2) and in order (1).
    listed = b"\x03" + bytes((len(names),)) + b"".join(names)
    yield _frame("CTOC", b"all\0" + listed)
    for name, chapter in zip(names, chapters, strict=True):
        times = (round(chapter.begins_s * 1000), round(chapter.ends_s * 1000))
        at = b"".join(ms.to_bytes(4, "big") for ms in times)
        # No byte offsets: the times count.
        yield _frame("CHAP", name + at + b"\xff" * 8 + _text("TIT2", chapter.title))


def _text(name: str, text: str) -> bytes:
    return _frame(name, b"\x01" + text.encode("utf-16"))


def _frame(name: str, body: bytes) -> bytes:
    return name.encode() + len(body).to_bytes(4, "big") + b"\0\0" + body


def _synchsafe(size: int) -> bytes:
    """Seven bits a byte, so that nothing in it looks like sound."""
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
