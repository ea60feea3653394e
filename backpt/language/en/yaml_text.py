"""What is wrong with a file before it can be read as YAML of ours, and what to do.

A message is "what is wrong; what to do", without a full stop.
"""

from __future__ import annotations

IS_UTF_16 = "this file is UTF-16; save it as UTF-8"
NOT_UTF_8 = "this is not UTF-8 text; save the file as UTF-8"
LONG_LINE = "this line is longer than a megabyte; break it"
TAB_IN_TEXT = "a tab stands inside text; use spaces"
KEY_IS_NO_LINE = "a name before ':' is empty or has several lines; write one word"
NO_MERGE = "'<<' (a merge) is not allowed; write the lines out"
SECOND_DOCUMENT = "a second document begins here; take the line '---' out"
NO_TAG = (
    "a tag (a word that begins with !) is not allowed; take it out, or put text that begins"
    " with ! in quotes"
)
BACKSLASH = "a backslash in double quotes begins a code; use single quotes or no backslash"
OPEN_QUOTE = "the quotation mark here is not closed; add the closing one"
OPEN_BRACKET = "the bracket [ here is not closed; add ] or put the text in quotes"
OPEN_BRACE = "the brace { here is not closed; add } or put the text in quotes"
NO_COLON = "this line has no ': '; write it as name: value"
ITEM_HERE = "a '- ' item cannot stand here; put it on a line of its own"
BEGINS_WITH_STAR = "text cannot begin with * or &; put it in quotes"
BEGINS_WITH_TAG = "text cannot begin with !; put it in quotes"
AFTER_BLOCK = "nothing may follow | or > on its line; begin the text on the next one, indented"
BEGINS_WITH_QUESTION = "text cannot begin with '? '; put it in quotes"
DIRECTIVE = "a line that begins with % is not allowed; take it out"
OUTSIDE = "this stands outside the document; take it out, or the line before it"
TAB_BEFORE = "a tab stands where only spaces may; indent with spaces"
ENDS_INSIDE = "the file ends inside brackets or braces; close them with ] or }"
GOES_ON = "text goes on after a closing quote or bracket; quote it as a whole"
SECOND_COLON = "a second ': ' on one line; put the text in quotes"
_LINE_UP = "line it up with the line above, and put text with odd characters in quotes"
DOES_NOT_FIT = f"this line does not fit the ones above; {_LINE_UP}"
COLON_HERE = f"this line cannot have a ':' here; {_LINE_UP}, or end the line above with ':'"


def reorders(code: str) -> str:
    return f"this line holds a character that reorders text ({code}); delete it"


def control_character(code: str) -> str:
    return f"this line holds a control character ({code}); delete it"


def did_you_mean(near: str) -> str:
    return f"; did you mean '{near}'?"


def and_more(many: int) -> str:
    return f"and {many} more; correct these first"


def key_is_no_word(what: str) -> str:
    return f"a name cannot be a list or map; put text in {what} in quotes"


def key_twice(key: str, before: int) -> str:
    return f"{key} is here twice, first on line {before}; take one out"


def no_alias(alias: str) -> str:
    return (
        f"{alias} (an alias) is not allowed; write the text out, or put text that begins"
        " with * in quotes"
    )


def no_anchor(anchor: str) -> str:
    return (
        f"{anchor} (an anchor) is not allowed; take it out, or put text that begins with &"
        " in quotes"
    )


def too_many_values(most: int) -> str:
    return f"more than {most:,} values; take something out"


def too_many_entries(most: int) -> str:
    return f"more than {most:,} entries in one place; take some out"


def too_deep(most: int) -> str:
    return f"nested deeper than {most} levels; take out brackets or spaces"


def not_yaml_file(problem: str) -> str:
    return f"this is not YAML ({problem}); check the file"


def not_yaml(problem: str) -> str:
    return f"this is not YAML ({problem}); check the line"


def begins_with(character: str) -> str:
    return f"text cannot begin with {character}; put it in quotes"
