# title = "One output neuron for three species; ten hidden neurons whatever is asked for"
# [scores]
# test_create_model = 0
# test_training = 0
# test_loss_curve = 0
# test_prediction = 0
# test_predicted_species = 0
# test_matrix = 0
# test_confusion_table = 0
# test_heatmap = 0
# test_scaled_model = 0
#
# %% create_model
def create_model(n_hidden):
    inputs = keras.Input(shape=(4,))
    hidden = keras.layers.Dense(10, activation="relu")(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="softmax")(hidden))
# %% compiled_model
model = create_model(10)
model.compile(optimizer="adam", loss="categorical_crossentropy")
