"""Days of the diary against the calendar of the standard library."""

from datetime import date

from backpt.safety.calendar import FIRST_DAY, LAST_DAY, ordinal_of


def test_the_ordinal_of_a_date_is_that_of_the_calendar() -> None:
    ordinals = (*range(1, 1000), *range(FIRST_DAY, FIRST_DAY + 40_000, 7), LAST_DAY)
    leap = (date(2024, 2, 29).toordinal(), date(2000, 2, 29).toordinal())
    for ordinal in (*ordinals, *leap):
        assert ordinal_of(date.fromordinal(ordinal).isoformat()) == ordinal


def test_what_is_no_date_has_no_ordinal() -> None:
    for text in ("", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "0000-01-01"):
        assert ordinal_of(text) is None
