"""Configurations of models that no honest bench would send."""

from __future__ import annotations

import resource
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from nbjudge.kernels.codec import Malformed, loads

from .crossing import crossed
from .forging import record

Config = dict[str, Any]


def part(module: Any, name: Any, config: Any = None, **more: Any) -> Config:
    config = {} if config is None else config
    return {
        "module": module,
        "class_name": name,
        "config": config,
        "registered_name": None,
        **more,
    }


def dense(units: int = 3, **settings: Any) -> Config:
    build = {"build_config": {"input_shape": (None, 4)}}
    return part("keras.layers", "Dense", {"units": units, **settings}, **build)


def sequential(*layers: Any) -> Config:
    start = part("keras.layers", "InputLayer", {"batch_shape": (None, 4), "dtype": "float32"})
    return part("keras", "Sequential", {"name": "s", "layers": [start, *layers]})


def function(module: str, name: str, **more: Any) -> Config:
    return part(module, "function", name, **{"registered_name": name, **more})


WEIGHTS = [np.ones((4, 3), "float32"), np.ones(3, "float32")]


def message(config: Any, weights: Any = WEIGHTS, compiled: Any = None) -> bytes:
    layers = [True]
    if type(config) is dict and config.get("class_name") == "Sequential":
        layers *= 1 + len(config["config"]["layers"])
    return record("model", config, weights, layers, [True] * len(weights), compiled)


HOSTILE: dict[str, Any] = {
    "nothing": {},
    "unknown class": part("keras.layers", "Evil"),
    "class that is no layer": part("keras.initializers", "Zeros"),
    "class of another module": part("os", "system"),
    "class of a student": part("__main__", "MyDense"),
    "no module": part(None, "Dense", {"units": 3}),
    "list as module": part(["keras"], "Dense"),
    "registered name": part("keras.layers", "Dense", {"units": 3}, registered_name="mine>Dense"),
    "Lambda": part("keras.layers", "Lambda", {"function": "x"}),
    "Lambda by its real module": part("keras.src.layers.core.lambda_layer", "Lambda"),
    "TFSMLayer": part("keras.layers", "TFSMLayer", {"filepath": "/tmp/x"}),
    "text from a file": part("keras.layers", "StringLookup", {"vocabulary": "/etc/passwd"}),
    "module of PyTorch": part("keras.layers", "TorchModuleWrapper", {"module": "x"}),
    "subclassed model": part("keras", "Model"),
    "loader": part("keras.saving", "load_model", {"filepath": "/tmp/x"}),
    "lambda within": dense(activation=part("builtins", "__lambda__", {"value": "x"})),
    "Lambda within": sequential(part("keras.layers", "Lambda", {"function": "x"})),
    "type of tensors": dense(
        activation=part("tensorflow", "__typespec__", [1], spec_name="TensorSpec")
    ),
    "download": dense(activation=function("keras.utils", "get_file")),
    "download among operations": part("keras.src.ops.core", "get_file"),
    "no operation": sequential(part("keras.src.ops.nn", "np")),
    "function of the system": dense(activation=function("os", "system")),
    "function that looks up others": dense(activation=function("keras.activations", "get")),
    "function by another name": dense(
        activation=function("keras.activations", "relu", registered_name="evil")
    ),
    "function within a setting of a part": dense(
        kernel_initializer=part(
            "keras.initializers", "Constant", {"value": function("keras.saving", "load_model")}
        )
    ),
    "array of objects": dense(
        kernel_initializer=part(
            "keras.initializers",
            "Constant",
            {"value": {"class_name": "__numpy__", "config": {"value": [1], "dtype": "O"}}},
        )
    ),
    "bytes": dense(name=b"x"),
    "key that is no text": part("keras.layers", "Dense", {1: 2}),
    "compiled within": sequential({**dense(), "compile_config": {"optimizer": "adam"}}),
    "unknown key": {**dense(), "evil": 1},
    "negative size": sequential(part("keras.layers", "UpSampling1D", {"size": -2})),
    "huge size": sequential(part("keras.layers", "RepeatVector", {"n": 2**40})),
    "negative side": sequential(part("keras.layers", "Resizing", {"height": -1, "width": 2})),
    "negative margin": sequential(part("keras.layers", "ZeroPadding1D", {"padding": [1, -1]})),
    "size that is no number": dense(float("nan")),
    "layer without a module": sequential({"class_name": "Dense", "config": {"units": 3}}),
}


