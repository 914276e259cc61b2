# title = "A million small files"
# trace = "refused after \\d{1,5} files"
# verdicts = { test_number = "failed" }
# [landlock]
# trace = "or 20,000 files|refused after"
# verdicts = { test_number = ["kernel_died", "failed"] }
#
# %% number
made = 0
for place in (".", "/tmp", "/dev/shm"):
    try:
        for made in range(made, 1_000_000):
            open(f"{place}/{made}", "w").close()
    except OSError:
        pass
print("refused after", made, "files")
number = 0
