"""Checks of compiling and training."""

from __future__ import annotations

import math
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from nbjudge.checks import (
    check_compiled,
    check_history,
    check_loss_falls,
    check_steps,
    check_training,
)

from .failing import failure


def compiled(keras: Any, **options: Any) -> Any:
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3)])
    model.compile(**options)
    return model


def own_loss(right: Any, predicted: Any) -> Any:
    return right - predicted


ADAM: dict[str, Callable[[Any], Any]] = {
    "text": lambda o: "adam",
    "class name": lambda o: "Adam",
    "capitals": lambda o: "ADAM",
    "object": lambda o: o.Adam(),
    "settings": lambda o: o.Adam(learning_rate=0.001, beta_1=0.8),
    "name": lambda o: o.Adam(name="mine"),
    "mixed precision": lambda o: o.LossScaleOptimizer(o.Adam()),
}
NO_ADAM: dict[str, Callable[[Any], Any]] = {
    "default": lambda o: "rmsprop",
    "sgd": lambda o: o.SGD(0.001),
    "sgd called adam": lambda o: o.SGD(0.001, name="adam"),
    "adamw": lambda o: o.AdamW(),
    "nadam": lambda o: "nadam",
    "adamax": lambda o: o.Adamax(),
    "own class": lambda o: type("Adam", (o.Adam,), {})(),
}


@pytest.mark.parametrize("name", ADAM)
def test_optimizer(name: str, keras: ModuleType) -> None:
    model = compiled(keras, optimizer=ADAM[name](keras.optimizers), loss="mse")
    check_compiled(model, optimizer="adam", learning_rate=0.001)


@pytest.mark.parametrize("name", NO_ADAM)
def test_another_optimizer(name: str, keras: ModuleType) -> None:
    model = compiled(keras, optimizer=NO_ADAM[name](keras.optimizers), loss="mse")
    message = failure(check_compiled, model, optimizer="adam", name="net")
    assert message.startswith("the optimizer of `net`: expected another one, got `")


def test_optimizers_of_two_words(keras: ModuleType) -> None:
    check_compiled(compiled(keras, optimizer="adamw", loss="mse"), optimizer="adam_w")
    check_compiled(compiled(keras, optimizer="rmsprop", loss="mse"), optimizer="RMSprop")


def test_learning_rate(keras: ModuleType) -> None:
    optimizers = keras.optimizers
    model = compiled(keras, optimizer=optimizers.SGD(0.05), loss="mse")
    check_compiled(model, learning_rate=0.05)
    message = failure(check_compiled, model, learning_rate=0.01, secret="0.01")
    assert message == "the learning rate of `model`: expected another one, got `0.05`."
    schedule = optimizers.schedules.ExponentialDecay(0.01, 10, 0.9)
    model = compiled(keras, optimizer=optimizers.SGD(schedule), loss="mse")
    message = failure(check_compiled, model, learning_rate=0.01)
    assert message.endswith("got `a schedule`.")


SQUARED: dict[str, Callable[[Any], Any]] = {
    "alias": lambda keras: "mse",
    "capitals": lambda keras: "MSE",
    "text": lambda keras: "mean_squared_error",
    "class name": lambda keras: "MeanSquaredError",
    "function": lambda keras: keras.losses.mean_squared_error,
    "class": lambda keras: keras.losses.MeanSquaredError,
    "object": lambda keras: keras.losses.MeanSquaredError(name="mine"),
    "list": lambda keras: ["mse"],
    "dictionary": lambda keras: {"dense": "mse"},
    "metric function": lambda keras: keras.metrics.mean_squared_error,
}
NOT_SQUARED: dict[str, Callable[[Any], Any]] = {
    "none": lambda keras: None,
    "absolute": lambda keras: "mae",
    "huber": lambda keras: keras.losses.Huber(),
    "crossentropy": lambda keras: "categorical_crossentropy",
    "named alike": lambda keras: keras.losses.MeanAbsoluteError(name="mean_squared_error"),
    "own function": lambda keras: own_loss,
    "own function named alike": lambda keras: named_alike,
    "lambda": lambda keras: lambda right, predicted: right - predicted,
    "two": lambda keras: ["mse", "mse"],
    "logarithmic": lambda keras: keras.losses.MeanSquaredLogarithmicError(),
}


