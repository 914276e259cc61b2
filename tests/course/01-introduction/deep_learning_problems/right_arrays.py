# title = "NumPy and pandas: arrays and series as answers, the result is a NumPy boolean"
#
# %% suited
import numpy as np
import pandas as pd

suited = np.array([1, 5])
# %% reasons
reasons = pd.Series(["A", "B", "C"], index=[2, 3, 4])
# %% workflow
steps = pd.Series({"A": 6, "B": 10, "C": 2, "D": 8, "E": 5, "F": 7, "G": 9, "H": 4, "I": 3, "J": 1})
workflow = steps.sort_values().index
# %% is_at_least
def is_at_least(version, minimum):
    numbers = np.zeros((2, 20), dtype=int)
    for row, text in zip(numbers, (version, minimum)):
        places = np.array(text.split(".")).astype(int)
        row[: len(places)] = places
    differences = np.flatnonzero(numbers[0] != numbers[1])
    if differences.size == 0:
        return np.True_
    return numbers[0, differences[0]] > numbers[1, differences[0]]
