"""Figures for the tests: finished ones by name, the shipped library's, and small ones."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from backpt.figure.parts import Fault, Figure
from backpt.figure.read import read_figure
from backpt.library.figure_data import plain_data
from backpt.library.tree import Map, parse

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "exercises.yaml"


@cache
def examples() -> dict[str, Figure]:
    """Return the figures of ``examples.yaml``; each must be without fault."""
    root = parse((HERE / "examples.yaml").read_bytes())
    assert isinstance(root, Map)
    found = {}
    for id_, node in root.values.items():
        figure, faults = read_figure(plain_data(node, 1)[0], where=id_)
        assert figure is not None, faults
        assert not faults
        found[id_] = figure
    return found


@cache
def shipped() -> dict[str, Figure]:
    """Return the figures of the built-in library."""
    root = parse(SHIPPED.read_bytes())
    assert isinstance(root, Map)
    exercises = root.values["exercises"]
    assert isinstance(exercises, Map)
    found = {}
    for id_, entry in exercises.values.items():
        if isinstance(entry, Map) and "figure" in entry.values:
            figure, faults = read_figure(plain_data(entry.values["figure"], 1)[0], where=id_)
            assert figure is not None, faults
            assert not faults
            found[id_] = figure
    return found


def everything() -> list[tuple[str, Figure]]:
    named = [(f"example {id_}", figure) for id_, figure in examples().items()]
    return named + [(f"shipped {id_}", figure) for id_, figure in shipped().items()]


def read(text: str) -> tuple[Figure | None, tuple[Fault, ...]]:
    """Return what is read from YAML written in a test, the first line being line 1."""
    node = parse(text.strip("\n").encode())
    assert node is not None
    return read_figure(*plain_data(node, 1))


def good(text: str) -> Figure:
    figure, faults = read(text)
    assert figure is not None, faults
    assert not faults, faults
    return figure
