# title = "The sum instead of the mean; the Huber loss of an array as its mean"
# [scores]
# test_mse_by_hand = 0
# test_mean_squared_error = 0
# test_outliers = 0
# test_huber = 0
#
# %% mse_by_hand
mse = 14
# %% mean_squared_error
def mean_squared_error(y_true, y_pred):
    return ((y_true - y_pred) ** 2).sum()
# %% outliers
outlier_answer = "D"
# %% huber
def huber(error, delta=1.0):
    size = np.abs(error)
    return np.mean(np.where(size <= delta, 0.5 * size**2, delta * (size - 0.5 * delta)))
