"""The system calls that a sandbox may make: what programs need, and nothing else.

What is not listed is answered as by a kernel that does not have it (ENOSYS), or as a kernel
answers users without privileges (EPERM) where programs know that better. Nothing is killed for
a call, but for one in another machine's form (32 bits), which no program here makes. Those of the
x32 form have numbers of their own and are not listed.

Where no namespaces keep processes apart, more is refused: what Landlock does not govern.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable
from functools import cache

from seccompy import (
    Action,
    ArgCmp,
    CmpOp,
    Filter,
    SeccompError,
    UnsupportedError,
    supported,
    syscall_nr,
)

_FILES = """
    access chdir chmod chown close close_range copy_file_range creat dup dup2 dup3 faccessat
    faccessat2 fadvise64 fallocate fchdir fchmod fchmodat fchmodat2 fchown fchownat fdatasync
    fgetxattr flistxattr flock fremovexattr fsetxattr fstat fstatfs fsync ftruncate futimesat
    getcwd getdents getdents64 getxattr lchown lgetxattr link linkat listxattr llistxattr
    lremovexattr lseek lsetxattr lstat mkdir mkdirat mknod mknodat newfstatat open openat openat2
    pread64 preadv preadv2 pwrite64 pwritev pwritev2 read readahead readlink readlinkat readv
    removexattr rename renameat renameat2 rmdir sendfile setxattr splice stat statfs statx symlink
    symlinkat sync_file_range truncate umask unlink unlinkat utime utimensat utimes write writev
"""
_WAITING = """
    epoll_create epoll_create1 epoll_ctl epoll_pwait epoll_pwait2 epoll_wait eventfd eventfd2
    pipe pipe2 poll ppoll pselect6 select signalfd signalfd4 timerfd_create timerfd_gettime
    timerfd_settime
"""
_MEMORY = """
    brk get_mempolicy madvise map_shadow_stack mbind membarrier mincore mlock mlock2 mlockall
    mprotect mremap mseal msync munlock munlockall munmap pkey_alloc pkey_free pkey_mprotect
    set_mempolicy
"""
_PROCESSES = """
    arch_prctl capget execve execveat exit exit_group fork futex futex_requeue futex_wait
    futex_waitv futex_wake get_robust_list getcpu getegid geteuid getgid getgroups getpgid getpgrp
    getpid getppid getpriority getresgid getresuid getrlimit getrusage getsid gettid getuid kill
    pidfd_open pidfd_send_signal prlimit64 restart_syscall rseq sched_get_priority_max
    sched_get_priority_min sched_getaffinity sched_getattr sched_getparam sched_getscheduler
    sched_rr_get_interval sched_setaffinity sched_setparam sched_setscheduler sched_yield
    set_robust_list set_tid_address setfsgid setfsuid setgid setgroups setpgid setpriority setregid
    setresgid setresuid setreuid setrlimit setsid setuid sysinfo tgkill times tkill uname vfork
    wait4 waitid
"""
_SIGNALS_AND_TIME = """
    alarm clock_getres clock_gettime clock_nanosleep getitimer getrandom gettimeofday nanosleep
    pause rt_sigaction rt_sigpending rt_sigprocmask rt_sigqueueinfo rt_sigreturn rt_sigsuspend
    rt_sigtimedwait rt_tgsigqueueinfo setitimer sigaltstack time timer_create timer_delete
    timer_getoverrun timer_gettime timer_settime
"""
_NETWORK = """
    accept accept4 bind connect getpeername getsockname getsockopt listen recvfrom recvmmsg recvmsg
    sendmmsg sendmsg sendto shutdown
"""
# Refused with EPERM, as users without privileges are: programs say so or go another way. To
# `clone3` the answer is ENOSYS, so that the C library uses `clone`, whose flags can be looked at.
_PRIVILEGED = """
    acct add_key adjtimex bpf chroot clock_adjtime clock_settime delete_module finit_module
    init_module ioperm iopl kexec_file_load kexec_load keyctl mount move_mount open_by_handle_at
    perf_event_open pivot_root process_vm_readv process_vm_writev ptrace quotactl reboot
    request_key setdomainname sethostname setns settimeofday swapoff swapon sync syslog umount2
    unshare vhangup
