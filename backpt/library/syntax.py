"""What libyaml says of broken YAML -> the line to look at and what to do there.

Knows the wording of libyaml and of PyYAML's own parser, which differ, and nothing else. The
line is the one where the mistake was made (the opening bracket), not where it was noticed.
"""

from collections.abc import Callable

from backpt.language import yaml_text
from backpt.values import NamedTuple


class _Rule(NamedTuple):
    said: tuple[str, ...]
    """Any of these in libyaml's context or problem."""
    message: Callable[[], str]
    at_context: bool = False
    """Report the line where it began."""


_RULES = (
    _Rule(
        ("unknown escape", "escape code", "hexadecimal", "hexdecimal", "double-quoted"),
        lambda: yaml_text.BACKSLASH,
    ),
    _Rule(("quoted scalar",), lambda: yaml_text.OPEN_QUOTE, at_context=True),
    _Rule(("flow sequence",), lambda: yaml_text.OPEN_BRACKET, at_context=True),
    _Rule(("flow mapping",), lambda: yaml_text.OPEN_BRACE, at_context=True),
    _Rule(("expected ':'",), lambda: yaml_text.NO_COLON, at_context=True),
    _Rule(("sequence entries are not allowed",), lambda: yaml_text.ITEM_HERE),
    _Rule(("an alias", "an anchor"), lambda: yaml_text.BEGINS_WITH_STAR),
    _Rule(("tag",), lambda: yaml_text.BEGINS_WITH_TAG),
    _Rule(("block scalar",), lambda: yaml_text.AFTER_BLOCK),
    _Rule(("mapping keys are not allowed",), lambda: yaml_text.BEGINS_WITH_QUESTION),
    _Rule(("directive", "incompatible"), lambda: yaml_text.DIRECTIVE),
    _Rule(("document start", "document indicator"), lambda: yaml_text.OUTSIDE),
    _Rule(("expected key", "'-' indicator", "block end"), lambda: yaml_text.DOES_NOT_FIT),
)


def explained(error: Exception, text: str) -> tuple[int, str]:
    """Return the line, from 1, and the message for an error of either parser."""
    mark = getattr(error, "problem_mark", None)
    began = getattr(error, "context_mark", None) or mark
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    said = f"{getattr(error, 'context', None) or ''} {problem}"
    if mark is None:
        return 1, yaml_text.not_yaml_file(problem[:80])
    line, column = int(mark.line) + 1, int(mark.column)
    found = _line_of(text, line)
    if "\t" in (found[column : column + 1], found[:1]) or " tab " in problem:
        return line, yaml_text.TAB_BEFORE
    if ("cannot start any token" in said or "node content" in said) and found[column:].strip():
        return line, yaml_text.begins_with(found[column : column + 1])
    if "node content" in said:
        return line, yaml_text.ENDS_INSIDE
    if "mapping values are not allowed" in said:
        return line, _second_colon(found[:column])
    closed = found[:column].rstrip().endswith(("}", "]", '"', "'"))
    if closed and ("expected key" in said or "block end" in said):
        return line, yaml_text.GOES_ON
    for rule in _RULES:
        if any(words in said for words in rule.said):
            return int(began.line) + 1 if rule.at_context and began else line, rule.message()
    return line, yaml_text.not_yaml(problem[:80])


def _line_of(text: str, line: int) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[line - 1] if line <= len(lines) else ""


def _second_colon(before: str) -> str:
    return yaml_text.SECOND_COLON if ": " in before else yaml_text.COLON_HERE
