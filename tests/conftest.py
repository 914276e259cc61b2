"""What the whole suite shares: which files take longest, and how busy the processors were."""

from __future__ import annotations

from collections import Counter

import psutil
import pytest

_LISTED = 40
_BEFORE = psutil.cpu_times()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tells what to look at when a run is slow: the seconds of each file, over all processes."""
    seconds: Counter[str] = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                seconds[report.nodeid.split("::")[0]] += report.duration
    terminalreporter.section(f"slowest {_LISTED} files of {sum(seconds.values()):,.0f} s")
    for name, taken in seconds.most_common(_LISTED):
        terminalreporter.write_line(f"{taken:8.1f}s {name}")
    now = psutil.cpu_times()
    total, idle = sum(now) - sum(_BEFORE), now.idle - _BEFORE.idle
    terminalreporter.write_line(
        f"The processors were busy for {1 - idle / max(total, 1):.0%} of it."
    )
