# title = "The baseline is that of three years, whatever the test days; a patience of 3"
# [scores]
# test_bn_model = 0
# test_bn_rmse = 0
# test_basel_rmse = 0
# test_all_model = 0
#
# %% bn_model
bn_model = create_bn_nn(89)
compile_network(bn_model)
stopper = keras.callbacks.EarlyStopping(monitor="val_loss", patience=3)
bn_history = bn_model.fit(
    X_train, y_train, batch_size=32, epochs=1000, validation_data=(X_val, y_val), callbacks=[stopper], verbose=0
)
# %% bn_rmse
bn_rmse = rmse(bn_model.predict(X_test, verbose=0), y_test)
bn_skill = bn_rmse / rmse(X_test["BASEL_sunshine"], y_test)
# %% basel_model
basel = split(*basel_days(weather, 8))
basel_model = create_bn_nn(9)
compile_network(basel_model)
basel_model.fit(
    basel[0], basel[3], batch_size=64, epochs=1000, validation_data=(basel[1], basel[4]), callbacks=[stopper], verbose=0
)
basel_rmse = rmse(basel_model.predict(basel[2], verbose=0), basel[5])
basel_baseline = rmse(X_test["BASEL_sunshine"], y_test)
# %% all_model
all_X = weather.iloc[:-1].drop(columns=["DATE", "MONTH"])
all_y = weather["BASEL_sunshine"].iloc[1:]
everything = split(all_X, all_y)
all_model = create_bn_nn(89)
compile_network(all_model)
all_model.fit(everything[0], everything[3], batch_size=64, epochs=2, validation_data=(everything[1], everything[4]), verbose=0)
all_rmse = rmse(all_model.predict(everything[2], verbose=0), everything[5])
all_baseline = rmse(X_test["BASEL_sunshine"], y_test)