def named_alike(right: Any, predicted: Any) -> Any:
    return right - predicted


named_alike.__name__ = "mean_squared_error"


def with_loss(keras: Any, loss: Any) -> Any:
    if loss == ["mse", "mse"]:
        inputs = keras.Input((2,))
        dense = keras.layers.Dense
        model = keras.Model(inputs, [dense(1)(inputs), dense(1)(inputs)])
    else:
        inputs = keras.Input((2,))
        model = keras.Model(inputs, keras.layers.Dense(3, name="dense")(inputs))
    model.compile(loss=loss)
    return model


@pytest.mark.parametrize("name", SQUARED)
@pytest.mark.parametrize(
    "loss", ["mean_squared_error", "mse", "MeanSquaredError", ["huber", "mse"]]
)
def test_loss(name: str, loss: Any, keras: ModuleType) -> None:
    check_compiled(with_loss(keras, SQUARED[name](keras)), loss=loss, from_logits=False)


@pytest.mark.parametrize("name", NOT_SQUARED)
def test_another_loss(name: str, keras: ModuleType) -> None:
    model = with_loss(keras, NOT_SQUARED[name](keras))
    message = failure(check_compiled, model, loss="mean_squared_error", name="net", remedy="Look.")
    assert message.startswith("the loss of `net`: expected another one, got `")


@pytest.mark.parametrize(
    "name",
    [
        "binary_crossentropy",
        "categorical_crossentropy",
        "sparse_categorical_crossentropy",
        "kl_divergence",
        "huber",
        "log_cosh",
        "mean_absolute_error",
    ],
)
def test_losses_by_class_and_function(name: str, keras: ModuleType) -> None:
    kind = next(
        getattr(keras.losses, loss)
        for loss in dir(keras.losses)
        if loss[0].isupper() and loss.lower() == name.replace("_", "")
    )
    for loss in (name, getattr(keras.losses, name), kind, kind()):
        check_compiled(compiled(keras, loss=loss), loss=name)
        failure(check_compiled, compiled(keras, loss=loss), loss="mean_squared_error")


def test_logits(keras: ModuleType) -> None:
    loss = keras.losses.SparseCategoricalCrossentropy
    options: dict[str, Any] = {"loss": "sparse_categorical_crossentropy"}
    check_compiled(compiled(keras, loss=loss(from_logits=True)), from_logits=True, **options)
    for other in (loss(), loss, "sparse_categorical_crossentropy"):
        check_compiled(compiled(keras, loss=other), from_logits=False, **options)
        message = failure(check_compiled, compiled(keras, loss=other), from_logits=True, **options)
        assert message == (
            "the `from_logits` of the loss of `model`: expected another one, got `False`."
        )


