# title = "Values of kinds that a grader seldom sees"
# trace = "odd"
# verdicts = { test_number = ["failed", "refused", "error"], test_word = ["failed", "refused"], test_array = ["failed", "refused"], test_scaled = ["failed", "refused", "error"], test_table = ["failed", "refused"] }
#
# %% number
import mmap
import types

number = np.array([(1, 2)], dtype=[("42.5", "f8"), ("other", "O")])
print("odd")
# %% word
word = memoryview(mmap.mmap(-1, 4096))
# %% array
array = np.ma.masked_array(np.zeros((2, 3)), mask=True)
# %% scaled
scaled = types.SimpleNamespace(__iter__=lambda: iter([0.25, 0.5, 1.0]))
# %% table
table = pd.DataFrame({"x": pd.arrays.SparseArray([1, 2]), "y": pd.Categorical([3.0, 4.0])})
table.index = pd.MultiIndex.from_tuples([("a", float("nan")), ("b", np.datetime64("NaT"))])
