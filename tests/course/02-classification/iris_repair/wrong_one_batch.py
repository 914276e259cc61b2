# title = "Each epoch is a single batch, so that the weights change a third as often"
# [scores]
# test_training = 0
#
# %% training
network = compiled_network()
history = network.fit(
    X_train_scaled,
    targets(answer_table(species_train)),
    epochs=100,
    validation_split=0.2,
    steps_per_epoch=1,
    verbose=0,
)
