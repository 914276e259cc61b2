# title = "Largest share of each column, an unfinished line, no softmax, frozen output, sequential wish ignored"
# [scores]
# test_create_model = 0
# test_sequential_model = 0
# test_frozen_model = 0
# test_predicted_species = 0
# test_matrix = 0
# test_confusion_table = 0
# test_heatmap = 0
# test_standardize = 0
# test_scaled_model = 0
#
# %% create_model
def create_model(n_hidden):
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(n_hidden, "relu"), keras.layers.Dense(3)])
    return model
# %% sequential_model
sequential_model = keras.Sequential([keras.layers.Dense(10, "relu"), keras.layers.Dense(3, "softmax")])
# %% frozen_model
frozen_model = create_model(10)
frozen_model.layers[1].trainable = False
# %% compiled_model
model = create_model(10)
model.compile(optimizer="adam", loss="categorical_crossentropy")
# %% predicted_species
predicted_species = prediction.idxmax()
# %% standardize
def standardize(X):
    return (X - X_train.mean() / X_train.std(
