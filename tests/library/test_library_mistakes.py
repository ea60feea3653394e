"""Mistakes and what is said of them: the YAML is what a person wrote, below it every sentence.

The sentences are a promise, word for word; ``own.yaml:`` stands before each.
"""

# ruff: noqa: E501  # a sentence stands here as it is said, in one piece

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = (
    pytest.param(
        "version: 1\nexercises:\n\tbridge:\n",
        ("3: a tab stands where only spaces may; indent with spaces",),
        id="a tab is named as such",
    ),
    pytest.param(
        "version: 1\nexercises:\n  bridge:\n  \tname: Bridge\n",
        ("4: a tab stands where only spaces may; indent with spaces",),
        id="a tab after a space is named as such",
    ),
    pytest.param(
        "version: 1\nexercises:\n  bridge:\n    name: Leg\tlift\n",
        ("4: a tab stands inside text; use spaces",),
        id="a tab inside text is named as such",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: 'Bridge
    phase: 1
""",
        ("4: the quotation mark here is not closed; add the closing one",),
        id="an unclosed quote is reported where it opens",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    avoid: [A, B
    phase: 1
""",
        ("4: the bracket [ here is not closed; add ] or put the text in quotes",),
        id="an unclosed bracket is reported where it opens",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    dose: {reps: 8
    phase: 1
""",
        ("4: the brace { here is not closed; add } or put the text in quotes",),
        id="an unclosed brace is reported where it opens",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    cue: Remember: breathe
""",
        ("4: a second ': ' on one line; put the text in quotes",),
        id="a second colon in text asks for quotes",
    ),
    pytest.param(
        """\
version: 1
exercises
routines: {}
""",
        ("2: this line has no ': '; write it as name: value",),
        id="a line without a colon is shown",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
   phase: 1
""",
        (
            "5: this line does not fit the ones above; line it up with the line above, and put text with odd characters in quotes",
        ),
        id="a wrong indentation is shown",
    ),
    pytest.param(
        """\
version: 1
  exercises: {}
""",
        (
            "2: this line cannot have a ':' here; line it up with the line above, and put text with odd characters in quotes, or end the line above with ':'",
        ),
        id="an indented line under a value is shown",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    cue: {side} knee up
""",
        ("4: text goes on after a closing quote or bracket; quote it as a whole",),
        id="a brace at the start of text asks for quotes",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: 'Child's pose'
""",
        ("4: text goes on after a closing quote or bracket; quote it as a whole",),
        id="an apostrophe in single quotes asks for other quotes",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    cue: % of your best
""",
        ("4: text cannot begin with %; put it in quotes",),
        id="a percent sign at the start asks for quotes",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    cue: @home
""",
        ("4: text cannot begin with @; put it in quotes",),
        id="an at sign at the start asks for quotes",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    cue: *slowly* up
""",
        ("4: text cannot begin with * or &; put it in quotes",),
        id="a star at the start asks for quotes",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    cue: !slowly up
""",
        (
            "4: a tag (a word that begins with !) is not allowed; take it out, or put text that begins with ! in quotes",
        ),
        id="an exclamation mark at the start asks for quotes",
    ),
    pytest.param(
        'version: 1\nexercises:\n  bridge:\n    cue: "up\\down"\n',
        ("4: a backslash in double quotes begins a code; use single quotes or no backslash",),
        id="a backslash in double quotes is explained",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    cue: | up
""",
        ("4: nothing may follow | or > on its line; begin the text on the next one, indented",),
        id="text after the bar of a block is explained",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    steps: - up
""",
        ("4: a '- ' item cannot stand here; put it on a line of its own",),
        id="an item beside its key is explained",
    ),
    pytest.param(
        """\
version: 1
exercises: *all
""",
        (
            "2: '*all' (an alias) is not allowed; write the text out, or put text that begins with * in quotes",
        ),
        id="an alias is refused",
    ),
    pytest.param(
        """\
version: 1
exercises: &all
  bridge: {}
""",
        (
            "2: '&all' (an anchor) is not allowed; take it out, or put text that begins with & in quotes",
        ),
        id="an anchor is refused",
    ),
    pytest.param(
        """\
version: 1
exercises: !!python/object:os.system {}
""",
        (
            "2: a tag (a word that begins with !) is not allowed; take it out, or put text that begins with ! in quotes",
        ),
        id="a tag is refused",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    <<: {name: Bridge}
""",
        ("4: '<<' (a merge) is not allowed; write the lines out",),
        id="a merge key is refused",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    name: Bridge
""",
        ("5: 'name' is here twice, first on line 4; take one out",),
        id="a duplicate key is refused with both lines",
    ),
    pytest.param(
        """\
version: 1
? [a, b]
: c
""",
        ("2: a name cannot be a list or map; put text in brackets in quotes",),
        id="a list as a key is refused",
    ),
    pytest.param(
        """\
version: 1
---
version: 1
""",
        ("2: a second document begins here; take the line '---' out",),
        id="a second document is refused",
    ),
    pytest.param(
        """\
version: 1
...
more: 1
""",
        ("3: this stands outside the document; take it out, or the line before it",),
        id="text after the document is refused",
    ),
    pytest.param(
        """\
%YAML 2.0
---
version: 1
""",
        ("1: a line that begins with % is not allowed; take it out",),
        id="a directive of another YAML is refused",
    ),
    pytest.param(
        """\
version: 1
x: [[[[[[[[[[[[[1]]]]]]]]]]]]]
""",
        ("2: nested deeper than 12 levels; take out brackets or spaces",),
        id="deep nesting is refused",
    ),
    pytest.param(
        "version: 1\nexercises:\n  bridge:\n    name: \x1b[31mBridge\n",
        ("4: this line holds a control character (U+001B); delete it",),
        id="a terminal escape is refused",
    ),
    pytest.param(
        'version: 1\nexercises:\n  bridge:\n    name: "\\e[31mBridge"\n',
        ("4: this line holds a control character (U+001B); delete it",),
        id="a terminal escape that is spelled out is refused",
    ),
    pytest.param(
        'version: 1\nexercises:\n  "\\x1b[2J": {}\n',
        ("3: this line holds a control character (U+001B); delete it",),
        id="a terminal escape in a key is refused",
    ),
    pytest.param(
        "version: 1\n# a\x00b\n",
        ("2: this line holds a control character (U+0000); delete it",),
        id="a NUL is refused",
    ),
    pytest.param(
        "version: 1\nexercises:\n  bridge:\n    name: Bri\u202edge\n",
        ("4: this line holds a character that reorders text (U+202E); delete it",),
        id="reordered text is refused",
    ),
    pytest.param(
        'version: 1\nexercises:\n  bridge:\n    name: "Bri\\u202Edge"\n',
        ("4: this line holds a character that reorders text (U+202E); delete it",),
        id="reordered text that is spelled out is refused",
    ),
    pytest.param(
        "",
        ("1: the file is empty; begin it with 'version: 1', then 'exercises:'",),
        id="an empty file says how to begin",
    ),
    pytest.param(
        """\
# mine
""",
        ("1: the file is empty; begin it with 'version: 1', then 'exercises:'",),
        id="a file of comments says how to begin",
    ),
    pytest.param(
        """\
- bridge
""",
        ("1: the file is not a map; begin it with 'version: 1', then 'exercises:'",),
        id="a list at the top says how to begin",
    ),
    pytest.param(
        """\
exercises: {}
""",
        ("1: 'version' is missing; begin the file with 'version: 1'",),
        id="a missing version says how to begin",
    ),
    pytest.param(
        """\
version: 2
news: 1
""",
        ("1: this backpt reads version 1 and the file has 2; update backpt",),
        id="a newer version asks for an update and nothing else",
    ),
    pytest.param(
        """\
version: 1.0
""",
        ("1: version: this is not a version; write 'version: 1'",),
        id="a version with a point is no version",
    ),
    pytest.param(
        """\
version: 1
exercizes: {}
""",
        ("2: unknown section 'exercizes'; did you mean 'exercises'?",),
        id="an unknown section is compared with the known ones",
    ),
    pytest.param(
        """\
version: 1
exercises:
  - bridge
""",
        ("2: exercises: write each entry as 'name:' with its fields under it",),
        id="a section that is a list says what it is",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge: yes
""",
        ("3: exercise 'bridge' has no fields; write 'name: value' lines under it, indented",),
        id="an entry without fields says so",
    ),
    pytest.param(
        """\
version: 1
exercises:
  My Bridge: {name: Bridge, dose: {reps: 8, hold: 5s}}
""",
        (
            "3: 'My Bridge' cannot be an id; use up to 40 lower-case letters, digits and hyphens, a letter first",
        ),
        id="an id of capitals and spaces is refused",
    ),
    pytest.param(
        """\
version: 1
routines:
  heat: {name: Heat, exercises: [cat-cow]}
""",
        ("3: 'heat' has its own meaning in a routine; choose another name",),
        id="a reserved word is no id",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8, hold: 5s}
    catgory: core
""",
        ("6: exercise 'bridge' has an unknown field 'catgory'; did you mean 'category'?",),
        id="an unknown field is compared with the known ones",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge: {phase: 1}
""",
        (
            "3: exercise 'bridge' has no 'name'; add it (as it is spoken)",
            "3: exercise 'bridge' has no 'dose'; add it (how much of it to do)",
        ),
        id="missing name and dose are both named",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8, hold: 5s}
    position:
""",
        ("6: position: nothing is written here; give a value or take it out",),
        id="a field without a value says so",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8, hold: 5s}
    category: strenght
""",
        ("6: category: 'strenght' is not known; did you mean 'strength'?",),
        id="a misspelled choice is compared with the known ones",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8, hold: 5s}
    position: floor
