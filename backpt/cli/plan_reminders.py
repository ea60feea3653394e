"""``backpt plan --remind``: the system's own timer asks ``backpt due --notify``.

Nothing is written before a yes: silence, Enter and the end of the input are none.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from backpt.errors import UsageError
from backpt.files import remove
from backpt.language import reminders as words
from backpt.paths import Paths
from backpt.progress.plan import Plan, planned
from backpt.progress.planning import coming
from backpt.progress.reminding import DAY_MIN, begins_min, timer_times
from backpt.reminders import system_timer
from backpt.reminders.system_timer import TimerFiles, TimerIs, TimerKind
from backpt.reminders.timers.order import TimerOrder
from backpt.run.weeks import course_now
from backpt.terminal.layout import say, say_whole
from backpt.terminal.questions import asks, confirm

NOT_INSTALLED = 1


def remind_command(paths: Paths, now_wall: float, how: str) -> int:
    """Do what ``--remind`` says; return the exit code. Raises ``BackptError``."""
    match how.strip().lower():
        case "on":
            return _on(paths, _coming(paths, now_wall))
        case "off":
            return _off(paths)  # whatever the diary is like
        case "show":
            return _show(paths, _coming(paths, now_wall))
        case _:
            raise UsageError(words.WORDS)


def reminder_trouble(paths: Paths, now_wall: float) -> str:
    """Return what to do about reminders that do not fit the plan; empty where they do, or
    are off."""
    kind = system_timer.timer_kind(os.environ)
    where = system_timer.timer_paths(kind, os.environ, paths.data)
    if not system_timer.is_any_there(where):
        return ""
    plans = _coming(paths, now_wall)
    if not plans:
        return words.STOP
    is_there = system_timer.what_is_there(_files(kind, plans, where))
    return "" if is_there is TimerIs.AS_ORDERED else words.RENEW


def _coming(paths: Paths, now_wall: float) -> list[Plan]:
    """Return the plans that count today, or later. Raises ``JournalError``."""
    course = course_now(paths, now_wall)
    plan = planned(course.plans, course.aways, course.visits)
    return [one.plan for one in coming(plan, course.today)]


def _order(plans: Iterable[Plan]) -> TimerOrder:
    return TimerOrder(
        system_timer.due_command(os.environ),
        timer_times(plans),
        system_timer.needed_environ(os.environ),
        system_timer.timer_name(os.environ),
        words.ABOUT,
    )


def _files(kind: TimerKind, plans: Iterable[Plan], where: tuple[str, ...]) -> TimerFiles:
    return system_timer.timer_files(kind, _order(plans), where)


def _begins(plans: Iterable[Plan]) -> tuple[int, ...]:
    return tuple(at % DAY_MIN for at in sorted({begins_min(one) for one in plans}))


def _on(paths: Paths, plans: list[Plan]) -> int:
    if not plans:
        raise UsageError(words.NO_PLAN)
    kind = system_timer.timer_kind(os.environ)
    if kind is TimerKind.CRON:
        return _say_lines(plans)
    files = _files(kind, plans, system_timer.timer_paths(kind, os.environ, paths.data))
    match system_timer.what_is_there(files):
        case TimerIs.AS_ORDERED:
            say(words.are_on(_begins(plans)))
            return 0
        case TimerIs.OTHER:
            say(words.OUT_OF_DATE)
        case TimerIs.NOT:
            pass
    _say_files(kind, files)
    if not asks():
        say(words.NOBODY_TO_ASK)
        return NOT_INSTALLED
    if not confirm(words.ASK):
        say(words.NOTHING_INSTALLED)
        return 0
    system_timer.start_timer(kind, files, os.environ)
    say(words.are_on(_begins(plans)))
    say(words.HOW_IT_WORKS)
    return 0


def _say_lines(plans: list[Plan]) -> int:
    from backpt.reminders.timers.cron import crontab_lines

    say(words.COPY_THESE)
    for line in crontab_lines(_order(plans)):
        say_whole(line)
    return 0


def _say_files(kind: TimerKind, files: TimerFiles) -> None:
    """Show what will be written, where, and what will be run."""
    say(words.WILL_WRITE)
    for path, content in files.items():
        say_whole(f"  {path}")
        text = content.decode("utf-16" if kind is TimerKind.SCHTASKS else "utf-8")
        for line in text.splitlines():
            say_whole(f"    {line}".rstrip())
    say(words.WILL_RUN)
    for command in system_timer.start_commands(kind, tuple(files)):
        say_whole(f"  {' '.join(command)}")


def _off(paths: Paths) -> int:
    kind = system_timer.timer_kind(os.environ)
    where = system_timer.timer_paths(kind, os.environ, paths.data)
    folder, name = os.path.split(paths.notices)
    for path in (paths.notices, os.path.join(folder, f".{name}.lock")):
        remove(path)
    if kind is TimerKind.CRON:
        has = system_timer.crontab_has(system_timer.due_command(os.environ))
        say(words.IN_CRONTAB if has else words.ARE_OFF)
    elif system_timer.is_any_there(where):
        system_timer.stop_timer(kind, where, os.environ)
        say(words.NOW_OFF)
    else:
        say(words.ARE_OFF)
    return 0


def _show(paths: Paths, plans: list[Plan]) -> int:
    kind = system_timer.timer_kind(os.environ)
    where = system_timer.timer_paths(kind, os.environ, paths.data)
    if kind is TimerKind.CRON and system_timer.crontab_has(
        system_timer.due_command(os.environ)
    ):
        say(words.IN_CRONTAB)
    elif not system_timer.is_any_there(where):
        say(words.ARE_OFF)
    else:
        is_there = plans and system_timer.what_is_there(_files(kind, plans, where))
        fits = is_there is TimerIs.AS_ORDERED
        say(words.are_on(_begins(plans)) if fits else words.RENEW if plans else words.STOP)
        for path in filter(os.path.lexists, where):
            say_whole(f"  {path}")
    return 0
