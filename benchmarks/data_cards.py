"""The data cards' figures and measurements: the lesson's models on real data and stand-ins.

Trains every model with five seeds, writes the tables into `docs/data/*.md` and draws the figures
beside them. The real files are used where they are in the cache or can be downloaded; without
them, what was measured on them before is kept. Names of data sets as arguments choose some.
"""

from __future__ import annotations

import json
import re
import statistics
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from rich.console import Console
from sklearn.linear_model import Ridge
from sklearn.metrics import root_mean_squared_error
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from nbjudge.course.manifest import load_course
from nbjudge.data import (
    HouseNumbers,
    StreetImages,
    load_digit_network,
    load_house_numbers,
    load_iris_table,
    load_penguins,
    load_street_images,
    load_weather,
    origin,
)
from nbjudge.data.house_numbers import TARGET_DIGITS, TURNS, source_pictures
from nbjudge.data.street_images import shrunk_images
from nbjudge.data.street_images_model import painted_street_images
from nbjudge.data.weather_model import simulated_weather
from nbjudge.kernels.preloading import preload

CARDS = Path(__file__).parents[1] / "docs" / "data"
LATEST = Path(__file__).with_name("data_cards.json")
SEEDS = range(5)
BEGIN, END = "<!-- measured: -->\n", "<!-- end -->\n"

console = Console(stderr=True)
# What was measured of a data set, by kind (real or stand-in, or what the numbers are) and model.
Found = dict[str, dict[str, dict[str, str]]]


def main() -> None:
    """Makes the cards of the data sets that are named, or of all."""
    names = sys.argv[1:] or list(MAKERS)
    if unknown := set(names) - MAKERS.keys():
        sys.exit(f"Data sets: expected some of {', '.join(MAKERS)}, got {', '.join(unknown)}.")
    preload(load_course(Path(__file__).parents[1]).preload or ())
    mpl.use("agg")
    for name in names:
        MAKERS[name]()


def make_penguins() -> None:
    """The figure of the penguins."""
    draw_species(load_penguins(), "penguins", ("bill_length_mm", "bill_depth_mm"))


def make_iris() -> None:
    """The figure of the irises."""
    draw_species(load_iris_table(), "iris", ("petal_length_cm", "petal_width_cm"))


def make_weather() -> None:
    """Figure and table of the weather, the real one as well where it is here."""
    tables = {"stand-in": simulated_weather()}
    if origin("weather") == "real":
        tables["real"] = load_weather()
    write("weather", {kind: dict(weather_results(table)) for kind, table in tables.items()})
    draw_weather(tables)


def make_street_images() -> None:
    """Figure and table of the street images, the real ones as well where they are here."""
    sets = {"stand-in": painted_street_images()}
    if origin("street_images") == "real":
        sets["real"] = load_street_images()
    write("street_images", {kind: dict(image_results(images)) for kind, images in sets.items()})
    draw_images(sets)


def make_house_numbers() -> None:
    """Figure and table of the house numbers of transfer learning."""
    numbers = load_house_numbers()
    write("house_numbers", {"accuracy": dict(transfer_results(numbers))})
    draw_house_numbers(numbers)


MAKERS: dict[str, Callable[[], None]] = {
    "penguins": make_penguins,
    "iris": make_iris,
    "weather": make_weather,
    "street_images": make_street_images,
    "house_numbers": make_house_numbers,
}


@dataclass(frozen=True)
class Days:
    """The lesson's three years: readings of a day, and the sunshine in Basel of the next."""

    train: tuple[pd.DataFrame, np.ndarray]
    validation: tuple[pd.DataFrame, np.ndarray]
    test: tuple[pd.DataFrame, np.ndarray]

    @classmethod
    def of(cls, weather: pd.DataFrame) -> Days:
        """Splits a table into 70 %, 15 % and 15 %."""
        today = weather.iloc[:1096].drop(columns=["DATE", "MONTH"])
        tomorrow = weather["BASEL_sunshine"].iloc[1:1097].to_numpy()
        x_train, x_rest, y_train, y_rest = train_test_split(
            today, tomorrow, test_size=0.3, random_state=0
        )
        x_val, x_test, y_val, y_test = train_test_split(
            x_rest, y_rest, test_size=0.5, random_state=0
        )
        return cls((x_train, y_train), (x_val, y_val), (x_test, y_test))


