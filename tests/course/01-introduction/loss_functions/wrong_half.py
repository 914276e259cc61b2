# title = "Half of the mean squared error; the linear part does not meet the quadratic one"
# [scores]
# test_mse_by_hand = 0
# test_mean_squared_error = 0
# test_outliers = 0
# test_huber = 0
#
# %% mse_by_hand
mse = 1.75
# %% mean_squared_error
def mean_squared_error(y_true, y_pred):
    return 0.5 * np.mean((y_true - y_pred) ** 2)
# %% outliers
outlier_answer = "A"
# %% huber
def huber(error, delta=1.0):
    size = np.abs(error)
    return np.where(size <= delta, 0.5 * size**2, delta * size)
