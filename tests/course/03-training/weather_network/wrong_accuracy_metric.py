# title = "Compiled as a classification, with accuracy; lists in place of dictionaries; fitted on all days; all lines in each plot"
# [scores]
# test_create_nn = 0
# test_compile_model = 0
# test_training = 0
# test_plot_history = 0
# test_evaluation = 0
# test_rmse_gap = 0
# test_comparison_metric = 0
#
# %% create_nn
def create_nn(n_outputs=1):
    net = keras.Sequential([keras.Input((89,))])
    net.add(keras.layers.Dense(100))
    net.add(keras.layers.Activation("relu"))
    net.add(keras.layers.Dense(60))
    net.add(keras.layers.ReLU())
    net.add(keras.layers.Dense(n_outputs))
    return net
# %% two_output_model
two_output_model = create_nn(2)
# %% compile_model
def compile_model(model):
    model.compile(optimizer="adam", loss="mse", metrics=["accuracy"])
    return model
# %% training
model = compile_model(create_nn())
history = model.fit(X, y, batch_size=32, epochs=80, verbose=0, steps_per_epoch=1)
# %% plot_history
def plot_history(history, metrics):
    axes = pd.DataFrame(history.history).plot()
    axes.set(xlabel="epochs", ylabel="metric")
    return axes
plot_history(history, "accuracy")
# %% evaluation
train_metrics = model.evaluate(X_train, y_train, verbose=0)
test_metrics = model.evaluate(X_test, y_test, verbose=0)
# %% rmse_gap
rmse_gap = test_metrics[0] - train_metrics[1]
# %% comparison_metric
comparison_metric = "D"
