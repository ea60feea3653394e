"""What stands under ``figure:`` in a library file -> a Figure, or what is wrong with it.

Takes plain nested data in which every scalar is text, and knows nothing of YAML. All faults
are reported at once, each with its line. Names may be written with hyphens or underscores.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from backpt.figure.arrows import AROUND, FLOOR
from backpt.figure.insets import LEAST, MOST, SIDES
from backpt.figure.parts import ACTIVE, LIMBS, PARTS, Fault, Figure, Inset, Pose, Press, View
from backpt.figure.postures import VIEWS
from backpt.figure.read_pose import read_pose
from backpt.figure.read_props import read_props
from backpt.figure.reading import At, Data, Reading, points, spelled
from backpt.figure.solve import level_lean
from backpt.language import figure_faults as faults

Lines: TypeAlias = Mapping[tuple[str | int, ...], int]

_KEYS = (
    *("view", "second", "props", "anchor", "plant", "active", "arrow", "press", "tighten"),
    *("letters", "inset", "focus", "margin", "held", "repeats", "ground", "belt", "poses"),
)
_MOST_POSES = 6
DIRECTIONS = ("up", "down", "forward", "back", "left", "right")


def read_figure(
    data: Data | str, lines: Lines | None = None, where: str = "figure"
) -> tuple[Figure | None, tuple[Fault, ...]]:
    """Return the figure, or ``None`` where it cannot be drawn, and its faults by line.

    ``data`` is nested dicts, lists and text, or the same as a line of JSON, as an ``Exercise``
    keeps it. ``lines`` gives the line of every key and item by its path (``("poses", "up",
    "knees")``); the empty path is the figure's own line. ``where`` begins every sentence.
    """
    if isinstance(data, str):
        import json  # only here, and not before a figure is drawn

        data = json.loads(data) if data else {}
    reading = Reading({spelled(path): at for path, at in (lines or {}).items()}, where, [])
    figure = _figure(data, reading)
    faults = tuple(sorted(reading.faults, key=lambda fault: fault.line))
    return figure, faults


@lru_cache(maxsize=128)
def figure_of(text: str) -> Figure | None:
    """Return the figure that an ``Exercise`` keeps as text, for drawing.

    ``None`` where there is none, and where anything is wrong with it: no picture is better
    than a wrong one, and ``backpt check`` says what it is.
    """
    try:
        figure, faults = read_figure(text)
    except ValueError:  # no JSON: the text was not made by us
        return None
    return None if faults else figure


def _figure(data: Data, reading: Reading) -> Figure | None:
    top = At((), reading)
    fields = top.fields(data, _KEYS)
    if fields is None:
        return None
    reach_first = _names(fields, "plant", LIMBS, top) or ()
    poses = _poses(fields.get("poses"), top.inside("poses"), reach_first)
    if not poses:
        return None
    anchor = _names(fields, "anchor", PARTS, top) or ("pelvis",)
    poses = tuple(
        pose._replace(
            stance=pose.stance._replace(lean=round(level_lean(pose, poses[0], anchor), 1))
        )
        if pose.stance.lean != pose.stance.lean  # not a number: lean: auto
        else pose
        for pose in poses
    )
    return Figure(
        poses=poses,
        view=_view(fields.get("view", "side"), top.inside("view")),
        second=_view(fields["second"], top.inside("second")) if "second" in fields else None,
        props=read_props(fields.get("props", []), top.inside("props")),
        anchor=anchor,
        active=_names(fields, "active", ACTIVE, top) or (),
        arrow=_arrow(fields, top),
        press=_presses(fields, "press", top) or (),
        tighten=_presses(fields, "tighten", top) or (),
        letters=_letters(fields, top),
        inset=_inset(fields["inset"], top.inside("inset")) if "inset" in fields else None,
        focus=_names(fields, "focus", PARTS, top) or (),
        margin=top.inside("margin").number(fields.get("margin", "12")),
        held=_held(fields, poses, top),
        repeats=top.inside("repeats").yes(fields.get("repeats", "no")),
        belt=top.inside("belt").yes(fields.get("belt", "no")),
        ground=top.inside("ground").yes(fields.get("ground", "no")),
    )


def _poses(data: Data | None, at: At, plant: tuple[str, ...]) -> tuple[Pose, ...]:
    if not isinstance(data, dict) or not data:
        at.fault(faults.NO_POSES, faults.WRITE_POSES)
        return ()
    if len(data) > _MOST_POSES:
        at.fault(faults.too_many_poses(len(data)), faults.keep_poses(_MOST_POSES))
    poses: list[Pose] = []
    for name, fields in data.items():
        inside = at.inside(name)
        pose = read_pose(name, fields, inside, poses, plant)
        if pose is None:
            return ()
        if isinstance(fields, dict):
            pose = pose._replace(
                arrow=_arrow(fields, inside),
                press=_presses(fields, "press", inside),
                tighten=_presses(fields, "tighten", inside),
            )
        poses.append(pose)
    if poses[0].passing:
        at.fault(faults.FIRST_NOT_PASSED, faults.TAKE_PASSING_OUT)
        poses[0] = poses[0]._replace(passing=False)
    return tuple(poses)


def _names(
    fields: Mapping[str, Data], key: str, known: Mapping[str, Sequence[str]], at: At
) -> tuple[str, ...] | None:
    """Return what a list of names stands for, or ``None`` where it is not there."""
    if key not in fields:
        return None
    inside = at.inside(key)
    found: list[str] = []
    for one in inside.several(fields[key]):
        found += points(one, known, inside)
    return tuple(dict.fromkeys(found))


def _letters(fields: Mapping[str, Data], at: At) -> tuple[str, ...]:
    """Return points of the left and the right side; the middle of a body has no letter."""
    names = _names(fields, "letters", PARTS, at) or ()
    for name in names:
        if name[-2:] not in ("_l", "_r"):
            at.inside("letters").fault(faults.has_no_side(name), faults.WRITE_BOTH)
    return tuple(name for name in names if name[-2:] in ("_l", "_r"))


def _inset(data: Data, at: At) -> Inset | None:
    """Return ``{of: [heels, toes], margin: 6, zoom: 2, view: top, side: right}``."""
    fields = at.fields(data, ("of", "margin", "zoom", "view", "side"))
    if fields is None:
        return None
    parts = _names(fields, "of", PARTS, at)
    if not parts:
        at.fault(faults.INSET_NOWHERE, faults.WRITE_INSET)
        return None
    inset = Inset(
        parts, view=_view(fields["view"], at.inside("view")) if "view" in fields else None
    )
    if "margin" in fields:
        inset = inset._replace(margin=at.inside("margin").number(fields["margin"]))
    if "zoom" in fields:
        inset = inset._replace(zoom=at.inside("zoom").number(fields["zoom"]))
        if not LEAST <= inset.zoom <= MOST:
            at.inside("zoom").fault(
                faults.inset_zooms(inset.zoom), faults.zoom_between(LEAST, MOST)
            )
    side = at.inside("side").word(fields.get("side", "right"))
    if side and at.inside("side").known(side, SIDES):
        inset = inset._replace(side=side)
    return inset


def _arrow(fields: Mapping[str, Data], at: At) -> tuple[str, ...] | None:
    if fields.get("arrow") in (None, "auto"):
        return None
    if fields["arrow"] == "none":
        return ()
    inside = at.inside("arrow")
    found: list[str] = []
    for one in inside.several(fields["arrow"]):
        known = points(one, PARTS, inside)
        if len(known) == 1:
            found += known
        elif known:
            inside.fault(faults.two_points(one), faults.write_one_or_both(known[0]))
    return tuple(found)


def _presses(fields: Mapping[str, Data], key: str, at: At) -> tuple[Press, ...] | None:
    """Return what is pressed or drawn together, by the name of the field that says so."""
    if key not in fields:
        return None
    inside, found = at.inside(key), []
    for one in inside.several(fields[key]):
        part, arrow, towards = (word.strip().replace("-", "_") for word in one.partition(">"))
        if not arrow:
            inside.fault(faults.no_greater(one), faults.WRITE_GREATER)
            continue
        names = (*PARTS, *DIRECTIONS, *((AROUND, FLOOR) if key == "tighten" else ()))
        if inside.known(part, PARTS) and inside.known(towards, names):
            found.append(Press(part, towards))
    return tuple(found)


def _view(data: Data, at: At) -> View:
    if isinstance(data, list):
        if len(data) != 2:
            at.fault(faults.TWO_ANGLES, faults.WRITE_ANGLES)
            return VIEWS["side"]
        azimuth, elevation = (at.number(one) for one in data)
        return azimuth, max(-89.9, min(89.9, elevation))
    name = at.word(data)
    return VIEWS[name] if name and at.known(name, VIEWS) else VIEWS["side"]


def _held(fields: Mapping[str, Data], poses: tuple[Pose, ...], at: At) -> int:
    if "held" not in fields:
        return -1
    names = [pose.name.replace("-", "_") for pose in poses]
    name = at.inside("held").word(fields["held"])
    return names.index(name) if name and at.inside("held").known(name, names) else -1
