# title = "The layer is put behind the output, where it scales nothing that is read; counts the wrong way round"
# [scores]
# test_create_bn = 0
# test_bn_counts = 0
# test_bn_model = 0
# test_basel_days = 0
# test_basel_model = 0
# test_basel_rmse = 0
# test_all_days = 0
# test_all_model = 0
#
# %% create_bn
def create_bn_nn(n_inputs):
    inputs = keras.Input(shape=(n_inputs,))
    first = keras.layers.Dense(100, activation="relu")(inputs)
    second = keras.layers.Dense(50, activation="relu")(first)
    outputs = keras.layers.Dense(1)(second)
    return keras.Model(inputs, keras.layers.BatchNormalization()(outputs))
# %% bn_counts
def bn_counts(n_inputs):
    dense = (n_inputs + 1) * 100 + (100 + 1) * 50 + (50 + 1)
    return 2 * n_inputs, dense + 2 * n_inputs
# %% bn_model
bn_model = create_bn_nn(89)
compile_network(bn_model)
bn_history = bn_model.fit(X_train, y_train, epochs=3, validation_data=(X_val, y_val), verbose=0)
# %% basel_days
def basel_days(table, years):
    columns = [name for name in table.columns if name.startswith("BASEL_")]
    return table[columns].iloc[: 365 * years], table["BASEL_sunshine"].iloc[1 : 365 * years + 1]
# %% basel_model
basel_model = create_bn_nn(9)
basel_rmse = 3.376
basel_baseline = 3.877
# %% all_model
all_X = weather.drop(columns=["DATE", "MONTH"])
all_y = weather["BASEL_sunshine"]
all_model = create_bn_nn(89)
all_rmse, all_baseline = 3.23, 3.877
