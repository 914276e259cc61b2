"""What `nbjudge doctor` finds, and what it says is missing."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from typer.testing import Result

from nbjudge.errors import SandboxError
from nbjudge.sandbox.doctor import examine, require_linux


def test_this_machine_is_fine(nbjudge: Callable[..., Result]) -> None:
    result = nbjudge("doctor", "--json")
    assert result.exit_code == 0, result.output
    subjects = {row["subject"] for row in json.loads(result.stdout)}
    assert subjects >= {"system", "bubblewrap", "a sandbox", "memory limit"}


def test_missing_bubblewrap_has_a_remedy(
    nbjudge: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nbjudge.sandbox.doctor.shutil.which", lambda _: None)
    result = nbjudge("doctor")
    assert result.exit_code == 1
    assert "apt-get install bubblewrap" in result.stdout


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_other_systems_are_sent_to_a_container(
    system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nbjudge.sandbox.doctor.sys.platform", system)
    (finding,) = examine()
    assert not finding.good
    assert "Linux container" in finding.remedy
    with pytest.raises(SandboxError, match=f"got {system}"):
        require_linux()
