# title = "A message in which parts are there again: of nothing, of what follows, of themselves"
# trace = "again"
# alarm = "replaced parts of the grader: nbjudge.kernels.lending.Lender.answer"
# verdicts = { test_guess = "refused", test_guess_again = "refused", test_grid = "refused" }
#
# %% grid
import struct

from nbjudge.kernels.lending import Lender

answer = Lender.answer
number = struct.Struct("<q").pack
again = b"\x05again"
messages = {
    b"grid": b"\x04list" + number(1) + again + number(0),
    b"guess": again + number(2**40),
}


def forged(self, question):
    found = (text for name, text in messages.items() if name in question)
    return next(found, None) or answer(self, question)


Lender.answer = forged
print("again")
# %% guess
guess = 4
