"""A timer of systemd, and the service that it starts (systemd.timer(5), systemd.service(5))."""

from backpt.reminders.timers.order import TimerOrder

_REFUSED = frozenset("\"'\\")
"""What systemd allows in no program's name, but in an argument."""


def service_text(order: TimerOrder) -> str:
    """Return the file of the service. That something is due is exit code 1, and no failure."""
    program, *arguments = order.command
    if _REFUSED & {*program}:
        program, arguments = "/usr/bin/env", [program, *arguments]
    # A colon: nothing in the command is a variable.
    command = " ".join(quoted_word(one) for one in (f":{program}", *arguments))
    lines = (
        "[Unit]",
        f"Description={_percents(order.about)}",
        "",
        "[Service]",
        "Type=oneshot",
        *(f"Environment={quoted_word(f'{name}={value}')}" for name, value in order.environ),
        f"ExecStart={command}",
        "SuccessExitStatus=1",
    )
    return "".join(f"{line}\n" for line in lines)


def timer_text(order: TimerOrder) -> str:
    """Return the file of the timer; what came while the machine slept is made up for, once."""
    lines = (
        "[Unit]",
        f"Description={_percents(order.about)}",
        "",
        "[Timer]",
        *(f"OnCalendar=*-*-* {at // 60:02}:{at % 60:02}:00" for at in order.times),
        "Persistent=true",
        "",
        "[Install]",
        "WantedBy=timers.target",
    )
    return "".join(f"{line}\n" for line in lines)


def quoted_word(text: str) -> str:
    """Return ``text`` as one word of a unit file, with nothing in it that means more."""
    signs = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "%": "%%"}
    return f'"{"".join(signs.get(one, one) for one in text)}"'


def _percents(text: str) -> str:
    return text.replace("%", "%%")
