"""What a sandbox sees of files and of /proc."""

from __future__ import annotations

import fcntl
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

import nbjudge
from nbjudge.sandbox import landlock, mounts
from package.sandbox.conftest import InSandbox

SHARED = {
    "the grader": nbjudge.__file__,
    "Python": subprocess.__file__,
    "the system": "/etc/passwd",
    "packages": pytest.__file__,
}


@pytest.mark.parametrize("name", SHARED)
def test_lock_on_a_file_is_nobody_elses(
    name: str, start_inside: Callable[..., subprocess.Popen[str]]
) -> None:
    path = SHARED[name]
    inside = start_inside(f"""
        import fcntl, time
        file = open({path!r})
        fcntl.flock(file, fcntl.LOCK_EX)
        fcntl.lockf(open({path!r}), fcntl.LOCK_SH)
        print("locked", flush=True)
        time.sleep(60)
    """)
    assert inside.stdout is not None
    assert inside.stdout.readline() == "locked\n"
    with Path(path).open() as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    inside.kill()


def test_all_trees_of_the_machine_are_own_ones(in_sandbox: InSandbox) -> None:
    lines = in_sandbox("print(open('/proc/self/mountinfo').read())").splitlines()
    fields = [line.split() for line in lines]
    devices = {f[4] for f in fields if f[4].startswith("/dev/")}
    covers = {f[4] for f in fields if f[4].startswith("/proc/")}
    others = {f[4]: f[3] for f in fields if f[4] not in devices | covers}
    assert {"/usr", sys.prefix} <= others.keys()
    # Their own roots, or that of what bubblewrap made: no path of this machine.
    assert set(others.values()) <= {"/", "/newroot"}
    # What covers a part of /proc is empty, or is that part of /proc itself.
    roots = {f[3] for f in fields if f[4] in covers}
    assert all(root in ("/null", f"/newroot{mounts.EMPTY}") or len(root) < 15 for root in roots)


def test_folder_of_a_long_and_odd_name_is_an_own_one(in_sandbox: InSandbox) -> None:
    with tempfile.TemporaryDirectory(suffix=":a b," + "x" * 200) as folder:
        module = Path(folder, "site-packages", "odd_module.py")
        module.parent.mkdir()
        module.touch()
        said = in_sandbox(
            f"""
            from nbjudge.sandbox import mounts
            print(__import__("os").listdir({str(module.parent)!r}))
            print(mounts.foreign([{str(module.parent)!r}]))
        """,
            path=[str(module.parent)],
        )
    assert said.splitlines() == ["['odd_module.py']", "[]"]


@pytest.mark.parametrize(
    "path",
    [
        "keys",
        "key-users",
        "cmdline",
        "partitions",
        "swaps",
        "modules",
        "diskstats",
        "locks",
        "kallsyms",
    ],
)
def test_proc_says_nothing_of_the_machine(path: str, in_sandbox: InSandbox) -> None:
    if not Path("/proc", path).exists():
        pytest.skip("this kernel has no such file")
    assert in_sandbox(f"print(open('/proc/{path}').read())") == ""


def test_proc_names_no_folder_of_the_grader(in_sandbox: InSandbox) -> None:
    said = in_sandbox("""
        from pathlib import Path
        for path in sorted(Path("/proc").glob("[0-9]*/*")):
            if path.name in ("cmdline", "cgroup", "mountinfo", "mounts", "mountstats"):
                print(path, path.read_text().replace(chr(0), " "))
        print(Path("/proc/self/cwd").readlink(), Path("/proc/self/root").readlink())
    """)
    assert str(Path(nbjudge.__file__).parent) in said  # where it is imported from
    for name in ("nbjudge-", "tests", str(Path.cwd()) + " "):
        assert name not in said.replace(str(Path(__file__).parent), "")


@pytest.mark.skipif(not landlock.version(), reason="this kernel has no Landlock")
@pytest.mark.parametrize(
    "act",
    ["open('/proc/self/exe', 'rb')", "open('/proc/self/comm', 'w')"],
    ids=["what is mounted elsewhere", "what is there to be read"],
)
def test_second_wall_refuses_what_the_first_one_may_show(act: str, in_sandbox: InSandbox) -> None:
    said = in_sandbox(f"""
        try:
            {act}
        except PermissionError as error:
            print(error.strerror)
    """)
    assert said == "Permission denied"


def test_no_process_is_within_reach_but_its_own(in_sandbox: InSandbox) -> None:
    said = in_sandbox("""
        import os
        from pathlib import Path
        reached = {path.parent.name for path in Path("/proc").glob("[0-9]*/mem")}
        print(reached == {str(os.getpid())})
    """)
    assert said == "True"
