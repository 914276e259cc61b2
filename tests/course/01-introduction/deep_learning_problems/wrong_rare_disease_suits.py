# title = "The rare disease is taken for a case of deep learning; the other reasons are right"
# [scores]
# test_suited = 0
# test_is_at_least = 0
#
# %% suited
suited = {1, 3, 5}
# %% reasons
reasons = {2: "A", 4: "C"}
# %% is_at_least
# text, compared letter by letter
def is_at_least(version, minimum):
    return version >= minimum
