from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.linear_model import Ridge
from sklearn.metrics import root_mean_squared_error
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from nbjudge.data import load_weather, origin
from nbjudge.data.weather_model import simulated_weather

Offline = pytest.MonkeyPatch


@pytest.fixture
def offline(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file in the cache, and a proxy that nobody answers at."""
    monkeypatch.setattr("nbjudge.data.origins._unreachable", {})
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:1")


@pytest.mark.usefixtures("offline")
def test_without_a_network_the_simulation_stands_in(capsys: pytest.CaptureFixture[str]) -> None:
    table = load_weather()
    said = capsys.readouterr()
    assert said.out == (
        "Weather: a simulated table, in place of the real one (no working connection).\n"
    )
    assert said.err == ""
    assert origin("weather") == "stand-in"
    pd.testing.assert_frame_equal(table, simulated_weather())


@pytest.mark.usefixtures("offline")
def test_the_network_is_tried_once(monkeypatch: pytest.MonkeyPatch) -> None:
    load_weather()
    monkeypatch.setattr("nbjudge.data.origins.fetch", None)
    load_weather()


@pytest.mark.usefixtures("offline")
def test_the_real_table_is_taken_as_soon_as_it_is_there(
    real_files: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert origin("weather") == "stand-in"
    monkeypatch.setenv("NBJUDGE_DATA", str(real_files))
    table = load_weather()
    assert "the real table" in capsys.readouterr().out
    assert origin("weather") == "real"
    assert table.loc[0, "BASEL_temp_mean"] == 2.9


def test_the_simulation_has_the_form_of_the_real_table(real_files: Path) -> None:
    real = pd.read_csv(real_files / "weather_prediction_dataset_light.csv")
    simulated = simulated_weather()
    assert list(simulated.columns) == list(real.columns)
    assert (simulated.dtypes == real.dtypes).all()
    assert (simulated[["DATE", "MONTH"]] == real[["DATE", "MONTH"]]).all(axis=None)


def test_a_simulation_is_new_and_the_same_each_time() -> None:
    first = simulated_weather()
    first.loc[:, "BASEL_sunshine"] = 0
    assert simulated_weather()["BASEL_sunshine"].max() > 10


def test_simulated_readings_are_possible() -> None:
    table = simulated_weather()
    assert table.shape == (3654, 91)
    assert not table.isna().any(axis=None)
    bounds = {
        "cloud_cover": (0, 8),
        "humidity": (0.1, 1),
        "pressure": (0.96, 1.06),
        "global_radiation": (0, 4.5),
        "precipitation": (0, 15),
        "sunshine": (0, 18),
        "temp_mean": (-35, 40),
    }
    for measure, (least, most) in bounds.items():
        columns = table.filter(regex=f"_{measure}$")
        assert columns.to_numpy().min() >= least, measure
        assert columns.to_numpy().max() <= most, measure
    for station in ("BASEL", "SONNBLICK"):
        low, mean, high = (table[f"{station}_temp_{name}"] for name in ("min", "mean", "max"))
        assert (low <= mean).all()
        assert (mean <= high + 1).all()
    assert table["SONNBLICK_temp_mean"].mean() < -3


def test_simulated_weather_has_seasons_memory_and_neighbours() -> None:
    table = simulated_weather()
    monthly = table.groupby("MONTH")["BASEL_temp_mean"].mean()
    assert monthly[7] - monthly[1] > 12
    warmth = table["BASEL_temp_mean"] - table["MONTH"].map(monthly)
    assert warmth.autocorr(1) > 0.7
    near, far = (
        table["DE_BILT_sunshine"].corr(table[f"{other}_sunshine"])
        for other in ("MAASTRICHT", "SONNBLICK")
    )
    assert near > far + 0.1


def test_the_lessons_baselines_come_out_as_on_the_real_table() -> None:
    table = simulated_weather()
    today, tomorrow = table.iloc[:1096, 2:], table["BASEL_sunshine"].iloc[1:1097].to_numpy()
    train, rest, y_train, y_rest = train_test_split(today, tomorrow, test_size=0.3, random_state=0)
    _, test, _, y_test = train_test_split(rest, y_rest, test_size=0.5, random_state=0)
    persistence = root_mean_squared_error(y_test, test["BASEL_sunshine"])
    mean = root_mean_squared_error(y_test, np.full(len(y_test), y_train.mean()))
    ridge = make_pipeline(StandardScaler(), Ridge(100)).fit(train, y_train)
    assert 3.7 < persistence < 4.1
    assert mean > persistence + 0.3
    assert root_mean_squared_error(y_test, ridge.predict(test)) < persistence - 0.6
