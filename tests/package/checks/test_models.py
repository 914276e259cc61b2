"""Checks of Keras models."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
import pytest

from nbjudge.checks import (
    check_input_shape,
    check_model,
    check_new_network,
    check_output_shape,
    check_parameter_count,
    check_same_predictions,
    check_saved_model,
    predict,
)
from nbjudge.checks.foreign import silence

from .failing import failure

SAMPLES = np.random.default_rng(1).normal(size=(5, 4))
NO_MODELS: dict[str, Callable[[Any], Any]] = {
    "none": lambda keras: None,
    "class": lambda keras: keras.Sequential,
    "layer": lambda keras: keras.layers.Dense(3),
    "tensor": lambda keras: keras.Input((4,)),
    "function": lambda keras: lambda x: x,
    "list": lambda keras: [keras.layers.Dense(3)],
    "text": lambda keras: "model",
}


def functional(keras: Any, units: int = 3) -> Any:
    inputs = keras.Input((4,))
    hidden = keras.layers.Dense(10, activation="relu")(inputs)
    return keras.Model(inputs, keras.layers.Dense(units, activation="softmax")(hidden))


def sequential(keras: Any, units: int = 3) -> Any:
    return keras.Sequential(
        [
            keras.Input((4,)),
            keras.layers.Dense(10, activation="relu"),
            keras.layers.Dense(units, activation="softmax"),
        ]
    )


def unbuilt(keras: Any) -> Any:
    return keras.Sequential([keras.layers.Dense(3)])


def subclassed(keras: Any) -> Any:
    class Network(keras.Model):
        def __init__(self) -> None:
            super().__init__()
            self.dense = keras.layers.Dense(3, activation="softmax")

        def call(self, inputs: Any) -> Any:
            return self.dense(inputs)

    return Network()


def inherited(keras: Any) -> Any:
    class Network(keras.Model):
        pass

    inputs = keras.Input((4,))
    return Network(inputs, keras.layers.Dense(3)(inputs))


def two_ended(keras: Any) -> Any:
    one, other = keras.Input((4,)), keras.Input((4,))
    dense = keras.layers.Dense(3)
    return keras.Model([one, other], [dense(one), dense(other)])


def raising(keras: Any) -> Any:
    class Network(keras.Model):
        def call(self, inputs: Any) -> Any:
            raise SystemExit

    def no(model: Any) -> Any:
        raise RuntimeError("no")

    model = Network()
    for name in ("input_shape", "output_shape", "weights", "built", "layers", "compiled"):
        setattr(Network, name, property(no))
    return model


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (functional, "functional"),
        (inherited, "functional"),
        (two_ended, "functional"),
        (sequential, "sequential"),
        (unbuilt, "sequential"),
        (subclassed, "subclassed"),
    ],
)
def test_kind(make: Callable[[Any], Any], kind: str, keras: ModuleType) -> None:
    model = make(keras)
    check_model(model, name="net")
    for asked in ("functional", "sequential"):
        if asked == kind:
            check_model(model, name="net", kind=asked)
        else:
            message = failure(check_model, model, name="net", kind=asked)
            assert message == f"`net`: expected a {asked} model, got a {kind} one."


@pytest.mark.parametrize("name", NO_MODELS)
def test_no_model(name: str, keras: ModuleType) -> None:
    value = NO_MODELS[name](keras)
    for check, arguments in [
        (check_model, []),
        (check_input_shape, [(4,)]),
        (check_output_shape, [(3,)]),
        (check_parameter_count, [83]),
    ]:
        message = failure(check, value, *arguments, name="net", secret="83")
        assert message.startswith("`net`: expected a Keras model, got ")
    failure(predict, value, SAMPLES, name="net")


@pytest.mark.parametrize("make", [functional, sequential, inherited])
def test_shapes(make: Callable[[Any], Any], keras: ModuleType) -> None:
    model = make(keras)
    check_input_shape(model, (4,))
    check_output_shape(model, [3])
    message = failure(check_input_shape, model, (5,), remedy="Look.")
    assert message == "the input shape of `model`: expected `(5,)` a sample, got `(4,)`. Look."
    message = failure(check_output_shape, model, (1,), expected="one neuron per class")
    assert message == "the output shape of `model`: expected one neuron per class, got `(3,)`."


def test_shapes_of_images(keras: ModuleType) -> None:
    layers = keras.layers
    model = keras.Sequential(
        [keras.Input((None, 8, 3)), layers.Conv2D(5, 3), layers.MaxPooling2D()]
    )
    check_input_shape(model, (None, 8, 3))
    check_output_shape(model, (None, 3, 5))
    failure(check_input_shape, model, (8, 8, 3))


def test_shape_after_training_without_an_input_layer(keras: ModuleType) -> None:
    model = unbuilt(keras)
    model(SAMPLES)
    check_input_shape(model, (4,))
    check_parameter_count(model, 15)


@pytest.mark.parametrize("make", [unbuilt, subclassed, two_ended, raising])
def test_unknown_shapes(make: Callable[[Any], Any], keras: ModuleType) -> None:
    model = make(keras)
    assert "`net`" in failure(check_input_shape, model, (4,), name="net")
    assert "`net`" in failure(check_output_shape, model, (3,), name="net")


def test_parameter_count(keras: ModuleType) -> None:
    model = functional(keras)
    check_parameter_count(model, 83)
    check_parameter_count(model, 83, trainable=83, non_trainable=0)
    message = failure(check_parameter_count, model, 91, secret="91", remedy="Look.")
    assert message == "`model`: expected another number of parameters, got 83. Look."
    model.layers[1].trainable = False
    check_parameter_count(model, 83, trainable=33, non_trainable=50)
    message = failure(check_parameter_count, model, trainable=83)
    assert message == "`model`: expected another number of trainable parameters, got 33."


def test_parameters_of_shared_and_nested_layers_count_once(keras: ModuleType) -> None:
    check_parameter_count(two_ended(keras), 15)
    nested = keras.Sequential([keras.Input((4,)), functional(keras), keras.layers.Dense(1)])
    check_parameter_count(nested, 83 + 4)


def test_parameters_of_layers_with_a_state(keras: ModuleType) -> None:
    layers = keras.layers
    model = keras.Sequential(
        [
            keras.Input((4,)),
            layers.BatchNormalization(),
            layers.Dropout(0.5),
            layers.Dense(3, use_bias=False),
            layers.PReLU(),
        ]
    )
    check_parameter_count(model, 16 + 12 + 3, trainable=8 + 12 + 3, non_trainable=8)


@pytest.mark.parametrize("make", [unbuilt, subclassed, raising])
def test_uncounted_parameters(make: Callable[[Any], Any], keras: ModuleType) -> None:
    assert "`net`" in failure(check_parameter_count, make(keras), 0, name="net")


@pytest.mark.parametrize("make", [functional, sequential, unbuilt, subclassed, inherited])
@pytest.mark.parametrize(
    "samples",
    [SAMPLES, SAMPLES.tolist(), pd.DataFrame(SAMPLES), np.tile(SAMPLES, (60, 1)).astype("float16")],
    ids=["array", "list", "table", "batches"],
)
def test_predict_gives_what_the_model_predicts(
    make: Callable[[Any], Any], samples: Any, keras: ModuleType
) -> None:
    model = make(keras)
    predictions = predict(model, samples, name="net")
    np.testing.assert_allclose(
        predictions, model.predict(np.asarray(samples), verbose=0), rtol=1e-5, atol=1e-6
    )
    assert isinstance(predictions, np.ndarray)


def test_predict_leaves_dropout_and_batch_statistics_alone(keras: ModuleType) -> None:
    class Network(keras.Model):
        def __init__(self) -> None:
            super().__init__()
            self.normalization = keras.layers.BatchNormalization()
            self.dropout = keras.layers.Dropout(0.9)

        def call(self, inputs: Any, training: bool = True) -> Any:
            inputs = self.normalization(inputs, training=training)
            return self.dropout(inputs, training=training)

    model = Network()
    once = predict(model, SAMPLES, name="net")
    np.testing.assert_array_equal(once, predict(model, SAMPLES, name="net"))
    np.testing.assert_allclose(once, SAMPLES, rtol=1e-2)


def test_predict_in_other_precisions(keras: ModuleType) -> None:
    for policy in ("mixed_float16", "mixed_bfloat16", "float64"):
        model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, dtype=policy)])
        assert predict(model, SAMPLES, name="net").dtype.kind == "f"


def test_predict_is_silent(
    keras: ModuleType, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for units in range(1, 10):
        predict(functional(keras, units), SAMPLES, name="net")
    assert capfd.readouterr() == ("", "")
    assert not caplog.records


@pytest.mark.parametrize(
    "samples", [np.ones((5, 3)), np.ones(4), np.empty((0, 4)), [["a"] * 4]], ids=str
)
def test_predict_of_samples_that_do_not_fit(samples: Any, keras: ModuleType) -> None:
    failure(predict, functional(keras), samples, name="net")


@pytest.mark.parametrize("make", [two_ended, raising])
def test_no_prediction(make: Callable[[Any], Any], keras: ModuleType) -> None:
    message = failure(predict, make(keras), SAMPLES, name="net")
    assert message.startswith("`net.predict(...)`: expected a prediction, got one that raises")


def test_same_predictions(keras: ModuleType) -> None:
    model = functional(keras)
    twin = keras.models.clone_model(model)
    message = failure(check_same_predictions, twin, model, SAMPLES, name="loaded")
    assert message.startswith("`loaded.predict(...)`: expected the same predictions as the")
    twin.set_weights(model.get_weights())
    check_same_predictions(twin, model, SAMPLES, name="loaded")
    failure(check_same_predictions, functional(keras, 2), model, SAMPLES, name="loaded")
    failure(check_same_predictions, model, None, SAMPLES, name="loaded")


@pytest.fixture
def saved(keras: ModuleType, tmp_path: Path) -> Callable[[Any], bytes]:
    """The content of the file of a model."""

    def save(model: Any, ending: str = ".keras") -> bytes:
        path = tmp_path / f"model{ending}"
        with silence():
            model.save(path)
        return path.read_bytes()

    return save


def test_saved_model(
    keras: ModuleType, saved: Callable[..., bytes], capfd: pytest.CaptureFixture[str]
) -> None:
    model = functional(keras)
    check_saved_model(saved(model), model, SAMPLES, name="content")
    message = failure(
        check_saved_model, saved(model), model, SAMPLES, name="content", compiled=True
    )
    assert message == "`content`: expected a compiled model, got one that is not."
    model.compile("adam", "mse")
    check_saved_model(saved(model), model, SAMPLES, name="content", compiled=True)
    failure(check_saved_model, saved(functional(keras)), model, SAMPLES, name="content")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"\x00" * 100, "model.keras", None, bytearray(b"a"), Path("a")], ids=str
)
def test_no_saved_model(content: Any, keras: ModuleType) -> None:
    model = functional(keras)
    assert "`content`" in failure(check_saved_model, content, model, SAMPLES, name="content")


def test_saved_lambda_is_not_run(keras: ModuleType, saved: Callable[..., bytes]) -> None:
    model = keras.Sequential([keras.Input((4,)), keras.layers.Lambda(lambda x: x)])
    message = failure(check_saved_model, saved(model), model, SAMPLES, name="content")
    assert message == "`content`: expected a `.keras` file, got ValueError on loading it."


def test_no_check_imports_keras_by_itself() -> None:
    code = (
        "import sys, nbjudge.checks as checks\n"
        "try: checks.check_model(None)\n"
        "except checks.CheckFailed: pass\n"
        "assert not {'keras', 'tensorflow'} & set(sys.modules), 'imported'"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_new_network_in_each_call(keras: ModuleType) -> None:
    dense = keras.layers.Dense

    def seeded(units: int) -> Any:
        keras.utils.set_random_seed(1)
        return keras.Sequential([keras.Input((2,)), dense(units)])

    def of_named_layers() -> Any:
        keras.utils.set_random_seed(1)
        return keras.Sequential([keras.Input((2,)), dense(3, name="hidden")])

    check_new_network(lambda: keras.Sequential([keras.Input((2,)), dense(3)]), name="make")
    check_new_network(seeded, 4, name="seeded")
    check_new_network(of_named_layers, name="of_named_layers")
    named = keras.Sequential([keras.Input((2,)), dense(3)])
    for function in (
        lambda: named,
        lambda: keras.Sequential(named.layers, name="net"),
        lambda: keras.Sequential([keras.Input((2,)), *named.layers]),
    ):
        message = failure(check_new_network, function, name="make")
        assert message == (
            "`make`: expected a new network in each call, got the same one twice. "
            "Make its layers inside of the function."
        )
