"""Commands that a server runs are as they would be alone; and without it they go their own way."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import psutil
import pytest

from nbjudge import server as server_module
from nbjudge.course.folder import CONFIG_FILE, CourseFolder

HandIn = Callable[..., Path]
# Says whose child it is, and what else it sees.
SETTING = """
import json, os, sys
from pathlib import Path
Path("seen.json").write_text(json.dumps({
    "parent": os.getppid(), "pid": os.getpid(), "setting": os.environ.get("OF_MINE"),
    "folder": os.getcwd(), "arguments": sys.argv[1:],
}))
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """That of a user who has no server yet."""
    return os.environ | {"XDG_CACHE_HOME": str(tmp_path_factory.mktemp("cache"))}


@pytest.fixture(scope="module")
def server(environment: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A server that is ready."""
    with started(environment) as process:
        yield process
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130


def started(environment: Mapping[str, str]) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        command("serve"),
        # Not where the package itself may lie.
        cwd="/",
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    assert "Ready" in process.stderr.readline()
    return process


@pytest.fixture
def watched(course: CourseFolder) -> CourseFolder:
    """A course whose settings note what they see of the process that reads them."""
    with (course.path / CONFIG_FILE).open("a", encoding="utf-8") as file:
        file.write(SETTING)
    return course


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-P", "-m", "nbjudge", *arguments]


def run(
    environment: Mapping[str, str], course: CourseFolder, *arguments: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments),
        cwd=course.path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def seen(course: CourseFolder) -> dict[str, Any]:
    """What the settings of a course have noted."""
    found: dict[str, Any] = json.loads((course.path / "seen.json").read_text(encoding="utf-8"))
    return found


def wait_for(course: CourseFolder) -> dict[str, Any]:
    """The same of a command that has just been started."""
    deadline = time.monotonic() + 60
    while True:
        with contextlib.suppress(OSError, ValueError):
            return seen(course)
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_command_has_its_own_folder_environment_and_streams(
    server: subprocess.Popen[str],
    environment: Mapping[str, str],
    watched: CourseFolder,
    hand_in: HandIn,
) -> None:
    hand_in("ada", "numbers")
    hand_in("ada", "letters")
    done = run({**environment, "OF_MINE": "é"}, watched, "grade", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)[0]["score"] == 4
    assert "01-numbers/numbers: 3 of 3" in done.stderr
    found = seen(watched)
    assert found["parent"] == server.pid
    assert found["setting"] == "é"
    assert found["folder"] == str(watched.path)
    assert found["arguments"] == ["grade", "--json"]
    again = run(environment, watched, "grade", "--json")
    assert again.stdout == done.stdout
    assert seen(watched)["setting"] is None


@pytest.mark.usefixtures("server")
def test_exit_codes_are_those_of_the_command(
    environment: Mapping[str, str], course: CourseFolder, hand_in: HandIn
) -> None:
    hand_in("ada", "numbers", "{")
    assert run(environment, course, "grade").returncode == 1
    wrong = run(environment, course, "grade", "99-nothing")
    assert wrong.returncode == 2
    assert "99-nothing" in wrong.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
@pytest.mark.usefixtures("server")
def test_who_is_stopped_stops_the_command(
    environment: Mapping[str, str], watched: CourseFolder, hand_in: HandIn, number: int
) -> None:
    hand_in("ada", "numbers", answer="import time\ntime.sleep(60)")
    with subprocess.Popen(
        command("grade"), cwd=watched.path, env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        running = psutil.Process(wait_for(watched)["pid"])
        process.send_signal(number)
        said = process.communicate(timeout=60)[1]
        running.wait(60)
        if number == signal.SIGINT:
            assert process.returncode == 130
            assert "Traceback" not in said


@pytest.mark.usefixtures("server")
def test_who_has_other_settings_of_python_does_it_alone(
    server: subprocess.Popen[str], environment: Mapping[str, str], watched: CourseFolder
) -> None:
    run({**environment, "PYTHONWARNINGS": "ignore"}, watched, "trial")
    assert seen(watched)["parent"] != server.pid


def test_there_is_one_server(
    server: subprocess.Popen[str], environment: Mapping[str, str], course: CourseFolder
) -> None:
    done = run(environment, course, "serve")
    assert done.returncode == 0
    assert "running already" in done.stderr
    assert server.poll() is None


def test_it_ends_when_it_is_idle(tmp_path: Path) -> None:
    program = "from nbjudge import server; server.IDLE_S = 0.5; server.main()"
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-P", "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert "Ready" in done.stderr
    assert "ended" in done.stderr
    assert [path.suffix for path in tmp_path.glob("nbjudge-server/*")] == [".lock"]


def test_who_waits_for_a_server_that_is_killed_is_told(
    tmp_path: Path, watched: CourseFolder, hand_in: HandIn
) -> None:
    hand_in("ada", "numbers", answer="import time\ntime.sleep(60)")
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path)}
    with (
        started(environment) as server,
        subprocess.Popen(
            command("grade"), cwd=watched.path, env=environment, stderr=subprocess.PIPE, text=True
        ) as process,
    ):
        wait_for(watched)
        server.kill()
        assert "the server has ended" in process.communicate(timeout=60)[1]
        assert process.returncode == 2
    # Who comes next finds a socket, and nobody behind it.
    assert list(tmp_path.glob("nbjudge-server/*"))
    (watched.path / "submitted" / "ada" / "01-numbers" / "numbers.ipynb").unlink()
    assert run(environment, watched, "trial").returncode == 0


def test_what_it_has_imported_has_started_no_thread() -> None:
    """A process with threads can't be forked safely."""
    program = (
        "import importlib, threading; from nbjudge import server\n"
        "for name in server._MODULES: importlib.import_module(name)\n"
        "assert threading.active_count() == 1"
    )
    assert server_module._MODULES
    subprocess.run([sys.executable, "-c", program], check=True)
