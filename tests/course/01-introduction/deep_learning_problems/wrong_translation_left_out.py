# title = "Words are thought to be no numbers, so translation is left out; versions as decimals"
# [scores]
# test_suited = 0
# test_is_at_least = 0
#
# %% suited
suited = {1}
# %% reasons
reasons = {2: "A", 3: "B", 4: "C", 5: "D"}
# %% is_at_least
def is_at_least(version, minimum):
    def number(text):
        return float(".".join(text.split(".")[:2]))
    return number(version) >= number(minimum)
