# title = "The test days decide when to stop; errors of the training days; weights without the network"
# [scores]
# test_create_bn = 0
# test_bn_model = 0
# test_bn_rmse = 0
# test_basel_model = 0
# test_basel_rmse = 0
# test_all_model = 0
# test_log = 0
# test_saved = 0
# test_advice = 0
#
# %% create_bn
def create_bn_nn(n_inputs):
    inputs = keras.Input(shape=(n_inputs,))
    x = keras.layers.BatchNormalization(momentum=0.9)(inputs)
    for neurons in (100, 50):
        x = keras.layers.Dense(neurons, activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(1)(x))
# %% bn_model
bn_model = create_bn_nn(89)
compile_network(bn_model)
stopper = keras.callbacks.EarlyStopping(monitor="val_loss", patience=10)
bn_history = bn_model.fit(
    X_train, y_train, batch_size=32, epochs=1000, validation_data=(X_test, y_test), callbacks=[stopper], verbose=0
)
# %% bn_rmse
bn_rmse = rmse(bn_model.predict(X_train, verbose=0), y_train)
bn_skill = skill(bn_rmse, rmse(X_train["BASEL_sunshine"], y_train))
# %% basel_model
basel = split(*basel_days(weather, 3))
basel_model = create_bn_nn(9)
compile_network(basel_model)
basel_rmse = rmse(basel_model.predict(basel[2], verbose=0), basel[5])
basel_baseline = rmse(X_test["BASEL_sunshine"], y_test)
# %% all_model
all_X = weather.iloc[:-1].drop(columns=["DATE", "MONTH"])
all_y = weather["BASEL_sunshine"].iloc[1:]
all_model = create_bn_nn(89)
all_rmse = rmse(all_model.predict(all_X, verbose=0), all_y)
all_baseline = rmse(all_X["BASEL_sunshine"], all_y)
# %% log
def new_log(run):
    return keras.callbacks.TensorBoard(log_dir=f"logs/fit/{run}")
# %% saved
bn_model.save_weights("sunshine.weights.h5")
# %% advice
advice = {1: "C", 2: "E", 3: "F", 4: "D", 5: "B", 6: "A"}
