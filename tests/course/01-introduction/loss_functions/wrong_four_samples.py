# title = "Always divided by four; Huber for single numbers only"
# [scores]
# test_mean_squared_error = 0
# test_outliers = 0
# test_huber = 0
#
# %% mean_squared_error
def mean_squared_error(y_true, y_pred):
    return np.sum((y_true - y_pred) ** 2) / 4
# %% outliers
outlier_answer = "squared error"
# %% huber
def huber(error, delta=1.0):
    if abs(error) <= delta:
        return 0.5 * error**2
    return delta * (abs(error) - 0.5 * delta)
