"""Eight weeks of one made-up person, led through the real program with a fast clock.

    python -m tools.eight_weeks            write docs/eight-weeks.md
    python -m tools.eight_weeks --print    print it

The person is invented; every line below a ``$`` is what the program says to them, in a home
of its own. Time passes only where the program waits (``tests.played``), so that the page is
the same each time. A question without an answer here ends the program with its text.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from unittest.mock import patch

from tests.homes import answers_file, environment
from tests.played import Played, piped, was_real_until_now

PAGE = Path(__file__).parents[1] / "docs" / "eight-weeks.md"
BEGAN = datetime(2026, 1, 5, tzinfo=UTC)
"""A Monday."""
_ASKS = re.compile(r"(^|\. )Press (\w |space)|, press space\.$")
MOST_WAITS = 20_000
"""Of one session or pack; with more it waits for a key that does not come."""
USUAL = {
    "card 1": "n",
    "card 2": "n",
    "card 3": "n",
    "(2 of 4)": "n",
    "(3 of 4)": "n",
    "(4 of 4)": "n",
    "Anything NEW": "n",
    "Pain or tingling in a leg": "n",
    "Leg pain, compared with last time": "n",
    "Less today": "y",
    "Only this today": "y",
    "when you are ready": " ",
    "A step up": "n",
}
"""Answers of somebody with no warning sign."""
HEAD = """\
# Eight weeks

One made-up person, eight weeks, and what the program really says to them: made by
`python -m tools.eight_weeks`, and held to it by a test. The clock is a fast one. The
sessions are led with `--plain` and without sound; what is said while an exercise runs is
left out after the first session, where `[...]` stands. Nothing else is left out.
"""
PACK = {
    "What you have": "n",
    "(2 of 2)": "n",
    "pack is on": "3",
    "Look at your skin": " ",
    "when it is off": " ",
    "after the pack": "2",
}


class Story:
    """One person, and the page about them."""

    def __init__(self, home: Path) -> None:
        self.env = environment(home, TZ="UTC")
        answers_file(home).unlink()  # the cards are new to them
        self.now = BEGAN
        self.page = [HEAD]

    def day(self, week: int, weekday: int, hour: int) -> None:
        """Let it be that hour of a day; ``weekday``: 0 Monday. Weeks begin with 1."""
        self.now = BEGAN + timedelta(weeks=week - 1, days=weekday, hours=hour)
        was_real_until_now(self.env["HOME"])
        self.page.append(f"### {self.now:%A} {self.now.day} {self.now:%B}, {hour}:00\n")

    def week(self, number: int, about: str) -> None:
        self.page.append(f"## Week {number}\n\n{about}\n")

    def types(self, *arguments: str) -> None:
        """Run a command that asks nothing."""
        ran = piped(list(arguments), self.env)
        self._show(arguments, ran.stdout + ran.stderr)

    def leads(self, *arguments: str, answers: Mapping[str, str], whole: bool = False) -> None:
        """Lead through a session or a pack; the words of ``answers`` that stand last in a
        question, or the longest of them, say which key answers it."""
        run = Played([*arguments, "--plain"], self.env)
        answered = 0

        def asked() -> str:
            """What it said since the last answer, if its last line asks for one."""
            said = run.sent[answered:].decode().replace("\r", "").rstrip()
            return said if _ASKS.search(said.rsplit("\n", 1)[-1]) else ""

        waits = count()
        while next(waits) < MOST_WAITS:
            if not asked():
                run.let_pass(lambda: not asked() and next(waits) < MOST_WAITS)
            if run.code is not None:
                break
            if not (said := asked()):
                continue
            found = [(said.rfind(one) + len(one), one) for one in answers if one in said]
            if not found:
                raise SystemExit(f"{self.now}: no answer to\n{said}")
            answered = len(run.sent)
            run.press(answers[max(found)[1]])
        else:
            raise SystemExit(f"{self.now}: it does not end\n{run.text}")
        said = run.sent.decode()
        self._show(arguments, said if whole else _without_exercises(said))

    def session(self, before: int, after: int, *, whole: bool = False, **more: str) -> None:
        """Lead through what is planned today, with the pain before it and after it."""
        known = {words.replace("_", " "): key for words, key in more.items()}
        pain = {"Pain now": str(before), "Well done.\nPain now": str(after)}
        pain["worst pain of the last 7 days"] = str(before + 1)
        self.leads("session", answers=USUAL | pain | known, whole=whole)

    def _show(self, arguments: tuple[str, ...], said: str) -> None:
        typed = " ".join(f'"{one}"' if " " in one else one for one in arguments)
        lines = "\n".join(line.rstrip() for line in said.replace("\r", "").splitlines())
        self.page.append(f"```text\n$ {' '.join(('backpt', typed)).rstrip()}\n{lines}\n```\n")


def _without_exercises(said: str) -> str:
    """Leave out what is said from the first exercise to the end of the last."""
    exercises = r"(exercises?, about [^\n]*\n).*?(?=Finished\.)"
    return re.sub(exercises, r"\1[...]\n", said, flags=re.DOTALL)


@contextmanager
def _wall_clock_of(story: Story) -> Iterator[None]:
    """Have the system's clock say what day it is in the story."""
    real = time.clock_gettime  # noqa: TID251  # which stands in for the system's

    def told(which: int) -> float:
        return story.now.timestamp() if which == time.CLOCK_REALTIME else real(which)

    with patch.object(time, "clock_gettime", told):
        with patch.dict(os.environ, TZ="UTC"):
            time.tzset()
            yield
        time.tzset()


