"""Several people on one account: for whom this is, and who has nothing yet."""

from __future__ import annotations


def for_whom(name: str) -> str:
    return f"For {name}."


def new_person(name: str, others: tuple[str, ...]) -> str:
    """Nothing is kept for ``name`` yet; ``others`` have folders."""
    there = f" There are: {', '.join(others)}." if others else ""
    return f"Nothing is kept for {name} yet: a diary is begun.{there}"


def as_typed(name: str) -> str:
    return f"backpt --who {name}"
