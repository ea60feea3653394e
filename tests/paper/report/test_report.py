"""The report: each figure is that of the diary, and every form has the same."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from backpt.cli.report_object import report_object
from backpt.journal.week_rows import Rows
from backpt.language.en import report as words
from backpt.paper.document import (
    Document,
    Facts,
    Notes,
    RuledLines,
    SheetChart,
    SheetTable,
    texts,
)
from backpt.paper.html import html
from backpt.paper.look import Paper, SheetLook
from backpt.paper.markdown import markdown
from backpt.paper.pdf import pdf
from backpt.paper.report_page import compose_page
from backpt.paper.report_table import table_of
from backpt.paper.terminal import TextLine, lay_out
from backpt.paths import user_paths
from backpt.prescription.model import prescribe
from backpt.progress.change import Change, ChangeField
from backpt.progress.due_questions import ActivityChange
from backpt.progress.entry import Spread, Strike
from backpt.progress.plan import AwayWhy
from backpt.progress.report_values import (
    AwayFigures,
    ExerciseLine,
    LegFigures,
    RoutineLine,
    SignFigures,
    WeeksReport,
)
from backpt.run.reporting import report_now
from backpt.safety.tables import QUESTIONS, TICKS
from tests.builders import shipped
from tests.journal.values import read_sessions
from tests.paper.report import people
from tests.paper.report.people import NOW, TODAY, Evening, Person, leg_further
from tests.paper.sheets import HOSTILE, Pdf, missing, squeezed
from tests.paper.test_html import validated

WEEKS_12 = TODAY - 83


@lru_cache(maxsize=8)
def report_of(who: str) -> WeeksReport:
    """Return the report of twelve weeks of somebody of ``people``; "": of nobody."""
    paths = user_paths({"HOME": mkdtemp()})
    if who:
        journal = Path(paths.journal)
        journal.parent.mkdir(parents=True)
        getattr(people, who)(journal)
    return report_now(paths, NOW, WEEKS_12).report


def page_of(who: str, **names: str) -> Document:
    return compose_page(report_of(who), version="1.2", **names)


def exercise(found: WeeksReport, id_: str) -> ExerciseLine:
    return next(one for one in found.exercises if one.exercise.id == id_)


def labelled(page: Document) -> dict[str, str]:
    facts = [block for block in page.blocks if isinstance(block, Facts)]
    return {label: said for block in facts for label, said in block.rows}


EVERYBODY = ("", "one_day", "twelve_weeks", "forty_exercises", "five_years")


# --- the figures -----------------------------------------------------------------------


def test_pain_of_the_first_week_and_of_the_last_with_what_counts() -> None:
    pain = report_of("twelve_weeks").pain
    first = [value for day, value in pain.values if day < WEEKS_12 + 7]
    last = [value for day, value in pain.values if day > TODAY - 7]
    assert pain.first == pytest.approx(sum(first) / len(first))
    assert pain.last == pytest.approx(sum(last) / len(last))
    assert (pain.counts, pain.percent) == (True, -74)
    said = labelled(page_of("twelve_weeks"))["Pain"]
    assert said.startswith("5.3 in the first week, 1.4 in the last: down 3.9 (74 %);")
    assert "2 points or 30 % is what counts" in said


def test_what_hurts_and_where_it_stopped_is_told_of_each_exercise() -> None:
    lifts = exercise(report_of("twelve_weeks"), "leg-lifts")
    assert (lifts.pain_high, lifts.hurt, lifts.unsure) == (7, 4, 2)
    assert [(one.why, one.many) for one in lifts.stops] == [("hurts", 1)]
    assert (lifts.done, lifts.planned) == (26, 32)
    tilts = exercise(report_of("twelve_weeks"), "knee-tilts")
    assert (tilts.pain_high, tilts.hurt, tilts.unsure, tilts.stops) == (None, 0, 0, ())


def test_what_was_done_beside_the_plan_is_told_as_such() -> None:
    lifts = exercise(report_of("twelve_weeks"), "leg-lifts")
    assert words.exercise_cells(lifts, "x")[2] == "26 of 32"
    assert words.exercise_cells(lifts._replace(done=40), "x")[2] == "40; planned 32"
    assert words.exercise_cells(lifts._replace(planned=None), "x")[2] == "26"


def test_days_away_are_not_planned_and_advice_has_its_answer() -> None:
    found = report_of("twelve_weeks")
    assert found.sessions.planned == 33  # three a week, one week away
    assert [(one.last - one.first + 1, one.why) for one in found.aways] == [(7, "travel")]
    answers = {one.rule: one.answer for one in found.advice}
    assert answers["T9"] is None
    assert answers["T2"] is not None
    assert answers["T2"].note == "called my therapist; fewer leg lifts"
    assert "F4" not in answers  # that a step up was offered is no advice


def test_what_lies_before_the_first_day_is_not_counted(tmp_path: Path) -> None:
    paths = user_paths({"HOME": str(tmp_path)})
    Path(paths.journal).parent.mkdir(parents=True)
    me = Person(Path(paths.journal))
    me.says(me.entry(30, 9, worst=10, note="long ago"), me.entry(2, 2), me.entry(1, 2))
    me.says(leg_further(me, 31))
    me.evening(30, Evening(hurts={"leg-lifts": 8}))
    found = report_now(paths, NOW, TODAY - 6).report
    assert found.leg == LegFigures()
    assert (found.pain.worst, found.pain.days_said, found.words) == (2, 2, ())
    assert (found.sessions.held, found.exercises, found.rows) == (0, (), ())


def test_what_does_not_count_is_in_no_figure(tmp_path: Path) -> None:
    paths = user_paths({"HOME": str(tmp_path)})
    Path(paths.journal).parent.mkdir(parents=True)
    me = Person(Path(paths.journal))
    me.evening(20, Evening(2, 2))
    me.evening(10, Evening(9, 9, hurts={"leg-lifts": 8}))
    struck = read_sessions(me.path)[0].uid
    me.keep(Rows(strikes=(Strike(me.uid(), struck),)))
    found = report_now(paths, NOW, TODAY - 41).report
    assert (found.sessions.held, found.pain.worst) == (1, 2)
    assert exercise(found, "leg-lifts").pain_high is None
    assert {row.day for row in found.rows} == {TODAY - 20}


def test_a_flare_up_day_has_a_mark_of_its_own_in_the_picture(tmp_path: Path) -> None:
    paths = user_paths({"HOME": str(tmp_path)})
    Path(paths.journal).parent.mkdir(parents=True)
    me = Person(Path(paths.journal))
    me.evening(20, Evening(3, 3))
    me.evening(4, Evening(7, 6), prescribe(shipped(), "flare-up-day"))
    found = report_now(paths, NOW, TODAY - 41).report
    assert found.pain.held_days == (TODAY - 20, TODAY - 4)
    assert found.pain.flare_up_days == (TODAY - 4,)
    (chart,) = (
        block
        for block in compose_page(found, version="1").blocks
        if isinstance(block, SheetChart)
    )
    assert "Flare-up days: 16 Dec." in chart.alt
    assert chart.svg.count("h8l-4-7z") == 2  # the day, and the legend


def test_a_change_of_a_dose_is_told_with_its_day_and_the_dose_before(tmp_path: Path) -> None:
    paths = user_paths({"HOME": str(tmp_path)})
    Path(paths.journal).parent.mkdir(parents=True)
    me = Person(Path(paths.journal))
    me.evening(20, Evening(1, 1))
    was = exercise(report_now(paths, NOW, TODAY - 41).report, "leg-lifts").now
    assert was is not None
    reps = float(was.reps[0])
    change = Change(
        me.uid(),
        me.wall(5, 19),
        0,
        "leg-lifts",
        ChangeField.REPS,
        reps,
        reps + 1,
        "home-basics",
    )
    me.keep(Rows(changes=(change,)))
    found = report_now(paths, NOW, TODAY - 41).report
    lifts = exercise(found, "leg-lifts")
    assert lifts.prescribed == was
    assert lifts.now is not None
    assert (lifts.now.reps[0], lifts.changed) == (reps + 1, TODAY - 5)
    assert lifts.reached == was
    (table,) = (
        block
        for block in compose_page(found, version="1").blocks
        if isinstance(block, SheetTable)
    )
    (cells,) = (row for row in table.rows if row[0] == "Leg lifts")
    assert cells[1].startswith(f"1 x {reps + 1:g}, hold 3 s, each leg (until 15 Dec: 1 x")


def test_an_exercise_done_well_twice_is_ready_for_more_and_a_strict_rule_stops_that(
    tmp_path: Path,
) -> None:
    paths = user_paths({"HOME": str(tmp_path)})
    Path(paths.journal).parent.mkdir(parents=True)
    me = Person(Path(paths.journal))
    for ago in (12, 9, 6):
        me.evening(ago, Evening(1, 1))
        me.says(me.entry(ago - 1, 1))
    found = report_now(paths, NOW, TODAY - 41).report
    assert "leg-lifts" in {one.exercise.id for one in found.exercises if one.is_ready}
    me.says(me.entry(1, 8), me.entry(0, 8))
    held_back = report_now(paths, NOW, TODAY - 41).report
    assert not any(one.is_ready for one in held_back.exercises)


def test_a_young_diary_makes_the_page_for_a_first_visit_with_room_to_write() -> None:
    for who in ("", "one_day"):
        page = page_of(who)
        ruled = [block for block in page.blocks if isinstance(block, RuledLines)]
        assert len(ruled[0].prompts) == 5
        assert ruled[0].lines >= 2
        assert not any(isinstance(block, SheetChart) for block in page.blocks)
    later = [block for block in page_of("five_years").blocks if isinstance(block, RuledLines)]
    assert [(one.prompts, one.lines) for one in later] == [((), 3)]


# --- every form draws from the one value -----------------------------------------------


def said_by(figures: dict[str, object]) -> Iterator[str]:
    """Yield figures of ``--json`` as the page has them."""
    pain, sessions = figures["pain"], figures["sessions"]
    assert isinstance(pain, dict)
    assert isinstance(sessions, dict)
    yield from (f"{pain[name]:.1f}" for name in ("first", "last") if pain[name] is not None)
    if pain["worst"] is not None:
        yield f"Worst {pain['worst']},"
    if pain["first"] is not None and pain["last"] is not None:
        yield from (f"{one['pain']:.1f}" for one in pain["weeks"] if one["pain"] is not None)
    if sessions["planned"] is not None:
        yield f"{sessions['done']} of {sessions['planned']} planned"
        yield f"{round(100 * sessions['share'])} %"
    packs = figures["packs"]
    assert isinstance(packs, dict)
    if packs["change"] is not None:
        yield f"down {abs(packs['change']):.1f} on average of {packs['rated']}"


def terminal_words(page: Document) -> Iterator[str]:
    for one in lay_out(page):
        match one:
            case TextLine():
                yield one.first + one.text
            case _:
                raise AssertionError("no exercise is drawn here")


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_form_has_the_figures_that_json_has(who: str) -> None:
    figures = json.loads(json.dumps(report_object(report_of(who))))
    page = page_of(who)
    wanted = list(said_by(figures))
    tables = [block for block in page.blocks if isinstance(block, SheetTable)]
    by_name = {one["name"]: one for one in figures["exercises"]}
    for row in (row for table in tables for row in table.rows):
        one = by_name[row[0]]
        of = "" if one["planned"] is None else f" of {one['planned']}"
        done = f"{one['done']}{of}"
        assert row[2] == done
        assert (row[4] == "-") == (one["pain_high"] is None)
        wanted += [done, *(() if row[4] == "-" else (row[4],))]
    forms = {
        "html": html(page, SheetLook()),
        "md": markdown(page, SheetLook(), "a").text.replace("\\", ""),
        "terminal": " ".join(terminal_words(page)),
        "pdf": (made := Pdf(pdf(page, SheetLook()).data)).text + " ".join(made.alts),
    }
    for name, form in forms.items():
        assert missing(iter(wanted), form) == [], name


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("paper", Paper)
def test_it_is_one_page_with_all_of_it_on_it(who: str, paper: Paper) -> None:
    page = page_of(who, name="Zoë", by="J. Okafor")
    made = Pdf(pdf(page, SheetLook(paper)).data)
    (only,) = made.pages
    assert only.faults == ()
    alts = {block.alt for block in page.blocks if isinstance(block, SheetChart)}
    assert missing((text for text in texts(page) if text not in alts), made.text) == []
    assert alts <= set(made.alts)


@pytest.mark.slow
@pytest.mark.parametrize("who", EVERYBODY)
def test_a_checker_of_pdf_ua_finds_no_error_in_a_report(tmp_path: Path, who: str) -> None:
    import pdfua

    file = tmp_path / "report.pdf"
    file.write_bytes(pdf(page_of(who, name="Zoë"), SheetLook()).data)
    report: Any = pdfua.validate(str(file))
    assert len(report.outcomes) > 10
    assert [str(finding) for finding in report.findings] == []


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_web_page_is_valid_and_says_the_chart_in_words(who: str) -> None:
    made = html(page_of(who), SheetLook())
    validated(made)
    charts = [block for block in page_of(who).blocks if isinstance(block, SheetChart)]
    assert made.count('class="chart"') == len(charts)


def test_what_does_not_fit_is_named_with_its_number_and_where_it_is() -> None:
    found, page = report_of("forty_exercises"), page_of("forty_exercises")
    (table,) = (block for block in page.blocks if isinstance(block, SheetTable))
    left = labelled(page)["Not on this page"]
    assert f"{len(found.exercises) - len(table.rows)} more exercises" in left
    assert "backpt report --to csv" in left
    notes = {block.title: block for block in page.blocks if isinstance(block, Notes)}
    own = notes["In their own words"].lines
    assert f"{len(found.words) - len(own)} more notes" in left
    assert "Not on this page" not in labelled(page_of("twelve_weeks"))


def test_of_exercises_those_stay_of_which_there_is_something_to_say() -> None:
    (table,) = (
        block for block in page_of("forty_exercises").blocks if isinstance(block, SheetTable)
    )
    assert all(set(row[4:]) != {"-"} for row in table.rows)


def test_the_strictest_advice_stays_on_a_page_that_is_full() -> None:
    notes = {
        block.title: block
        for block in page_of("forty_exercises").blocks
        if isinstance(block, Notes)
    }
    said = " ".join(notes["Advice given, and the answer"].lines)
    assert "pain of 9 or 10 for a second day (medical advice that day)" in said
    assert "less than 60 %" not in said


# --- names -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_on_the_page_as_they_are_and_do_nothing(name: str) -> None:
    page = page_of("twelve_weeks", name=name, by=name)
    made = html(page, SheetLook())
    validated(made)
    assert "<script" not in made
    assert "onclick='x'" not in made.replace("&#39;", "")
    read = Pdf(pdf(page, SheetLook()).data)
    assert len(read.pages) == 1
    assert squeezed(name) in squeezed(read.text)
    assert "<script" not in markdown(page, SheetLook(), "a").text.replace("\\<", "")


def test_nobody_is_named_where_nobody_was_asked_for() -> None:
    named, page = (
        page_of("twelve_weeks", name="Zoë Quill", by="J. Okafor"),
        page_of("twelve_weeks"),
    )
    for who in ("Zoë Quill", "J. Okafor"):
        assert sum(who in text for text in texts(named)) == 1
        assert not any(who in text for text in texts(page))
    assert named._replace(who="") == page._replace(who="")
    figures = json.dumps(report_object(report_of("twelve_weeks")))
    assert "Okafor" not in figures


# --- the table -------------------------------------------------------------------------


def read_back(data: bytes) -> list[dict[str, str]]:
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    rows = list(csv.DictReader(text))
    return [
        {key: cell[1:] if cell.startswith("'") else cell for key, cell in row.items()}
        for row in rows
    ]


def test_the_table_read_back_is_a_row_an_exercise_session() -> None:
    found = report_of("twelve_weeks")
    rows, objects = read_back(table_of(found)), report_object(found)["rows"]
    assert isinstance(objects, list)
    assert len(rows) == len(objects) == len(found.rows) > 90
    for row, one in zip(rows, objects, strict=True):
        assert row["date"] == one["date"]
        assert row["exercise"] == one["exercise"]
        assert row["pains"].split() == [str(pain) for pain in one["pains"]]
        for key in ("planned", "done", "partial", "skipped"):
            assert int(row[key]) == one[key]
        assert (row["unsure"] == "yes") is one["unsure"]
        assert row["pain_before"] == str(one["pain_before"])


FORMULAS = ("=cmd|' /C calc'!A0", "+1", "-1", "@sum", "\tx", "\rx", "'=1", "\uff1d1")


@pytest.mark.parametrize("name", [*FORMULAS, 'a,"b"\nc', "plain"])
def test_no_cell_is_worked_out_and_none_is_changed(name: str) -> None:
    found = report_of("one_day")
    found = found._replace(rows=tuple(row._replace(name=name) for row in found.rows))
    data = table_of(found)
    assert [row["exercise_name"] for row in read_back(data)] == [name] * len(found.rows)
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        assert not any(cell.startswith(tuple("=+-@\t\r\uff1d")) for cell in row)


def the_fullest() -> WeeksReport:
    """Return a report that has the most of everything that there may be."""
    found = report_of("forty_exercises")
    signs = tuple(
        SignFigures(one.text, TODAY - 3, None, one.card == "emergency") for one in QUESTIONS
    )
    many = tuple(range(TODAY - 60, TODAY, 2))
    return found._replace(
        signs=signs,
        new_days=many,
        emergency_days=many,
        activities=tuple(ActivityChange(f"{at} " + "W" * 58, 3, 8) for at in range(3)),
        leg=LegFigures(9, 9, 9, many, Spread.BELOW_KNEE, TODAY, 9),
        routines=tuple(
            RoutineLine(f"r{at}", "Wide name " * 12, 9, True, (0, 2, 4)) for at in range(9)
        ),
        exercises=tuple(
            one._replace(is_ready=True, exercise=one.exercise._replace(name="W" * 80))
            for one in found.exercises
        ),
        aways=tuple(AwayFigures(day, day + 1, AwayWhy.TRAVEL) for day in many),
        visits=(*many, TODAY + 4),
        sessions=found.sessions._replace(refused_days=many, told=9),
        precautions=found.precautions._replace(ticks=tuple(one.text for one in TICKS)),
    )


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("is_first", [True, False])
def test_the_fullest_page_is_still_one(paper: Paper, is_first: bool) -> None:
    found = the_fullest()
    found = found._replace(period=found.period._replace(is_first_visit=is_first))
    page = compose_page(found, name="W" * 300, by="W" * 300, version="1.2")
    made = Pdf(pdf(page, SheetLook(paper)).data)
    assert len(made.pages) == 1
    assert missing(iter([words.sign(one) for one in found.signs]), made.text) == []
    assert "more exercises" in labelled(page)["Not on this page"]
