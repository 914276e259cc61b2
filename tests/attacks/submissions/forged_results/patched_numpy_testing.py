# title = "The comparison that a test calls is replaced"
# trace = "patched [1-9]\\d* functions"
# verdicts = { test_number = "failed" }
#
# %% number
import numpy.testing

patched = 0
for module in (np.testing, np.testing._private.utils):
    for name in dir(module):
        if name.startswith("assert_"):
            setattr(module, name, lambda *arguments, **named: None)
            patched += 1
print("patched", patched, "functions")
number = 0
