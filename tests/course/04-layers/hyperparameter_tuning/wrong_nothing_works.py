# title = "The build function has a syntax error, and there is no search"
# [scores]
# test_build_model = 0
# test_search = 0
# test_best_network = 0
# test_saved_network = 0
# test_test_accuracy = 0
#
# %% build_model
def build_model(hp)
    return create_network(hp.Int("n_layers", 1, 2), hp.Choice("dropout_rate", [0.2, 0.5, 0.8]), 24, 8)
