"""Transformers and models of scikit-learn."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.base import BaseEstimator
from sklearn.cluster import KMeans
from sklearn.compose import ColumnTransformer
from sklearn.decomposition import PCA
from sklearn.impute import SimpleImputer
from sklearn.linear_model import ElasticNet, Lasso, LinearRegression, LogisticRegression, Ridge
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import (
    FunctionTransformer,
    LabelEncoder,
    MaxAbsScaler,
    MinMaxScaler,
    OneHotEncoder,
    PolynomialFeatures,
    RobustScaler,
    StandardScaler,
)
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

from nbjudge.kernels.codec import Malformed, dumps, loads
from nbjudge.kernels.codec.estimators import found_class

from .crossing import crossed, lend
from .forging import text

RNG = np.random.default_rng(0)
NUMBERS = pd.DataFrame(RNG.normal(3, 2, size=(20, 3)), columns=["a", "b", "c"])
GAPS = NUMBERS.mask(RNG.random(NUMBERS.shape) < 0.2)
WORDS = pd.DataFrame({"w": ["x", "y", "z", "x"] * 5})
TARGETS = NUMBERS["a"] * 2 - NUMBERS["b"]

TRANSFORMERS: dict[str, tuple[Any, Any]] = {
    "StandardScaler": (StandardScaler(), NUMBERS),
    "StandardScaler of gaps": (StandardScaler(), GAPS),
    "StandardScaler without means": (StandardScaler(with_mean=False, with_std=False), NUMBERS),
    "StandardScaler of short numbers": (StandardScaler(), NUMBERS.astype("float32")),
    "MinMaxScaler": (MinMaxScaler(feature_range=(-1, 1)), NUMBERS.to_numpy()),
    "MaxAbsScaler": (MaxAbsScaler(), NUMBERS),
    "RobustScaler": (RobustScaler(), NUMBERS),
    "LabelEncoder": (LabelEncoder(), WORDS["w"]),
    "LabelEncoder of numbers": (LabelEncoder(), np.array([3, 1, 2, 1])),
    "PCA": (PCA(2), NUMBERS),
    "PCA of a share": (PCA(0.9, whiten=True), NUMBERS),
    "pipeline": (make_pipeline(StandardScaler(), "passthrough", PCA(2)), NUMBERS),
    "pipeline in a pipeline": (make_pipeline(make_pipeline(MinMaxScaler()), PCA()), NUMBERS),
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


MODELS = {
    "linear": LinearRegression(),
    "linear without intercept": LinearRegression(fit_intercept=False),
    "positive": LinearRegression(positive=True),
    "ridge": Ridge(alpha=0.5),
    "ridge, step by step": Ridge(solver="sag", random_state=0),
    "lasso": Lasso(alpha=0.01),
    "elastic net": ElasticNet(fit_intercept=False),
    "pipeline": make_pipeline(StandardScaler(), Ridge()),
}


@pytest.mark.parametrize("targets", [TARGETS, np.column_stack([TARGETS] * 2)], ids=["one", "two"])
@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_a_fitted_model_predicts_like_the_original(model: Any, targets: Any) -> None:
    if targets.ndim == 2 and getattr(model, "positive", False):
        targets = targets[:, :1]
    model.fit(NUMBERS, targets)
    copy = crossed(model)
    np.testing.assert_array_equal(copy.predict(NUMBERS), model.predict(NUMBERS))
    assert copy.score(NUMBERS, targets) == model.score(NUMBERS, targets)


CLASSIFIERS = {
    "logistic": LogisticRegression(),
    "logistic, with weights": LogisticRegression(class_weight="balanced", C=np.float64(2)),
    "Bayes": GaussianNB(),
    "pipeline": make_pipeline(StandardScaler(), GaussianNB()),
}


@pytest.mark.parametrize("labels", [WORDS["w"], WORDS["w"] == "x"], ids=["three", "two"])
@pytest.mark.parametrize("model", CLASSIFIERS.values(), ids=CLASSIFIERS)
def test_a_fitted_classifier_predicts_like_the_original(model: Any, labels: Any) -> None:
    model.fit(NUMBERS, labels)
    copy = crossed(model)
    np.testing.assert_array_equal(copy.predict_proba(NUMBERS), model.predict_proba(NUMBERS))
    np.testing.assert_array_equal(copy.predict(NUMBERS), model.predict(NUMBERS))


def test_a_transformer_that_was_not_fitted_crosses() -> None:
    assert not hasattr(crossed(StandardScaler(with_mean=False)), "mean_")
    assert crossed(StandardScaler(with_mean=False)).with_mean is False


class OwnScaler(StandardScaler):
    pass


class Own(BaseEstimator):
    pass


Forged = type("StandardScaler", (StandardScaler,), {"__module__": StandardScaler.__module__})


def changed(model: Any, **attributes: Any) -> Any:
    """A copy of a fitted model with other attributes."""
    copy = crossed(model)
    vars(copy).update(attributes)
    return copy


LOGISTIC = LogisticRegression().fit(NUMBERS, WORDS["w"])
SCALER = StandardScaler().fit(NUMBERS)
LENT: dict[str, Any] = {
    "tree": DecisionTreeClassifier().fit(NUMBERS, WORDS["w"]),
    "neighbours": KNeighborsClassifier(algorithm="brute").fit(NUMBERS, WORDS["w"]),
    "support vectors": SVC().fit(NUMBERS, WORDS["w"]),
    "clusters": KMeans(2, n_init=1, random_state=0).fit(NUMBERS),
    "imputer": SimpleImputer().fit(GAPS),
    "one column for each word": OneHotEncoder().fit(WORDS),
    "powers": PolynomialFeatures(2).fit(NUMBERS),
    "columns": ColumnTransformer([("n", StandardScaler(), ["a"])]).fit(NUMBERS),
    "step that is lent": make_pipeline(StandardScaler(), DecisionTreeClassifier()),
    "warm start": LogisticRegression(warm_start=True),
    "setting that is an array": Ridge(alpha=np.array([1.0])),
    "folder for steps": make_pipeline(StandardScaler(), memory="x"),
    "attribute of its own": changed(SCALER, note="x"),
    "method of its own": changed(SCALER, transform=len),
    "too short a scale": changed(SCALER, scale_=np.ones(2)),
    "too many sides": changed(SCALER, scale_=np.ones((3, 1))),
    "another number of columns": changed(SCALER, n_features_in_=4),
    "another order of bytes": changed(SCALER, mean_=np.ones(3, dtype=">f8")),
    "texts for numbers": changed(SCALER, mean_=np.array(["a", "b", "c"])),
    "objects for numbers": changed(SCALER, mean_=np.array([1.0, 2.0, None], dtype=object)),
    "a list for numbers": changed(SCALER, mean_=[1.0, 2.0, 3.0]),
    "no names of columns": changed(
        SCALER, feature_names_in_=np.array([[1], [2], [3]], dtype=object)
    ),
    "too few classes": changed(LOGISTIC, classes_=np.array(["x", "y"])),
    "too few intercepts": changed(LOGISTIC, intercept_=np.zeros(2)),
    "fewer components than it says": changed(PCA(2).fit(NUMBERS), n_components_=3),
    "step without a name": changed(make_pipeline(StandardScaler()), steps=[StandardScaler()]),
    "step of another kind": changed(make_pipeline(StandardScaler()), steps=[("a", "evil")]),
    "output by a function": changed(SCALER, _sklearn_output_config={"transform": len}),
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
    assert len(asked) == 1
    assert asked[0] is value
    assert loads(message, lambda loan: loan.handle) == [7, 3]


FORGED: dict[str, tuple[str, Any]] = {
    "class that is lent": ("DecisionTreeClassifier", {}),
    "class of another package": ("Popen", {}),
    "no class": ("clone", {}),
    "nothing": ("", {}),
    "numbered attributes": ("StandardScaler", {1: 2}),
    "attributes that are none": ("StandardScaler", {"evil": 1}),
    "setting that is a table": ("Ridge", {"alpha": {"a": 1}}),
    "folder of pickles": ("Pipeline", {"steps": [], "memory": "x"}),
    "lengths that differ": ("StandardScaler", {"mean_": np.ones(3), "scale_": np.ones(2)}),
    "sides that differ": ("GaussianNB", {"classes_": np.arange(2), "theta_": np.ones((3, 3))}),
    "number that differs": ("MinMaxScaler", {"n_features_in_": 2, "scale_": np.ones(3)}),
    "types that differ": ("LinearRegression", {"coef_": np.array(["1"])}),
    "steps that are none": ("Pipeline", {"steps": {"a": 1}}),
}


@pytest.mark.parametrize(("name", "state"), FORGED.values(), ids=FORGED)
def test_a_transformer_that_does_not_fit_is_malformed(name: str, state: Any) -> None:
    with pytest.raises(Malformed):
        loads(b"\x09estimator" + text(name) + dumps(state))


@pytest.mark.parametrize(
    ("module", "name", "found"),
    [
        ("sklearn.tree._classes", "DecisionTreeClassifier", DecisionTreeClassifier),
        ("sklearn.preprocessing._data", "StandardScaler", StandardScaler),
        ("sklearn.evil", "X", None),
        ("sklearn.base", "clone", None),
        ("sklearn.preprocessing._data", "np", None),
        ("sklearn.", "StandardScaler", None),
        ("os", "system", None),
        (1, 2, None),
    ],
)
def test_class_is_found_among_those_of_scikit_learn(module: Any, name: Any, found: Any) -> None:
    assert found_class(module, name) is found
