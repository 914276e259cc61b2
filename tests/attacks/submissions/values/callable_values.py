# title = "Callables in the place of numbers, and objects whose attributes raise or never end"
# trace = "callable"
# verdicts = { test_number = ["failed", "refused", "error"], test_array = ["failed", "refused", "kernel_died"], test_scaled = ["failed", "refused", "error"] }
#
# %% number
import os

number = lambda *arguments: 42.5
print("callable")


# %% array
class Ending:
    def __getattr__(self, name):
        os._exit(0)


array = Ending()


# %% scaled
class Raising:
    def __getattribute__(self, name):
        raise SystemExit(name)


scaled = Raising()
