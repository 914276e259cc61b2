# title = "The judge is told that a call has ended a loop"
# trace = "ended"
# alarm = "replaced parts of the grader: nbjudge.kernels.lending.Lender.answer"
# verdicts = { test_triple = ["error", "failed", "refused"] }
#
# %% triple
import itertools

from nbjudge.kernels.codec import dumps
from nbjudge.kernels.lending import Lender

answer = Lender.answer
ends = itertools.cycle(
    [
        ("raised", "StopIteration", "StopIteration", ""),
        ("missing",),
        ("raised", "BenchLost", "KeyboardInterrupt", ""),
        ("value",),
    ]
)


def triple(x):
    return 0


def forged(self, question):
    if b"name" in question:
        self.forges = b"triple" in question
    return dumps(next(ends)) if b"call" in question and self.forges else answer(self, question)


Lender.answer = forged
print("ended")
