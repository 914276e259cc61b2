"""Trainings of all kinds: each gives a model and what came of it."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import keras
import numpy as np
import pandas as pd
import tensorflow as tf
from keras import layers

Trained = tuple[Any, object]

NETWORKS: dict[str, Callable[[], Trained]] = {}

_ROWS = 90
_rng = np.random.default_rng(1)
_X = _rng.normal(size=(_ROWS, 4))
_CLASSES = _rng.integers(0, 3, _ROWS)
_Y = np.eye(3)[_CLASSES]
_SUMS = _X @ [1.0, 2.0, 3.0, 4.0]
_IMAGES = _rng.normal(size=(50, 10, 10, 3)).astype("float32")
_DIGITS = _rng.integers(0, 10, 50)
_WORDS = _rng.integers(0, 20, size=(40, 5))


def network(function: Callable[[], Trained]) -> Callable[[], Trained]:
    """Adds a training to the table."""
    NETWORKS[function.__name__] = function
    return function


def _small(units: int = 3, activation: str | None = "softmax") -> Any:
    return keras.Sequential(
        [
            keras.Input((4,)),
            layers.Dense(6, activation="relu"),
            layers.Dense(units, activation=activation),
        ]
    )


def _compiled(model: Any, **settings: Any) -> Any:
    model.compile(
        **{
            "optimizer": "adam",
            "loss": "categorical_crossentropy",
            "metrics": ["accuracy"],
            **settings,
        }
    )
    return model


def _convolution() -> Any:
    model = keras.Sequential(
        [
            keras.Input((10, 10, 3)),
            layers.Conv2D(4, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.BatchNormalization(),
            layers.Dropout(0.3),
            layers.Flatten(),
            layers.Dense(10),
        ]
    )
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    return _compiled(model, loss=loss)


@network
def float64_with_a_partial_batch() -> Trained:
    model = _compiled(_small())
    return model, model.fit(_X, _Y, epochs=3)


@network
def tables_with_validation() -> Trained:
    model = _compiled(_small())
    table = pd.DataFrame(_X, columns=list("abcd")).assign(d=range(_ROWS))
    return model, model.fit(table, pd.get_dummies(_CLASSES), epochs=3, validation_split=0.4)


@network
def a_series_to_predict() -> Trained:
    metrics = ["mae", keras.metrics.RootMeanSquaredError()]
    model = _compiled(_small(1, None), loss="mse", metrics=metrics)
    return model, model.fit(pd.DataFrame(_X), pd.Series(_SUMS), epochs=2, verbose=2)


@network
def tensors_in_whole_batches() -> Trained:
    model = _compiled(_small(), loss="sparse_categorical_crossentropy")
    return model, model.fit(tf.constant(_X), tf.constant(_CLASSES), epochs=2, batch_size=30)


@network
def fewer_than_a_batch() -> Trained:
    model = _compiled(_small())
    return model, model.fit(_X[:5], _Y[:5], epochs=2)


@network
def in_their_order() -> Trained:
    model = _compiled(_small())
    return model, model.fit(_X, _Y, epochs=2, shuffle=False)


@network
def shuffled_batch_by_batch() -> Trained:
    model = _compiled(_small())
    return model, model.fit(_X, _Y, epochs=2, shuffle="batch")


@network
def weighted() -> Trained:
    model = _compiled(_small(), weighted_metrics=["accuracy"])
    model.fit(_X, _Y, sample_weight=np.linspace(0, 1, _ROWS), epochs=2, verbose=0)
    return model, model.fit(_X, _Y, class_weight={0: 1.0, 1: 2.0, 2: 0.5}, epochs=2)


@network
def a_class_of_metrics() -> Trained:
    """Keras makes one of it, but can't write it down."""
    model = _compiled(_small(1, None), loss="mse", metrics=[keras.metrics.RootMeanSquaredError])
    history = model.fit(_X, _SUMS, validation_split=0.2, epochs=2, verbose=0)
    return model, [history.history, model.evaluate(_X, _SUMS, verbose=0), model.predict(_X)]


