# title = "Keras's loss as cosine, with its sign; the same input twice; the embedding with ReLU"
# [scores]
# test_cosine_similarity = 0
# test_lowest_cosine = 0
# test_base = 0
# test_siamese = 0
#
# %% cosine_similarity
def cosine_similarity(a, b):
    return keras.losses.cosine_similarity(a.astype("float32"), b.astype("float32"))
# %% lowest_cosine
lowest_cosine = -1
lowest_relu_cosine = -1
# %% base
def make_base(bins, hidden, embedding):
    return keras.Sequential(
        [
            keras.Input((bins,)),
            keras.layers.Dense(hidden, "relu"),
            keras.layers.BatchNormalization(),
            keras.layers.Dropout(0.2),
            keras.layers.Dense(embedding, "relu"),
        ]
    )
# %% siamese
def make_siamese(bins, hidden, embedding):
    base = make_base(bins, hidden, embedding)
    first, second = keras.Input((bins,)), keras.Input((bins,))
    cosine = keras.layers.Dot(axes=1, normalize=True)([base(first), base(first)])
    return keras.Model([first, second], keras.layers.Dense(1, "sigmoid")(cosine))
