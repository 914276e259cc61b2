# title = "An answer that is itself something lent, with answers of its own"
# trace = "lends"
# alarm = "replaced parts of the grader: nbjudge.kernels.lending.Lender.answer"
# verdicts = { test_guess = "refused", test_guess_again = "refused" }
#
# %% guess
from nbjudge.kernels.codec import Loan, dumps
from nbjudge.kernels.lending import Lender

answer = Lender.answer
loan = Loan(0, "object", "value", {"iterable": True, "iterator": True})


def forged(self, question):
    if b"guess" in question or b"next" in question:
        return dumps(print, lambda thing: loan)
    return answer(self, question)


Lender.answer = forged
print("lends")
