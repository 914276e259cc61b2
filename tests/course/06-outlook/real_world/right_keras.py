# title = "Keras wherever possible: operations, unit vectors, inputs by name, counts from models"
#
# %% bin_spectrum
def bin_spectrum(places, heights, bin_count):
    numbers = (places * bin_count / 1000).astype(int)
    return keras.ops.segment_sum(heights.astype("float32"), numbers, num_segments=bin_count)
# %% cosine_similarity
def cosine_similarity(a, b):
    return -keras.losses.cosine_similarity(a, b)
# %% base
def make_base(bins, hidden, embedding):
    spectrum = keras.Input(shape=(bins,))
    x = keras.layers.Dense(hidden, activation=keras.activations.relu)(spectrum)
    x = keras.layers.BatchNormalization()(x)
    x = keras.layers.Dropout(0.2, seed=1)(x)
    return keras.Model(spectrum, keras.layers.Dense(embedding, name="embedding")(x), name="base")
# %% siamese
def make_siamese(bins, hidden, embedding):
    base, unit = make_base(bins, hidden, embedding), keras.layers.UnitNormalization()
    first, second = keras.Input((bins,), name="first"), keras.Input((bins,), name="second")
    products = unit(base(first)) * unit(base(second))
    cosine = keras.ops.sum(products, axis=1, keepdims=True)
    head = keras.layers.Dense(1, activation=keras.activations.sigmoid)
    return keras.Model({"first": first, "second": second}, head(cosine))
# %% siamese_parameters
def siamese_parameters(bins, hidden, embedding):
    return make_siamese(bins, hidden, embedding).count_params()


large_count = siamese_parameters(10_000, 500, 200)
# %% best_model
def best_model(results, test_set):
    label = results.loc[results["test_set"] == test_set, "rmse_h"].idxmin()
    return results.loc[label, "model"]


best_on_ten_years = best_model(results, "10_years_v1.0")
