# title = "Plain Python: loops, typed numbers, lists; shared layers without a base model"
#
# %% workflow_steps
workflow_steps = {"F": "10", "E": "7", "D": "6", "C": "5", "B": "4", "A": "3"}
# %% known_parts
known_parts = dict(
    connect="dense", rescale="batchnormalization", silence="dropout", move="adam", end="earlystopping"
)
# %% bin_spectrum
def bin_spectrum(places, heights, bin_count):
    vector = [0] * bin_count
    width = 1000 / bin_count
    for i in range(len(places)):
        vector[int(places[i] / width)] += heights[i]
    return vector
# %% input_reason
input_reason = "d"
bin_width = 0.1
# %% cosine_similarity
def cosine_similarity(a, b):
    top = left = right = 0
    for i in range(len(a)):
        top = top + a[i] * b[i]
        left = left + a[i] ** 2
        right = right + b[i] ** 2
    return top / (left * right) ** 0.5
# %% lowest_cosine
lowest_cosine, lowest_relu_cosine = -1.0, 0.0
# %% base
def make_base(bins, hidden, embedding):
    model = keras.Sequential()
    model.add(keras.Input((bins,)))
    model.add(keras.layers.Dense(hidden))
    model.add(keras.layers.ReLU())
    model.add(keras.layers.BatchNormalization())
    model.add(keras.layers.Dropout(rate=0.2))
    model.add(keras.layers.Dense(embedding, activation="linear"))
    return model
# %% siamese
def make_siamese(bins, hidden, embedding):
    first, second = keras.Input((bins,), name="first"), keras.Input((bins,), name="second")
    shared = [
        keras.layers.Dense(hidden, activation="relu"),
        keras.layers.BatchNormalization(),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(embedding),
    ]
    x, y = first, second
    for layer in shared:
        x, y = layer(x), layer(y)
    similarity = keras.layers.Dot(axes=-1, normalize=True)([x, y])
    head = keras.layers.Dense(1)(similarity)
    return keras.Model([first, second], keras.layers.Activation("sigmoid")(head))
# %% siamese_parameters
def siamese_parameters(bins, hidden, embedding):
    count = 0
    for neuron in range(hidden):
        count += bins + 1
        count += 4
    for neuron in range(embedding):
        count += hidden + 1
    return count + 1 + 1


large_count = 5_102_702
# %% fair_comparisons
fair_comparisons = ["c", "a"]
# %% best_model
def best_model(results, test_set):
    best, lowest = None, float("inf")
    for _, row in results.iterrows():
        if row["test_set"] == test_set and row["rmse_h"] < lowest:
            best, lowest = row["model"], row["rmse_h"]
    return best


best_on_ten_years = "weather_v1.0"
# %% with_result
def with_result(results, new):
    rows = []
    for _, row in results.iterrows():
        rows.append(dict(row))
    rows.append(new)
    return pd.DataFrame(rows)
