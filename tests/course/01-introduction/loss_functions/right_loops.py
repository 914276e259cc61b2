# title = "Plain Python loops over arrays; tuples and floats as answers"
#
# %% squared_errors
squared_errors = tuple((p - e) ** 2 for p, e in [(1.0, -1.0), (2.0, -1.0), (0.0, 0.0), (3.0, 2.0)])
# %% mse_by_hand
mse = sum(squared_errors) / len(squared_errors)
# %% mean_squared_error
def mean_squared_error(y_true, y_pred):
    total = 0
    for i in range(len(y_true)):
        total += (y_pred[i] - y_true[i]) ** 2
    return total / len(y_true)
# %% outliers
outlier_answer = "c"
# %% huber
def huber(error, delta=1.0):
    if isinstance(error, np.ndarray):
        return np.array([huber(float(value), delta) for value in error.ravel()]).reshape(error.shape)
    if error < 0:
        error = -error
    if error < delta:
        return error * error / 2
    return delta * error - delta * delta / 2
