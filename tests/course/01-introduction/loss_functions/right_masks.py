# title = "NumPy arrays as answers, boolean masks on copies, nested conditions"
#
# %% squared_errors
squared_errors = np.array([-2, -3, 0, -1]) ** 2
# %% mse_by_hand
mse = np.mean(squared_errors)
# %% mean_squared_error
def mean_squared_error(y_true, y_pred):
    error = y_true - y_pred
    return np.dot(error, error) / error.size
# %% outliers
outlier_answer = " C "
# %% huber
def huber(error, delta=1.0):
    error = np.array(error, dtype=float)
    loss = np.array(error**2 / 2)
    large = np.array(abs(error) >= delta)
    loss[large] = delta * abs(error[large]) - delta**2 / 2
    return loss
