"""The pose language as a JSON Schema, for editors: made from the tables that the reader uses.

A schema cannot say everything that the reader checks (what a joint can bend by, what is out of
reach); it knows every name and where it may stand.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from backpt.figure.insets import LEAST, MOST, SIDES
from backpt.figure.parts import ACTIVE, LIMBS, PAIRED, PARTS, TRUNK
from backpt.figure.postures import POSTURES, VIEWS
from backpt.figure.read_props import THINGS
from backpt.figure.reading import LARGEST

Schema = dict[str, Any]

NUMBER: Schema = {
    "type": "number",
    "exclusiveMinimum": -LARGEST,
    "exclusiveMaximum": LARGEST,
}
MOST_LISTED = 30
YES: Schema = {"enum": ["yes", "no", "true", "false", True, False]}
POINT: Schema = {"type": "array", "items": NUMBER, "minItems": 2, "maxItems": 3}


def figure_schema() -> Schema:
    """Return the schema of what stands under ``figure:``."""
    fields: dict[str, Schema] = {
        "view": _view("the camera"),
        "second": _view("another camera, for one more picture of the end"),
        "props": {"type": "array", "items": _thing()},
        "anchor": _some(PARTS, "what does not move"),
        "plant": _some(LIMBS, "hands and feet that stay where they are"),
        "active": _some(ACTIVE, "what moves: tinted, or solid in a terminal"),
        "arrow": _arrow(),
        "press": _pushes("pushes without movement, like knee-l > knee-r"),
        "tighten": _pushes("muscles that tighten, like hip-l > hip-r"),
        "letters": _some(PARTS, "what has an L or an R beside it"),
        "inset": _inset(),
        "focus": _some(PARTS, "what the picture is cropped around"),
        "margin": {**NUMBER, "description": "around the focus"},
        "held": {"type": "string", "description": "the pose that is held; the last one else"},
        "repeats": {**YES, "description": "goes on and on in a timed step"},
        "ground": {**YES, "description": "the lowest part is on the floor in every pose"},
        "belt": {**YES, "description": "a waistband, which shows how the pelvis tilts"},
        "poses": {
            "type": "object",
            "description": "the start, then where the movement goes",
            "minProperties": 1,
            "maxProperties": 6,
            "additionalProperties": _pose(),
        },
    }
    return {**_map(fields), "required": ["poses"]}


def _pose() -> Schema:
    target = {"anyOf": [_one(("floor", "wall", *PARTS)), POINT, {"type": "object"}]}
    fields: dict[str, Schema] = {
        "base": {**_one(POSTURES), "description": "the posture that it begins from"},
        "says": {"type": "string", "description": "what to do, in one short sentence"},
        "lean": {"anyOf": [NUMBER, {"const": "auto"}], "description": "tipped forwards"},
        "roll": {**NUMBER, "description": "turned about its length, to the left"},
        "turn": {**NUMBER, "description": "turned about the upright axis, to the left"},
        "up": NUMBER,
        "fwd": NUMBER,
        "reach": _map(dict.fromkeys(LIMBS, target)),
        "free": _some(LIMBS, "planted limbs that are let go here"),
        "arrow": _arrow(),
        "press": _pushes("pushes without movement, like knee-l > knee-r"),
        "tighten": _pushes("muscles that tighten, like hip-l > hip-r"),
        "belly": {**NUMBER, "description": "how far the belly is filled"},
        "blades": {**NUMBER, "description": "shoulder blades together: 0 to 1"},
        "glide": {**NUMBER, "description": "head pushed forwards without nodding"},
        "breathe": {
            **_one(("in", "out", "both")),
            "description": "air goes in or out at the face",
        },
        "passing": {**YES, "description": "only passed through: no picture of its own"},
        "aside": {**YES, "description": "on paper only, no part of the movement"},
    }
    limbs = f"^({'|'.join(PAIRED)})([-_][lr]|s)$"
    joints = {limbs: _turn("abd"), f"^({_spelled(TRUNK)})$": _turn("side")}
    return {**_map(fields), "patternProperties": joints}


def _inset() -> Schema:
    fields: dict[str, Schema] = {
        "of": _some(PARTS, "the place"),
        "margin": {**NUMBER, "description": "around the place"},
        "zoom": {"type": "number", "minimum": LEAST, "maximum": MOST},
        "view": _view("another camera than the panel's"),
        "side": _one(SIDES),
    }
    inset = {**_map(fields), "required": ["of"]}
    return {**inset, "description": "one place of the body, shown larger in every panel"}


def _turn(aside: str) -> Schema:
    turn = _map({"flex": NUMBER, aside: NUMBER, "rot": NUMBER})
    return {"anyOf": [NUMBER, turn], "description": "degrees, or {flex, " + aside + ", rot}"}


def _spelled(names: Iterable[str]) -> str:
    return "|".join(name.replace("_", "[-_]") for name in names)


def _map(fields: dict[str, Schema]) -> Schema:
    """Return a map whose names may have hyphens or underscores."""
    both = {
        name: schema
        for field, schema in fields.items()
        for name in (field, field.replace("_", "-"))
    }
    return {"type": "object", "properties": both, "additionalProperties": False}


def _one(names: Iterable[str]) -> Schema:
    """Return one of some names: a list for editors, or a pattern where it would be long."""
    names = tuple(names)
    if len(names) > MOST_LISTED:
        return {"type": "string", "pattern": f"^({_spelled(names)})$"}
    return {"enum": sorted({n for name in names for n in (name, name.replace("_", "-"))})}


def _some(names: Iterable[str], doc: str) -> Schema:
    one = _one(names)
    return {"anyOf": [one, {"type": "array", "items": one}], "description": doc}


def _arrow() -> Schema:
    return _some(("auto", "none", *PARTS), "the joints whose path is drawn")


def _pushes(doc: str) -> Schema:
    one = {"type": "string", "pattern": ">"}
    return {"anyOf": [one, {"type": "array", "items": one}], "description": doc}


def _view(doc: str) -> Schema:
    angles = {**POINT, "maxItems": 2}
    return {"anyOf": [_one(VIEWS), angles], "description": doc}


def _thing() -> Schema:
    kinds = {kind: {"description": thing.doc} for kind, thing in THINGS.items()}
    alone = {**_map(kinds), "minProperties": 1, "maxProperties": 1}
    return {"anyOf": [_one(THINGS), alone]}