def weather_results(weather: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """The error of each model on the test days, as text."""
    import keras

    days = Days.of(weather)
    x_test, y_test = days.test
    mean = np.full(len(y_test), days.train[1].mean())
    ridge = make_pipeline(StandardScaler(), Ridge(100)).fit(*days.train)
    for name, predicted in (
        ("mean of the training days", mean),
        ("baseline: as today", x_test["BASEL_sunshine"]),
        ("ridge regression", ridge.predict(x_test)),
    ):
        yield name, f"{root_mean_squared_error(y_test, predicted):.2f}"

    def network(*units: int, normalised: bool = False) -> keras.Model:
        layers: list[Any] = [keras.Input((x_test.shape[1],))]
        if normalised:
            layers.append(keras.layers.BatchNormalization())
        layers += [keras.layers.Dense(number, "relu") for number in units]
        model = keras.Sequential([*layers, keras.layers.Dense(1)])
        model.compile("adam", "mse")
        return model

    def error(model: keras.Model, epochs: int, *, stop: bool) -> float:
        callbacks = [keras.callbacks.EarlyStopping(patience=10)] if stop else []
        model.fit(
            *days.train,
            epochs=epochs,
            validation_data=days.validation,
            callbacks=callbacks,
            verbose=0,
        )
        return float(root_mean_squared_error(y_test, model(x_test.to_numpy())))

    for name, train in (
        ("14,101 parameters, 200 epochs", lambda: error(network(100, 50), 200, stop=False)),
        ("961 parameters, 200 epochs", lambda: error(network(10, 5), 200, stop=False)),
        ("286 parameters, 200 epochs", lambda: error(network(3, 3), 200, stop=False)),
        ("14,101 parameters, early stopping", lambda: error(network(100, 50), 200, stop=True)),
        (
            "14,457 parameters: batch normalisation, early stopping",
            lambda: error(network(100, 50, normalised=True), 1000, stop=True),
        ),
    ):
        yield name, over_seeds(name, train)


def image_results(images: StreetImages) -> Iterator[tuple[str, str]]:
    """The accuracy of each network on the test images, as text."""
    import keras
    from keras.layers import Conv2D, Dense, Dropout, Flatten, MaxPooling2D

    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)

    def pooled() -> list[Any]:
        return [Conv2D(50, 3, activation="relu"), MaxPooling2D()]

    def accuracy(layers: list[Any]) -> float:
        model = keras.Sequential([keras.Input((64, 64, 3)), *layers, Dense(10)])
        model.compile("adam", loss, metrics=["accuracy"])
        model.fit(images.train_images / 255, images.train_labels, epochs=10, verbose=0)
        return float(model.evaluate(images.test_images / 255, images.test_labels, verbose=0)[1])

    head = [Flatten, lambda: Dense(50, "relu")]
    for name, layers in (
        ("617,510 parameters, dense", lambda: [Flatten(), Dense(50, "relu"), Dense(50, "relu")]),
        ("514,510 parameters, two convolutions", lambda: pooled() + pooled() + made(head)),
        ("137,060 parameters, three", lambda: pooled() + pooled() + pooled() + made(head)),
        (
            "137,060 parameters, three and dropout 0.2",
            lambda: pooled() + pooled() + pooled() + [Dropout(0.2)] + made(head),
        ),
    ):
        yield name, over_seeds(name, lambda layers=layers: accuracy(layers()))

    # The network and the training of the notebook `dropout_sweep`.
    small, small_test = (
        shrunk_images(part, 24) / 255 for part in (images.train_images, images.test_images)
    )
    train, val, train_labels, val_labels = train_test_split(
        small, images.train_labels, test_size=220, random_state=0, stratify=images.train_labels
    )

    def accuracy_with(rate: float) -> float:
        layers = [MaxPooling2D(), Conv2D(16, 3, activation="relu"), MaxPooling2D(), Dropout(rate)]
        layers += [Conv2D(32, 3, activation="relu"), Dropout(rate), Flatten(), Dense(64, "relu")]
        model = keras.Sequential([keras.Input((24, 24, 3)), *layers, Dense(10)])
        model.compile(keras.optimizers.Adam(0.005), loss, metrics=["accuracy"])
        stopper = keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True)
        model.fit(
            train,
            train_labels,
            batch_size=64,
            epochs=25,
            validation_data=(val, val_labels),
            callbacks=[stopper],
            verbose=0,
        )
        return float(model.evaluate(small_test, images.test_labels, verbose=0)[1])

    for rate in (0.0, 0.3):
        name = f"the network of `dropout_sweep`, 24 x 24, rate {rate:g}"
        yield name, over_seeds(name, lambda rate=rate: accuracy_with(rate))


