# title = "Calls of the kernel that no notebook needs, with arguments that do nothing"
# trace = "answered: \\[\\]"
# verdicts = { test_number = "failed" }
#
# %% number
import ctypes
import errno

libc = ctypes.CDLL(None, use_errno=True)
# Rings, traces, faults, programs in the kernel, handles, copies of descriptors, notices.
CALLS = {
    "io_uring_setup": 425,
    "io_uring_enter": 426,
    "userfaultfd": 323,
    "bpf": 321,
    "perf_event_open": 298,
    "process_vm_readv": 310,
    "pidfd_getfd": 438,
    "kcmp": 312,
    "fsopen": 430,
    "open_tree": 428,
    "fanotify_init": 300,
    "modify_ldt": 154,
    "memfd_secret": 447,
    "name_to_handle_at": 303,
    "clone3": 435,
    "seccomp": 317,
    "statmount": 457,
}
answered = []
for name, number in CALLS.items():
    for form in (0, 0x40000000):
        ctypes.set_errno(0)
        wrong = [ctypes.c_long(-1)] * 6
        libc.syscall(ctypes.c_long(number | form), *wrong)
        if ctypes.get_errno() not in (errno.ENOSYS, errno.EPERM):
            answered.append((name, form, errno.errorcode.get(ctypes.get_errno())))
print("answered:", answered)
number = 0
