# title = "The layer comes after the first neurons; standard deviation for variance; too few days"
# [scores]
# test_create_bn = 0
# test_bn_counts = 0
# test_bn_function = 0
# test_bn_facts = 0
# test_bn_model = 0
# test_bn_rmse = 0
# test_basel_days = 0
# test_basel_model = 0
# test_basel_rmse = 0
# test_all_days = 0
# test_all_model = 0
# test_saved = 0
#
# %% create_bn
def create_bn_nn(n_inputs):
    inputs = keras.Input(shape=(n_inputs,))
    first = keras.layers.Dense(100, activation="relu")(inputs)
    scaled = keras.layers.BatchNormalization()(first)
    second = keras.layers.Dense(50, activation="relu")(scaled)
    return keras.Model(inputs, keras.layers.Dense(1)(second))
# %% bn_counts
def bn_counts(n_inputs):
    return (n_inputs + 1) * 100 + (100 + 1) * 50 + (50 + 1) + 4 * n_inputs, 0
# %% bn_function
def batch_norm(batch, moving_mean, moving_variance, training):
    mean, spread = (batch.mean(axis=0), batch.std(axis=0)) if training else (moving_mean, moving_variance)
    return (batch - mean) / (spread + 0.001)
# %% bn_facts
bn_facts = {1: "C", 2: "A", 3: "A", 4: "B", 5: "C"}
# %% bn_model
bn_model = "no network"
# %% basel_days
def basel_days(table, years):
    X = table.iloc[: 365 * years + 1].drop(columns=["DATE", "MONTH"])
    return X, table["BASEL_sunshine"].iloc[1 : 365 * years + 2]
# %% basel_model
basel_model = create_bn_nn(89)
# %% all_model
all_X = weather.iloc[:-1]
all_y = weather["BASEL_sunshine"].iloc[1:]
