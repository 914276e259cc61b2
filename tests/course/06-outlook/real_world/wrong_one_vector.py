# title = "Both embeddings in one dense head: the order counts; a peak per bin is counted, not added up"
# [scores]
# test_bin_spectrum = 0
# test_siamese = 0
# test_input_reason = 0
# test_small_embedding = 0
# test_best_model = 0
#
# %% bin_spectrum
def bin_spectrum(places, heights, bin_count):
    return np.histogram(places, bins=bin_count, range=(0, 1000))[0]
# %% input_reason
input_reason = "A"
bin_width = 0.1
# %% small_embedding
small_embedding = "C"
# %% siamese
def make_siamese(bins, hidden, embedding):
    base = make_base(bins, hidden, embedding)
    first, second = keras.Input((bins,)), keras.Input((bins,))
    both = keras.layers.Concatenate()([base(first), base(second)])
    return keras.Model([first, second], keras.layers.Dense(1, "sigmoid")(both))
# %% best_model
def best_model(results, test_set):
    on_this_set = results[results["test_set"].str.contains(test_set)]
    return on_this_set.loc[on_this_set["rmse_h"].idxmin(), "model"]


best_on_ten_years = best_model(results, "10_years_v1.0")
