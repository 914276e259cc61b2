# title = "A second network takes the place of the trained one; compile_model forgets what it is given"
# [scores]
# test_compile_model = 0
# test_training = 0
# test_rmse_gap = 0
#
# %% compile_model
def compile_model(model):
    model = create_nn()
    model.compile(optimizer="adam", loss="mse", metrics=[keras.metrics.RootMeanSquaredError()])
    return model
# %% training
model = compile_model(create_nn())
history = model.fit(X_train, y_train, batch_size=32, epochs=80, verbose=0)
model = compile_model(create_nn())
# %% rmse_gap
rmse_gap = test_metrics["root_mean_squared_error"] / train_metrics["root_mean_squared_error"]
