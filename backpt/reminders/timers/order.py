"""What a timer is to do, whatever the system."""

from backpt.values import NamedTuple


class TimerOrder(NamedTuple):
    """A command at some times of each day."""

    command: tuple[str, ...]
    """The program by its whole path, and its arguments."""
    times: tuple[int, ...]
    """In minutes after midnight, rising; at least one."""
    environ: tuple[tuple[str, str], ...] = ()
    """What the program needs to know of the user's environment."""
    name: str = "backpt-due"
    """What the system calls it: another one for another person of the account."""
    about: str = ""
    """What the system shows of it, in a few words."""
