# title = "The sunshine is shifted twice; networks without training; an unfinished line"
# [scores]
# test_create_bn = 0
# test_bn_model = 0
# test_bn_rmse = 0
# test_basel_days = 0
# test_basel_model = 0
# test_basel_rmse = 0
# test_all_days = 0
# test_all_model = 0
# test_saved = 0
# test_windows = 0
#
# %% create_bn
def create_bn_nn(n_inputs):
    inputs = keras.Input(shape=(89,))
    x = keras.layers.BatchNormalization()(inputs)
    x = keras.layers.Dense(100, activation="relu")(x)
    x = keras.layers.Dense(50, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(1)(x))
# %% bn_model
bn_model = create_bn_nn(89
# %% basel_days
def basel_days(table, years):
    n_days = 365 * years + 1
    columns = [name for name in table.columns if "BASEL" in name]
    return table[columns].iloc[:n_days], table["BASEL_sunshine"].iloc[2 : n_days + 2]
# %% basel_model
basel = split(*basel_days(weather, 8))
basel_model = create_bn_nn(9)
compile_network(basel_model)
# %% all_model
all_X = weather.iloc[:-1].drop(columns=["DATE", "MONTH"])
all_y = weather["BASEL_sunshine"].iloc[1:].sort_values()
all_model = create_bn_nn(89)
# %% windows
def windows(values, n_days):
    return values.reshape(-1, n_days, values.shape[1])
