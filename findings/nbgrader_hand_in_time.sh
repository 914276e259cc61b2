#!/bin/sh
# nbgrader 0.9.6 reads the offset in `timestamp.txt` (`2026-03-29 14:30:00 +0200`) as 200 seconds, and
# takes times with `+02:00`, `CEST` or `PM` after a blank for UTC, without a word. Wanted: 12:30 UTC, or
# an error. Due dates and late penalties go by this time, so a student may lose points for an hour that
# is none. Its `parse_utc` hands the third word to `int` first and, if that fails, to `gettz`; where that
# knows no such zone, there is none.
set -eu
# It knows the abbreviations of the machine's own zone.
export TZ=UTC
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet nbgrader==0.9.6 python-dateutil==2.9.0.post0
"$place/venv/bin/python" - <<'END'
import sys
from importlib.metadata import version

from nbgrader.utils import parse_utc

SEEN = {
    "2026-03-29 14:30:00 Europe/Berlin": "2026-03-29 12:30:00",
    "2026-03-29T14:30:00+02:00": "2026-03-29 12:30:00",
    "2026-03-29 14:30:00 +0200": "2026-03-29 14:26:40",
    "2026-03-29 14:30:00 +02:00": "2026-03-29 14:30:00",
    "2026-03-29 14:30:00 CEST": "2026-03-29 14:30:00",
    "2026-03-29 02:30:00 PM": "2026-03-29 02:30:00",
}
print("nbgrader", version("nbgrader"), "with python-dateutil", version("python-dateutil"))
found = {text: str(parse_utc(text)) for text in SEEN}
for text, utc in found.items():
    print(f"{text:36}{utc} UTC", "" if utc == SEEN[text] else f"(was {SEEN[text]})")
sys.exit(found != SEEN)
END
