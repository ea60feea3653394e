"""The things in a figure's data -> Props.

A thing is written as its name, ``{name: place}`` or ``{name: {how: place, r: ..., ...}}``.
What each is and where it goes by itself is the table ``THINGS``.
"""

from collections.abc import Mapping

from backpt.figure.parts import PARTS, Prop, Target
from backpt.figure.read_pose import read_target
from backpt.figure.reading import At, Data, points
from backpt.language import figure_faults
from backpt.values import NamedTuple

SIDES = ("front", "behind", "left", "right")


class Thing(NamedTuple):
    """A kind of prop: how it may be placed, the first way being the usual one."""

    ways: tuple[str, ...]
    usual: tuple[str, ...]
    """Parts of the body where it is if nothing is said."""
    doc: str


THINGS = {
    "floor": Thing(("at",), (), "the floor, as a line or area"),
    "mat": Thing(("at",), (), "a mat on the floor, as wide as a person"),
    "wall": Thing(SIDES, (), "at the back (behind), at the fingertips (front), left or right"),
    "doorway": Thing(("front",), (), "two posts at the hands"),
    "counter": Thing(("front",), (), "a worktop under the hands; front: its x"),
    "chair": Thing(("under", "front"), ("hips",), "under the hips; in front: its back to hold"),
    "stool": Thing(("under", "front"), ("hips",), "a chair without a back"),
    "bed": Thing(("under",), (), "a bed instead of the floor"),
    "step": Thing(("under",), ("ankle_r",), "a step under a foot"),
    "pillow": Thing(("under", "between", "at"), ("head",), "a pillow"),
    "roll": Thing(("under", "between", "at"), ("knees",), "a rolled towel or bolster"),
    "towel": Thing(("line", "under"), (), "a folded towel, or a strap between two places"),
    "sock": Thing(("under",), ("heel_r",), "a slippery cloth under a heel"),
    "pack": Thing(("at",), ("low_back",), "a hot or cold pack"),
    "ball": Thing(
        ("at", "under", "between"), (), "a ball; between the knees: r 6; to sit: r 15"
    ),
    "band": Thing(("line", "around"), (), "a band between two places, or around both legs"),
    "stick": Thing(("line",), ("hand_l", "hand_r"), "a stick between two places"),
    "weight": Thing(("at",), ("hand_r",), "a weight in a hand"),
    "bag": Thing(("at",), ("hand_r",), "a bag in a hand"),
    "box": Thing(("at",), ("palm_l", "palm_r"), "a box between the hands"),
}

EXAMPLES = {
    "towel": "{towel: {under: low-back}}",
    "ball": "{ball: {under: hips, r: 15}}",
    "band": "{band: [hand-r, [60, 46]]}",
}
"""Things that are nowhere by themselves -> how to say where they are."""

_SIZES = ("r", "height", "back")


def read_props(data: Data, at: At) -> tuple[Prop, ...]:
    if not isinstance(data, list):
        at.fault(figure_faults.IS_A_LIST, figure_faults.WRITE_PROPS)
        return ()
    places = [at.inside(number) for number in range(len(data))]
    read = [(_prop(one, there), there) for one, there in zip(data, places, strict=True)]
    return tuple(prop for prop, there in read if prop is not None and _is_placed(prop, there))


def _is_placed(prop: Prop, at: At) -> bool:
    """Return whether it is known where a thing is, or say what is missing."""
    if not prop.places and prop.kind in EXAMPLES:
        at.fault(figure_faults.thing_has_no_place(prop.kind), f"write {EXAMPLES[prop.kind]}")
        return False
    sides = {part[-2:] for target in prop.places for part in target.parts}
    if prop.how == "around" and sides != {"_l", "_r"}:
        at.fault(figure_faults.ONE_SIDE_ONLY, figure_faults.NAME_BOTH)
        return False
    return True


def _prop(data: Data, at: At) -> Prop | None:
    if isinstance(data, dict) and len(data) == 1:
        ((name, value),) = data.items()
    elif isinstance(data, str):
        name, value = data, ""
    else:
        at.fault(figure_faults.NO_THING, figure_faults.WRITE_THING)
        return None
    kind = name.replace("-", "_")
    if not at.known(kind, THINGS):
        return None
    thing = THINGS[kind]
    if not value:
        usual = tuple(p for part in thing.usual for p in PARTS[part])
        if thing.ways[0] == "line":
            return Prop(kind, "line", tuple(Target((part,)) for part in usual))
        return Prop(kind, _side(thing), (Target(usual),) if usual else ())
    if isinstance(value, dict):
        return _in_detail(kind, thing, value, at)
    return _placed(kind, thing, thing.ways[0], value, at)


def _side(thing: Thing) -> str:
    return "behind" if thing.ways == SIDES else thing.ways[0]


def _placed(kind: str, thing: Thing, way: str, value: Data, at: At) -> Prop | None:
    """Return a thing at one place: a side of the room, parts of the body, or two ends."""
    if isinstance(value, str) and value in SIDES and value in thing.ways:
        return Prop(kind, value)
    if way == "line":
        ends = value if isinstance(value, list) else [value]
        read = [read_target(end, at) for end in ends]
        places = tuple(target for target in read if target is not None)
        if len(places) < 2:
            at.fault(figure_faults.TWO_ENDS, figure_faults.WRITE_ENDS)
            return None
        return Prop(kind, way, places)
    if thing.ways == SIDES:
        at.known(str(value), SIDES)
        return None
    names = at.several(value)
    parts = tuple(part for name in names for part in points(name, PARTS, at))
    return Prop(kind, way, (Target(parts),)) if parts else None


def _in_detail(kind: str, thing: Thing, value: Mapping[str, Data], at: At) -> Prop | None:
    fields = at.fields(dict(value), (*thing.ways, *_SIZES, "offset", "ends", "side"))
    if fields is None:
        return None
    way = next((way for way in thing.ways if way in fields), "")
    size, height, back = (
        at.inside(key).number(fields[key]) if key in fields else 0.0 for key in _SIZES
    )
    if way in SIDES:
        return Prop(kind, way, size=at.inside(way).number(fields[way]), height=height)
    if way:
        prop = _placed(kind, thing, way, fields[way], at)
    elif "ends" in fields:
        prop = _placed(kind, thing, "line", fields["ends"], at)
    elif "side" in fields:
        prop = _placed(kind, thing, thing.ways[0], fields["side"], at)
    else:
        prop = _prop(kind, at)
    if prop is None:
        return None
    if isinstance(fields.get("offset"), list):
        offset = read_target(fields["offset"], at.inside("offset"))
        if offset is not None:
            moved = tuple(place._replace(at=offset.at) for place in prop.places)
            prop = prop._replace(places=moved)
    return prop._replace(size=size, height=height, back=back)
