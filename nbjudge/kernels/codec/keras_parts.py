"""Which parts of a Keras model may cross: Keras's own, and of these none that runs code.

A part is an object or its configuration, the dictionary that Keras makes of it.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from typing import Any

from nbjudge.checks.own_parts import (
    UNSAFE_LAYERS,
    is_keras,
    is_keras_function,
    own_part,
)
from nbjudge.kernels.codec.wire import CantCross

_MODULES = (
    *("layers", "initializers", "regularizers", "constraints", "dtype_policies"),
    *("losses", "metrics", "optimizers", "optimizers.schedules"),
)
_OPERATIONS = ("keras.src.ops.", "keras.src.activations.")
_FUNCTION_MODULES = ("activations", "losses", "metrics", "initializers")
_NO_PARTS = ("get", "serialize", "deserialize")
_KEYS = frozenset(
    {
        *("module", "class_name", "config", "registered_name", "build_config", "compile_config"),
        *("shared_object_id", "name", "inbound_nodes"),
    }
)
_MARKS = frozenset({"__keras_tensor__", "__slice__", "__ellipsis__"})
_CONSTANTS = frozenset({"__numpy__", "__tensor__"})
_NUMBERS = frozenset(
    {
        "bool",
        *(f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64)),
        *("bfloat16", "float16", "float32", "float64"),
    }
)
_SCALARS = (type(None), bool, int, float, str)
# Settings that are sizes, of which Keras checks some and hands on others as they are.
_SIZES = frozenset(
    {
        *("units", "filters", "kernel_size", "pool_size", "strides", "dilation_rate", "size", "n"),
        *("padding", "cropping", "height", "width", "input_dim", "output_dim", "depth_multiplier"),
        *("num_heads", "key_dim", "value_dim", "num_tokens", "num_bins"),
    }
)
_LARGEST_SIZE = 2**31 - 1


def check_own(thing: Any) -> None:
    """Raises CantCross unless an object and all parts of it are Keras's own and safe."""
    if own := own_part(thing):
        raise CantCross(f"a model with {own}")


def strange_part(config: object) -> str | None:
    """The name of the first part of a configuration that may not cross, if there is one."""
    if type(config) in (list, tuple):
        return next(filter(None, map(strange_part, config)), None)  # type: ignore[call-overload]
    if type(config) is not dict:
        return None if type(config) in _SCALARS else type(config).__name__
    if any(type(key) is not str for key in config):
        return "a dictionary without names"
    if "class_name" in config and not _approved(config):
        name = config["class_name"]
        return str(config.get("config") if name == "function" else name)
    size = next((key for key in _SIZES & config.keys() if not _is_size(config[key])), None)
    return size or next(filter(None, map(strange_part, config.values())), None)


def found_class(module: object, name: object) -> Any:
    """The class of Keras that a configuration means by these names, if it may cross; else None."""
    if not (type(module) is str and type(name) is str):
        return None
    import keras

    if module.startswith(_OPERATIONS):
        # Part of a Functional model that is no layer, such as the sum of two tensors.
        kind = vars(sys.modules.get(module, keras)).get(name)
        return kind if isinstance(kind, type) and issubclass(kind, keras.Operation) else None
    return _classes().get((module, name))


def found_function(name: str) -> Any:
    """The activation, loss or metric of that name; None if there is none."""
    import keras

    modules = (getattr(keras, module) for module in _FUNCTION_MODULES)
    found = (getattr(module, name, None) for module in modules if name not in _NO_PARTS)
    return next(filter(is_keras_function, found), None)


def _is_size(value: object) -> bool:
    """Whether a setting can be a size, or several; a text or None may stand for one."""
    if type(value) in (list, tuple):
        return all(map(_is_size, value))  # type: ignore[call-overload]
    return not isinstance(value, int | float) or 0 <= value <= _LARGEST_SIZE


def _approved(config: Mapping[str, Any]) -> bool:
    """Whether a configuration of one object means a part that may cross."""
    name, content = config["class_name"], config.get("config")
    if name in _MARKS:
        return type(content) is dict
    if name in _CONSTANTS:
        return type(content) is dict and content.get("dtype") in _NUMBERS
    if not config.keys() <= _KEYS or config.get("compile_config"):
        return False
    if name == "function":
        return (
            type(content) is str
            and config.get("registered_name") == content
            and config.get("module") in ("builtins", *(f"keras.{m}" for m in _FUNCTION_MODULES))
            and found_function(content) is not None
        )
    return (
        type(content) is dict
        and config.get("registered_name") in (None, name)
        and found_class(config.get("module"), name) is not None
    )


@cache
def _classes() -> dict[tuple[str, str], Any]:
    """Keras's own classes that may cross, by module and name."""
    import keras
    from keras.src.models.functional import Functional

    found: dict[tuple[str, str], Any] = {
        ("keras", "Sequential"): keras.Sequential,
        ("keras", "DTypePolicy"): keras.dtype_policies.DTypePolicy,
        (Functional.__module__, Functional.__name__): Functional,
    }
    for place in _MODULES:
        module = keras
        for step in place.split("."):
            module = getattr(module, step)
        for name, kind in vars(module).items():
            if isinstance(kind, type) and name not in UNSAFE_LAYERS and is_keras(kind):
                found[f"keras.{place}", name] = kind
    return found
