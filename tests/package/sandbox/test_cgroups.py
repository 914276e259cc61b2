"""Control groups, where they can be had."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from nbjudge.owners import owned_prefix
from nbjudge.sandbox.cgroups import clear_cgroups, clear_own_cgroups, make_cgroup
from nbjudge.sandbox.limits import MIB, Limits

ALLOCATE = "import sys; sys.stdin.readline(); x = bytearray(200 * 2**20)"
LIMITS = Limits(memory_bytes=50 * MIB, processes=20)
UNIFIED = "30 24 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw,nsdelegate\n"
SCOPE = "user.slice/user@1.service/app.slice/run-1.scope"


def machine(root: Path, own: str, mounts: str, files: dict[str, str]) -> Path:
    """A system whose process is in these groups, and whose groups have these files."""
    all_files = {
        "proc/self/cgroup": own,
        "proc/self/mountinfo": mounts,
        **{f"sys/fs/cgroup/{name}": text for name, text in files.items()},
    }
    for name, text in all_files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def delegated(root: Path) -> Path:
    """A user's part of the tree of version 2, with a process in a scope of its own."""
    controllers = {
        "cgroup.subtree_control": "memory pids cpu",
        "user.slice/cgroup.subtree_control": "memory pids cpu",
        "user.slice/user@1.service/cgroup.subtree_control": "memory pids",
        "user.slice/user@1.service/app.slice/cgroup.subtree_control": "memory pids",
        f"{SCOPE}/cgroup.subtree_control": "",
    }
    return machine(root, f"0::/{SCOPE}\n", UNIFIED, controllers)


def test_version_2_has_one_group_beside_the_own_one(tmp_path: Path) -> None:
    """Below the own one there can be none with controllers, for there is a process in it."""
    group = make_cgroup(LIMITS, root=delegated(tmp_path))
    assert group is not None
    assert group.folders.keys() == {"memory", "pids"}
    (folder,) = set(group.folders.values())
    assert folder.parent == tmp_path / "sys/fs/cgroup" / Path(SCOPE).parent
    # As the kernel would: it has the file of swapped memory only where it counts that.
    texts = {path.name: path.read_text() for path in folder.iterdir()}
    assert texts == {"memory.max": str(50 * MIB), "pids.max": "20"}
    (folder / "cgroup.procs").touch()
    group.entrance()()
    assert (folder / "cgroup.procs").read_text() == "0"


def test_version_2_tells_of_memory(tmp_path: Path) -> None:
    group = make_cgroup(LIMITS, root=delegated(tmp_path))
    assert group is not None
    folder = group.folders["memory"]
    (folder / "memory.current").write_text("4096\n")
    (folder / "memory.events").write_text("low 0\noom 0\noom_kill 0\n")
    assert group.used_bytes == 4096
    assert not group.out_of_memory
    (folder / "memory.events").write_text("low 0\noom 1\noom_kill 1\n")
    assert group.out_of_memory


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_no_group_where_none_is_delegated(tmp_path: Path) -> None:
    root = delegated(tmp_path)
    folders = [tmp_path / "sys/fs/cgroup" / one for one in (SCOPE, *Path(SCOPE).parents)]
    for folder in folders:
        Path(folder).chmod(0o555)
    assert make_cgroup(LIMITS, root=root) is None


def test_container_sees_its_own_group_as_the_top(tmp_path: Path) -> None:
    """Docker without a namespace for groups: the mount begins where the process is."""
    mounts = UNIFIED.replace("0:26 /", "0:26 /docker/abc")
    root = machine(tmp_path, "0::/docker/abc\n", mounts, {"cgroup.subtree_control": "memory"})
    group = make_cgroup(LIMITS, root=root)
    assert group is not None
    assert group.folders["memory"].parent == root / "sys/fs/cgroup"


def test_version_1_has_a_group_in_each_tree(tmp_path: Path) -> None:
    mounts = (
        "31 24 0:27 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n"
        "32 24 0:28 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"
        "33 24 0:29 / /sys/fs/cgroup/devices rw - cgroup cgroup rw,devices\n"
        "34 24 0:30 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n"
    )
    own = "4:memory:/one\n3:cpu,cpuacct:/two\n2:devices:/\n1:name=systemd:/\n0::/\n"
    files = {"memory/one/tasks": "", "cpu,cpuacct/two/tasks": "", "devices/tasks": ""}
    files |= {"unified/cgroup.subtree_control": ""}
    group = make_cgroup(LIMITS, root=machine(tmp_path, own, mounts, files))
    assert group is not None
    top = tmp_path / "sys/fs/cgroup"
    parents = {name: folder.parent for name, folder in group.folders.items()}
    assert parents == {"memory": top / "memory/one", "cpu": top / "cpu,cpuacct/two"}
    folder = group.folders["memory"]
    assert (folder / "memory.limit_in_bytes").read_text() == str(50 * MIB)
    (folder / "memory.oom_control").write_text("under_oom 0\noom_kill 1\n")
    assert group.out_of_memory


@pytest.mark.parametrize(
    ("own", "mounts", "files"),
    [
        ("", "", {}),
        ("0::/\n", UNIFIED, {}),
        ("0::/\n", UNIFIED, {"cgroup.subtree_control": "pids"}),
        ("4:memory:/gone\n", "32 24 0:28 / /sys/fs/cgroup/memory rw - cgroup x rw,memory\n", {}),
    ],
    ids=["nothing", "no tree", "no memory", "gone"],
)
def test_no_group_where_none_can_be_made(
    own: str, mounts: str, files: dict[str, str], tmp_path: Path
) -> None:
    assert make_cgroup(LIMITS, root=machine(tmp_path, own, mounts, files)) is None


def test_what_dead_graders_left_is_removed(tmp_path: Path) -> None:
    root = delegated(tmp_path)
    namespace, pid, start = owned_prefix().strip("-").split("-")[1:]
    parent = root / "sys/fs/cgroup" / Path(SCOPE).parent
    living = parent / f"{owned_prefix()}1"
    dead = parent / f"nbjudge-{namespace}-{pid}-{int(start) - 1}-1"
    for folder in (living, dead):
        folder.mkdir()
    clear_cgroups(root)
    assert living.exists()
    assert not dead.exists()


def test_a_grader_leaves_none_of_its_own(tmp_path: Path) -> None:
    root = delegated(tmp_path)
    parent = root / "sys/fs/cgroup" / Path(SCOPE).parent
    own, other = parent / f"{owned_prefix()}1", parent / "nbjudge-1-1-1-1"
    for folder in (own, other):
        folder.mkdir()
    clear_own_cgroups(root)
    assert not own.exists()
    assert other.exists()


def test_kernel_limits_the_memory_of_a_group() -> None:
    group = make_cgroup(LIMITS)
    if group is None or not group.limits_memory:
        pytest.skip("no control group can be made here (it takes root)")
    process = subprocess.Popen(
        [sys.executable, "-c", ALLOCATE], stdin=subprocess.PIPE, preexec_fn=group.entrance()
    )
    assert group.used_bytes > 0
    assert not group.out_of_memory
    process.communicate(b"\n")
    assert process.returncode == -9
    assert group.out_of_memory
    group.remove()
    assert not any(folder.exists() for folder in group.folders.values())
