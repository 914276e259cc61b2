# title = "Trained, and compiled again before the training that is told of; known days are put to scale in place; labels of the other axis"
# [scores]
# test_ridge_forecast = 0
# test_large = 0
# test_curves = 0
#
# %% ridge_forecast
def ridge_forecast(X_known, y_known, X_new):
    scaler = preprocessing.StandardScaler().fit(X_known)
    X_known[X_known.columns] = scaler.transform(X_known)
    regression = linear_model.Ridge(alpha=100).fit(X_known, y_known)
    return regression.predict(pd.DataFrame(scaler.transform(X_new), columns=X_new.columns))
# %% ridge_rmse
ridge_rmse = rmse(ridge_forecast(X_train.copy(), y_train, X_test), y_test)
# %% large
large_model = large_network()
for _ in range(2):
    compile_network(large_model)
    large_history = large_model.fit(
        X_train, y_train, batch_size=32, epochs=60, validation_data=(X_val, y_val), verbose=0
    )
# %% curves
_, curves = plt.subplots()
curves.plot(large_history.history["loss"], label="training days")
curves.plot(large_history.history["val_loss"], label="validation days")
curves.set(xlabel="squared error", ylabel="epoch")
curves.legend();
