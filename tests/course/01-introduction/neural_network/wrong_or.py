# title = "The last row is taken for 1: the network is read as OR, which follows"
# [scores]
# test_network_by_hand = 0
#
# %% network_by_hand
network_outputs = [0, 1, 1, 1]
# %% logical_problem
logical_problem = "OR"