def _first(story: Story) -> None:
    story.week(1, "A plan, the cards, and the first session, whole.")
    story.day(1, 0, 8)
    story.types()
    story.types("plan", "home-basics", "--days", "mon,wed,fri", "--after", "coffee")
    story.types("week")
    story.types()
    story.session(4, 3, whole=True)
    story.types("week")
    story.day(1, 1, 8)
    story.types("pain", "4")
    story.day(1, 2, 8)
    story.session(4, 3)
    story.day(1, 4, 8)
    story.session(3, 3)
    story.day(1, 4, 20)
    story.leads("icepack", "--cycles", "1", answers=PACK)
    story.day(1, 6, 20)
    story.types("week")


def _second(story: Story) -> None:
    story.week(2, "It gets better. The first step up is offered, and taken.")
    story.day(2, 0, 8)
    story.session(3, 2)
    story.day(2, 1, 8)
    story.types("pain", "2", "--note", "slept well")
    story.day(2, 2, 8)
    story.session(2, 2)
    story.day(2, 3, 8)
    story.types("pain", "1")
    story.day(2, 4, 8)
    story.session(2, 1, A_step_up="y")
    story.types("plan", "--changes")


def _third(story: Story) -> None:
    story.week(3, "A step further, and a visit is coming.")
    story.day(3, 0, 8)
    story.types()
    story.session(1, 1)
    story.day(3, 1, 8)
    story.types("pain", "1")
    story.types("plan", "--visit", "2026-01-27")
    story.day(3, 2, 8)
    story.session(2, 1)
    story.day(3, 3, 8)
    story.types("pain", "1")
    story.day(3, 4, 8)
    story.session(1, 1)
    story.types("week")


def _fourth(story: Story) -> None:
    story.week(4, "The visit, and days away.")
    story.day(4, 0, 8)
    story.session(1, 1)
    story.day(4, 1, 8)
    story.types()
    story.day(4, 2, 8)
    story.types("plan", "--away", "2026-01-28", "2026-02-01", "--why", "travel")
    story.day(4, 4, 8)
    story.types()
    story.day(4, 6, 18)
    story.types("pain", "3")
    story.types("week")


def _fifth(story: Story) -> None:
    story.week(5, "Home again, and the pain rises.")
    for weekday, before, after in ((0, 4, 4), (2, 5, 6), (4, 6, 6)):
        story.day(5, weekday, 8)
        story.session(before, after)
        story.day(5, weekday + 1, 8)
        story.types("pain", str(after), "--worst", str(after + 1))
    story.types("advice")
    story.types("advice", "--why")
    story.day(5, 6, 18)
    story.types()
    story.types("advice", "--done", "called my therapist")


def _sixth(story: Story) -> None:
    story.week(6, "Talked to the therapist; it settles.")
    for weekday, before, after in ((0, 5, 4), (2, 4, 3), (4, 3, 3)):
        story.day(6, weekday, 8)
        story.session(before, after)
        story.day(6, weekday + 1, 8)
        story.types("pain", str(after))
    story.types("advice")


def _seventh(story: Story) -> None:
    story.week(7, "Quiet again. A second routine, for after these weeks.")
    for weekday, before, after in ((0, 2, 2), (2, 2, 1), (4, 1, 1)):
        story.day(7, weekday, 8)
        story.session(before, after)
        story.day(7, weekday + 1, 8)
        story.types("pain", str(after))
    story.types("plan", "--phase")
    more = ("--days", "tue,thu", "--after", "coffee", "--from", "2026-02-24")
    story.types("plan", "core-starter", *more)
    story.types("plan")


def _eighth(story: Story) -> None:
    story.week(8, "Two routines, a step that is for later, and a look back.")
    for weekday, before, after in ((0, 1, 1), (1, 1, 1), (2, 1, 0), (3, 1, 1), (4, 0, 0)):
        story.day(8, weekday, 8)
        story.session(before, after)
    story.day(8, 6, 18)
    story.types("plan", "--changes")
    story.types("plan", "--phase")
    story.types("plan")
    story.types("week")
    story.types("advice")
    story.types("pain")
    story.types()


WEEKS = (_first, _second, _third, _fourth, _fifth, _sixth, _seventh, _eighth)


def page() -> str:
    """Return the page."""
    with tempfile.TemporaryDirectory() as folder:
        story = Story(Path(folder))
        with _wall_clock_of(story):
            for week in WEEKS:
                week(story)
    return "\n".join(story.page)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--print", action="store_true", help="print it, write nothing")
    text = page()
    if parser.parse_args().print:
        sys.stdout.write(text)
    else:
        PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
