# title = "The base is frozen when the pair is made; a parameter of the head is forgotten in a typed number"
# [scores]
# test_siamese = 0
# test_siamese_parameters = 0
#
# %% siamese
def make_siamese(bins, hidden, embedding):
    base = make_base(bins, hidden, embedding)
    base.trainable = False
    one, two = keras.Input((bins,)), keras.Input((bins,))
    cosine = keras.layers.Dot(axes=1, normalize=True)([base(one), base(two)])
    return keras.Model([one, two], keras.layers.Dense(1, "sigmoid")(cosine))
# %% siamese_parameters
def siamese_parameters(bins, hidden, embedding):
    base_parameters = (bins + 1) * hidden + 4 * hidden + (hidden + 1) * embedding
    return base_parameters + 2


large_count = 10_001 * 500 + 4 * 500 + 501 * 200 + 1
