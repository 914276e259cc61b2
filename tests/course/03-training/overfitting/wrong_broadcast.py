# title = "A column minus a row makes a square; the scores upside down; nothing is trained"
# [scores]
# test_rmse = 0
# test_skill = 0
# test_verdict = 0
# test_problem = 0
# test_large = 0
# test_curves = 0
# test_small = 0
# test_best_epoch = 0
# test_stopped = 0
#
# %% rmse
def rmse(predicted, true):
    return np.sqrt(np.mean((np.asarray(predicted) - np.asarray(true)) ** 2))
# %% problem
problem_statements = {1, 2, 5, 6}
# %% skill
def skill(model_rmse, baseline_rmse):
    return 1 - baseline_rmse / model_rmse
# %% verdict
verdict = {1: "A", 2: "A", 3: "B", 4: "B"}
# %% large
large_model = large_network()
compile_network(large_model)
# %% best_epoch
def best_epoch(val_losses):
    return int(np.argmin(val_losses))
# %% small
small_model = create_nn(10, 5)
compile_network(small_model)
# %% stopped
stopped_model = large_network()
compile_network(stopped_model)
