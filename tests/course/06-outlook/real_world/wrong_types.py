# title = "A single stacked input, lists for sets and numbers, prints for returns, a syntax error"
# [scores]
# test_workflow_steps = 0
# test_known_parts = 0
# test_bin_spectrum = 0
# test_input_reason = 0
# test_cosine_similarity = 0
# test_base = 0
# test_siamese = 0
# test_siamese_parameters = 0
# test_fair_comparisons = 0
# test_with_result = 0
#
# %% workflow_steps
workflow_steps = [3, 4, 5, 6, 7, 10]
# %% known_parts
known_parts = {"Dense": "connect", "Adam": "move"}
# %% bin_spectrum
def bin_spectrum(places, heights, bin_count):
    print(np.histogram(places, bins=bin_count, range=(0, 1000), weights=heights)[0])
# %% input_reason
input_reason = "D"
bin_width = 0.0999
# %% cosine_similarity
def cosine_similarity(a, b)
    return a @ b / np.sqrt((a @ a) * (b @ b))
# %% base
def make_base(bins, hidden, embedding):
    model = keras.Sequential()
    model.add(keras.layers.Dense(hidden, activation="relu"))
    model.add(keras.layers.BatchNormalization())
    model.add(keras.layers.Dropout(0.2))
    model.add(keras.layers.Dense(embedding))
    return model
# %% siamese
def make_siamese(bins, hidden, embedding):
    return keras.Sequential([keras.Input((2 * bins,)), make_base(2 * bins, hidden, 1)])
# %% siamese_parameters
def siamese_parameters(bins, hidden, embedding):
    return (bins + 1) * hidden + 4 * hidden + (hidden + 1) * embedding + 2


large_count = "5,102,702"
# %% fair_comparisons
fair_comparisons = "A, C"
# %% with_result
def with_result(results, new):
    return results.append(new, ignore_index=True)
