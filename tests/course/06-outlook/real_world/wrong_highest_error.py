# title = "The highest error is taken for the best; labels stay; steps and parts mixed up; a linear head"
# [scores]
# test_workflow_steps = 0
# test_known_parts = 0
# test_siamese = 0
# test_best_model = 0
# test_with_result = 0
#
# %% workflow_steps
workflow_steps = {"A": 2, "B": 4, "C": 5, "D": 6, "E": 8, "F": 10}
# %% known_parts
known_parts = {
    "connect": "Dense",
    "rescale": "Dropout",
    "silence": "BatchNormalization",
    "move": "Adam",
    "end": "EarlyStopping",
}
# %% siamese
def make_siamese(bins, hidden, embedding):
    base = make_base(bins, hidden, embedding)
    inputs = [keras.Input((bins,)), keras.Input((bins,))]
    cosine = keras.layers.Dot(axes=1, normalize=True)([base(one) for one in inputs])
    return keras.Model(inputs, keras.layers.Dense(1)(cosine))
# %% best_model
def best_model(results, test_set):
    return results[results["test_set"] == test_set].sort_values("rmse_h")["model"].iloc[-1]


best_on_ten_years = best_model(results, "10_years_v1.0")
# %% with_result
def with_result(results, new):
    return pd.concat([results, pd.DataFrame([new])])