""",
        (
            "6: position: 'floor' is not known; write one of supine, prone, side-lying, quadruped, half-kneeling, kneeling, seated, standing, wall",
        ),
        id="an unknown choice lists what there is",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: The very slow single leg bridge
    dose: {reps: 8, hold: 5s}
""",
        ("4: name: 'The very slow single leg bridge' has more than 4 words; shorten it",),
        id="a long name is refused",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8, hold: 5s}
    aliases: hip lift
""",
        ("6: aliases: this is a list; write [hip lift]",),
        id="text where a list belongs says how to write it",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8, hold: 5s}
    cue: [up, down]
""",
        ("6: cue: a list has no place here; write one value",),
        id="a list where text belongs is refused",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8, hold: 5s}
    cue: {side: knee}
""",
        (
            "6: cue: braces or lines of their own have no place here; write one value, in quotes if it is text with braces",
        ),
        id="a map where text belongs is refused",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8, hold: 5s}
    steps: [{Breathe: out}]
""",
        ("6: steps: text with ': ' in it needs quotes; put the line in quotes",),
        id="a colon in an item asks for quotes",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8, hold: 5s}
    cue: 'Lift your {leg}'
""",
        (
            "6: cue: only {side}, {other}, {Side} and {Other} may stand in braces; write the text without others",
        ),
        id="unknown braces in a cue are refused",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8, hold: 5s}
    cue: 'Lift your {side} leg'
""",
        ("5: the cue names {side} and both sides work at once; add 'sides: each'",),
        id="the cue of both sides names none",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8, hold: 5s}
    area: [low back]
