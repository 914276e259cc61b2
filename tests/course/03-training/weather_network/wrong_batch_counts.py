# title = "Wrong counts: no biases, a step too many, no factor 2, gap the other way round"
# [scores]
# test_input_dimension = 0
# test_layer_parameters = 0
# test_two_targets = 0
# test_two_output_model = 0
# test_larger_batches = 0
# test_first_weights = 0
# test_gradient_step = 0
# test_steps_per_epoch = 0
# test_training = 0
# test_rmse_gap = 0
# test_result_statements = 0
#
# %% input_dimension
input_dimension = len(X_train)
# %% layer_parameters
def layer_parameters(sizes):
    return [sizes[i] * sizes[i + 1] for i in range(len(sizes) - 1)]
# %% two_targets
y_both = np.column_stack([y, X["BASEL_precipitation"]])
# %% two_output_model
hidden_part = create_nn()
two_output_model = keras.Model(
    hidden_part.inputs, [keras.layers.Dense(1)(hidden_part.layers[-2].output) for _ in range(2)]
)
# %% larger_batches
larger_batches = {"A", "D"}
# %% first_weights
first_weights = [0.3, 0.57, 0.813]
# %% gradient_step
def gradient_step(w, learning_rate):
    return w - learning_rate * (w - 3)
# %% steps_per_epoch
def steps_per_epoch(n_samples, batch_size):
    return n_samples // batch_size + 1
# %% training
model = compile_model(create_nn())
history = model.fit(X_train, y_train, batch_size=256, epochs=80, verbose=0)
# %% rmse_gap
rmse_gap = train_metrics["root_mean_squared_error"] - test_metrics["root_mean_squared_error"]
# %% result_statements
result_statements = {1, 3, 4, 6, 8}
