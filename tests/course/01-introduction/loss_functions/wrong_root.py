# title = "The root of the mean squared error; no factor of a half in the quadratic part"
# [scores]
# test_mse_by_hand = 0
# test_mean_squared_error = 0
# test_outliers = 0
# test_huber = 0
#
# %% mse_by_hand
mse = 1.8708286933869707
# %% mean_squared_error
def mean_squared_error(y_true, y_pred):
    return np.sqrt(np.mean((y_true - y_pred) ** 2))
# %% outliers
outlier_answer = "B"
# %% huber
def huber(error, delta=1.0):
    return np.where(np.abs(error) <= delta, np.square(error), delta * (np.abs(error) - 0.5 * delta))