""",
        ("6: area: 'low back' is not a code; write one word, like low-back",),
        id="a code of several words is refused",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8, hold: 5s}
    phase: 4
""",
        ("6: phase: 4 is out of range; write a number from 1 to 3",),
        id="a phase beyond three is refused",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8, hold: 5s}
    easier: null
""",
        ("6: easier: 'null' names nothing; take the line out",),
        id="null is no exercise",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8, hold: 5s}
    side-words: {left: Left leg}
""",
        ("6: 'side-words' has no 'right'; add it (what is said for the right)",),
        id="one of two side words is not enough",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8, hold: 5s}
    figure: bridge.svg
""",
        ("6: figure: this is a map; write 'name: value' lines under it",),
        id="a figure that is no map is refused",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8, hold: 5s}
    cleared: {by: Dr Who}
""",
        ("6: 'cleared' has no 'date'; add it (when it was cleared)",),
        id="who cleared an exercise needs a date",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {sets: 1e3, reps: 8, hold: 5s}
""",
        ("5: sets: '1e3' is not a whole number; write digits, like 3",),
        id="a power of ten is no whole number",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 007, hold: 5s}
""",
        ("5: reps: '007' begins with a zero; write 7",),
        id="leading zeros are refused",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 999999999999, hold: 5s}
