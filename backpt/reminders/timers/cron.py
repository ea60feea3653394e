"""Lines for a crontab, to be copied where the system has no timer of its own (crontab(5))."""

from shlex import quote

from backpt.reminders.timers.order import TimerOrder


def crontab_lines(order: TimerOrder) -> tuple[str, ...]:
    """Return a line for each time of the day."""
    known = (f"{name}={quote(value)}" for name, value in order.environ)
    command = " ".join((*known, *map(quote, order.command)))
    escaped = command.replace("%", "\\%")  # else a line of a crontab ends there
    return tuple(f"{at % 60} {at // 60} * * * {escaped}" for at in order.times)
