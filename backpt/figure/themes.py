"""What a drawing on paper looks like: fills and widths for every role. Knows no shapes.

Three themes: ``line`` (outlines, amber for what moves), ``solid`` (filled, for small sizes)
and ``mono`` (black and white only: what moves is dotted, the far side hatched, so that a
1-bit photocopy tells them apart).
"""

from backpt.values import NamedTuple


class Theme(NamedTuple):
    fills: dict[str, str]
    outline: str
    outline_width: float
    active_width: float
    ghost: str
    """Of where the body was; ``ghost_line`` is around it, in dashes: no limb has those."""
    ghost_line: str
    halo: str
    """Around lines that cross the body."""
    number: str = "#1f2a35"
    """Of letters, and of the numbers of panels."""


THEMES = {
    "line": Theme(
        {
            **{"near": "#ffffff", "face": "#ffffff", "far": "#b4bec7", "torso": "#d5e1ec"},
            **{
                "active": "#ffc861",
                "far_active": "#dda548",
                "prop": "#77838d",
                "soft": "#e4ddcf",
                "ground": "#e9edf0",
            },
            **{"ball": "#9ad0c2", "weight": "#55606a", "mark": "#1f2a35", "stick": "#7a5a2f"},
            **{"band": "#b3125a", "arrow": "#b3261e", "tight": "#b3261e"},
        },
        *("#1f2a35", 1.15, 1.45, "#f4f6f8", "#7d8a95", "#ffffff"),
    ),
    "solid": Theme(
        {
            **{"near": "#37485a", "face": "#37485a", "far": "#a3b1bd", "torso": "#4a6075"},
            **{
                "active": "#d9822b",
                "far_active": "#b58a5e",
                "prop": "#6b7680",
                "soft": "#cdbfa4",
                "ground": "#e9edf0",
            },
            **{"ball": "#4aa58f", "weight": "#20262c", "mark": "#ffffff", "stick": "#7a5a2f"},
            **{"band": "#b3125a", "arrow": "#b3261e", "tight": "#b3261e"},
        },
        *("#ffffff", 1.0, 1.0, "#f4f6f8", "#7d8a95", "#ffffff"),
    ),
    "mono": Theme(
        {
            **{"near": "#fff", "face": "#fff", "far": "url(#ID-far)", "torso": "#fff"},
            **{
                "active": "url(#ID-active)",
                "far_active": "url(#ID-beyond)",
                "prop": "#fff",
                "soft": "#fff",
                "ground": "#fff",
            },
            **{"ball": "#fff", "weight": "#000", "mark": "#000", "stick": "#000"},
            **{"band": "#000", "arrow": "#000", "tight": "#000"},
        },
        *("#000", 1.15, 1.7, "#fff", "#000", "#fff", "#000"),
    ),
}

PATTERNS = (
    "<defs>"
    '<pattern id="ID-far" width="2.4" height="2.4" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path d="M0 0H2.4V2.4H0Z" fill="#fff"/>'
    '<path d="M0 0H.7V2.4H0Z" fill="#000"/></pattern>'
    '<pattern id="ID-active" width="2" height="2" patternUnits="userSpaceOnUse">'
    '<path d="M0 0H2V2H0Z" fill="#fff"/><path d="M0 0H1V1H0ZM1 1H2V2H1Z" fill="#000"/>'
    "</pattern>"
    '<pattern id="ID-beyond" width="2.4" height="2.4" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path d="M0 0H2.4V2.4H0Z" fill="#fff"/>'
    '<path d="M0 0H1.5V2.4H0Z" fill="#000"/></pattern></defs>'
)
"""What the fills of ``mono`` name; ``ID`` stands for the beginning of every id."""


def thinner(look: Theme, factor: float) -> Theme:
    """Return a theme for a cropped picture, whose lines would look thick beside others."""
    return look._replace(
        outline_width=look.outline_width * factor, active_width=look.active_width * factor
    )
