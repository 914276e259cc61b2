# title = "The judge is promised a message of the largest size, and then one that never comes"
# trace = "promised"
# verdicts = { test_scaled = "kernel_died", test_table = "timeout" }
#
# %% scaled
import struct

import nbjudge.kernels.link as link


class Promise:
    size = link._LENGTH.size
    unpack = link._LENGTH.unpack
    lengths = [2**64 - 1, 2**28]

    @classmethod
    def pack(cls, length):
        return struct.pack("!Q", cls.lengths.pop(0))


print("promised")
scaled = [0, 0, 0]
link._LENGTH = Promise
# %% table
Promise.lengths = [2**28]
table = pd.DataFrame({"x": [0]})