@network
def settings_in_numbers_of_numpy() -> Trained:
    adam = keras.optimizers.Adam(np.float64(0.01), beta_1=np.float32(0.8))
    model = _compiled(_small(), optimizer=adam)
    weights = dict(zip(np.arange(3), np.array([1.0, 2.0, 0.5]), strict=True))
    split, size = np.float64(0.2), np.int64(16)
    model.fit(_X, _Y, class_weight=weights, batch_size=size, epochs=np.int64(2), verbose=0)
    return model, model.fit(_X, _Y, validation_split=split, initial_epoch=np.int64(1), epochs=3)


@network
def steps_that_do_not_fit() -> Trained:
    model = _compiled(_small())
    model.fit(_X, _Y, steps_per_epoch=2, epochs=3, verbose=0)
    return model, model.fit(
        _X, _Y, validation_data=(_X, _Y), validation_steps=2, validation_freq=2, epochs=2
    )


@network
def several_steps_at_once() -> Trained:
    model = _compiled(_small(), steps_per_execution=2)
    return model, model.fit(_X, _Y, epochs=2, validation_data=(_X, _Y))


@network
def more_steps_at_once_than_there_are() -> Trained:
    model = _compiled(_small(), steps_per_execution=50)
    return model, model.fit(_X, _Y, epochs=2)


@network
def without_functions() -> Trained:
    model = _compiled(_small(), run_eagerly=True)
    return model, model.fit(_X[:20], _Y[:20], epochs=2)


@network
def from_a_generator() -> Trained:
    model = _compiled(_small())
    return model, model.fit(((_X[:9], _Y[:9]) for _ in range(3)), epochs=1, verbose=0)


@network
def from_a_data_set() -> Trained:
    data = tf.data.Dataset.from_tensor_slices((_X, _Y)).shuffle(50, seed=1).batch(20)
    model = _compiled(_small())
    return model, model.fit(data.map(lambda x, y: (x, y)), epochs=2, verbose=0, shuffle=False)


@network
def images() -> Trained:
    model = _convolution()
    return model, model.fit(
        _IMAGES, _DIGITS, epochs=2, validation_data=(_IMAGES[:20], _DIGITS[:20])
    )


@network
def trained_again() -> Trained:
    model = _compiled(_small())
    model.fit(_X, _Y, epochs=2, verbose=0)
    model.layers[0].trainable = False
    _compiled(model, optimizer=keras.optimizers.SGD(0.1, momentum=0.9))
    model.fit(_X, _Y, epochs=1, verbose=0)
    return model, model.fit(_X[:40], _Y[:40], epochs=3, initial_epoch=1)


@network
def two_outputs_and_two_inputs() -> Trained:
    left, right = keras.Input((2,), name="left"), keras.Input((2,), name="right")
    hidden = layers.Dense(5, activation="tanh")(layers.Concatenate()([left, right]))
    kind = layers.Dense(3, activation="softmax", name="kind")(hidden)
    total = layers.Dense(1, name="total")(hidden)
    model = keras.Model({"left": left, "right": right}, {"kind": kind, "total": total})
    model.compile("rmsprop", loss={"kind": "categorical_crossentropy", "total": "mse"})
    data = {"left": _X[:, :2], "right": _X[:, 2:]}
    return model, model.fit(data, {"kind": _Y, "total": _SUMS}, epochs=2)


@network
def one_network_used_twice() -> Trained:
    tower, left, right = _small(2, None), keras.Input((4,)), keras.Input((4,))
    angle = layers.Dot(1, normalize=True)([tower(left), tower(right)])
    model = _compiled(keras.Model([left, right], angle), loss="mse", metrics=None)
    return model, model.fit([_X, _X[::-1]], _CLASSES * 1.0, epochs=2)


