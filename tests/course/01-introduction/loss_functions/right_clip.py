# title = "A formula for both parts: the clipped error; vectorize; other names for the arguments"
#
# %% mean_squared_error
def mean_squared_error(expected, predictions):
    return np.linalg.norm(expected - predictions) ** 2 / expected.shape[0]
# %% huber
def huber(e, d=1.0):
    inside = np.clip(e, -d, d)
    return inside * (e - 0.5 * inside)
