"""When a student handed in, by a file that many programs and people write."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

# Beside the notebooks, where nbgrader collected them.
TIMESTAMP = "timestamp.txt"
LONGEST_BYTES = 1000
_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?) *"
    r"(?:([+-])(0\d|1[0-4]):?([0-5]\d)?|([A-Za-z][\w/+-]*))?"
)
_UTC = ("UTC", "UT", "GMT", "Z")


def utc_timestamp(content: bytes) -> bytes:
    """The time in a file `timestamp.txt`, in UTC and as nbgrader reads it right.

    A time without a zone is in UTC, as nbgrader has it; nbgrader itself takes `+0200` for 200
    seconds, and a zone that it does not know for UTC. A ValueError or OverflowError says that the
    file holds no time, or none of one meaning: `CST` is used in America and in China.
    """
    found = _TIME.fullmatch(content.decode("utf-8-sig").strip())
    if found is None:
        raise ValueError("other content")
    moment, sign, hours, minutes, name = found.groups()
    local = datetime.fromisoformat(moment)
    offset = timedelta(0)
    if sign:
        offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    elif name and name not in _UTC:
        offsets = _offsets(local, name)
        if len(offsets) != 1:
            raise ValueError("a time of no one meaning")
        offset = offsets.pop()
    utc = local + offset if sign == "-" else local - offset
    return f"{utc.isoformat(' ')} UTC\n".encode()


def _offsets(local: datetime, name: str) -> set[timedelta]:
    """The offsets that a time zone of this name, or with this abbreviation, may have then.

    Where the clocks change, an hour may be there twice or not at all. An abbreviation has to be in
    use at that time, and stands for whatever it stands for anywhere in that year.
    """
    then: set[timedelta] = set()
    that_year: set[timedelta] = set()
    for zone in _zones():
        moments = [local.replace(tzinfo=zone, fold=fold) for fold in (0, 1)]
        named = [moment for moment in moments if moment.tzname() == name]
        if zone.key == name and not named:
            named = moments
        then |= {moment.utcoffset() or timedelta(0) for moment in named}
        halves = [local.replace(tzinfo=zone, month=month, day=1) for month in (1, 7)]
        named = [moment for moment in halves if moment.tzname() == name]
        that_year |= {moment.utcoffset() or timedelta(0) for moment in named}
    return then and then | that_year


@cache
def _zones() -> tuple[ZoneInfo, ...]:
    return tuple(ZoneInfo(name) for name in sorted(available_timezones()))
