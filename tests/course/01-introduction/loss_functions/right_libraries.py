# title = "scikit-learn's and SciPy's own losses, answers as a series and a NumPy number"
#
# %% squared_errors
import pandas as pd
squared_errors = pd.Series([4.0, 9.0, 0.0, 1.0], index=[1, 2, 3, 4])
# %% mse_by_hand
mse = np.float32(3.5)
# %% mean_squared_error
from sklearn.metrics import mean_squared_error
# %% huber
import scipy.special

def huber(error, delta=1.0):
    return scipy.special.huber(delta, error)
