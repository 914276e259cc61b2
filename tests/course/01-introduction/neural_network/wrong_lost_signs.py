# title = "The minus signs of the weights are overlooked"
# [scores]
# test_neuron_by_hand = 0
# test_network_by_hand = 0
#
# %% neuron_by_hand
neuron_output = 1.75
# %% network_by_hand
network_outputs = [0, 1, 1, 4]
