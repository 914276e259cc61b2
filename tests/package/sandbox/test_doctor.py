"""What `nbjudge doctor` finds, and what it says is missing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import Result

from nbjudge.course.folder import CourseFolder
from nbjudge.errors import SandboxError
from nbjudge.sandbox import bubblewrap
from nbjudge.sandbox.doctor import examine, require_linux, require_sandbox


@pytest.fixture
def no_bubblewrap(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    bubblewrap.program.cache_clear()
    monkeypatch.setattr(bubblewrap, "_programs", lambda: iter(()))
    yield
    bubblewrap.program.cache_clear()


def test_this_machine_is_fine(nbjudge: Callable[..., Result]) -> None:
    result = nbjudge("doctor", "--json")
    assert result.exit_code == 0, result.output
    found = {row["subject"]: row["found"] for row in json.loads(result.stdout)}
    assert found.keys() >= {"system", "bubblewrap", "a sandbox", "memory limit", "a bench"}
    assert "packages from" in found["a bench"]
    require_sandbox()


@pytest.mark.usefixtures("no_bubblewrap")
def test_missing_bubblewrap_has_a_remedy(nbjudge: Callable[..., Result]) -> None:
    result = nbjudge("doctor")
    assert result.exit_code == 1
    assert "apt-get install bubblewrap" in result.stdout


@pytest.mark.usefixtures("no_bubblewrap")
@pytest.mark.parametrize("dry", [[], ["--dry-run"]], ids=["grade", "dry-run"])
def test_grading_without_a_sandbox_ends_before_anything_is_written(
    dry: list[str],
    nbjudge: Callable[..., Result],
    course: CourseFolder,
    hand_in: Callable[..., Path],
) -> None:
    hand_in("ada", "letters")
    before = sorted(course.path.rglob("*"))
    result = nbjudge("grade", "--course", course.path, *dry)
    assert isinstance(result.exception, SandboxError)
    assert "apt-get install bubblewrap" in str(result.exception)
    assert sorted(course.path.rglob("*")) == before


def test_a_sandbox_that_comes_to_no_end_is_none(
    nbjudge: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nbjudge.sandbox.doctor._LONGEST_TRIAL_S", 0.001)
    result = nbjudge("doctor")
    assert result.exit_code == 1
    assert "a sandbox: none after 0.001 s" in result.stdout
    assert "isolation: none" in result.stdout


@pytest.mark.usefixtures("no_bubblewrap")
def test_demo_without_a_sandbox_lays_nothing_out(
    nbjudge: Callable[..., Result], tmp_path: Path
) -> None:
    project = Path(__file__).parents[3]
    result = nbjudge("demo", tmp_path / "demo", "--course", project)
    assert isinstance(result.exception, SandboxError)
    assert not (tmp_path / "demo").exists()


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_other_systems_are_sent_to_a_container(
    system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nbjudge.sandbox.doctor.sys.platform", system)
    (finding,) = examine()
    assert not finding.good
    assert "Linux container" in finding.remedies[0]
    with pytest.raises(SandboxError, match=f"got {system}"):
        require_linux()
