# title = "The module of checks is replaced"
# trace = "patched [1-9]\\d* functions"
# alarm = "replaced parts of the grader: nbjudge.kernels.codec"
# verdicts = { test_array = "failed", test_double = "failed", test_table = "failed" }
#
# %% array
import sys

patched = 0
for module in [one for name, one in sys.modules.items() if name.startswith("nbjudge")]:
    for name, value in list(vars(module).items()):
        if callable(value) and name.startswith(("check", "_same", "handled", "matches")):
            setattr(module, name, lambda *arguments, **named: None)
            patched += 1
print("patched", patched, "functions")
array = 0
