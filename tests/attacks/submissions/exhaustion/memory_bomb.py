# title = "Memory without end, up to 8 GB"
# trace = "filling"
# verdicts = { test_number = "out_of_memory" }
#
# %% number
print("filling", flush=True)
kept = []
while len(kept) < 80:
    kept.append(bytearray(b"x") * 100_000_000)
number = 0
