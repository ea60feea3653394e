"""What would make a library better: what is doubtful in it, and what to do.

A message is "what is wrong; what to do", without a full stop.
"""

from __future__ import annotations


def says_nothing_under(id_: str, key: str) -> str:
    return f"{id_} says nothing under '{key}'; write it"


def not_read_aloud(odd: str) -> str:
    return f"name: {odd} is not read aloud as it is meant; write it in words"


def cue_too_long(words: int, most: int) -> str:
    return f"cue: {words} words are too many to follow by ear; keep {most}"


def place_no_equipment(key: str, place: str) -> str:
    return f"{key}: {place} is a place, not equipment; take it out"


def wrong_phase(key: str, name: str, phase: int, than: str, own: int) -> str:
    return f"{key}: {name} is of phase {phase}, {than} than this one's {own}; name another"


def no_easier_form(easier: str, category: str, own: str) -> str:
    return f"easier: {easier} is for {category}, which is no easier form of {own}; name another"


def leads_round(step: str, way: str) -> str:
    return f"{step}: it leads round in a circle, {way}; change one of them"


def nobody_asks(code: str) -> str:
    return (
        f"no question of the safety screen asks for {code}, so it holds nobody back; use"
        " one that is asked for"
    )


def code_missing(code: str, feature: str) -> str:
    return f"avoid: {code} is missing ({feature}); add it"


def code_unasked(code: str) -> str:
    return f"avoid: no feature asks for {code}; name it or take it out"


def too_many_exercises(id_: str, many: int, most: int) -> str:
    return (
        f"{id_} has {many} exercises; {most} are the most that people keep up, share them"
        " between two routines"
    )


def order_of(id_: str, fault: str, better: str) -> str:
    return f"in {id_} {fault}; write them as {better}"


def too_many_sets(sets: int, most: int) -> str:
    return f"{sets} sets are more than any source asks for; write {most} at most"


def too_many_reps(reps: int, most: int) -> str:
    return (
        f"{reps} reps in a set are more than any source asks for; write {most} at most and"
        " more sets"
    )


def time_too_long(length: str, most: str) -> str:
    return f"time: {length} is longer than any source asks for; write {most} at most"


def hold_too_long(length: str, most: str) -> str:
    return (
        f"hold: {length} is longer than any source asks for; write {most} at most, or"
        " 'time' instead of reps for a rest position"
    )


def hurried(part: str, length: str, least: str) -> str:
    return f"{part}: {length} is hurried; give a part that moves {least} or more"


def no_time_between(length: str, least: str) -> str:
    return f"relax: {length} leaves no time between two reps; write 'relax: {least}' or more"


def lowers_quickly(part: str, length: str, lifting: str) -> str:
    return (
        f"{part}: lowering in {length} is quicker than lifting; write '{part}: {lifting}'"
        " or more"
    )


def lies_down_often(times: int) -> str:
    return f"one lies down {times} times"


def changes_often(changes: int, fewest: int) -> str:
    return f"the position changes {changes} times and {fewest} would do"
