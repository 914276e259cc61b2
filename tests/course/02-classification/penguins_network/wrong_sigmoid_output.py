# title = "Sigmoid output, loss on logits, 10 epochs, matrix transposed; nothing else is lost by that"
# [scores]
# test_create_model = 0
# test_compiled_model = 0
# test_training = 0
# test_matrix = 0
#
# %% create_model
def create_model(n_hidden):
    inputs = keras.Input(shape=(4,))
    hidden = keras.layers.Dense(n_hidden, activation="relu")(inputs)
    return keras.Model(inputs, keras.layers.Dense(3, activation="sigmoid")(hidden))
# %% compiled_model
model = create_model(10)
model.compile(optimizer="adam", loss=keras.losses.CategoricalCrossentropy(from_logits=True))
# %% training
history = model.fit(X_train, y_train, epochs=10, verbose=0)
# %% matrix
matrix = metrics.confusion_matrix(predicted_species, y_test.idxmax(axis=1), labels=list(y_test))
