# title = "Trained on all days, those for the test among them; a network that is not create_bn_nn's"
# [scores]
# test_bn_model = 0
# test_all_model = 0
#
# %% bn_model
bn_model = keras.Sequential(
    [
        keras.Input((89,)),
        keras.layers.BatchNormalization(),
        keras.layers.Dense(100, "tanh"),
        keras.layers.Dense(50, "tanh"),
        keras.layers.Dense(1),
    ]
)
compile_network(bn_model)
stopper = keras.callbacks.EarlyStopping(patience=10)
bn_history = bn_model.fit(
    X_train, y_train, 32, 1000, 0, [stopper], validation_data=(X_val, y_val)
)
# %% all_model
all_X, all_y = weather.iloc[:-1].drop(columns=["DATE", "MONTH"]), weather["BASEL_sunshine"].iloc[1:]
parts = split(all_X, all_y)
all_model = create_bn_nn(89)
compile_network(all_model)
all_model.fit(all_X, all_y, 64, 11, 0)
all_rmse = rmse(all_model.predict(parts[2], verbose=0), parts[5])
all_baseline = rmse(parts[2]["BASEL_sunshine"], parts[5])
