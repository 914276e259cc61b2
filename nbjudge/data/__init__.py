"""The data sets of the course: loaders, and the cache for those that are downloaded."""

from nbjudge.data.cache import fetch, is_cached
from nbjudge.data.digit_network import load_digit_network
from nbjudge.data.house_numbers import HouseNumbers, load_house_numbers
from nbjudge.data.iris import load_iris_table
from nbjudge.data.origins import origin
from nbjudge.data.penguins import load_penguins
from nbjudge.data.registry import DATASETS, Dataset, File, find_dataset
from nbjudge.data.street_images import load_street_images
from nbjudge.data.street_images_model import StreetImages
from nbjudge.data.weather import load_weather
from nbjudge.folders import cache_folder

__all__ = [
    "DATASETS",
    "Dataset",
    "File",
    "HouseNumbers",
    "StreetImages",
    "cache_folder",
    "fetch",
    "find_dataset",
    "is_cached",
    "load_digit_network",
    "load_house_numbers",
    "load_iris_table",
    "load_penguins",
    "load_street_images",
    "load_weather",
    "origin",
]
