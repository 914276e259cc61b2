# title = "Products of whole numbers in an array like the inputs; exclusive or taken for or"
# [scores]
# test_neuron_function = 0
# test_logical_problem = 0
#
# %% neuron_function
def neuron(x, w, b):
    products = np.zeros_like(x)
    for i in range(len(x)):
        products[i] = x[i] * w[i]
    return max(0, products.sum() + b)
# %% logical_problem
logical_problem = "OR"
