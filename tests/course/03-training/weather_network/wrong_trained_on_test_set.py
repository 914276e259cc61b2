# title = "The trained network goes on to learn from the test set"
# [scores]
# test_training = 0
# test_comparison_metric = 0
#
# %% training
model = compile_model(create_nn())
history = model.fit(X_train, y_train, batch_size=32, epochs=80, verbose=0)
model.fit(X_test, y_test, batch_size=32, epochs=80, verbose=0)
# %% comparison_metric
comparison_metric = "A"
