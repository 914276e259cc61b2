# title = "The functions that encode answers are replaced, and send what is not the student's value"
# trace = "replaced"
# alarm = "replaced parts of the grader: nbjudge.kernels.codec.dumps"
# verdicts = ["failed", "error"]
#
# %% number
import sys

import nbjudge.kernels.codec as codec
import nbjudge.kernels.lending as lending

honest = [codec.dumps]


def lie(answer, *arguments):
    return honest[0](("value", True, ""), *arguments)


for module in list(sys.modules.values()):
    if getattr(module, "dumps", None) is honest[0]:
        module.dumps = lie
print("replaced")
number = 0
