"""How a model was compiled, as inert values.

Names stay names. Keras's objects become ("object", configuration, settings), with those settings
that some configurations leave out, its classes and functions ("class", module, name) and
("function", name); what is the student's own becomes
("own", form, name), of which a stand-in is made that has that name and does nothing.
"""

from __future__ import annotations

import types
from typing import Any

from nbjudge.checks.own_parts import is_keras, is_keras_function
from nbjudge.checks.training import steps_taken
from nbjudge.kernels.codec.keras_parts import (
    check_own,
    found_class,
    found_function,
    strange_part,
)
from nbjudge.kernels.codec.wire import CantCross, Malformed

_SWITCHES = ("run_eagerly", "steps_per_execution", "jit_compile")
_MEASURES = ("loss", "metrics", "weighted_metrics")
_SCALARS = (type(None), bool, int, float, str)
# A metric may hold a table of that many rows and columns.
_LARGEST_SETTING = 2000
# Optimizers count them in 64 bits, or in 32.
_MOST_STEPS = 2**31


def compile_settings(model: Any) -> dict[str, Any] | None:
    """How a model was compiled; None if it was not."""
    if not model.compiled:
        return None
    # What `compile` was given; Keras makes it public only as JSON, which fails for classes.
    given = model._compile_config.config
    settings = {name: _plain(given.get(name)) for name in ("loss_weights", *_SWITCHES)}
    settings |= {name: _described(given.get(name)) for name in _MEASURES}
    settings["optimizer"] = _described(given.get("optimizer"))
    rate = getattr(model.optimizer, "inner_optimizer", model.optimizer)
    rate = rate.get_config().get("learning_rate") if rate is not None else None
    # It may have been set after compiling.
    settings["learning_rate"] = rate if type(rate) is float else None
    settings["steps"] = steps_taken(model)
    return settings


def compile_model(model: Any, settings: dict[str, Any]) -> None:
    """Compiles a model in the same way."""
    import keras

    given = {name: settings[name] for name in _SWITCHES}
    if any(type(setting) not in _SCALARS for setting in given.values()):
        raise Malformed("no way to compile a model")
    given["loss_weights"] = _plain(settings["loss_weights"])
    for name in _MEASURES:
        base = keras.losses.Loss if name == "loss" else keras.metrics.Metric
        given[name] = _made(settings[name], base)
    optimizer = _made(settings["optimizer"], keras.optimizers.Optimizer)
    model.compile(optimizer=optimizer, **given)
    rate = settings["learning_rate"]
    inner = getattr(model.optimizer, "inner_optimizer", model.optimizer)
    if rate is not None and inner.get_config().get("learning_rate") != rate:
        inner.learning_rate = float(rate)
    steps = settings["steps"]
    if type(steps) is not int or not 0 <= steps < _MOST_STEPS:
        raise Malformed("no number of steps")
    if steps:
        model.optimizer.iterations.assign(steps)


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if type(value) not in _SCALARS:
        raise CantCross(f"a model compiled with a setting of the type `{type(value).__name__}`")
    return value


def _described(value: Any) -> Any:
    """An optimizer, losses or metrics, as `compile` was given them."""
    if isinstance(value, list | tuple):
        return [_described(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _described(item) for key, item in value.items()}
    if type(value) in _SCALARS:
        return value
    return _described_thing(value)


def _described_thing(value: Any) -> tuple[Any, ...]:
    import keras

    name = str(getattr(value, "__name__", type(value).__name__))
    if isinstance(value, types.FunctionType):
        own = not is_keras_function(value) or found_function(name) is not value
        return ("own", "function", name) if own else ("function", name)
    if isinstance(value, type):
        for module in ("keras.losses", "keras.metrics", "keras.optimizers"):
            if found_class(module, name) is value:
                return ("class", module, name)
        return ("own", "class", name)
    try:
        check_own(value)
    except CantCross:
        if isinstance(value, keras.optimizers.Optimizer) and is_keras(type(value)):
            raise
        return ("own", "object", type(value).__name__)
    config = keras.saving.serialize_keras_object(value)
    strange = strange_part(config)
    if strange is not None:
        raise CantCross(f"a model compiled with `{strange}`, which can't be looked at safely")
    settings = getattr(value, "_fn_kwargs", None) or {}
    return ("object", config, {k: v for k, v in settings.items() if type(v) in _SCALARS})


def _made(value: Any, base: Any) -> Any:
    """What `compile` is given: objects of that base class of Keras, or what stands for them."""
    if type(value) is list:
        return [_made(item, base) for item in value]
    if type(value) is dict:
        return {str(key): _made(item, base) for key, item in value.items()}
    if type(value) in _SCALARS:
        return value
    match value:
        case ("object", dict() as config, dict() as settings):
            return _object(config, settings, base)
        case ("class", str() as module, str() as name):
            found = found_class(module, name)
        case ("function", str() as name):
            found = found_function(name)
        case ("own", "function" | "class" | "object" as form, str() as name):
            return _stand_in(form, name, base)
        case _:
            found = None
    if found is None:
        raise Malformed("no way to compile a model")
    return found


def _object(config: dict[str, Any], settings: dict[str, Any], base: Any) -> Any:
    import keras

    kind = found_class(config.get("module"), config.get("class_name"))
    if kind is None or not issubclass(kind, base) or strange_part(config) is not None:
        raise Malformed("no part of Keras")
    if issubclass(kind, keras.metrics.Metric) and _largest(config) > _LARGEST_SETTING:
        raise Malformed("too large a metric")
    made = keras.saving.deserialize_keras_object(config, safe_mode=True)
    known = getattr(made, "_fn_kwargs", {})
    if not settings.keys() <= known.keys() or {*map(type, settings.values())} - {*_SCALARS}:
        raise Malformed("no settings of a part of Keras")
    known.update(settings)
    return made


def _largest(config: Any) -> int:
    """The largest integer in a configuration."""
    if type(config) is dict:
        config = list(config.values())
    if type(config) in (list, tuple):
        return max(map(_largest, config), default=0)
    return config if type(config) is int else 0


def _stand_in(form: str, name: str, base: Any) -> Any:
    """A function, class or object of that name, which is not Keras's and does nothing."""

    def unknown(*arguments: object, **named: object) -> None:
        raise NotImplementedError(f"only the name of {name} is known here")

    unknown.__name__ = unknown.__qualname__ = name
    unknown.__module__ = "__main__"
    if form == "function":
        return unknown
    methods = dict.fromkeys(("call", "update_state", "result", "update_step"), unknown)
    kind = type(name, (base,), {"__module__": "__main__", **methods})
    if form == "class":
        return kind
    return kind(learning_rate=0.001) if base.__name__ == "Optimizer" else kind()