def transfer_results(numbers: HouseNumbers) -> Iterator[tuple[str, str]]:
    """The accuracy of a head on a base, pretrained or not, on the test pictures, as text."""
    import keras
    from keras.layers import BatchNormalization, Dense, Dropout, Flatten

    train, val, test = ((numbers[n] / 127.5 - 1, numbers[n + 1]) for n in (0, 2, 4))

    def accuracy(*, pretrained: bool, patience: int) -> float:
        base = load_digit_network(pretrained=pretrained)
        base.trainable = not pretrained
        head = [Flatten(), BatchNormalization(), Dense(50, "relu"), Dropout(0.5), Dense(5)]
        model = keras.Sequential([base, *head])
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        model.compile("adam", loss, metrics=["accuracy"])
        stopper = keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=patience)
        model.fit(*train, epochs=30, validation_data=val, callbacks=[stopper], verbose=0)
        return float(model.evaluate(*test, verbose=0)[1])

    for name, settings in (
        ("pretrained base, frozen; early stopping", {"pretrained": True, "patience": 5}),
        ("from scratch; early stopping", {"pretrained": False, "patience": 5}),
        ("from scratch; all 30 epochs", {"pretrained": False, "patience": 30}),
    ):
        yield name, over_seeds(name, lambda settings=settings: accuracy(**settings))


def made(makers: list[Callable[[], Any]]) -> list[Any]:
    """New layers."""
    return [make() for make in makers]


def over_seeds(name: str, measure: Callable[[], float]) -> str:
    """Mean and standard deviation of a result over the seeds."""
    import keras

    results = []
    for seed in SEEDS:
        keras.utils.set_random_seed(seed)
        results.append(measure())
    text = f"{statistics.mean(results):.2f} ± {statistics.stdev(results):.2f}"
    console.print(f"{name}: {text}")
    return text


def write(name: str, results: dict[str, dict[str, str]]) -> None:
    """Keeps the results of a data set, and puts them into its card, the kinds side by side."""
    found: Found = json.loads(LATEST.read_text(encoding="utf-8")) if LATEST.exists() else {}
    kinds = found.setdefault(name, {})
    kinds |= results
    LATEST.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    heads = sorted({*kinds, *(("real",) if "stand-in" in kinds else ())})
    rows = [("model", *heads), ("---",) * (len(heads) + 1)]
    for model in next(iter(results.values())):
        rows.append((model, *(kinds.get(kind, {}).get(model, "not measured") for kind in heads)))
    table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    card = CARDS / f"{name}.md"
    before, _, rest = card.read_text(encoding="utf-8").partition(BEGIN)
    card.write_text(f"{before}{BEGIN}{table}{END}{rest.partition(END)[2]}", encoding="utf-8")


