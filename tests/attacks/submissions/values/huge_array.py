# title = "An array of two gigabytes, and one that only claims to be as large"
# trace = "2,000,000,000"
# verdicts = { test_number = "refused", test_array = "refused" }
#
# %% number
number = np.broadcast_to(np.float64(0), (2**40,))
# %% array
array = np.zeros(250_000_000)
print(f"{array.nbytes:,}")
