# title = "statistics and frompyfunc: arrays of objects; fractions for the numbers"
#
# %% squared_errors
squared_errors = [abs(y - p) ** 2 for p, y in {1: -1, 2: -1, 0: 0, 3: 2}.items()]
# %% mse_by_hand
from fractions import Fraction
mse = Fraction(14, 4)
# %% mean_squared_error
import statistics

def mean_squared_error(y_true, y_pred):
    return statistics.fmean((one - other) ** 2 for one, other in zip(y_true.tolist(), y_pred.tolist()))
# %% huber
def huber(error, delta=1.0):
    def loss(e):
        return e * e / 2 if abs(e) <= delta else delta * abs(e) - delta**2 / 2
    return np.frompyfunc(loss, 1, 1)(error)
