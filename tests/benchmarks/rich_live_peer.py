"""The session's screen as one would draw it with rich: the same caption, through rich Live.

    rich_live_peer.py SECONDS REPAINTS

A peer to measure against, run by the benchmarks in their own environment.
"""

# ruff: noqa: TID251 - a benchmark reads clocks: that is what it is for

from __future__ import annotations

import sys
from time import monotonic, sleep

from rich.align import Align
from rich.console import Group
from rich.layout import Layout
from rich.live import Live
from rich.panel import Panel
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from backpt.language import speech
from backpt.language.en.captions import caption
from backpt.prescription.model import Category, Dose, Exercise, Position, Routine, single
from backpt.session.compile import flatten
from backpt.session.player import Player
from backpt.session.steps import Compiled, Step
from backpt.session.views import Caption
from backpt.terminal.digits import large


def long_hold(seconds: float) -> Routine:
    cue = "Hold still and breathe. Shoulders down, chin level."
    dose = Dose(time_s=seconds)
    return single(
        Exercise("long-hold", "Long hold", Category.CORE, Position.SUPINE, dose, 1, cue)
    )


def drawn(shown: Caption) -> Layout:
    """Return the renderable of one moment."""
    digits = "\n".join(large(shown.digits, True, 2) or (shown.digits,))
    head = Table.grid(expand=True)
    head.add_column()
    head.add_column(justify="right")
    head.add_row(Text(shown.heading, style="bold"), shown.where)
    moment = Group(
        Align.center(Text(shown.action, style="bold")),
        Align.center(Text(digits, style="bold")),
        ProgressBar(total=1.0, completed=shown.part or 0.0),
        Align.center(shown.counting),
        Align.center(shown.note),
        Align.center(Text(shown.coming, style="dim")),
    )
    progress = Table.grid(expand=True)
    progress.add_column(ratio=1)
    progress.add_column(justify="right")
    progress.add_row(ProgressBar(total=1.0, completed=shown.progress), f"  {shown.left}")
    keys = Text("   ".join(f"{key} {does}" for key, does in shown.keys))
    layout = Layout()
    layout.split_column(
        Layout(Panel(head, title=shown.title), size=3),
        Layout(Align.center(moment, vertical="middle")),
        Layout(Group(progress, keys), size=4),
    )
    return layout


def work_began(steps: tuple[Step, ...], player: Player) -> float:
    """Bring the player into the long step; return when that began on its scale."""
    player.start(0.0)
    began = sum(step.planned_s for step in steps[:-1])
    player.tick(began)
    return began


def main(seconds: float, repaints: float) -> None:
    routine = long_hold(seconds)
    steps = flatten(routine, speech)
    player = Player(steps, speech)
    began = work_began(steps, player)
    start = monotonic()

    def moment(number: int) -> Layout:
        frame = player.frame(began + number / repaints)
        return drawn(caption(Compiled(routine, steps), frame))

    with Live(moment(0), auto_refresh=False, screen=True) as live:
        for number in range(1, round(seconds * repaints)):
            sleep(max(0.0, start + number / repaints - monotonic()))
            live.update(moment(number), refresh=True)


if __name__ == "__main__":
    main(float(sys.argv[1]), float(sys.argv[2]))