@network
def without_an_input_layer() -> Trained:
    model = _compiled(keras.Sequential([layers.Dense(5, activation="relu"), layers.Dense(3)]))
    return model, model.fit(_X, _Y, epochs=2)


@network
def own_model_that_prints() -> Trained:
    class Own(keras.Model):
        def __init__(self) -> None:
            super().__init__()
            self.first, self.drop = layers.Dense(5), layers.Dropout(0.5)
            self.last = layers.Dense(3, activation="softmax")

        def call(self, x: Any, training: bool = False) -> Any:
            print("called")
            return self.last(self.drop(self.first(x), training=training))

    model = _compiled(Own())
    return model, model.fit(_X, _Y, epochs=2, verbose=0)


@network
def own_step_that_prints() -> Trained:
    class Own(keras.Sequential):
        def train_step(self, data: Any) -> Any:
            print("a step")
            return super().train_step(data)

    model = _compiled(Own([keras.Input((4,)), layers.Dense(3, activation="softmax")]))
    return model, model.fit(_X, _Y, epochs=2, verbose=0)


@network
def own_parts_that_print() -> Trained:
    def loss(truth: Any, prediction: Any) -> Any:
        print("loss")
        return keras.ops.mean((truth - prediction) ** 2)

    def mean(_: Any, prediction: Any) -> Any:
        print("metric")
        return keras.ops.mean(prediction)

    def bend(x: Any) -> Any:
        print("activation")
        return keras.ops.relu(x)

    parts = [layers.Dense(5, activation=bend), layers.Lambda(lambda x: x * 2), layers.Dense(3)]
    model = _compiled(keras.Sequential([keras.Input((4,)), *parts]), loss=loss, metrics=[mean])
    return model, model.fit(_X, _Y, epochs=2, verbose=0)


@network
def own_function_of_a_step() -> Trained:
    class Own(keras.Sequential):
        def make_train_function(self, force: bool = False) -> Any:
            self.train_function = tf.function(lambda iterator: self.train_step(next(iterator)))

    model = _compiled(Own([keras.Input((4,)), layers.Dense(3, activation="softmax")]))
    return model, model.fit(_X, _Y, epochs=2, verbose=0)


def _optimized(name: str) -> Callable[[], Trained]:
    def train() -> Trained:
        optimizer = getattr(keras.optimizers, name)(learning_rate=0.01)
        model = _compiled(_small(), optimizer=optimizer)
        return model, model.fit(_X, _Y, epochs=2, verbose=0)

    return train


for _name in ("SGD", "RMSprop", "AdamW", "Adamax", "Nadam", "Ftrl", "Adafactor"):
    NETWORKS[f"optimizer_{_name}"] = _optimized(_name)


@network
def a_schedule_and_averages() -> Trained:
    rate = keras.optimizers.schedules.ExponentialDecay(0.01, 10, 0.9)
    optimizer = keras.optimizers.Adam(rate, clipnorm=1.0, use_ema=True, weight_decay=0.01)
    model = _compiled(_small(), optimizer=optimizer)
    return model, model.fit(_X, _Y, epochs=2)


@network
def callbacks() -> Trained:
    used = [
        keras.callbacks.EarlyStopping(monitor="val_loss", patience=1, restore_best_weights=True),
        keras.callbacks.ReduceLROnPlateau(patience=1),
        keras.callbacks.LambdaCallback(
            on_train_batch_end=lambda batch, logs: print(batch, float(logs["loss"]))
        ),
    ]
    model = _compiled(_small(), optimizer=keras.optimizers.SGD(1.5))
    return model, model.fit(_X, _Y, epochs=6, validation_split=0.3, callbacks=used, verbose=0)