METRICS: dict[str, tuple[Callable[[Any], Any], list[str]]] = {
    "accuracy": (lambda m: ["accuracy"], ["accuracy"]),
    "alias": (lambda m: ["acc"], ["accuracy"]),
    "capital": (lambda m: ["Accuracy"], ["accuracy"]),
    "class": (lambda m: [m.CategoricalAccuracy], ["accuracy"]),
    "object": (lambda m: [m.SparseCategoricalAccuracy(name="a")], ["accuracy"]),
    "function": (lambda m: [m.categorical_accuracy], ["accuracy"]),
    "binary": (lambda m: ["binary_accuracy"], ["accuracy"]),
    "several": (lambda m: ["mae", "accuracy"], ["accuracy", "mean_absolute_error"]),
    "nested": (lambda m: [["mae", "accuracy"]], ["mae", "accuracy"]),
    "dictionary": (lambda m: {"dense": ["accuracy"]}, ["accuracy"]),
    "root": (lambda m: [m.RootMeanSquaredError()], ["root_mean_squared_error"]),
    "root class": (lambda m: [m.RootMeanSquaredError], ["root_mean_squared_error"]),
    "root text": (lambda m: ["RootMeanSquaredError"], ["root_mean_squared_error"]),
    "root name": (lambda m: ["root_mean_squared_error"], ["root_mean_squared_error"]),
    "squared": (lambda m: ["MSE"], ["mean_squared_error"]),
    "none asked for": (lambda m: ["accuracy"], []),
}
NO_ACCURACY: dict[str, Callable[[Any], Any]] = {
    "none": lambda m: None,
    "empty": lambda m: [],
    "another": lambda m: ["mae"],
    "equality": lambda m: [m.Accuracy()],
    "equality class": lambda m: [m.Accuracy],
    "top five": lambda m: [m.TopKCategoricalAccuracy()],
    "named alike": lambda m: [m.MeanSquaredError(name="accuracy")],
    "own function": lambda m: [own_loss],
}


@pytest.mark.parametrize("name", METRICS)
def test_metrics(name: str, keras: ModuleType) -> None:
    given, wanted = METRICS[name]
    model = with_metrics(keras, given(keras.metrics))
    check_compiled(model, metrics=wanted)
    check_compiled(model)


@pytest.mark.parametrize("name", NO_ACCURACY)
def test_no_accuracy(name: str, keras: ModuleType) -> None:
    model = with_metrics(keras, NO_ACCURACY[name](keras.metrics))
    message = failure(check_compiled, model, metrics=["accuracy"], name="net")
    assert message.startswith("the metrics of `net`: expected `accuracy`, got ")


def with_metrics(keras: Any, metrics: Any) -> Any:
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3, name="dense")])
    model.compile(loss="mse", metrics=metrics)
    return model


def test_compiled_model_from_its_configuration(keras: ModuleType) -> None:
    model = compiled(
        keras,
        optimizer=keras.optimizers.Adam(0.01),
        loss=keras.losses.CategoricalCrossentropy(from_logits=True),
        metrics=["accuracy", keras.metrics.RootMeanSquaredError()],
    )
    copy = keras.saving.deserialize_keras_object(keras.saving.serialize_keras_object(model))
    for one in (model, copy):
        check_compiled(
            one,
            optimizer="adam",
            learning_rate=0.01,
            loss="categorical_crossentropy",
            from_logits=True,
            metrics=["accuracy", "root_mean_squared_error"],
        )


def test_not_compiled(keras: ModuleType) -> None:
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3)])
    message = failure(check_compiled, model, name="net", remedy="Call `compile`.")
    assert message == "`net`: expected a compiled model, got one that is not. Call `compile`."
    assert "`net`" in failure(check_compiled, "model", name="net")


def test_checking_a_model_is_silent(keras: ModuleType, capfd: pytest.CaptureFixture[str]) -> None:
    model = compiled(keras, loss=lambda right, predicted: right - predicted)
    failure(check_compiled, model, loss="mse")
    assert capfd.readouterr() == ("", "")


LOSSES = [2.0, 1.0, 0.5, 0.4, 0.3]


def history_of(keras: Any) -> Any:
    history = keras.callbacks.History()
    history.history = {"loss": LOSSES}
    return history


HISTORIES: dict[str, Callable[[Any], Any]] = {
    "what fit returns": history_of,
    "its dictionary": lambda keras: {"loss": LOSSES},
    "table": lambda keras: pd.DataFrame({"loss": LOSSES}),
    "arrays": lambda keras: {"loss": np.array(LOSSES, dtype="float32")},
    "other quantities": lambda keras: {"loss": LOSSES, "val_loss": [math.nan] * 3},
    "any object with a history": lambda keras: SimpleNamespace(history={"loss": LOSSES}),
}
NO_HISTORIES: dict[str, Any] = {
    "none": None,
    "list": LOSSES,
    "text": "loss",
    "nothing": {},
    "another quantity": {"accuracy": LOSSES},
    "no epoch": {"loss": []},
    "nan": {"loss": [2.0, 1.0, 0.5, 0.4, math.nan]},
    "infinite": {"loss": [math.inf, 1.0, 0.5, 0.4, 0.3]},
    "text losses": {"loss": ["2", "1", "0.5", "0.4", "0.3"]},
    "one number": {"loss": 0.5},
    "two losses an epoch": {"loss": [[2.0, 1.0]] * 5},
    "object without a record": SimpleNamespace(history=None),
    "empty table": pd.DataFrame(),
}


