"""What the kernel keeps a forked child to."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from nbjudge.sandbox.child import expect_ready, hear, run_child
from nbjudge.sandbox.limits import Limits
from nbjudge.sandbox.users import take_user


@pytest.fixture
def become_user() -> Iterator[Callable[[], None]]:
    """Makes a process one of a user that a sandbox has for itself."""
    user = take_user()
    if not user.is_own:
        pytest.skip("only root gives sandboxes users of their own")

    def become() -> None:
        os.setgid(user.gid)
        os.setuid(user.uid)

    yield become
    user.release()


def count_threads() -> int:
    """How many threads can be started."""
    for count in range(255):
        try:
            threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
        except RuntimeError:
            return count
    return 255


@pytest.fixture
def others(become_user: Callable[[], None]) -> Iterator[None]:
    """Thirty processes of the same user."""
    pids = []
    for _ in range(30):
        pid = os.fork()
        if pid == 0:
            become_user()
            time.sleep(60)
            os._exit(0)
        pids.append(pid)
    yield
    for pid in pids:
        os.kill(pid, 9)
        os.waitpid(pid, 0)


@pytest.mark.usefixtures("others")
def test_a_child_may_have_its_processes_whatever_others_of_its_user_have(
    become_user: Callable[[], None],
) -> None:
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        run_child(count_threads, Limits(processes=20), (), become_user, writer)
    os.close(writer)
    with os.fdopen(reader, "rb"):
        expect_ready(hear(reader))
    _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) == pytest.approx(19, abs=1)
