# title = "The judge is told that a name is missing in a way that brings Python's own of that name"
# trace = "missing"
# verdicts = { test_max = "refused" }
#
# %% max
from nbjudge.kernels.codec import dumps
from nbjudge.kernels.lending import Lender

answer = Lender.answer


def forged(self, question):
    if b"max" in question:
        return dumps(("raised", "KeyError", "KeyError", "max"))
    return answer(self, question)


Lender.answer = forged
print("missing")
