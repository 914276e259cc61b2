# title = "Lists in lists without end, a list in itself, and a list that doubles at each level"
# trace = "nested 100000"
# verdicts = { test_number = "refused", test_array = "refused", test_scaled = "refused", test_word = "refused" }
#
# %% number
number = []
for depth in range(100_000):
    number = [number]
print("nested", depth + 1)
# %% array
array = []
array.append(array)
# %% scaled
scaled = [0]
for _ in range(60):
    scaled = [scaled, scaled]
# %% word
word = {"x": None}
word["x"] = {"y": (word,)}
