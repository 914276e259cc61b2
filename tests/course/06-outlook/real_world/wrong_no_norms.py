# title = "The cosine without the lengths of the vectors, in Python and in Keras"
# [scores]
# test_cosine_similarity = 0
# test_lowest_cosine = 0
# test_siamese = 0
#
# %% cosine_similarity
def cosine_similarity(a, b):
    return np.sum(a * b)
# %% lowest_cosine
lowest_cosine = 0
lowest_relu_cosine = 0
# %% siamese
def make_siamese(bins, hidden, embedding):
    base = make_base(bins, hidden, embedding)
    inputs = [keras.Input((bins,)), keras.Input((bins,))]
    product = keras.layers.Dot(axes=1)([base(one) for one in inputs])
    return keras.Model(inputs, keras.layers.Dense(1, "sigmoid")(product))
