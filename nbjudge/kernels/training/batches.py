"""The batches of an epoch: of a small data set made once, without `tf.data` where that can be."""

from __future__ import annotations

import contextlib
import math
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
import tensorflow as tf
from keras.src import tree
from keras.src.backend.tensorflow.trainer import TFEpochIterator
from keras.src.trainers.data_adapters.array_data_adapter import ArrayDataAdapter
from keras.src.trainers.data_adapters.array_slicing import convert_to_sliceable
from tensorflow.python.data.ops.iterator_ops import OwnedIterator
from tensorflow.python.eager.context import global_seed

# Of the arrays, beside which their batches are kept.
_MOST_BYTES = 2**26


class EpochIterator(TFEpochIterator):  # type: ignore[misc]
    """Takes the place of Keras's own; `batches` is None if its way is taken."""

    def __init__(self, distribute_strategy: Any = None, *args: Any, **kwargs: Any) -> None:
        super(TFEpochIterator, self).__init__(*args, **kwargs)
        self._distribute_strategy = distribute_strategy
        self.batches: Batches | None = None
        kind = _kind(self)
        if kind is not None:
            batches = kind(self)
            self.batches = batches if batches.size_bytes <= _MOST_BYTES else None
        if self.batches is None:
            _ = self._distributed_dataset

    @cached_property
    def _distributed_dataset(self) -> Any:
        dataset = self.data_adapter.get_tf_dataset()
        if isinstance(dataset, tf.distribute.DistributedDataset):
            return dataset
        return self._distribute_strategy.experimental_distribute_dataset(dataset)

    def _get_iterator(self) -> Any:
        return self._distributed_dataset if self.batches is None else self.batches


def _kind(epochs: EpochIterator) -> type[Batches] | None:
    """By what the batches of an epoch are made; None for Keras's own way."""
    adapter = epochs.data_adapter
    if (
        type(adapter) is not ArrayDataAdapter
        or type(epochs._distribute_strategy).__name__ != "_DefaultDistributionStrategy"
        or not tf.executing_eagerly()
        or tf.config.functions_run_eagerly()
        or not all(map(has_numbers, tree.flatten(adapter._inputs)))
    ):
        return None
    if adapter._shuffle is False:
        return Ordered
    return Shuffled if adapter._shuffle is True and global_seed() is not None else None


def has_numbers(array: Any) -> bool:
    if isinstance(array, tf.Tensor):
        return True
    if not isinstance(array, np.ndarray | pd.DataFrame | pd.Series):
        return False
    kinds = array.dtypes if isinstance(array, pd.DataFrame) else [array.dtype]
    return all(isinstance(kind, np.dtype) and kind.kind in "biuf" for kind in kinds)


class Batches:
    """The batches of an epoch, kept for the next one; `element_spec` as a `tf.data` set has it."""

    element_spec: Any

    def __init__(self, epochs: EpochIterator) -> None:
        self._epochs = epochs
        self._made: list[Any] = []

    def __iter__(self) -> Epoch:
        return Epoch(self)

    def __getitem__(self, place: int) -> Any:
        while len(self._made) <= place:
            self._made.append(self._next())
        return self._made[place]

    def _next(self) -> Any:
        """The first one that has not been made; an IndexError if there is none."""
        raise NotImplementedError

    @property
    def dataset(self) -> Any:
        """The same as a `tf.data` set."""
        return self._epochs._distributed_dataset

    @cached_property
    def kind(self) -> str:
        """Their types and shapes in words."""
        return str(self.element_spec)

    @property
    def count(self) -> int:
        """How many they are."""
        return int(self._epochs.data_adapter._size)

    @property
    def size_bytes(self) -> int:
        """How much memory they take."""
        parts = tree.flatten(self.element_spec)
        of_one = sum(math.prod(part.shape[1:]) * part.dtype.size for part in parts)
        return int(of_one * self._epochs.data_adapter._num_samples)


class Ordered(Batches):
    """The batches of arrays in their order."""

    def __init__(self, epochs: EpochIterator) -> None:
        super().__init__(epochs)
        adapter = epochs.data_adapter
        arrays = convert_to_sliceable(adapter._inputs, target_backend="tensorflow")
        self._arrays = tree.map_structure(tf.convert_to_tensor, tree.lists_to_tuples(arrays))
        side = None if adapter._partial_batch_size else adapter._batch_size
        self.element_spec = tree.map_structure(
            lambda array: tf.TensorSpec([side, *array.shape[1:]], array.dtype), self._arrays
        )

    def _next(self) -> Any:
        if len(self._made) >= self.count:
            raise IndexError
        size = self._epochs.data_adapter._batch_size
        start = len(self._made) * size
        return tree.map_structure(lambda array: array[start : start + size], self._arrays)


class Shuffled(Batches):
    """The batches of arrays that are shuffled, in the same way for every epoch."""

    def __init__(self, epochs: EpochIterator) -> None:
        super().__init__(epochs)
        self.element_spec = self.dataset.element_spec
        self._source: Any = None

    def _next(self) -> Any:
        if self._source is None:
            self._source = iter(self.dataset)
        try:
            return next(self._source)
        except StopIteration:
            raise IndexError from None


class Epoch(OwnedIterator):  # type: ignore[misc]
    """Goes through the batches once: by `take`, or else as any `tf.data` iterator does."""

    def __init__(self, batches: Batches) -> None:
        # What its base makes is made when somebody asks for it.
        self.batches = batches
        self._place = 0
        self._get_next_call_count = 0

    def __getattr__(self, name: str) -> Any:
        if name != "_iterator_resource":
            raise AttributeError(name)
        with tf.init_scope():
            self._create_iterator(self.batches.dataset)
            for _ in range(self._place):
                super()._next_internal()
        return self._iterator_resource

    @property
    def is_real(self) -> bool:
        """Whether somebody has taken it for a `tf.data` iterator, which it is since."""
        return "_iterator_resource" in vars(self)

    @property
    def element_spec(self) -> Any:
        """The types and shapes of a batch."""
        return self.batches.element_spec

    def take(self, most: int) -> list[Any]:
        """The next batches, so many at most; StopIteration if there is none."""
        taken: list[Any] = []
        with contextlib.suppress(IndexError):
            while len(taken) < most:
                taken.append(self.batches[self._place])
                self._place += 1
        if not taken:
            raise StopIteration
        return taken

    def __next__(self) -> Any:
        return super().__next__() if self.is_real else self.take(1)[0]
