"""What is wrong in a file of exercises, of settings or of safety, and what to do about it.

A message is "what is wrong; what to do", without a full stop.
"""

from __future__ import annotations

from backpt.language.en.durations import how_many

TAKE_IT_OUT = "; take it out"
IS_EMPTY = "the file is empty"
IS_NO_MAP = "the file is not a map"
DOSE_SAYS_NOTHING = "the dose does not say how much; add 'reps: 10' or 'time: 1 min'"
REPS_OR_TIME = "a dose has 'reps' or 'time', not both; take one out"
TIME_NOT_SELF = "'time' is one long step that is timed; take 'pace: self' out"
TIME_NOT_PARTS = "'time' is one long step; take 'out', 'hold', 'back' and 'relax' out"
EXERCISES_ARE_A_LIST = "exercises: this is a list; write one exercise a line, each after '- '"
NO_EXERCISE = "this is not an exercise; write its id"
NAME_ONE = "name one of the library's"
ADD_UNDER_PRECAUTIONS = "; add it under 'precautions:'"
REP_TAKES_NO_TIME = "a rep takes no time; add 'hold: 5s', 'out: 3s' or 'pace: self'"
CUE_NAMES_SIDE = "the cue names {side} and both sides work at once; add 'sides: each'"
SIDES_UNCLEAR = (
    "lying on the side, left and right are unclear; add 'side-words: {left: ..., right: ...}'"
)
ADD_BY_HAND = (
    "this file is laid out so that nothing can be added to it safely; add the entries by hand:"
    " backpt edit"
)
ADD_IT = "; add it"
GOES_DOWN = "goes down; write the smaller one first"
STAYS = "does not grow; write a higher end, or take it out"
PYRAMID_GROWS_IN_REPS = (
    "grow, sets: a pyramid grows in its reps, all sets together; write 'reps' instead"
)
STEP_TOO_LONG = "has a step that is longer than the whole way; write a shorter one"
SETTINGS_ARE_LINES = "settings are lines like 'setup: slow'"


def no_fields(what: str) -> str:
    return f"{what} has no fields; write 'name: value' lines under it, indented"


def unknown_field(what: str, key: str, near: str) -> str:
    return f"{what} has an unknown field {key}{near}"


def missing_field(what: str, key: str, doc: str) -> str:
    return f"{what} has no '{key}'; add it ({doc})"


def nothing_written(key: str) -> str:
    return f"{key}: nothing is written here; give a value or take it out"


def braces_here(key: str) -> str:
    return (
        f"{key}: braces or lines of their own have no place here; write one value, in"
        " quotes if it is text with braces"
    )


def list_here(key: str) -> str:
    return f"{key}: a list has no place here; write one value"


def too_many_words(key: str, text: str, most: int) -> str:
    return f"{key}: {text} has more than {most} words; shorten it"


def other_braces(key: str) -> str:
    return (
        f"{key}: only {{side}}, {{other}}, {{Side}} and {{Other}} may stand in braces;"
        " write the text without others"
    )


def too_many_characters(key: str, length: int, most: int) -> str:
    return f"{key}: the text is {length:,} characters; the most is {most:,}"


def list_of(key: str, text: str) -> str:
    return f"{key}: this is a list; write [{text}]"


def is_list(key: str) -> str:
    return f"{key}: this is a list; write [one, two], or [] for none"


def needs_quotes(key: str) -> str:
    return f"{key}: text with ': ' in it needs quotes; put the line in quotes"


def no_code_like_back(key: str, code: str) -> str:
    return f"{key}: {code} is not a code; write one word, like low-back"


def is_map_of_codes(key: str) -> str:
    return f"{key}: this is a map; write 'CODE: What to do.' lines under it"


def no_code_like_knee(key: str, code: str) -> str:
    return f"{key}: {code} is not a code; write one word, like KNEE_BEND"


def not_known(key: str, text: str, near: str) -> str:
    return f"{key}: {text} is not known{near}"


def no_whole_number(key: str, text: str, like: int) -> str:
    return f"{key}: {text} is not a whole number; write digits, like {like}"


def begins_with_zero(key: str, text: str, plain: str) -> str:
    return f"{key}: {text} begins with a zero; write {plain}"


def out_of_range(key: str, text: str, low: int, high: int) -> str:
    return f"{key}: {text} is out of range; write a number from {low} to {high}"


