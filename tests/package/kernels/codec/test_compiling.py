"""How a model was compiled: the checks say the same of a copy."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from nbjudge.checks import CheckFailed, check_compiled

from .crossing import crossed, refusal


def my_loss(y_true: Any, y_pred: Any) -> Any:
    return y_pred


def accuracy(y_true: Any, y_pred: Any) -> Any:
    return y_pred


def own(keras: Any, base: Any, name: str = "Mine") -> Any:
    """A class of the student's."""

    def nothing(*_: Any, **__: Any) -> None:
        pass

    return type(name, (base,), dict.fromkeys(("call", "update_state", "result"), nothing))


def wrapped_loss(function: Any) -> Any:
    from keras.src.losses.losses import LossFunctionWrapper

    return LossFunctionWrapper(function)


Compile = Callable[[Any], dict[str, Any]]
COMPILED: dict[str, Compile] = {
    "names": lambda keras: {"optimizer": "adam", "loss": "mse", "metrics": ["accuracy"]},
    "class names": lambda keras: {"optimizer": "SGD", "loss": "MeanSquaredError"},
    "nothing": lambda keras: {},
    "objects": lambda keras: {
        "optimizer": keras.optimizers.RMSprop(learning_rate=0.01, rho=0.8),
        "loss": keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=0.1),
        "metrics": [keras.metrics.CategoricalAccuracy(name="acc"), keras.metrics.AUC()],
    },
    "classes": lambda keras: {
        "loss": keras.losses.CategoricalCrossentropy,
        "metrics": [keras.metrics.CategoricalAccuracy],
    },
    "functions": lambda keras: {
        "loss": keras.losses.categorical_crossentropy,
        "metrics": [keras.metrics.mean_absolute_error],
    },
    "short names": lambda keras: {"loss": "mae", "metrics": ["mse"]},
    "schedule": lambda keras: {
        "optimizer": keras.optimizers.Adam(
            keras.optimizers.schedules.ExponentialDecay(0.1, 100, 0.9)
        ),
        "loss": "mse",
    },
    "accuracy of equality": lambda keras: {"metrics": [keras.metrics.Accuracy()]},
    "nested": lambda keras: {"loss": ["mse"], "metrics": [["mae", keras.metrics.MeanSquaredError]]},
    "by output": lambda keras: {
        "loss": ["mse"],
        "metrics": {"out": ["mae"]},
        "loss_weights": [0.5],
    },
    "weighted": lambda keras: {
        "loss": "mse",
        "weighted_metrics": ["mae"],
        "run_eagerly": True,
    },
    # Whose configuration says nothing of it.
    "delta": lambda keras: {"loss": keras.losses.Huber(delta=2.0)},
    "own function": lambda keras: {"loss": my_loss, "metrics": [my_loss]},
    "own function with a name of Keras": lambda keras: {"metrics": [accuracy]},
    "own function in an object": lambda keras: {
        "loss": wrapped_loss(my_loss),
        "metrics": [keras.metrics.MeanMetricWrapper(my_loss)],
    },
    "lambda": lambda keras: {"loss": lambda y, z: z},
    "own classes": lambda keras: {
        "loss": own(keras, keras.losses.Loss),
        "metrics": [own(keras, keras.metrics.Metric)],
    },
    "own objects": lambda keras: {
        "optimizer": own(keras, keras.optimizers.SGD, "Adam")(0.25),
        "loss": own(keras, keras.losses.Loss)(),
        "metrics": [own(keras, keras.metrics.Metric, "TopScore")()],
    },
}


def model(keras: Any) -> Any:
    return keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, name="out")])


def compiled_model(keras: Any, **given: Any) -> Any:
    made = model(keras)
    made.compile(**given)
    return made


def said(subject: Any, **expected: Any) -> str:
    try:
        check_compiled(subject, **expected)
    except CheckFailed as error:
        return str(error)
    return "good"


EXPECTED: list[dict[str, Any]] = [
    {"optimizer": "adam"},
    {"optimizer": "sgd", "learning_rate": 0.01},
    {"optimizer": "rmsprop"},
    {"learning_rate": 0.001},
    {"learning_rate": 0.01},
    {"loss": "mse"},
    {"loss": "categorical_crossentropy"},
    {"from_logits": False},
    {"from_logits": True},
    {"metrics": ["accuracy"]},
    {"metrics": ["mae", "mse"]},
    {"metrics": ["mae"]},
    {"by_default": True},
]


@pytest.mark.parametrize("compiled", COMPILED.values(), ids=COMPILED)
def test_checks_say_the_same_of_a_copy(keras: ModuleType, compiled: Compile) -> None:
    original = compiled_model(keras, **compiled(keras))
    copy = crossed(original)
    assert copy.compiled
    for expected in EXPECTED:
        assert said(copy, **expected) == said(original, **expected)


@pytest.mark.parametrize(
    "name", ["names", "objects", "functions", "schedule", "by output", "weighted"]
)
def test_a_copy_can_be_compiled_like_the_original(keras: ModuleType, name: str) -> None:
    original = compiled_model(keras, **COMPILED[name](keras))
    copy = crossed(original)
    assert copy.get_compile_config() == original.get_compile_config()
    again = model(keras)
    again.compile_from_config(copy.get_compile_config())
    samples, targets = np.ones((8, 4), "float32"), np.ones((8, 3), "float32")
    assert len(again.fit(samples, targets, verbose=0).epoch) == 1


def test_a_model_that_was_not_compiled_stays_so(keras: ModuleType) -> None:
    assert not crossed(model(keras)).compiled


def test_a_learning_rate_that_was_set_later_crosses(keras: ModuleType) -> None:
    original = compiled_model(keras, optimizer="adam")
    original.optimizer.learning_rate = 0.25
    check_compiled(crossed(original), optimizer="adam", learning_rate=0.25)


def test_an_optimizer_of_mixed_precision_crosses(keras: ModuleType) -> None:
    original = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
    original.dtype_policy = keras.DTypePolicy("mixed_float16")
    original.compile("adam", "mse")
    check_compiled(crossed(original), optimizer="adam", learning_rate=0.001)


def test_a_stand_in_does_nothing(keras: ModuleType) -> None:
    copy = crossed(compiled_model(keras, loss=my_loss))
    assert copy.loss.__name__ == "my_loss"
    with pytest.raises(NotImplementedError, match="my_loss"):
        copy.loss(1, 2)


def test_an_own_schedule_cannot_cross(keras: ModuleType) -> None:
    class Mine(keras.optimizers.schedules.LearningRateSchedule):  # type: ignore[name-defined, misc]
        def __call__(self, step: Any) -> Any:
            return 0.1

    original = compiled_model(keras, optimizer=keras.optimizers.Adam(Mine()))
    assert refusal(original) == "a model with a class of your own, `Mine`"
