"""The data sets of the course: what they are, whose they are and where they come from."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from nbjudge.errors import UsageError


@dataclass(frozen=True, kw_only=True)
class File:
    """A file of a data set that is downloaded.

    What has arrived is held against ``sha256``, or against ``array_shape``, the shape of the NumPy
    array in it, where nobody has published a checksum.
    """

    name: str
    url: str
    size_bytes: int
    sha256: str | None = None
    array_shape: tuple[int, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """A data set that comes with a package or is downloaded.

    ``shape`` counts rows and columns of the table that its loader returns, or images, rows and
    columns of pixels, and colours. Either ``provided_by`` is set, or ``files``.
    """

    name: str
    title: str
    shape: tuple[int, ...]
    licence: str
    citation: str
    provided_by: str | None = None
    files: tuple[File, ...] = ()


_PENGUINS = Dataset(
    name="penguins",
    title="Palmer penguins",
    shape=(344, 7),
    licence="CC0 1.0",
    citation=(
        "Gorman, K. B., Williams, T. D., Fraser, W. R. (2014). Ecological sexual dimorphism and "
        "environmental variability within a community of Antarctic penguins (genus Pygoscelis). "
        "PLoS ONE 9(3), e90081. doi:10.1371/journal.pone.0090081. "
        "Horst, A. M., Hill, A. P., Gorman, K. B. (2020). palmerpenguins: Palmer Archipelago "
        "(Antarctica) penguin data. doi:10.5281/zenodo.3960218."
    ),
    provided_by="the package palmerpenguins",
)

_IRIS = Dataset(
    name="iris",
    title="Fisher's irises",
    shape=(150, 5),
    licence="distributed with scikit-learn (BSD 3-Clause)",
    citation=(
        "Fisher, R. A. (1936). The use of multiple measurements in taxonomic problems. "
        "Annals of Eugenics 7(2), 179-188. doi:10.1111/j.1469-1809.1936.tb02137.x."
    ),
    provided_by="the package scikit-learn",
)

_WEATHER = Dataset(
    name="weather",
    title="Weather prediction data set, light",
    shape=(3654, 91),
    licence="ECA&D: can be used freely provided that the source is acknowledged",
    citation=(
        "Klein Tank, A. M. G. and coauthors (2002). Daily dataset of 20th-century surface air "
        "temperature and precipitation series for the European Climate Assessment. "
        "Int. J. of Climatol. 22, 1441-1453. Data and metadata available at http://www.ecad.eu. "
        "Huber, F. (2021). Weather prediction dataset. doi:10.5281/zenodo.5071376."
    ),
    files=(
        File(
            name="weather_prediction_dataset_light.csv",
            url="https://zenodo.org/records/5071376/files/weather_prediction_dataset_light.csv",
            size_bytes=1_536_155,
            sha256="d10b70448e6848a66958a18667f4dbf8a4ef13b166f6803a7ab2057c6ec9d438",
        ),
    ),
)


def _array(name: str, *shape: int) -> File:
    """One of the arrays of 32-bit integers of the street images; its size is worked out."""
    return File(
        name=f"street_{name}.npy",
        url=f"https://zenodo.org/records/10970014/files/{name}.npy",
        size_bytes=4 * math.prod(shape) + 128,
        array_shape=shape,
    )


_STREET_IMAGES = Dataset(
    name="street_images",
    title="Dollar Street 10",
    shape=(1171, 64, 64, 3),
    licence="CC BY 4.0 and CC BY-SA 4.0",
    citation=(
        "van der Burg, S. (2024). Dollar Street 10 - 64x64x3. doi:10.5281/zenodo.10970014. "
        "Gaviria Rojas, W. and coauthors (2022). The Dollar Street dataset: images representing "
        "the geographic and socioeconomic diversity of the world. NeurIPS Datasets and Benchmarks."
    ),
    files=(
        _array("train_images", 878, 64, 64, 3),
        _array("train_labels", 878),
        _array("test_images", 293, 64, 64, 3),
        _array("test_labels", 293),
    ),
)

DATASETS: Mapping[str, Dataset] = {
    dataset.name: dataset for dataset in (_PENGUINS, _IRIS, _WEATHER, _STREET_IMAGES)
}


def find_dataset(name: str) -> Dataset:
    """The data set of that name; a UsageError that lists the known ones if there is none."""
    try:
        return DATASETS[name]
    except KeyError:
        known = ", ".join(f"`{known}`" for known in DATASETS)
        raise UsageError("Name of a data set", f"one of {known}", f"`{name}`") from None
