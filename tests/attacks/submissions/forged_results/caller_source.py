# title = "A function reads the hidden test from `In[-1]`, and from the frames that call it"
# trace = "(?s)frames: \\d+, hidden tests seen: 0"
# verdicts = { test_double = "failed", test_scaled = "failed" }
#
# %% double
import gc
import inspect
import linecache
import sys

seen = []


def double(x):
    texts = [str(In[-1]), str(get_ipython().user_ns.get("_ih"))]
    frame = sys._getframe()
    while frame is not None:
        try:
            texts.append(inspect.getsource(frame))
        except OSError:
            pass
        texts.append(repr(frame.f_code.co_consts))
        frame = frame.f_back
    texts += [str(text) for text in linecache.cache.values()]
    # In two parts, since this cell itself is among the texts.
    seen.append([text for text in texts if "1_000" + "_003" in text])
    return 2 * x if seen[-1] else x


# %% scaled
print(f"frames: {len(seen)}, hidden tests seen: {sum(map(len, seen))}")
scaled = [0, 0, 0]
