"""Control groups, where they can be had."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from nbjudge.sandbox.cgroups import make_cgroup
from nbjudge.sandbox.limits import MIB

ALLOCATE = "import sys; sys.stdin.readline(); x = bytearray(200 * 2**20)"


def test_no_group_where_none_can_be_made(tmp_path: Path) -> None:
    assert make_cgroup(MIB, root=tmp_path / "nothing") is None


def test_no_group_without_the_memory_controller(tmp_path: Path) -> None:
    (tmp_path / "cgroup.controllers").write_text("cpu")
    (tmp_path / "cgroup.subtree_control").write_text("cpu")
    assert make_cgroup(MIB, root=tmp_path) is None


def test_kernel_limits_the_memory_of_a_group() -> None:
    group = make_cgroup(50 * MIB)
    if group is None:
        pytest.skip("no control group can be made here (it takes root)")
    process = subprocess.Popen(
        [sys.executable, "-c", ALLOCATE], stdin=subprocess.PIPE, preexec_fn=group.enter
    )
    assert group.used_bytes > 0
    assert not group.out_of_memory
    process.communicate(b"\n")
    assert process.returncode == -9
    assert group.out_of_memory
    group.remove()
    assert not group.path.exists()
