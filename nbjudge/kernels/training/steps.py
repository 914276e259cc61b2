"""Steps of training, evaluation and prediction: Keras's own, traced once, and only if that pays."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import tensorflow as tf
from keras.src import tree
from keras.src.backend.tensorflow.core import Variable
from keras.src.backend.tensorflow.trainer import TensorFlowTrainer
from keras.src.models import Functional, Sequential

from nbjudge.kernels.training.batches import Batches, Epoch

# So many batches take less time, one after the other, than a step takes to be traced.
FEW = 4
# By whom a model is made whose steps have no effects of their own.
_OF_KERAS = (
    "builtins",
    "collections",
    "functools",
    "inspect",
    "keras",
    "numpy",
    "tensorflow",
    "ml_dtypes",
)

_initialize = Variable._initialize
_make_function = TensorFlowTrainer._make_function
_make_predict_function = TensorFlowTrainer.make_predict_function


class Pace:
    """How steps are run.

    With `eager`, short evaluations and predictions are not traced. A traced model stays as it was
    then, whatever is done to its layers; so that is for who does nothing to them: a judge.
    """

    eager = False
    # Whether variables are made apart from the function that is being traced.
    apart = False

    @classmethod
    @contextlib.contextmanager
    def without_variables(cls) -> Iterator[None]:
        """Has nothing of variables that are made here known to what is traced: see `initialize`."""
        cls.apart = True
        try:
            yield
        finally:
            cls.apart = False

    @staticmethod
    @contextlib.contextmanager
    def without_tracing() -> Iterator[None]:
        """Has functions run here as they stand."""
        tf.config.run_functions_eagerly(True)
        try:
            yield
        finally:
            tf.config.run_functions_eagerly(False)


def make_function(self: Any, step_function: Callable[[Any], Any]) -> Any:
    """The function of a step, or of several, which gets an iterator over batches."""
    function = _make_function(self, step_function)
    if self.run_eagerly or self.jit_compile:
        return function
    trains = step_function == self.train_step
    traced: dict[str, Any] = {}

    def one_step(batch: Any, batches: Batches) -> Any:
        if (known := traced.get(batches.kind)) is not None:
            return _called(known, batch)
        plain = is_plain(self)
        if Pace.eager and plain and not trains and batches.count <= FEW:
            with Pace.without_tracing():
                return function(iter((batch,)))
        # By the name that errors know it by.
        multi_step_on_iterator = _untouched(lambda batch: function(iter((batch,))))
        multi_step_on_iterator.__name__ = "multi_step_on_iterator"
        new = _function(multi_step_on_iterator, batches.element_spec)
        with Pace.without_variables() if plain else contextlib.nullcontext():
            answer = new(batch)
        traced[batches.kind] = new.get_concrete_function()
        return answer

    def steps(iterator: Any) -> Any:
        if type(iterator) is not Epoch or iterator.is_real or tf.config.functions_run_eagerly():
            return function(iterator)
        for batch in iterator.take(self.steps_per_execution):
            answer = one_step(batch, iterator.batches)
        return answer

    return steps


def _called(concrete: Any, batch: Any) -> Any:
    """What a traced function says, called without looking at the types that it was traced for."""
    return concrete._call_flat(tf.nest.flatten(batch), concrete.captured_inputs)


def make_predict_function(self: Any, force: bool = False) -> Any:
    """Makes the function of a prediction, which gets a list of batches."""
    if self.predict_function is not None and not force:
        return self.predict_function
    _make_predict_function(self, force)
    function = self.predict_function
    if self.run_eagerly or self.jit_compile or self.steps_per_execution != 1:
        return None
    traced: dict[str, Any] = {}
    calls = 0

    def predict(data: Any) -> Any:
        nonlocal calls
        parts = tree.flatten(data)
        if (
            not all(isinstance(part, tf.Tensor) and part.shape.rank for part in parts)
            or tf.config.functions_run_eagerly()
        ):
            return function(data)
        calls += 1
        spec = tree.map_structure(lambda x: tf.TensorSpec([None, *x.shape[1:]], x.dtype), data)
        if (kind := str(spec)) in traced:
            return traced[kind](data)
        plain = is_plain(self)
        if Pace.eager and plain and calls <= FEW:
            with Pace.without_tracing():
                return function(data)
        traced[kind] = _function(function.python_function, spec) if plain else function
        return traced[kind](data)

    self.predict_function = predict
    return None


def _function(function: Any, spec: Any) -> Any:
    """A function to be traced once; of many such, as models are, TensorFlow need not warn."""
    new = tf.function(function, input_signature=[spec])
    new._omit_frequent_tracing_warning = True
    return new


def _untouched(function: Any) -> Any:
    return tf.autograph.experimental.do_not_convert(function)


def initialize(self: Any, value: Any) -> None:
    """Gives a variable of Keras's its value, apart from what is being traced: see `Pace`.

    A function whose tracing has made variables is traced once more.
    """
    if Pace.apart and callable(value):
        with tf.init_scope(), tf.variable_creator_scope(_create_apart):
            _initialize(self, value)
    else:
        _initialize(self, value)


def _create_apart(create: Callable[..., Any], **settings: Any) -> Any:
    return create(**settings | {"experimental_enable_variable_lifting": False})


def is_plain(model: Any) -> bool:
    """Whether a model and what it was compiled with are Keras's own, in all their parts."""
    if type(model) not in (Sequential, Functional):
        return False
    layers = model._flatten_layers(include_self=False)
    if any(getattr(layer, "stateful", False) for layer in layers):
        return False
    compiled = (
        getattr(model, "optimizer", None),
        getattr(model._compile_loss, "_user_loss", None),
        getattr(model._compile_metrics, "_user_metrics", None),
        getattr(model._compile_metrics, "_user_weighted_metrics", None),
    )
    return all(map(_is_of_keras, (*compiled, *layers)))


def _is_of_keras(thing: Any, depth: int = 2) -> bool:
    """Whether a thing is of a class or a module of Keras's, and the parts of it as well."""
    module = thing.__module__ if callable(thing) and hasattr(thing, "__qualname__") else ""
    if (module or type(thing).__module__ or "").partition(".")[0] not in _OF_KERAS:
        return False
    if not depth:
        return True
    parts: Iterable[Any] = ()
    if isinstance(thing, Mapping):
        parts = thing.values()
    elif isinstance(thing, list | tuple):
        parts = thing
    elif hasattr(thing, "__dict__"):
        parts = vars(thing).values()
    return all(_is_of_keras(part, depth - 1) for part in parts)
