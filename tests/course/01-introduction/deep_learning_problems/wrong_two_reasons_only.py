# title = "Two tasks too many are called suited, so that too few reasons are left to judge"
# [scores]
# test_suited = 0
# test_reasons = 0
# test_is_at_least = 0
#
# %% suited
suited = {1, 3, 4, 5}
# %% reasons
reasons = {2: "A"}
# %% is_at_least
# numbers as text with leading zeros, two digits wide
def is_at_least(version, minimum):
    def padded(text):
        return [place.zfill(2) for place in text.split(".")] + ["00"] * (10 - text.count("."))
    return padded(version) >= padded(minimum)
