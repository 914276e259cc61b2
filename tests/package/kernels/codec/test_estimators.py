"""Transformers and models of scikit-learn."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.base import BaseEstimator
from sklearn.compose import ColumnTransformer
from sklearn.decomposition import PCA
from sklearn.feature_selection import VarianceThreshold
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import (
    FunctionTransformer,
    LabelBinarizer,
    LabelEncoder,
    MinMaxScaler,
    OneHotEncoder,
    OrdinalEncoder,
    PolynomialFeatures,
    RobustScaler,
    StandardScaler,
)
from sklearn.tree import DecisionTreeClassifier

from nbjudge.kernels.codec import dumps, loads

from .crossing import crossed, lend

RNG = np.random.default_rng(0)
NUMBERS = pd.DataFrame(RNG.normal(3, 2, size=(20, 3)), columns=["a", "b", "c"])
GAPS = NUMBERS.mask(RNG.random(NUMBERS.shape) < 0.2)
WORDS = pd.DataFrame({"w": ["x", "y", "z", "x"] * 5})
MIXED = NUMBERS.assign(w=WORDS["w"])
TARGETS = NUMBERS["a"] * 2 - NUMBERS["b"]

TRANSFORMERS: dict[str, tuple[Any, Any]] = {
    "StandardScaler": (StandardScaler(), NUMBERS),
    "MinMaxScaler": (MinMaxScaler(feature_range=(-1, 1)), NUMBERS.to_numpy()),
    "RobustScaler": (RobustScaler(), NUMBERS),
    "SimpleImputer": (SimpleImputer(strategy="median", add_indicator=True), GAPS),
    "OneHotEncoder": (OneHotEncoder(sparse_output=False, handle_unknown="ignore"), WORDS),
    "OrdinalEncoder": (OrdinalEncoder(), WORDS),
    "LabelEncoder": (LabelEncoder(), WORDS["w"]),
    "LabelBinarizer": (LabelBinarizer(), WORDS["w"]),
    "PCA": (PCA(2), NUMBERS),
    "PolynomialFeatures": (PolynomialFeatures(2), NUMBERS),
    "VarianceThreshold": (VarianceThreshold(), NUMBERS),
    "pipeline": (make_pipeline(SimpleImputer(), StandardScaler()), GAPS),
    "columns": (
        ColumnTransformer(
            [("n", StandardScaler(), ["a", "b"]), ("w", OneHotEncoder(), ["w"])],
            remainder="passthrough",
        ),
        MIXED,
    ),
    "table out": (StandardScaler().set_output(transform="pandas"), NUMBERS),
}


@pytest.mark.parametrize(("transformer", "data"), TRANSFORMERS.values(), ids=TRANSFORMERS)
def test_a_fitted_transformer_transforms_like_the_original(transformer: Any, data: Any) -> None:
    transformer.fit(data)
    copy = crossed(transformer)
    assert type(copy) is type(transformer)
    assert repr(copy) == repr(transformer)
    right, got = transformer.transform(data), copy.transform(data)
    assert type(got) is type(right)
    np.testing.assert_array_equal(np.asarray(got), np.asarray(right))
    if data is not GAPS and hasattr(transformer, "inverse_transform"):
        inverse = transformer.inverse_transform(right)
        np.testing.assert_array_equal(copy.inverse_transform(right), inverse)


@pytest.mark.parametrize("model", [LinearRegression(), Ridge(alpha=0.5)], ids=["linear", "ridge"])
def test_a_fitted_model_predicts_like_the_original(model: Any) -> None:
    model.fit(NUMBERS, TARGETS)
    copy = crossed(model)
    np.testing.assert_array_equal(copy.predict(NUMBERS), model.predict(NUMBERS))
    assert copy.score(NUMBERS, TARGETS) == model.score(NUMBERS, TARGETS)


def test_a_fitted_classifier_predicts_like_the_original() -> None:
    model = LogisticRegression().fit(NUMBERS, WORDS["w"])
    copy = crossed(model)
    np.testing.assert_array_equal(copy.predict_proba(NUMBERS), model.predict_proba(NUMBERS))


def test_a_transformer_that_was_not_fitted_crosses() -> None:
    assert not hasattr(crossed(StandardScaler(with_mean=False)), "mean_")
    assert crossed(StandardScaler(with_mean=False)).with_mean is False


class OwnScaler(StandardScaler):
    pass


class Own(BaseEstimator):
    pass


Forged = type("StandardScaler", (StandardScaler,), {"__module__": StandardScaler.__module__})

LENT: dict[str, Any] = {
    "tree": DecisionTreeClassifier().fit(NUMBERS, WORDS["w"]),
    "function": FunctionTransformer(np.log1p),
    "random state": PCA(random_state=np.random.RandomState(0)),
    "within a pipeline": make_pipeline(StandardScaler(), FunctionTransformer(np.log1p)),
    "subclass": OwnScaler(),
    "own class": Own(),
    "own class with a name of scikit-learn": Forged(),
    "class": StandardScaler,
}


@pytest.mark.parametrize("value", LENT.values(), ids=LENT)
def test_what_has_no_copy_is_lent_whole(value: Any) -> None:
    asked: list[object] = []

    def ask(thing: object) -> Any:
        asked.append(thing)
        return lend(thing)

    message = dumps([value, 3], ask)
    assert asked == [value]
    assert loads(message, lambda loan: loan.handle) == [7, 3]
