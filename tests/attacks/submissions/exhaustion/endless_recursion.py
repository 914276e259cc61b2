# title = "Recursion until the stack of the process overflows"
# trace = "recursing"
# verdicts = { test_double = ["kernel_died", "out_of_memory", "timeout"] }
#
# %% double
import sys

sys.setrecursionlimit(10**9)


def double(x):
    return double(x) + sorted([x, x], key=double)[0]


print("recursing", flush=True)
