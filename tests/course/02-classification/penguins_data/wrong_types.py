# title = "Methods without parentheses, text for numbers, lists for tables, a cell with a syntax error"
# [scores]
# test_first_rows = 0
# test_table_facts = 0
# test_statistics = 0
# test_species_counts = 0
# test_feature_count = 0
# test_species_plot = 0
# test_distinct_species = 0
# test_best_pair = 0
# test_sex_plot = 0
# test_sex_pair = 0
# test_class_counts = 0
# test_initial_weights = 0
#
# %% first_rows
first_rows = penguins.head
row_without_measurements = 3
# %% table_facts
column_names = "species, island, bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g, sex"
target_kind = "string"
sample_count = len
# %% statistics
weighed_penguins = "342"
mean_flipper_mm = penguins["flipper_length_mm"].mean
heaviest_g = 6.3
# %% species_counts
species_counts = [152, 68, 124]
# %% feature_count
feature_count = "six"
# %% species_plot
species_grid = penguins
# %% distinct_species
distinct_species = Gentoo
# %% best_pair
best_pair = "bill_length_mm", "bill_depth"
# %% sex_plot
sex_grid = None
# %% sex_pair
sex_pair = {"bill_depth_mm", "body_mass_g"
# %% class_counts
train_counts = y_train.to_numpy().sum(axis=0)
# %% initial_weights
def initial_weights(seed):
    keras.utils.set_random_seed(seed)
    dense = keras.layers.Dense(10)
    dense.build((None, 4))
    dense.get_weights()[0]
