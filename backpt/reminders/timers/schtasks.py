"""A task of Windows' Task Scheduler, as ``schtasks /Create /XML`` reads it."""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from backpt.reminders.timers.order import TimerOrder

_SPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_SINCE = "2026-01-01"
"""A day that is past: the task begins at once."""


def task_xml(order: TimerOrder) -> bytes:
    """Return the file of the task, in UTF-16 as Windows writes it."""
    task = Element("Task", {"version": "1.2", "xmlns": _SPACE})
    _add(SubElement(task, "RegistrationInfo"), Description=order.about)
    triggers = SubElement(task, "Triggers")
    for at in order.times:
        trigger = SubElement(triggers, "CalendarTrigger")
        starts = f"{_SINCE}T{at // 60:02}:{at % 60:02}:00"
        _add(trigger, StartBoundary=starts, Enabled="true")
        _add(SubElement(trigger, "ScheduleByDay"), DaysInterval="1")
    principal = SubElement(SubElement(task, "Principals"), "Principal", {"id": "Author"})
    _add(principal, LogonType="InteractiveToken", RunLevel="LeastPrivilege")
    _add(
        SubElement(task, "Settings"),
        MultipleInstancesPolicy="IgnoreNew",
        DisallowStartIfOnBatteries="false",
        StopIfGoingOnBatteries="false",
        StartWhenAvailable="true",
        ExecutionTimeLimit="PT10M",
        Enabled="true",
    )
    program, *arguments = order.command
    action = SubElement(SubElement(task, "Actions", {"Context": "Author"}), "Exec")
    _add(action, Command=program, Arguments=" ".join(map(_quoted, arguments)))
    indent(task)
    text: str = tostring(task, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-16"?>\n{text}\n'.encode("utf-16")


def _add(parent: Element, **fields: str) -> None:
    for name, text in fields.items():
        SubElement(parent, name).text = text


def _quoted(argument: str) -> str:
    return f'"{argument}"' if " " in argument else argument
