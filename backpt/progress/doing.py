"""What the sessions of the last weeks were made of, for the plan. Only values."""

from backpt.values import NamedTuple


class ItemDone(NamedTuple):
    """What became of one exercise in one session."""

    exercise: str
    """Its id."""
    planned: int
    """Reps, both sides counted, timed positions or self-paced sets that the session had."""
    done: float
    """Of these; a position that was held for a part of its time counts for that part."""
    why: str = ""
    """The reason most were not done; empty if all were, or if it was never reached."""


class Doing(NamedTuple):
    """What a session was made of, for the plan: the course tells the rest of it."""

    uid: str
    """Of the session."""
    asked: str = ""
    """The routine that was asked for, where today allowed only another one."""
    ending: str = ""
    items: tuple[ItemDone, ...] = ()
