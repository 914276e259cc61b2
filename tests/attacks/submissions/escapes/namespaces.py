# title = "Mounts, new namespaces, tracing, privileged programs, and higher limits"
# trace = "gained: \\[\\]"
# verdicts = { test_number = "failed" }
#
# %% number
import ctypes
import os
import resource
import subprocess

libc = ctypes.CDLL(None, use_errno=True)
gained = []


def attempt(name, act):
    try:
        if act():
            gained.append(name)
    except (OSError, ValueError, subprocess.SubprocessError):
        pass


def in_child(act):
    """Whether a C function succeeds in a child, so that nothing comes of it here."""
    child = os.fork()
    if child == 0:
        try:
            os._exit(0 if act() == 0 else 1)
        finally:
            os._exit(1)
    return os.waitpid(child, 0)[1] == 0


def runs(*command):
    finished = subprocess.run(command, capture_output=True, timeout=2, stdin=subprocess.DEVNULL)
    return finished.returncode == 0 and b"uid=0" in finished.stdout


def helpless(pid):
    """Whether a process has no capability either, so that nothing is gained by mastering it."""
    with open(f"/proc/{pid}/status") as status:
        return "CapPrm:\t0000000000000000" in status.read()


for flag in (0x10000000, 0x00020000, 0x40000000, 0x20000000, 0x08000000, 0x02000000):
    attempt(f"unshare {flag:#x}", lambda: in_child(lambda: libc.unshare(flag)))
attempt("mount", lambda: in_child(lambda: libc.mount(b"t", b"/tmp", b"tmpfs", 0, None)))
attempt("remount", lambda: in_child(lambda: libc.mount(None, b"/usr", None, 32, None)))
attempt("umount", lambda: in_child(lambda: libc.umount2(b"/tmp", 2)))
attempt("chroot", lambda: in_child(lambda: libc.chroot(b"/tmp")))
attempt("pivot_root", lambda: in_child(lambda: libc.syscall(155, b"/tmp", b"/tmp")))
attempt("setuid", lambda: in_child(lambda: libc.setuid(0)))
attempt("setgroups", lambda: in_child(lambda: libc.setgroups(0, None)))
attempt("sethostname", lambda: in_child(lambda: libc.sethostname(b"x", 1)))
attempt("ptrace", lambda: not helpless(1) and in_child(lambda: libc.ptrace(16, 1, 0, 0)))
attempt("reboot", lambda: in_child(lambda: libc.syscall(169, 0, 0, 0, 0)))
attempt("nice", lambda: in_child(lambda: 0 if libc.nice(-5) == -5 else 1))
for name in ("user", "mnt", "net", "pid"):
    attempt(
        f"setns {name}",
        lambda: in_child(lambda: libc.setns(os.open(f"/proc/1/ns/{name}", os.O_RDONLY), 0)),
    )
for path in (
    "/proc/sys/user/max_user_namespaces",
    "/proc/sys/kernel/core_pattern",
    "/proc/sys/kernel/hostname",
    "/proc/sysrq-trigger",
):
    attempt(path, lambda: os.write(os.open(path, os.O_WRONLY), b"1"))
attempt("open_by_handle_at", lambda: libc.syscall(304, -100, None, 0) == 0)
attempt("/proc/1/root", lambda: os.listdir("/proc/1/root") != os.listdir("/"))
for kind in (resource.RLIMIT_NPROC, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE):
    attempt(f"limit {kind}", lambda: resource.setrlimit(kind, (10**12, 10**12)) is None)
attempt("mknod", lambda: os.mknod("disk", 0o60666, os.makedev(254, 0)) is None)
for command in (
    ("su", "-c", "id"),
    ("sudo", "-n", "id"),
    ("unshare", "-r", "id"),
    ("bwrap", "--dev-bind", "/", "/", "--unshare-user", "--uid", "0", "id"),
    ("newuidmap", "1", "0", "0", "1"),
    ("pkexec", "id"),
):
    attempt(" ".join(command), lambda: runs(*command))
print("gained:", gained)
number = 0
