# title = "Very long names and messages"
# trace = "named"
# verdicts = { test_double = ["failed", "error"], test_table = ["failed", "refused"] }
#
# %% double
name = "n" * 1_000_000


def double(x):
    raise type(name, (ValueError,), {})(name * 5)


double.__name__ = double.__qualname__ = name
print("named")
# %% table
table = pd.DataFrame({name: [1, 2], "y": [3.0, 4.0]})
