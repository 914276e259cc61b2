# title = "NumPy and pandas: bincount, matrix products, queries, dictionaries as series"
#
# %% workflow_steps
workflow_steps = pd.Series([3, 4, 5, 6, 7, 10], index=list("ABCDEF"))
# %% bin_spectrum
def bin_spectrum(places, heights, bin_count):
    vector = np.zeros(bin_count, dtype="float32")
    np.add.at(vector, np.floor(places / (1000 / bin_count)).astype(int), heights)
    return vector
# %% input_reason
input_reason = "D"
bin_width = np.float32(0.1)
# %% cosine_similarity
def cosine_similarity(a, b):
    return a @ b / np.sqrt((a @ a) * (b @ b))
# %% siamese
def make_siamese(bins, hidden, embedding):
    one, two = keras.Input((bins,)), keras.Input((bins,))
    base = make_base(bins, hidden, embedding)
    dot = keras.layers.Dot(axes=1, normalize=True)
    return keras.Model((two, one), keras.layers.Dense(1, "sigmoid")(dot([base(one), base(two)])))
# %% siamese_parameters
def siamese_parameters(bins, hidden, embedding):
    shapes = [(bins, hidden), (hidden,), *4 * [(hidden,)], (hidden, embedding), (embedding,), (1, 1), (1,)]
    return sum(np.prod(shape) for shape in shapes)


large_count = float(siamese_parameters(10_000, 500, 200))
# %% fair_comparisons
fair_comparisons = np.array(["A", "C"])
# %% best_model
def best_model(results, test_set):
    return results.query("test_set == @test_set").nsmallest(1, "rmse_h")["model"].item()


best_on_ten_years = best_model(results, "10_years_v1.0")
# %% with_result
def with_result(results, new):
    longer = results.reset_index(drop=True)
    longer.loc[len(longer)] = pd.Series(new)
    return longer