""",
        ("5: reps: 999999999999 is out of range; write a number from 1 to 100",),
        id="a number of many digits is a number",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 1_0, hold: 5s}
""",
        ("5: reps: '1_0' is not a whole number; write digits, like 3",),
        id="underscores in numbers are refused",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: no, hold: 5s}
""",
        ("5: reps: 'no' is not a whole number; write digits, like 3",),
        id="a word is no number",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {sets: 40, reps: 8, hold: 5s}
""",
        ("5: sets: 40 is out of range; write a number from 1 to 10",),
        id="too many sets are refused",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8, hold: 5}
""",
        ("5: hold: '5' has no unit; write 5s for seconds or 5 min for minutes",),
        id="a bare number is no duration",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8, hold: 1:30}
""",
        ("5: hold: '1:30' is not a duration; write 1m30s",),
        id="a clock time is no duration",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8, hold: 20 min}
""",
        ("5: hold: '20 min' is too long; write at most 10 min",),
        id="a long hold is refused",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {time: 2s}
""",
        ("5: time: '2s' is too short; write at least 5s",),
        id="a short time is refused",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8, time: 1 min}
""",
        ("5: a dose has 'reps' or 'time', not both; take one out",),
        id="reps and time exclude each other",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {time: 1 min, hold: 5s}
""",
        ("5: 'time' is one long step; take 'out', 'hold', 'back' and 'relax' out",),
        id="time and hold exclude each other",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {time: 1 min, pace: self}
""",
        ("5: 'time' is one long step that is timed; take 'pace: self' out",),
        id="time and pace exclude each other",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {hold: 5s}
""",
        ("5: the dose does not say how much; add 'reps: 10' or 'time: 1 min'",),
        id="a dose says how much",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {}
""",
        ("5: the dose does not say how much; add 'reps: 10' or 'time: 1 min'",),
        id="an empty dose says how much",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8}
""",
        ("5: a rep takes no time; add 'hold: 5s', 'out: 3s' or 'pace: self'",),
        id="a rep takes time",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {sets: 2, reps: [3, 2, 1], hold: 5s}
""",
        ("5: 'reps' lists 3 sets and 'sets' says 2; take 'sets' out",),
        id="a pyramid has its own number of sets",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], hold: 5s}
""",
        ("5: reps: 11 sets; write 1 to 10 numbers, one a set",),
        id="a pyramid has at most ten sets",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8, hold: 5s, side: each}
""",
        ("5: 'dose' has an unknown field 'side'; did you mean 'sides'?",),
        id="side is sides",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8, pace: slow}
""",
        ("5: pace: 'slow' is not known; write self",),
        id="pace is self or left out",
    ),
    pytest.param(
        """\
version: 1
routines:
  mine:
    name: Mine
    exercises:
      - cat-cwo
""",
        ("6: no exercise is called 'cat-cwo'; did you mean 'cat-cow'?",),
        id="an unknown exercise in a routine is compared with the known ones",
    ),
    pytest.param(
        """\
version: 1
routines:
  mine:
    name: Mine
    exercises:
      - cat-cow
      - rest
""",
        ("7: 'rest' needs a length; write 'rest: 10 min'",),
        id="rest needs a length",
    ),
    pytest.param(
        """\
version: 1
routines:
  mine:
    name: Mine
    exercises:
      - heat: 25 min
""",
        ("6: heat: '25 min' is too long; write at most 20 min",),
        id="a pack is at most 20 minutes",
    ),
    pytest.param(
        """\
version: 1
routines:
  mine:
    name: Mine
    exercises:
      - cold: 10
""",
        ("6: cold: '10' has no unit; write 10s for seconds or 10 min for minutes",),
        id="a pack of a bare number asks for a unit",
    ),
    pytest.param(
        """\
version: 1
routines:
  mine:
    name: Mine
    exercises:
      - cat-cow:
        reps: 3
""",
        (
            "6: an item has one name, and here are 2; write '- cat-cow: {reps: ...}', or indent the lines under it twice",
        ),
        id="an item with two names is explained",
    ),
    pytest.param(
        """\
version: 1
routines:
  mine:
    name: Mine
    exercises:
      - cat-cow:
""",
        (
            "6: 'cat-cow' is followed by no dose; write '- cat-cow', or '{reps: 5}' after the colon",
        ),
        id="an item with a colon and nothing else is explained",
    ),
    pytest.param(
        """\
version: 1
routines:
  mine: {name: Mine, exercises: []}
""",
        ("3: exercises: this is a list; write one exercise a line, each after '- '",),
        id="a routine is not empty",
    ),
    pytest.param(
        """\
version: 1
routines:
  mine: {name: Mine, exercises: cat-cow}
""",
        ("3: exercises: this is a list; write one exercise a line, each after '- '",),
        id="a routine is a list",
    ),
    pytest.param(
        """\
version: 1
routines:
  mine:
    name: Mine
    exercises:
      - walk: {reps: 3}
""",
        ("6: a rep takes no time; add 'hold: 5s', 'out: 3s' or 'pace: self'",),
        id="a changed dose must still take time",
    ),
    pytest.param(
        """\
version: 1
routines:
  mine:
    name: Mine
    exercises:
      - walk: {hold: 5s}
""",
        ("6: walk is one long step here; change its 'time' instead",),
        id="a change that changes nothing is refused",
    ),
    pytest.param(
        """\
version: 1
routines:
  mine:
    name: Mine
    exercises:
      - cat-cow: {holds: 5s}
""",
        ("6: 'cat-cow' in this routine has an unknown field 'holds'; did you mean 'hold'?",),
        id="an unknown field of a dose in a routine is named",
    ),
    pytest.param(
        """\
version: 1
routines:
  mine:
    name: Mine
    exercises:
      - walk: {time: 60 min, sets: 4}
""",
        ("3: 'mine' takes 4.0 hours; make it 3 hours at most",),
        id="a routine of more than three hours is refused",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8, hold: 5s}
    easier: cat-kow
