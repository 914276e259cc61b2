# title = "Mean squared error and a column of labels, as in the script: trains and learns nothing"
# [scores]
# test_compiled_loss = 0
# test_compiled_accuracy = 0
# test_validation_problem = 0
#
# %% targets
def targets(table):
    return table[["number"]]
# %% compiled_network
def compiled_network():
    net = whole_network()
    net.compile(optimizer="adam", loss="mse", metrics=["mae"])
    return net
# %% validation_problem
validation_problem = "D"
