"""A time of handing in is read right, or said to be unclear; never an hour wrong in silence."""

from __future__ import annotations

import contextlib
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbgrader.utils import parse_utc

from nbjudge.submission.timestamp import utc_timestamp


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-03-29 12:30:00 UTC", "12:30"),
        ("2026-03-29 12:30:00", "12:30"),
        ("2026-03-29 12:30", "12:30"),
        ("\ufeff2026-03-29 12:30:00 UTC\r\n", "12:30"),
        ("2026-03-29 12:30:00.000000 UTC", "12:30"),
        ("2026-03-29 12:30:00.000000000 GMT", "12:30"),
        ("2026-03-29T12:30:00Z", "12:30"),
        ("2026-03-29 14:30:00 +0200", "12:30"),
        ("2026-03-29 14:30:00 +02:00", "12:30"),
        ("2026-03-29T14:30:00+02", "12:30"),
        ("2026-03-29 09:00:00 -0330", "12:30"),
        ("2026-03-29 14:30:00 Europe/Berlin", "12:30"),
        ("2026-03-29 14:30:00 Etc/GMT-2", "12:30"),
        ("2026-03-29 14:30:00.000000 CEST", "12:30"),
        ("2026-03-29 05:30:00 PDT", "12:30"),
        ("2026-03-29 13:30:00 BST", "12:30"),
        ("2026-03-29 21:30:00 JST", "12:30"),
        ("2026-03-29 00:30:00 CET", "23:30"),
        ("2026-10-25 02:30:00 CEST", "00:30"),
        ("2026-10-25 02:30:00 CET", "01:30"),
    ],
)
def test_time_is_read_right(text: str, utc: str) -> None:
    handed_in = parse_utc(utc_timestamp(text.encode()).decode().strip())
    assert f"{handed_in:%H:%M}" == utc


def test_part_of_a_second_is_kept() -> None:
    assert utc_timestamp(b"2026-03-29 14:30:00,25 +0200") == b"2026-03-29 12:30:00.250000 UTC\n"


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-15 11:00:00 CST",
        "2026-01-15 11:00:00 IST",
        "2026-07-15 11:00:00 PST",
        "2026-07-15 11:00:00 CET",
        "2026-01-15 11:00:00 CEST",
        "2026-01-15 11:00:00 PM",
        "2026-01-15 11:00:00 GMT+2",
        "2026-01-15 11:00:00 Europe/Atlantis",
        "2026-10-25 02:30:00 Europe/Berlin",
        "2026-03-29 02:30:00 Europe/Berlin",
    ],
    ids=[
        *("in-two-continents", "in-three-countries", "elsewhere-then", "in-summer", "in-winter"),
        *("half-of-the-day", "either-sign", "nowhere", "hour-there-twice", "hour-not-there"),
    ],
)
def test_time_of_several_meanings_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no one meaning"):
        utc_timestamp(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        *("", "some day last week", "11:00", "2026-01-15", "03/04/2026 11:00", "15.01.2026 11:00"),
        *("2026-02-30 11:00:00", "2026-01-15 25:00:00", "2026-01-15 11:00:00 +9900"),
        *("2026-01-15 11:00:00 UTC 5", "1768474800", "0001-01-01 00:00:00 +0200"),
    ],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises((ValueError, OverflowError)):
        utc_timestamp(text.encode())


@given(st.binary(max_size=40) | st.datetimes().map(lambda time: str(time).encode()))
def test_whatever_is_read_nbgrader_reads_too(content: bytes) -> None:
    with contextlib.suppress(ValueError, OverflowError):
        assert isinstance(parse_utc(utc_timestamp(content).decode().strip()), datetime)