def draw_species(table: pd.DataFrame, name: str, columns: tuple[str, str]) -> None:
    """Draws two measures of each species, one against the other."""
    import matplotlib.pyplot as plt

    figure, ax = plt.subplots(figsize=(6, 4), layout="constrained")
    for species, rows in table.groupby("species", observed=True):
        ax.scatter(rows[columns[0]], rows[columns[1]], s=14, label=species)
    across, up = (re.sub(r" (\w+)$", r" (\1)", name.replace("_", " ")) for name in columns)
    ax.set(title=name.title(), xlabel=across, ylabel=up)
    ax.legend()
    figure.savefig(CARDS / f"{name}.png", dpi=80)


def draw_weather(tables: Mapping[str, pd.DataFrame]) -> None:
    """Draws a year of two measures, the kinds one above the other."""
    import matplotlib.pyplot as plt

    kinds = sorted(tables)
    figure, grid = plt.subplots(
        len(kinds), 2, figsize=(10, 2.6 * len(kinds)), squeeze=False, layout="constrained"
    )
    for axes, kind in zip(grid, kinds, strict=True):
        year = tables[kind].iloc[:366]
        days = pd.to_datetime(year["DATE"].astype(str), format="%Y%m%d")
        for ax, measure, label in (
            (axes[0], "temp_mean", "mean temperature (°C)"),
            (axes[1], "sunshine", "sunshine (hours)"),
        ):
            for station, colour in (("BASEL", "tab:blue"), ("MUENCHEN", "tab:orange")):
                ax.plot(days, year[f"{station}_{measure}"], colour, lw=0.7, label=station.title())
            ax.set(title=f"{kind}, 2000", ylabel=label)
            ax.xaxis.set_major_formatter(mpl.dates.DateFormatter("%b"))
        axes[1].legend(loc="upper right", fontsize="small")
    figure.savefig(CARDS / "weather.png", dpi=80)


def draw_images(sets: Mapping[str, StreetImages]) -> None:
    """Draws some images of each label, the kinds one above the other."""
    import matplotlib.pyplot as plt

    kinds = sorted(sets)
    figure, grid = plt.subplots(
        2 * len(kinds), 10, figsize=(10, 2.3 * len(kinds)), layout="constrained"
    )
    for number, axes in enumerate(grid):
        kind = kinds[number // 2]
        images, labels = sets[kind].train_images, sets[kind].train_labels
        for label, ax in enumerate(axes):
            ax.imshow(images[np.flatnonzero(labels == label)[number % 2]].astype(np.uint8))
            ax.set_axis_off()
            if number % 2 == 0:
                ax.set_title(f"{kind} {label}", fontsize="small")
    figure.savefig(CARDS / "street_images.png", dpi=80)


def draw_house_numbers(numbers: HouseNumbers) -> None:
    """Draws some pictures of the source task above some of the target task."""
    import matplotlib.pyplot as plt

    known, labels = source_pictures(10, test=True, seed=0)
    figure, grid = plt.subplots(2, 10, figsize=(10, 2.6), layout="constrained")
    rows = (
        (known, [f"{label // TURNS}, turned {label % TURNS}" for label in labels]),
        (numbers.train_images, [str(TARGET_DIGITS[label]) for label in numbers.train_labels]),
    )
    for axes, (pictures, titles) in zip(grid, rows, strict=True):
        for ax, picture, title in zip(axes, pictures, titles, strict=False):
            ax.imshow(picture)
            ax.set_axis_off()
            ax.set_title(title, fontsize="small")
    figure.suptitle("source task: digit and quarter turns (above); target task (below)")
    figure.savefig(CARDS / "house_numbers.png", dpi=80)


if __name__ == "__main__":
    main()
