# title = "Each table is scaled by itself; the old network is saved; predictions for the training set"
# [scores]
# test_sequential_model = 0
# test_frozen_model = 0
# test_prediction = 0
# test_matrix = 0
# test_standardize = 0
# test_restored_model = 0
#
# %% sequential_model
sequential_model = keras.Sequential(
    [
        keras.Input(shape=(4,)),
        keras.layers.Dense(10, activation="relu"),
        keras.layers.Dense(3, activation="softmax", use_bias=False),
    ]
)
# %% frozen_model
frozen_model = create_model(10)
frozen_model.layers[0].trainable = False
# %% prediction
prediction = pd.DataFrame(model.predict(X_train, verbose=0), columns=y_train.columns)
# %% matrix
matrix = metrics.confusion_matrix(y_train.idxmax(axis="columns"), predicted_species)
# %% confusion_table
matrix = np.minimum(matrix, 69)
confusion_table = pd.DataFrame(matrix, index=list(y_test), columns=list(y_test))
confusion_table.index.name = "True Label"
confusion_table.columns.name = "Predicted Label"
# %% standardize
from sklearn.preprocessing import StandardScaler

def standardize(X):
    return StandardScaler().fit_transform(X)
# %% restored_model
model.save("penguins.keras")
restored_model = keras.models.load_model("penguins.keras")
