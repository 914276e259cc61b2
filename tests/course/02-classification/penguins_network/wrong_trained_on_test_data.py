# title = "Fitted on the test set, scaled with all data, loaded without having been saved"
# [scores]
# test_training = 0
# test_standardize = 0
# test_scaled_model = 0
# test_restored_model = 0
#
# %% training
history = model.fit(X_test, y_test, epochs=100, verbose=0)
# %% standardize
everything = pd.concat([X_train, X_test])

def standardize(X):
    return (X - everything.mean()) / everything.std()
# %% scaled_model
scaled_model = create_model(10)
scaled_model.compile(optimizer="adam", loss="categorical_crossentropy")
scaled_history = scaled_model.fit(standardize(X_test), y_test, epochs=100, verbose=0)
# %% restored_model
restored_model = scaled_model
