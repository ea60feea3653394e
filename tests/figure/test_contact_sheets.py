"""One command draws every figure on sheets for a reader, and says what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.contact_sheets import main

WRONG = "leg:\n  poses:\n    start: {base: standing, says: Stand., knee-r: 170}\n"


def test_sheets_of_paper_and_of_a_terminal_are_drawn_with_the_names(tmp_path: Path) -> None:
    assert main(["--svg", "--only", "bridge,knee-tilts", "-o", str(tmp_path)]) == 0
    for name in ("paper-1.svg", "terminal-1.svg"):
        drawn = (tmp_path / name).read_text(encoding="utf-8")
        assert drawn.startswith("<svg")
        assert ">knee-tilts</text>" in drawn


def test_a_fault_is_said_with_its_line_and_fails_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fragment = tmp_path / "some.yaml"
    fragment.write_text(WRONG, encoding="utf-8")
    assert main([str(fragment), "--svg", "-o", str(tmp_path)]) == 1
    assert "some.yaml:3: leg start: knee_r flex 170" in capsys.readouterr().out
