"""What the diary holds for the report. Only values."""

from collections.abc import Mapping

from backpt.prescription.model import Routine
from backpt.progress.course import Course
from backpt.progress.occasions import Occasion
from backpt.session.records import SessionRow
from backpt.values import NamedTuple


class ReportRows(NamedTuple):
    """The weeks, and what each session of the period was made of."""

    course: Course
    sessions: tuple[SessionRow, ...] = ()
    """The first one first."""
    times: Mapping[str, str] = {}
    """When each began by the clock on the wall there, by their uids: "18:02"."""
    prescribed: Mapping[str, Routine] = {}
    """What each was, by its uid."""
    occasions: tuple[Occasion, ...] = ()
    left_out: int = 0
    """Rows that are damaged."""
