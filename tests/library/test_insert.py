"""Adding to a file: what stood there stands there still, byte for byte, with the new below."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.library.emit import Plain, block, flow, without_lines
from backpt.library.insert import with_added
from backpt.library.problem import Refused
from backpt.library.tree import parse

NEW: dict[str, dict[str, Plain]] = {
    "exercises": {"towel": {"name": "Towel squeeze", "dose": {"reps": "8", "hold": "5s"}}}
}
ROUTINE: dict[str, dict[str, Plain]] = {
    "routines": {"mine": {"name": "Mine", "exercises": ["towel", {"bridge": {"reps": "6"}}]}}
}
TOWEL = "  towel:\n    name: Towel squeeze\n    dose: {reps: 8, hold: 5s}\n"
MINE = """\
routines:
  mine:
    name: Mine
    exercises:
      - towel
      - bridge: {reps: 6}
"""


def added(text: str, additions: dict[str, dict[str, Plain]] = NEW) -> str:
    return with_added(text.encode(), additions).decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("", f"version: 1\n\nexercises:\n{TOWEL}", id="an empty file"),
        pytest.param(
            "# My exercises",
            f"# My exercises\nversion: 1\n\nexercises:\n{TOWEL}",
            id="only a comment, without a line end",
        ),
        pytest.param(
            "version: 1\n", f"version: 1\n\nexercises:\n{TOWEL}", id="no such section"
        ),
        pytest.param(
            "version: 1\nexercises:\n  a: {name: A}",
            f"version: 1\nexercises:\n  a: {{name: A}}\n{TOWEL}",
            id="the last line without its end",
        ),
        pytest.param(
            "version: 1\nexercises:\n  a:\n    name: A  # mine\n    # still about a\n"
            "\n# The routines.\nroutines: {}\n",
            "version: 1\nexercises:\n  a:\n    name: A  # mine\n    # still about a\n"
            f"{TOWEL}\n# The routines.\nroutines: {{}}\n",
            id="comments stay with what they are about",
        ),
        pytest.param(
            "version: 1\nexercises: {}  # none yet\nroutines: {}\n",
            f"version: 1\nexercises:  # none yet\n{TOWEL}routines: {{}}\n",
            id="an empty section in braces",
        ),
        pytest.param(
            "version: 1\nexercises: {a: {name: A},}\n",
            'version: 1\nexercises: {a: {name: A}, "towel": {"name": "Towel squeeze", '
            '"dose": {"reps": "8", "hold": "5s"}},}\n',
            id="a section in braces",
        ),
        pytest.param(
            "version: 1\nexercises: {  # why\n}\n",
            'version: 1\nexercises: {"towel": {"name": "Towel squeeze", '
            '"dose": {"reps": "8", "hold": "5s"}}  # why\n}\n',
            id="braces around a comment",
        ),
        pytest.param(
            '{"version": "1", "exercises": {}}',
            '{"version": "1", "exercises": {"towel": {"name": "Towel squeeze", '
            '"dose": {"reps": "8", "hold": "5s"}}}}',
            id="a file in braces",
        ),
        pytest.param(
            '{"version": "1"}\n',
            '{"version": "1", "exercises": {"towel": {"name": "Towel squeeze", '
            '"dose": {"reps": "8", "hold": "5s"}}}}\n',
            id="a file in braces without the section",
        ),
        pytest.param(
            "exercises:\n    a:\n        name: A\n\n\nversion: 1\n# end\n",
            "exercises:\n    a:\n        name: A\n    towel:\n      name: Towel squeeze\n"
            "      dose: {reps: 8, hold: 5s}\n\n\nversion: 1\n# end\n",
            id="other indents and another order",
        ),
        pytest.param(
            "---\nversion: 1\n# mine\n\n# yours\n...\n",
            f"---\nversion: 1\n# mine\n\n# yours\n\nexercises:\n{TOWEL}...\n",
            id="marks of a document",
        ),
        pytest.param(
            "version: 1\nexercises:\n  a:\n    cue: |\n      Slowly.\n\n      Breathe.\n\n",
            "version: 1\nexercises:\n  a:\n    cue: |\n      Slowly.\n\n      Breathe.\n\n"
            f"{TOWEL}",
            id="text in lines of its own at the end",
        ),
        pytest.param(
            "version: 1\nexercises:\n  a:\n    steps:\n    - One.\n    - Two,\n      on.\n",
            "version: 1\nexercises:\n  a:\n    steps:\n    - One.\n    - Two,\n      on.\n"
            f"{TOWEL}",
            id="a list at the end",
        ),
        pytest.param(
            "version: 1\nexercises:\n  ü: {name: Über 🙂}  # ü\n",
            f"version: 1\nexercises:\n  ü: {{name: Über 🙂}}  # ü\n{TOWEL}",
            id="letters of several bytes",
        ),
    ],
)
def test_the_new_entry_stands_at_the_end_of_its_section(before: str, after: str) -> None:
    assert added(before) == after


def test_a_routine_and_its_exercise_go_into_their_sections() -> None:
    before = "version: 1\nexercises:\n  a: {name: A}\n"
    assert added(before, NEW | ROUTINE) == f"{before}{TOWEL}\n{MINE}"


@pytest.mark.parametrize("eol", ["\r\n", "\r", "\n"])
def test_the_line_ends_of_the_file_are_kept(eol: str) -> None:
    before = "# a\nversion: 1\nexercises:\n  a: {name: A}\n".replace("\n", eol)
    after = with_added(before.encode(), NEW)
    assert after == (before + TOWEL.replace("\n", eol)).encode()


def test_a_byte_order_mark_stays_where_it_was() -> None:
    before = b"\xef\xbb\xbfversion: 1\n"
    assert with_added(before, NEW) == before + f"\nexercises:\n{TOWEL}".encode()


def test_an_id_that_is_there_is_never_replaced() -> None:
    with pytest.raises(Refused, match="towel is here already") as refused:
        added("version: 1\nexercises:\n  a: {name: A}\n  towel: {name: Mine}\n")
    assert refused.value.line == 4


@pytest.mark.parametrize(
    "before",
    [
        "version: 1\nexercises:\n- a\n",
        "version: 1\nexercises: later\n",
        "- version: 1\n",
    ],
)
def test_what_cannot_be_added_to_for_certain_is_refused(before: str) -> None:
    with pytest.raises(Refused):
        added(before)


# --- any file, any text ----------------------------------------------------------------

words = st.text(
    st.characters(exclude_categories=("C", "Zl", "Zp"))
    | st.sampled_from("#:,'\"{}[]&*!|>%@`- \n"),
    max_size=30,
).filter(lambda text: "\t" not in text)
names = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
data = st.recursive(
    words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=10,
)
entries = st.dictionaries(
    names, st.dictionaries(names, data, max_size=4), min_size=1, max_size=3
)


@given(entries)
def test_what_is_written_is_read_back(written: dict[str, Plain]) -> None:
    read = parse("\n".join(block(written)).encode())
    assert read is not None
    assert without_lines(read) == written
    short = parse(flow(written).encode())
    assert short is not None
    assert without_lines(short) == written


@given(
    old=entries,
    new=entries,
    comment=st.sampled_from(["", "# a\n", "\n\n# b\n", "  # c\n"]),
    section=st.sampled_from(["exercises", "routines", "sources"]),
    braces=st.booleans(),
)
def test_old_text_survives_any_addition(
    old: dict[str, Plain], new: dict[str, Plain], comment: str, section: str, braces: bool
) -> None:
    fresh = {id_: entry for id_, entry in new.items() if id_ not in old}
    kept = (
        f"exercises: {flow(old)}\n" if braces else "\n".join(("exercises:", *block(old, 2), ""))
    )
    before = f"version: 1\n{comment}{kept}{comment}"
    if not fresh:
        return
    after = added(before, {section: fresh})
    pieces = iter(after)
    assert all(letter in pieces for letter in before)  # only put in, nothing taken out
