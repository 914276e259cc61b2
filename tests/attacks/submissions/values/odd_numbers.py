# title = "Arrays and tables of types that a grader seldom sees, with odd bounds"
# trace = "odd"
# verdicts = { test_number = "failed", test_array = ["failed", "refused"], test_scaled = ["failed", "error", "refused"], test_table = ["failed", "refused"] }
#
# %% number
number = np.longdouble(42)
print("odd")
# %% array
array = np.zeros((2, 3), dtype="M8[700D]")
# %% scaled
scaled = pd.array([1, 2, 4], dtype="Int8")
# %% table
days = pd.PeriodIndex.from_ordinals(np.array([0, 10_000_000]), freq="D")
table = pd.DataFrame({"x": days, "y": days})
