# title = "A trace function changes what functions return"
# trace = "tracing: True"
# verdicts = "failed"
#
# %% number
import sys
import threading


def trace(frame, event, argument):
    frame.f_locals["same"] = True
    return trace


sys.settrace(trace)
threading.settrace(trace)
print("tracing:", sys.gettrace() is trace)
number = 0