@network
def reported() -> Trained:
    """By callbacks that do no more than count and print."""

    class Report(keras.callbacks.Callback):
        seen: ClassVar[list[float]] = []

        def __init__(self, title: str) -> None:
            super().__init__()
            self.title = title

        def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
            Report.seen.append(logs["loss"])

        def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
            print(f"{self.title}: {logs['loss']:.9f} of {self.params['epochs']}")
            logs["more"] = max(Report.seen)

    epochs: list[int] = []
    count = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: epochs.append(epoch))
    model = _compiled(_small())
    history = model.fit(_X, _Y, epochs=3, verbose=0, callbacks=[Report("loss"), count])
    return model, [history.history, epochs, Report.seen]


@network
def stopped_early() -> Trained:
    used = [
        keras.callbacks.EarlyStopping(patience=1, restore_best_weights=True, verbose=1),
        keras.callbacks.ModelCheckpoint(
            "best.weights.h5", save_best_only=True, save_weights_only=True
        ),
        keras.callbacks.CSVLogger("epochs.csv"),
    ]
    model = _compiled(_small(), optimizer=keras.optimizers.SGD(1.5))
    history = model.fit(_X, _Y, epochs=9, validation_data=(_X[:40], _Y[:40]), callbacks=used)
    print(Path("epochs.csv").read_text(encoding="utf-8"))
    model.load_weights("best.weights.h5")
    return model, history


@network
def thawed_without_being_compiled_again() -> Trained:
    model = _small()
    model.layers[0].trainable = False
    _compiled(model).fit(_X, _Y, epochs=2, verbose=0)
    model.layers[0].trainable = True
    return model, model.fit(_X, _Y, epochs=2, verbose=0)


@network
def losses_that_only_their_settings_tell_apart() -> Trained:
    """The configuration of this loss does not say `delta`."""
    trained = []
    for delta in (0.1, 2.0):
        keras.utils.set_random_seed(5)
        optimizer, loss = keras.optimizers.Adam(name="adam"), keras.losses.Huber(delta=delta)
        model = _compiled(_small(), optimizer=optimizer, loss=loss)
        trained.append((model, model.fit(_X, _Y, epochs=2, verbose=0)))
    return trained[0]


@network
def stopped_within_an_epoch() -> Trained:
    class Stop(keras.callbacks.Callback):
        def on_train_batch_end(self, batch: int, logs: object = None) -> None:
            self.model.stop_training = batch == 1

    model = _compiled(_small())
    return model, model.fit(_X, _Y, epochs=3, callbacks=[Stop()], verbose=0)


@network
def seeded_anew_by_a_callback() -> Trained:
    class Seed(keras.callbacks.Callback):
        def on_epoch_begin(self, epoch: int, logs: object = None) -> None:
            keras.utils.set_random_seed(epoch)

    model = _convolution()
    return model, model.fit(_IMAGES, _DIGITS, epochs=3, callbacks=[Seed()], verbose=0)


@network
def data_changed_by_a_callback() -> Trained:
    data = _X.astype("float32")

    class Change(keras.callbacks.Callback):
        def on_epoch_begin(self, epoch: int, logs: object = None) -> None:
            data[:] = epoch

    model = _compiled(_small())
    return model, model.fit(data, _Y, epochs=3, callbacks=[Change()], verbose=0)


@network
def recurrent() -> Trained:
    parts = [layers.Embedding(20, 4), layers.LSTM(3, dropout=0.2), layers.Dense(1)]
    model = _compiled(keras.Sequential([keras.Input((5,)), *parts]), loss="mse", metrics=["mae"])
    return model, model.fit(_WORDS, _WORDS[:, 0] * 0.1, epochs=2)


@network
def noise_and_regularizers() -> Trained:
    adapted = layers.Normalization()
    adapted.adapt(_X)
    parts = [
        adapted,
        layers.GaussianNoise(0.1),
        layers.Dense(6, kernel_regularizer="l2", kernel_constraint="non_neg", activation="gelu"),
        layers.LayerNormalization(),
        layers.Dense(3, activation="softmax"),
    ]
    metrics = ["accuracy", keras.metrics.AUC(), keras.metrics.F1Score()]
    model = _compiled(keras.Sequential([keras.Input((4,)), *parts]), metrics=metrics)
    return model, model.fit(_X, _Y, epochs=2, verbose=0)


