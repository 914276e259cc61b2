# title = "The scale is written down but not used, columns in another order, wrong axes, swapped names"
# [scores]
# test_sequential_model = 0
# test_frozen_model = 0
# test_loss_curve = 0
# test_prediction = 0
# test_matrix = 0
# test_confusion_table = 0
# test_scaled_model = 0
#
# %% sequential_model
sequential_model = create_model(10)
# %% frozen_model
frozen_model = create_model(10)
frozen_model.trainable = False
frozen_model.layers[-1].trainable = True
# %% loss_curve
loss_figure = sns.lineplot(x=history.epoch[1:], y=history.history["loss"][1:])
loss_figure.set(xlabel="epoch", ylabel="loss")
# %% prediction
prediction = pd.DataFrame(model.predict(X_test, verbose=0), columns=["Adelie", "Gentoo", "Chinstrap"])
# %% matrix
true_species = y_test.idxmax(axis="columns")
matrix = metrics.confusion_matrix(true_species, predicted_species, normalize="true")
# %% confusion_table
confusion_table = pd.DataFrame(matrix, index=y_test.columns, columns=y_test.columns)
confusion_table.index.name = "Predicted Label"
confusion_table.columns.name = "True Label"
# %% scaled_model
scaled_model = create_model(10)
scaled_model.compile(optimizer="adam", loss="categorical_crossentropy")
scaled_history = scaled_model.fit(X_train, y_train, epochs=20, verbose=0)
