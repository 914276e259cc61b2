# title = "Memory that is only read, whose tables take as much as is allowed, up to 700 MB"
# trace = "reading"
# verdicts = { test_number = ["out_of_memory", "failed"] }
#
# %% number
import ctypes
import mmap
import time

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
print("reading", flush=True)
SPACE, TABLE = 2**38, 2**21
for _ in range(2):
    flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000
    place = libc.mmap(None, ctypes.c_size_t(SPACE), 1, flags, -1, ctypes.c_long(0))
    if place and place != ctypes.c_void_p(-1).value:
        libc.madvise(ctypes.c_void_p(place), ctypes.c_size_t(SPACE), 15)
        for offset in range(0, SPACE * 3 // 5, TABLE):
            ctypes.c_char.from_address(place + offset).value
time.sleep(1)
number = 0
