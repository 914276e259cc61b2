# title = "A function that raises what ends generators, coroutines and loops"
# trace = "4 ends"
# verdicts = { test_triple = "error", test_positive = "error" }
#
# %% triple
import asyncio
import itertools

ends = [StopAsyncIteration, GeneratorExit, asyncio.CancelledError, StopIteration]
turns = itertools.cycle(ends)


def triple(x):
    raise next(turns)(3 * x)


print(len(ends), "ends")


# %% positive
def positive(x):
    if x < 0:
        raise GeneratorExit
    return x
