# title = "The names that test cells define are taken beforehand"
# trace = "taken [1-9]\\d* names"
# verdicts = { test_word = "failed", test_double = "failed", test_table = "failed" }
#
# %% word
names = "check_function check_values check_shape check_table expected_word right assert_allclose"
for name in names.split():
    globals()[name] = lambda *arguments, **named: None
expected_word = lambda: "a guess"
right = pd.DataFrame({"x": [0]})
print("taken", len(names.split()), "names")
isinstance = len = lambda *arguments: True
word = "a guess"
