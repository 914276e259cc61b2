# title = "The scale is that of known and new days together; the choice of n is made on the test days"
# [scores]
# test_recent_mean = 0
# test_days_back = 0
# test_ridge_forecast = 0
# test_large = 0
# test_curves = 0
# test_small = 0
# test_gap = 0
# test_stopped = 0
#
# %% recent_mean
def recent_mean(sunshine, n):
    # without the day itself
    return sunshine.rolling(n, min_periods=1).mean().shift(1, fill_value=sunshine.iloc[0])
# %% days_back
rmse_by_days = [rmse(recent_mean(weather["BASEL_sunshine"], n).loc[X_test.index], y_test) for n in range(1, 8)]
best_days = int(np.argmin(rmse_by_days)) + 1
# %% ridge_forecast
def ridge_forecast(X_known, y_known, X_new):
    scaler = preprocessing.StandardScaler().fit(pd.concat([X_known, X_new]))
    regression = linear_model.Ridge(alpha=100).fit(scaler.transform(X_known), y_known)
    return regression.predict(scaler.transform(X_new))
# %% large
large_model = large_network()
compile_network(large_model)
large_history = large_model.fit(X_train, y_train, epochs=2, validation_split=0.2, verbose=0)
# %% curves
curves = plt.plot(large_history.history["loss"])
# %% small
small_model = create_nn(5, 10)
compile_network(small_model)
small_history = small_model.fit(X_train, y_train, epochs=2, verbose=0)
# %% gap
def gap(history):
    return history["val_root_mean_squared_error"][-1] - history["root_mean_squared_error"][-1]
# %% stopped
stopped_model = large_model
stopped_history = large_history
