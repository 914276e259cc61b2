"""Points in time and spans of it."""

from __future__ import annotations

import datetime
import re
import zoneinfo
from collections.abc import Iterable
from functools import cache

from nbjudge.kernels.codec.wire import CantCross, Decode, Encode, Malformed, Reader, Writer

_DATE, _TIME = ("year", "month", "day"), ("hour", "minute", "second", "microsecond", "fold")
_OFFSET = re.compile(r"UTC(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?", re.ASCII)


def encode_zone(writer: Writer, zone: datetime.tzinfo | None) -> None:
    """Writes a time zone that `datetime` or `zoneinfo` made, or None."""
    text = None
    if type(zone) is datetime.timezone:
        text = str(datetime.timezone(zone.utcoffset(None)))
    elif type(zone) is zoneinfo.ZoneInfo:
        text = zone.key
    if zone is not None and not (text and (_OFFSET.fullmatch(text) or text in _zones())):
        raise CantCross("a point in time in a time zone without a name")
    writer.value(text)


def read_zone(reader: Reader) -> datetime.tzinfo | None:
    """A time zone, or None."""
    text = reader.optional(str)
    if text is None:
        return None
    offset = _OFFSET.fullmatch(text)
    if offset is None:
        if text not in _zones():
            raise Malformed("no time zone")
        return zoneinfo.ZoneInfo(text)
    sign, *parts = offset.groups()
    hours, minutes, seconds = (int(part or 0) for part in parts)
    ahead = datetime.timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return datetime.timezone(-ahead if sign == "-" else ahead)


@cache
def _zones() -> set[str]:
    return zoneinfo.available_timezones()


def _encode_datetime(writer: Writer, value: datetime.datetime) -> None:
    writer.kind("datetime")
    _encode_fields(writer, value, datetime.datetime, (*_DATE, *_TIME))
    encode_zone(writer, datetime.datetime.tzinfo.__get__(value))


def _datetime(reader: Reader) -> datetime.datetime:
    year, month, day, hour, minute, second, microsecond, fold = _fields(reader, 8)
    zone = read_zone(reader)
    return datetime.datetime(year, month, day, hour, minute, second, microsecond, zone, fold=fold)


def _encode_date(writer: Writer, value: datetime.date) -> None:
    writer.kind("date")
    _encode_fields(writer, value, datetime.date, _DATE)


def _encode_time(writer: Writer, value: datetime.time) -> None:
    writer.kind("time")
    _encode_fields(writer, value, datetime.time, _TIME)
    encode_zone(writer, datetime.time.tzinfo.__get__(value))


def _time(reader: Reader) -> datetime.time:
    hour, minute, second, microsecond, fold = _fields(reader, 5)
    return datetime.time(hour, minute, second, microsecond, read_zone(reader), fold=fold)


def _encode_timedelta(writer: Writer, value: datetime.timedelta) -> None:
    writer.kind("timedelta")
    _encode_fields(writer, value, datetime.timedelta, ("days", "seconds", "microseconds"))


def _encode_fields(writer: Writer, value: object, base: type, names: Iterable[str]) -> None:
    for name in names:
        writer.number(getattr(base, name).__get__(value))


def _fields(reader: Reader, count: int) -> list[int]:
    return [reader.number() for _ in range(count)]


# A point in time is also a date.
ENCODERS: dict[type, Encode] = {
    datetime.datetime: _encode_datetime,
    datetime.date: _encode_date,
    datetime.time: _encode_time,
    datetime.timedelta: _encode_timedelta,
}

DECODERS: dict[str, Decode] = {
    "datetime": _datetime,
    "date": lambda reader: datetime.date(*_fields(reader, 3)),
    "time": _time,
    "timedelta": lambda reader: datetime.timedelta(*_fields(reader, 3)),
}
