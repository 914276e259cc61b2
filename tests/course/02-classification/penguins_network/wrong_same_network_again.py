# title = "One network under two names, three times; labels of axes exchanged; the recall rounded"
# [scores]
# test_frozen_model = 0
# test_loss_curve = 0
# test_heatmap = 0
# test_recall = 0
# test_scaled_model = 0
# test_restored_model = 0
#
# %% frozen_model
frozen_model = sequential_model
frozen_model.layers[0].trainable = False
# %% loss_curve
loss_figure = sns.lineplot(x=history.epoch, y=history.history["loss"])
loss_figure.set(xlabel="loss", ylabel="epoch")
# %% heatmap
heatmap = sns.heatmap(confusion_table, annot=True)
heatmap.set(xlabel="true label", ylabel="predicted label")
# %% recall
def recall_per_class(matrix):
    return [round(float(share), 3) for share in np.diagonal(matrix) / matrix.sum(axis=1)]
# %% scaled_model
scaled_model = model
scaled_model.compile(optimizer="adam", loss="categorical_crossentropy")
scaled_history = scaled_model.fit(standardize(X_train), y_train, epochs=100, verbose=0)
# %% restored_model
scaled_model.save("penguins.keras")
restored_model = scaled_model
