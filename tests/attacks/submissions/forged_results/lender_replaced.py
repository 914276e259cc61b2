# title = "The object that answers for the notebook's names is replaced by one that guesses"
# trace = "lenders: 1"
# verdicts = "failed"
#
# %% number
import gc

from nbjudge.kernels.lending import Lender


class Guesses(dict):
    def get(self, name, default=None):
        return WRONG[name]


lenders = [one for one in gc.get_objects() if type(one) is Lender]
# The kernel's own objects may be frozen; its reader still refers to this one.
lenders = lenders or [
    cell.cell_contents
    for one in gc.get_objects(generation=None)
    for cell in (getattr(one, "__closure__", None) or ())
    if type(cell.cell_contents) is Lender
]
for lender in lenders:
    lender._names = Guesses()
print("lenders:", len(lenders))


def wrong_double(x):
    return x


WRONG = {
    "number": 0,
    "word": "",
    "array": np.zeros(6),
    "double": wrong_double,
    "scaled": [],
    "table": pd.DataFrame({"x": [0]}),
}
