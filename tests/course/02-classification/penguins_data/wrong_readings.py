# title = "The table and the plots are misread"
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
#
# %% first_rows
first_rows = penguins.head()
row_without_measurements = 4
# %% table_facts
column_names = list(penguins.columns)
target_kind = "text"
sample_count = 342
# %% statistics
weighed_penguins = 344
mean_flipper_mm = penguins["flipper_length_mm"].mean()
heaviest_g = penguins["body_mass_g"].max()
# %% species_counts
species_counts = {"Adelie": 151, "Chinstrap": 68, "Gentoo": 123}
# %% feature_count
feature_count = 7
# %% distinct_species
distinct_species = "Adelie"
# %% best_pair
best_pair = {"flipper_length_mm", "body_mass_g"}
# %% sex_pair
sex_pair = {"bill_length_mm", "body_mass_g"}
# %% output_neurons
output_neurons = 1
# %% class_counts
train_counts = target.sum()
# %% class_balance
class_balance = "C"
