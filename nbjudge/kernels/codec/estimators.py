"""scikit-learn's transformers and models, as their class and their attributes.

Only classes of scikit-learn itself cross. One with an attribute that has no inert copy, such as a
tree or a function, is lent as a whole.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any

from nbjudge.kernels.codec.wire import Decode, Encode, Malformed, Reader, Writer


def encoder(kind: type) -> Encode | None:
    """The encoder of a class of scikit-learn."""
    return _encode_whole if _known(kind) else None


def _encode_whole(writer: Writer, value: object) -> None:
    writer.whole(value, _encode)


def _encode(writer: Writer, value: object) -> None:
    writer.kind("estimator")
    writer.text(type(value).__module__)
    writer.text(type(value).__name__)
    writer.items((vars(value),), "a transformer")


def _estimator(reader: Reader) -> object:
    module, name = reader.text(), reader.text()
    kind = vars(_module(module))[name]
    if not _known(kind):
        raise Malformed("no class of scikit-learn")
    state = reader.instance(dict)
    # A cache of transformers is a folder of pickles.
    if any(type(key) is not str for key in state) or state.get("memory") is not None:
        raise Malformed("no state of a transformer")
    value = object.__new__(kind)
    vars(value).update(state)
    return value


def _module(name: str) -> Any:
    """A module of scikit-learn, imported through the public package that it belongs to."""
    import sklearn

    package = name.split(".")[1]
    if package not in sklearn.__all__:
        raise Malformed("no module of scikit-learn")
    importlib.import_module(f"sklearn.{package}")
    return sys.modules[name]


def _known(kind: Any) -> bool:
    base = sys.modules.get("sklearn.base")
    return (
        base is not None
        and isinstance(kind, type)
        and issubclass(kind, base.BaseEstimator)
        and kind.__module__.startswith("sklearn.")
        and vars(sys.modules.get(kind.__module__, base)).get(kind.__name__) is kind
    )


DECODERS: dict[str, Decode] = {"estimator": _estimator}
