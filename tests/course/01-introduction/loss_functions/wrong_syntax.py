# title = "A colon is missing; delta has no default"
# [scores]
# test_mean_squared_error = 0
# test_huber = 0
#
# %% mean_squared_error
def mean_squared_error(y_true, y_pred)
    return np.mean((y_true - y_pred) ** 2)
# %% huber
def huber(error, delta):
    size = np.abs(error)
    return np.where(size <= delta, 0.5 * size**2, delta * (size - 0.5 * delta))
