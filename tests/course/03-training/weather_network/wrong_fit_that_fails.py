# title = "The call of `fit` fails: there is a network that has learned nothing, and no history to draw"
# [scores]
# test_training = 0
#
# %% training
model = compile_model(create_nn())
history = model.fit(X_train, y_train, batch_size=32, epochs=80, verbose=0, validation=(X_val, y_val))
