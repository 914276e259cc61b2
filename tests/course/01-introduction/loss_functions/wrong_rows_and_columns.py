# title = "The variance of the errors; two loops for rows and columns, and none for more"
# [scores]
# test_mean_squared_error = 0
# test_huber = 0
#
# %% mean_squared_error
def mean_squared_error(y_true, y_pred):
    return np.var(y_true - y_pred)
# %% huber
def huber(error, delta=1.0):
    def one(e):
        return 0.5 * e**2 if abs(e) <= delta else delta * (abs(e) - 0.5 * delta)
    if np.ndim(error) == 0:
        return one(error)
    if error.ndim == 1:
        return np.array([one(e) for e in error])
    return np.array([[one(e) for e in row] for row in error])
