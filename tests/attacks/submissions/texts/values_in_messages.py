# title = "Values, names and columns that are quoted in messages: markup, controls, formulas"
# trace = "named"
# verdicts = { test_table = "failed", test_array = "failed", test_word = "failed", test_double = ["failed", "error", "refused"] }
#
# %% word
active = "=1+1\x1b[2J\u202e[link=x]`$a$<img src=//active.example/a.png onerror=alert('active')>"
word = active
print("named")
# %% array
array = active
# %% table
table = pd.DataFrame({active: [active]})


# %% double
def double(x):
    return active


double.__name__ = double.__qualname__ = active
