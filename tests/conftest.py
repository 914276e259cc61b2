"""What the whole suite shares: a table of the files that take longest."""

from __future__ import annotations

from collections import Counter

import pytest

_LISTED = 40


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tells the seconds of each file, over all processes: what to look at when a run is slow."""
    seconds: Counter[str] = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                seconds[report.nodeid.split("::")[0]] += report.duration
    terminalreporter.section(f"slowest {_LISTED} files of {sum(seconds.values()):,.0f} s")
    for name, taken in seconds.most_common(_LISTED):
        terminalreporter.write_line(f"{taken:8.1f}s {name}")
