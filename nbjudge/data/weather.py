"""Ten years of weather at eleven places in Europe, as the lesson has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbjudge.data.origins import real_files, why_not
from nbjudge.data.weather_model import simulated_weather

if TYPE_CHECKING:
    import pandas as pd


def load_weather() -> pd.DataFrame:
    """A new table of 3654 days, 2000-01-01 to 2010-01-01, in 91 columns; says which one it is.

    Columns: ``DATE`` (20000101), ``MONTH``, and for each station and measure one such as
    ``BASEL_sunshine``. Measures: ``cloud_cover`` in oktas, ``humidity`` from 0 to 1, ``pressure``
    in 1000 hPa, ``global_radiation`` in 100 W/m2, ``precipitation`` in cm, ``sunshine`` in hours,
    ``temp_mean``, ``temp_min`` and ``temp_max`` in degrees Celsius. Nothing is missing.

    Source: ECA&D, prepared by Huber (2021), downloaded once; a simulation (`weather_model`) where
    that can't be done. `origin("weather")` tells them apart.
    """
    files = real_files("weather")
    if files:
        # Not above: the grader knows the data sets also where nothing reads them.
        import pandas as pd

        print("Weather: the real table, from the European Climate Assessment & Dataset.")
        return pd.read_csv(files[0])
    print(f"Weather: a simulated table, in place of the real one ({why_not('weather')}).")
    return simulated_weather()
