"""Which terminal is told what; one that is not known is told nothing."""

from __future__ import annotations

import pytest

from backpt.terminal.alerts import mark_progress, notification


@pytest.mark.parametrize(
    ("environ", "sent"),
    [
        ({"TERM": "xterm-kitty"}, b"\x1b]99;;Pack off\x1b\\"),
        ({"TERM_PROGRAM": "WezTerm"}, b"\x1b]9;Pack off\a"),
        ({"TERM": "foot"}, b"\x1b]777;notify;backpt;Pack off\a"),
        (
            {"TERM": "xterm-256color", "VTE_VERSION": "7600"},
            b"\x1b]777;notify;backpt;Pack off\a",
        ),
        ({"TERM": "xterm-256color"}, b""),
        ({}, b""),
    ],
)
def test_a_notification_is_in_the_terminals_own_words(
    environ: dict[str, str], sent: bytes
) -> None:
    assert notification("Pack off", environ) == sent


def test_tmux_gets_an_envelope() -> None:
    sent = notification("x", {"TERM": "foot", "TMUX": "/tmp/tmux-0/default,1,0"})
    assert sent == b"\x1bPtmux;\x1b\x1b]777;notify;backpt;x\a\x1b\\"


def test_no_text_can_end_the_sequence_or_begin_another() -> None:
    sent = notification("a\x07b\x1b]0;evil\x07", {"TERM": "foot"})
    assert sent.count(b"\x1b") == 1
    assert sent.count(b"\a") == 1


@pytest.mark.parametrize(
    ("environ", "known"),
    [
        ({"WT_SESSION": "1"}, True),
        ({"TERM_PROGRAM": "ghostty"}, True),
        ({"VTE_VERSION": "7900"}, True),
        ({"VTE_VERSION": "7600"}, False),
        ({"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"}, False),
        ({"VTE_VERSION": "nonsense"}, False),
    ],
)
def test_progress_is_for_terminals_that_are_known_to_draw_it(
    environ: dict[str, str], known: bool
) -> None:
    assert (mark_progress(40, environ) == b"\x1b]9;4;1;40\a") is known
    assert (mark_progress(None, environ) == b"\x1b]9;4;0\a") is known
