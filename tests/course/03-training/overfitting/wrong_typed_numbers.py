# title = "The lesson's numbers instead of a calculation, an unfinished line, weights kept fixed"
# [scores]
# test_rmse = 0
# test_baseline = 0
# test_days_back = 0
# test_ridge_rmse = 0
# test_large = 0
# test_curves = 0
# test_best_epoch = 0
# test_create_nn = 0
# test_small = 0
# test_smallest = 0
# test_count = 0
# test_stopped = 0
#
# %% rmse
def rmse(predicted, true):
    return np.mean((np.ravel(predicted) - np.ravel(true)) ** 2)
# %% baseline
baseline_rmse = 4.0548
# %% days_back
rmse_by_days = [3.877, 4.034, 3.911, 3.696, 3.763, 3.931, 4.003]
best_days = 5
# %% ridge_rmse
ridge_rmse = "3.158"
# %% large
large_model = large_network(
# %% best_epoch
def best_epoch(val_losses):
    return min(val_losses)
# %% create_nn
def create_nn(nodes1=100, nodes2=50):
    return large_network()
# %% small
small_model = create_nn(10, 5)
# %% smallest
def smallest_good(sizes, tolerance):
    return sizes["parameters"].min()
# %% count
def network_parameters(nodes1, nodes2):
    return {(100, 50): 14101, (10, 5): 961}[nodes1, nodes2]
# %% stopped
stopped_model = early_stopping
