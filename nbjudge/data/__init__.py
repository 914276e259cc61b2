"""The data sets of the course: loaders, and the cache for those that are downloaded."""

from nbjudge.data.cache import cache_folder, fetch, is_cached
from nbjudge.data.iris import load_iris_table
from nbjudge.data.penguins import load_penguins
from nbjudge.data.registry import DATASETS, Dataset, find_dataset

__all__ = [
    "DATASETS",
    "Dataset",
    "cache_folder",
    "fetch",
    "find_dataset",
    "is_cached",
    "load_iris_table",
    "load_penguins",
]
