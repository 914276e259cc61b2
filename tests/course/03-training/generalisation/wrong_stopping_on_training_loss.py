# title = "Early stopping watches the training loss; another network is saved; nothing on eight years"
# [scores]
# test_bn_model = 0
# test_basel_model = 0
# test_basel_rmse = 0
# test_all_model = 0
# test_comparison = 0
# test_saved = 0
# test_windows = 0
#
# %% bn_model
bn_model = create_bn_nn(89)
compile_network(bn_model)
stopper = keras.callbacks.EarlyStopping(monitor="loss", patience=10)
bn_history = bn_model.fit(
    X_train, y_train, batch_size=32, epochs=50, validation_data=(X_val, y_val), callbacks=[stopper], verbose=0
)
# %% basel_model
basel_model = create_bn_nn(9)
basel_rmse, basel_baseline = bn_rmse, rmse(X_test["BASEL_sunshine"], y_test)
# %% all_model
all_X = weather.iloc[:-1].drop(columns=["DATE", "MONTH"])
all_y = weather["BASEL_sunshine"].iloc[1:]
all_model = bn_model
all_rmse, all_baseline = bn_rmse, basel_baseline
# %% comparison
fair_statements = {1, 2, 5}
# %% saved
create_bn_nn(89).save("sunshine.keras")
# %% windows
def windows(values, n_days):
    return np.stack([values[first : first + n_days] for first in range(len(values) - n_days)])
