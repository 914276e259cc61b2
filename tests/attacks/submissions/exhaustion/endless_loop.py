# title = "An endless loop that swallows the interrupt"
# trace = "looping"
# verdicts = { test_number = "timeout" }
#
# %% number
print("looping", flush=True)
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
