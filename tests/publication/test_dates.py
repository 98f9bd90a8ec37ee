"""Dates, and where they are on the author's calendar."""

from datetime import date, datetime, timedelta, timezone

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_colophon.publication.metadata import date_parts, iso


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        (date(2026, 11, 20), (2026, 11, 20)),
        (datetime(2026, 11, 20, 23, 30), (2026, 11, 20)),
        (datetime(2026, 11, 20, 23, 30, tzinfo=timezone(timedelta(hours=-11))), (2026, 11, 20)),
        (datetime(2026, 11, 20, 0, 30, tzinfo=timezone(timedelta(hours=13))), (2026, 11, 20)),
        ("2026-11-20", (2026, 11, 20)),
        (" 2026-1-2 ", (2026, 1, 2)),
        ("2026-11-20 23:30:00 +0700", (2026, 11, 20)),
        ("2026-11-20T23:30Z", (2026, 11, 20)),
        ("2026-11", (2026, 11)),
        (2026, (2026,)),
        ("2024-02-29", (2024, 2, 29)),
    ],
)
def test_a_date(value, parts):
    assert date_parts(value) == parts


@pytest.mark.parametrize(
    "value",
    ["2026-13-01", "2026-02-30", "2026-00", "0000", "20 November 2026", "11/20/2026", "tomorrow", "", True, [], 26],
)
def test_no_date(value):
    with pytest.raises(ValueError, match=r"date|day"):
        date_parts(value)


@given(st.dates())
def test_every_day_is_read_as_it_is_written(day):
    assert date_parts(day.isoformat()) == date_parts(day) == (day.year, day.month, day.day)
    assert iso(date_parts(day)) == day.isoformat()


@given(st.datetimes(timezones=st.timezones()))
def test_a_moment_that_yaml_reads_stays_on_its_day(moment):
    moment = moment.replace(microsecond=0)
    offset = moment.strftime("%z") or "+0000"
    written = f"{moment:%Y-%m-%d}".zfill(10) + f"T{moment:%H:%M:%S}{offset[:3]}:{offset[3:5]}"
    assert date_parts(yaml.safe_load(f'"{written}"')) == (moment.year, moment.month, moment.day)
