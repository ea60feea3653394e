from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.session.layouts import LAM_ALEF
from backpt.terminal.decode import keys_in


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        (b"n", ["n"]),
        (b" ", [" "]),
        (b"\r", ["enter"]),
        (b"\n", ["enter"]),
        (b"\x7f", ["backspace"]),
        ("é漢".encode(), ["é", "漢"]),
        (b"n7\r", ["n", "7", "enter"]),
        (b"\x03", ["interrupt"]),
        (b"\x1a", ["suspend"]),
        (b"\x04", [""]),
        (b"\xffn", ["", "n"]),
        ("لا".encode(), [LAM_ALEF]),
        ("ﻻ".encode(), [LAM_ALEF]),
        ("للا".encode(), ["ل", LAM_ALEF]),
        ("ا".encode(), ["ا"]),
        ("لn".encode(), ["ل", "n"]),
    ],
)
def test_bytes_are_keys(data: bytes, keys: list[str]) -> None:
    assert keys_in(data) == (keys, b"")


SEQUENCES = {
    "arrow": b"\x1b[A",
    "arrow in application mode": b"\x1bOA",
    "control and arrow": b"\x1b[1;5D",
    "alt and arrow": b"\x1b\x1b[C",
    "alt and key": b"\x1bn",
    "F1": b"\x1bOP",
    "F5": b"\x1b[15~",
    "F1 of the Linux console": b"\x1b[[A",
    "focus": b"\x1b[I",
    "mouse": b"\x1b[M !!",
    "mouse, newer": b"\x1b[<0;3;4M",
    "paste": b"\x1b[200~yes\nn q\x1b[201~",
    "title": b"\x1b]0;backpt\x07",
    "colour answer": b"\x1b]11;rgb:0/0/0\x1b\\",
    "device answer": b"\x1b[?62;22c",
}


@pytest.mark.parametrize("name", SEQUENCES)
def test_a_sequence_is_swallowed_whole(name: str) -> None:
    assert keys_in(SEQUENCES[name] + b"h") == (["", "h"], b"")


@pytest.mark.parametrize("name", SEQUENCES)
def test_a_sequence_that_comes_in_pieces_is_swallowed_whole(name: str) -> None:
    keys: list[str] = []
    rest = b""
    for byte in SEQUENCES[name] + b"h":
        found, rest = keys_in(rest + bytes([byte]))
        keys += found
    assert keys == ["", "h"]


def test_esc_alone_is_a_key_only_when_nothing_follows() -> None:
    assert keys_in(b"\x1b") == ([], b"\x1b")
    assert keys_in(b"\x1b", final=True) == (["esc"], b"")


def test_arabic_letters_that_are_no_pair_are_keys_of_their_own() -> None:
    assert keys_in("ل".encode(), final=True) == (["ل"], b"")
    assert keys_in("ل".encode()) == ([], "ل".encode())


def test_esc_twice_is_two_keys() -> None:
    assert keys_in(b"\x1b\x1b", final=True) == (["esc", "esc"], b"")


def test_a_long_paste_is_not_kept() -> None:
    keys, rest = keys_in(b"\x1b[200~" + b"n" * 100_000 + b"\x1b[20")
    assert keys == []
    assert len(rest) < 20
    assert keys_in(rest + b"1~h") == (["", "h"], b"")


bytes_sent = st.lists(
    st.sampled_from([b"\x1b", b"[", b"O", b"]", b"\\", b"\x07", b"1", b";", b"A", b"M", b"~"])
    | st.sampled_from(
        [
            b"\x1b[200~",
            b"\x1b[201~",
            "é".encode(),
            "ل".encode(),
            "ا".encode(),
            b"\xe6",
            b"\xf0",
            b"\xff",
            b"n",
        ]
    ),
    max_size=30,
).map(b"".join)


@given(bytes_sent)
def test_noise_never_leaves_a_rest_once_it_is_over(data: bytes) -> None:
    assert keys_in(data, final=True)[1] == b""


@given(bytes_sent, st.integers(0, 60))
def test_where_a_read_ends_does_not_change_the_keys(data: bytes, place: int) -> None:
    first, rest = keys_in(data[:place])
    second, after = keys_in(rest + data[place:])
    assert (first + second, after) == keys_in(data)
