# title = "The last trial is read as the best one, everywhere"
# [scores]
# test_ranking = 0
# test_lesson_settings = 0
# test_best_network = 0
# test_statements = 0
# test_effect = 0
# test_best_variant = 0
#
# %% search
tuner = keras_tuner.GridSearch(build_model, objective="val_loss", directory="tuning", project_name="layers_and_dropout", overwrite=True)
tuner.search(train_images, train_labels, epochs=1, batch_size=100, validation_data=(val_images, val_labels), verbose=0)
# %% ranking
def ranking(results):
    return sorted(results["trial"], reverse=True)
# %% lesson_settings
lesson_settings = {"best": (2, 0.8), "worst": (1, 0.2)}
# %% statements
true_statements = {"A", "E", "F"}
# %% best_network
best_network = tuner.get_best_models(6)[-1]
# %% best_variant
best_variant = {"activation": "tanh", "kernel_size": 4}
# %% effect
def effect(results, name):
    means = results.groupby(name)["val_loss"].mean()
    return means.iloc[0] - means.iloc[-1]
