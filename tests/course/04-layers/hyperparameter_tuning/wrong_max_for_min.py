# title = "The largest loss is taken for the best one"
# [scores]
# test_search = 0
# test_reasons = 0
# test_ranking = 0
# test_lesson_settings = 0
# test_statements = 0
# test_best_variant = 0
#
# %% search
tuner = keras_tuner.GridSearch(
    build_model,
    objective=keras_tuner.Objective("val_loss", direction="max"),
    directory="tuning",
    project_name="layers_and_dropout",
    overwrite=True,
)
tuner.search(train_images, train_labels, epochs=1, batch_size=100, validation_data=(val_images, val_labels), verbose=0)
# %% reasons
reasons = {1: "C", 2: "A", 3: "B", 4: "D", 5: "E"}
# %% ranking
def ranking(results):
    return list(results.sort_values("val_loss", ascending=False)["trial"])
# %% lesson_settings
lesson_settings = {"best": (2, 0.5), "worst": (2, 0.8)}
# %% statements
true_statements = {"A", "D"}
# %% best_variant
best_variant = {"activation": "relu", "kernel_size": 4}
