"""An agent of launchd on macOS (launchd.plist(5)). What came while the Mac slept is made up for
when it wakes, once."""

from backpt.reminders.timers.order import TimerOrder


def agent_plist(order: TimerOrder) -> bytes:
    """Return the file of the agent."""
    import plistlib  # few ask for it

    return plistlib.dumps(
        {
            "Label": order.name,
            "ProgramArguments": list(order.command),
            "EnvironmentVariables": dict(order.environ),
            "StartCalendarInterval": [
                {"Hour": at // 60, "Minute": at % 60} for at in order.times
            ],
            "ProcessType": "Background",
        }
    )
