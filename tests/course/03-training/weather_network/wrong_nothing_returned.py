# title = "A line that does not parse where the network is trained; plots that return nothing"
# [scores]
# test_descent_answers = 0
# test_training = 0
# test_plot_history = 0
# test_predictions = 0
# test_plot_predictions = 0
# test_evaluation = 0
# test_rmse_gap = 0
#
# %% descent_answers
descent_answers = {1: "A", 2: "D"}
# %% training
model = compile_model(create_nn()
history = model.fit(X_train, y_train, batch_size=32, epochs=80, verbose=0)
# %% plot_history
def plot_history(history, metrics):
    sns.lineplot(data=pd.DataFrame(history.history)[metrics])
    plt.xlabel("epochs")
    plt.ylabel("metric")
# %% plot_predictions
def plot_predictions(y_pred, y_true, title):
    plt.scatter(y_pred, y_true, s=10, alpha=0.5)
    plt.xlabel("predicted sunshine hours")
    plt.ylabel("true sunshine hours")
    plt.title(title)
