"""What stands under ``figure:`` -> plain data with lines, as the figure package reads it.

Knows the tree and nothing of figures; keeps the package that draws out of the start.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from backpt.language import library_file
from backpt.library.checked_file import CheckedFile
from backpt.library.problem import Report
from backpt.library.tree import Map, Node
from backpt.prescription.model import Sides

if TYPE_CHECKING:
    from backpt.figure.parts import Figure
    from backpt.prescription.model import Exercise

Lines = dict[tuple[str | int, ...], int]


def plain_data(node: Node, line: int) -> tuple[Any, Lines]:
    """Return ``node`` as dicts, lists and text, and the line of everything in it by its path.

    ``line`` is the figure's own, the one of the empty path.
    """
    lines: Lines = {(): line}
    return _plain(node, (), lines), lines


def _plain(node: Node, path: tuple[str | int, ...], lines: Lines) -> Any:
    """Walk down; the tree is at most as deep as its reader allows."""
    if isinstance(node, str):
        return node
    if isinstance(node, Map):
        for name, line in zip(node.values, node.lines, strict=True):
            lines[*path, name] = line
        return {
            name: _plain(inner, (*path, name), lines) for name, inner in node.values.items()
        }
    for number, line in enumerate(node.lines):
        lines[*path, number] = line
    return [_plain(inner, (*path, number), lines) for number, inner in enumerate(node.values)]


def figure_json(node: Map) -> str:
    """Return a figure as one line of JSON, as an ``Exercise`` keeps it."""
    import json  # when a library is parsed; a start takes it from the cache

    return json.dumps(_bare(node), separators=(",", ":"))


def _bare(node: Node) -> Any:
    """Return what ``plain_data`` does, without lines: every start with a changed file does this
    for every figure."""
    if isinstance(node, str):
        return node
    if isinstance(node, Map):
        return {name: _bare(inner) for name, inner in node.values.items()}
    return [_bare(inner) for inner in node.values]


def check_figures(subject: CheckedFile, report: Report) -> None:
    """Report what is wrong with the figures of a file: an error for what cannot be read, a
    warning for what a body cannot do or the words beside it do not say."""
    for id_, exercise in subject.own.exercises.items():
        entry = subject.entries["exercises"].values[id_]
        if isinstance(entry, Map) and isinstance(entry.values.get("figure"), Map):
            node, line = entry.values["figure"], entry.line_of("figure")
            _check_figure(exercise, *plain_data(node, line), report)


def _check_figure(exercise: Exercise, data: Any, lines: Lines, report: Report) -> None:
    from backpt.figure.read import read_figure

    figure, faults = read_figure(data, lines)
    for fault in faults:
        report.error(fault.line, f"{fault.what}; {fault.do}")
    if figure is not None and not faults:
        for pose, said in _findings(figure, exercise):
            line = lines.get(("poses", pose), lines[()])
            report.warn(line, library_file.fault_of_figure(pose, said))


def _told(exercise: Exercise) -> tuple[str, ...]:
    """Return what an exercise says of how it is done, and of how much of it the dose allows."""
    return (exercise.place, exercise.cue, *exercise.steps, *exercise.form, exercise.note)


def _findings(figure: Figure, exercise: Exercise) -> Iterator[tuple[str, str]]:
    from backpt.figure.claims import Named, unlike
    from backpt.figure.depths import depths_unlike
    from backpt.figure.sights import widths_unlike
    from backpt.figure.slips import agrees, lint

    for finding in lint(figure):
        yield finding.pose, f"{finding.what}; {finding.do}"
    said = [*agrees(figure, exercise.position.value, exercise.needs)]
    said += depths_unlike(figure, _told(exercise))
    said += widths_unlike(figure, _told(exercise))
    if exercise.dose.sides is not Sides.BOTH:
        said += unlike(figure, Named(exercise.cue, exercise.side_words))
    for what, do in said:
        yield "", f"{what}; {do}"
