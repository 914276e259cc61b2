# title = "An input transformer replaces the text of every test cell"
# trace = "transformers: 1"
# verdicts = "failed"
#
# %% number
def erase(lines):
    return ["pass\n"] if any("assert" in line or "check" in line for line in lines) else lines


get_ipython().input_transformers_post.append(erase)
print("transformers:", len(get_ipython().input_transformers_post))
number = 0
