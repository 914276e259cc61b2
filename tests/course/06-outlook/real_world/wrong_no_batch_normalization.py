# title = "Batch normalisation is left out of the base, and out of the count"
# [scores]
# test_base = 0
# test_siamese_parameters = 0
#
# %% base
def make_base(bins, hidden, embedding):
    inputs = keras.Input((bins,))
    x = keras.layers.Dropout(0.2)(keras.layers.Dense(hidden, "relu")(inputs))
    return keras.Model(inputs, keras.layers.Dense(embedding)(x))
# %% siamese_parameters
def siamese_parameters(bins, hidden, embedding):
    return (bins + 1) * hidden + (hidden + 1) * embedding + 2


large_count = siamese_parameters(10_000, 500, 200)
