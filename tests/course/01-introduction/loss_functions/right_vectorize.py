# title = "vectorize over a function of one number; mean as average; select"
#
# %% mean_squared_error
def mean_squared_error(y_true, y_pred):
    return float(np.average(np.square(np.subtract(y_true, y_pred))))
# %% huber
def huber(error, delta=1.0):
    def one(e):
        return 0.5 * e**2 if -delta <= e <= delta else delta * (abs(e) - 0.5 * delta)
    return np.vectorize(one, otypes=[float])(error)