@pytest.mark.parametrize("config", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_configuration_is_malformed(keras: ModuleType, config: Config) -> None:
    with pytest.raises(Malformed, match="no model of Keras's own parts"):
        loads(message(config))


UNFIT: dict[str, Any] = {
    "list": [],
    "unknown setting": dense(evil=1),
    "unknown name": dense(activation="evil"),
    "text as a number": dense(units="evil"),
    "layers that are names": part("keras", "Sequential", {"name": "s", "layers": ["Dense"]}),
}


@pytest.mark.parametrize("config", UNFIT.values(), ids=UNFIT)
def test_a_configuration_that_makes_no_model_is_malformed(keras: ModuleType, config: Any) -> None:
    with pytest.raises(Malformed):
        loads(message(config))


@pytest.mark.parametrize("config", [dense(), sequential(dense())], ids=["layer", "model"])
def test_an_honest_configuration_is_read(keras: ModuleType, config: Config) -> None:
    model: Any = loads(message(config))
    assert model.count_params() == 15


BAD_WEIGHTS: dict[str, Any] = {
    "none": [],
    "too few": WEIGHTS[:1],
    "too many": [*WEIGHTS, np.ones(1)],
    "lists": [[[1.0] * 3] * 4, [1.0] * 3],
    "another shape": WEIGHTS[::-1],
    "objects": [weight.astype(object) for weight in WEIGHTS],
    "texts": [weight.astype(str) for weight in WEIGHTS],
    "another order of bytes": [weight.astype(">f4") for weight in WEIGHTS],
}


@pytest.mark.parametrize("weights", BAD_WEIGHTS.values(), ids=BAD_WEIGHTS)
def test_weights_that_do_not_fit_are_malformed(keras: ModuleType, weights: Any) -> None:
    with pytest.raises(Malformed):
        loads(message(dense(), weights))
    # What was begun is forgotten.
    assert (
        crossed(keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])).count_params() == 15
    )


HUGE: dict[str, Callable[[], Any]] = {
    "units": lambda: dense(10**9),
    "units in a model": lambda: sequential(dense(10**9)),
    "words": lambda: sequential(
        part("keras.layers", "Embedding", {"input_dim": 10**9, "output_dim": 10**3})
    ),
    "layers without weights in the message": lambda: sequential(dense(10**5), dense(10**5)),
}


@pytest.mark.parametrize("make", HUGE.values(), ids=HUGE)
def test_a_huge_model_takes_no_memory(keras: ModuleType, make: Callable[[], Any]) -> None:
    crossed(keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)]))  # wakes TensorFlow up
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Malformed):
        loads(message(make()))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


def test_a_huge_layer_that_is_no_part_of_the_model_takes_no_memory(keras: ModuleType) -> None:
    inputs = keras.Input((4,))
    model = keras.Model(inputs, keras.layers.Dense(3)(inputs))
    config = keras.saving.serialize_keras_object(model)
    config.pop("compile_config")
    rest = ([weight.numpy() for weight in model.weights], [True] * 3, [True] * 2, None)
    assert loads(record("model", config, *rest)).count_params() == 15  # type: ignore[attr-defined]
    config["config"]["layers"][1]["inbound_nodes"][0]["kwargs"] = {"training": dense(10**9)}
    with pytest.raises(Malformed, match="much larger than its weights"):
        loads(record("model", config, *rest))


def settings(**given: Any) -> Config:
    names = ("loss_weights", "run_eagerly", "steps_per_execution", "jit_compile")
    measures = ("loss", "metrics", "weighted_metrics", "optimizer", "learning_rate")
    return {**dict.fromkeys((*names, *measures)), "optimizer": "adam", "steps": 0, **given}


SETTINGS: dict[str, Config] = {
    "nothing": {},
    "loss of the system": settings(loss=("class", "os", "system")),
    "loss that is a layer": settings(loss=("object", dense(), {})),
    "loss that is an optimizer": settings(loss=("object", part("keras.optimizers", "Adam"), {})),
    "class that is a layer": settings(loss=("class", "keras.layers", "Lambda")),
    "function that downloads": settings(loss=("function", "get_file")),
    "function that looks up others": settings(metrics=[("function", "deserialize")]),
    "hostile loss": settings(
        loss=(
            "object",
            part("keras.losses", "MeanSquaredError", {"fn": function("keras.utils", "get_file")}),
            {},
        )
    ),
    "unknown form": settings(loss=("own", "module", "os")),
    "unknown tag": settings(loss=("evil", "x")),
    "function as setting": settings(jit_compile=("function", "mean_squared_error")),
    "huge metric": settings(
        metrics=[("object", part("keras.metrics", "AUC", {"num_thresholds": 10**9}), {})]
    ),
    "huge table": settings(
        metrics=[("object", part("keras.metrics", "MeanIoU", {"num_classes": 10**6}), {})]
    ),
    "optimizer that is a loss": settings(optimizer=("object", part("keras.losses", "Huber"), {})),
    "unknown optimizer": settings(optimizer="evil"),
    "learning rate of text": settings(learning_rate="evil"),
    "settings that it has not": settings(
        loss=("object", part("keras.losses", "Huber"), {"fn": "get_file"})
    ),
    "a function as a setting": settings(
        loss=("object", part("keras.losses", "Huber"), {"delta": ("function", "print")})
    ),
    "steps of text": settings(steps="evil"),
    "steps that nobody can have taken": settings(steps=-1),
}


@pytest.mark.parametrize("compiled", SETTINGS.values(), ids=SETTINGS)
def test_a_hostile_way_to_compile_is_malformed(keras: ModuleType, compiled: Config) -> None:
    with pytest.raises(Malformed):
        loads(message(sequential(dense()), compiled=compiled))


def test_an_honest_way_to_compile_is_read(keras: ModuleType) -> None:
    compiled = settings(loss=("function", "mean_squared_error"))
    model: Any = loads(message(sequential(dense()), compiled=compiled))
    assert model.loss is keras.losses.mean_squared_error
