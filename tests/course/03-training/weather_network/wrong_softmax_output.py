# title = "Softmax as for the penguins, DATE and MONTH counted, uphill steps, one batch an epoch"
# [scores]
# test_input_dimension = 0
# test_output_layer = 0
# test_create_nn = 0
# test_two_targets = 0
# test_descent_answers = 0
# test_larger_batches = 0
# test_first_weights = 0
# test_gradient_step = 0
# test_training = 0
#
# %% input_dimension
input_dimension = weather.shape[1]
# %% output_layer
output_layer = "A"
# %% create_nn
def create_nn():
    return keras.Sequential([
        keras.Input((X_train.shape[1],)),
        keras.layers.Dense(100, "relu"),
        keras.layers.Dense(50, "relu"),
        keras.layers.Dense(1, "softmax"),
    ])
# %% two_targets
y_both = weather[["BASEL_sunshine", "BASEL_precipitation"]].head(1096)
# %% descent_answers
descent_answers = {1: "B", 2: "B"}
# %% larger_batches
larger_batches = {"B", "C", "D"}
# %% first_weights
first_weights = [-0.6, -1.32, -2.184]
# %% gradient_step
def gradient_step(w, learning_rate):
    return w + learning_rate * 2 * (w - 3)
# %% training
model = compile_model(create_nn())
history = model.fit(X_train, y_train, batch_size=767, epochs=80, verbose=0)
