"""Whether a line of a sheet was read as its gold reading says: judged on what was written.

Of a gold reading, ``accept`` has the ids of the library that its exercise may be taken for
("new": or as one of the user's own; empty: only that); ``None`` is what the line does not say;
of ranges the low end counts; ``also`` has other honest readings, as changes to this one;
``must_refuse``: there is none; ``parts``: how many entries are right if the line is split.
What the library fills in for what a line leaves open is never wrong.
"""

import json
import re
from typing import Any, NamedTuple

from backpt.authoring.conversation import ReadGiven, agree
from backpt.authoring.plan_lines import read_plan_lines
from backpt.authoring.prescribe import Prescription
from backpt.cli.json_views import exercise_object, routine_object
from backpt.errors import UsageError
from backpt.library.emit import Plain, block
from backpt.library.load import read_content
from backpt.library.overlay import lay_over
from backpt.prescription.model import Library, prescribe

Row = dict[str, Any]


class Verdict(NamedTuple):
    """ "right", "asked" (for the exercise, and offers it), "refused" or "wrong"."""

    kind: str
    why: str = ""


def doses_of(library: Library) -> dict[str, Row]:
    """Return the doses of the library by id, as ``list --json`` gives them."""
    every = library.exercises.items()
    return {
        id_: _object(json.loads(json.dumps(exercise_object(library, one)["dose"])))
        for id_, one in every
    }


def _object(value: object) -> Row:
    assert isinstance(value, dict)
    return value


