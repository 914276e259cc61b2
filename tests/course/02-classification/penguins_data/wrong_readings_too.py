# title = "Other misreadings: six rows, features for columns, a median, three measurements"
# [scores]
# test_first_rows = 0
# test_table_facts = 0
# test_statistics = 0
# test_species_counts = 0
# test_feature_count = 0
# test_distinct_species = 0
# test_best_pair = 0
# test_sex_pair = 0
# test_output_neurons = 0
# test_class_counts = 0
# test_class_balance = 0
# test_initial_weights = 0
#
# %% first_rows
first_rows = penguins.loc[:5]
row_without_measurements = 3
# %% table_facts
column_names = list(penguins.columns[1:])
target_kind = "text"
sample_count = 344
# %% statistics
weighed_penguins = 342
mean_flipper_mm = penguins["flipper_length_mm"].median()
heaviest_g = 6300
# %% species_counts
species_counts = penguins["species"].value_counts(normalize=True)
# %% feature_count
feature_count = penguins.shape[0]
# %% distinct_species
distinct_species = ["Gentoo"]
# %% best_pair
best_pair = {"bill_length_mm", "bill_depth_mm", "flipper_length_mm"}
# %% sex_pair
sex_pair = {"bill_depth_mm", "flipper_length_mm"}
# %% output_neurons
output_neurons = 2
# %% class_counts
train_counts = y_test.sum()
# %% class_balance
class_balance = "A"
# %% initial_weights
def initial_weights(seed):
    keras.utils.set_random_seed(2)
    dense = keras.layers.Dense(10)
    dense.build((None, 4))
    return dense.get_weights()[0]
