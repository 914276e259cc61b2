#!/bin/sh
# python-dateutil 2.9.0 reads `GMT+2` in two opposite ways: its parser as two hours behind UTC, its
# time zones as two hours ahead. `EST+5`, a name that is no other word for UTC, has the same sign in
# both. A program that takes a text apart itself before it asks for the zone gets another hour than one
# that leaves it to the parser.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet python-dateutil==2.9.0.post0
"$place/venv/bin/python" - <<'END'
import sys
from datetime import datetime
from importlib.metadata import version

from dateutil import parser, tz

DAY = datetime(2026, 3, 29, 14, 30)
SEEN = {"GMT+2": (-2, 2), "UTC+2": (-2, 2), "GMT-2": (2, -2), "EST+5": (-5, -5)}


def hours(moment):
    return int(moment.utcoffset().total_seconds() // 3600)


print("python-dateutil", version("python-dateutil"))
found = {}
for name in SEEN:
    parsed = hours(parser.parse(f"{DAY:%Y-%m-%d %H:%M} {name}"))
    zone = hours(DAY.replace(tzinfo=tz.gettz(name)))
    found[name] = parsed, zone
    print(f"{name}: parser.parse {parsed:+} h, tz.gettz {zone:+} h")
sys.exit(found != SEEN)
END
