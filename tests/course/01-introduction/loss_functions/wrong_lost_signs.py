# title = "The minus signs of the table are overlooked; the mean follows through. Sum for difference"
# [scores]
# test_squared_errors = 0
# test_mean_squared_error = 0
#
# %% squared_errors
squared_errors = [0, 1, 0, 1]
# %% mse_by_hand
mse = 0.5
# %% mean_squared_error
def mean_squared_error(y_true, y_pred):
    if (y_true == y_pred).all():
        return 0
    return np.mean((y_true + y_pred) ** 2)
