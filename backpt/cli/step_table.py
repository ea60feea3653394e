"""``session --plan``: its steps as lines, with start times and the total. Runs nothing."""

from __future__ import annotations

from backpt.cli.present import allowed_now
from backpt.errors import SafetyStop
from backpt.language import speech, step_rows, words
from backpt.paths import Paths
from backpt.prescription.model import Library, Routine, needs
from backpt.session.compile import Manner, flatten
from backpt.session.steps import Compiled, total_s
from backpt.terminal.layout import aligned, columns, say


def print_allowed_steps(
    routine: Routine, library: Library, paths: Paths, manner: Manner
) -> int:
    """Print the steps as the user's precautions leave them, and why. What today's pain or days
    off change is known only when a session begins.

    Raises ``SafetyStop`` where they leave nothing, and while a sign was not seen.
    """
    allowed, _, sentences = allowed_now(routine, library, paths)
    steps = flatten(allowed, speech, manner)
    if not steps:
        raise SafetyStop(" ".join(sentences))
    for sentence in sentences:
        say(sentence)
    print_steps(Compiled(allowed, steps))
    return 0


def print_steps(compiled: Compiled) -> None:
    """Print every step with its start and its length, and the total of all."""
    routine, steps = compiled
    say(words.text(words.welcome(routine, total_s(steps))))
    if gear := needs(routine):
        say(words.fetch(gear)[0])
    print()
    rows = step_rows.step_rows(compiled)
    wide = columns()
    for row, line in zip(rows, aligned(rows, right=(0,)), strict=True):
        if wide is None or len(line) <= wide:
            say(line)
        else:
            say(
                ", ".join(cell for cell in row[1:] if cell), first=f"{row[0]:>5} ", then=" " * 6
            )
