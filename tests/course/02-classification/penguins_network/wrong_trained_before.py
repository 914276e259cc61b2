# title = "Trained on the test set before; another network fitted than the one that is named"
# [scores]
# test_training = 0
# test_scaled_model = 0
#
# %% training
model.fit(X_test, y_test, epochs=20, verbose=0)
history = model.fit(X_train, y_train, epochs=100, verbose=0)
# %% scaled_model
scaled_model = create_model(10)
scaled_model.compile("adam", "categorical_crossentropy")
fitted = create_model(10)
fitted.compile("adam", "categorical_crossentropy")
scaled_history = fitted.fit(standardize(X_train), y_train, epochs=100, verbose=0)
