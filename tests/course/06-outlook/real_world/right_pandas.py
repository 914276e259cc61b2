# title = "pandas for bins and rows; unit vectors and a sigmoid that are operations, not layers"
#
# %% base
def make_base(bins, hidden, embedding):
    inputs = keras.layers.Input(shape=[bins], dtype="float32")
    x = keras.layers.Dense(hidden)(inputs)
    x = keras.layers.Activation("relu")(x)
    x = keras.layers.BatchNormalization(axis=1)(x)
    x = keras.layers.Dropout(1 / 5)(x)
    outputs = keras.layers.Dense(embedding, None)(x)
    return keras.Model(inputs=[inputs], outputs=outputs)
# %% siamese
def make_siamese(bins, hidden, embedding):
    base = make_base(bins, hidden, embedding)
    one, two = keras.Input((bins,)), keras.Input((bins,))
    a, b = base(one), base(two)
    cosine = keras.layers.dot([keras.ops.normalize(a, axis=1), keras.ops.normalize(b, axis=1)], axes=1)
    score = keras.layers.Dense(1)(cosine)
    return keras.Model([one, two], keras.ops.sigmoid(score))
# %% bin_spectrum
def bin_spectrum(places, heights, bin_count):
    numbers = pd.cut(places, np.linspace(0, 1000, bin_count + 1), right=False, labels=False)
    return pd.Series(heights).groupby(numbers).sum().reindex(range(bin_count), fill_value=0)
# %% with_result
def with_result(results, new):
    table = pd.DataFrame(columns=results.columns)
    for n, row in enumerate([*results.itertuples(index=False), tuple(new[c] for c in results.columns)]):
        table.loc[n] = list(row)
    return table
