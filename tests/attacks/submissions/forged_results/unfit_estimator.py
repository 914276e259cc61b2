# title = "The judge is sent an estimator whose attributes have other lengths than each other"
# trace = "unfit"
# verdicts = { test_tree = "refused", test_guess = "refused", test_guess_again = "refused" }
#
# %% tree
import struct

import numpy as np

from nbjudge.kernels.codec import dumps
from nbjudge.kernels.lending import Lender

answer = Lender.answer


def text(content):
    return struct.pack("<q", len(content)) + content


unfit = {"mean_": np.zeros(3), "scale_": np.ones(2), "n_features_in_": 3}
messages = {
    b"tree": b"\x09estimator" + text(b"DecisionTreeClassifier") + dumps({"classes_": np.arange(2)}),
    b"guess": b"\x09estimator" + text(b"StandardScaler") + dumps(unfit),
}


def forged(self, question):
    for name, estimator in messages.items():
        if name in question:
            return b"\x05tuple" + struct.pack("<q", 3) + dumps("value") + estimator + dumps("")
    return answer(self, question)


Lender.answer = forged
print("unfit")
# %% guess
guess = 4
