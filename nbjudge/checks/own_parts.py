"""Which parts of a Keras model are a student's own: their code runs wherever the model is used."""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator
from typing import Any

# Layers that run code, or read a file that their configuration names.
UNSAFE_LAYERS = frozenset(
    {
        *("Lambda", "TFSMLayer", "TorchModuleWrapper", "FlaxLayer", "JaxLayer"),
        *("StringLookup", "IntegerLookup", "TextVectorization"),
    }
)


def own_part(thing: Any) -> str | None:
    """What of a model, layer or setting is not Keras's own and safe, in words; None if all is."""
    for part in _parts(thing):
        name = type(part).__name__
        if not is_keras(type(part)):
            return f"a class of your own, `{name}`"
        if name in UNSAFE_LAYERS:
            return f"a `{name}` layer, which can't be looked at safely"
        if getattr(part, "stateful", False):
            return f"a stateful `{name}` layer"
        # Those of a model say how it was trained.
        if not hasattr(part, "compiled") and (own := _own_setting(vars(part).values())):
            return own
    return None


def is_keras(kind: type) -> bool:
    """Whether a class is one of Keras."""
    return kind.__module__.startswith("keras.")


def is_keras_function(value: Any) -> bool:
    """Whether a function is one of Keras or TensorFlow, whatever its name."""
    module = getattr(value, "__module__", None)
    return isinstance(value, types.FunctionType) and str(module).startswith(
        ("keras.", "tensorflow.")
    )


def _parts(thing: Any) -> Iterator[Any]:
    """An object with a configuration, and the layers and operations in it."""
    yield thing
    if hasattr(thing, "_flatten_layers"):
        for layer in thing._flatten_layers(include_self=False):
            yield layer
            yield from getattr(layer, "operations", ())
        yield from getattr(thing, "operations", ())


def _own_setting(values: Iterable[Any]) -> str | None:
    """The first setting of a part that is a function or an object of the student's, in words."""
    for value in values:
        own = None
        if isinstance(value, list | tuple):
            own = _own_setting(value)
        elif isinstance(value, types.FunctionType):
            if not is_keras_function(value):
                own = f"a function of your own, `{value.__name__}`"
        elif hasattr(value, "_flatten_layers"):
            continue  # a part by itself
        elif hasattr(value, "get_config") and is_keras(type(value)):
            own = own_part(value)
        elif (hasattr(value, "get_config") or callable(value)) and not _is_known(type(value)):
            own = f"a class of your own, `{type(value).__name__}`"
        if own:
            return own
    return None


def _is_known(kind: type) -> bool:
    return kind.__module__.startswith(("keras.", "tensorflow."))