def too_many_sets(key: str, sets: int, most: int) -> str:
    return f"{key}: {sets} sets; write 1 to {most} numbers, one a set"


def too_short(key: str, text: str, least: str) -> str:
    return f"{key}: {text} is too short; write at least {least}"


def too_long(key: str, text: str, most: str) -> str:
    return f"{key}: {text} is too long; write at most {most}"


def names_nothing(key: str, text: str) -> str:
    return f"{key}: {text} names nothing; take the line out"


def is_map(key: str) -> str:
    return f"{key}: this is a map; write 'name: value' lines under it"


def begin_with_version(said: str, version: int) -> str:
    return f"{said}; begin it with 'version: {version}', then 'exercises:'"


def unknown_section(section: str, near: str) -> str:
    return f"unknown section {section}{near}"


def version_missing(version: int) -> str:
    return f"'version' is missing; begin the file with 'version: {version}'"


def reads_version(version: int, found: str) -> str:
    return f"this backpt reads version {version} and the file has {found}"


def update_to_read(reads: str) -> str:
    return f"{reads}; update backpt"


def no_version(version: int) -> str:
    return f"version: this is not a version; write 'version: {version}'"


def write_entries(section: str) -> str:
    return f"{section}: write each entry as 'name:' with its fields under it"


def no_code(code: str) -> str:
    return f"{code} is not a code; use letters, digits, '-' and '_'"


def has_own_meaning(id_: str) -> str:
    return f"{id_} has its own meaning in a routine; choose another name"


def no_id(id_: str) -> str:
    return (
        f"{id_} cannot be an id; use up to 40 lower-case letters, digits and hyphens, a"
        " letter first"
    )


def reps_and_sets(many: int, sets: object) -> str:
    return f"'reps' lists {many} sets and 'sets' says {sets}; take 'sets' out"


def needs_length(shown: str, kind: str) -> str:
    return f"{shown} needs a length; write '{kind}: 10 min'"


def one_name_an_item(many: int, first: str, second: str) -> str:
    return (
        f"an item has one name, and here are {many}; write '- {first}: {{{second}: ...}}',"
        " or indent the lines under it twice"
    )


def no_dose_after(shown: str, name: str) -> str:
    return f"{shown} is followed by no dose; write '- {name}', or '{{reps: 5}}' after the colon"


def in_this_routine(name: str) -> str:
    return f"{name} in this routine"


def says_not_what_to_do(id_: str) -> str:
    return (
        f"precaution {id_} warns and does not say what to do; add 'do:', like 'do: Bend"
        " less than 45 degrees.'"
    )


def may_mean(name: str, ids: str) -> str:
    return f"{name} may mean {ids}; write one of them"


def did_you_mean_this(name: str) -> str:
    return f"did you mean '{name}'?"


def no_exercise_called(name: str, what_to_do: str) -> str:
    return f"no exercise is called {name}; {what_to_do}"


def is_circle(step: str, circle: str) -> str:
    return f"{step}: {circle} is a circle; take one '{step}' out"


def no_precaution(code: str, near: str) -> str:
    return f"avoid: no precaution has the code {code}{near}"


def no_careful(code: str) -> str:
    return f"careful: {code} is no code under 'avoid' that warns; add it there, or take it out"


def no_source(source: str) -> str:
    return f"no source is called {source}; add it under 'sources:'"


def no_strain(strain: str, near: str) -> str:
    return f"strains: {strain} is none of them{near}"


def keep_block(id_: str) -> str:
    return f"level: {id_} blocks and cannot be lowered; write 'level: block'"


def keep_avoid(lost: str, id_: str) -> str:
    return f"avoid: {lost} of the built-in {id_} is kept; write it here too"


def alias_taken(alias: str, owner: str) -> str:
    return f"aliases: {alias} also means {owner}; use another word"


def id_is_exercise(id_: str) -> str:
    return f"{id_} is an exercise too; choose another id"


def is_long_step(id_: str) -> str:
    return f"{id_} is one long step here; change its 'time' instead"


def with_this_dose(id_: str, fault: str) -> str:
    return f"with this dose {id_} {fault}"


def takes_hours(hours: float, most: float) -> str:
    return f"takes {hours:.1f} hours; make it {most:g} hours at most"


def packs_cannot_be(near: str) -> str:
    return f"cannot be done: {near}; put exercises or a rest between, or take one out"


