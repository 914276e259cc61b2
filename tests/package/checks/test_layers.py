"""The check of layers: every equivalent spelling, and nothing else."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from nbjudge.checks import check_layers, check_same_layers, layer

from .failing import failure

WANTED = [
    layer("Dense", units=5, activation="relu"),
    layer("Dense", units=3, activation="softmax"),
]


def chain(keras: Any, *layers: Any) -> Any:
    return keras.Sequential([keras.Input((4,)), *layers])


def graph(keras: Any, build: Callable[[Any], Any]) -> Any:
    inputs = keras.Input((4,))
    return keras.Model(inputs, build(inputs))


def loaded(keras: Any, model: Any) -> Any:
    config = keras.saving.serialize_keras_object(model)
    return keras.saving.deserialize_keras_object(config)


def trained(keras: Any, model: Any) -> Any:
    model(keras.ops.ones((2, 4)))
    return model


def nested(keras: Any) -> Any:
    dense = keras.layers.Dense
    inner = chain(keras, dense(5), keras.layers.Activation("relu"))
    middle = graph(keras, lambda inputs: inner(inputs))
    outer = keras.Sequential([keras.Input((5,)), keras.Sequential([dense(3)])])
    return graph(keras, lambda inputs: keras.layers.Softmax()(outer(middle(inputs))))


def inherited(keras: Any) -> Any:
    class Network(keras.Model):
        pass

    dense = keras.layers.Dense
    inputs = keras.Input((4,))
    return Network(inputs, dense(3, activation="softmax")(dense(5, activation="relu")(inputs)))


RIGHT: dict[str, Callable[[Any, Any, Any], Any]] = {
    "sequential": lambda k, dense, act: chain(k, dense(5, "relu"), dense(3, "softmax")),
    "functional": lambda k, dense, act: graph(
        k, lambda x: dense(3, "softmax")(dense(5, "relu")(x))
    ),
    "subclass of a functional model": lambda k, dense, act: inherited(k),
    "names": lambda k, dense, act: chain(
        k, dense(5, "relu", name="one"), dense(3, "softmax", name="other")
    ),
    "without an input, then called": lambda k, dense, act: trained(
        k, k.Sequential([dense(5, "relu"), dense(3, "softmax")])
    ),
    "activation layers": lambda k, dense, act: chain(
        k, dense(5), act("relu"), dense(3), act("softmax")
    ),
    "activation classes": lambda k, dense, act: chain(
        k, dense(5), k.layers.ReLU(), dense(3), k.layers.Softmax()
    ),
    "functions of Keras": lambda k, dense, act: chain(
        k, dense(5, k.activations.relu), dense(3, k.ops.softmax)
    ),
    "functions of TensorFlow": lambda k, dense, act: chain(
        k, dense(5, tensorflow().nn.relu), dense(3, tensorflow().nn.softmax)
    ),
    "layers as activations": lambda k, dense, act: chain(
        k, dense(5, k.layers.ReLU()), dense(3, act("softmax"))
    ),
    "operations": lambda k, dense, act: graph(
        k, lambda x: k.ops.softmax(dense(3)(k.ops.relu(dense(5)(x))))
    ),
    "activation functions called": lambda k, dense, act: graph(
        k, lambda x: k.activations.softmax(dense(3)(k.activations.relu(dense(5)(x))))
    ),
    "idle layers": lambda k, dense, act: chain(
        k,
        k.layers.Identity(),
        dense(5, "relu"),
        k.layers.Dropout(0.0),
        dense(3),
        act("linear"),
        act("softmax"),
    ),
    "models in models": lambda k, dense, act: nested(k),
    "list of one input": lambda k, dense, act: listed(k, dense),
    "from its configuration": lambda k, dense, act: loaded(
        k, chain(k, dense(5), act("relu"), dense(3, "softmax"))
    ),
    "half precision": lambda k, dense, act: chain(
        k, dense(5, "relu", dtype="mixed_float16"), dense(3, "softmax", dtype="float32")
    ),
    "weights by another lot": lambda k, dense, act: chain(
        k, dense(5, "relu", kernel_initializer="he_normal"), dense(3, "softmax")
    ),
    "defaults that are named": lambda k, dense, act: chain(
        k,
        dense(5, "relu", use_bias=True, kernel_initializer=k.initializers.GlorotUniform(seed=1)),
        dense(3, "softmax", trainable=True, kernel_regularizer=None, bias_initializer="zeros"),
    ),
}
BESIDE: dict[str, dict[str, Any]] = {
    "trainable": {"trainable": False},
    "use_bias": {"use_bias": False},
    "kernel_regularizer": {"kernel_regularizer": "l2"},
    "kernel_constraint": {"kernel_constraint": "non_neg"},
    "kernel_initializer": {"kernel_initializer": "zeros"},
    "bias_initializer": {"bias_initializer": "ones"},
}
WRONG: dict[str, Callable[[Any, Any, Any], Any]] = {
    "units": lambda k, dense, act: chain(k, dense(6, "relu"), dense(3, "softmax")),
    "activation": lambda k, dense, act: chain(k, dense(5, "tanh"), dense(3, "softmax")),
    "no activation": lambda k, dense, act: chain(k, dense(5), dense(3, "softmax")),
    "no softmax": lambda k, dense, act: chain(k, dense(5, "relu"), dense(3)),
    "clipped relu": lambda k, dense, act: chain(
        k, dense(5), k.layers.ReLU(max_value=6), dense(3, "softmax")
    ),
    "clipped relu as activation": lambda k, dense, act: chain(
        k, dense(5, k.layers.ReLU(max_value=6)), dense(3, "softmax")
    ),
    "softmax over the samples": lambda k, dense, act: chain(
        k, dense(5, "relu"), dense(3), k.layers.Softmax(axis=0)
    ),
    "leaky relu": lambda k, dense, act: chain(
        k, dense(5), k.layers.LeakyReLU(), dense(3, "softmax")
    ),
    "parametric relu": lambda k, dense, act: chain(
        k, dense(5, k.layers.PReLU()), dense(3, "softmax")
    ),
    "activation before the layer": lambda k, dense, act: chain(
        k, act("relu"), dense(5), dense(3, "softmax")
    ),
    "own function": lambda k, dense, act: chain(k, dense(5, relu), dense(3, "softmax")),
    "lambda": lambda k, dense, act: chain(k, dense(5, lambda x: x), dense(3, "softmax")),
    "order": lambda k, dense, act: chain(k, dense(3, "softmax"), dense(5, "relu")),
    "one layer too many": lambda k, dense, act: chain(
        k, dense(5, "relu"), dense(3, "softmax"), dense(3)
    ),
    "one layer too few": lambda k, dense, act: chain(k, dense(5, "relu")),
    "no layer": lambda k, dense, act: chain(k),
    "dropout": lambda k, dense, act: chain(
        k, dense(5, "relu"), k.layers.Dropout(0.5), dense(3, "softmax")
    ),
    "convolution": lambda k, dense, act: k.Sequential(
        [k.Input((4, 1)), k.layers.Conv1D(5, 2, activation="relu"), dense(3, "softmax")]
    ),
    "own class": lambda k, dense, act: chain(k, dense(5, "relu"), own_dense(k)),
    "branch": lambda k, dense, act: graph(
        k,
        lambda x: dense(3, "softmax")(k.layers.Concatenate()([x, dense(5, "relu")(x)])),
    ),
    "branch by an operation": lambda k, dense, act: graph(k, lambda x: branch(dense, x)),
    "layer twice": lambda k, dense, act: graph(k, lambda x: twice(dense, x)),
    "layer twice in a nested model": lambda k, dense, act: graph(
        k, lambda x: graph(k, lambda y: twice(dense, y))(x)
    ),
    "two inputs": lambda k, dense, act: two_inputs(k, dense),
    "two outputs": lambda k, dense, act: graph(
        k, lambda x: [dense(5, "relu")(x), dense(3, "softmax")(x)]
    ),
    "not built": lambda k, dense, act: k.Sequential([dense(5, "relu"), dense(3, "softmax")]),
    "subclassed": lambda k, dense, act: subclassed(k),
    "subclassed inside": lambda k, dense, act: chain(k, subclassed(k)),
    "own call": lambda k, dense, act: own_call(k),
    "layers in a list": lambda k, dense, act: [dense(5, "relu"), dense(3, "softmax")],
    "none": lambda k, dense, act: None,
}


def relu(x: Any) -> Any:
    return x


def tensorflow() -> Any:
    import tensorflow

    return tensorflow


def listed(keras: Any, dense: Any) -> Any:
    inputs = keras.Input((4,))
    return keras.Model([inputs], [dense(3, "softmax")(dense(5, "relu")(inputs))])


def own_dense(keras: Any) -> Any:
    class Dense(keras.layers.Dense):
        pass

    return Dense(3, activation="softmax")


def branch(dense: Any, x: Any) -> Any:
    return dense(3, "softmax")(dense(5, "relu")(x)) + x[:, :3]


def twice(dense: Any, x: Any) -> Any:
    hidden, again = dense(5, "relu"), dense(3, "softmax")
    return again(hidden(x)) * again(hidden(x * 2))


def two_inputs(keras: Any, dense: Any) -> Any:
    one, other = keras.Input((4,)), keras.Input((3,))
    return keras.Model([one, other], [dense(3, "softmax")(dense(5, "relu")(one)), other])


def subclassed(keras: Any) -> Any:
    class Network(keras.Model):
        def __init__(self) -> None:
            super().__init__()
            self.output_layer = keras.layers.Dense(3, activation="softmax")
            self.hidden_layer = keras.layers.Dense(5, activation="relu")

        def call(self, inputs: Any) -> Any:
            return self.output_layer(self.hidden_layer(inputs))

    return Network()


def own_call(keras: Any) -> Any:
    class Network(keras.Model):
        def call(self, inputs: Any) -> Any:
            return super().call(inputs) * 2

    dense = keras.layers.Dense
    inputs = keras.Input((4,))
    return Network(inputs, dense(3, activation="softmax")(dense(5, activation="relu")(inputs)))


def make(spellings: dict[str, Callable[[Any, Any, Any], Any]], name: str, keras: Any) -> Any:
    def dense(units: int, activation: Any = None, **options: Any) -> Any:
        return keras.layers.Dense(units, activation=activation, **options)

    return spellings[name](keras, dense, keras.layers.Activation)


@pytest.mark.parametrize("name", RIGHT)
def test_layers(name: str, keras: ModuleType) -> None:
    check_layers(make(RIGHT, name, keras), WANTED)
    separate = [
        layer("Dense", units=5),
        layer("ReLU"),
        layer("Dense"),
        layer("Activation", activation="softmax"),
    ]
    check_layers(make(RIGHT, name, keras), separate)


@pytest.mark.parametrize("name", WRONG)
def test_other_layers(name: str, keras: ModuleType) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = make(WRONG, name, keras)
    failure(check_layers, model, WANTED, name="net")


@pytest.mark.parametrize("setting", BESIDE)
def test_a_setting_beside_the_named_ones(setting: str, keras: ModuleType) -> None:
    keras.backend.clear_session()
    dense = keras.layers.Dense
    model = chain(keras, dense(5, "relu", **BESIDE[setting]), dense(3, "softmax"))
    message = failure(check_layers, model, WANTED)
    assert message.startswith(f"`{setting}` of layer 1 `dense`: expected its default, got ")
    value = model.layers[0].get_config()[setting]
    check_layers(model, [layer("Dense", units=5, activation="relu", **{setting: value}), WANTED[1]])
    check_layers(model, WANTED, by_default=False)


def test_the_last_axis_has_two_numbers(keras: ModuleType) -> None:
    check_layers(
        chain(keras, keras.layers.BatchNormalization(axis=1)), [layer("BatchNormalization")]
    )


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("units", "layer 1 `dense`: expected another `units`, got `units=6`."),
        ("no softmax", "the activation of layer 2 `dense_1`: expected another one, got none."),
        ("activation", "the activation of layer 1 `dense`: expected another one, got `tanh`."),
        (
            "own function",
            "the activation of layer 1 `dense`: expected another one,"
            " got `a function of your own`.",
        ),
        ("dropout", "layer 2 `dropout`: expected another kind of layer, got `Dropout`."),
        ("one layer too few", "`net`: expected another number of layers, got 1 after the input."),
    ],
)
def test_message(name: str, message: str, keras: ModuleType) -> None:
    keras.backend.clear_session()
    model = make(WRONG, name, keras)
    assert failure(check_layers, model, WANTED, name="net", remedy="Look.") == f"{message} Look."


def test_images(keras: ModuleType) -> None:
    layers = keras.layers
    model = keras.Sequential(
        [
            keras.Input((12, 12, 3)),
            layers.Rescaling(1 / 255),
            layers.Conv2D(4, (3, 3), activation="relu"),
            layers.MaxPool2D((2, 2)),
            layers.BatchNormalization(),
            layers.Flatten(),
            layers.Dense(10, use_bias=False),
        ]
    )
    wanted = [
        layer("Rescaling", scale=1 / 255),
        layer("Conv2D", filters=4, kernel_size=3, activation="relu"),
        layer("MaxPooling2D", pool_size=(2, 2)),
        layer("BatchNormalization"),
        layer("Flatten"),
        layer("Dense", units=10, use_bias=False),
    ]
    check_layers(model, wanted)
    wanted[1] = layer("Conv2D", filters=4, kernel_size=5, activation="relu")
    message = failure(check_layers, model, wanted)
    assert message.endswith("expected another `kernel_size`, got `kernel_size=(3, 3)`.")
    wanted[1] = layer("Conv2D", filters=4, kernel_size=(3, 2), activation="relu")
    failure(check_layers, model, wanted)
    for other in (layers.MaxPooling2D(strides=1), layers.MaxPooling2D(padding="same")):
        model = keras.Sequential([keras.Input((12, 12, 3)), other])
        failure(check_layers, model, [layer("MaxPooling2D", pool_size=2)])


def test_images_of_any_size(keras: ModuleType) -> None:
    layers = keras.layers
    model = keras.Sequential(
        [keras.Input((None, None, 3)), layers.Conv2D(4, 3), layers.GlobalMaxPooling2D()]
    )
    check_layers(model, [layer("Conv2D", filters=4), layer("GlobalMaxPooling2D")])


def test_activation_after_normalization(keras: ModuleType) -> None:
    layers = keras.layers
    model = chain(keras, layers.Dense(5), layers.BatchNormalization(), layers.ReLU())
    check_layers(model, [layer("Dense"), layer("BatchNormalization"), layer("ReLU")])
    failure(check_layers, model, [layer("Dense", activation="relu"), layer("BatchNormalization")])


def test_a_layer_without_weights_may_be_called_several_times(keras: ModuleType) -> None:
    inputs = keras.Input((8, 8, 3))
    drop, pool = keras.layers.Dropout(0.2), keras.layers.MaxPooling2D()
    x = drop(pool(keras.layers.Conv2D(4, 1)(inputs)))
    x = keras.layers.Dense(2)(drop(pool(keras.layers.Conv2D(5, 1)(x))))
    block = [layer("MaxPooling2D"), layer("Dropout", rate=0.2)]
    wanted = [layer("Conv2D", filters=4), *block, layer("Conv2D", filters=5), *block]
    check_layers(keras.Model(inputs, x), [*wanted, layer("Dense", units=2)])


def test_a_layer_with_weights_is_one_layer(keras: ModuleType) -> None:
    inputs, dense = keras.Input((4,)), keras.layers.Dense(4)
    failure(check_layers, keras.Model(inputs, dense(dense(inputs))), [layer("Dense", units=4)] * 2)


def test_diverged_model_keeps_its_layers(keras: ModuleType) -> None:
    model = make(RIGHT, "sequential", keras)
    model.set_weights([weight * float("nan") for weight in model.get_weights()])
    check_layers(model, WANTED)


def test_parametric_activation(keras: ModuleType) -> None:
    wanted = [layer("Dense", units=5), layer("PReLU")]
    layers = keras.layers
    check_layers(chain(keras, layers.Dense(5), layers.PReLU()), wanted)
    check_layers(chain(keras, layers.Dense(5, activation=layers.PReLU())), wanted)


def network(keras: Any, **settings: Any) -> Any:
    """A network of two layers, the first with settings of its own."""
    first = {"units": 10, "activation": "relu"} | settings
    layers = [keras.Input((4,)), keras.layers.Dense(**first), keras.layers.Dense(3)]
    return keras.Sequential(layers)


def test_same_layers(keras: ModuleType) -> None:
    """In whatever way they are spelled."""
    inputs = keras.Input((4,))
    hidden = keras.layers.ReLU()(keras.layers.Dense(10, name="mine")(inputs))
    check_same_layers(keras.Model(inputs, keras.layers.Dense(3)(hidden)), network(keras))


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"units": 11}, "expected another `units`, got `units=11`"),
        ({"activation": "tanh"}, "expected another one, got `tanh`"),
        ({"use_bias": False}, "expected another `use_bias`, got `use_bias=False`"),
        ({"trainable": False}, "expected another `trainable`, got `trainable=False`"),
        ({"kernel_initializer": "zeros"}, "expected another `kernel_initializer`"),
    ],
    ids=lambda one: next(iter(one)) if isinstance(one, dict) else "",
)
def test_not_the_same_layers(settings: dict[str, Any], message: str, keras: ModuleType) -> None:
    assert message in failure(check_same_layers, network(keras, **settings), network(keras))


def test_not_as_many_layers(keras: ModuleType) -> None:
    more = keras.Sequential([network(keras), keras.layers.Dense(3)])
    assert "got 3 layers after the input" in failure(check_same_layers, more, network(keras))
