"""Keras models and layers: what the checks say of a copy is what they say of the original."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from nbjudge.checks import (
    CheckFailed,
    check_compiled,
    check_input_shape,
    check_layers,
    check_model,
    check_output_shape,
    check_parameter_count,
    check_same_predictions,
    layer,
    predict,
)
from nbjudge.kernels.codec import dumps

from .crossing import crossed, refusal

Make = Callable[[Any], Any]


def sequential(keras: Any, *layers: Any, shape: tuple[int, ...] = (4,)) -> Any:
    return keras.Sequential([keras.Input(shape), *layers])


def network(keras: Any) -> Any:
    """The network of the lesson."""
    inputs = keras.Input((4,))
    hidden = keras.layers.Dense(10, activation="relu")(inputs)
    return keras.Model(inputs, keras.layers.Dense(3, activation="softmax")(hidden))


def branches(keras: Any) -> Any:
    inputs = keras.Input((4,))
    one = keras.layers.Dense(3, activation="relu")(inputs)
    other = keras.layers.Dense(3, name="other")(inputs)
    total = keras.ops.relu(keras.layers.Add()([one, other]) * 2 + np.ones(3, "float32"))
    joined = keras.layers.Concatenate()([total[:, :2], other])
    outputs = keras.activations.relu(keras.layers.Dense(1)(joined))
    return keras.Model(inputs, outputs)


def frozen(keras: Any) -> Any:
    model = network(keras)
    model.layers[1].trainable = False
    return model


def frozen_whole(keras: Any) -> Any:
    model = network(keras)
    model.trainable = False
    return model


def frozen_weight(keras: Any) -> Any:
    model = network(keras)
    model.layers[1].kernel.trainable = False
    return model


def transferred(keras: Any) -> Any:
    """A frozen and compiled model within a model."""
    inner = network(keras)
    inner.compile("adam", keras.losses.Huber)
    inner.trainable = False
    return sequential(keras, inner, keras.layers.Dense(2))


def built_by_call(keras: Any) -> Any:
    model = keras.Sequential([keras.layers.Dense(3), keras.layers.Dense(2)])
    model(np.zeros((1, 4), "float32"))
    return model


def adapted(keras: Any) -> Any:
    scaling = keras.layers.Normalization()
    scaling.adapt(np.random.default_rng(0).normal(3, 2, size=(20, 4)))
    return sequential(keras, scaling, keras.layers.Dense(1))


def attentive(keras: Any) -> Any:
    inputs = keras.Input((5, 4))
    return keras.Model(inputs, keras.layers.MultiHeadAttention(2, 3)(inputs, inputs))


def convolutional(keras: Any) -> Any:
    layers = keras.layers
    return sequential(
        keras,
        *(layers.Rescaling(1 / 255), layers.Conv2D(4, 3, activation="relu", padding="same")),
        *(layers.MaxPooling2D(), layers.DepthwiseConv2D(2), layers.BatchNormalization()),
        *(layers.SpatialDropout2D(0.2), layers.Flatten(), layers.Dropout(0.5)),
        layers.Dense(
            5, kernel_regularizer=keras.regularizers.L2(0.1), kernel_constraint="max_norm"
        ),
        shape=(8, 8, 3),
    )


def tensorflow_activation(keras: Any) -> Any:
    import tensorflow as tf

    dense = keras.layers.Dense
    return sequential(keras, dense(3, activation=tf.nn.relu), dense(3, activation=tf.nn.softmax))


MODELS: dict[str, Make] = {
    "lesson": network,
    "branches": branches,
    "frozen layer": frozen,
    "frozen model": frozen_whole,
    "frozen weight": frozen_weight,
    "within a model": transferred,
    "built by a call": built_by_call,
    "adapted": adapted,
    "attention": attentive,
    "convolutions": convolutional,
    "TensorFlow's functions": tensorflow_activation,
    "a number of NumPy": lambda keras: sequential(keras, keras.layers.Dropout(np.float64(0.3))),
    "sequential": lambda keras: sequential(keras, keras.layers.Dense(3, activation="tanh")),
    "activations": lambda keras: sequential(
        keras,
        *(keras.layers.Dense(3), keras.layers.LeakyReLU(), keras.layers.PReLU()),
        *(keras.layers.Activation(keras.activations.swish), keras.layers.Softmax()),
        keras.layers.Dense(2, activation=keras.layers.ELU()),
    ),
    "recurrent": lambda keras: sequential(
        keras,
        keras.layers.LSTM(3, return_sequences=True),
        keras.layers.Bidirectional(keras.layers.GRU(2, return_sequences=True)),
        keras.layers.TimeDistributed(keras.layers.Dense(2)),
        keras.layers.RNN(keras.layers.LSTMCell(2)),
        shape=(5, 3),
    ),
    "words": lambda keras: sequential(
        keras,
        *(keras.layers.Embedding(17, 3), keras.layers.GlobalAveragePooling1D()),
        shape=(5,),
    ),
    "half precision": lambda keras: sequential(
        keras,
        keras.layers.Dense(3, dtype="bfloat16"),
        keras.layers.Dense(3, dtype="mixed_float16"),
    ),
    "initializers": lambda keras: sequential(
        keras,
        keras.layers.Dense(3, kernel_initializer=keras.initializers.RandomNormal(stddev=1)),
        keras.layers.Dense(3, kernel_initializer=keras.initializers.Constant(0.5)),
    ),
}


def verdict(check: Callable[..., object], model: object, *arguments: Any, **named: Any) -> str:
    """What a check says of a model."""
    try:
        check(model, *arguments, **named)
    except CheckFailed as error:
        return str(error)
    return "good"


@pytest.mark.parametrize("make", MODELS.values(), ids=MODELS)
def test_a_copy_passes_and_fails_the_same_checks(keras: ModuleType, make: Make) -> None:
    model = make(keras)
    copy = crossed(model)
    assert type(copy) is type(model)
    assert [item.name for item in copy.layers] == [item.name for item in model.layers]
    count, inputs = model.count_params(), model.input_shape[1:]
    dense = layer("Dense", units=3)
    for check, arguments, named in [
        (check_model, (), {"kind": "functional"}),
        (check_model, (), {"kind": "sequential"}),
        (check_input_shape, (inputs,), {}),
        (check_input_shape, ((4, 7),), {}),
        (check_output_shape, ((3,),), {}),
        (check_parameter_count, (count,), {}),
        (check_parameter_count, (), {"trainable": count}),
        (check_parameter_count, (), {"non_trainable": 50}),
        (check_layers, ([dense, dense],), {}),
        (check_layers, ([layer("Dense", units=10, activation="relu"), dense],), {}),
        (check_compiled, (), {}),
    ]:
        said = verdict(check, model, *arguments, **named)
        assert verdict(check, copy, *arguments, **named) == said
    for one, other in zip(copy.weights, model.weights, strict=True):
        assert one.dtype == other.dtype
        assert one.trainable == other.trainable
        np.testing.assert_array_equal(one.numpy(), other.numpy())
    samples = np.random.default_rng(2).uniform(0, 9, size=(3, *inputs)).astype("float32")
    check_same_predictions(copy, model, samples, name="copy")


def test_a_model_that_was_trained_crosses(keras: ModuleType) -> None:
    model = network(keras)
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    rng = np.random.default_rng(3)
    samples, targets = rng.normal(size=(32, 4)), np.eye(3)[rng.integers(0, 3, 32)]
    model.fit(samples, targets, verbose=0)
    copy = crossed(model)
    np.testing.assert_array_equal(
        predict(copy, samples, name="copy"), predict(model, samples, name="model")
    )
    loss = keras.ops.convert_to_numpy(model.compute_loss(y=targets, y_pred=model(samples)))
    assert float(copy.compute_loss(y=targets, y_pred=copy(samples))) == pytest.approx(float(loss))
    # The judge may go on from there.
    assert len(copy.evaluate(samples, targets, verbose=0)) == 2
    assert len(copy.fit(samples, targets, epochs=2, verbose=0).history["loss"]) == 2


def test_a_model_is_not_changed_by_crossing(keras: ModuleType) -> None:
    model = transferred(keras)
    model.compile("adam", "mse")
    dumps(model)
    assert model.compiled
    assert model.layers[0].compiled


def test_a_model_without_weights_crosses_without_them(keras: ModuleType) -> None:
    copy = crossed(keras.Sequential([keras.layers.Dense(3)]))
    assert not copy.built
    assert verdict(check_parameter_count, copy, 15) == (
        "`model`: expected a built model, got one without weights yet. Give the model an input: "
        "begin it with `keras.Input(shape=...)`."
    )


def test_layers_cross_alone(keras: ModuleType) -> None:
    built = keras.layers.Dense(3, activation="relu")
    built.build((None, 4))
    copies = crossed([built, keras.layers.Dropout(0.5)])
    np.testing.assert_array_equal(copies[0].kernel.numpy(), built.kernel.numpy())
    assert copies[0].get_config() == built.get_config()
    assert copies[1].rate == 0.5


def test_models_cross_within_other_values(keras: ModuleType) -> None:
    copies = crossed({"models": [network(keras), network(keras)]})["models"]
    assert [copy.count_params() for copy in copies] == [83, 83]


def own_function(x: Any) -> Any:
    return x


def relu(x: Any) -> Any:
    return x


def own_layer(keras: Any, *arguments: Any) -> Any:
    class MyDense(keras.layers.Dense):
        pass

    return MyDense(*arguments)


def own_initializer(keras: Any) -> Any:
    class Mine(keras.initializers.Initializer):
        def __call__(self, shape: Any, dtype: Any = None) -> Any:
            return keras.ops.zeros(shape, dtype)

        def get_config(self) -> dict[str, Any]:
            return {}

    return sequential(keras, keras.layers.Dense(3, kernel_initializer=Mine()))


def own_model(keras: Any) -> Any:
    class Network(keras.Model):
        def call(self, inputs: Any) -> Any:
            return inputs

    return Network()


def inherited(keras: Any) -> Any:
    class Network(keras.Model):
        pass

    inputs = keras.Input((4,))
    return Network(inputs, keras.layers.Dense(3)(inputs))


def own_layer_within(keras: Any) -> Any:
    inner = sequential(keras, own_layer(keras, 3))
    return sequential(keras, inner, keras.layers.Dense(2))


def with_activation(function: Callable[..., Any]) -> Make:
    return lambda keras: sequential(keras, keras.layers.Dense(3, activation=function))


def squared(keras: Any) -> Any:
    import tensorflow as tf

    return sequential(keras, keras.layers.Dense(3, activation=tf.math.square))


OWN: dict[str, tuple[Make, str]] = {
    "layer": (
        lambda keras: sequential(keras, own_layer(keras, 3)),
        "a model with a class of your own, `MyDense`",
    ),
    "layer within a model": (own_layer_within, "a model with a class of your own, `MyDense`"),
    "layer alone": (
        lambda keras: own_layer(keras, 3),
        "a model with a class of your own, `MyDense`",
    ),
    "layer in a wrapper": (
        lambda keras: sequential(
            keras, keras.layers.TimeDistributed(own_layer(keras, 3)), shape=(5, 2)
        ),
        "a model with a class of your own, `MyDense`",
    ),
    "initializer": (own_initializer, "a model with a class of your own, `Mine`"),
    "subclassed model": (own_model, "a model with a class of your own, `Network`"),
    "inherited model": (inherited, "a model with a class of your own, `Network`"),
    "function": (
        with_activation(own_function),
        "a model with a function of your own, `own_function`",
    ),
    "function with a name of Keras": (
        with_activation(relu),
        "a model with a function of your own, `relu`",
    ),
    "lambda": (with_activation(lambda x: x), "a model with a function of your own, `<lambda>`"),
    "activation layer": (
        lambda keras: sequential(keras, keras.layers.Activation(relu)),
        "a model with a function of your own, `relu`",
    ),
    "Lambda layer": (
        lambda keras: sequential(keras, keras.layers.Lambda(own_function)),
        "a model with a `Lambda` layer, which can't be looked at safely",
    ),
    "text layer": (
        lambda keras: keras.layers.StringLookup(vocabulary=["a"]),
        "a model with a `StringLookup` layer, which can't be looked at safely",
    ),
    "unknown function of TensorFlow": (
        squared,
        "a model with `square`, which can't be looked at safely",
    ),
    "stateful": (
        lambda keras: keras.Sequential(
            [keras.Input(batch_shape=(2, 5, 3)), keras.layers.LSTM(4, stateful=True)]
        ),
        "a model with a stateful `LSTM` layer",
    ),
}


@pytest.mark.parametrize(("make", "reason"), OWN.values(), ids=OWN)
def test_what_is_not_keras_s_own_cannot_cross(keras: ModuleType, make: Make, reason: str) -> None:
    assert refusal(make(keras)) == reason
