# title = "An unfinished line in build_model: what needs a network gets nothing, the rest keeps its points"
# [scores]
# test_parameter_count = 0
# test_build_model = 0
# test_compilation = 0
# test_train = 0
# test_sweep = 0
# test_results = 0
# test_sweep_figure = 0
# test_best_rate = 0
# test_mean_of_lowest = 0
# test_test_loss = 0
#
# %% parameter_count
def parameter_count(side, third_pooling):
    # padding taken for granted
    side = side // 2 // 2
    side = side // 2 if third_pooling else side
    return 1400 + 2 * 22550 + (side * side * 50 + 1) * 50 + 510
# %% build_model
def build_model(rate):
    network = keras.Sequential([keras.Input(shape=(24, 24, 3)), keras.layers.Dropout(rate)
    network.add(keras.layers.Flatten())
    return network
# %% mean_of_lowest
def mean_of_lowest(losses):
    return losses.mean(axis=0).min()
