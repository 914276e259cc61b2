"""Fitted models and transformers of scikit-learn.

What a class of these does with its attributes often goes on into compiled code that checks neither
a length nor an index. So only those cross whose fitted attributes NumPy alone works with, and only
with the shapes that the table below has for them; all others stay in the bench and answer there.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from typing import Any

import numpy as np

from nbjudge.kernels.codec.wire import CantCross, Decode, Encode, Malformed, Reader, Writer

_SCALE = {"scale_": "n", "n_samples_seen_": "- | n"}
_LINE = {"coef_": "n | t n", "intercept_": "- | t", "n_iter_": "- | t"}

# The module of each class, and its fitted attributes: one or several shapes for each, as names of
# sides; a name has the same length wherever it stands. `-` is for single values, `=n` for that
# length itself.
_TABLE: dict[str, tuple[str, dict[str, str]]] = {
    "StandardScaler": ("sklearn.preprocessing", {**_SCALE, "mean_": "n", "var_": "n"}),
    "MinMaxScaler": (
        "sklearn.preprocessing",
        {**_SCALE, "min_": "n", "data_min_": "n", "data_max_": "n", "data_range_": "n"},
    ),
    "MaxAbsScaler": ("sklearn.preprocessing", {**_SCALE, "max_abs_": "n"}),
    "RobustScaler": ("sklearn.preprocessing", {**_SCALE, "center_": "n"}),
    "LabelEncoder": ("sklearn.preprocessing", {"classes_": "c"}),
    "PCA": (
        "sklearn.decomposition",
        {
            "components_": "k n",
            "mean_": "n",
            "n_components_": "=k",
            "singular_values_": "k",
            "explained_variance_": "k",
            "explained_variance_ratio_": "k",
            "noise_variance_": "-",
            "n_samples_": "-",
            "_fit_svd_solver": "-",
        },
    ),
    "LinearRegression": ("sklearn.linear_model", {**_LINE, "rank_": "-", "singular_": "r"}),
    "Ridge": ("sklearn.linear_model", {**_LINE, "solver_": "-"}),
    "Lasso": ("sklearn.linear_model", {**_LINE, "dual_gap_": "- | t", "l1_ratio": "-"}),
    "ElasticNet": ("sklearn.linear_model", {**_LINE, "dual_gap_": "- | t"}),
    "LogisticRegression": (
        "sklearn.linear_model",
        {"classes_": "c", "coef_": "c n | 1 n", "intercept_": "c | 1", "n_iter_": "i"},
    ),
    "GaussianNB": (
        "sklearn.naive_bayes",
        {
            "classes_": "c",
            "class_count_": "c",
            "class_prior_": "c",
            "theta_": "c n",
            "var_": "c n",
            "epsilon_": "-",
        },
    ),
    "Pipeline": ("sklearn.pipeline", {"steps": "steps"}),
}
_OF_ALL = {"n_features_in_": "=n", "feature_names_in_": "n", "_sklearn_output_config": "settings"}
_LABELS = ("classes_", "feature_names_in_")
_PLAIN = (type(None), bool, int, float, str)


def encoder(kind: type) -> Encode | None:
    """The encoder of a class of scikit-learn that may cross."""
    return _encode_whole if _class(kind.__name__) is kind else None


def found_class(module: object, name: object) -> type | None:
    """The model or transformer of scikit-learn that has this name in this module, if there is one.

    It is imported if that has not been done yet.
    """
    if type(module) is not str or type(name) is not str or not module.startswith("sklearn."):
        return None
    import sklearn
    from sklearn.base import BaseEstimator

    package = module.split(".")[1]
    if package not in sklearn.__all__:
        return None
    importlib.import_module(f"sklearn.{package}")
    kind = vars(sys.modules.get(module, sklearn)).get(name)
    return kind if isinstance(kind, type) and issubclass(kind, BaseEstimator) else None


def _encode_whole(writer: Writer, value: object) -> None:
    writer.whole(value, _encode)


def _encode(writer: Writer, value: object) -> None:
    name, state = type(value).__name__, vars(value)
    if not _fits(type(value), state):
        raise CantCross(f"a `{name}` with attributes of its own")
    writer.kind("estimator")
    writer.text(name)
    writer.items((state,), "a transformer")


def _estimator(reader: Reader) -> object:
    name, state = reader.text(), reader.instance(dict)
    if name in _TABLE:
        importlib.import_module(_TABLE[name][0])
    kind = _class(name)
    if kind is None or not _fits(kind, state):
        raise Malformed("no transformer")
    value = object.__new__(kind)
    vars(value).update(state)
    return value


def _class(name: str) -> Any:
    """The class of this name, if it may cross and something has imported it."""
    module = sys.modules.get(_TABLE[name][0]) if name in _TABLE else None
    return getattr(module, name, None)


def _fits(kind: Any, state: Mapping[str, Any]) -> bool:
    """Whether these can be the attributes of an object of the class."""
    shapes = {**_TABLE[kind.__name__][1], **_OF_ALL}
    settings = state.keys() - shapes.keys()
    # A warm start goes on from attributes that `fit` does not check; a memory is a folder of
    # pickles.
    if (
        not settings <= set(kind._get_param_names())
        or state.get("warm_start")
        or state.get("memory")
    ):
        return False
    sides = {"1": 1}
    return all(_is_setting(state[name]) for name in settings) and all(
        state[name] is None or _has_shape(state[name], shape, sides, is_label=name in _LABELS)
        for name, shape in shapes.items()
        if name in state
    )


def _has_shape(value: Any, shapes: str, sides: dict[str, int], *, is_label: bool) -> bool:
    """Whether a fitted attribute has one of these shapes, given the lengths of some sides."""
    if shapes == "steps":
        return type(value) is list and all(map(_is_step, value))
    if shapes == "settings":
        return type(value) is dict and all(map(_is_setting, value.values()))
    if shapes.startswith("="):
        is_whole = isinstance(value, int | np.integer)
        return is_whole and sides.setdefault(shapes[1:], int(value)) == value
    if _is_setting(value):
        return "-" in shapes
    if type(value) is not np.ndarray or not _has_elements(value, is_label=is_label):
        return False
    for shape in shapes.replace("-", "").split("|"):
        found = dict(zip(shape.split(), value.shape, strict=False))
        if len(shape.split()) == value.ndim and {**found, **sides} == {**sides, **found}:
            sides.update(found)
            return True
    return False


def _is_step(step: Any) -> bool:
    """Whether this is a named step of a pipeline that may cross by itself."""
    if type(step) is not tuple or len(step) != 2 or type(step[0]) is not str:
        return False
    kind = type(step[1])
    if kind in _PLAIN:
        return step[1] in (None, "passthrough")
    return _class(kind.__name__) is kind and _fits(kind, vars(step[1]))


def _is_setting(value: Any) -> bool:
    if type(value) in (list, tuple):
        return all(type(item) in _PLAIN for item in value)
    return type(value) in _PLAIN or (isinstance(value, np.generic) and value.dtype.kind in "biuf")


def _has_elements(value: Any, *, is_label: bool) -> bool:
    if value.dtype.kind == "O":
        return is_label and all(type(item) in _PLAIN for item in value.flat)
    return value.dtype.isnative and value.dtype.kind in ("biufUS" if is_label else "biuf")


DECODERS: dict[str, Decode] = {"estimator": _estimator}
