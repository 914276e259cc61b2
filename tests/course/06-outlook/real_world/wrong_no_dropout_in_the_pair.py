# title = "A base in one line that does not parse; a pair of shared layers in which dropout is forgotten"
# [scores]
# test_base = 0
# test_siamese = 0
#
# %% base
def make_base(bins, hidden, embedding)
    return keras.Sequential([keras.Input((bins,)), keras.layers.Dense(hidden, "relu")])
# %% siamese
def make_siamese(bins, hidden, embedding):
    one, two = keras.Input((bins,)), keras.Input((bins,))
    first, scale = keras.layers.Dense(hidden, "relu"), keras.layers.BatchNormalization()
    last = keras.layers.Dense(embedding)
    embeddings = [last(scale(first(one))), last(scale(first(two)))]
    cosine = keras.layers.Dot(axes=1, normalize=True)(embeddings)
    return keras.Model([one, two], keras.layers.Dense(1, "sigmoid")(cosine))