@pytest.mark.parametrize("name", HISTORIES)
def test_history(name: str, keras: ModuleType) -> None:
    history = HISTORIES[name](keras)
    check_history(history)
    check_history(history, epochs=5)
    check_history(history, epochs=(1, 5))
    check_loss_falls(history)
    message = failure(check_history, history, epochs=100, secret="100")
    assert message == "`history`: expected another number of epochs, got 5 epochs."
    failure(check_history, history, epochs=(6, 9))
    failure(check_history, history, keys=["loss", "val_loss"])


@pytest.mark.parametrize("value", NO_HISTORIES.values(), ids=NO_HISTORIES)
def test_no_history(value: object) -> None:
    assert "`run" in failure(check_history, value, epochs=5, name="run")
    assert "`run" in failure(check_loss_falls, value, name="run")


def test_history_after_training(keras: ModuleType) -> None:
    model = compiled(keras, loss="mse", metrics=["accuracy"])
    history = model.fit(
        np.ones((8, 2)), np.ones((8, 3)), epochs=3, validation_split=0.25, verbose=0
    )
    check_history(history, epochs=3, keys=["loss", "accuracy", "val_loss", "val_accuracy"])


def test_history_that_was_validated_in_every_other_epoch(keras: ModuleType) -> None:
    data, validation = (np.ones((8, 2)), np.ones((8, 3))), (np.ones((4, 2)), np.ones((4, 3)))
    history = compiled(keras, loss="mse").fit(
        *data, epochs=4, validation_data=validation, validation_freq=2, verbose=0
    )
    check_history(history, epochs=4)
    message = failure(check_history, history, keys=["loss", "val_loss"])
    assert message == "`val_loss` in `history`: expected a number per epoch, got 2 for 4 epochs."


@pytest.mark.parametrize(
    "losses",
    [
        [2.0, 1.0],
        [1.0, 0.9],
        [2.0] + [1.0] * 99,
        [1000.0, *range(10)],
        [3.0, 5.0, 4.0, 1.0, 0.0],
        [-1.0, -1.1],
    ],
    ids=str,
)
def test_loss_falls(losses: list[float]) -> None:
    check_loss_falls({"loss": losses})


@pytest.mark.parametrize(
    ("losses", "got"),
    [
        ([1.0, 0.5, 0.9, 1.1, 1.0], "from 1 to 1"),
        ([1.0], "a single epoch"),
        ([0.0, 0.0], "from 0 to 0"),
        ([-1.0, -0.95], "from -1 to -0.95"),
        ([1.0, 1e308], "from 1 to 1e+308"),
    ],
    ids=str,
)
def test_loss_does_not_fall(losses: list[float], got: str) -> None:
    message = failure(check_loss_falls, {"loss": losses}, name="run", remedy="Look.")
    assert message == f"`loss` in `run`: expected a clear fall, got {got}. Look."


def test_loss_falls_too_little() -> None:
    message = failure(check_loss_falls, {"loss": [1.0, 0.95]}, name="run", remedy="Look.")
    subject = "the end of `loss` in `run`, as a share of its beginning"
    assert message == f"{subject}: expected at most 0.9, got 0.950. Look."


def test_validation_loss_falls() -> None:
    history = {"loss": LOSSES, "val_loss": LOSSES[::-1]}
    failure(check_loss_falls, history, key="val_loss")
    check_loss_falls(history, to=0.2)
    failure(check_loss_falls, history, to=0.1)


