"""The postures that a pose may begin from, and how far joints bend. Only tables.

Ranges are the soft limits of healthy adults, rounded outwards, and only for the linter: they
find slips of the pen (a knee bent by 250 degrees, a sign turned over), not patients.
"""

from __future__ import annotations

from backpt.figure.parts import Turn

Bends = dict[str, Turn]

POSTURES: dict[str, tuple[float, float, Bends]] = {
    "standing": (0.0, 0.0, {}),
    "sitting": (
        0.0,
        0.0,
        {"hip": Turn(90), "knee": Turn(90), "shoulder": Turn(25), "elbow": Turn(50)},
    ),
    "supine": (-90.0, 0.0, {"shoulder": Turn(0, 12)}),
    "hook_lying": (
        -90.0,
        0.0,
        {
            "hip": Turn(50),
            "knee": Turn(100),
            "ankle": Turn(-40),
            "shoulder": Turn(0, 12),
        },
    ),
    "prone": (90.0, 0.0, {"ankle": Turn(-50), "shoulder": Turn(0, 12)}),
    "all_fours": (  # arms are longer than thighs, so the back rises towards the shoulders
        77.0,
        0.0,
        {
            "hip": Turn(77),
            "knee": Turn(92),
            "ankle": Turn(-58),
            "shoulder": Turn(80),
            "wrist": Turn(-80),
            "neck": Turn(-15),
        },
    ),
    "side_lying": (
        -90.0,
        90.0,
        {"hip": Turn(40), "knee": Turn(60), "shoulder": Turn(60), "elbow": Turn(40)},
    ),
    "half_kneeling": (
        0.0,
        0.0,
        {
            "knee_l": Turn(90),
            "ankle_l": Turn(-50),
            "hip_r": Turn(90),
            "knee_r": Turn(90),
        },
    ),
    "kneeling": (0.0, 0.0, {"knee": Turn(90), "ankle": Turn(-50)}),
    "long_sitting": (0.0, 0.0, {"hip": Turn(90), "shoulder": Turn(-20)}),
}
"""Name -> lean, roll, and what is bent. ``side_lying`` lies on the left side."""

Range = tuple[float, float]

RANGES: dict[str, dict[str, Range]] = {
    "hip": {"flex": (-30, 140), "side": (-30, 60), "rot": (-50, 60)},
    "knee": {"flex": (-5, 150)},
    "ankle": {"flex": (-65, 30)},
    "shoulder": {"flex": (-60, 185), "side": (-50, 185), "rot": (-90, 100)},
    "elbow": {"flex": (-5, 155)},
    "wrist": {"flex": (-90, 90)},
    "low_back": {"flex": (-35, 60), "side": (-30, 30), "rot": (-20, 20)},
    "upper_back": {"flex": (-30, 45), "side": (-30, 30), "rot": (-45, 45)},
    "neck": {"flex": (-70, 60), "side": (-45, 45), "rot": (-85, 85)},
}
"""Joint -> movement -> least and most degrees. A movement that is not named must be 0."""

LIES_LIKE = {
    "standing": ("standing", "wall"),
    "sitting": ("seated",),
    "supine": ("supine",),
    "hook_lying": ("supine",),
    "prone": ("prone",),
    "all_fours": ("quadruped", "prone"),
    "side_lying": ("side-lying",),
    "half_kneeling": ("half-kneeling",),
    "kneeling": ("kneeling", "prone", "quadruped"),
    "long_sitting": ("seated", "supine"),
}
"""Posture -> positions of an exercise that may begin with it."""

VIEWS = {
    "side": (0.0, 0.0),
    "front": (-90.0, 0.0),
    "back": (90.0, 0.0),
    "top": (0.0, 89.9),
    "below": (0.0, -89.9),
    "feet": (-90.0, 42.0),
    "head": (90.0, 42.0),
    "quarter": (-35.0, 14.0),
    "side_high": (0.0, 20.0),
    "far_side": (180.0, 0.0),
}
"""Name of a camera -> azimuth and elevation."""
