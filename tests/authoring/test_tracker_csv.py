"""The CSV of workout apps: the last workout as lines of a sheet, and never a traceback."""

# ruff: noqa: E501  # the headers are as the apps write them

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpt.authoring.tracker_csv import read_tracker

STRONG = """\
Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE
2025-03-01 07:30:00,"Back",20m,"Glute Bridge",1,0.0,10.0,0,0.0,"","",
2025-03-04 07:30:00,"Back",20m,"Glute Bridge",1,0.0,12.0,0,0.0,"","",
2025-03-04 07:30:00,"Back",20m,"Glute Bridge",2,0.0,12.0,0,0.0,"","",
2025-03-04 07:30:00,"Back",20m,"Glute Bridge",Rest Timer,0.0,0.0,0,0.0,"","",
2025-03-04 07:30:00,"Back",20m,"Plank",1,0.0,0.0,0,45.0,"two
lines","",
2025-03-04 07:30:00,"Back",20m,"Plank",2,0.0,0.0,0,45.0,"","",
"""
STRONG_OLD = """\
Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;Notes;Workout Notes
2019-01-11 12:31:54;"Leg";"Deadlift (Barbell)";1;20;kg;10;;;;0;"";""
2019-01-11 12:31:54;"Leg";"Deadlift (Barbell)";2;20;kg;8;;;;0;;
2019-01-11 12:31:54;"Leg";"Deadlift (Barbell)";3;20;kg;6;;;;0;;
"""
HEVY = """\
"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index","set_type","weight_kg","reps","distance_km","duration_seconds","rpe"
"Back","4 Mar 2025, 17:29","4 Mar 2025, 18:01","","Bird Dog",,"",0,"normal",,8,,,
"Back","4 Mar 2025, 17:29","4 Mar 2025, 18:01","","Bird Dog",,"",1,"normal",,10,,,
"Back","28 Feb 2025, 17:29","28 Feb 2025, 18:01","","Clamshell",,"",0,"normal",,8,,,
"""
FITNOTES = """\
Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time
2025-03-01,Bridge,Legs,,10,,,
2025-03-02,Side Plank,Core,,,,,0:00:30
2025-03-02,Bridge,Legs,,10,,,
2025-03-02,Bridge,Legs,,10,,,
"""


@pytest.mark.parametrize(
    ("text", "when", "lines"),
    [
        (STRONG, "2025-03-04 07:30:00", ("Glute Bridge, 2 sets of 12 reps", "Plank, 2 x 45s")),
        (STRONG_OLD, "2019-01-11 12:31:54", ("Deadlift (Barbell), 10-8-6 reps",)),
        (HEVY, "4 Mar 2025, 17:29", ("Bird Dog, 2 sets of 8 reps",)),
        (FITNOTES, "2025-03-02", ("Side Plank, 1 x 30s", "Bridge, 2 sets of 10 reps")),
    ],
)
def test_the_last_workout_of_a_log_is_lines_of_a_sheet(
    text: str, when: str, lines: tuple[str, ...]
) -> None:
    log = read_tracker(text)
    assert log is not None
    assert (log.when, log.lines) == (when, lines)


@pytest.mark.parametrize("text", ["", "bridge 3x10\n", "Exercise,Sets,Reps\nBridge,3,10\n"])
def test_a_sheet_is_no_log(text: str) -> None:
    assert read_tracker(text) is None


def test_a_log_without_a_set_has_no_lines() -> None:
    log = read_tracker(FITNOTES.splitlines()[0])
    assert log is not None
    assert log.lines == ()


PIECES = [*STRONG.splitlines(keepends=True), *HEVY.splitlines(keepends=True), *'",;\x00\r']


@given(st.text(max_size=200) | st.lists(st.sampled_from(PIECES)).map("".join))
def test_no_text_raises(text: str) -> None:
    log = read_tracker(text)
    assert log is None or log.rows >= 0
