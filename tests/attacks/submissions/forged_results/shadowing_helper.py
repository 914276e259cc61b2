# title = "A module takes the place of the course's helper package"
# trace = "helper from .*/home/student/helper"
# verdicts = { test_scaled = "failed" }
# [landlock]
# trace = "helper from .*/home/helper"
#
# %% scaled
import helper
import sys

for name in [name for name in sys.modules if name.split(".")[0] == "helper"]:
    del sys.modules[name]
sys.path.insert(0, ".")
import helper

print("helper from", helper.__file__)
helper.scale = scale = lambda values: [0, 0, 0]
scaled = [0, 0, 0]
