# title = "The input shape is no tuple: whatever needs create_model fails, the rest keeps its points"
# [scores]
# test_create_model = 0
# test_frozen_model = 0
# test_compiled_model = 0
# test_training = 0
# test_loss_curve = 0
# test_prediction = 0
# test_predicted_species = 0
# test_matrix = 0
# test_confusion_table = 0
# test_heatmap = 0
# test_scaled_model = 0
# test_restored_model = 0
#
# %% create_model
def create_model(n_hidden):
    inputs = keras.Input(shape=X_train.shape[1])
    hidden = keras.layers.Dense(n_hidden, activation="relu")(inputs)
    return keras.Model(inputs, keras.layers.Dense(3, activation="softmax")(hidden))
