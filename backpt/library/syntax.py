"""What libyaml says of broken YAML -> the line to look at and what to do there.

Knows the wording of libyaml and of PyYAML's own parser, which differ, and nothing else. The
line is the one where the mistake was made (the opening bracket), not where it was noticed.
"""

from backpt.values import NamedTuple

_LINE_UP = "line it up with the line above, and put text with odd characters in quotes"


class _Rule(NamedTuple):
    said: tuple[str, ...]
    """Any of these in libyaml's context or problem."""
    message: str
    at_context: bool = False
    """Report the line where it began."""


_RULES = (
    _Rule(
        ("unknown escape", "escape code", "hexadecimal", "hexdecimal", "double-quoted"),
        "a backslash in double quotes begins a code; use single quotes or no backslash",
    ),
    _Rule(
        ("quoted scalar",),
        "the quotation mark here is not closed; add the closing one",
        at_context=True,
    ),
    _Rule(
        ("flow sequence",),
        "the bracket [ here is not closed; add ] or put the text in quotes",
        at_context=True,
    ),
    _Rule(
        ("flow mapping",),
        "the brace { here is not closed; add } or put the text in quotes",
        at_context=True,
    ),
    _Rule(("expected ':'",), "this line has no ': '; write it as name: value", at_context=True),
    _Rule(
        ("sequence entries are not allowed",),
        "a '- ' item cannot stand here; put it on a line of its own",
    ),
    _Rule(("an alias", "an anchor"), "text cannot begin with * or &; put it in quotes"),
    _Rule(("tag",), "text cannot begin with !; put it in quotes"),
    _Rule(
        ("block scalar",),
        "nothing may follow | or > on its line; begin the text on the next one, indented",
    ),
    _Rule(("mapping keys are not allowed",), "text cannot begin with '? '; put it in quotes"),
    _Rule(
        ("directive", "incompatible"), "a line that begins with % is not allowed; take it out"
    ),
    _Rule(
        ("document start", "document indicator"),
        "this stands outside the document; take it out, or the line before it",
    ),
    _Rule(
        ("expected key", "'-' indicator", "block end"),
        f"this line does not fit the ones above; {_LINE_UP}",
    ),
)


def explained(error: Exception, text: str) -> tuple[int, str]:
    """Return the line, from 1, and the message for an error of either parser."""
    mark = getattr(error, "problem_mark", None)
    began = getattr(error, "context_mark", None) or mark
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    said = f"{getattr(error, 'context', None) or ''} {problem}"
    if mark is None:
        return 1, f"this is not YAML ({problem[:80]}); check the file"
    line, column = int(mark.line) + 1, int(mark.column)
    found = _line_of(text, line)
    if "\t" in (found[column : column + 1], found[:1]) or " tab " in problem:
        return line, "a tab stands where only spaces may; indent with spaces"
    if ("cannot start any token" in said or "node content" in said) and found[column:].strip():
        return line, f"text cannot begin with {found[column : column + 1]}; put it in quotes"
    if "node content" in said:
        return line, "the file ends inside brackets or braces; close them with ] or }"
    if "mapping values are not allowed" in said:
        return line, _second_colon(found[:column])
    closed = found[:column].rstrip().endswith(("}", "]", '"', "'"))
    if closed and ("expected key" in said or "block end" in said):
        return line, "text goes on after a closing quote or bracket; quote it as a whole"
    for rule in _RULES:
        if any(words in said for words in rule.said):
            return int(began.line) + 1 if rule.at_context and began else line, rule.message
    return line, f"this is not YAML ({problem[:80]}); check the line"


def _line_of(text: str, line: int) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[line - 1] if line <= len(lines) else ""


def _second_colon(before: str) -> str:
    if ": " in before:
        return "a second ': ' on one line; put the text in quotes"
    return f"this line cannot have a ':' here; {_LINE_UP}, or end the line above with ':'"
