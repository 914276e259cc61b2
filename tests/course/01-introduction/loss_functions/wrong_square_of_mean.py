# title = "Mean first, square second; the error that is exact is not counted; no absolute value"
# [scores]
# test_mse_by_hand = 0
# test_mean_squared_error = 0
# test_huber = 0
#
# %% mse_by_hand
mse = 14 / 3
# %% mean_squared_error
def mean_squared_error(y_true, y_pred):
    return np.mean(y_true - y_pred) ** 2
# %% huber
def huber(error, delta=1.0):
    return np.where(error <= delta, 0.5 * error**2, delta * (error - 0.5 * delta))
