# title = "The difference of the embeddings instead of the cosine; the last peak of a bin wins; an embedding without biases"
# [scores]
# test_bin_spectrum = 0
# test_base = 0
# test_siamese = 0
# test_siamese_parameters = 0
#
# %% bin_spectrum
def bin_spectrum(places, heights, bin_count):
    vector = np.zeros(bin_count)
    vector[(places / 1000 * bin_count).astype(int)] += heights
    return vector
# %% base
def make_base(bins, hidden, embedding):
    layers = keras.layers
    start = [keras.Input((bins,)), layers.Dense(hidden, "relu"), layers.BatchNormalization()]
    return keras.Sequential([*start, layers.Dropout(0.2), layers.Dense(embedding, use_bias=False)])
# %% siamese
def make_siamese(bins, hidden, embedding):
    base = make_base(bins, hidden, embedding)
    inputs = [keras.Input((bins,)), keras.Input((bins,))]
    distance = keras.ops.absolute(base(inputs[0]) - base(inputs[1]))
    return keras.Model(inputs, keras.layers.Dense(1, "sigmoid")(distance))
# %% siamese_parameters
def siamese_parameters(bins, hidden, embedding):
    return (bins + 1) * hidden + 4 * hidden + (hidden + 1) * embedding + embedding + 1


large_count = siamese_parameters(10_000, 500, 200)
