"""The means that losses and metrics are: set to zero and read by the operations alone.

Keras looks at types, shapes and scopes of each variable, again for each epoch.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import tensorflow as tf
from keras.src.backend.common.global_state import get_global_attribute
from keras.src.metrics.reduction_metrics import Mean
from tensorflow.python.ops.resource_variable_ops import ResourceVariable

_reset_state = Mean.reset_state
_result = Mean.result
# What Keras keeps of the scopes in which a variable is not what it is elsewhere.
_SCOPES = ("stateless_scope", "autocast_scope")


def reset_state(self: Any) -> None:
    """Sets the sum and the number of a mean to zero."""
    if not _is_plain(self):
        _reset_state(self)
        return
    for variable in (self.total, self.count):
        tf.raw_ops.AssignVariableOp(resource=variable._value.handle, value=_zero())


def result(self: Any) -> Any:
    """The mean; 0 of nothing."""
    if not _is_plain(self):
        return _result(self)
    total, count = (
        tf.raw_ops.ReadVariableOp(resource=variable._value.handle, dtype=tf.float32)
        for variable in (self.total, self.count)
    )
    return tf.raw_ops.DivNoNan(x=total, y=count)


def _is_plain(mean: Any) -> bool:
    """Whether the numbers of a mean are there, and nothing else is to be known of them."""
    return (
        tf.executing_eagerly()
        and all(map(_has_number, (mean.total, mean.count)))
        and mean.dtype == "float32"
        and not any(map(get_global_attribute, _SCOPES))
    )


def _has_number(variable: Any) -> bool:
    value = variable._value
    return type(value) is ResourceVariable and value.dtype is tf.float32


@cache
def _zero() -> Any:
    return tf.zeros((), tf.float32)
