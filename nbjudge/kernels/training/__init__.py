"""Keras's training in less time, for the same numbers to the last bit.

Keras's trainer for TensorFlow makes two `tf.data` iterators an epoch and throws one away, though
under a global seed each of them gives the same batches; it traces a step twice, because the first
time the variables of optimizer and metrics are made on the way; it traces what is called once; and
it looks at all that might be special about the numbers in a mean, in each epoch anew. Here the
batches of a small data set are made once, the variables are made beforehand, short evaluations and
predictions run without being traced, and means are set and read by the operations alone. And what
the reference solution has trained is not trained again: see `known`.

Whatever is not known to come out the same goes Keras's own way, and all of it does where the
sources of Keras are others than those that this was tried with.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import importlib.util
import inspect
import sys
import types
from pathlib import Path
from typing import Any

# What this relies on, and a digest of these files as Keras 3.15 and TensorFlow 2.21 have them.
_SOURCES = (
    "keras.src.backend.tensorflow.core",
    "keras.src.backend.tensorflow.trainer",
    "keras.src.metrics.reduction_metrics",
    "keras.src.trainers.data_adapters.array_data_adapter",
    "keras.src.trainers.epoch_iterator",
    "tensorflow.python.data.ops.iterator_ops",
    "tensorflow.python.eager.polymorphic_function.concrete_function",
    "tensorflow.python.eager.polymorphic_function.polymorphic_function",
)
_DIGEST = "d6c0796b604e2c91988c1f225b4600bcb5828bf258da6b367d02c37e2c2df4d5"
# A file in which trainings are noted.
TRAININGS = "trainings"
# What a process ends with that has taken from earlier trainings what does not go with later ones.
GAVE_UP = 75


def is_known() -> bool:
    """Whether Keras and TensorFlow are those that this was tried with; neither is imported."""
    return _digest() == _DIGEST


def settle_training() -> None:
    """Has this process and its forks train in less time, if its Keras is known."""
    if not is_known():
        return
    from keras.src.backend.tensorflow import core, trainer
    from keras.src.metrics import reduction_metrics

    from nbjudge.kernels.training import batches, known, means, noting, steps, telling

    if trainer.TFEpochIterator is batches.EpochIterator:
        return
    for module in (batches, known, noting, steps, telling):
        _hide(module, trainer.__file__)
    _hide(means, reduction_metrics.__file__)
    trainer.TFEpochIterator = batches.EpochIterator
    variable: Any = core.Variable
    variable._initialize = steps.initialize
    kind: Any = trainer.TensorFlowTrainer
    kind._make_function = known.remembering(steps.make_function)
    kind.make_predict_function = known.remembering(steps.make_predict_function)
    for name in ("fit", "evaluate", "predict"):
        setattr(kind, name, known.looking(getattr(kind, name)))
    mean: Any = reduction_metrics.Mean
    mean.reset_state, mean.result = means.reset_state, means.result


def pace() -> str:
    """How Keras trains here, in words; nothing where it is not installed."""
    try:
        keras = f"Keras {importlib.metadata.version('keras')}"
    except importlib.metadata.PackageNotFoundError:
        return ""
    if is_known():
        return f"{keras}, with batches made once and steps traced once"
    return f"{keras} in its own way, which is slower: it is not the one that ours was tried with"


def use_known(path: Path) -> None:
    """Has trainings here taken from a file, where they stand in it."""
    if known := sys.modules.get(f"{__name__}.known"):
        known.use_known(path)


def note_trainings(descriptor: int) -> None:
    """Has trainings here noted in a file."""
    if known := sys.modules.get(f"{__name__}.known"):
        known.note_trainings(descriptor)


def use_eagerly() -> None:
    """Has short evaluations and predictions here go without tracing: see `steps.Pace`."""
    if steps := sys.modules.get(f"{__name__}.steps"):
        steps.Pace.eager = True


def _digest() -> str:
    found = hashlib.sha256()
    for name in _SOURCES:
        package, *path = name.split(".")
        spec = importlib.util.find_spec(package)
        if spec is not None and spec.origin is not None:
            file = Path(spec.origin).parent.joinpath(*path).with_suffix(".py")
            with contextlib.suppress(OSError):
                found.update(file.read_bytes())
    return found.hexdigest()


def _hide(module: types.ModuleType, file: str) -> None:
    """Has errors leave out the lines of a module, as if its code stood in this file of Keras's."""
    for thing in vars(module).values():
        inner = vars(thing).values() if inspect.isclass(thing) else [thing]
        for one in inner:
            if inspect.isfunction(one) and one.__module__ == module.__name__:
                one.__code__ = _placed(one.__code__, file)


def _placed(code: types.CodeType, file: str) -> types.CodeType:
    inner = (
        _placed(one, file) if isinstance(one, types.CodeType) else one for one in code.co_consts
    )
    return code.replace(co_filename=file, co_consts=tuple(inner))
