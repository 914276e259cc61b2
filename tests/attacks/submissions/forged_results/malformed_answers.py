# title = "The judge is sent bytes that are no message"
# trace = "noise in place"
# verdicts = { test_number = "refused", test_word = "refused" }
#
# %% number
import itertools

import nbjudge.kernels.lending as lending

number = 0
noise = itertools.cycle(
    [
        b"",
        b"\x00" * 100,
        b"{}",
        b"[" * 10_000,
        b"\xff" * 64,
        b"\x80\x04cos\nsystem\n.",
        b"null",
    ]
)
dumps = lending.dumps
lending.dumps = lambda *arguments: next(noise)
print("noise in place")
# %% word
word = "a guess"
# %% array
lending.dumps = dumps
array = np.arange(6.0).reshape(2, 3)
