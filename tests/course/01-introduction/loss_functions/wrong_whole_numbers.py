# title = "Results go into an array of whole numbers; three squared errors only; prints its result"
# [scores]
# test_squared_errors = 0
# test_mean_squared_error = 0
# test_huber = 0
#
# %% squared_errors
squared_errors = [9, 0, 1]
# %% mean_squared_error
def mean_squared_error(y_true, y_pred):
    print(np.mean((y_true - y_pred) ** 2))
# %% huber
def huber(error, delta=1.0):
    if np.ndim(error) == 0:
        size = abs(error)
        return size**2 / 2 if size <= delta else delta * (size - delta / 2)
    result = np.zeros_like(error)
    for i in np.ndindex(error.shape):
        size = abs(error[i])
        result[i] = size**2 / 2 if size <= delta else delta * (size - delta / 2)
    return result
