# title = "The functions that encode answers are replaced, and send what is not the student's value"
# trace = "replaced"
# verdicts = "failed"
#
# %% number
import sys

import nbjudge.kernels.codec as codec
import nbjudge.kernels.lending as lending

dumps = codec.dumps


def lie(answer, *arguments):
    return dumps(("value", True), *arguments)


for module in list(sys.modules.values()):
    if getattr(module, "dumps", None) is dumps:
        module.dumps = lie
print("replaced")
number = 0
