# title = "The table typed in: delta is not used; squared errors and mean are all zero"
# [scores]
# test_squared_errors = 0
# test_mse_by_hand = 0
# test_huber = 0
#
# %% squared_errors
squared_errors = [0, 0, 0, 0]
# %% mse_by_hand
mse = 0
# %% huber
def huber(error, delta=1.0):
    size = np.abs(error)
    return np.where(size <= 1, size**2 / 2, size - 0.5)