@network
def a_frozen_base() -> Trained:
    parts = [layers.Conv2D(4, 3), layers.BatchNormalization(), layers.GlobalAveragePooling2D()]
    base = keras.Sequential([keras.Input((10, 10, 3)), *parts])
    base.trainable = False
    model = keras.Sequential([base, layers.Dense(10, activation="softmax")])
    _compiled(model, loss="sparse_categorical_crossentropy")
    return model, model.fit(_IMAGES, _DIGITS, epochs=2)


@network
def single_batches() -> Trained:
    model = _compiled(_small())
    found = [model.train_on_batch(_X[:20], _Y[:20]) for _ in range(2)]
    found.append(model.test_on_batch(_X[:20], _Y[:20]))
    return model, [*found, model.predict_on_batch(_X[:7])]


@network
def saved_and_loaded() -> Trained:
    model = _compiled(_small())
    model.fit(_X, _Y, epochs=1, verbose=0)
    model.save("network.keras")
    model = keras.models.load_model("network.keras")
    return model, model.fit(_X, _Y, epochs=1)


@network
def evaluated_before_and_after() -> Trained:
    data = _X.astype("float32")
    model = _compiled(_small())
    before = model.evaluate(data, _Y, verbose=0), model.predict(data, verbose=0)
    data[:] = 0
    after = model.evaluate(data, _Y, return_dict=True), model.predict(data, batch_size=7)
    model.layers[0].activation = keras.activations.tanh
    return model, [before, after, model.evaluate(data, _Y, verbose=2), model.predict(_X)]


@network
def never_compiled() -> Trained:
    """A kernel set by hand, over images of two sizes, and a network of two inputs."""
    edges = keras.Sequential([keras.Input((None, None, 1)), layers.Conv2D(1, 3, use_bias=False)])
    edges.layers[0].kernel.assign(np.arange(9.0).reshape(3, 3, 1, 1))
    first, second = keras.Input((4,)), keras.Input((4,))
    both = keras.Model([first, second], layers.Dense(2)(layers.concatenate([first, second])))
    found = [edges.predict(_IMAGES[..., :1], verbose=0), edges.predict(_X[None, ..., None])]
    return both, [*found, both.predict([_X, -_X], batch_size=20), both.predict_on_batch([_X, _X])]


@network
def means_of_all_kinds() -> Trained:
    """Of other precisions, of nothing, reset by hand, within a function, without a state."""
    found: list[object] = []
    for dtype in ("float32", "float64", "float16"):
        mean = keras.metrics.Mean(dtype=dtype)
        found.append(mean.result())
        mean.update_state([1.0, 2.0, 4.0], sample_weight=[1, 0, 3])
        found += [mean.result(), str(mean.result().dtype)]
        mean.reset_state()
        found += [mean.result(), mean.total, mean.count]

    mean = keras.metrics.Mean()

    @tf.function
    def used() -> Any:
        mean.reset_state()
        mean.update_state([1.0, 4.0])
        return mean.result()

    with tf.GradientTape() as tape:
        found += [used(), mean.result()]
    found.append(tape.watched_variables())
    found.append(
        mean.stateless_result(mean.stateless_update_state(mean.stateless_reset_state(), 3))
    )
    keras.config.set_dtype_policy("mixed_float16")
    try:
        model = _compiled(_small())
        history = model.fit(_X, _Y, epochs=2, validation_data=(_X[:20], _Y[:20]))
    finally:
        keras.config.set_dtype_policy("float32")
    return model, [*map(str, found), history.history]


@network
def errors() -> Trained:
    model, found = _compiled(_small(4)), []
    for x, y in ((_X, _Y), (_X[:, :3], _Y), (_X[:9], _Y)):
        try:
            model.fit(x, y, epochs=1, verbose=0)
        except ValueError as error:
            found.append("".join(traceback.format_exception(error)))
    return model, found