def judge(gold: Row, library: Library, doses: dict[str, Row]) -> Verdict:
    """Return how ``backpt new T --line LINE --yes`` reads the line of ``gold``."""
    said, routine = written(gold["line"], library)
    asked = ""
    if routine is None and "'new " in said:
        asked = said
        at = gold["line"].lower().find(gold["name"].lower())
        named = [f"{gold['line'][:at]}new {gold['line'][at:]}"] * (at > 0)
        for line in (*named, f"new {gold['line']}"):
            if (routine := written(line, library)[1]) is not None:
                break
    if routine is None:
        return Verdict("right" if gold["must_refuse"] else "refused", said)
    if gold["must_refuse"] and gold.get("parts") != len(routine["items"]):
        return Verdict("wrong", "written, where no honest reading exists")
    found = best(gold, routine, doses)
    ids = [one for one in gold["accept"] if one != "new"]
    if asked and ids and "new" not in gold["accept"]:
        found = [one for one in found if not one.startswith("not recognised")]
        offers = any(re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", asked) for one in ids)
        kind = "wrong" if found else "asked" if offers else "refused"
    else:
        kind = "wrong" if found else "right"
    return Verdict(kind, "; ".join(found))


def written(line: str, library: Library) -> tuple[str, Row | None]:
    """Return what was said, and the routine as it would be written, or ``None``."""
    try:
        if read_plan_lines((line,)) is not None:
            return "a plan", None
        made = _agreed(line, library)
    except UsageError as refused:
        return "\n".join(map(str, refused.args)), None
    if made is None:
        return "", None
    entry: dict[str, Plain] = {
        "version": "1",
        "exercises": made.exercises,
        "routines": {made.id: made.entry},
    }
    read, _ = read_content("", "\n".join(block(entry)).encode(), library)
    whole = lay_over(library, read)
    return "", _object(json.loads(json.dumps(routine_object(whole, prescribe(whole, made.id)))))


def _agreed(line: str, library: Library) -> Prescription | None:
    talk = agree("T", library, talks=False, asks=False, yes=True)
    reply = None
    try:
        while True:
            reply = (line,) if isinstance(talk.send(reply), ReadGiven) else None
    except StopIteration as ended:
        agreed = ended.value
        return None if agreed is None else agreed[0]


# --- frequency -------------------------------------------------------------------------
_NAMES = "zero one two three four five six seven eight nine ten"
WORDS = {word: str(i) for i, word in enumerate(_NAMES.split())}
WORDS |= {"once": "1", "twice": "2"}
N = r"(\d+)(?:\s*(?:-|to|or)\s*(\d+))?"


def frequency(text: str | None) -> dict[str, Any]:
    """Return what a frequency says: times a day, a week, every so long, and at what time."""
    text = " ".join((text or "").lower().replace("–", "-").replace("×", "x").split())
    text = re.sub(r"[a-z]+", lambda m: WORDS.get(m[0], m[0]), text)
    d: Any = None
    w: Any = None
    e: Any = None
    when = set()

    def span(m: re.Match[str]) -> tuple[int, int]:
        low = int(m[1])
        return (low, int(m[2]) if m[2] else low)

    if m := re.search(rf"every {N} (hour|minute)s?", text):
        e = (*span(m), m[3])
    elif re.search(r"\b(?:every|per|an|each) hour\b|\bhourly\b", text):
        e = (1, 1, "hour")
    if m := re.search(
        rf"{N}\s*(?:x|times?|sessions?|sets?)?\s*(?:a|per|/|each|every)?\s*(?:day\b|daily|d\b)",
        text,
    ):
        d = span(m)
    if m := re.search(
        rf"{N}\s*(?:x|times?|days?|sessions?)?\s*(?:a|per|/|each|every)?\s*(?:week|wk)", text
    ):
        w = span(m)
    if re.search(r"\b(?:several|multiple|many)\b", text):
        d = ("several",)
    if m := re.search(r"every (?:other|second|2) days?|every other day", text):
        when.add("other day")
        d = None
    if (
        d is None
        and e is None
        and w is None
        and "other day" not in when
        and re.search(r"\bdaily\b|every day|each day", text)
    ):
        d = (1, 1)
    for word in ("morning", "evening", "night", "bed", "throughout"):
        if word in text:
            when.add(word)
    if "throughout" in when and (d or w or e):
        when.discard("throughout")
    if w == (7, 7):
        w, d = None, d or (1, 1)
    if w and d == (1, 1):
        d = None
    if when & {"morning", "evening", "night", "bed"} and d == (1, 1):
        d = None
    return {"day": d, "week": w, "every": e, "when": tuple(sorted(when))}


def same_frequency(gold: str, got: str | None) -> bool:
    a, b = frequency(gold), frequency(got)
    for key in ("day", "week", "every"):
        x, y = a[key], b[key]
        if x == y:
            continue
        if x and y and x[0] == y[0] and (len(y) < 2 or y[0] == y[1]) and x[2:] == y[2:]:
            continue  # of "2-3 a day" the lower
        return False
    return bool(a["when"] == b["when"])


# --- one dose against one reading ------------------------------------------------------
def near(a: float | None, b: float | None) -> bool:
    return a is not None and b is not None and abs(a - b) < 0.26


def uniform(dose: Row) -> int | None:
    reps = set(dose["reps"])
    return reps.pop() if len(reps) == 1 else None


def amount(gold: Row, dose: Row, lib: Row | None) -> str:
    """Say what of sets, reps, hold and time is not as in the gold, or nothing."""
    sets, reps, hold, time = gold["sets"], gold["reps"], gold["hold_s"], gold["time_s"]
    got_sets, got_time, got_hold = dose["sets"], dose["time_s"], dose["hold_s"] or 0
    r, lists = uniform(dose), dose["reps"]
    lib_sets, lib_reps, lib_hold = (
        (lib["sets"], uniform(lib), lib["hold_s"] or 0) if lib else (1, 1, 0)
    )
    sets_ok = got_sets == sets if sets is not None else got_sets in (1, lib_sets)
    timed = got_time is not None
    count = sum(lists)  # holds in all
    if time is not None or (hold and reps is None):
        length, n = (time if time is not None else hold), sets
        if timed:
            return "" if near(got_time, length) and sets_ok else "time or sets"
        if gold.get("not_hold"):
            return "a hold, where repetitions for so long are meant"
        if not near(got_hold, length):
            return "hold"
        if n is None:
            return "" if count == 1 or (sets_ok and r in (1, lib_reps)) else "reps invented"
        return "" if count == n or (got_sets == n and r in (1, lib_reps)) else "sets"
    if isinstance(reps, list):
        if timed or lists != reps:
            return "reps"
        return (
            ""
            if near(got_hold, hold or 0) or (hold is None and near(got_hold, lib_hold))
            else "hold"
        )
    if reps is not None and hold:
        if sets in (None, 1) and timed:
            return "" if near(got_time, hold) and got_sets == reps else "time or reps"
        if timed:
            return "reps and hold read as time"
        if not near(got_hold, hold):
            return "hold"
        if sets is None and count == reps:
            return ""
        return "" if r == reps and sets_ok else ("reps" if r != reps else "sets")
    if timed and (
        reps is not None
        or hold is not None
        or (sets is not None and not (lib and lib["time_s"]))
    ):
        return "time invented"
    if reps is not None and r != reps:
        return "reps"
    if reps is None and not timed and r not in (1, lib_reps):
        return "reps invented"
    if not sets_ok:
        return "sets" if sets is not None else "sets invented"
    if hold is not None:
        return "" if near(got_hold, hold) else "hold"
    if not timed and not (near(got_hold, 0) or near(got_hold, lib_hold)):
        return "hold invented"
    return ""


def sides(gold: Row, dose: Row, lib: Row | None) -> str:
    said, got = gold["sides"], dose["sides"]
    default = lib["sides"] if lib else "both"
    if said is None:
        return "" if got in ("both", default) else "sides invented"
    if said == "each":
        return "" if got in ("each", "alternate") else "sides"
    return "" if got == said else "sides"


def tokens(text: str | None) -> set[str]:
    return set(re.findall(r"[^\W_]+", (text or "").lower()))


SMALL = set("a an and at by do each for in of on or s the to with w".split())  # noqa: SIM905


def naming(gold: Row, item: Row, library: dict[str, Row]) -> str:
    """Say what is wrong with the exercise that was taken, or nothing."""
    known = item["id"] in library
    accept = gold["accept"]
    ids = [one for one in accept if one != "new"]
    if known:
        return "" if item["id"] in ids else f"taken as another exercise: {item['id']}"
    if ids and "new" not in accept:
        return f"not recognised as {' or '.join(ids)}"
    want, got = tokens(gold["name"]), tokens(item["name"])
    extra = got - want - tokens(gold["note"]) - SMALL
    if extra:
        return f"in the name that is no name: {' '.join(sorted(extra))}"
    words = {one for one in want - SMALL if not one.isdigit()}
    if words and len(words & got) * 2 < len(words):
        return "name lost"
    return ""


def mistakes(gold: Row, routine: Row, library: dict[str, Row]) -> list[str]:
    """Return what is wrong with the whole reading, as words; empty where nothing is."""
    items = routine["items"]
    if len(items) != 1:
        return [] if gold.get("parts") == len(items) else [f"{len(items)} entries of one line"]
    item = items[0]
    found = []
    if not (
        (gold["frequency"] is None and not routine["frequency"])
        or (
            gold["frequency"] is not None
            and same_frequency(gold["frequency"], routine["frequency"])
        )
    ):
        found.append("frequency")
    if gold["pack"] or item["kind"] == "pack":
        if (
            item["kind"] != "pack"
            or item["mode"] != gold["pack"]
            or not near(item["apply_s"], gold["time_s"])
        ):
            found.append("pack")
        return found
    if item["kind"] != "exercise":
        return [*found, f"read as a {item['kind']}"]
    lib = library.get(item["id"])
    if what := naming(gold, item, library):
        found.append(what)
    if what := amount(gold, item["dose"], lib):
        found.append(what)
    if what := sides(gold, item["dose"], lib):
        found.append(what)
    if gold["rest_s"] is not None and not (
        near(item["dose"]["rest_s"], gold["rest_s"])
        or near(item["dose"]["relax_s"], gold["rest_s"])
    ):
        found.append("rest")
    return found


def best(gold: Row, routine: Row, library: dict[str, Row]) -> list[str]:
    readings = [gold, *({**gold, **other} for other in gold.get("also", ()))]
    return min((mistakes(one, routine, library) for one in readings), key=len)
