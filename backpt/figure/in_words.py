"""A figure in words: what stands under a panel, and what is read aloud instead of it."""

from __future__ import annotations

from backpt.figure.parts import Figure
from backpt.language import figures


def captions(figure: Figure, *, mirrored: bool = False) -> tuple[str, ...]:
    """Return what each pose says, in their order."""
    return tuple(
        figures.side_swapped(pose.says) if mirrored else pose.says
        for pose in figure.poses
        if not pose.passing
    )


def alt_text(figure: Figure, *, mirrored: bool = False) -> str:
    """Return the whole figure as one line of sentences, for those who do not see it."""
    return figures.alt_text(captions(figure, mirrored=mirrored))
