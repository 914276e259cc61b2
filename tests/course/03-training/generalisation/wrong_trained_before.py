# title = "Trained, and compiled again before the training that is told of; trained on with all days; a column is added to the table"
# [scores]
# test_bn_model = 0
# test_basel_days = 0
# test_all_model = 0
#
# %% bn_model
def trained(network, parts, batch_size):
    compile_network(network)
    stopper = keras.callbacks.EarlyStopping(monitor="val_loss", patience=10)
    return network.fit(
        parts[0], parts[3], batch_size=batch_size, epochs=1000, verbose=0,
        validation_data=(parts[1], parts[4]), callbacks=[stopper],
    )

bn_model = create_bn_nn(89)
for _ in range(2):
    bn_history = trained(bn_model, (X_train, X_val, X_test, y_train, y_val, y_test), 32)
# %% basel_days
def basel_days(table, years):
    n_days = 365 * years + 1
    columns = [name for name in table.columns if name.startswith("BASEL_")]
    table["tomorrow"] = table["BASEL_sunshine"].shift(-1)
    return table[columns].iloc[:n_days], table["tomorrow"].iloc[:n_days]
# %% basel_model
basel = split(*basel_days(weather, 8))
basel_model = create_bn_nn(9)
trained(basel_model, basel, 64)
basel_rmse = rmse(basel_model.predict(basel[2], verbose=0), basel[5])
basel_baseline = rmse(basel[2]["BASEL_sunshine"], basel[5])
# %% all_model
all_X = weather.iloc[:-1].drop(columns=["DATE", "MONTH", "tomorrow"])
all_y = weather["tomorrow"].iloc[:-1]
everything = split(all_X, all_y)
all_model = bn_model
trained(all_model, everything, 64)
all_rmse = rmse(all_model.predict(everything[2], verbose=0), everything[5])
all_baseline = rmse(everything[2]["BASEL_sunshine"], everything[5])
