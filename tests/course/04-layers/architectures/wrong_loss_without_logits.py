# title = "The loss takes logits for shares and there is no metric; a sum for the mean, wrong chance"
# [scores]
# test_compiled_model = 0
# test_sparse_loss = 0
# test_chance_loss = 0
# test_accuracy_figure = 0
# test_dense_training = 0
# test_deep_training = 0
#
# %% compiled_model
def compile_model(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")

model = create_pooling_cnn((24, 24, 3))
compile_model(model)
# %% sparse_loss
def sparse_loss(logits, labels):
    shares = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    return -np.log(shares[np.arange(len(labels)), labels]).sum()
# %% chance_loss
chance_loss = 0.1
# %% accuracy_figure
accuracy_figure = sns.lineplot(data=pd.DataFrame(history.history)[["loss", "val_loss"]])
accuracy_figure.set(xlabel="epoch", ylabel="accuracy")
# %% dense_training
dense_model = create_dense_model((24, 24, 3))
compile_model(dense_model)
dense_history = dense_model.fit(train_images, train_labels, epochs=6, validation_data=(test_images, test_labels), verbose=0)
final_accuracy = {"CNN": 1 - history.history["val_loss"][-1] / 10, "dense": 1 - dense_history.history["val_loss"][-1] / 10}
# %% deep_training
deep_history = history
