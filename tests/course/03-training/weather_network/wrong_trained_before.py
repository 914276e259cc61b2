# title = "Trained, and compiled again before the training that is told of"
# [scores]
# test_training = 0
#
# %% training
model = compile_model(create_nn())
model.fit(X_train, y_train, batch_size=32, epochs=80, verbose=0)
model = compile_model(model)
history = model.fit(X_train, y_train, batch_size=32, epochs=80, verbose=0)
