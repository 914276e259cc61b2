"""What a sandbox without namespaces keeps out of reach, on a machine that makes none."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import pytest

from package.machines import NEEDS_LANDLOCK, USERS, on_namespaceless
from package.sandbox.test_programs import PROGRAMS

INSIDE = Path(__file__).with_name("inside.py")
# With a user of its own, and memory that the kernel counts, all but what needs connections.
PROGRAMS_OF = {
    "own user": ["joblib", "threads and executors", "data bases", "figures", "psutil"],
    "same user": ["joblib", "data bases", "figures", "signals and time", "psutil", "keras"],
}
# Each must raise an OSError; `outside` is the folder of somebody who grades, `grader` its process.
REFUSED = {
    "read a file": "open(f'{outside}/secret').read()",
    "list a folder": "os.listdir(outside)",
    "list the root": "os.listdir('/')",
    "read through a link": "(os.symlink(f'{outside}/secret', 'link'), open('link').read())",
    "read through /proc": "open(f'/proc/self/root{outside}/secret').read()",
    "read accounts": "open('/etc/passwd').read()",
    "write a file": "open(f'{outside}/open', 'a')",
    "make a file": "open(f'{outside}/new', 'w')",
    "truncate a file": "os.truncate(f'{outside}/open', 0)",
    "remove a file": "os.remove(f'{outside}/removed')",
    "move a file in": "os.rename(f'{outside}/moved', 'taken')",
    "link a file in": "os.link(f'{outside}/open', 'linked')",
    "make a folder": "os.mkdir(f'{outside}/folder')",
    "write in /tmp": "open('/tmp/new-of-a-student', 'w')",
    "write in its own Python": "open(os.__file__, 'a')",
    "set an attribute": "os.setxattr(f'{outside}/open', 'user.name', b'x')",
    "give a file away": "os.chown(f'{outside}/open', 1, 1)",
    "environment of the grader": "open(f'/proc/{grader}/environ').read()",
    "memory of the grader": "open(f'/proc/{grader}/mem', 'rb')",
    "folder of the grader": "os.listdir(f'/proc/{grader}/cwd')",
    "descriptors of the grader": "os.readlink(f'/proc/{grader}/fd/0')",
    "signal to the grader": "os.kill(grader, 0)",
    "signal to its group": "os.killpg(os.getpgid(grader), 0)",
    "signal to its own group": "os.kill(0, 0)",
    "flags of a file": "fcntl.ioctl(open(os.__file__), 0x80086601, bytes(8))",
    "signal to everybody": "[os.kill(-1, 0)] and os.kill(grader, 0)",
    "limit of the grader": "resource.prlimit(grader, resource.RLIMIT_CORE, (0, 0))",
    "processors of the grader": "os.sched_setaffinity(grader, {0})",
    "class of the grader": "os.sched_setscheduler(grader, os.SCHED_IDLE, os.sched_param(0))",
    "priority of the grader": "os.setpriority(os.PRIO_PROCESS, grader, 19)",
    "internet": "socket.socket(socket.AF_INET)",
    "internet of version 6": "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
    "socket with a path": "socket.socket(socket.AF_UNIX).connect(f'{outside}/socket')",
    "abstract socket": "socket.socket(socket.AF_UNIX).connect(f'\\0of-a-grader-{port}')",
    "name for a socket": "socket.socketpair()[0].bind('\\0of-a-student')",
    "datagrams": "socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)",
    "terminal of the grader": "os.open('/dev/tty', os.O_RDWR)",
    "device": "os.mknod('device', 0o20600, os.makedev(1, 5))",
    "more privileges": "os.setuid(0) if os.getuid() else os.chroot('.')",
    "change of the root": "os.chroot('.')",
}
# Each must have no effect, whatever it says.
WITHOUT_EFFECT = {
    "rights": (
        "os.chmod(f'{outside}/open', 0o600)",
        "os.stat(f'{outside}/open').st_mode & 0o777 == 0o666",
    ),
    "dates": (
        "os.utime(f'{outside}/dated', (1, 1))",
        "os.stat(f'{outside}/dated').st_mtime > 10",
    ),
    "session": ("os.setsid()", "os.getsid(0) == main and os.getpgrp() == main"),
    "group": ("os.setpgid(0, 0)", "os.getpgrp() == main"),
}

pytestmark = NEEDS_LANDLOCK


def in_landlock(user: str, folder: Path, text: str, **options: object) -> str:
    """What a Python program says in a sandbox made by Landlock."""
    told = json.dumps({"sandboxing": "landlock", **options})
    return on_namespaceless(user, folder, INSIDE, told, text=text)


@pytest.fixture(scope="module", params=USERS)
def user(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def tried(user: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """What came of all tries."""
    folder = tmp_path_factory.mktemp(user.replace(" ", "-"))
    outside = folder / "outside"
    outside.mkdir(mode=0o777)
    (outside / "secret").write_text("a secret", encoding="utf-8")
    for name in ("dated", "moved", "open", "removed"):
        (outside / name).touch()
        (outside / name).chmod(0o666)
    with (
        socket.socket(socket.AF_UNIX) as listener,
        socket.socket(socket.AF_UNIX) as abstract,
    ):
        listener.bind(str(outside / "socket"))
        port = os.getpid()
        abstract.bind(f"\0of-a-grader-{port}")
        for one in (listener, abstract):
            one.listen()
        said = in_landlock(
            user,
            folder,
            f"""
            import fcntl, json, os, resource, socket
            outside, port = {str(outside)!r}, {port}
            grader, main = os.getppid(), os.getpid()
            refused, without = {{}}, {{}}
            for name, act in {REFUSED!r}.items():
                try:
                    refused[name] = f"gave {{eval(act)}}"
                except Exception as error:
                    refused[name] = type(error).__name__
            for name, (act, look) in {WITHOUT_EFFECT!r}.items():
                if (pid := os.fork()) == 0:
                    try:
                        eval(act)
                    except OSError:
                        pass
                    os._exit(0 if eval(look) else 1)
                without[name] = "none" if os.waitpid(pid, 0)[1] == 0 else "some"
            print(json.dumps({{"refused": refused, "effect": without}}))
            """,
        )
    return json.loads(said.splitlines()[-1])


_OF_REFUSALS = ("PermissionError", "OSError", "FileNotFoundError", "ProcessLookupError")


@pytest.mark.parametrize("act", REFUSED)
def test_act_is_refused(act: str, tried: dict[str, dict[str, str]]) -> None:
    assert tried["refused"][act] in _OF_REFUSALS


@pytest.mark.parametrize("act", WITHOUT_EFFECT)
def test_act_has_no_effect(act: str, tried: dict[str, dict[str, str]]) -> None:
    assert tried["effect"][act] == "none"


@pytest.mark.parametrize(
    ("user", "name"), [(user, name) for user, names in PROGRAMS_OF.items() for name in names]
)
def test_program_runs_as_elsewhere(user: str, name: str, tmp_path: Path) -> None:
    said = in_landlock(user, tmp_path, PROGRAMS[name])
    assert "True" in said.splitlines(), said


def test_what_a_child_started_ends_with_it_and_leaves_nothing(user: str, tmp_path: Path) -> None:
    said = in_landlock(
        user,
        tmp_path,
        """
        import os, subprocess, sys
        print(os.getcwd())
        program = "import os, time; os.setsid(); print(os.getpid(), flush=True); time.sleep(100)"
        for _ in range(3):
            child = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
            print(int(child.stdout.readline()))
        """,
    )
    folder, *pids = said.split()
    assert len(pids) == 3, said
    assert not Path(folder).parent.exists()
    assert not any(Path("/proc", pid).exists() for pid in pids)


def test_program_that_ends_its_own_group_ends_no_other(user: str, tmp_path: Path) -> None:
    said = in_landlock(
        user,
        tmp_path,
        """
        import subprocess
        print(subprocess.run(["timeout", "0.5", "sleep", "20"]).returncode)
        """,
    )
    assert said.strip() == "124"


def test_folder_is_removed_whatever_was_made_in_it(user: str, tmp_path: Path) -> None:
    said = in_landlock(
        user,
        tmp_path,
        """
        import os
        print(os.getcwd())
        for act in (lambda: os.umask(0o777), lambda: os.mkdir("closed", 0)):
            try:
                act()
            except OSError:
                pass
        os.makedirs("folder/in/a/folder")
        for _ in range(2000):
            os.mkdir("deep")
            os.chdir("deep")
        """,
    )
    assert not Path(said.strip()).parent.exists()


def test_memory_shared_by_name_is_removed(tmp_path: Path) -> None:
    said = in_landlock(
        "own user",
        tmp_path,
        """
        import os
        open("/dev/shm/of-a-student", "w").close()
        print(oct(os.stat("/dev/shm/of-a-student").st_mode))
        """,
    )
    if "PermissionError" in said:
        pytest.skip("no control group counts it")
    assert said.strip() == "0o100600"
    assert not Path("/dev/shm/of-a-student").exists()


def test_what_is_given_is_there_whoever_reads_it(user: str, tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir(mode=0o700)
    (given / "file").write_text("text", encoding="utf-8")
    (given / "file").chmod(0o600)
    said = in_landlock(
        user,
        tmp_path,
        """
        import os
        print(open(os.path.join(places["/run/given"], "file")).read())
        try:
            open(os.path.join(places["/run/given"], "file"), "w")
        except OSError:
            print("and not to be written")
        """,
        placed={"/run/given": str(given)},
    )
    assert said.splitlines() == ["text", "and not to be written"]