""",
        ("6: easier: no exercise is called 'cat-kow'; did you mean 'cat-cow'?",),
        id="an unknown easier exercise is compared with the known ones",
    ),
    pytest.param(
        """\
version: 1
exercises:
  a: {name: A, dose: {reps: 8, hold: 5s}, harder: b}
  b: {name: B, dose: {reps: 8, hold: 5s}, harder: a}
""",
        ("3: harder: a -> b -> a is a circle; take one 'harder' out",),
        id="a ladder in a circle is refused",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8, hold: 5s}
    easier: bridge
""",
        ("6: easier: bridge -> bridge is a circle; take one 'easier' out",),
        id="an exercise is not easier than itself",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8, hold: 5s}
    avoid: [OSTEO_FLX]
""",
        ("6: avoid: no precaution has the code 'OSTEO_FLX'; did you mean 'OSTEO_FLEX'?",),
        id="an unknown precaution is compared with the known ones",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8, hold: 5s}
    sources: [BOOK]
""",
        ("6: warning: no source is called 'BOOK'; add it under 'sources:'",),
        id="an unknown source is a warning",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8, hold: 5s}
    aliases: [Cat Stretch]
""",
        ("6: warning: aliases: 'Cat Stretch' also means cat-cow; use another word",),
        id="an alias of two exercises is a warning",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    dose: {reps: 8, hold: 5s}
    aliases: [cat stretch]
routines:
  mine: {name: Mine, exercises: [cat-stretch]}
""",
        (
            "6: warning: aliases: 'cat stretch' also means cat-cow; use another word",
            "8: 'cat-stretch' may mean cat-cow or bridge; write one of them",
        ),
        id="an ambiguous alias in a routine asks which",
    ),
    pytest.param(
        """\
version: 1
exercises:
  clam:
    name: Clam
    position: side-lying
    dose: {reps: 8, hold: 5s, sides: each}
""",
        (
            "6: lying on the side, left and right are unclear; add 'side-words: {left: ..., right: ...}'",
        ),
        id="lying on the side needs words for the sides",
    ),
    pytest.param(
        """\
version: 1
precautions:
  OSTEO_FLEX: {level: warn, why: My doctor said so, do: Go on.}
""",
        ("3: level: OSTEO_FLEX blocks and cannot be lowered; write 'level: block'",),
        id="a precaution is never lowered",
    ),
    pytest.param(
        """\
version: 1
precautions:
  SOCKS: {level: warn, why: Your socks are wet.}
""",
        (
            "3: precaution 'SOCKS' warns and does not say what to do; add 'do:', like 'do: Bend less than 45 degrees.'",
        ),
        id="a warning says what to do",
    ),
    pytest.param(
        """\
version: 1
exercises:
  towel:
    name: Towel
    dose: {reps: 3, hold: 5s}
    avoid: [WRIST, OSTEO_FLEX]
    careful:
      WRIST: Use your fists.
      OSTEO_FLEX: Bend less.
""",
        (
            "7: careful: 'OSTEO_FLEX' is no code under 'avoid' that warns; add it there, or take it out",
        ),
        id="what to do belongs to a code that warns",
    ),
    pytest.param(
        """\
version: 1
exercises:
  towel:
    name: Towel
    dose: {reps: 3, hold: 5s}
    careful: [WRIST]
""",
        ("6: careful: this is a map; write 'CODE: What to do.' lines under it",),
        id="what to do stands beside its code",
    ),
    pytest.param(
        """\
version: 1
exercises:
  towel:
    name: Towel
    dose: {reps: 3, hold: 5s}
    avoid: [WRIST]
    careful:
      my wrist: Use your fists.
      WRIST: []
""",
        (
            "8: careful: 'my wrist' is not a code; write one word, like KNEE_BEND",
            "9: careful: a list has no place here; write one value",
        ),
        id="what to do is text beside a code",
    ),
    pytest.param(
        """\
version: 1
exercises:
  cat-cow:
    name: Cat-cow
    dose: {reps: 8, hold: 5s}
    avoid: [WRIST]
""",
        ("6: warning: avoid: OSTEO_FLEX of the built-in cat-cow is kept; write it here too",),
        id="a precaution code that is left out is kept with a warning",
    ),
    pytest.param(
        """\
version: 1
routines:
  cat-cow: {name: Mine, exercises: [cat-cow]}
""",
        ("3: warning: 'cat-cow' is an exercise too; choose another id",),
        id="a routine with the id of an exercise is a warning",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge:
    name: Bridge
    category: strenght
    dose: {reps: 8, hold: 5}
    stepz: [up]
    avoid: [NONE]
routines:
  mine: {name: Mine, exercises: [bridg]}
""",
        (
            "5: category: 'strenght' is not known; did you mean 'strength'?",
            "6: hold: '5' has no unit; write 5s for seconds or 5 min for minutes",
            "7: exercise 'bridge' has an unknown field 'stepz'; did you mean 'steps'?",
            "8: avoid: no precaution has the code 'NONE'; add it under 'precautions:'",
            "10: no exercise is called 'bridg'; did you mean 'bridge'?",
        ),
        id="five mistakes are five sentences at once",
    ),
    pytest.param(
        """\
version: 1
exercises:
  bridge: {name: Bridge, aliases: [hip lift], dose: {reps: 8, hold: 5}}
routines:
  mine: {name: Mine, exercises: [hip lift]}
""",
        ("3: hold: '5' has no unit; write 5s for seconds or 5 min for minutes",),
        id="one mistake in an exercise is not repeated where it is named",
    ),
    pytest.param(
        """\
version: 1
exercises:
  cat-cow: {name: Cat-cow, dose: {time: 60 min, sets: 3}}
""",
        ("3: with this dose 'short' takes 3.2 hours; make it 3 hours at most",),
        id="a changed exercise must fit the built-in routines",
    ),
    pytest.param(
        """\
version: 1
exercises:
  a1:
    name: A
    dose: {sets: 10, reps: 100, out: 60s, hold: 10 min, back: 60s}
  cat-cow: {name: Cat-cow, dose: {time: 60 min, sides: each, sets: 2}}
routines:
  mine: {name: Mine, exercises: [a1]}
""",
        (
            "5: 'a1' takes 200.0 hours; make it 3 hours at most",
            "6: 'cat-cow' takes 4.0 hours; make it 3 hours at most",
        ),
        id="a dose longer than any sitting is told once, whatever has it",
    ),
)


@pytest.mark.parametrize(("written", "sentences"), CASES)
def test_mistake(
    written: str, sentences: tuple[str, ...], said_of: Callable[[str], tuple[str, ...]]
) -> None:
    assert said_of(written) == tuple(f"own.yaml:{sentence}" for sentence in sentences)