"""
ALLOWED = frozenset(
    (_FILES + _WAITING + _MEMORY + _PROCESSES + _SIGNALS_AND_TIME + _NETWORK).split()
)
FORBIDDEN = frozenset(_PRIVILEGED.split())

# Of whoever's files and processes they are that the same user has: said to be done, not there, or
# refused, as programs take it best.
_ATTRIBUTES = {
    "chmod fchmod fchmodat fchmodat2 futimesat utime utimensat utimes": 0,
    "chown fchown fchownat lchown": errno.EPERM,
    "fremovexattr fsetxattr lremovexattr lsetxattr removexattr setxattr": errno.EOPNOTSUPP,
}
_OF_OTHERS = (
    "prlimit64",
    "sched_setaffinity",
    "sched_setattr",
    "sched_setparam",
    "sched_setscheduler",
)

# From <linux/sched.h>, <asm-generic/ioctls.h>, <linux/fcntl.h>, <linux/socket.h>, <linux/in.h>,
# <asm-generic/socket.h>, <linux/prctl.h>, <linux/personality.h> and <linux/mman.h>.
_NEW_NAMESPACES = 0x7E02_0000
_TIOCSTI, _TIOCLINUX, _TIOCSETD = 0x5412, 0x541C, 0x5423
# TCGETS to TCSETSF, TIOCGPGRP, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX, FIOASYNC
_ORDERS = (*range(0x5401, 0x5405), 0x540F, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451, 0x5452)
_NEGATIVE = 0x8000_0000
_F_SETLEASE, _F_NOTIFY, _F_SETPIPE_SZ = 1024, 1026, 1031
_AF_UNIX, _AF_INET, _AF_INET6, _AF_NETLINK = 1, 2, 10, 16
_SOCK_STREAM, _SOCK_DGRAM, _SOCK_SEQPACKET, _SOCK_TYPES = 1, 2, 5, 0xF
_DEFAULT, _TCP, _UDP = 0, 6, 17
_SOL_SOCKET, _SO_SNDBUF, _SO_RCVBUF = 1, 7, 8
_SO_ATTACH = (26, 50, 51, 52)
_SOL_TCP, _TCP_ULP = 6, 31
_MAP_TYPE, _MAP_SHARED, _MAP_ANONYMOUS = 0xF, 1, 0x20
_OWNERS_RIGHTS = 0o700
_ITSELF, _SCHED_OTHER = 0, 0
_PERSONALITIES = (0, 0xFFFF_FFFF)
_PR_SET_DUMPABLE = 4
_PR_OF_ONE_PROCESS = (
    *(1, 2, 3, 7, 15, 16, 21, 23, 27, 29, 30, 36, 37, 38, 39, 40, 41, 42, 47, 50, 51, 52),
    *(54, 55, 56, 65, 66, 0x53564D41, 0x41555856, 0x59616D61),
)
_INT = 0xFFFF_FFFF


@cache
def system_calls(
    *, shared_memory: bool, apart: bool = True, own_user: bool = True, connects: bool = True
) -> Filter | None:
    """The filter, made once: `load` puts it over this process and all that it starts, for good.

    `shared_memory` says whether memory may be shared without a file: pages of it that no process
    has mapped any more are counted by control groups alone. Namespaces keep the process `apart`;
    else it `connects` to other processes or not, and a user of its own keeps it from their files.
    None where the machine, by its kernel or its processor, has no such filters.
    """
    try:
        if not supported():
            return None
    except (SeccompError, UnsupportedError):
        return None
    found = Filter(default=Action.ERRNO | errno.ENOSYS)
    # These are looked at anew each time, the others once: so they come first.
    if not shared_memory:
        nameless = _flags(3, _MAP_TYPE | _MAP_ANONYMOUS, _MAP_SHARED | _MAP_ANONYMOUS)
        found.errno("mmap", errno.EPERM, args=[nameless])
    found.allow("mmap")
    # libzmq asks for the network's devices; told so, it goes on without them.
    found.errno("socket", errno.EOPNOTSUPP, args=[_is(0, _AF_NETLINK)])
    if not apart:
        _stay_in_group(found)
        _limit_files(found)
        if not connects:
            _limit_to_pairs(found)
        if not own_user:
            _leave_others_alone(found)
    _refuse(found, "ioctl", errno.EPERM, 1, (_TIOCSTI, _TIOCLINUX, _TIOCSETD))
    _refuse(found, "fcntl", errno.EPERM, 1, (_F_SETLEASE, _F_NOTIFY, _F_SETPIPE_SZ))
    # A process that can't be looked at is one whose memory can't be counted.
    found.allow("prctl", args=[_is(0, _PR_SET_DUMPABLE), _is(1, 1)])
    _allow(found, "prctl", errno.EINVAL, 0, _PR_OF_ONE_PROCESS)
    _allow(found, "personality", errno.EPERM, 0, _PERSONALITIES)
    found.allow("clone", args=[_flags(0, _NEW_NAMESPACES, 0)])
    found.errno("clone", errno.EPERM)
    _limit_sockets(found)
    # The first rule that fits a call is the one that holds.
    for name in filter(_here, sorted(ALLOWED)):
        found.allow(name)
    for name in filter(_here, sorted(FORBIDDEN)):
        found.errno(name, errno.EPERM)
    assert found.program
    return found


def _stay_in_group(found: Filter) -> None:
    """Says that it is done, whenever a process wants to leave its group: so all can be ended."""
    found.errno("setsid", 0)
    found.errno("setpgid", 0)
    # Whoever believes to signal to a group of their own would signal to this one.
    found.errno("kill", errno.EPERM, args=[_is(0, 0)])
    found.errno("kill", errno.EPERM, args=[_flags(0, _NEGATIVE, _NEGATIVE)])
    found.allow("pidfd_send_signal", args=[_is(3, 0)])
    found.errno("pidfd_send_signal", errno.EPERM)


def _limit_files(found: Filter) -> None:
    """Allows orders to pipes, sockets and terminals, and none that files take from their owners.

    Room for files is taken as they are written, so that somebody can see it.
    """
    _allow(found, "ioctl", errno.ENOTTY, 1, _ORDERS)
    found.errno("fallocate", errno.EOPNOTSUPP)


def _limit_to_pairs(found: Filter) -> None:
    """Allows sockets that have another end in this process alone, and no addresses.

    Landlock does not govern before its version 9 which sockets in the file system, and before 10
    which of UDP, somebody connects to: there a whole session of the user's may be answering.
    """
    for kind in (_SOCK_STREAM, _SOCK_SEQPACKET):
        found.allow("socketpair", args=[_is(0, _AF_UNIX), _flags(1, _SOCK_TYPES, kind)])
    found.errno("socketpair", errno.EAFNOSUPPORT)
    found.errno("socket", errno.EAFNOSUPPORT)
    found.errno("bind", errno.EPERM)
    found.errno("connect", errno.EPERM)


def _leave_others_alone(found: Filter) -> None:
    """Refuses what the kernel lets a user do to all their files and processes."""
    for names, error in _ATTRIBUTES.items():
        for name in filter(_here, names.split()):
            found.errno(name, error)
    # libzmq sets its threads to what they are, and ends its process if it can't.
    found.allow("sched_setscheduler", args=[_is(1, _SCHED_OTHER)])
    for name in _OF_OTHERS:
        _allow(found, name, errno.EPERM, 0, (_ITSELF,))
    found.allow("setpriority", args=[_is(0, 0), _is(1, _ITSELF)])
    found.errno("setpriority", errno.EPERM)
    # A folder that its owner can't enter could not be cleared away.
    for index, name in enumerate(("mkdir", "mkdirat"), start=1):
        if _here(name):
            found.allow(name, args=[_flags(index, _OWNERS_RIGHTS, _OWNERS_RIGHTS)])
            found.errno(name, errno.EPERM)
    found.allow("umask", args=[_flags(0, _OWNERS_RIGHTS, 0)])
    found.errno("umask", errno.EPERM)


def _limit_sockets(found: Filter) -> None:
    """Allows sockets of this machine and of the internet, of ordinary kinds and sizes."""
    _allow(found, "socketpair", errno.EAFNOSUPPORT, 0, (_AF_UNIX,))
    found.allow("socket", args=[_is(0, _AF_UNIX)])
    for family in (_AF_INET, _AF_INET6):
        for kind, protocol in ((_SOCK_STREAM, _TCP), (_SOCK_DGRAM, _UDP)):
            for asked in (_DEFAULT, protocol):
                sort = [_is(0, family), _flags(1, _SOCK_TYPES, kind), _is(2, asked)]
                found.allow("socket", args=sort)
        found.errno("socket", errno.EPROTONOSUPPORT, args=[_is(0, family)])
    found.errno("socket", errno.EAFNOSUPPORT)
    for option in (_SO_SNDBUF, _SO_RCVBUF):
        # A wish, which nobody has to grant.
        found.errno("setsockopt", 0, args=[_is(1, _SOL_SOCKET), _is(2, option)])
    for option in _SO_ATTACH:
        found.errno("setsockopt", errno.EPERM, args=[_is(1, _SOL_SOCKET), _is(2, option)])
    found.errno("setsockopt", errno.EPERM, args=[_is(1, _SOL_TCP), _is(2, _TCP_ULP)])
    found.allow("setsockopt")


def _refuse(found: Filter, name: str, error: int, index: int, values: Iterable[int]) -> None:
    """Refuses a call with one of these values, and allows it with others."""
    for value in values:
        found.errno(name, error, args=[_is(index, value)])
    found.allow(name)


def _allow(found: Filter, name: str, error: int, index: int, values: Iterable[int]) -> None:
    """Allows a call with one of these values, and refuses it with others."""
    for value in values:
        found.allow(name, args=[_is(index, value)])
    found.errno(name, error)


def _is(index: int, value: int) -> ArgCmp:
    """Whether an argument of type `int` has this value: the kernel looks at 32 bits of it."""
    return ArgCmp(index, CmpOp.MASKED_EQ, value, _INT)


def _flags(index: int, mask: int, value: int) -> ArgCmp:
    return ArgCmp(index, CmpOp.MASKED_EQ, value, mask)


def _here(name: str) -> bool:
    """Whether this machine has a call of this name."""
    try:
        syscall_nr(name)
    except ValueError:
        return False
    return True
