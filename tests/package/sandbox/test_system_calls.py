"""The system calls that a sandbox may make, tried out in one."""

from __future__ import annotations

import errno
import json
import subprocess
import sys

import pytest
import seccompy
from seccompy.syscalls import AARCH64_SYSCALLS, X86_64_SYSCALLS

from nbjudge.sandbox.system_calls import ALLOWED, FORBIDDEN
from package.sandbox.conftest import InSandbox

REFUSED = """
    add_key request_key keyctl io_uring_setup io_uring_enter io_uring_register userfaultfd bpf
    perf_event_open ptrace process_vm_readv process_vm_writev process_madvise pidfd_getfd kcmp
    kexec_load kexec_file_load mount umount2 move_mount open_tree fsopen fsconfig fsmount fspick
    mount_setattr pivot_root chroot unshare setns clone3 fanotify_init fanotify_mark modify_ldt
    init_module finit_module delete_module memfd_create memfd_secret quotactl quotactl_fd swapon
    swapoff reboot syslog acct name_to_handle_at open_by_handle_at lookup_dcookie vhangup iopl
    ioperm settimeofday clock_settime adjtimex clock_adjtime sethostname setdomainname seccomp
    inotify_init inotify_init1 inotify_add_watch shmget shmat semget semop msgget msgsnd mq_open
    mq_notify io_setup migrate_pages move_pages statmount listmount landlock_restrict_self
""".split()  # noqa: SIM905
_CALL = """
import ctypes, json
libc = ctypes.CDLL(None, use_errno=True)

def call(number, *arguments):
    ctypes.set_errno(0)
    libc.syscall(ctypes.c_long(number), *map(ctypes.c_long, arguments))
    return ctypes.get_errno()
"""


def _number(name: str) -> int | None:
    try:
        return seccompy.syscall_nr(name)
    except ValueError:
        return None


@pytest.fixture(scope="module")
def answers(in_sandbox: InSandbox) -> dict[str, int]:
    """What a sandbox answers to each of these calls, with arguments that make no sense."""
    numbers = {name: number for name in REFUSED if (number := _number(name)) is not None}
    tries = f"numbers = {numbers!r}\nwrong = (-1, 0, 0, 0, 0, -1)\n"
    said = in_sandbox(
        _CALL + tries + "print(json.dumps({n: call(k, *wrong) for n, k in numbers.items()}))"
    )
    return json.loads(said)


@pytest.mark.parametrize("name", [name for name in REFUSED if _number(name) is not None])
def test_call_is_refused_and_nothing_is_killed_for_it(name: str, answers: dict[str, int]) -> None:
    assert answers[name] in (errno.ENOSYS, errno.EPERM)


ARGUMENTS = {
    "netlink": ("socket", (16, 3, 0), errno.EOPNOTSUPP),
    "packet": ("socket", (17, 3, 0), errno.EAFNOSUPPORT),
    "crypto": ("socket", (38, 5, 0), errno.EAFNOSUPPORT),
    "virtual": ("socket", (40, 1, 0), errno.EAFNOSUPPORT),
    "pair": ("socketpair", (2, 1, 0, 0), errno.EAFNOSUPPORT),
    "raw": ("socket", (2, 3, 1), errno.EPROTONOSUPPORT),
    "sctp": ("socket", (10, 1, 132), errno.EPROTONOSUPPORT),
    "high bits": ("socket", (17 + 2**32, 3, 0), errno.EAFNOSUPPORT),
    "typing": ("ioctl", (0, 0x5412, 0), errno.EPERM),
    "typing, with high bits": ("ioctl", (0, 0x5412 + 2**32, 0), errno.EPERM),
    "pasting": ("ioctl", (0, 0x541C, 0), errno.EPERM),
    "discipline of a line": ("ioctl", (0, 0x5423, 0), errno.EPERM),
    "lease": ("fcntl", (0, 1024, 0), errno.EPERM),
    "notice": ("fcntl", (0, 1026, 0), errno.EPERM),
    "size of a pipe": ("fcntl", (0, 1031, 2**20), errno.EPERM),
    "map of memory": ("prctl", (35, 1, 0, 0, 0), errno.EINVAL),
    "filter": ("prctl", (22, 1, 0, 0, 0), errno.EINVAL),
    "hidden": ("prctl", (4, 0, 0, 0, 0), errno.EINVAL),
    "old personality": ("personality", (0x40000,), errno.EPERM),
    "filter of a socket": ("setsockopt", (0, 1, 26, 0, 0), errno.EPERM),
    **{
        f"clone {flag:#x}": ("clone", (flag | 17, 0, 0, 0, 0), errno.EPERM)
        for flag in (0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000)
    },
}


@pytest.fixture(scope="module")
def answered(in_sandbox: InSandbox) -> dict[str, int]:
    tries = {
        key: (seccompy.syscall_nr(name), *arguments)
        for key, (name, arguments, _) in ARGUMENTS.items()
    }
    text = f"tries = {tries!r}\nprint(json.dumps({{k: call(*v) for k, v in tries.items()}}))"
    return json.loads(in_sandbox(_CALL + text))


@pytest.mark.parametrize("key", ARGUMENTS)
def test_allowed_call_is_refused_with_these_arguments(key: str, answered: dict[str, int]) -> None:
    assert answered[key] == ARGUMENTS[key][2]


@pytest.mark.skipif(seccompy.arch() != "x86_64", reason="only x86_64 has a second form of calls")
def test_no_call_in_the_x32_form(in_sandbox: InSandbox) -> None:
    assert in_sandbox(_CALL + "print(call(0x40000000 + 39))") == str(errno.ENOSYS)


def test_memory_that_nobody_counts_is_not_shared_without_a_file() -> None:
    text = (
        "import mmap\n"
        "from nbjudge.sandbox.system_calls import system_calls\n"
        "system_calls(shared_memory=False).load()\n"
        "mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE)\n"
        "try:\n    mmap.mmap(-1, 4096)\nexcept PermissionError:\n    print('refused')\n"
    )
    ran = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    assert ran.stdout == "refused\n"


def test_every_name_is_one_of_a_call() -> None:
    assert ALLOWED.isdisjoint(FORBIDDEN)
    assert X86_64_SYSCALLS.keys() | AARCH64_SYSCALLS.keys() >= ALLOWED | FORBIDDEN


def test_on_another_machine_there_is_no_filter() -> None:
    text = (
        "import platform\nplatform.machine = lambda: 'riscv64'\n"
        "from nbjudge.sandbox.system_calls import system_calls\n"
        "print(system_calls(shared_memory=True))"
    )
    ran = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    assert ran.stdout == "None\n"
