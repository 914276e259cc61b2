# title = "A function that never returns when the test calls it"
# trace = "defined"
# verdicts = { test_double = "timeout" }
#
# %% double
def double(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass


print("defined")
