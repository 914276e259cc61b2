# title = "Absolute errors throughout; the mean follows through. delta only decides which part applies"
# [scores]
# test_squared_errors = 0
# test_mean_squared_error = 0
# test_huber = 0
#
# %% squared_errors
squared_errors = [2, 3, 0, 1]
# %% mse_by_hand
mse = 1.5
# %% mean_squared_error
def mean_squared_error(y_true, y_pred):
    return np.mean(np.abs(y_true - y_pred))
# %% huber
def huber(error, delta=1.0):
    size = np.abs(error)
    return np.where(size <= delta, 0.5 * size**2, size - 0.5)
