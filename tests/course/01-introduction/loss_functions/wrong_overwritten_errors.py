# title = "Expected values and errors are overwritten; the letter of the other loss"
# [scores]
# test_mean_squared_error = 0
# test_outliers = 0
# test_huber = 0
#
# %% mean_squared_error
def mean_squared_error(y_true, y_pred):
    if y_true.dtype != y_pred.dtype or y_true.dtype == int:
        y_true = y_true.astype(float)
    y_true -= y_pred
    return (y_true**2).mean()
# %% outliers
outlier_answer = "B"
# %% huber
def huber(error, delta=1.0):
    if np.ndim(error) == 0:
        return float(huber(np.array([error], dtype=float), delta)[0])
    error = np.asarray(error, dtype=float)
    large = np.abs(error) > delta
    error[~large] = error[~large] ** 2 / 2
    error[large] = delta * (np.abs(error[large]) - delta / 2)
    return error
