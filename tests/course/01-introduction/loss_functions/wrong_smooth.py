# title = "The pseudo-Huber loss; errors with signs, and a text for the mean"
# [scores]
# test_squared_errors = 0
# test_mse_by_hand = 0
# test_huber = 0
#
# %% squared_errors
squared_errors = [-4, -9, 0, -1]
# %% mse_by_hand
mse = "3.5"
# %% huber
def huber(error, delta=1.0):
    return delta**2 * (np.sqrt(1 + (error / delta) ** 2) - 1)
