# title = "Whole numbers of a million digits, and fractions of them"
# trace = "digits"
# verdicts = { test_number = ["failed", "refused", "error"], test_scaled = ["failed", "refused"] }
#
# %% number
number = 10**1_000_000
print("digits")
# %% scaled
from fractions import Fraction

scaled = [Fraction(1, 10**1_000_000 + 1)] * 3
