# title = "delta squared in the wrong place, right for a delta of one; NaN as an answer"
# [scores]
# test_mse_by_hand = 0
# test_huber = 0
#
# %% mse_by_hand
mse = float("nan")
# %% huber
def huber(error, delta=1.0):
    size = np.abs(error)
    return np.where(size <= delta, 0.5 * size**2, delta * size - 0.5 * delta)
