# title = "Loops and NumPy by hand: means, standardisation and the regression from scratch"
#
# %% rmse
def rmse(predicted, true):
    total, count = 0.0, 0
    for one, other in zip(list(np.array(predicted).flatten()), list(np.array(true))):
        total += (one - other) ** 2
        count += 1
    return (total / count) ** 0.5
# %% baseline
pairs = [(weather.BASEL_sunshine[day], weather.BASEL_sunshine[day + 1]) for day in X_test.index]
baseline_rmse = rmse([today for today, _ in pairs], [after for _, after in pairs])
# %% recent_mean
def recent_mean(sunshine, n):
    means = []
    for day in range(len(sunshine)):
        hours = [sunshine.iloc[other] for other in range(day - n + 1, day + 1) if other >= 0]
        means.append(sum(hours) / len(hours))
    return pd.Series(means, index=sunshine.index)
# %% days_back
rmse_by_days = []
best_days = 1
for n in range(1, 8):
    means = recent_mean(weather["BASEL_sunshine"][:1100], n)
    rmse_by_days.append(round(float(rmse([means[day] for day in X_val.index], y_val)), 2))
for n in range(1, 8):
    if rmse_by_days[n - 1] < rmse_by_days[best_days - 1]:
        best_days = n
# %% ridge_forecast
def ridge_forecast(X_known, y_known, X_new):
    mean, spread = X_known.mean(), X_known.std()
    Z = ((X_known - mean) / spread).to_numpy()
    y = np.array(y_known)
    w = np.linalg.inv(Z.T @ Z + 100 * np.identity(Z.shape[1])) @ Z.T @ (y - y.mean())
    return [float(((row - mean) / spread) @ w + y.mean()) for _, row in X_new.iterrows()]
# %% problem
problem_statements = [6, 5, 2]
# %% skill
def skill(model_rmse, baseline_rmse):
    return (baseline_rmse - model_rmse) / baseline_rmse
# %% large
large_model = create_my_own = large_network()
compile_network(large_model)
large_history = large_model.fit(x=X_train, y=y_train, epochs=60, shuffle=True, validation_data=(X_val, y_val), verbose=0)
# %% curves
figure, curves = plt.subplots()
for key, colour in (("val_root_mean_squared_error", "red"), ("root_mean_squared_error", "blue")):
    curves.plot(large_history.epoch, large_history.history[key], color=colour, label=key)
curves.set_xlabel("epoch")
curves.set_ylabel("RMSE (h)")
figure.legend()
# %% best_epoch
def best_epoch(val_losses):
    best = 1
    for epoch, loss in enumerate(val_losses, start=1):
        if loss < val_losses[best - 1]:
            best = epoch
    return best
# %% gap
def gap(history):
    total = 0
    for epoch in range(1, 6):
        total += history["val_root_mean_squared_error"][-epoch] - history["root_mean_squared_error"][-epoch]
    return total / 5
# %% smallest
def smallest_good(sizes, tolerance):
    best, found = sizes["validation, end"].min(), None
    for _, row in sizes.iterrows():
        good = row["validation, end"] / best <= 1 + tolerance
        if good and (found is None or row["parameters"] < found):
            found = int(row["parameters"])
    return found
# %% count
def network_parameters(nodes1, nodes2):
    total = 0
    sizes = [89, nodes1, nodes2, 1]
    for before, size in zip(sizes, sizes[1:]):
        for neuron in range(size):
            total += before + 1
    return total
# %% stopper
class Stop(keras.callbacks.Callback):
    patience, monitor = 10, "val_loss"

    def on_train_begin(self, logs=None):
        self.waited, self.best = 0, np.inf

    def on_epoch_end(self, epoch, logs=None):
        self.waited += 1
        if logs[self.monitor] < self.best:
            self.waited, self.best = 0, logs[self.monitor]
        if self.waited >= self.patience:
            self.model.stop_training = True


early_stopping = Stop()