def begin_map_with_version(version: int) -> str:
    return f"the file is not a map; begin it with 'version: {version}'"


def cleared_already(id_: str) -> str:
    return f"{id_} is cleared already; to change it: backpt edit"


def is_here_already(id_: str) -> str:
    return f"{id_} is here already; choose another name"


def write_rows(section: str) -> str:
    return f"{section}: write each row as 'name:' with its fields under it"


def no_number(value: str, like: str) -> str:
    return f"{value} is no number; write {like}"


def number_cannot_be(value: str, like: str, least: float, most: float) -> str:
    return f"{value} cannot be; write {like}, from {least:g} to {most:g}"


def nothing_called(name: str, code: str, near: str) -> str:
    return f"{name}: nothing is called {code}{near}"


def no_number_called(name: str, number: str) -> str:
    return f"{name}: no number is called {number}; add it to 'numbers:'"


def words_missing(name: str) -> str:
    return f"words: '{name}' is missing; add it"


def no_page(page: str, words: str) -> str:
    return f"page: {page} is not among '{words}'; add it there"


def page_full(page: str, most: int) -> str:
    return f"page: {page} has more than {most} lines; use another"


def key_taken(card: str, key: str) -> str:
    return f"press: the {card} card has the key {key} already"


def no_setting(name: str, also: str) -> str:
    return f"there is no setting {name}{also}"


def setting_is_one_of(name: str, values: str) -> str:
    return f"{name} is one of: {values}"


def checked(files: int, problems: int, warnings: int) -> str:
    """Return how much was looked at and found: "2 files, 3 problems, of them 1 warning"."""
    found = how_many(problems, "problem") if problems else "no problems"
    mere = f", of them {how_many(warnings, 'warning')}" if warnings else ""
    return f"{how_many(files, 'file')}, {found}{mere}"


def write_one_of(options: tuple[str, ...]) -> str:
    return f"; write {'one of ' * (len(options) > 1)}{', '.join(options)}"


def write_one_or(options: tuple[str, ...]) -> str:
    return f"; write {' or '.join(options)}"


def fault_in(routine: str, fault: str) -> str:
    return f"in {routine}: {fault}"


def fault_of_figure(pose: str, fault: str) -> str:
    """``pose`` is empty where it is of the whole figure."""
    return f"figure {pose}: {fault}" if pose else f"figure: {fault}"


# --- how often, and how a dose grows ---------------------------------------------------


def no_span(key: str, text: str, low: int, high: int) -> str:
    return f"{key}: {text} is no number; write {high}, or two like {low}-{high}"


def span_out_of_range(key: str, text: str, low: int, high: int) -> str:
    return (
        f"{key}: {text} is out of range; write numbers from {low} to {high}, the smaller one"
        " first"
    )


def is_map_of_growths(key: str) -> str:
    return f"{key}: this is a map; write {{reps: 8..12 by 1}}, the first to grow first"


def one_of(names: str) -> str:
    return f"; write one of {names}"


def stops_what_is_not_there(name: str) -> str:
    return f"if-leg-further: {name} is no exercise of this routine; write the id of one"


def grows_not(key: str, name: str, near: str) -> str:
    return f"{key}: {name} is nothing that grows{near}"


def no_growth(key: str, text: str, like: str) -> str:
    return f"{key}: {text} is no growth; write it like {like}"


def not_upwards(key: str, text: str, problem: str) -> str:
    """``problem`` is one of ``GOES_DOWN``, ``STAYS`` and ``STEP_TOO_LONG``."""
    return f"{key}: {text} {problem}"


def grows_elsewhere(field: str, dose: str, growth: str) -> str:
    return f"grow, {field}: the dose has {dose} and is not in it; write {growth}"


def growth(low: str, high: str, step: str) -> str:
    """Return a growth as it is written in a file."""
    return f"{low}..{high} by {step}"


def grows_too_far(field: str, high: str, most: str) -> str:
    return f"grow, {field}: {high} is further than the sources go; write {most} at most"


def grows_in_time(field: str) -> str:
    return f"grow, {field}: the dose is one long step; write 'time' instead, or take it out"


def dose_has_none(field: str) -> str:
    return f"grow, {field}: the dose has no '{field}'; add it there, or take it out here"


def no_room_between(days: int, apart: int, most: int) -> str:
    return (
        f"frequency: {days} days a week have no room for {apart} of rest between; write"
        f" {most} days at most, or less for 'apart'"
    )
