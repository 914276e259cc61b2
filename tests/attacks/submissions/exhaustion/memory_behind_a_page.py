# title = "Shared memory of which but a page stays mapped, up to 900 MB"
# trace = "mapping"
# verdicts = { test_number = ["out_of_memory", "failed"] }
#
# %% number
import ctypes
import mmap
import time

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
print("mapping", flush=True)
PART = 50_003_968
zeros = open("/dev/zero", "r+b")
for number in range(18):
    shared, nameless = mmap.MAP_SHARED, mmap.MAP_ANONYMOUS
    for flags, file in ((shared | nameless, -1), (shared, zeros.fileno())):
        place = libc.mmap(None, ctypes.c_size_t(PART), 3, flags, file, ctypes.c_long(0))
        if place and place != ctypes.c_void_p(-1).value:
            ctypes.memset(place, 1, PART)
            libc.munmap(ctypes.c_void_p(place + 4096), ctypes.c_size_t(PART - 4096))
            break
time.sleep(1)
number = 0