@pytest.mark.parametrize(
    "options",
    [
        {"optimizer": "adam", "loss": "mse"},
        {"optimizer": "adam", "loss": "mse", "loss_weights": [1.0], "metrics": ["mae"]},
        {"optimizer": "adam", "loss": ["mse"]},
    ],
    ids=["names", "weights of one", "list"],
)
def test_settings_by_default(options: dict[str, Any], keras: ModuleType) -> None:
    check_compiled(compiled(keras, **options), by_default=True)
    own = {"optimizer": keras.optimizers.Adam(0.5, name="a"), "loss": keras.losses.Huber(name="b")}
    check_compiled(compiled(keras, **options | own), by_default=True)


@pytest.mark.parametrize(
    ("what", "make"),
    [
        (
            "`weight_decay` of the optimizer",
            lambda k: {"optimizer": k.optimizers.Adam(weight_decay=1)},
        ),
        ("`beta_1` of the optimizer", lambda k: {"optimizer": k.optimizers.Adam(beta_1=0.5)}),
        ("`clipnorm` of the optimizer", lambda k: {"optimizer": k.optimizers.Adam(clipnorm=1.0)}),
        ("`delta` of the loss", lambda k: {"loss": k.losses.Huber(delta=2.0)}),
        ("`loss_weights` of the compilation", lambda k: {"loss_weights": [0.5]}),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_settings_beside_the_named_ones(
    what: str, make: Callable[[Any], dict[str, Any]], keras: ModuleType
) -> None:
    model = compiled(keras, **{"optimizer": "adam", "loss": "mse"} | make(keras))
    check_compiled(model, learning_rate=0.001)
    message = failure(check_compiled, model, by_default=True)
    assert message.startswith(f"{what} of `model`: expected its default, got ")


X = np.eye(40, 3)


SEEN, HELD_BACK = (X[:20, :2], np.eye(40, 3)[:20]), (X[20:, :2], np.eye(40, 3)[20:])


def fitted(keras: Any, model: Any = None, **options: Any) -> tuple[Any, Any]:
    """A model, and what came of its training: 4 batches in each of 2 epochs."""
    model = model or compiled(keras, optimizer="adam", loss="mse")
    settings = {"epochs": 2, "batch_size": 10, "verbose": 0} | options
    return model, model.fit(X[:, :2], np.eye(40, 3), **settings)


def loaded(keras: Any, model: Any, path: Any) -> Any:
    model.save(path)
    return keras.saving.load_model(path)


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
def test_training(keras: ModuleType, tmp_path: Any) -> None:
    model, history = fitted(keras)
    check_training(history, model, samples=40, batch_size=10)
    check_training(history, loaded(keras, model, tmp_path / "m.keras"), samples=40, batch_size=10)
    stopper = keras.callbacks.EarlyStopping(
        monitor="loss", patience=1, mode="max", restore_best_weights=True
    )
    model, history = fitted(keras, epochs=9, callbacks=[stopper])
    assert len(history.epoch) < 9
    check_training(history, model, samples=40, batch_size=10)
    model, history = fitted(keras, validation_split=0.25)
    check_training(history, model, samples=30, batch_size=10)


def test_training_of_something_else(keras: ModuleType) -> None:
    _, history = fitted(keras)
    other, _ = fitted(keras)
    message = failure(check_training, history, other, samples=40, batch_size=10, of="net")
    assert message == (
        "`history`: expected the training of `net`, "
        "got that of another model, or `net` has changed since."
    )


def test_training_that_was_undone(keras: ModuleType) -> None:
    """What the model predicts has to fit what was recorded, on whatever there is to try it."""
    model, history = fitted(keras, validation_split=0.5)
    told = {"samples": 20, "batch_size": 10}
    check_training(history, model, **told, trained_with=SEEN, validated_with=HELD_BACK)
    failure(check_training, history, model, **told, validated_with=(HELD_BACK[0] + 1, HELD_BACK[1]))
    model.layers[0].set_weights([weight + 9 for weight in model.layers[0].get_weights()])
    check_training(history, model, **told)
    message = failure(check_training, history, model, **told, trained_with=SEEN)
    assert message.startswith(
        "the loss of `model` on what it was to be trained with, divided by that of its epoch in "
        "`history`: expected at most 2, got "
    )
    message = failure(check_training, history, model, **told, validated_with=HELD_BACK)
    assert message.startswith("the loss of `model` on the validation data: expected a `val_loss`")


def test_training_on_one_of_several_sets(keras: ModuleType) -> None:
    """Of the pairs one has to fit; those that the model does not take count for nothing."""
    model, history = fitted(keras, validation_split=0.5)
    unfit, far = (np.eye(5), np.eye(5)), (SEEN[0] + 50, SEEN[1])
    check_training(history, model, trained_with=[unfit, far, SEEN], validated_with=[far, HELD_BACK])
    check_training(history, model, trained_with=[SEEN, unfit])
    failure(check_training, history, model, trained_with=[unfit])
    failure(check_training, history, model, trained_with=[far])


def test_loss_of_a_training_that_is_too_large(keras: ModuleType) -> None:
    model, history = fitted(keras)
    both = X[:, :2], np.eye(40, 3)
    check_training(history, model, trained_with=both, at_most=5)
    message = failure(check_training, history, model, trained_with=both, at_most=1e-6)
    assert "expected at most 1e-06, got" in message
    check_training(history, model, trained_with=both, rather_than=(both[0] + 9, both[1]))
    message = failure(
        check_training, history, model, trained_with=(both[0] + 9, both[1]), rather_than=both,
        within=1e9,
    )  # fmt: skip
    assert "divided by that on what it was not trained with: expected at most 1, got" in message


def test_loss_as_in_training(keras: ModuleType) -> None:
    """The moving scale of a short training is not settled, and is not changed by looking."""
    layers = keras.layers
    model = keras.Sequential(
        [keras.Input((2,)), layers.BatchNormalization(), layers.Dense(9, "relu"), layers.Dense(1)]
    )
    model.compile(keras.optimizers.Adam(0.05), "mse")
    inputs = 100 + np.random.default_rng(0).normal(size=(64, 2))
    data = inputs, inputs[:, 0] - 100
    history = model.fit(*data, epochs=8, batch_size=32, verbose=0)
    before = model.get_weights()
    failure(check_training, history, model, trained_with=data)
    check_training(history, model, trained_with=data, in_training=True)
    assert all(map(np.array_equal, before, model.get_weights()))


def test_training_that_ends_with_the_best_weights(keras: ModuleType) -> None:
    stopper = keras.callbacks.EarlyStopping(patience=1, restore_best_weights=True)
    model, history = fitted(keras, validation_data=SEEN, epochs=3, callbacks=[stopper])
    told = {"validated_with": SEEN}
    check_training(history, model, **told, restored=True)
    # As if it had been better before its last epoch.
    model, history = fitted(keras, validation_data=SEEN)
    history.history["val_loss"][0] = history.history["val_loss"][1] / 2
    check_training(history, model, **told)
    failure(check_training, history, model, **told, restored=True)
    # Whose weights are the first epoch's is compared with the loss of the first epoch.
    record = {"loss": [2 * history.history["loss"][-1], 1e-9], "val_loss": [0.0, 1.0]}
    record["val_loss"][0] = history.history["val_loss"][1]
    check_training(record, model, **told, trained_with=SEEN)
    record["val_loss"].reverse()
    failure(check_training, record, model, **told, trained_with=SEEN)


def test_longest_training(keras: ModuleType) -> None:
    model, history = fitted(keras)
    check_training(history, model, limit=2)
    message = failure(check_training, history, model, limit=3)
    assert message == "`epochs` of the training of `model`: expected another number, got 2."


def test_training_of_fewer_samples(keras: ModuleType) -> None:
    model, history = fitted(keras)
    message = failure(check_training, history, model, samples=400, batch_size=10)
    assert message.startswith("the training of `model`: expected as many batches in an epoch")
    check_training(history, model, samples=400, batch_size=None)
    # Of one sample less, there are as many batches, and other shares.
    model = compiled(keras, optimizer="adam", loss="mse", metrics=["accuracy"])
    model, history = fitted(keras, model)
    history.history["accuracy"] = [3 / 40, 7 / 40]
    check_training(history, model, samples=40, batch_size=10)
    message = failure(check_training, history, model, samples=39, batch_size=10)
    assert message == "`accuracy` in `history`: expected shares of 39 samples, got others."


@pytest.mark.parametrize(
    "again",
    [lambda model: fitted(None, model), lambda model: model.compile("adam", "mse")],
    ids=["trained twice", "compiled again"],
)
def test_training_that_is_not_the_only_one(
    again: Callable[[Any], object], keras: ModuleType
) -> None:
    model, history = fitted(keras)
    again(model)
    failure(check_training, history, model, samples=40, batch_size=10)


def test_training_before_the_one_that_is_told(keras: ModuleType) -> None:
    model, _ = fitted(keras)
    model, history = fitted(keras, model)
    message = failure(check_training, history, model, samples=40, batch_size=10)
    assert "the steps of one training alone, got 16 steps of its optimizer, and 8 in" in message


def test_training_that_begins_where_another_one_has_ended(keras: ModuleType) -> None:
    model, history = fitted(keras)
    first, last = history.history["loss"]
    check_training(history, model, begins_above=(first + last) / 2)
    model.compile("adam", "mse")
    model, history = fitted(keras, model)
    check_training(history, model, samples=40, batch_size=10)
    message = failure(check_training, history, model, begins_above=(first + last) / 2)
    assert message.startswith("the loss of the first epoch in `history`: expected at least ")


@pytest.mark.filterwarnings("ignore:The model does not have any trainable weights")
def test_training_of_a_model_that_can_not_learn(keras: ModuleType) -> None:
    model = compiled(keras, optimizer="adam", loss="mse")
    model.trainable = False
    model.compile("adam", "mse")
    model, history = fitted(keras, model)
    check_training(history, model, samples=40, batch_size=10)


@pytest.mark.parametrize("typed_in", [{"loss": [2.0, 1.0]}, SimpleNamespace(history={"loss": [1]})])
def test_training_that_nobody_has_seen(typed_in: object, keras: ModuleType) -> None:
    model, _ = fitted(keras)
    message = failure(check_training, typed_in, model, samples=40, batch_size=10)
    assert "what `fit` returns for `model`" in message
    assert "Keep the object that `fit` returns" in message


def test_numbers_of_a_training_that_validation_ties_to_it(keras: ModuleType) -> None:
    model, history = fitted(keras, validation_split=0.5)
    told = {"samples": 20, "batch_size": 10, "validated_with": HELD_BACK}
    check_training(history.history, model, **told)
    check_training(pd.DataFrame(history.history), model, **told)
    made_up = {"loss": [0.5, 0.4], "val_loss": [0.5, 0.4]}
    failure(check_training, made_up, model, **told)
    evaluated = {key: [values[-1]] * 2 for key, values in history.history.items()}
    failure(check_training, evaluated, model, **told)
    failure(check_training, history.history, fitted(keras)[0], **told)


def test_steps(keras: ModuleType) -> None:
    model, _ = fitted(keras, epochs=3)
    check_steps(model, samples=40, batch_size=10, epochs=(2, 5))
    message = failure(check_steps, model, samples=40, batch_size=10, epochs=(4, 5), name="net")
    assert message == (
        "`net`: expected a network that has seen all of its 40 samples, several times, "
        "got 12 steps of its optimizer, where an epoch has 4."
    )
    failure(check_steps, model, samples=50, batch_size=10, epochs=(1, 5))
    failure(check_steps, compiled(keras, loss="mse"), samples=40, batch_size=10, epochs=(1, 5))
