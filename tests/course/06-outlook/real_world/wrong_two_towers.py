# title = "Two towers: each input has a base network of its own; both are counted"
# [scores]
# test_siamese = 0
# test_siamese_parameters = 0
# test_best_model = 0
#
# %% siamese
def make_siamese(bins, hidden, embedding):
    inputs = [keras.Input((bins,)), keras.Input((bins,))]
    embeddings = [make_base(bins, hidden, embedding)(one) for one in inputs]
    cosine = keras.layers.Dot(axes=1, normalize=True)(embeddings)
    return keras.Model(inputs, keras.layers.Dense(1, "sigmoid")(cosine))
# %% siamese_parameters
def siamese_parameters(bins, hidden, embedding):
    return 2 * (bins * hidden + hidden + 4 * hidden + hidden * embedding + embedding) + 2


large_count = siamese_parameters(10_000, 500, 200)
# %% best_model
def best_model(results, test_set):
    lowest = results.loc[results["test_set"] == test_set, "rmse_h"].min()
    return results.loc[results["rmse_h"] == lowest, "model"].iloc[0]


best_on_ten_years = best_model(results, "10_years_v1.0")
