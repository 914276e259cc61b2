# title = "Exceptions whose text prints, and raises"
# trace = "Traceback of my own"
# verdicts = { test_number = "failed", test_double = ["failed", "error"] }
#
# %% number
class Speaking(Exception):
    def __str__(self):
        print("Traceback of my own")
        raise ValueError("no text")


number = 0
raise Speaking


# %% double
def double(x):
    raise Speaking
