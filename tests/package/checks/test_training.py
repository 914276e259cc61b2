"""Checks of compiling and training."""

from __future__ import annotations

import math
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from nbjudge.checks import check_compiled, check_history, check_loss_falls

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


@pytest.mark.parametrize(
    "losses",
    [[2.0, 1.0], [1.0, 0.9], [2.0] + [1.0] * 99, [1000.0, *range(10)], [3.0, 5.0, 4.0, 1.0, 0.0]],
    ids=str,
)
def test_loss_falls(losses: list[float]) -> None:
    check_loss_falls({"loss": losses})


@pytest.mark.parametrize(
    ("losses", "got"),
    [
        ([1.0, 0.95], "from 1 to 0.95"),
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


def test_validation_loss_falls() -> None:
    history = {"loss": LOSSES, "val_loss": LOSSES[::-1]}
    failure(check_loss_falls, history, key="val_loss")
    check_loss_falls(history, to=0.2)
    failure(check_loss_falls, history, to=0.1)
