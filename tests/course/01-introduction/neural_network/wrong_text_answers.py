# title = "Answers of the wrong type: text, a function's name for its value, a missing row"
# [scores]
# test_neuron_by_hand = 0
# test_neuron_function = 0
# test_network_by_hand = 0
# test_logical_problem = 0
#
# %% neuron_by_hand
neuron_output = "1.25"
# %% neuron_function
def neuron(x, w, b):
    print(max(0, np.sum(x * w) + b))
# %% network_by_hand
network_outputs = [0, 1, 1]
# %% network_function
def network(x1, x2):
    return max(0, max(0, x1 + x2) - 2 * max(0, x1 + x2 - 1))
# %% logical_problem
logical_problem = ["XOR"]
