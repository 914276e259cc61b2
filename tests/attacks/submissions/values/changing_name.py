# title = "A name that has another value each time it is asked for"
# trace = "changes"
# verdicts = { test_guess = "failed", test_guess_again = "failed" }
#
# %% guess
import itertools

from nbjudge.kernels.lending import Lender

guess = 4
values = itertools.cycle([9, 3, 14])
answer = Lender.answer


def changing(self, question):
    if b"guess" in question:
        self._names["guess"] = next(values)
    return answer(self, question)


Lender.answer = changing
print("changes")
